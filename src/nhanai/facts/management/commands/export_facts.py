"""`manage export_facts FOLDER`: brings a Parquet lake up to date with the facts."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from nhanai.facts.actions import exporting


class Command(BaseCommand):
    """Ghi số liệu gốc ra hồ Parquet."""

    help = "Ghi số liệu gốc ra tệp Parquet theo năm và theo tỉnh; chỉ ghi lại phần đã đổi."

    def add_arguments(self, parser: CommandParser) -> None:
        """Where the lake lies."""
        parser.add_argument("folder", type=Path, help="thư mục của hồ Parquet")

    def handle(self, *args: object, folder: Path, **options: object) -> None:
        """Write what changed, and say each file."""
        try:
            written = 0
            for name, is_new in exporting.export(folder):
                written += is_new
                self.stdout.write(f"{'ghi' if is_new else 'giữ'} {name}")
        except ImportError as missing:
            raise CommandError(
                "Chưa cài phần phân tích. Hãy cài thêm: pip install 'nhanai[analytics]'."
            ) from missing
        self.stdout.write(f"Đã ghi {written} tệp.")

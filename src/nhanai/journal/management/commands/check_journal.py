"""Checks that the journal is whole."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from nhanai.journal import queries


class Command(BaseCommand):
    """Says what it found; its exit code is 1 where the journal was damaged."""

    help = "Kiểm tra nhật ký còn nguyên vẹn: không dòng nào bị xóa, sửa, chèn hay đổi thứ tự."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the seal noted at an earlier check."""
        parser.add_argument(
            "--seal",
            metavar="SỐ:MÃ",
            help="mã niêm phong đã in ra ở một lần kiểm tra trước, để đối chiếu",
        )

    def handle(self, *args: object, seal: str | None = None, **options: object) -> None:
        """Walk the chain and print the verdict."""
        verdict = queries.check()
        broken = seal is not None and not queries.holds_seal(seal)
        for damage in verdict.damages:
            self.stderr.write(damage.message)
        if broken:
            self.stderr.write(f"Mã niêm phong {seal} không còn khớp: nhật ký đã bị viết lại.")
        if broken or not verdict.is_sound:
            raise CommandError(
                "Nhật ký KHÔNG còn nguyên vẹn. Hãy giữ nguyên máy chủ và báo quản trị."
            )
        lines = f"{verdict.lines:,}".replace(",", ".")
        self.stdout.write(f"Nhật ký nguyên vẹn: {lines} dòng.")
        self.stdout.write(f"Mã niêm phong, nên ghi lại ở nơi khác: {verdict.seal}")

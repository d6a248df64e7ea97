"""Removes files that no record knows, which a stop in the middle of an upload may leave."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from nhanai.documents import actions


class Command(BaseCommand):
    """Touches only files older than a day."""

    help = "Xóa các tệp tải lên dở dang, không thuộc văn bản, cập nhật, hoạt động hay số liệu nào."

    def handle(self, *args: object, **options: object) -> None:
        """Sweep, and say how many went."""
        removed = actions.sweep_files(at=timezone.now())
        if options["verbosity"]:
            self.stdout.write(f"Đã xóa {removed} tệp dở dang.")

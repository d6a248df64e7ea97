"""`manage load_measures`: brings the catalogue of measures up to date."""

from django.core.management.base import BaseCommand

from nhanai.facts import actions


class Command(BaseCommand):
    """Nạp danh mục chỉ tiêu."""

    help = "Nạp danh mục chỉ tiêu; chỉ tiêu không đổi thì giữ nguyên."

    def handle(self, *args: object, **options: object) -> None:
        """Load what is new or changed."""
        self.stdout.write(f"Đã cập nhật {actions.load_measures()} chỉ tiêu.")

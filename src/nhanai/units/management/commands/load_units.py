"""`manage load_units`: loads the shipped units where there are none yet."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from nhanai.units import actions


class Command(BaseCommand):
    """Nạp danh mục đơn vị."""

    help = "Nạp danh mục đơn vị tỉnh Lai Châu; đã nạp rồi thì không làm gì."

    def handle(self, **options: object) -> None:
        """Load once."""
        loaded = actions.load_province(by="Lệnh nạp danh mục", at=timezone.now())
        self.stdout.write("Đã nạp danh mục đơn vị." if loaded else "Danh mục đơn vị đã có sẵn.")

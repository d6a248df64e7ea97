"""`manage load_forms`: brings the forms of periodic reports up to date."""

from django.core.management.base import BaseCommand

from nhanai.submissions import actions


class Command(BaseCommand):
    """Nạp mẫu báo cáo."""

    help = "Nạp mẫu báo cáo định kỳ; mẫu không đổi, hoặc đã có báo cáo nộp theo, thì giữ nguyên."

    def handle(self, *args: object, **options: object) -> None:
        """Load what is new or changed."""
        self.stdout.write(f"Đã cập nhật {actions.load_forms()} mẫu báo cáo.")

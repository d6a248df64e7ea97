"""Prints the set-up code of an installation that has no account yet."""

from django.core.management.base import BaseCommand

from nhanai.identity import actions


class Command(BaseCommand):
    """Makes the code first where there is none."""

    help = "In mã thiết lập để lập tài khoản quản trị đầu tiên."

    def handle(self, *args: object, **options: object) -> None:
        """Say the code, or that there is nothing left to set up."""
        actions.prepare_first_run()
        code = actions.setup_code()
        self.stdout.write(
            f"Mã thiết lập, dùng một lần: {code}" if code else "Hệ thống đã có tài khoản."
        )

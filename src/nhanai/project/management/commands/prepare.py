"""Brings an installation up to date: tables, shipped data, and the demo or the set-up code."""

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils import timezone

from nhanai.identity import actions as identity_actions
from nhanai.people import actions as people_actions
from nhanai.project.demo import load


class Command(BaseCommand):
    """Safe to run again: what is there already stays as it is."""

    help = "Chuẩn bị cơ sở dữ liệu, dữ liệu dùng chung và dữ liệu minh họa."

    def handle(self, *args: object, **options: object) -> None:
        """Do it in the order in which one thing needs another."""
        settings.STATE_DIR.mkdir(parents=True, exist_ok=True)
        call_command("migrate", verbosity=0)
        call_command("load_units", verbosity=0)
        call_command("load_measures", verbosity=0)
        call_command("load_forms", verbosity=0)
        call_command("load_legal", verbosity=0)
        people_actions.count_units()
        call_command("tidy_files", verbosity=0)
        at = timezone.now()
        if settings.DEMO:
            load.everything(at=at)
        else:
            identity_actions.prepare_first_run()
        self.stdout.write(f"Đã sẵn sàng ({timezone.localtime(at):%H:%M %d/%m/%Y}).")

"""Scores open addresses under the rubric of today; safe to run again."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from nhanai.aid import actions


class Command(BaseCommand):
    """After a new version of `aid/data/vulnerability.toml` has begun."""

    help = "Chấm lại điểm hoàn cảnh của các địa chỉ nhân đạo đang mở theo thang điểm hôm nay."

    def handle(self, *args: object, **options: object) -> None:
        """Score, and say how many changed."""
        changed = actions.rescore(at=timezone.now())
        if options["verbosity"]:
            self.stdout.write(f"Đã chấm lại; {changed} địa chỉ đổi điểm.")

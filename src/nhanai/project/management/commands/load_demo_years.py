"""Loads the demo's two years of a province."""

import os
import time
from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from nhanai.base.errors import Refused
from nhanai.project.demo.years.loading import load


class Command(BaseCommand):
    """Run again, or after a kill, it goes on where it was."""

    help = "Nạp dữ liệu minh họa hai năm của một tỉnh; dừng giữa chừng thì lần sau nạp tiếp."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How gently it goes about it."""
        parser.add_argument(
            "--gently", action="store_true", help="nghỉ giữa các đợt, nhường máy cho người dùng"
        )

    def handle(self, *args: object, **options: object) -> None:
        """Load, with a line for each step."""
        began, worked = time.monotonic(), time.process_time()
        gently = bool(options["gently"])
        if gently:
            os.nice(10)
        try:
            for number, loading in enumerate(
                load(clock=timezone.now, pause=0.2 if gently else 0.0), start=1
            ):
                if not gently and (number % 10 == 0 or loading.is_over):
                    self.stdout.write(f"Đã nạp {loading}")
        except Refused as refusal:
            faults = [refusal.message, *(finding.message for finding in refusal.findings)]
            raise CommandError(" ".join(faults)) from refusal
        if not gently:
            wall, own = time.monotonic() - began, time.process_time() - worked
            self.stdout.write(f"Xong sau {wall:.0f} giây ({own:.0f} giây xử lý).")

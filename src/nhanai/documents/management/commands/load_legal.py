"""Brings the shipped catalogue of legal documents into the database; safe to run again."""

import tomllib
from importlib.resources import files

from django.core.management.base import BaseCommand
from django.utils import timezone

from nhanai.documents import actions


class Command(BaseCommand):
    """Reads `documents/data/legal.toml`."""

    help = "Nạp danh mục văn bản pháp luật."

    def handle(self, *args: object, **options: object) -> None:
        """Load, and say what changed."""
        text = files("nhanai.documents").joinpath("data/legal.toml").read_text("utf-8")
        loaded = actions.load_legal(
            entries=tomllib.loads(text)["law"], by="Lệnh nạp danh mục", at=timezone.now()
        )
        if options["verbosity"]:
            self.stdout.write(f"Thêm {loaded.new}, sửa {loaded.changed} văn bản pháp luật.")

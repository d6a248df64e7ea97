"""Reads documents whose truth is known, and prints how well the reading agrees with it."""

import json
from argparse import ArgumentParser
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from nhanai.documents.extraction.extract import extract
from nhanai.documents.reading import output
from nhanai.documents.reading.engine import read
from nhanai.documents.reading.knowledge import ShippedKnowledge
from nhanai.documents.reading.scoring import Score, score


class Command(BaseCommand):
    """`NAME.truth.json` in the folder `truth` belongs to the document `NAME` beside that folder."""

    help = "Đọc các văn bản đã có đáp án và in mức độ khớp (F1)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where the documents lie."""
        parser.add_argument(
            "folder", nargs="?", type=Path, default=settings.ROOT.parent / "shared" / "samples"
        )

    def handle(self, *args: object, folder: Path, **options: object) -> None:
        """Score each document and all together."""
        truths = sorted((folder / "truth").glob("*.truth.json"))
        if not truths:
            raise CommandError(f"Không có văn bản kèm đáp án trong thư mục {folder}.")
        whole: Score | None = None
        for path in truths:
            name = path.name.removesuffix(".truth.json")
            one = self.score_one(self.document(folder, name), path)
            self.row(name, one)
            whole = one if whole is None else whole + one
        if whole is not None:
            self.row("Cả bộ", whole)

    def document(self, folder: Path, name: str) -> Path:
        """The text where there is one, else whatever file carries the name."""
        files = sorted(folder.glob(f"{name}.*"), key=lambda path: path.suffix == ".pdf")
        if not files:
            raise CommandError(f"Thiếu văn bản {name} trong thư mục {folder}.")
        return files[0]

    def score_one(self, document: Path, truth: Path) -> Score:
        """Read one document and hold it against its truth."""
        source = extract(document)
        reading = output.to_json(read(source, ShippedKnowledge()), source)
        return score(reading, json.loads(truth.read_text(encoding="utf-8")))

    def row(self, name: str, result: Score) -> None:
        """One line: the name, then each measure."""
        cells = "  ".join(f"{label} {ratio.f1:.3f}" for label, ratio in result.parts())
        self.stdout.write(f"{name[:34]:<35}{cells}")

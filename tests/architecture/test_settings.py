"""What can be set is written down, and only that is read."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
NAME = re.compile(r"\bNHANAI_[A-Z0-9_]+\b")
INNER = {"NHANAI_ROLES", "NHANAI_FACT_SOURCES"}
"""Not read from outside."""


def read_by_the_product() -> set[str]:
    files = [*(ROOT / "src").rglob("*.py"), ROOT / "nhanai", ROOT / ".ci" / "run"]
    files += [ROOT / "tests" / "journeys" / "conftest.py"]
    return {name for path in files for name in NAME.findall(path.read_text("utf-8"))} - INNER


def test_every_setting_stands_in_the_operating_page_and_the_other_way_round() -> None:
    documented = set(NAME.findall((ROOT / "docs" / "operating.md").read_text("utf-8")))

    assert documented == read_by_the_product()

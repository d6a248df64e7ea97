"""An installation of an earlier version, brought up to date, tells the right figures."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.builders.databases import own_database

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[2]
SUMS = [
    ["TC01", 202000, "hoi-tinh", 1, 1],
    ["TC01", 202001, "hoi-tinh", 1, 1],
    ["TC01", 202021, "hoi-tinh", 1, 1],
    ["TC01", 202500, "hoi-tinh", 0, 2],
    ["TC01", 202508, "hoi-tinh", 0, 2],
    ["TC01", 202523, "hoi-tinh", 0, 2],
    ["TC03", 202000, "hoi-cu", 1, 1],
    ["TC03", 202001, "hoi-cu", 1, 1],
    ["TC03", 202021, "hoi-cu", 1, 1],
    ["TC03", 202500, "hoi-cu", -1, 1],
    ["TC03", 202508, "hoi-cu", -1, 1],
    ["TC03", 202523, "hoi-cu", -1, 1],
    ["TC04", 202500, "hoi-cu", 1, 1],
    ["TC04", 202501, "hoi-cu", 1, 1],
    ["TC04", 202521, "hoi-cu", 1, 1],
    ["TC11", 202500, "hoi-cu", 1, 1],
    ["TC11", 202501, "hoi-cu", 1, 1],
    ["TC11", 202521, "hoi-cu", 1, 1],
    ["TC14", 202500, "hoi-cu", 0, 2],
    ["TC14", 202501, "hoi-cu", 1, 1],
    ["TC14", 202508, "hoi-cu", -1, 1],
    ["TC14", 202521, "hoi-cu", 1, 1],
    ["TC14", 202523, "hoi-cu", -1, 1],
    ["XH09", 202400, "hoi-cu", 1, 1],
    ["XH09", 202412, "hoi-cu", 1, 1],
    ["XH09", 202424, "hoi-cu", 1, 1],
    ["XH09", 202500, "hoi-cu", 2, 1],
    ["XH09", 202500, "hoi-moi", 4, 1],
    ["XH09", 202501, "hoi-cu", 2, 1],
    ["XH09", 202512, "hoi-moi", 4, 1],
    ["XH09", 202521, "hoi-cu", 2, 1],
    ["XH09", 202524, "hoi-moi", 4, 1],
    ["XH09", 202600, "hoi-moi", 24, 2],
    ["XH09", 202601, "hoi-moi", 8, 1],
    ["XH09", 202602, "hoi-moi", 16, 1],
    ["XH09", 202621, "hoi-moi", 24, 2],
]
"""By hand: the year from 15 December, its quarters and months; what ended with the chapter on
15 July falls on that day, so in the eighth month."""


@pytest.fixture
def earlier(tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of an installation that an earlier version left."""
    with own_database(tmp_path.name) as database:
        environment = {
            **os.environ,
            "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
            "DJANGO_SETTINGS_MODULE": "nhanai.project.settings",
            "NHANAI_STATE_DIR": str(tmp_path),
            "NHANAI_DATABASE_URL": database,
            "NHANAI_DEMO": "0",
        }
        run(environment, "tests.project.earlier", "write")
        yield environment


def run(environment: dict[str, str], *command: str) -> str:
    """What that module prints."""
    done = subprocess.run(
        [sys.executable, "-m", *command], env=environment, cwd=ROOT, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_sums_of_what_was_counted_before_are_made_and_agree_with_the_records(
    earlier: dict[str, str],
) -> None:
    run(earlier, "nhanai", "manage", "migrate", "--no-input")

    checked = run(earlier, "nhanai", "manage", "rebuild_facts", "--check")
    assert "Bảng số liệu gốc khớp với các bản ghi." in checked
    assert json.loads(run(earlier, "tests.project.earlier", "read")) == SUMS

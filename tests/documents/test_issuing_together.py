"""Ten people issue at once, and some are killed while they do: on the database of this run."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.builders.databases import Ready

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_processes_that_issue_at_once_or_are_killed_leave_no_gap(
    tmp_path: Path, ready: Ready
) -> None:
    with ready.database(tmp_path) as url:
        environment = {
            **os.environ,
            "NHANAI_STATE_DIR": str(tmp_path),
            "NHANAI_DATABASE_URL": url,
            "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
        }
        command = [sys.executable, "-m", "benchmarks.issuing"]
        done = subprocess.run(
            [*command, "--issuers=10", "--each=8", "--kills=3"],
            check=False, env=environment, cwd=ROOT, capture_output=True, text=True, timeout=300,
        )  # fmt: skip

    assert done.returncode == 0, done.stderr
    together, killed = done.stdout.splitlines()
    assert together.startswith("10 issuers x 8 numbers: exactly 1 to 80, every file whole")
    assert "without a gap, every file whole, every number told is there" in killed

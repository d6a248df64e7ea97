"""Ten people issue at once, and some are killed while they do: on the database of this run."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connection

ROOT = Path(__file__).parents[2]


@contextmanager
def _own_database() -> Iterator[str]:
    """The address of a database beside the one of the tests; empty for a fresh SQLite."""
    if connection.vendor == "sqlite":
        yield ""
        return
    made = connection.settings_dict
    name = f"issuing_{os.getpid()}"
    with connection.cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}"')
    try:
        yield f"postgresql://{made['USER']}:{made['PASSWORD']}@{made['HOST']}:{made['PORT']}/{name}"
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_processes_that_issue_at_once_or_are_killed_leave_no_gap(tmp_path: Path) -> None:
    with _own_database() as url:
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

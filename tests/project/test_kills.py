"""The web server and the worker are killed while people work: nothing is lost, nothing doubled."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
@pytest.mark.nodb
def test_killed_while_people_send_it_loses_and_doubles_nothing(tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "NHANAI_STATE_DIR": str(tmp_path),
        "NHANAI_DATABASE_URL": "",
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
    }

    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.kills_web", "--kills=3"],
        check=False, env=environment, cwd=ROOT, capture_output=True, text=True, timeout=300,
    )  # fmt: skip

    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "- Promises broken: none."

"""Runs a measuring on a fresh database of either kind, each in a process of its own."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def on_both(script: str, measure: Callable[[str], None]) -> None:
    """Measure in a process a database, since settings are read once; `measure` gets its name."""
    if sys.argv[1:] and sys.argv[1].startswith("--in="):
        measure(sys.argv[1].removeprefix("--in="))
        return
    from nhanai.project import postgres  # noqa: PLC0415 (only the parent brings it up)

    _apart("SQLite", "", script)
    with postgres.server() as address:
        _apart("PostgreSQL", address, script)


def _apart(name: str, address: str, script: str) -> None:
    with tempfile.TemporaryDirectory(prefix="nhanai-bench-") as folder:
        environment = {
            **os.environ,
            "NHANAI_STATE_DIR": folder,
            "NHANAI_DEMO": "0",
            "NHANAI_DATABASE_URL": address,
            "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
            "DJANGO_SETTINGS_MODULE": "nhanai.project.settings",
        }
        manage = [sys.executable, "-m", "nhanai", "manage"]
        subprocess.run([*manage, "prepare"], env=environment, check=True, capture_output=True)
        subprocess.run([sys.executable, script, f"--in={name}"], env=environment, check=True)

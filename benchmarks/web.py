"""How long the main pages and the search take on a province's data, on both databases.

    PYTHONPATH=src:. .venv/bin/python benchmarks/web.py

Each page is asked for again and again within one process by Django's own test client: what is
timed is the server's work, without network and browser. Beside each stands the ratio to a page of
the same layout with nothing on it.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
RUNS = 40
AIM = 150.0
"""Milliseconds, for 95 of 100 answers."""


def main() -> None:
    """Measure in a process a database, since settings are read once."""
    if sys.argv[1:] and sys.argv[1].startswith("--in="):
        measure(sys.argv[1].removeprefix("--in="))
        return
    from nhanai.project import postgres  # noqa: PLC0415 (only the parent brings it up)

    apart("SQLite", "")
    with postgres.server() as address:
        apart("PostgreSQL", address)


def apart(name: str, address: str) -> None:
    """Run the measuring on a fresh database of that kind."""
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
        subprocess.run([sys.executable, __file__, f"--in={name}"], env=environment, check=True)


def measure(name: str) -> None:
    """Load the data, ask for every page, write the table."""
    import django  # noqa: PLC0415 (settings come with the environment)

    django.setup()
    from benchmarks import province, web_pages  # noqa: PLC0415 (they need settings)

    began = time.perf_counter()
    province.load()
    web_pages.freshen()
    loaded = time.perf_counter() - began
    web_pages.write(name, loaded=loaded, runs=RUNS, aim=AIM)


if __name__ == "__main__":
    main()

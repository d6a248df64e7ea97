"""`nhanai test [fast]`: everything that must hold before a change lands, in one command."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from nhanai.project import postgres

ROOT = Path(__file__).resolve().parents[3]
BIN = Path(sys.executable).parent


def main(arguments: Sequence[str]) -> int:
    """Run all checks, or only the quick ones with `fast`; what follows is handed to pytest."""
    fast = arguments[:1] == ["fast"]
    extra = list(arguments[1:] if fast else arguments)
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="nhanai-test-") as folder:
        environment = {**os.environ, "NHANAI_STATE_DIR": folder, "NHANAI_DEMO": "0"}
        environment.pop("NHANAI_DATABASE_URL", None)
        failed = run_checks(environment, fast=fast, extra=extra)
    minutes, seconds = divmod(round(time.monotonic() - started), 60)
    outcome = f"Không đạt: {', '.join(failed)}" if failed else "Đạt cả"
    print(f"\n{outcome}. Thời gian: {minutes} phút {seconds} giây.", flush=True)
    return 1 if failed else 0


def run_checks(environment: Mapping[str, str], *, fast: bool, extra: Sequence[str]) -> list[str]:
    """The names of the checks that failed."""
    failed = [name for name, command in checks(fast=fast) if not passes(name, command, environment)]
    pytest: list[str | Path] = [BIN / "pytest", "-q", "-n", "2", "--dist", "worksteal", *extra]
    if fast:
        pytest += ["-m", "not slow and not browser"]
    if not passes("kiểm thử trên SQLite", pytest, environment):
        failed.append("kiểm thử trên SQLite")
    if not fast:
        with postgres.server() as address:
            other = {**environment, "NHANAI_DATABASE_URL": address}
            # What touches no database, or looks at addresses and screens, is the same on both.
            again = [*pytest, "-m", "not nodb and not once"]
            if not passes("kiểm thử trên PostgreSQL", again, other):
                failed.append("kiểm thử trên PostgreSQL")
    return failed


def checks(*, fast: bool) -> list[tuple[str, Sequence[str | Path]]]:
    """What is looked at without running the product."""
    quick: list[tuple[str, Sequence[str | Path]]] = [
        ("ruff", [BIN / "ruff", "check", "--quiet", "."]),
        ("định dạng", [BIN / "ruff", "format", "--check", "--quiet", "."]),
        ("hợp đồng giữa các phòng", [BIN / "lint-imports", "--no-logo"]),
    ]
    if fast:
        return quick
    manage = [sys.executable, "-m", "nhanai", "manage"]
    return [
        *quick,
        ("mypy", [BIN / "mypy", "--no-error-summary"]),
        ("bước đổi bảng", [*manage, "makemigrations", "--check", "--dry-run"]),
    ]


def passes(name: str, command: Sequence[str | Path], environment: Mapping[str, str]) -> bool:
    """Run one check and say how it went."""
    print(f"— {name}", flush=True)
    started = time.monotonic()
    outcome = subprocess.run(command, cwd=ROOT, env=dict(environment), check=False)
    verdict = "đạt" if outcome.returncode == 0 else "KHÔNG ĐẠT"
    print(f"  {verdict}, {time.monotonic() - started:.0f} giây", flush=True)
    return outcome.returncode == 0

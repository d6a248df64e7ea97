"""`nhanai up` as a person starts it: from nothing to the first page, and away again."""

import os
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from tests.builders.databases import Ready

from nhanai.project.postgres import unused_port

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
PATIENCE = 120


def started(folder: Path, port: int, demo: str) -> "subprocess.Popen[str]":
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT / "src"),
        "NHANAI_STATE_DIR": str(folder),
        "NHANAI_DEMO": demo,
        "NHANAI_DEMO_YEARS": "0",
    }
    environment.pop("NHANAI_DATABASE_URL", None)
    command = [sys.executable, "-m", "nhanai", "up", "--port", str(port)]
    return subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def first_page(port: int, process: "subprocess.Popen[str]") -> str:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=10) as answer:
                page: str = answer.read().decode()
                return page
        except OSError:
            time.sleep(0.2)
    return ""


@pytest.mark.parametrize(
    ("demo", "shown", "printed"),
    [("1", "Tên đăng nhập", "vanphong"), ("0", "Mã thiết lập", "Mã thiết lập, dùng một lần")],
)
def test_it_serves_says_who_may_sign_in_and_stops_when_told(
    tmp_path: Path, ready: Ready, demo: str, shown: str, printed: str
) -> None:
    if demo == "1":  # the other begins from nothing
        ready.fill(tmp_path / "state")
    port = unused_port()
    process = started(tmp_path / "state", port, demo)

    page = first_page(port, process)
    time.sleep(1)
    process.send_signal(signal.SIGTERM)
    said, _ = process.communicate(timeout=30)

    assert shown in page
    assert printed in said
    assert f"http://localhost:{port}/" in said
    assert process.returncode == 0

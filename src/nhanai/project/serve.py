"""`nhanai up`: set up what is missing, then run the server, the worker and the keeper of time."""

import argparse
import contextlib
import hashlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping, MutableMapping, Sequence
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]
STATE = PACKAGE.parents[1] / "var"
PATIENCE = 60.0
"""Seconds that the first page may take before the start counts as failed."""


def choose_installation(
    environment: MutableMapping[str, str], *, without_demo: bool = False
) -> None:
    """Give the demo and a real installation a folder each, so that one can never become the other.

    Without any choice it is the demo, except where a real installation already stands.
    """
    environment.setdefault("DJANGO_SETTINGS_MODULE", "nhanai.project.settings")
    if "NHANAI_STATE_DIR" in environment and "NHANAI_DEMO" not in environment:
        environment["NHANAI_DEMO"] = "0"
    real = without_demo or (STATE / "data").exists()
    demo = environment.setdefault("NHANAI_DEMO", "0" if real else "1")
    environment.setdefault("NHANAI_STATE_DIR", str(STATE / ("demo" if demo == "1" else "data")))


def main(arguments: Sequence[str]) -> int:
    """Run the product; returns when it is stopped."""
    parser = argparse.ArgumentParser(prog="nhanai up")
    parser.add_argument(
        "--without-demo", action="store_true", help="cài đặt thật, không dữ liệu mẫu"
    )
    parser.add_argument("--host", default=os.environ.get("NHANAI_HOST", "127.0.0.1"))
    parser.add_argument("--port", type=int, default=int(os.environ.get("NHANAI_PORT", "8000")))
    options = parser.parse_args(arguments)
    choose_installation(os.environ, without_demo=options.without_demo)
    prepare()
    port = free_port(options.host, options.port)
    return run(options.host, port)


def prepare() -> None:
    """Bring the database up to date, with what every installation has; skipped when unchanged."""
    folder = Path(os.environ["NHANAI_STATE_DIR"])
    folder.mkdir(parents=True, exist_ok=True)
    stamp = folder / "prepared"
    wanted = fingerprint()
    if stamp.exists() and stamp.read_text(encoding="ascii") == wanted:
        return
    print("Đang chuẩn bị dữ liệu…", flush=True)
    outcome = subprocess.run([sys.executable, "-m", "nhanai", "manage", "prepare"], check=False)
    if outcome.returncode:
        raise SystemExit(
            "Chưa chuẩn bị được dữ liệu; nguyên nhân ở ngay trên. Dữ liệu cũ còn nguyên."
        )
    stamp.write_text(wanted, encoding="ascii")


def fingerprint() -> str:
    """What decides whether the database must be looked at: migrations, shipped data, the target."""
    digest = hashlib.sha256(os.environ.get("NHANAI_DATABASE_URL", "").encode())
    files = [*PACKAGE.glob("*/migrations/*.py"), *PACKAGE.glob("*/data/**/*")]
    for path in sorted(path for path in files if path.is_file()):
        digest.update(str(path.relative_to(PACKAGE)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def free_port(host: str, wanted: int) -> int:
    """The port asked for, or the next one that nobody uses."""
    for port in range(wanted, wanted + 50):
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError:
                continue
            return port
    raise SystemExit(
        f"Không còn cổng trống từ {wanted}. Hãy chọn cổng khác: ./nhanai up --port 9000"
    )


def run(host: str, port: int) -> int:
    """Start the processes, say where they are, keep them running, stop them together."""
    address = f"http://{'localhost' if host == '127.0.0.1' else host}:{port}/"
    os.environ.setdefault("NHANAI_ADDRESS", address)
    commands = {"web": web_command(host, port), "worker": WORKER, "clock": CLOCK}
    processes = {name: start(command) for name, command in commands.items()}
    stopping: list[int] = []
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda number, frame: stopping.append(number))
    try:
        if not answers(f"http://127.0.0.1:{port}/dang-nhap/", processes["web"], stopping):
            return 1 if not stopping else 0
        print(welcome(address), flush=True)
        if has_demo_years(os.environ):
            commands["demo"] = DEMO_YEARS
            processes["demo"] = start(DEMO_YEARS)
        while not stopping:
            time.sleep(0.5)
            for name, process in list(processes.items()):
                # what loads the demo ends by itself; only one that was killed begins again
                if name == "demo" and (process.poll() or 0) >= 0:
                    continue
                if process.poll() is not None and not stopping:
                    print(f"Tiến trình {name} đã dừng, đang chạy lại.", file=sys.stderr, flush=True)
                    clear(process)
                    processes[name] = start(commands[name])
    finally:
        for process in processes.values():
            process.terminate()
        for process in processes.values():
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(timeout=10)
            clear(process)
    return 0


WORKER = [sys.executable, "-m", "nhanai", "manage", "db_worker", "--no-startup-delay", "-v", "0"]
DEMO_YEARS = [sys.executable, "-m", "nhanai", "manage", "load_demo_years", "--gently"]
CLOCK = [sys.executable, "-m", "nhanai", "manage", "keep_time"]


def has_demo_years(environment: Mapping[str, str]) -> bool:
    """Whether two years of a province are to be loaded while people already look around."""
    return environment["NHANAI_DEMO"] == "1" and environment.get("NHANAI_DEMO_YEARS", "1") == "1"


def web_command(host: str, port: int) -> list[str]:
    """One thread per worker and a worker per core: measured fastest for this kind of page."""
    workers = str(max(2, min(8, os.cpu_count() or 2)))
    granian = [sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws"]
    limits = ["--workers", workers, "--blocking-threads", "1", "--log-level", "warning"]
    return [
        *granian,
        *limits,
        "--host",
        host,
        "--port",
        str(port),
        "nhanai.project.wsgi:application",
    ]


def start(command: Sequence[str]) -> subprocess.Popen[bytes]:
    """A process of its own group, so that a key pressed here reaches only us."""
    return subprocess.Popen(command, start_new_session=True)


def clear(process: subprocess.Popen[bytes]) -> None:
    """Take away what a process left behind: one that is killed cannot stop what it had started.

    Left-over processes of the web server would go on answering at our port, with the program and
    the database of their own day.
    """
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


def answers(address: str, web: subprocess.Popen[bytes], stopping: Sequence[int]) -> bool:
    """Wait until the first page comes."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and not stopping:
        try:
            urllib.request.urlopen(address, timeout=5).close()  # noqa: S310 (our own address)
        except urllib.error.HTTPError:
            return True
        except OSError:
            if web.poll() is not None:
                break
            time.sleep(0.1)
        else:
            return True
    return False


def welcome(address: str) -> str:
    """What a person reads when it runs."""
    lines = ["", f"  Nhân Ái đang chạy tại  {address}", ""]
    folder = Path(os.environ["NHANAI_STATE_DIR"])
    for name in ("demo_accounts.txt", "setup_code.txt"):
        if (folder / name).exists():
            lines += [
                f"  {line}" for line in (folder / name).read_text(encoding="utf-8").splitlines()
            ]
            lines.append("")
    return "\n".join([*lines, "  Nhấn Ctrl+C để dừng.", ""])

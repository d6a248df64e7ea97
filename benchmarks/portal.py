"""Public pages in a rush, beside a desk at work: rates, waiting, and what a static server does.

    PYTHONPATH=src:. .venv/bin/python benchmarks/portal.py [--short]

Starts the web server that `./nhanai up` starts, on the data of the demo, and `wrk` against it
(package `wrk`); as the peer `nginx` (package `nginx-light`) gives the same bytes from a file. All
of them share the machine. `--short` shows in a minute that it works, and records nothing.

1. 500 requests a second of kept pages for a minute.
2. As many as there can be of one page, by us and by the peer, right after each other.
3. 10,000 visitors in ten minutes, each with three pages and the two style sheets, while somebody at
   the desk opens one page after another: how long she waits then, and how long without visitors.
"""

import contextlib
import http.cookiejar
import os
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks.results import record, table

from nhanai.project.serve import free_port, web_command

ROOT = Path(__file__).resolve().parents[1]
RATE: Final = 500
VISITORS: Final = 10_000
SECONDS: Final = 600
OPENED: Final = 5
"""Requests of one visitor: three pages, two style sheets."""
CONNECTIONS: Final = 100
PAGES: Final = (
    "/cong-khai/",
    "/en/",
    "/cong-khai/ban/",
    "/cong-khai/du-lieu/",
    "/cong-khai/ban/1/",
)
DESK: Final = ("/", "/ke-hoach/", "/van-ban/", "/cong-bo/", "/tim/?q=hien+mau")
PAUSE: Final = 0.1
"""Seconds between two pages of the desk."""
USER, PASSWORD = "vanphong", "nhanai-2026"

_LUA: Final = """
local paths = {%(paths)s}
local n = 0
function request()
  n = n + 1
  return wrk.format("GET", paths[n %% #paths + 1], {["Accept-Encoding"] = "gzip"})
end
function delay() return %(delay)d end
function done(summary, latency)
  local e = summary.errors
  io.write(string.format("told %%d %%d %%d %%.3f %%.3f %%.3f\\n", summary.requests,
    e.status + e.connect + e.read + e.write + e.timeout, summary.duration,
    latency:percentile(50) / 1000, latency:percentile(95) / 1000, latency:percentile(99) / 1000))
end
"""
_FASTEST: Final = "function delay() return %(delay)d end\n"
_NGINX: Final = """
worker_processes 2; daemon off; pid %(folder)s/pid; error_log stderr crit;
events { worker_connections 1024; }
http { access_log off; sendfile on; keepalive_requests 100000000;
  client_body_temp_path %(folder)s; proxy_temp_path %(folder)s; fastcgi_temp_path %(folder)s;
  uwsgi_temp_path %(folder)s; scgi_temp_path %(folder)s;
  server { listen 127.0.0.1:%(port)d; root %(folder)s; location / { default_type text/html; } } }
"""


@dataclass(frozen=True, slots=True)
class Load:
    """What wrk saw: requests a second, milliseconds waited, answers that were none."""

    rate: float
    median: float
    p95: float
    p99: float
    faults: int

    @property
    def row(self) -> list[str]:
        """As a table shows it."""
        return [f"{self.rate:,.0f}", f"{self.median:.1f}", f"{self.p95:.1f}", f"{self.p99:.1f}",
                f"{self.faults}"]  # fmt: skip


def wrk(
    base: str, paths: Sequence[str], *, seconds: int, rate: float | None = None,
    connections: int = CONNECTIONS,
) -> Load:  # fmt: skip
    """Ask for these in turn; at most so many a second together, or as many as there can be."""
    script = _LUA % {
        "paths": ", ".join(f'"{one}"' for one in paths),
        "delay": int(1000 * connections / rate) if rate else 0,
    }
    if rate is None:
        script = script.replace(_FASTEST % {"delay": 0}, "")
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as file:
        file.write(script)
        file.flush()
        command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "-s", file.name, base]
        told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    found = re.search(r"^told (.+)$", told, re.MULTILINE)
    if found is None:
        raise SystemExit(told)
    requests, faults, micro, median, p95, p99 = (float(one) for one in found[1].split())
    return Load(requests / micro * 1_000_000, median, p95, p99, int(faults))


@contextlib.contextmanager
def ours(folder: str) -> Iterator[str]:
    """Our web server on the demo; where it is."""
    environment = {
        **os.environ, "NHANAI_STATE_DIR": folder, "NHANAI_DEMO": "1", "NHANAI_DEMO_YEARS": "0",
        "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}", "NHANAI_DATABASE_URL": "",
        "DJANGO_SETTINGS_MODULE": "nhanai.project.settings",
    }  # fmt: skip
    manage = [sys.executable, "-m", "nhanai", "manage", "prepare"]
    subprocess.run(manage, env=environment, check=True, capture_output=True)
    port = free_port("127.0.0.1", 8700)
    with running(web_command("127.0.0.1", port), environment) as _:
        base = f"http://127.0.0.1:{port}"
        wait_for(f"{base}/cong-khai/")
        yield base


@contextlib.contextmanager
def peer(folder: str, content: bytes) -> Iterator[str]:
    """nginx with one file; where it is."""
    Path(folder, "page.html").write_bytes(content)
    port = free_port("127.0.0.1", 8800)
    settings = Path(folder, "nginx.conf")
    settings.write_text(_NGINX % {"folder": folder, "port": port}, encoding="utf-8")
    with running(["nginx", "-c", str(settings)], dict(os.environ)) as _:
        base = f"http://127.0.0.1:{port}"
        wait_for(f"{base}/page.html")
        yield base


@contextlib.contextmanager
def running(command: Sequence[str], environment: dict[str, str]) -> Iterator[None]:
    """A process while something is done with it."""
    process = subprocess.Popen(command, env=environment, start_new_session=True)
    try:
        yield
    finally:
        process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=20)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)


def wait_for(address: str) -> None:
    """Until it answers."""
    for _ in range(300):
        try:
            opened(address)
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit(f"nobody answers at {address}")


class Desk:
    """Somebody signed in who opens page after page, and how long each took."""

    def __init__(self, base: str) -> None:
        self.base = base
        jar = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
        page = self.opener.open(f"{base}/dang-nhap/").read().decode()
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        said = {"username": USER, "password": PASSWORD,
                "csrfmiddlewaretoken": token[1] if token else ""}  # fmt: skip
        data = urllib.parse.urlencode(said).encode()
        self.opener.open(f"{base}/dang-nhap/", data=data).close()
        if not any(one.name == "sessionid" for one in jar):
            raise SystemExit("the desk could not sign in")

    def timed(self, stop: threading.Event) -> list[float]:
        """Milliseconds of each page until told to stop."""
        found: list[float] = []
        while not stop.is_set():
            for page in DESK:
                began = time.perf_counter()
                self.opener.open(f"{self.base}{page}").read()
                found.append(1000 * (time.perf_counter() - began))
                time.sleep(PAUSE)
        return found


def beside(desk: Desk, seconds: int, visitors: float | None, styles: Sequence[str]) -> tuple[
    list[float], Load | None
]:  # fmt: skip
    """The desk at work for so long, with so many visitors a second or none."""
    stop, waited = threading.Event(), list[float]()
    worker = threading.Thread(target=lambda: waited.extend(desk.timed(stop)))
    worker.start()
    seen = None
    if visitors is None:
        time.sleep(seconds)
    else:
        asked = [PAGES[0], *styles, PAGES[2], PAGES[4]]
        seen = wrk(desk.base, asked, seconds=seconds, rate=visitors * OPENED)
    stop.set()
    worker.join()
    return waited, seen


def p95(values: Sequence[float]) -> float:
    """Within which 95 of 100 lie."""
    return statistics.quantiles(values, n=20)[-1]


def opened(address: str, **headers: str) -> bytes:
    """The body as it goes over the line."""
    asked = urllib.request.Request(address, headers=headers)  # noqa: S310 (our own address)
    with urllib.request.urlopen(asked, timeout=5) as answer:  # noqa: S310 (our own address)
        body: bytes = answer.read()
    return body


def styles_of(base: str) -> list[str]:
    """The style sheets that the first page names."""
    page = opened(f"{base}{PAGES[0]}").decode()
    return re.findall(r'rel="stylesheet" href="([^"]+)"', page)[: OPENED - 3]


def main() -> None:
    """Measure everything, write it down."""
    is_short = "--short" in sys.argv
    minute, whole = (10, 20) if is_short else (60, SECONDS)
    with tempfile.TemporaryDirectory(prefix="nhanai-bench-") as folder, ours(folder) as base:
        for page in PAGES * 8:
            opened(f"{base}{page}", **{"Accept-Encoding": "gzip"})
        content = opened(f"{base}{PAGES[0]}", **{"Accept-Encoding": "gzip"})
        styles, desk = styles_of(base), Desk(base)
        steady = wrk(base, PAGES, seconds=minute, rate=RATE)
        fastest = wrk(base, PAGES[:1], seconds=minute // 2, connections=32)
        with tempfile.TemporaryDirectory() as other, peer(other, content) as static:
            theirs = wrk(static, ["/page.html"], seconds=minute // 2, connections=32)
        alone, _ = beside(desk, minute, None, styles)
        busy, visited = beside(desk, whole, VISITORS / SECONDS, styles)
    lines = told(len(content), steady, fastest, theirs, alone, busy, visited)
    print("\n".join(lines))
    if not is_short:
        record("Public pages in a rush", lines)


def told(  # noqa: PLR0917 (one table of everything)
    size: int, steady: Load, fastest: Load, theirs: Load, alone: Sequence[float],
    busy: Sequence[float], visited: Load | None,
) -> list[str]:  # fmt: skip
    """The tables."""
    head = ["", "requests a second", "median ms", "p95 ms", "p99 ms", "faults"]
    rows = [
        [f"kept pages, {RATE} a second asked for", *steady.row],
        ["the first page, as many as there can be", *fastest.row],
        ["the same bytes from a file by nginx", *theirs.row],
    ]
    if visited:
        rows.append([f"{VISITORS:,} visitors in {SECONDS // 60} minutes", *visited.row])
    desk = [["without visitors", f"{len(alone)}", f"{statistics.median(alone):.0f}",
             f"{p95(alone):.0f}"],
            ["with visitors", f"{len(busy)}", f"{statistics.median(busy):.0f}",
             f"{p95(busy):.0f}"]]  # fmt: skip
    return [
        f"The first page is {size / 1000:.1f} KB packed. Load, peer and server share a processor.",
        "", *table(head, rows), "",
        f"By nginx {theirs.rate / fastest.rate:.1f} times as many as by us.", "",
        *table(["the desk", "pages", "median ms", "p95 ms"], desk),
    ]  # fmt: skip


if __name__ == "__main__":
    main()

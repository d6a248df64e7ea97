"""The product as a person starts it, and a browser that looks at it from outside.

Nothing here reaches into the product: it runs as its own processes on a database of its own
(SQLite, or a new database on the PostgreSQL that the tests run on), with the demo's accounts.
"""

import os
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright
from tests.builders.databases import Ready

from nhanai.project.postgres import unused_port

ROOT = Path(__file__).parents[2]
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
ON_BOTH = {"test_main_job", "test_plan_at_work", "test_quick_offline"}
"""Journeys that write much, and so are made on either database."""
PATIENCE = 180.0
"""Seconds from nothing to the first page, with the demo read, on a slow and busy machine."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever lies in this folder drives a browser, and takes its time."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.slow)
            if item.path.stem not in ON_BOTH:
                item.add_marker(pytest.mark.once)


@pytest.fixture(scope="session")
def chromium() -> str:
    """The system's Chromium; the tests are left out where there is none, unless it is required."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
    if found:
        return found
    if os.environ.get("NHANAI_REQUIRE_BROWSER") == "1":
        pytest.fail("NHANAI_REQUIRE_BROWSER=1, but no chromium is on PATH")
    pytest.skip("no chromium is on PATH")


@pytest.fixture(scope="session")
def state(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of everything that the running product keeps; on SQLite its database too."""
    return tmp_path_factory.mktemp("product")


@pytest.fixture(scope="session")
def product(state: Path, chromium: str, ready: Ready) -> Iterator[str]:
    """The address of a running product with its demo."""
    folder = state
    with ready.database(folder) as database:
        environment = {
            **os.environ,
            "NHANAI_STATE_DIR": str(folder),
            "NHANAI_DEMO": "1",
            "NHANAI_DEMO_YEARS": "0",
            "NHANAI_DATABASE_URL": database,
            "PYTHONPATH": str(ROOT / "src"),
        }
        address = f"http://127.0.0.1:{unused_port()}"
        with (folder / "log").open("wb") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "nhanai", "up", "--port", address.rpartition(":")[2]],
                env=environment, cwd=ROOT, stdout=log, stderr=log,
            )  # fmt: skip
            try:
                wait_for(address, process, folder / "log")
                yield address
            finally:
                process.terminate()
                process.wait(timeout=30)


def wait_for(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    """Until the first page answers, or say what the product said before it stopped."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        try:
            urllib.request.urlopen(f"{address}/dang-nhap/", timeout=5).close()  # noqa: S310
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.2)
        else:
            return
    pytest.fail(f"the product did not start:\n{log.read_text(encoding='utf-8')[-4000:]}")


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    """One browser for the tests of a module; Django may be used beside its event loop meanwhile."""
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        opened = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield opened
        opened.close()


def note(complaints: list[str], page: Page, line: ConsoleMessage) -> None:
    """Keep what the browser calls an error, with where it happened."""
    if line.type == "error":
        complaints.append(f"{page.url}: {line.text}")


@pytest.fixture
def open_page(browser: Browser, product: str) -> Iterator[Callable[..., Page]]:
    """Opens a page of that width; whatever a strict page's console complains of fails the test."""
    complaints: list[str] = []
    contexts = []

    def opened(width: int = 1280, *, scripts: bool = True, strict: bool = True) -> Page:
        context = browser.new_context(
            base_url=product,
            viewport={"width": width, "height": 900},
            locale="vi-VN",
            java_script_enabled=scripts,
        )
        context.set_default_timeout(15_000)
        contexts.append(context)
        page = context.new_page()
        if strict:
            page.on("pageerror", lambda error: complaints.append(str(error)))
            page.on("console", lambda line: note(complaints, page, line))
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []

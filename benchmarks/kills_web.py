"""Kills the web server and the worker while people upload, update and number, and counts.

    PYTHONPATH=src:. .venv/bin/python -m benchmarks.kills_web --both

The server is the one of `./nhanai up`, which starts again what was killed. After every kill all
that was acknowledged must be there whole, no row without its file, nothing twice although people
send again what was not answered, no number missing. The database is the one of
`NHANAI_DATABASE_URL`, or a fresh SQLite; `--both` takes a fresh one of each and writes
`RESULTS.md`.
"""

import argparse
import contextlib
import datetime as dt
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks import results
from benchmarks.kills_people import Answered, Browser, at_work, number, update, upload

PASSWORD = "nương lúa bậc thang"  # noqa: S105 (of people who live for one run)
SERVE = "import sys; from nhanai.project.serve import run; run('127.0.0.1', int(sys.argv[1]))"
PATIENCE = 180.0
SEED = 3836


def main() -> None:
    """Measure as asked."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=210)
    parser.add_argument("--kills-postgresql", type=int, default=60)
    parser.add_argument("--both", action="store_true")
    asked = parser.parse_args()
    if asked.both:
        on_both(asked)
        return
    lines, faults = killed(asked.kills)
    print("\n".join(lines))
    if faults:
        raise SystemExit(f"Promises broken: {'; '.join(faults)}")


def on_both(asked: argparse.Namespace) -> None:
    """A run on each database, each in a process of its own."""
    from nhanai.project import postgres

    lines = run(asked.kills, name="SQLite", url="")
    with postgres.server() as url:
        lines += ["", *run(asked.kills_postgresql, name="PostgreSQL", url=url)]
    results.record("Kills of the web server and the worker", lines)
    print("\n".join(lines))


def run(kills: int, *, name: str, url: str) -> list[str]:
    """What one run says."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "NHANAI_STATE_DIR": folder, "NHANAI_DATABASE_URL": url}
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.kills_web", f"--kills={kills}"],
            env=environment, check=True, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
    return [f"**{name}.** {done.stdout.splitlines()[0]}", "", *done.stdout.splitlines()[1:]]


@dataclass(frozen=True, slots=True)
class World:
    """Who works on what."""

    officer: str
    doctor: str
    work: int
    office: int


def prepare() -> World:
    """Tables, an office that registers and numbers, an agency with work that tells of it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nhanai.project.settings")
    os.environ["NHANAI_DEMO"] = "0"
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connections
    from tests.builders.plans import many_said
    from tests.builders.progress import a_desk, somebody_at, work
    from tests.builders.units import unit

    call_command("migrate", verbosity=0)
    desk = a_desk(*many_said(1))
    doctor = somebody_at(unit("so-y-te"))
    for person in (desk.officer, doctor):
        person.set_password(PASSWORD)
        person.save(update_fields=["password"])
    made = World(desk.officer.username, doctor.username, work(desk).pk, desk.office.pk)
    connections.close_all()
    return made


def killed(kills: int) -> tuple[list[str], list[str]]:
    """Kill so often while everybody works; what came of it in words, and what was broken."""
    from nhanai.project.postgres import unused_port

    chance, began = random.Random(SEED), time.monotonic()
    world, done, check = prepare(), Answered(), Check()
    with a_server(unused_port()) as server:
        browsers = [Browser(server.address) for _ in range(3)]
        for browser, name in zip(
            browsers, [world.officer, world.doctor, world.officer], strict=True
        ):
            browser.sign_in(name, PASSWORD)
        told = partial(update, browsers[1], done, work=world.work, to=world.office)
        with at_work(partial(upload, browsers[0], done), told, partial(number, browsers[2], done)):
            for _ in range(kills):
                _wait_for_more(done)
                time.sleep(chance.uniform(0, 0.6))
                server.kill(chance)
                check.look(done)
        read = finish_reading(server)
    check.look(done)
    faults = [*check.faults, *last_look(done, world)]
    lines = told_of(server, done, check, faults, read=read, took=time.monotonic() - began)
    return lines, faults


def told_of(
    server: "Server", done: Answered, check: "Check", faults: list[str], *, read: Counter[str],
    took: float,
) -> list[str]:  # fmt: skip
    """The outcome in words."""
    kills, minutes = server.killed.total(), took / 60
    parts = ", ".join(f"{n} of the {name}" for name, n in server.killed.most_common())
    stuck = read.total() - read["READ"] - read["FAILED"]
    kept = (
        f"{len(done.uploads)} uploads, {len(done.updates)} updates with evidence,"
        f" {len(done.concerns)} concerns with them, {len(done.numbers)} numbers"
    )
    whole = "no" if faults else "yes"
    again = f"{done.repeats} of them; doubled: **{check.doubled}**"
    given_up = f"{read['FAILED']} given up after three kills each"
    return [
        f"{kills} kills (SIGKILL at random moments) in {minutes:.0f} min: {parts}.",
        f"- Acknowledged: {kept}; each is there once, with its file whole: {whole}.",
        f"- Sent again because no answer came: {again}.",
        f"- Readings: {read['READ']} done, {given_up}, {stuck} stuck.",
        f"- Promises broken: {'; '.join(faults) or 'none'}.",
    ]


def _wait_for_more(done: Answered) -> None:
    """Until somebody was answered since the last kill: the server is back."""
    before, deadline = done.total, time.monotonic() + PATIENCE
    while done.total == before:
        if time.monotonic() > deadline:
            raise SystemExit(f"Nobody is answered any more. {done.refused[-1:]}")
        time.sleep(0.01)


@dataclass(slots=True)
class Server:
    """`./nhanai up` as it runs; its parts are found by what they were started with."""

    address: str
    process: "subprocess.Popen[bytes]"
    killed: Counter[str] = field(default_factory=Counter)

    def kill(self, chance: random.Random) -> None:
        """One of its parts, without warning; a web server's processes with it or left behind."""
        part = chance.choices(
            ["web server", "web process", "head of the web server", "worker"], [4, 2, 2, 2]
        )[0]
        word = "db_worker" if part == "worker" else "granian"
        keys = self.parts(word)
        if part == "web process":
            below = [key for main in keys for key in _children(main)]
            keys = [key for key in below if "tracker" not in _words(key)]
        whole = part in {"web server", "worker"}
        for key in keys[:1]:
            with contextlib.suppress(ProcessLookupError):
                (os.killpg if whole else os.kill)(key, signal.SIGKILL)
                self.killed[part] += 1

    def parts(self, word: str) -> list[int]:
        """The processes that it started with that word."""
        return [key for key in _children(self.process.pid) if word in _words(key)]


def _children(key: int) -> list[int]:
    try:
        return [int(one) for one in Path(f"/proc/{key}/task/{key}/children").read_text().split()]
    except OSError:
        return []


def _everybody() -> list[int]:
    return [int(path.name) for path in Path("/proc").iterdir() if path.name.isdecimal()]


def _words(key: int) -> str:
    try:
        return Path(f"/proc/{key}/cmdline").read_text().replace("\0", " ")
    except OSError:
        return ""


@contextlib.contextmanager
def a_server(port: int) -> Iterator[Server]:
    """The server, its worker and the keeper of time, until the end of the block."""
    address = f"http://127.0.0.1:{port}"
    said = subprocess.DEVNULL
    process = subprocess.Popen([sys.executable, "-c", SERVE, str(port)], stdout=said, stderr=said)
    try:
        yield Server(address, process)
    finally:
        process.terminate()
        process.wait(timeout=60)
        left = [key for key in _everybody() if f"--port {port}" in _words(key)]
        assert not left, "processes of a killed server are still there"


@dataclass(slots=True)
class Check:
    """Holds what is stored against what was told; looks at what is new since the last time."""

    faults: list[str] = field(default_factory=list)
    doubled: int = 0
    newest: dict[str, int] = field(default_factory=dict)

    def look(self, done: Answered) -> None:
        """Every row with its file, every number after the one before it, all that was told."""
        from nhanai.documents.models import Document, OutgoingDocument
        from nhanai.plans.models import Evidence

        told = set(done.uploads), set(done.numbers), dict(done.updates)
        self._files(Document, "file", "sha256")
        self._files(Evidence, "file", "sha256")
        self._files(OutgoingDocument, "pdf", "pdf_sha256")
        there = set(Document.objects.values_list("sha256", flat=True))
        numbered = OutgoingDocument.objects.order_by("number").values_list("number", "pdf_sha256")
        shown = dict(Evidence.objects.values_list("update__text", "sha256"))
        self._note("an acknowledged upload is gone", not told[0] <= there)
        self._note("an acknowledged number is gone", not told[1] <= {sha for _, sha in numbered})
        gone = any(shown.get(text) != sha for text, sha in told[2].items())
        self._note("an acknowledged update or its evidence is gone", gone)
        numbers = [number for number, _ in numbered]
        self._note("numbers with a gap", numbers != list(range(1, len(numbers) + 1)))

    def _files(self, model: Any, name: str, sha256: str) -> None:  # noqa: ANN401 (any of the three)
        from nhanai.documents.queries import intact

        rows = model.objects.filter(pk__gt=self.newest.get(model.__name__, 0)).order_by("pk")
        for row in rows:
            self.newest[model.__name__] = row.pk
            whole = intact(getattr(row, name), getattr(row, sha256))
            self._note(f"a row of {model.__name__} without its whole file", not whole)
        every = Counter(model.objects.values_list(sha256, flat=True))
        self.doubled = max(self.doubled, sum(n - 1 for n in every.values()))
        self._note(f"a doubled row of {model.__name__}", len(every) != every.total())

    def _note(self, words: str, is_so: bool) -> None:
        if is_so and words not in self.faults:
            self.faults.append(words)


def finish_reading(server: Server) -> Counter[str]:
    """Let the worker read all that waits; what it was killed at is taken up once it counts as left.

    The three minutes until then are not waited for: the clock of those rows is put back.
    """
    from django.db.models import F
    from django.utils import timezone
    from django_tasks_db.models import DBTaskResult

    from nhanai.documents.models import Document
    from nhanai.documents.rules import STALE_AFTER

    deadline = time.monotonic() + 4 * PATIENCE
    open_ = Document.objects.filter(reading_state__in=["WAITING", "READING"])
    while open_.exists() and time.monotonic() < deadline and server.process.poll() is None:
        ready = DBTaskResult.objects.filter(status="READY", run_after__lte=timezone.now())
        if not ready.exists():
            back = STALE_AFTER + dt.timedelta(minutes=1)
            open_.update(reading_touched_at=F("reading_touched_at") - back)
            DBTaskResult.objects.filter(status="READY").update(run_after=timezone.now())
        time.sleep(0.5)
    return Counter(Document.objects.exclude(sha256="").values_list("reading_state", flat=True))


def last_look(done: Answered, world: World) -> list[str]:
    """What can only be said when everybody has gone home."""
    from django.utils import timezone

    from nhanai.documents import actions
    from nhanai.documents.actions.reading import GIVEN_UP
    from nhanai.documents.models import Document
    from nhanai.journal import queries as journal
    from nhanai.plans.models import Concern, Update

    actions.sweep_files(at=timezone.now() + dt.timedelta(days=2))
    again = Check()
    again.look(done)
    said = Counter(Update.objects.filter(occurrence=world.work).values_list("text", flat=True))
    raised = Counter(Concern.objects.values_list("text", flat=True))
    failed = Document.objects.filter(reading_state="FAILED").exclude(reading_error=GIVEN_UP)
    waits = Document.objects.filter(reading_state__in=["WAITING", "READING"])
    broken = {
        "the sweep took a file that a row names": bool(again.faults),
        "updates are not those that were sent, each once": said != Counter(done.updates.keys()),
        "concerns are not those that were sent, each once": raised != Counter(done.concerns),
        "a reading is stuck": waits.exists(),
        "a reading failed of itself": failed.exists(),
        f"somebody was refused: {done.refused[:1]}": bool(done.refused),
        "the chain of the journal is broken": bool(journal.check().damages),
    }
    return [words for words, is_so in broken.items() if is_so]


if __name__ == "__main__":
    main()

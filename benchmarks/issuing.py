"""Ten people who issue at once, and people who are killed while they issue.

    PYTHONPATH=src:. .venv/bin/python -m benchmarks.issuing --both

Every number from 1 on must be there once, each with both files as they were kept, and every number
that was told to somebody must be there too. The database is the one of `NHANAI_DATABASE_URL`, or a
fresh SQLite; `--both` measures a fresh one of each and writes `RESULTS.md`.
"""

import argparse
import datetime as dt
import multiprocessing as mp
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from multiprocessing.connection import Connection
from pathlib import Path

from benchmarks import results

SEED = 3836


def main() -> None:
    """Measure as asked."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--issuers", type=int, default=10)
    parser.add_argument("--each", type=int, default=200)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--both", action="store_true")
    asked = parser.parse_args()
    if asked.both:
        on_both(asked)
        return
    prepare()
    print(issue_together(asked.issuers, asked.each))
    if asked.kills:
        print(kill_while_issuing(asked.kills))


def on_both(asked: argparse.Namespace) -> None:
    """A run on each database, each in a process of its own."""
    from nhanai.project import postgres

    arguments = [f"--issuers={asked.issuers}", f"--each={asked.each}", f"--kills={asked.kills}"]
    lines = [f"SQLite: {line}" for line in run(arguments, url="")]
    with postgres.server() as url:
        lines += [f"PostgreSQL: {line}" for line in run(arguments, url=url)]
    results.record("Issuing under numbers without a gap", [f"- {line}" for line in lines])
    print("\n".join(lines))


def run(arguments: list[str], *, url: str) -> list[str]:
    """What one run says."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "NHANAI_STATE_DIR": folder, "NHANAI_DATABASE_URL": url}
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.issuing", *arguments],
            env=environment, check=True, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
    return done.stdout.splitlines()


def prepare() -> None:
    """Tables, one office, and somebody who issues there."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nhanai.project.settings")
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connections
    from tests.builders.documents import an_officer
    from tests.builders.outgoing import a_society

    call_command("migrate", verbosity=0)
    an_officer(unit=a_society())
    connections.close_all()


def issue_all(count: int, told: Connection) -> None:
    """In a process of its own: issue so often, and tell each number when it is given."""
    from django.utils import timezone
    from tests.builders.outgoing import a_paper

    from nhanai.documents import actions
    from nhanai.identity.models import User

    officer = User.objects.get()
    owner = officer.appointments.get().unit
    for _ in range(count):
        issued = actions.issue(owner=owner, paper=a_paper(), to=[], by=officer, at=timezone.now())
        told.send(issued.number)


def issue_together(issuers: int, each: int) -> str:
    """So many processes, each issuing so often; what came of it, in words."""
    context = mp.get_context("fork")
    started = time.monotonic()
    mine, theirs = context.Pipe(duplex=False)
    workers = [context.Process(target=issue_all, args=(each, theirs)) for _ in range(issuers)]
    for worker in workers:
        worker.start()
    theirs.close()  # so that the end of every worker is heard
    numbers = [mine.recv() for _ in range(issuers * each)]
    for worker in workers:
        worker.join()
    assert [worker.exitcode for worker in workers] == [0] * issuers
    assert sorted(numbers) == list(range(1, issuers * each + 1))
    took = time.monotonic() - started
    assert checked() == issuers * each
    return (
        f"{issuers} issuers x {each} numbers: exactly 1 to {issuers * each}, every file whole; "
        f"{took:.0f} s, {issuers * each / took:.0f} a second"
    )


def kill_while_issuing(kills: int) -> str:
    """Kill who issues at any moment, so often; after each, nothing is missing."""
    chance = random.Random(SEED)
    context = mp.get_context("fork")
    known: set[int] = set()
    before = checked()
    for _ in range(kills):
        mine, theirs = context.Pipe(duplex=False)
        worker = context.Process(target=issue_all, args=(10_000, theirs))
        worker.start()
        theirs.close()
        known.add(mine.recv())
        time.sleep(chance.uniform(0, 0.15))
        assert worker.pid
        os.kill(worker.pid, signal.SIGKILL)
        worker.join()
        known |= set(heard(mine))
        whole = checked(since=max(known) - 50)
        assert max(known) <= whole, "a number that was told is gone"
    whole = checked()
    left = orphans()
    return (
        f"{kills} kills while {whole - before} numbers were given: 1 to {whole} without a gap, "
        f"every file whole, every number told is there; {left} files of broken acts to sweep"
    )


def heard(pipe: Connection) -> list[int]:
    """What was still told before the end."""
    numbers = []
    try:
        while pipe.poll():
            numbers.append(int(pipe.recv()))
    except (EOFError, OSError):
        pass
    return numbers


def checked(*, since: int = 0) -> int:
    """How many numbers there are: contiguous from 1, from `since` on each with both its files."""
    from django.db import connections

    from nhanai.documents import queries
    from nhanai.documents.models import NumberSeries, OutgoingDocument

    issued = OutgoingDocument.objects.order_by("number")
    numbers = list(issued.values_list("number", flat=True))
    assert numbers == list(range(1, len(numbers) + 1)), "a gap, or a number given twice"
    assert NumberSeries.objects.get().last == len(numbers)
    for one in issued.filter(number__gt=since):
        assert queries.intact(one.docx, one.docx_sha256)
        assert queries.intact(one.pdf, one.pdf_sha256)
    connections.close_all()
    return len(numbers)


def orphans() -> int:
    """Files that no row names; the sweep takes every one of them and nothing else."""
    from django.conf import settings
    from django.db import connections
    from django.utils import timezone

    from nhanai.documents import actions

    def kept() -> int:
        return sum(path.is_file() for path in Path(settings.MEDIA_ROOT).rglob("*"))

    before = kept()
    swept = actions.sweep_files(at=timezone.now() + dt.timedelta(days=2))
    assert kept() == before - swept == 2 * checked()
    connections.close_all()
    return swept


if __name__ == "__main__":
    main()

"""Deadline day: 150 units send their half-year report while the office watches, on both databases.

    PYTHONPATH=src:. .venv/bin/python benchmarks/deadline.py
    DEADLINE_SECONDS=240 PYTHONPATH=src:. .venv/bin/python benchmarks/deadline.py
    DEADLINE_SECONDS=0 PYTHONPATH=src:. .venv/bin/python benchmarks/deadline.py   (pages alone)

A province's two years of facts; the server is the one of `./nhanai up`, asked over HTTP. What is
ten minutes on such a day is pressed into 90 seconds of even arrivals, nearly seven times as dense:
each unit's officer signs in, opens the report, writes, answers every finding and sends, and three
people reload the page of who has sent every two seconds. Then everything is held against what
people were told. Before that the opening of a report is timed by itself, without a network.
"""

import os
import statistics
import time
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from benchmarks.both import on_both
from benchmarks.results import record, table

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.deadline_people import Told

    from nhanai.units.models import Unit

SECONDS = float(os.environ.get("DEADLINE_SECONDS", "90"))
EVERY, AIM, OPENING, RUNS = 2.0, 400.0, 300.0, 15


def measure(name: str) -> None:
    """Load the province, time single pages, live through the day, write the table."""
    import django

    django.setup()
    from benchmarks import deadline_world as world

    began = time.perf_counter()
    office, below = world.made()
    print(f"{name}: loaded in {time.perf_counter() - began:.0f} s", flush=True)
    single = list(pages(office, below))
    print("\n".join(single), flush=True)
    if not SECONDS:
        record(f"Opening a report at province size on {name}", single)
        return
    told, took = the_day(below)
    faults = kept(below, told)
    lines = [*said(told, took, len(below), faults), "", *single]
    print("\n".join(lines), flush=True)
    dense = f"{600 / SECONDS:.1f} times as dense"
    record(f"Deadline day on {name}, {dense}", lines)
    if faults:
        raise SystemExit(f"Broken: {faults}")


def pages(office: "Unit", below: list["Unit"]) -> Iterator[str]:
    """Single pages in this process: their time and their queries."""
    from benchmarks import web_pages
    from benchmarks.deadline_world import FORM, LAST_DAY, PERIOD, username
    from django.test import Client

    from nhanai.identity.models import User
    from nhanai.submissions.queries import prepared, slot_of

    web_pages.freshen()
    unit = below[0]
    slot = slot_of(unit, FORM, PERIOD)
    assert slot is not None
    assert slot.cut_off == LAST_DAY
    ready = prepared(slot, None)
    figures = ready.sheet.figures
    have = sum(one.now is not None for one in figures.values())
    asked = {
        "a chapter's report": (username(unit), address(unit.key)),
        "the province's report": ("theo-doi-0", address(office.key)),
        "who has sent": ("theo-doi-0", board()),
    }
    rows = []
    for words, (who, path) in asked.items():
        client = Client(SERVER_NAME="localhost")
        client.force_login(User.objects.get(username=who), backend=web_pages.BACKEND)
        one = web_pages.timed(client, who, words, path, RUNS)
        over = " !" if one.p95 > OPENING else ""
        alone = processor(partial(client.get, path))
        rows.append((words, f"{one.median:.0f}", f"{one.p95:.0f}{over}", alone, one.queries))
    yield f"Opening by itself, without a network: {have} of {len(figures)} figures are there and"
    yield f"{len(ready.findings)} findings; {RUNS} times each in one process (aim: under"
    yield f"{OPENING:.0f} ms). The processor's time is that of this process alone, whatever else"
    yield "the machine did meanwhile."
    yield ""
    yield from table(["page", "median, ms", "p95, ms", "processor, ms", "queries"], rows)


def processor(act: "Callable[[], object]") -> str:
    """How many milliseconds of a processor it takes, in the mean."""
    began = time.process_time()
    for _ in range(RUNS):
        act()
    return f"{(time.process_time() - began) * 1000 / RUNS:.0f}"


def address(unit: str) -> str:
    """Where the report of a unit is."""
    from benchmarks.deadline_world import FORM, PERIOD

    from nhanai.submissions.queries.addresses import address_of

    return address_of(FORM, PERIOD, unit)


def board() -> str:
    """Where it is seen who has sent."""
    from benchmarks.deadline_world import FORM, PERIOD

    return f"/bao-cao/dinh-ky/tinh-hinh/?bc={FORM}|{PERIOD}".replace("|", "%7C")


def the_day(below: list["Unit"]) -> tuple["Told", float]:
    """Everybody comes in even arrivals; what they were told, and how long it took."""
    from benchmarks.deadline_people import Crowd, Told, evenly
    from benchmarks.deadline_world import PASSWORD, WATCHERS, username
    from benchmarks.kills_web import a_server
    from django.db import connections

    from nhanai.project.postgres import unused_port
    from nhanai.project.serve import answers

    connections.close_all()
    told = Told()
    with a_server(unused_port()) as server:
        if not answers(f"{server.address}/dang-nhap/", server.process, []):
            raise SystemExit("The server does not answer.")
        crowd = Crowd(server.address, told, PASSWORD)
        for number in range(WATCHERS):
            crowd.watches(f"theo-doi-{number}", board(), every=EVERY)
        began = time.monotonic()
        for number in evenly(SECONDS, len(below)):
            unit = below[number]
            crowd.sends(unit.key, address(unit.key), username(unit))
        crowd.finish()
        took = time.monotonic() - began
    return told, took


def kept(below: list["Unit"], told: "Told") -> list[str]:
    """Everything that is not as people were told, or not whole."""
    from benchmarks.deadline_world import FORM, PERIOD

    from nhanai.journal import queries as journal
    from nhanai.submissions.models import ReportAnswer, Submission, SubmissionVersion
    from nhanai.submissions.rules.sheets import fingerprint

    rows = Submission.objects.filter(code=FORM, period_key=PERIOD, state="SUBMITTED")
    versions = list(SubmissionVersion.objects.select_related("submission__unit").order_by("pk"))
    numbers = sorted(one.receipt_number for one in versions)
    shown = {one.submission.unit.key: one.receipt for one in versions}
    texts = dict(
        ReportAnswer.objects.filter(key="text:phuong-huong").values_list(
            "submission__unit__key", "text"
        )
    )
    broken = {
        f"only {rows.count()} of {len(below)} reports are there": rows.count() != len(below),
        "receipt numbers with a gap or twice": numbers != list(range(1, len(below) + 1)),
        "a receipt is not the one that was told": shown != told.receipts,
        "what was sent does not have its hash": any(
            fingerprint(one.content) != one.sha256 for one in versions
        ),
        "words are lost": texts != told.words,
        "the chain of the journal is broken": bool(journal.check().damages),
        f"{len(told.faults)} errors: {told.faults[:3]}": bool(told.faults),
    }
    return [words for words, is_so in broken.items() if is_so]


def said(told: "Told", took: float, units: int, faults: list[str]) -> Iterator[str]:
    """The day in words and figures."""
    number = sum(len(times) for times in told.took.values())
    yield f"{units} units sent their half-year report in {took:.0f} s, arriving evenly over"
    yield f"{SECONDS:.0f} s (ten minutes of a real day, made {600 / SECONDS:.1f} times as dense);"
    yield f"3 people reload the page of who has sent every {EVERY:.0f} s. {number} requests,"
    yield f"{number / took:.0f} a second; {told.answered} findings answered with a sentence."
    yield ""
    yield f"- Errors: **{len(told.faults)}**."
    yield f"- Receipts 1 to {units}, each once and as told; every version whole, every"
    yield f"  word kept, the chain of the journal whole: {'; '.join(faults) or '**yes**'}."
    yield f"- Aim: 95 of 100 answers of each kind under {AIM:.0f} ms, as a person waits for them."
    yield ""
    rows = []
    for kind, times in told.took.items():
        p95 = statistics.quantiles(times, n=20)[-1]
        over = " !" if p95 > AIM else ""
        middle = statistics.median(times)
        rows.append((kind, len(times), f"{middle:.0f}", f"{p95:.0f}{over}", f"{max(times):.0f}"))
    yield from table(["request", "times", "median, ms", "p95, ms", "longest, ms"], rows)


if __name__ == "__main__":
    on_both(__file__, measure)

"""Kills cashiers while they take and pay money, and holds the books against what they were told.

    PYTHONPATH=src:. .venv/bin/python benchmarks/kills_money.py
    KILLS=300 PYTHONPATH=src:. .venv/bin/python benchmarks/kills_money.py

Three processes write into one book at once: gifts that are taken, payments that are drafted,
approved and paid, each with its number, and now and then a reversal. What was done is written to a
file as soon as the database has said so. At random moments one of the processes is killed
(SIGKILL) and another takes its place. In the end everything that was told must be there under its
number with its hash, the chain of the books whole, no number missing, no fund below nothing, and
every gift's way must add up. Once on SQLite, once on PostgreSQL.
"""

import os
import random
import signal
import tempfile
import time
import traceback
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.both import on_both
from benchmarks.results import record

if TYPE_CHECKING:
    from tests.builders.funds import Giving

KILLS = int(os.environ.get("KILLS", "220"))
AT_ONCE, SHORTEST, LONGEST = 3, 0.05, 1.2
SEED = 20_261_129


def measure(name: str) -> None:
    """Make the books, kill, look."""
    import django

    django.setup()
    from django.db import connections
    from tests.builders.funds import some_giving

    world = some_giving()
    world.received(5_000_000)
    connections.close_all()
    chance = random.Random(SEED)
    with tempfile.TemporaryDirectory() as folder:
        began, files = time.monotonic(), Path(folder)
        cashiers = [_cashier(world, files, number) for number in range(AT_ONCE)]
        for kill in range(KILLS):
            time.sleep(chance.uniform(SHORTEST, LONGEST))
            at = chance.randrange(AT_ONCE)
            _end(cashiers[at])
            cashiers[at] = _cashier(world, files, AT_ONCE + kill)
        for cashier in cashiers:
            _end(cashier)
        took = time.monotonic() - began
        told = dict(_told(files))
    faults = broken(world, told)
    lines = [
        f"{KILLS} kills (SIGKILL at random moments) of {AT_ONCE} cashiers at work in one book,",
        f"in {took:.0f} s. {len(told)} vouchers were told to be done; each is there under its",
        "number with its hash, the chain of the books whole, none missing, no fund below nothing,",
        f"received = used + left of every gift: {'; '.join(faults) or '**yes**'}.",
    ]
    record(f"Kills of cashiers on {name}", lines)
    print("\n".join(lines), flush=True)
    if faults:
        raise SystemExit(f"Promises broken: {'; '.join(faults)}")


def _cashier(world: "Giving", folder: Path, number: int) -> int:
    """A process of its own that works until it is killed; its number among the processes."""
    child = os.fork()
    if child:
        return child
    try:
        _work(world, folder / f"{number}.told", random.Random(number))
    except BaseException:
        traceback.print_exc()
    os._exit(1)


def _end(cashier: int) -> None:
    os.kill(cashier, signal.SIGKILL)
    os.waitpid(cashier, 0)


def _work(world: "Giving", file: Path, chance: random.Random) -> None:
    from nhanai.base.errors import Refused

    with file.open("w", encoding="utf-8") as told:
        while True:
            try:
                voucher = _act(world, chance)
            except Refused:
                continue
            told.write(
                f"{voucher.pk} {voucher.label} {voucher.entry.number} {voucher.entry.hash}\n"
            )
            told.flush()


def _act(world: "Giving", chance: random.Random) -> Any:  # noqa: ANN401 (a row of models that are imported late)
    """Take a gift, or pay out; a reversal undoes what this very act had done."""
    from tests.builders.ledger import AT, DAY

    from nhanai.ledger import actions
    from nhanai.ledger.models import Voucher

    if chance.random() < 0.6:
        gift = world.received(chance.randrange(1, 500) * 1_000)
        voucher = Voucher.objects.select_related("entry").get(pk=gift.voucher_id or 0)
    else:
        spent = world.spends(chance.randrange(1, 300) * 1_000, "Trợ giúp")
        voucher = Voucher.objects.select_related("entry").get(pk=world.paid(spent.voucher).pk)
        if chance.random() < 0.2 and voucher.entry is not None:
            actions.reverse(
                entry=voucher.entry, day=DAY, reason="Ghi nhầm", by=world.books.accountant, at=AT
            )
    return voucher


def _told(folder: Path) -> list[tuple[int, tuple[str, int, str]]]:
    """Every line that was written whole."""
    found = []
    for file in sorted(folder.glob("*.told")):
        for line in file.read_text("utf-8").splitlines(keepends=True):
            if line.endswith("\n"):
                key, *label, number, digest = line.split()
                found.append((int(key), (" ".join(label), int(number), digest)))
    return found


def broken(world: "Giving", told: Mapping[int, tuple[str, int, str]]) -> list[str]:
    """Everything that is not as it was told, or not whole."""
    from nhanai.funds.queries import telling_of
    from nhanai.ledger.models import FundBalance, Voucher
    from nhanai.ledger.queries import faults

    rows = {
        one.pk: one for one in Voucher.objects.filter(entry__isnull=False).select_related("entry")
    }
    there = {
        key: (one.label, one.entry.number, one.entry.hash)
        for key, one in rows.items()
        if one.entry is not None
    }
    numbers: dict[str, list[int]] = {}
    for one in rows.values():
        numbers.setdefault(one.kind, []).append(one.number or 0)
    ways = telling_of(world.books.fund).ways.values()
    left = FundBalance.objects.get(fund=world.books.fund).amount
    gaps = any(sorted(found) != list(range(1, len(found) + 1)) for found in numbers.values())
    said = {
        "what was told is not there": any(there.get(key) != one for key, one in told.items()),
        "more is there than was told and being done": len(there) > len(told) + KILLS + AT_ONCE + 1,
        f"the books are damaged: {list(faults())[:2]}": bool(list(faults())),
        "a number is missing or doubled": gaps,
        "the fund is below nothing": left < 0,
        "ways and balance differ": sum(one.remaining for one in ways) != left,
        "hardly anything was done": len(told) < KILLS // 2,
    }
    return [words for words, is_so in said.items() if is_so]


if __name__ == "__main__":
    on_both(__file__, measure)

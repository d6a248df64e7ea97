"""What an unexplained line may be: by its reference, then by amount and day."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from nhanai.banking.vocab import MatchKind

DAYS_APART: Final = 10
"""An expected payment is proposed for a line of so many days before or after."""


@dataclass(frozen=True, slots=True)
class Expected:
    """A payment that some record waits for: `source` and `record` name it.

    `amount` in đồng, more than zero where money is to come in and 0 where any amount is; `words`
    tell a person what it is, and `href` is the page on which she accepts it; the number of the line
    is put behind it as `dong`.
    """

    source: str
    record: int
    words: str
    reference: str = ""
    amount: int = 0
    day: dt.date | None = None
    href: str = ""


@dataclass(frozen=True, slots=True)
class Open:
    """A line that waits for its explanation."""

    key: int
    day: dt.date
    amount: int
    references: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """What a line may be, and why."""

    expected: Expected
    kind: MatchKind


def proposals(lines: Iterable[Open], expected: Iterable[Expected]) -> Mapping[int, Match]:
    """At most one proposal a line.

    A reference decides, whatever the amount. Without one, amount and day must fit one record only
    and one line only: where two would do, a person chooses.
    """
    waiting = list(expected)
    by_reference = {one.reference: one for one in waiting if one.reference}
    found: dict[int, Match] = {}
    left: list[Open] = []
    for line in lines:
        said = next((by_reference[r] for r in line.references if r in by_reference), None)
        if said is not None:
            alike = not said.amount or said.amount == line.amount
            kind = MatchKind.REFERENCE if alike else MatchKind.OTHER_AMOUNT
            found[line.key] = Match(said, kind)
        else:
            left.append(line)
    named = {(one.expected.source, one.expected.record) for one in found.values()}
    free = [one for one in waiting if (one.source, one.record) not in named]
    return {**found, **_by_amount(left, free)}


def _by_amount(lines: list[Open], expected: list[Expected]) -> dict[int, Match]:
    fits: dict[int, list[Expected]] = {
        line.key: [one for one in expected if _fits(line, one)] for line in lines
    }
    wanted: dict[tuple[str, int], int] = defaultdict(int)
    for several in fits.values():
        for one in several:
            wanted[one.source, one.record] += 1
    return {
        key: Match(several[0], MatchKind.AMOUNT_AND_DAY)
        for key, several in fits.items()
        if len(several) == 1 and wanted[several[0].source, several[0].record] == 1
    }


def _fits(line: Open, one: Expected) -> bool:
    near = one.day is not None and abs((line.day - one.day).days) <= DAYS_APART
    return near and one.amount == line.amount

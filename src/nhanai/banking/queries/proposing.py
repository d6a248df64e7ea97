"""What waits for money: rooms above tell it, and lines are matched with it."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from nhanai.banking.models import StatementLine
from nhanai.banking.rules.matching import Expected, Match, Open, proposals
from nhanai.units.models import Unit

Told = Callable[[Unit, Sequence[str], dt.date, dt.date], Iterable[Expected]]
_EXPECTING: Final[dict[str, Told]] = {}
"""By the name of the source; filled while the rooms start, and never after."""


def expect(source: str, tell: Told) -> None:
    """Let the room of `source` tell what it waits for, in its `AppConfig.ready`.

    `tell` is asked for one unit, with the references found in the lines and the first and last day
    of the lines; it answers in a known number of queries.
    """
    _EXPECTING[source] = tell


def proposals_for(unit: Unit, lines: Sequence[StatementLine]) -> Mapping[int, Match]:
    """What each of the lines of one unit may be, by the line."""
    if not lines:
        return {}
    codes = sorted({code for line in lines for code in line.codes.split()})
    first, last = min(line.day for line in lines), max(line.day for line in lines)
    waiting = [one for tell in _EXPECTING.values() for one in tell(unit, codes, first, last)]
    opened = [
        Open(line.pk, line.day, int(line.amount), tuple(line.codes.split())) for line in lines
    ]
    return proposals(opened, waiting)

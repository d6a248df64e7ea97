"""What a roll-up is asked for, and the small tables that say so to an engine."""

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from nhanai.base.days import Period
from nhanai.facts.rules.placing import SHARED, WHOLE, History, Structure
from nhanai.facts.rules.spans import cut
from nhanai.facts.vocab import Adding

Row = tuple[int | str | dt.date, ...]

COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "measure": ("measure", "adding"),
    "slot": ("period", "epoch", "start", "stop"),
    "ending": ("period", "epoch", "stop"),
    "whole": ("measure", "period", "epoch", "span"),
    "edge": ("measure", "period", "epoch", "start", "stop"),
    "place": ("epoch", "unit", "at", "level", "weight"),
    "above": ("epoch", "unit", "above", "weight"),
    "step": ("epoch", "unit", "parent", "level"),
    "newer": ("unit", "heir", "since"),
    "ended": ("unit", "since"),
}
"""The tables and their columns, as `engines.expression` reads them."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Figures below `root`: `measures` (number and way of adding) in `periods`, broken by `by`.

    `structure` is the day whose units are shown; None shows each fact in the structure of its own
    day, and each stock in that of the last day of its period. `alone` leaves out the units below.
    """

    root: int
    measures: Mapping[int, str]
    periods: Sequence[Period]
    structure: dt.date | None = None
    by: tuple[str, ...] = ()
    alone: bool = False


@dataclass(slots=True)
class Tables:
    """The rows of each table, and how many levels the deepest structure has."""

    rows: dict[str, list[Row]] = field(default_factory=lambda: {name: [] for name in COLUMNS})
    levels: int = 0

    @property
    def is_plain(self) -> bool:
        """Whether there is one structure, in which no unit has several heirs."""
        places = self.rows["place"]
        return not any(place[0] or place[3] == SHARED for place in places)


def tables(asked: Asked, history: History) -> Tables:
    """What an engine has to know of units and days to carry out `asked`; in a fixed order."""
    made = Tables()
    made.rows["measure"] = [(number, adding) for number, adding in sorted(asked.measures.items())]
    flows, balances = _added_as(asked, Adding.SUM), _added_as(asked, Adding.BALANCE)
    structures = _Structures(asked, history)
    for number, period in enumerate(asked.periods):
        for epoch, piece in structures.pieces(period):
            made.rows["slot"].append((number, epoch, piece.start, piece.end))
            _add_cut(made, flows, (number, epoch), piece.start, piece.end)
        epoch = structures.epoch_of(period.end - dt.timedelta(days=1))
        made.rows["ending"].append((number, epoch, period.end))
        _add_cut(made, balances, (number, epoch), dt.date.min, period.end)
    for epoch, structure in structures.used():
        (_add_root if asked.alone else _add_structure)(made, epoch, structure)
    made.rows["newer"] = list(history.newer)
    made.rows["ended"] = list(history.ended)
    return made


def _added_as(asked: Asked, adding: Adding) -> list[int]:
    return sorted(number for number, how in asked.measures.items() if how == adding)


def _add_cut(
    made: Tables, measures: Sequence[int], of: tuple[int, int], start: dt.date, end: dt.date
) -> None:
    parts = cut(start, end)
    made.rows["whole"] += [(one, *of, span) for one in measures for span in parts.whole]
    made.rows["edge"] += [(one, *of, *edge) for one in measures for edge in parts.edges]


class _Structures:
    """The structures that the periods meet, numbered by the days on which something changed."""

    def __init__(self, asked: Asked, history: History) -> None:
        self._asked = asked
        self._history = history
        within = Period(
            min(period.start for period in asked.periods),
            max(period.end for period in asked.periods),
        )
        self._changes = [] if asked.structure else history.changes(within)
        self._first_day = asked.structure or within.start
        self._epochs: set[int] = set()

    def epoch_of(self, day: dt.date) -> int:
        """The number of the structure of that day."""
        epoch = bisect_right(self._changes, day)
        self._epochs.add(epoch)
        return epoch

    def pieces(self, period: Period) -> Iterator[tuple[int, Period]]:
        """The period, cut where the structure changes."""
        inside = [day for day in self._changes if period.start < day < period.end]
        edges = [period.start, *inside, period.end]
        for start, end in pairwise(edges):
            yield self.epoch_of(start), Period(start, end)

    def used(self) -> Iterator[tuple[int, Structure]]:
        """Each structure that some period met."""
        for epoch in sorted(self._epochs):
            day = self._changes[epoch - 1] if epoch else self._first_day
            yield epoch, self._history.on(day, self._asked.root)


def _add_structure(made: Tables, epoch: int, structure: Structure) -> None:
    levels, parents = structure.levels, structure.parents
    made.levels = max(made.levels, *levels.values())
    made.rows["step"] += [
        (epoch, unit, parent, levels[unit])
        for unit, parent in sorted(parents.items())
        if parent is not None
    ]
    for unit in sorted(structure.history.lives):
        above = structure.above(unit)
        made.rows["above"] += [(epoch, unit, at, part) for at, part in sorted(above.items())]
        made.rows["place"] += _places(epoch, unit, structure, above)


def _add_root(made: Tables, epoch: int, structure: Structure) -> None:
    """All that ever belongs below the root, as if it had been counted there."""
    root = structure.root
    for unit in sorted(structure.history.lives):
        part = structure.above(unit).get(root)
        if part:
            level = 0 if part == WHOLE else SHARED
            made.rows["above"].append((epoch, unit, root, part))
            made.rows["place"].append((epoch, unit, root, level, part))


def _places(epoch: int, unit: int, structure: Structure, above: Mapping[int, int]) -> Iterator[Row]:
    """The one heir, or everyone who shares."""
    heirs = structure.belongs(unit)
    if len(heirs) > 1:
        for at, part in sorted(above.items()):
            yield epoch, unit, at, SHARED, part
    else:
        for heir in heirs:
            if heir in structure.levels:
                yield epoch, unit, heir, structure.levels[heir], WHOLE

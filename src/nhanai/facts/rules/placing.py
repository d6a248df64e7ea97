"""Where the figures of a unit belong in the structure of a day, before or after it was there.

A unit that lives on the day has its own figures. What a unit that ended counted belongs to its
heirs; what a unit counted that came later belongs to those it came from, which is an estimate
unless it came from one alone. A unit without either (a club that was closed, a new team) gives its
figures to the unit it stood under. So nothing is lost in any structure: the parts of each unit add
to a million, and a total that covers all the heirs is exact.
"""

import datetime as dt
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, TypeVar

from nhanai.base.days import Period

WHOLE: Final = 1_000_000
"""All that a unit has, in millionths."""

SHARED: Final = -1
"""The level of figures that several heirs share; see `engines.expression`."""

_STRUCTURES: Final = 16
"""So many trees of one history are kept, for pages that ask for the same again."""

_Row = TypeVar("_Row")
_Key = TypeVar("_Key", bound=Hashable)

Parts = Mapping[int, int]
"""Units with their parts in millionths."""


@dataclass(frozen=True, slots=True)
class Heir:
    """Who took over from `predecessor` on a day, and which part of it, in millionths."""

    predecessor: int
    successor: int
    on: dt.date
    share: int


@dataclass(frozen=True, slots=True)
class Stay:
    """Under which unit another stood while `period` lasted."""

    unit: int
    parent: int
    period: Period


@dataclass(frozen=True)
class History:
    """All units of one line: their lives, their places, their successions, and their sizes.

    `sizes` (people living there, say) divide what later units counted among those they came from;
    where one is missing, the predecessors of that unit have equal parts.
    """

    lives: Mapping[int, Period]
    stays: Sequence[Stay]
    heirs: Sequence[Heir] = ()
    sizes: Mapping[int, int] = field(default_factory=dict)

    @cached_property
    def stays_of(self) -> Mapping[int, list[Stay]]:
        """Where each unit ever stood, in order."""
        return _grouped(sorted(self.stays, key=lambda one: one.period), lambda one: one.unit)

    @cached_property
    def heirs_of(self) -> Mapping[int, list[Heir]]:
        """Who took over from each unit."""
        return _grouped(self.heirs, lambda heir: heir.predecessor)

    @cached_property
    def origins_of(self) -> Mapping[int, list[Heir]]:
        """From whom each unit took over."""
        return _grouped(self.heirs, lambda heir: heir.successor)

    @cached_property
    def newer(self) -> Sequence[tuple[int, int, dt.date]]:
        """Every pair of a unit and one that took over from it, directly or through others."""
        direct: dict[int, set[int]] = {}
        since: dict[int, dt.date] = {}
        for heir in self.heirs:
            direct.setdefault(heir.predecessor, set()).add(heir.successor)
            first = since.get(heir.predecessor, heir.on)
            since[heir.predecessor] = min(first, heir.on)
        return [
            (unit, later, since[unit])
            for unit in sorted(direct)
            for later in sorted(_reached(unit, direct))
        ]

    @cached_property
    def ended(self) -> Sequence[tuple[int, dt.date]]:
        """The units that ended without an heir, each with its end."""
        inherited = {heir.predecessor for heir in self.heirs}
        return [
            (unit, life.end)
            for unit, life in sorted(self.lives.items())
            if not life.is_open and unit not in inherited
        ]

    def on(self, day: dt.date, root: int) -> "Structure":
        """The structure below `root` as it was, is or will be on that day; some are kept."""
        kept = self._structures
        found = kept.get((day, root))
        if found is None:
            found = kept[day, root] = Structure(self, day, root)
            if len(kept) > _STRUCTURES:
                kept.pop(next(iter(kept)), None)
        return found

    @cached_property
    def _structures(self) -> dict[tuple[dt.date, int], "Structure"]:
        return {}

    def parent_on(self, unit: int, day: dt.date) -> int | None:
        """Under which unit it stood on that day."""
        stays = self.stays_of.get(unit, ())
        return next((stay.parent for stay in stays if day in stay.period), None)

    def changes(self, within: Period) -> list[dt.date]:
        """The days in the period, except its first, on which anything of the structure changed."""
        spans = [*self.lives.values(), *(stay.period for stay in self.stays)]
        days = {day for span in spans for day in (span.start, span.end)}
        days |= {heir.on for heir in self.heirs}
        return sorted(day for day in days if day in within and day != within.start)


class Structure:
    """One day's tree below a root, and where the figures of any unit ever belong in it."""

    def __init__(self, history: History, day: dt.date, root: int) -> None:
        self.history = history
        self.day = day
        self.root = root
        self.parents = self._tree()
        self._belongs: dict[int, Parts] = {}
        self._above: dict[int, Parts] = {}

    def _tree(self) -> dict[int, int | None]:
        """Each living unit below the root, itself first, with the unit directly above."""
        children: dict[int, list[int]] = {}
        for stay in self.history.stays:
            if self.day in stay.period and self._lives(stay.unit):
                children.setdefault(stay.parent, []).append(stay.unit)
        parents: dict[int, int | None] = {self.root: None}
        waiting = [self.root]
        while waiting:
            parent = waiting.pop()
            for child in children.get(parent, ()):
                if child not in parents:
                    parents[child] = parent
                    waiting.append(child)
        return parents

    def _lives(self, unit: int) -> bool:
        life = self.history.lives.get(unit)
        return life is not None and self.day in life

    def lineage(self, unit: int) -> Iterator[int]:
        """The unit and every one above it up to the root."""
        at: int | None = unit
        while at is not None:
            yield at
            at = self.parents.get(at)

    @cached_property
    def levels(self) -> Mapping[int, int]:
        """How many steps each unit of the tree stands below the root."""
        return {unit: sum(1 for _ in self.lineage(unit)) - 1 for unit in self.parents}

    def belongs(self, unit: int) -> Parts:
        """Who has what `unit` counted, by parts that add to a million; empty where nobody has."""
        if unit not in self._belongs:
            self._belongs[unit] = self._found(unit, frozenset())
        return self._belongs[unit]

    def _found(self, unit: int, passed: frozenset[int]) -> Parts:
        life = self.history.lives.get(unit)
        if life is None or unit in passed:
            return {}
        if self.day in life:
            return {unit: WHOLE}
        seen = passed | {unit}
        nearer = self._after(unit) if self.day >= life.end else self._before(unit)
        spread = _spread([(self._found(other, seen), weight) for other, weight in nearer])
        if spread:
            return spread
        edge = life.start if self.day < life.start else (life.last_day or life.start)
        above = self.history.parent_on(unit, edge)
        return self._found(above, seen) if above is not None else {}

    def _after(self, unit: int) -> list[tuple[int, int]]:
        """Who took over from a unit that ended, each with its share."""
        heirs = self.history.heirs_of.get(unit, ())
        return [(heir.successor, heir.share) for heir in heirs if heir.on <= self.day]

    def _before(self, unit: int) -> list[tuple[int, int]]:
        """From whom a later unit came, each weighed by its size and by the part it gave."""
        origins = [heir for heir in self.history.origins_of.get(unit, ()) if heir.on > self.day]
        sizes = self.history.sizes
        is_sized = all(sizes.get(heir.predecessor, 0) > 0 for heir in origins)
        return [
            (heir.predecessor, heir.share * (sizes[heir.predecessor] if is_sized else 1))
            for heir in origins
        ]

    def above(self, unit: int) -> Parts:
        """Every unit of the tree that has a part in what `unit` counted, up to the root."""
        if unit not in self._above:
            found: dict[int, int] = {}
            for heir, part in self.belongs(unit).items():
                if heir in self.parents:
                    for at in self.lineage(heir):
                        found[at] = found.get(at, 0) + part
            self._above[unit] = found
        return self._above[unit]


def _reached(unit: int, direct: Mapping[int, Iterable[int]]) -> set[int]:
    found: set[int] = set()
    waiting = list(direct[unit])
    while waiting:
        at = waiting.pop()
        if at not in found and at != unit:
            found.add(at)
            waiting += direct.get(at, ())
    return found


def _spread(parts: Iterable[tuple[Parts, int]]) -> dict[int, int]:
    """The parts joined by their weights, adding to exactly a million; empty of nothing.

    What rounding down leaves goes, a millionth each, to the largest remainders; among equals to the
    unit of the lower number.
    """
    exact: dict[int, int] = {}
    total = 0
    for own, weight in parts:
        if own:
            total += weight
            for unit, part in own.items():
                exact[unit] = exact.get(unit, 0) + part * weight
    if not total:
        return {}
    found = {unit: amount // total for unit, amount in exact.items()}
    left = WHOLE - sum(found.values())
    by_remainder = sorted(exact, key=lambda unit: (-(exact[unit] % total), unit))
    for unit in by_remainder[:left]:
        found[unit] += 1
    return {unit: part for unit, part in found.items() if part}


def _grouped(rows: Iterable[_Row], key: Callable[[_Row], _Key]) -> dict[_Key, list[_Row]]:
    found: dict[_Key, list[_Row]] = {}
    for row in rows:
        found.setdefault(key(row), []).append(row)
    return found

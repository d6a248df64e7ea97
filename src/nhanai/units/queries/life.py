"""The life of one unit: everything dated of it, and those before and after it."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from nhanai.units.models import (
    Alias,
    Placement,
    Reorganisation,
    Succession,
    Unit,
    UnitCode,
    UnitName,
)
from nhanai.units.queries.days import names_by_day
from nhanai.units.queries.history import acts_on


@dataclass(frozen=True, slots=True)
class Stay:
    """A placement with the name that the parent had when it began."""

    row: Placement
    parent_name: str


@dataclass(frozen=True, slots=True)
class Relative:
    """A predecessor or successor with its name on the day of the succession."""

    row: Succession
    unit: Unit
    name: str


@dataclass(frozen=True, slots=True)
class Life:
    """All that the tables tell of a unit."""

    unit: Unit
    names: Sequence[UnitName]
    codes: Sequence[UnitCode]
    stays: Sequence[Stay]
    predecessors: Sequence[Relative]
    successors: Sequence[Relative]
    aliases: Sequence[str]
    acts: QuerySet[Reorganisation]

    def name_on(self, day: dt.date) -> str:
        """What it is called on that day."""
        before = [row for row in self.names if row.start <= day]
        return (before or self.names)[-1 if before else 0].name if self.names else self.unit.key


def life(unit: Unit) -> Life:
    """Everything of `unit`, in a known number of queries."""
    stays = Placement.objects.filter(unit=unit).select_related("parent", "act")
    before = Succession.objects.filter(successor=unit).select_related("predecessor", "act")
    after = Succession.objects.filter(predecessor=unit).select_related("successor", "act")
    return Life(
        unit,
        list(UnitName.objects.filter(unit=unit).select_related("act").order_by("start")),
        list(UnitCode.objects.filter(unit=unit).order_by("system", "start")),
        _stays(list(stays.order_by("line", "start"))),
        _relatives([(row, row.predecessor) for row in before.order_by("on", "pk")]),
        _relatives([(row, row.successor) for row in after.order_by("on", "pk")]),
        list(Alias.objects.filter(unit=unit).order_by("pk").values_list("text", flat=True)),
        acts_on(unit.key),
    )


def _stays(rows: Sequence[Placement]) -> list[Stay]:
    calls = names_by_day((row.parent_id, row.start) for row in rows)
    return [Stay(row, calls[row.parent_id, row.start]) for row in rows]


def _relatives(rows: Sequence[tuple[Succession, Unit]]) -> list[Relative]:
    calls = names_by_day((unit.pk, row.on) for row, unit in rows)
    return [Relative(row, unit, calls[unit.pk, row.on]) for row, unit in rows]


def forerunners(units: Collection[int]) -> frozenset[int]:
    """All units that ended and that these came from, in one query.

    One that gave a part away and lives on keeps what it did.
    """
    came_from: dict[int, list[int]] = {}
    rows = Succession.objects.filter(predecessor__end__isnull=False)
    for successor, predecessor in rows.values_list("successor", "predecessor"):
        came_from.setdefault(successor, []).append(predecessor)
    found: set[int] = set()
    waiting = [one for unit in units for one in came_from.get(unit, ())]
    while waiting:
        unit = waiting.pop()
        if unit not in found:
            found.add(unit)
            waiting += came_from.get(unit, ())
    return frozenset(found)

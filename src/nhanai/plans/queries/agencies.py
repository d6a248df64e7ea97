"""The agencies of tasks: what the document calls them, and the units behind the words."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import itemgetter
from typing import Any, Final

from django.db.models import Q, QuerySet

from nhanai.base.memory import remembered
from nhanai.base.text import fold
from nhanai.identity import queries as identity
from nhanai.identity.models import User
from nhanai.plans.models import Assignment
from nhanai.plans.permissions import Permission
from nhanai.plans.vocab import AssignmentRole, Source
from nhanai.units.models import Unit, UnitName

FOUND: Final = 12
"""Units that a search for an agency offers; more are found by writing more."""

CROWD: Final = 4
"""From so many units on an agency is spoken of by the document's words and their number."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A unit as a person sees it."""

    pk: int
    key: str
    name: str
    short: str
    start: dt.date | None = None
    end: dt.date | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Agency:
    """Who is named for a task: the words, the role, and the units that stand behind them."""

    pk: int
    task_id: int
    words: str
    role: AssignmentRole
    is_requested: bool
    is_ours: bool
    doubt: str
    rule: str
    units: tuple[Chosen, ...]
    former: tuple[Chosen, ...]
    changed_by: str
    changed_at: dt.datetime | None

    @property
    def name(self) -> str:
        """The unit's name, or the document's words where there are none or many."""
        if not self.units or len(self.units) >= CROWD:
            return self.words
        return ", ".join(unit.name for unit in self.units)

    @property
    def short(self) -> str:
        """The same, as short as a table needs it."""
        if not self.units or len(self.units) >= CROWD:
            return self.words
        return ", ".join(unit.short or unit.name for unit in self.units)

    @property
    def differs(self) -> bool:
        """Whether the unit is not called as the document calls it."""
        names = {fold(name) for unit in self.units for name in (unit.name, unit.short)}
        return bool(self.units) and fold(self.words) not in names

    @property
    def is_crowd(self) -> bool:
        """Whether many units stand behind the words."""
        return len(self.units) >= CROWD


def labels_of(unit_ids: Iterable[int], day: dt.date) -> Mapping[int, Chosen]:
    """What each unit is called on that day, a closed one by its last name.

    One query at most; while a page is read, only for units that were not asked for before.
    """
    wanted = set(unit_ids)
    known: dict[int, Chosen] = remembered(("labels", day), dict)
    if missing := wanted - known.keys():
        known.update(_labels(missing, day))
    return {pk: known[pk] for pk in wanted if pk in known}


def _labels(unit_ids: Iterable[int], day: dt.date) -> Mapping[int, Chosen]:
    rows = UnitName.objects.filter(unit_id__in=unit_ids).order_by("start")
    labels: dict[int, Chosen] = {}
    for start, unit, key, name, short in rows.values_list(
        "start", "unit", "unit__key", "name", "short_name"
    ):
        if start <= day or unit not in labels:
            labels[unit] = Chosen(unit, key, name, short)
    return labels


def agencies_of(
    task_ids: Iterable[int], *, day: dt.date, also: Iterable[int] = ()
) -> Mapping[int, tuple[Agency, ...]]:
    """The agencies of each task in their order; two queries, however many tasks.

    The units in `also` are asked for their names at once, for the rest of the page.
    """
    rows = list(
        Assignment.objects.filter(task__in=list(task_ids))
        .order_by("task_id", "order", "assignees")
        .values(
            "pk", "task", "words", "role", "is_requested", "source", "doubt", "rule",
            "changed_by__full_name", "changed_at",
            "assignees__unit", "assignees__start", "assignees__end", "assignees__reason",
        )
    )  # fmt: skip
    held = {row["assignees__unit"] for row in rows if row["assignees__unit"]}
    labels = labels_of(held.union(also), day)
    found: defaultdict[int, list[Agency]] = defaultdict(list)
    for _, several in groupby(rows, key=itemgetter("pk")):
        agency = _agency(list(several), labels)
        found[agency.task_id].append(agency)
    return {task: tuple(agencies) for task, agencies in found.items()}


def _agency(rows: Sequence[Mapping[str, Any]], labels: Mapping[int, Chosen]) -> Agency:
    """One agency from its row, which comes once for each unit that stands or stood behind it."""
    dated = [
        replace(
            label,
            start=row["assignees__start"],
            end=row["assignees__end"],
            reason=row["assignees__reason"],
        )
        for row in rows
        if (label := labels.get(row["assignees__unit"])) is not None
    ]
    named = rows[0]
    return Agency(
        pk=named["pk"],
        task_id=named["task"],
        words=named["words"],
        role=AssignmentRole(named["role"]),
        is_requested=named["is_requested"],
        is_ours=named["source"] == Source.PERSON,
        doubt=named["doubt"],
        rule=named["rule"],
        units=tuple(one for one in dated if one.end is None),
        former=tuple(one for one in dated if one.end is not None),
        changed_by=named["changed_by__full_name"] or "",
        changed_at=named["changed_at"],
    )


def found_units(text: str, *, today: dt.date) -> tuple[Chosen, ...]:
    """The units of today that a person may mean by these words, the nearest first."""
    words = fold(text).split()
    if not words:
        return ()
    names = UnitName.objects.filter(
        identity.in_force(today) & (Q(unit__end__isnull=True) | Q(unit__end__gt=today))
    ).select_related("unit")
    for word in words:
        names = names.filter(
            Q(name_folded__contains=word) | Q(unit__aliases__text_folded__contains=word)
        )
    rows = list(names.distinct().order_by("sort_key", "pk")[: FOUND * 5])
    rows.sort(key=lambda row: (not row.name_folded.startswith(fold(text)), len(row.name)))
    return tuple(
        Chosen(row.unit_id, row.unit.key, row.name, row.short_name) for row in rows[:FOUND]
    )


def chosen_units(pks: Iterable[int]) -> list[Unit]:
    """The units with these keys, in a steady order."""
    return list(Unit.objects.filter(pk__in=set(pks)).order_by("pk"))


def my_units(user: User, *, today: dt.date) -> QuerySet[Unit]:
    """The units at which the person herself is appointed and may see plans."""
    own = identity.rights_of(user, today=today).at(Permission.VIEW)
    return Unit.objects.filter(pk__in=own).order_by("pk")

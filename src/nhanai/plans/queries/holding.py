"""Who holds the tasks of a plan, one entry a task and a unit, as the opening of work needs it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypedDict

from django.db.models import Exists, OuterRef, QuerySet

from nhanai.periods.queries import calendar, regimes
from nhanai.periods.rules import Calendar, Regime
from nhanai.periods.vocab import Level
from nhanai.plans.models import Assignee, Concern, Occurrence, Plan, Task, Update
from nhanai.plans.queries.tasks import current_additions
from nhanai.plans.rules.timing import Timing, level_of, timing_of
from nhanai.plans.vocab import AddedField, AssignmentRole, ProgressState, TaskState
from nhanai.units.models import Unit
from nhanai.units.queries import members_on
from nhanai.units.vocab import UnitKind

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    class Traces(TypedDict):
        """What `with_traces` adds to work."""

        is_said: bool
        is_base: bool

    TracedWork = WithAnnotations[Occurrence, Traces]

REGIME: Final = "ND09"
"""The regime by which the periods of tasks run."""

Pair = tuple[int, int]
"""The keys of a task and of a unit."""

_ORDER: Final = list(AssignmentRole)


@dataclass(frozen=True, slots=True)
class Holding:
    """A task in the hands of a unit."""

    task_id: int
    unit_id: int
    role: AssignmentRole
    level: Level
    start: dt.date | None
    """The day from which it holds the task, where it took it over."""
    before: frozenset[int]
    """The units that held it before, which this one took over from."""


def regime_and_calendar() -> tuple[Regime, Calendar]:
    """By which periods and working days tasks are followed."""
    regime = next(one for one in regimes() if one.code == REGIME)
    return regime, calendar()


def holdings_of(plan: Plan, *, day: dt.date) -> Mapping[Pair, Holding]:
    """Every unit that holds a confirmed task of the plan, by its weightiest role.

    Behind a group stand its members of that day.
    """
    rows = list(
        Assignee.objects.filter(
            assignment__task__plan=plan, assignment__task__state=TaskState.CHECKED
        )
        .select_related("assignment", "unit__territory")
        .order_by("pk")
    )
    by_key = {row.pk: row for row in rows}
    found: dict[Pair, Holding] = {}
    for row in rows:
        if row.end is not None:
            continue
        for unit in _behind(row.unit, day):
            one = _holding(row, unit, by_key)
            other = found.get((one.task_id, one.unit_id))
            if other is None or _ORDER.index(one.role) < _ORDER.index(other.role):
                found[one.task_id, one.unit_id] = one
    return found


def _behind(unit: Unit, day: dt.date) -> Iterable[Unit]:
    if unit.kind != UnitKind.GROUP:
        return (unit,)
    return members_on(unit, day).select_related("territory")


def _holding(row: Assignee, unit: Unit, by_key: Mapping[int, Assignee]) -> Holding:
    territory = unit.territory.kind if unit.territory else ""
    return Holding(
        row.assignment.task_id,
        unit.pk,
        AssignmentRole(row.assignment.role),
        level_of(unit.kind, territory),
        row.start,
        frozenset(_before(row, by_key)),
    )


def _before(row: Assignee, by_key: Mapping[int, Assignee]) -> Iterator[int]:
    seen = {row.pk}
    above = by_key.get(row.taken_from_id or 0)
    while above is not None and above.pk not in seen:
        seen.add(above.pk)
        yield above.unit_id
        above = by_key.get(above.taken_from_id or 0)


def timings_of(tasks: Iterable[Task]) -> Mapping[int, Timing]:
    """When each task is to be done, ours before the document's; one query."""
    tasks = list(tasks)
    added = current_additions(task.pk for task in tasks)
    return {task.pk: _timing(task, added.get(task.pk, {})) for task in tasks}


def _timing(task: Task, added: Mapping[AddedField, object]) -> Timing:
    def value(field: AddedField) -> str:
        return str(getattr(added.get(field), "value", ""))

    return timing_of(
        said_due=task.said_due,
        said_due_on=task.said_due_on,
        said_recurrence=task.said_recurrence,
        added_due=value(AddedField.DUE),
        added_recurrence=value(AddedField.RECURRENCE),
    )


@dataclass(frozen=True, slots=True)
class Work:
    """Work on a task in one period, with what stands behind it."""

    row: Occurrence
    is_said: bool
    """Whether somebody wrote of it."""
    is_base: bool
    """Whether a concern, a handing down or a handing over hangs on it."""

    @property
    def follows(self) -> bool:
        """Whether the plan still shapes it: it was not passed on, nor handed down by a unit."""
        return self.row.passed_on_at is None and self.row.parent_id is None

    @property
    def is_untouched(self) -> bool:
        """Whether it can go without anything being lost."""
        said = self.is_said or self.is_base or self.row.taken_from_id is not None
        return self.follows and not said and self.row.state == ProgressState.NOT_STARTED


def work_of(plan: Plan) -> Mapping[Pair, list[Work]]:
    """The work on the plan's tasks by task and unit, oldest first; one query."""
    rows = with_traces(Occurrence.objects.filter(task__plan=plan))
    found: defaultdict[Pair, list[Work]] = defaultdict(list)
    for row in rows.order_by("start", "pk"):
        found[row.task_id, row.unit_id].append(Work(row, row.is_said, row.is_base))
    return dict(found)


def with_traces(rows: QuerySet[Occurrence]) -> "QuerySet[TracedWork]":
    """`rows` with `is_said` (somebody wrote of it) and `is_base` (something hangs on it)."""
    own = {"occurrence": OuterRef("pk")}
    return rows.annotate(
        is_said=Exists(Update.objects.filter(**own)),
        is_base=Exists(Concern.objects.filter(**own))
        | Exists(Occurrence.objects.filter(parent=OuterRef("pk")))
        | Exists(Occurrence.objects.filter(taken_from=OuterRef("pk"))),
    )

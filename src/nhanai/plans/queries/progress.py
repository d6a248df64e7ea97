"""How the work goes: who sees it, what waits and is late, what was said, what it comes to."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from django.db.models import (
    BigIntegerField,
    Count,
    Exists,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    prefetch_related_objects,
)
from django.db.models.functions import Cast

from nhanai.base.text import fold
from nhanai.identity import queries as identity
from nhanai.identity.models import User
from nhanai.plans.models import Evidence, Occurrence, Plan, Target, Task, Update
from nhanai.plans.permissions import Permission
from nhanai.plans.queries.plans import reach_of
from nhanai.plans.queries.tasks import visible_tasks
from nhanai.plans.rules.confirming import DOING
from nhanai.plans.rules.moves import CLOSED, HANDED_OUT, OPEN
from nhanai.plans.rules.progress import plain
from nhanai.plans.rules.timing import SOON, Standing
from nhanai.plans.vocab import ProgressState, TaskState

COUNTING: Final = (TaskState.CHECKED, TaskState.ENDED)
"""Tasks on which there is work."""

BY_DUE: Final = ("due_on", "task__plan", "task__start", "task", "start", "unit")


@dataclass(frozen=True, slots=True)
class WorkFilters:
    """Which work is wanted; empty means all of it."""

    standing: str = ""
    """One of `Standing`: late, due soon, open, closed."""
    state: str = ""
    unit: int | None = None
    plan: int | None = None
    group: int | None = None
    role: str = ""
    due_within: int | None = None
    """Not closed, and due no later than in so many days; what is late is among it."""
    text: str = ""


@dataclass(frozen=True, slots=True)
class WorkCounts:
    """How many rows of work there are, and how they stand."""

    all: int
    late: int
    soon: int
    closed: int
    by_state: Mapping[str, int]

    @property
    def open(self) -> int:
        """Those of which something is still expected, late ones too."""
        return self.all - self.closed

    def of(self, standing: str) -> int:
        """Those that stand so; all of them for no standing."""
        left = self.open - self.late - self.soon
        return (
            {
                Standing.LATE: self.late,
                Standing.DUE_SOON: self.soon,
                Standing.OPEN: left,
                Standing.CLOSED: self.closed,
            }.get(Standing(standing), self.all)
            if standing
            else self.all
        )


@dataclass(frozen=True, slots=True)
class Total:
    """What the units reported against the target of their task."""

    target: Target
    reached: Decimal
    units: int
    """How many rows of work have a number."""

    @property
    def percent(self) -> int:
        """How much of the target, whole percent, rounded down; may pass 100."""
        return int(self.reached * 100 / self.target.value)


def visible_occurrences(user: User, *, today: dt.date) -> QuerySet[Occurrence]:
    """Work of handed-out plans: of units in her reach, and on tasks that she sees."""
    within = reach_of(user, Permission.VIEW, today=today)
    tasks = visible_tasks(user, today=today).order_by().values("pk")
    return (
        Occurrence.objects.filter(Q(unit__in=within) | Q(task__in=tasks))
        .filter(task__plan__state__in=HANDED_OUT)
        .select_related("task__plan", "task__group", "unit")
        .order_by(*BY_DUE)
    )


def work_at(units: Collection[int], user: User, *, today: dt.date) -> QuerySet[Occurrence]:
    """What these units have to do, as far as she sees it: all of it where they lie in her reach."""
    if reach_of(user, Permission.VIEW, today=today).issuperset(units):
        rows = Occurrence.objects.filter(task__plan__state__in=HANDED_OUT)
    else:
        rows = visible_occurrences(user, today=today)
    return standing_work(rows.filter(unit__in=units))


def of_my_units(user: User, *, today: dt.date) -> QuerySet[Occurrence]:
    """What her own units have to do: it was not passed on, and its task stands."""
    own = identity.rights_of(user, today=today).at(Permission.VIEW)
    related = ("task__plan", "task__group", "unit")
    return work_at(own, user, today=today).select_related(*related).order_by(*BY_DUE)


def standing_work(rows: QuerySet[Occurrence]) -> QuerySet[Occurrence]:
    """Those of `rows` that are still with their unit, of tasks that still count."""
    return rows.filter(passed_on_at=None, task__state__in=COUNTING)


def open_work_on(plans: Collection[int]) -> QuerySet[Occurrence]:
    """The open standing work on these handed-out plans, to be counted by its days.

    The tasks are found once, and each row is held against their keys: to look up the wide task of
    each of ten thousand rows takes ten times as long. The cast keeps SQLite from going through
    the rows task by task, where no index has their days.
    """
    tasks = Task.objects.filter(plan__in=plans, state__in=COUNTING).order_by().values("pk")
    rows = Occurrence.objects.filter(state__in=OPEN, passed_on_at=None)
    return rows.alias(of_task=Cast("task", BigIntegerField())).filter(of_task__in=tasks).order_by()


def late_on(today: dt.date) -> Q:
    """What is late on that day."""
    return Q(due_on__lt=today) & ~Q(state__in=CLOSED)


def due_until(today: dt.date, last: dt.date) -> Q:
    """What is not closed and due from that day on, no later than the other."""
    return Q(due_on__gte=today, due_on__lte=last) & ~Q(state__in=CLOSED)


def narrowed_work(
    rows: QuerySet[Occurrence], wanted: WorkFilters, *, today: dt.date
) -> QuerySet[Occurrence]:
    """Those of `rows` that are wanted."""
    soon = due_until(today, today + dt.timedelta(days=SOON))
    standings = {
        Standing.CLOSED: Q(state__in=CLOSED),
        Standing.LATE: late_on(today),
        Standing.DUE_SOON: soon,
        Standing.OPEN: ~Q(state__in=CLOSED) & ~late_on(today) & ~soon,
    }
    if wanted.standing in set(Standing):
        rows = rows.filter(standings[Standing(wanted.standing)])
    if wanted.due_within is not None:
        last = today + dt.timedelta(days=wanted.due_within)
        rows = rows.filter(late_on(today) | due_until(today, last))
    same = {
        "state": wanted.state,
        "role": wanted.role,
        "unit": wanted.unit,
        "task__plan": wanted.plan,
        "task__group": wanted.group,
    }
    rows = rows.filter(**{name: value for name, value in same.items() if value not in {"", None}})
    for word in fold(wanted.text).split():
        rows = rows.filter(task__text_folded__contains=word)
    return rows


def work_counts(rows: QuerySet[Occurrence], *, today: dt.date) -> WorkCounts:
    """How `rows` stand; one query."""
    counts = {f"in_{state}": Count("pk", filter=Q(state=state)) for state in ProgressState}
    soon = due_until(today, today + dt.timedelta(days=SOON))
    found = rows.order_by().aggregate(
        all=Count("pk"),
        late=Count("pk", filter=late_on(today)),
        soon=Count("pk", filter=soon),
        closed=Count("pk", filter=Q(state__in=CLOSED)),
        **counts,
    )
    by_state = {str(state): found[f"in_{state}"] for state in ProgressState}
    return WorkCounts(found["all"], found["late"], found["soon"], found["closed"], by_state)


def occurrences_of(task: Task) -> QuerySet[Occurrence]:
    """All work on a task, what was passed on too; the newest period first."""
    rows = Occurrence.objects.filter(task=task).select_related("unit", "moved_by")
    return rows.order_by("-start", "role", "unit", "pk")


def may_update(occurrence: Occurrence, user: User, *, today: dt.date) -> bool:
    """Whether `user` may speak for the unit on this work, as the unit or on its behalf."""
    owner = occurrence.task.plan.owner
    return (
        occurrence.passed_on_at is None
        and occurrence.task.state == TaskState.CHECKED
        and (
            identity.allowed(user, Permission.UPDATE, unit=occurrence.unit, today=today)
            or identity.allowed(user, Permission.REVIEW, unit=owner, today=today)
        )
    )


def may_follow(plan: Plan, user: User, *, today: dt.date) -> bool:
    """Whether `user` leads the plan: sets targets, enters for the agencies, cancels."""
    return identity.allowed(user, Permission.REVIEW, unit=plan.owner, today=today)


def updates_of(occurrence_ids: Iterable[int]) -> Mapping[int, tuple[Update, ...]]:
    """What was said of each row of work, the newest first, with evidence; two queries."""
    found: defaultdict[int, list[Update]] = defaultdict(list)
    for row in _told(Update.objects.filter(occurrence__in=list(occurrence_ids))):
        found[row.occurrence_id].append(row)
    return {key: tuple(some) for key, some in found.items()}


def last_updates(occurrence_ids: Iterable[int]) -> Mapping[int, Update]:
    """The newest thing said of each row of work, with evidence; two queries."""
    own = Update.objects.filter(occurrence=OuterRef("pk")).order_by("-at", "-pk")
    work = Occurrence.objects.filter(pk__in=list(occurrence_ids)).order_by()
    newest = work.values(newest=Subquery(own.values("pk")[:1]))
    return {row.occurrence_id: row for row in _told(Update.objects.filter(pk__in=newest))}


def _told(updates: QuerySet[Update]) -> Sequence[Update]:
    """The newest first, each with its standing evidence as `shown`; asked for if there is any."""
    standing = Evidence.objects.filter(withdrawn_at=None).order_by("pk")
    has = Exists(standing.filter(update=OuterRef("pk")))
    rows = list(
        updates.annotate(has_evidence=has)
        .select_related("by")
        .defer("text_folded")
        .order_by("-at", "-pk")
    )
    with_some = [row for row in rows if row.has_evidence]
    if with_some:
        prefetch_related_objects(with_some, Prefetch("evidence", standing, to_attr="shown"))
    for row in rows:
        if not row.has_evidence:
            row.shown = []  # type: ignore[attr-defined]  # as the prefetch would leave it
    return rows


def said_before(occurrence: Occurrence) -> Update | None:
    """The unit's last words of the period before, which it may take over."""
    rows = Update.objects.filter(
        occurrence__task=occurrence.task_id,
        occurrence__unit=occurrence.unit_id,
        occurrence__start__lt=occurrence.start,
    ).exclude(text="")
    return rows.select_related("occurrence").order_by("-occurrence__start", "-at", "-pk").first()


def targets_of(task_ids: Iterable[int]) -> Mapping[int, Target]:
    """The target in use of each task that has one; one query."""
    rows = Target.objects.filter(task__in=list(task_ids), ended_at=None).select_related("by")
    return {row.task_id: row for row in rows}


def totals_of(task_ids: Iterable[int]) -> Mapping[int, Total]:
    """What was reached of each target: of every period of every unit that answers, its newest
    number, added up; two queries.

    A coordinator's number may be within the lead's, and a part that was handed down within that
    of the unit above, so neither is added. Of work that was passed on, the number of the unit
    before stands and its successor says what it did itself.
    """
    targets = targets_of(task_ids)
    rows = Update.objects.filter(
        occurrence__task__in=list(targets),
        occurrence__role__in=DOING,
        occurrence__parent=None,
        quantity__isnull=False,
    ).order_by("at", "pk")
    newest: dict[int, tuple[int, Decimal]] = {}
    for task, key, number in rows.values_list("occurrence__task", "occurrence", "quantity"):
        newest[key] = (task, number or Decimal(0))
    found: defaultdict[int, list[Decimal]] = defaultdict(list)
    for task, number in newest.values():
        found[task].append(number)
    return {
        task: Total(target, plain(sum(found[task], Decimal(0))), len(found[task]))
        for task, target in targets.items()
    }


def chain_of(occurrence: Occurrence) -> list[Occurrence]:
    """The same work with the units that held it before, the nearest first."""
    found: list[Occurrence] = []
    at = occurrence
    while at.taken_from_id is not None and len(found) < 20:
        at = Occurrence.objects.select_related("unit").get(pk=at.taken_from_id)
        found.append(at)
    return found

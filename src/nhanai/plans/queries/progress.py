"""How the work goes: who sees it, what waits and is late, what was said, what it comes to."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from nhanai.base.text import fold
from nhanai.identity import queries as identity
from nhanai.identity.models import User
from nhanai.plans.models import Evidence, Occurrence, Plan, Target, Task, Update
from nhanai.plans.permissions import Permission
from nhanai.plans.queries.agencies import my_units
from nhanai.plans.queries.plans import reach_of
from nhanai.plans.queries.tasks import visible_tasks
from nhanai.plans.rules.confirming import DOING
from nhanai.plans.rules.moves import CLOSED, HANDED_OUT
from nhanai.plans.rules.progress import answering, plain, state_of
from nhanai.plans.rules.timing import SOON, Standing, standing_of
from nhanai.plans.vocab import ProgressState, TaskState


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


@dataclass(frozen=True, slots=True)
class TaskProgress:
    """Where a task stands in the period of today, by those who answer for it."""

    state: ProgressState
    standing: Standing
    due_on: dt.date | None
    done: int
    units: int
    late: int


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
        .order_by("due_on", "task__plan", "task__start", "task", "start", "unit")
    )


def of_my_units(user: User, *, today: dt.date) -> QuerySet[Occurrence]:
    """What her own units have to do: it was not passed on, and its task stands."""
    rows = visible_occurrences(user, today=today).filter(unit__in=my_units(user, today=today))
    return standing_work(rows)


def standing_work(rows: QuerySet[Occurrence]) -> QuerySet[Occurrence]:
    """Those of `rows` that are still with their unit, of tasks that still count."""
    return rows.filter(passed_on_at=None, task__state__in=[TaskState.CHECKED, TaskState.ENDED])


def current_work(rows: QuerySet[Occurrence], *, today: dt.date) -> QuerySet[Occurrence]:
    """Those of the period of today, and those of earlier ones that are not closed yet."""
    return rows.filter(Q(end__isnull=True) | Q(end__gt=today) | ~Q(state__in=CLOSED))


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


def progress_of(task_ids: Iterable[int], *, today: dt.date) -> Mapping[int, TaskProgress]:
    """Where each task stands, by the lead's work, else by all who carry it out; one query.

    Counted are the period of today and whatever of earlier ones is not closed; what a unit handed
    down is a part of its own work and not counted again.
    """
    rows = Occurrence.objects.filter(
        task__in=list(task_ids), passed_on_at=None, parent=None, role__in=DOING
    )
    found: defaultdict[int, list[tuple[str, str, dt.date | None]]] = defaultdict(list)
    listed = current_work(rows, today=today).order_by("task", "due_on", "pk")
    for task, role, state, due in listed.values_list("task", "role", "state", "due_on"):
        found[task].append((role, state, due))
    return {task: _progress(held, today) for task, held in found.items()}


def _progress(held: list[tuple[str, str, dt.date | None]], today: dt.date) -> TaskProgress:
    counted = answering(role for role, _, _ in held)
    answers = [(state, due) for role, state, due in held if role in counted]
    standings = [standing_of(state, due, today) for state, due in answers]
    dues = [due for state, due in answers if due and state not in CLOSED]
    worst = (Standing.LATE, Standing.DUE_SOON, Standing.OPEN, Standing.CLOSED)
    return TaskProgress(
        state=state_of([state for state, _ in answers]),
        standing=next(one for one in worst if one in standings),
        due_on=min(dues) if dues else max((due for _, due in answers if due), default=None),
        done=standings.count(Standing.CLOSED),
        units=len(answers),
        late=standings.count(Standing.LATE),
    )


def updates_of(occurrence_ids: Iterable[int]) -> Mapping[int, tuple[Update, ...]]:
    """What was said of each row of work, the newest first, with evidence; two queries."""
    shown = Evidence.objects.filter(withdrawn_at=None).order_by("pk")
    rows = (
        Update.objects.filter(occurrence__in=list(occurrence_ids))
        .select_related("by")
        .prefetch_related(Prefetch("evidence", shown, to_attr="shown"))
        .order_by("-at", "-pk")
    )
    found: defaultdict[int, list[Update]] = defaultdict(list)
    for row in rows:
        found[row.occurrence_id].append(row)
    return {key: tuple(some) for key, some in found.items()}


def last_updates(occurrence_ids: Iterable[int]) -> Mapping[int, Update]:
    """The newest thing said of each row of work; one query."""
    later = Update.objects.filter(occurrence=OuterRef("occurrence")).filter(
        Q(at__gt=OuterRef("at")) | Q(at=OuterRef("at"), pk__gt=OuterRef("pk"))
    )
    rows = Update.objects.filter(~Exists(later), occurrence__in=list(occurrence_ids))
    return {row.occurrence_id: row for row in rows.select_related("by")}


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


@dataclass(frozen=True, slots=True)
class Standings:
    """How the work of one unit on one task stands: closed rows of all, and how many are late."""

    rows: int
    closed: int
    late: int
    begun: int


def standings_of(
    task_ids: Iterable[int], *, today: dt.date
) -> Mapping[int, Mapping[int, Standings]]:
    """For each task and unit how its current work stands; one query."""
    rows = Occurrence.objects.filter(task__in=list(task_ids), passed_on_at=None, parent=None)
    found: defaultdict[int, defaultdict[int, list[tuple[str, dt.date | None]]]] = defaultdict(
        lambda: defaultdict(list)
    )
    listed = current_work(rows, today=today).order_by("pk")
    for task, unit, state, due in listed.values_list("task", "unit", "state", "due_on"):
        found[task][unit].append((state, due))
    return {
        task: {unit: _standings(held, today) for unit, held in units.items()}
        for task, units in found.items()
    }


def _standings(held: Iterable[tuple[str, dt.date | None]], today: dt.date) -> Standings:
    held = list(held)
    stands = [standing_of(state, due, today) for state, due in held]
    return Standings(
        len(held),
        stands.count(Standing.CLOSED),
        stands.count(Standing.LATE),
        sum(state != ProgressState.NOT_STARTED for state, _ in held),
    )

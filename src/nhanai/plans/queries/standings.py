"""How the work on tasks stands today: each row of it, each task, each unit of a task."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Q, QuerySet

from nhanai.plans.models import Occurrence
from nhanai.plans.rules.confirming import DOING
from nhanai.plans.rules.moves import CLOSED
from nhanai.plans.rules.progress import answering, state_of
from nhanai.plans.rules.timing import Standing, standing_of
from nhanai.plans.vocab import ProgressState


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
class Standings:
    """How the work of one unit on one task stands: closed rows of all, and how many are late."""

    rows: int
    closed: int
    late: int
    begun: int


def current_work(rows: QuerySet[Occurrence], *, today: dt.date) -> QuerySet[Occurrence]:
    """Those of the period of today, and those of earlier ones that are not closed yet."""
    return rows.filter(Q(end__isnull=True) | Q(end__gt=today) | ~Q(state__in=CLOSED))


class Stand(NamedTuple):
    """How one row of work stands."""

    task: int
    unit: int
    role: str
    state: str
    due_on: dt.date | None


def stands_of(task_ids: Iterable[int], *, today: dt.date) -> list[Stand]:
    """How the work on these tasks stands, every row of it; one query.

    Counted are the period of today and whatever of earlier ones is not closed; what a unit handed
    down is a part of its own work and not counted again.
    """
    rows = Occurrence.objects.filter(task__in=list(task_ids), passed_on_at=None, parent=None)
    listed = current_work(rows, today=today).order_by("task", "due_on", "pk")
    return [Stand(*row) for row in listed.values_list("task", "unit", "role", "state", "due_on")]


def progress_of(task_ids: Iterable[int], *, today: dt.date) -> Mapping[int, TaskProgress]:
    """Where each task stands, by the lead's work, else by all who carry it out; one query."""
    return progress_from(stands_of(task_ids, today=today), today=today)


def progress_from(stands: Iterable[Stand], *, today: dt.date) -> Mapping[int, TaskProgress]:
    """Where each task stands by rows that were already asked for."""
    found: defaultdict[int, list[tuple[str, str, dt.date | None]]] = defaultdict(list)
    for one in stands:
        if one.role in DOING:
            found[one.task].append((one.role, one.state, one.due_on))
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


def standings_of(
    task_ids: Iterable[int], *, today: dt.date
) -> Mapping[int, Mapping[int, Standings]]:
    """For each task and unit how its current work stands; one query."""
    return standings_from(stands_of(task_ids, today=today), today=today)


def standings_from(
    stands: Iterable[Stand], *, today: dt.date
) -> Mapping[int, Mapping[int, Standings]]:
    """The same by rows that were already asked for."""
    found: defaultdict[int, defaultdict[int, list[tuple[str, dt.date | None]]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for one in stands:
        found[one.task][one.unit].append((one.state, one.due_on))
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

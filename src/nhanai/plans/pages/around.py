"""What stands around a task: concerns about it, the tasks above and below that it belongs with."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypedDict

from django.db.models import Count, Window

from nhanai.identity.models import User
from nhanai.plans import queries
from nhanai.plans.models import Carrying, Occurrence, Task
from nhanai.plans.pages.concerns import ConcernRow, rows_of_concerns
from nhanai.plans.pages.rows import TaskRow
from nhanai.plans.permissions import Permission
from nhanai.plans.rules.moves import HANDED_OUT
from nhanai.plans.vocab import ProgressState

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    from nhanai.plans.queries.concerns import StandingConcern
    from nhanai.plans.queries.giving import TaskBeside

    class Of(TypedDict):
        """How many there are in all."""

        of: int

    CountedConcern = WithAnnotations[StandingConcern, Of]
    CountedCarrying = WithAnnotations[Carrying, Of]

SHOWN = 5


@dataclass(frozen=True, slots=True)
class Lower:
    """A task of a plan below, with the unit whose plan it is."""

    link: Carrying
    owner: str


@dataclass(frozen=True, slots=True)
class Work:
    """Work of a unit that has units below, with how many of them were given it."""

    occurrence: Occurrence
    unit: str
    given: int


@dataclass(frozen=True, slots=True)
class Around:
    """The part of a task's page that tells of this."""

    concerns: tuple[ConcernRow, ...]
    concern_total: int
    may_raise: bool
    uppers: tuple[Carrying, ...]
    lowers: tuple[Lower, ...]
    lower_total: int
    may_link: bool
    works: tuple[Work, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands around a task, before its units are called by name."""

    concerns: "Sequence[CountedConcern]"
    uppers: Sequence[Carrying]
    lowers: "Sequence[CountedCarrying]"

    @property
    def units(self) -> set[int]:
        """The units whose names the page needs for it."""
        raised = {key for one in self.concerns for key in (one.unit_id, one.addressed_to_id)}
        return raised | {one.lower.plan.owner_id for one in self.lowers}


def load_beside(task: "TaskBeside", *, user: User, today: dt.date) -> Beside:
    """Load it in three queries at most."""
    every = Window(Count("pk"))
    concerns = queries.visible_concerns(user, today=today).filter(task=task)
    lowers = queries.lowers_of(task).annotate(of=every)[:SHOWN] if task.has_lower else ()
    return Beside(
        concerns=list(concerns.annotate(of=every)[:SHOWN]),
        uppers=list(queries.uppers_of(task)) if task.has_upper else [],
        lowers=list(lowers),
    )


def around(
    row: TaskRow, work: Sequence[Occurrence], beside: Beside, *, user: User, today: dt.date
) -> Around:
    """The same as the page shows it, with what she may do; three queries more at most."""
    task = row.task
    names = queries.labels_of(beside.units, today)
    within = queries.reach_of(user, Permission.REVIEW, today=today)
    named = {unit.pk for agency in row.agencies for unit in agency.units}
    holding = named | {one.unit_id for one in work if has_it(one)}
    raising = queries.raising_keys(task, user, holding=frozenset(holding), today=today)
    return Around(
        concerns=rows_of_concerns(beside.concerns, today=today),
        concern_total=beside.concerns[0].of if beside.concerns else 0,
        may_raise=bool(raising),
        uppers=tuple(beside.uppers),
        lowers=tuple(Lower(one, names[one.lower.plan.owner_id].name) for one in beside.lowers),
        lower_total=beside.lowers[0].of if beside.lowers else 0,
        may_link=task.plan.owner_id in within
        and (bool(beside.uppers) or _has_uppers(task, user=user, today=today)),
        works=_works(task, work, user=user, today=today),
    )


def has_it(work: Occurrence) -> bool:
    """Whether the unit has this work: it was neither passed on nor cancelled."""
    return work.passed_on_at is None and work.state != ProgressState.CANCELLED


def _has_uppers(task: Task, *, user: User, today: dt.date) -> bool:
    visible = queries.visible_tasks(user, today=today)
    return queries.has_uppers(task, among=visible, today=today)


def _works(
    task: Task, work: Sequence[Occurrence], *, user: User, today: dt.date
) -> tuple[Work, ...]:
    """The newest work that she may give down, or has given."""
    within = queries.reach_of(user, Permission.HAND_DOWN, today=today)
    hers = [one.pk for one in work if one.passed_on_at is None and one.unit_id in within]
    if not hers or task.plan.state not in HANDED_OUT:
        return ()
    rows = queries.with_units_below(Occurrence.objects.filter(pk__in=hers), today=today)
    found = list(rows.order_by("-start", "unit")[:SHOWN])
    given = queries.further_from(found) if found else {}
    names = queries.labels_of([one.unit_id for one in found], today)
    return tuple(Work(one, names[one.unit_id].name, given.get(one.pk, 0)) for one in found)

"""What stands around a task: concerns about it, the tasks above and below that it belongs with."""

import datetime as dt
from dataclasses import dataclass

from nhanai.identity.models import User
from nhanai.plans import queries
from nhanai.plans.models import Carrying, Occurrence, Task
from nhanai.plans.pages.concerns import ConcernRow, rows_of_concerns
from nhanai.plans.permissions import Permission

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


def around(task: Task, *, user: User, today: dt.date) -> Around:
    """Load it in a steady number of queries."""
    concerns = queries.visible_concerns(user, today=today).filter(task=task)
    lowers = queries.lowers_of(task)
    shown = list(lowers[:SHOWN])
    names = queries.labels_of([one.lower.plan.owner_id for one in shown], today)
    visible = queries.visible_tasks(user, today=today)
    within = queries.reach_of(user, Permission.REVIEW, today=today)
    return Around(
        concerns=rows_of_concerns(concerns[:SHOWN], today=today),
        concern_total=concerns.count(),
        may_raise=bool(queries.raising_units(task, user, today=today)),
        uppers=tuple(queries.uppers_of(task)),
        lowers=tuple(Lower(one, names[one.lower.plan.owner_id].name) for one in shown),
        lower_total=lowers.count(),
        may_link=task.plan.owner_id in within
        and queries.has_uppers(task, among=visible, today=today),
        works=_works(task, user=user, today=today),
    )


def _works(task: Task, *, user: User, today: dt.date) -> tuple[Work, ...]:
    """The newest work that she may give down, or has given."""
    rows = queries.visible_work(user, today=today).filter(task=task, passed_on_at=None)
    found = list(queries.with_units_below(rows, today=today).order_by("-start", "unit")[:SHOWN])
    given = queries.further_from(found)
    names = queries.labels_of([one.unit_id for one in found], today)
    return tuple(Work(one, names[one.unit_id].name, given.get(one.pk, 0)) for one in found)

"""The work of a plan by the day on which it is due, and the page for a meeting."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from django.db.models import F, QuerySet

from nhanai.identity.models import User
from nhanai.plans import queries
from nhanai.plans.models import Occurrence, Plan
from nhanai.plans.pages.plan import Matrix, matrix
from nhanai.plans.pages.rows import rows_of
from nhanai.plans.pages.work import Look, look_of
from nhanai.plans.queries import WorkCounts, WorkFilters
from nhanai.plans.rules.timing import Standing
from nhanai.plans.vocab import TaskState
from nhanai.web.paging import Page, number_from, page_of

LATE_SHOWN: Final = 200
"""Rows of late work that the page for a meeting looks at; of more it tells the number."""

A_PAGE: Final = 200
"""Rows of work on a page of due days, where units that stand alike share a line."""

NAMED: Final = 3
"""Units that a line names."""


@dataclass(frozen=True, slots=True)
class Due:
    """A task that is due on a day, with the units whose work on it stands alike."""

    work: Occurrence
    name: str
    units: tuple[str, ...]
    look: Look

    @property
    def unit(self) -> str:
        """Who they are: the first few by name, of many how many more."""
        if len(self.units) <= NAMED:
            return ", ".join(self.units)
        return f"{', '.join(self.units[:NAMED])} và {len(self.units) - NAMED} đơn vị khác"


@dataclass(frozen=True, slots=True)
class Month:
    """The work that is due in one month, or that has no day."""

    label: str
    rows: tuple[Due, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """Everything that the page shows."""

    plan: Plan
    page: Page[Occurrence]
    months: tuple[Month, ...]
    counts: WorkCounts


@dataclass(frozen=True, slots=True)
class Summary:
    """One page for a meeting: the numbers, who has done what, and what is late."""

    plan: Plan
    counts: WorkCounts
    tasks: int
    matrix: Matrix
    late: tuple[Due, ...]
    is_followed: bool = True

    @property
    def late_more(self) -> int:
        """Late work that the page leaves out."""
        return self.counts.late - sum(len(one.units) for one in self.late)


def timeline_page(plan: Plan, number: str | None, *, user: User, today: dt.date) -> Timeline:
    """The work of the plan that the person sees, what is due first before what is due later."""
    rows = _work(plan, user=user, today=today)
    page = page_of(rows, number=number_from(number), noun="việc", size=A_PAGE)
    dues = _dues(page.rows, today=today)
    return Timeline(plan, page, tuple(_months(dues)), queries.work_counts(rows, today=today))


def _work(plan: Plan, *, user: User, today: dt.date) -> QuerySet[Occurrence]:
    seen = queries.visible_occurrences(user, today=today).filter(task__plan=plan, parent=None)
    rows = queries.current_work(queries.standing_work(seen), today=today)
    day = F("due_on").asc(nulls_last=True)
    return rows.order_by(day, "task__start", "task", "state", "role", "pk")


def _dues(rows: Sequence[Occurrence], *, today: dt.date) -> list[Due]:
    tasks = {row.task_id: row.task for row in rows}
    names = {one.task.pk: one.name for one in rows_of(tasks.values(), day=today)}
    units = queries.labels_of((row.unit_id for row in rows), today)
    alike = groupby(rows, key=lambda row: (row.task_id, row.due_on, row.state, row.role))
    return [
        _due(list(held), names, {pk: one.short or one.name for pk, one in units.items()}, today)
        for _, held in alike
    ]


def _due(
    held: list[Occurrence], names: Mapping[int, str], units: Mapping[int, str], today: dt.date
) -> Due:
    first = held[0]
    called = tuple(units.get(row.unit_id, row.unit.key) for row in held)
    return Due(first, names[first.task_id], called, look_of(first.state, first.due_on, today))


def _months(dues: list[Due]) -> Iterator[Month]:
    for label, held in groupby(dues, key=lambda one: _month(one.work.due_on)):
        yield Month(label, tuple(held))


def _month(day: dt.date | None) -> str:
    if day is None:
        return "Không có hạn"
    return f"Tháng {day.month:02d}/{day.year}" if day.month < 3 else f"Tháng {day.month}/{day.year}"


def summary_page(plan: Plan, *, user: User, today: dt.date) -> Summary:
    """The page for a meeting; the number of queries does not grow."""
    rows = _work(plan, user=user, today=today)
    tasks = list(
        queries.visible_tasks(user, today=today)
        .filter(plan=plan, state=TaskState.CHECKED)
        .order_by("start", "end", "pk")
        .values_list("pk", "group_id")
    )
    keys = [pk for pk, _ in tasks]
    late = queries.narrowed_work(rows, WorkFilters(standing=Standing.LATE), today=today)
    return Summary(
        plan=plan,
        counts=queries.work_counts(rows, today=today),
        tasks=len(tasks),
        matrix=matrix(
            tuple(plan.groups.order_by("order")),
            tasks,
            queries.agencies_of(keys, day=today),
            queries.standings_of(keys, today=today),
        ),
        late=tuple(_dues(list(late[:LATE_SHOWN]), today=today)),
    )

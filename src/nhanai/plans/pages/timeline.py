"""The work of a plan by the day on which it is due, and the page for a meeting."""

import datetime as dt
from collections.abc import Iterator
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

LATE_SHOWN: Final = 20
"""Late work on the page for a meeting; of more it tells the number."""


@dataclass(frozen=True, slots=True)
class Due:
    """Work of one unit with its day."""

    work: Occurrence
    name: str
    unit: str
    look: Look


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
        return self.counts.late - len(self.late)


def timeline_page(plan: Plan, number: str | None, *, user: User, today: dt.date) -> Timeline:
    """The work of the plan that the person sees, what is due first before what is due later."""
    rows = _work(plan, user=user, today=today)
    page = page_of(rows, number=number_from(number), noun="việc", size=50)
    dues = _dues(page.rows, today=today)
    return Timeline(plan, page, tuple(_months(dues)), queries.work_counts(rows, today=today))


def _work(plan: Plan, *, user: User, today: dt.date) -> QuerySet[Occurrence]:
    seen = queries.visible_occurrences(user, today=today).filter(task__plan=plan, parent=None)
    rows = queries.current_work(queries.standing_work(seen), today=today)
    return rows.order_by(F("due_on").asc(nulls_last=True), "task__start", "role", "pk")


def _dues(rows: list[Occurrence], *, today: dt.date) -> list[Due]:
    tasks = {row.task_id: row.task for row in rows}
    names = {one.task.pk: one.name for one in rows_of(tasks.values(), day=today)}
    units = queries.labels_of((row.unit_id for row in rows), today)
    return [
        Due(
            row,
            names[row.task_id],
            units[row.unit_id].name if row.unit_id in units else row.unit.key,
            look_of(row.state, row.due_on, today),
        )
        for row in rows
    ]


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

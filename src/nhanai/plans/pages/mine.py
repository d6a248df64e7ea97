"""What a unit has to do: late first, then by the day on which it is due."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import Case, F, QuerySet, When
from django.http import QueryDict

from nhanai.identity import queries as identity
from nhanai.identity.models import User
from nhanai.plans import queries
from nhanai.plans.models import Occurrence
from nhanai.plans.pages.rows import TaskRow, rows_of
from nhanai.plans.pages.work import Look, look_of
from nhanai.plans.permissions import Permission
from nhanai.plans.queries import Chosen, WorkCounts, WorkFilters
from nhanai.plans.rules.moves import CLOSED
from nhanai.plans.rules.timing import Standing
from nhanai.plans.vocab import AssignmentRole
from nhanai.units.models import Unit
from nhanai.web.paging import Page, number_from, page_of

TABS: Final = {
    "tre": (Standing.LATE, "Quá hạn"),
    "sap": (Standing.DUE_SOON, "Sắp đến hạn"),
    "dang": (Standing.OPEN, "Còn thời gian"),
    "xong": (Standing.CLOSED, "Đã kết thúc"),
}
"""What the tabs show, by their word in the address."""


@dataclass(frozen=True, slots=True)
class Held:
    """A task with what the unit does in it and how that goes."""

    row: TaskRow
    work: Occurrence
    look: Look
    unit: str
    giver: str
    """The unit above that gave it down, where it did."""
    takers: tuple[str, ...]
    """The units below that it was given to."""
    may_give: bool
    """Whether she may look after what was given down."""

    @property
    def role(self) -> str:
        """What the unit does in the task."""
        return str(AssignmentRole(self.work.role).label)


@dataclass(frozen=True, slots=True)
class UnitTasks:
    """What has been handed to a unit."""

    unit: Chosen | None
    choices: tuple[Chosen, ...]
    page: Page[Occurrence]
    rows: tuple[Held, ...]
    text: str
    role: str
    tab: str
    counts: WorkCounts
    plans: int

    @property
    def tabs(self) -> list[tuple[str, str, int | None]]:
        """How the work stands, as tabs with counts."""
        counts = self.counts
        named = [(key, words, counts.of(standing)) for key, (standing, words) in TABS.items()]
        return [("", "Tất cả", counts.all), *named]

    @property
    def roles(self) -> list[tuple[str, str]]:
        """The roles to choose from."""
        return [(str(role), str(role.label)) for role in AssignmentRole]

    @property
    def total(self) -> int:
        """How many rows of work there are before any filter by standing."""
        return self.counts.all

    @property
    def is_narrowed(self) -> bool:
        """Whether words or a role leave something out."""
        return bool(self.text or self.role)


def unit_tasks(query: QueryDict, *, user: User, today: dt.date) -> UnitTasks:
    """The work of the unit that was asked for, else of the person's own units."""
    own = sorted(identity.rights_of(user, today=today).at(Permission.VIEW))
    key = query.get("don-vi", "")
    units = list(Unit.objects.filter(key=key).values_list("pk", flat=True)) if key else own
    labels = queries.labels_of([*units, *own], today)
    work = queries.current_work(queries.work_at(units, user, today=today), today=today)
    text, role, tab = query.get("q", "").strip()[:200], query.get("vai-tro", ""), _tab(query)
    role = role if role in AssignmentRole.values else ""
    found = queries.narrowed_work(work, WorkFilters(text=text, role=role), today=today)
    wanted = WorkFilters(standing=TABS[tab][0] if tab else "")
    shown = pressing_first(queries.narrowed_work(found, wanted, today=today))
    counts = queries.work_counts(found, today=today)
    page = page_of(
        shown.select_related("task__plan", "task__group", "parent"),
        number=number_from(query.get("trang")),
        noun="việc",
        total=counts.of(wanted.standing),
    )
    return UnitTasks(
        unit=labels.get(units[0]) if len(units) == 1 else None,
        choices=tuple(labels[pk] for pk in own if pk in labels),
        page=page,
        rows=_held(page.rows, user=user, today=today),
        text=text,
        role=role,
        tab=tab,
        counts=counts,
        plans=work.order_by().values("task__plan").distinct().count(),
    )


def _tab(query: QueryDict) -> str:
    tab = query.get("viec", "")
    return tab if tab in TABS else ""


def pressing_first(rows: QuerySet[Occurrence]) -> QuerySet[Occurrence]:
    """What is late, then what is due next, then what has no day; what is closed stands last."""
    is_closed = Case(When(state__in=CLOSED, then=1), default=0)
    return rows.order_by(
        is_closed, F("due_on").asc(nulls_last=True), "task__plan", "task__start", "pk"
    )


def _held(rows: Sequence[Occurrence], *, user: User, today: dt.date) -> tuple[Held, ...]:
    tasks = {row.task_id: row.task for row in rows}
    by_task = {one.task.pk: one for one in rows_of(tasks.values(), day=today)}
    givers = {row.pk: row.parent.unit_id for row in rows if row.parent is not None}
    takers: defaultdict[int | None, list[int]] = defaultdict(list)
    for parent, taker in queries.takers_among(rows):
        takers[parent].append(taker)
    units = {row.unit_id for row in rows} | {*givers.values()}
    labels = queries.labels_of(units.union(*takers.values()), today)
    names = {key: label.short or label.name for key, label in labels.items()}
    gives = queries.reach_of(user, Permission.HAND_DOWN, today=today)
    return tuple(
        Held(
            by_task[row.task_id],
            row,
            look_of(row.state, row.due_on, today),
            names.get(row.unit_id, ""),
            giver=names.get(givers.get(row.pk, 0), ""),
            takers=tuple(names[unit] for unit in takers[row.pk] if unit in names),
            may_give=row.unit_id in gives,
        )
        for row in rows
    )

"""The list of plans, and the tasks of a unit."""

import datetime as dt
from dataclasses import dataclass

from django.http import QueryDict

from nhanai.identity.models import User
from nhanai.plans import queries
from nhanai.plans.models import Plan, Task
from nhanai.plans.pages.rows import TaskRow, rows_of
from nhanai.plans.queries import Chosen, Filters
from nhanai.plans.vocab import AssignmentRole, PlanState
from nhanai.units.models import Unit
from nhanai.web.paging import Page, number_from, page_of


@dataclass(frozen=True, slots=True)
class PlansPage:
    """The plans that a person sees."""

    page: Page[Plan]
    text: str
    state: str
    states: list[tuple[str, str, int | None]]
    waiting: tuple[tuple[Plan, int], ...]
    handed_to_me: int


def plans_page(query: QueryDict, *, user: User, today: dt.date) -> PlansPage:
    """The list as it was asked for."""
    visible = queries.visible_to(user, today=today)
    text, state = query.get("q", "").strip()[:200], query.get("trang-thai", "")
    found = queries.searched_plans(visible, text=text)
    by_state = queries.state_counts(found)
    wanted = queries.searched_plans(found, state=state)
    counts = queries.counts_for(user, today=today)
    tabs = [(str(s), str(s.label), by_state[s]) for s in PlanState if by_state.get(s)]
    return PlansPage(
        page=page_of(
            queries.with_counts(wanted), number=number_from(query.get("trang")), noun="kế hoạch"
        ),
        text=text,
        state=state if state in PlanState.values else "",
        states=[("", "Tất cả", sum(by_state.values())), *tabs],
        waiting=counts.in_review,
        handed_to_me=counts.handed_to_me,
    )


@dataclass(frozen=True, slots=True)
class Held:
    """A task with what the unit does in it."""

    row: TaskRow
    role: str


@dataclass(frozen=True, slots=True)
class UnitTasks:
    """What has been handed to a unit."""

    unit: Chosen | None
    choices: tuple[Chosen, ...]
    page: Page[Task]
    rows: tuple[Held, ...]
    text: str
    role: str
    roles: list[tuple[str, str, int | None]]
    total: int
    plans: int


def unit_tasks(query: QueryDict, *, user: User, today: dt.date) -> UnitTasks:
    """The tasks of the unit that was asked for, else of the person's own units."""
    own = list(queries.my_units(user, today=today))
    key = query.get("don-vi", "")
    units = list(Unit.objects.filter(key=key)) if key else own
    labels = queries.labels_of([*(u.pk for u in units), *(u.pk for u in own)], today)
    handed = queries.handed_out(queries.of_units(queries.visible_tasks(user, today=today), units))
    text, role = query.get("q", "").strip()[:200], query.get("vai-tro", "")
    found = queries.narrowed(handed, Filters(text=text))
    by_role = queries.role_counts(found, units)
    role = role if role in AssignmentRole.values else ""
    page = page_of(
        queries.in_role(found, units, role), number=number_from(query.get("trang")), noun="nhiệm vụ"
    )
    tabs = [(str(r), str(r.label), by_role[r]) for r in AssignmentRole if by_role.get(r)]
    return UnitTasks(
        unit=labels.get(units[0].pk) if len(units) == 1 else None,
        choices=tuple(labels[u.pk] for u in own if u.pk in labels),
        page=page,
        rows=tuple(
            _held(row, {unit.pk for unit in units}) for row in rows_of(page.rows, day=today)
        ),
        text=text,
        role=role,
        roles=[("", "Tất cả", found.count()), *tabs],
        total=handed.count(),
        plans=handed.order_by().values("plan").distinct().count(),
    )


def _held(row: TaskRow, units: set[int]) -> Held:
    """The units' part in the task, the weightiest where they have several."""
    parts = [
        agency.role
        for agency in (*row.doing, *row.coordinating)
        if any(unit.pk in units for unit in agency.units)
    ]
    return Held(row, str(parts[0].label) if parts else "")

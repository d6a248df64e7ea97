"""The list of plans."""

import datetime as dt
from dataclasses import dataclass

from django.http import QueryDict

from nhanai.identity import queries as identity
from nhanai.identity.models import User
from nhanai.plans import queries
from nhanai.plans.models import Plan
from nhanai.plans.permissions import Permission
from nhanai.plans.vocab import PlanState
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
    may_draft: bool


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
            queries.with_counts(wanted),
            number=number_from(query.get("trang")),
            noun="kế hoạch",
            total=by_state.get(state, 0) if state in PlanState.values else sum(by_state.values()),
        ),
        text=text,
        state=state if state in PlanState.values else "",
        states=[("", "Tất cả", sum(by_state.values())), *tabs],
        waiting=counts.in_review,
        handed_to_me=counts.handed_to_me,
        may_draft=identity.holds(user, Permission.WRITE, today=today)
        or identity.holds(user, Permission.APPROVE, today=today),
    )

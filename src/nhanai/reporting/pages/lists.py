"""The list of reports, and the page on which one is begun."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.http import QueryDict

from nhanai.identity import queries as identity
from nhanai.identity.models import User
from nhanai.periods.vocab import PeriodKind
from nhanai.plans.models import Plan
from nhanai.plans.rules.moves import HANDED_OUT
from nhanai.reporting import queries
from nhanai.reporting.models import ResultReport
from nhanai.reporting.permissions import Permission
from nhanai.reporting.queries import Choice, ReportFilters
from nhanai.reporting.vocab import ReportKind, ReportState
from nhanai.units.models import Unit
from nhanai.units.queries import names_on
from nhanai.web.paging import Page, number_from, page_of

LOOKS: Final[Mapping[str, tuple[str, str]]] = {
    ReportState.DRAFT: ("hand", "draft"),
    ReportState.SUBMITTED: ("run", "half"),
    ReportState.RETURNED: ("hand", "back"),
    ReportState.APPROVED: ("ok", "tick"),
    ReportState.SENT: ("run", "half"),
    ReportState.RECEIVED: ("ok", "tick"),
    ReportState.ISSUED: ("ok", "lock"),
}
"""Tone and icon of each state."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A report as the list shows it."""

    report: ResultReport
    unit: str

    @property
    def look(self) -> tuple[str, str]:
        """Tone and icon of its state."""
        return LOOKS[self.report.state]


@dataclass(frozen=True, slots=True)
class ReportsPage:
    """The reports that a person sees."""

    page: Page[ResultReport]
    rows: tuple[Listed, ...]
    text: str
    state: str
    states: list[tuple[str, str, int | None]]
    plan: Plan | None
    reportable: tuple[Plan, ...]
    may_write: bool


def reports_page(
    query: QueryDict, *, user: User, today: dt.date, plan: Plan | None, plans: tuple[Plan, ...]
) -> ReportsPage:
    """The list as it was asked for; `plans` are those that may be reported on."""
    text, state = query.get("q", "").strip()[:200], query.get("trang-thai", "")
    visible = queries.visible_to(user, today=today)
    found = queries.narrowed(visible, ReportFilters(text=text, plan=plan.pk if plan else None))
    counts = queries.state_counts(found)
    wanted = queries.narrowed(found, ReportFilters(state=state))
    page = page_of(wanted, number=number_from(query.get("trang")), noun="báo cáo")
    names = names_on({row.unit_id for row in page.rows}, today)
    tabs = [(str(s), str(s.label), counts[s]) for s in ReportState if counts.get(s)]
    return ReportsPage(
        page=page,
        rows=tuple(Listed(row, names.get(row.unit_id, "")) for row in page.rows),
        text=text,
        state=state if state in ReportState.values else "",
        states=[("", "Tất cả", sum(counts.values())), *tabs],
        plan=plan,
        reportable=plans,
        may_write=identity.holds(user, Permission.WRITE, today=today),
    )


@dataclass(frozen=True, slots=True)
class StartPage:
    """What may be chosen for a new report."""

    plan: Plan
    units: tuple[tuple[int, str], ...]
    kinds: tuple[tuple[str, str], ...]
    periods: tuple[tuple[str, tuple[Choice, ...]], ...]
    existing: tuple[ResultReport, ...]
    may_start: bool


def start_page(plan: Plan, *, user: User, today: dt.date) -> StartPage:
    """Load the page."""
    units: list[Unit] = queries.writing_units(plan, user, today=today)
    names = names_on({unit.pk for unit in units}, today)
    offered = queries.choices(plan, today=today)
    kinds = {choice.kind for choice in offered}
    groups = tuple(
        (str(kind.label), tuple(one for one in offered if one.kind is kind))
        for kind in (*PeriodKind,)
        if kind in kinds
    )
    visible = queries.visible_to(user, today=today).filter(plan=plan)
    return StartPage(
        plan=plan,
        units=tuple((unit.pk, names.get(unit.pk, unit.key)) for unit in units),
        kinds=tuple((kind.value, str(kind.label)) for kind in ReportKind),
        periods=tuple(sorted(groups, key=lambda one: one[0] != PeriodKind.YEAR.label)),
        existing=tuple(visible[:10]),
        may_start=bool(units) and plan.state in HANDED_OUT,
    )

"""Giving work down, the tasks above that a task carries out, and coverage."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.http import QueryDict

from nhanai.base.text import fold
from nhanai.identity.models import User
from nhanai.plans import queries
from nhanai.plans.forms import HandDownForm
from nhanai.plans.models import Carrying, Occurrence, Plan, Task
from nhanai.plans.pages.rows import TaskRow, rows_of
from nhanai.plans.pages.work import PROGRESS_LOOKS
from nhanai.plans.queries import Chosen, TaskCoverage
from nhanai.plans.rules.coverage import ALL, NOBODY, REACHES, SOME
from nhanai.plans.rules.moves import CLOSED
from nhanai.web.paging import Page, number_from, page_of_values


@dataclass(frozen=True, slots=True)
class Child:
    """What a unit below was given, and how it goes there."""

    occurrence: Occurrence
    unit: Chosen
    further: int
    may_take_back: bool
    needs_reason: bool

    @property
    def look(self) -> tuple[str, str]:
        """Tone and icon of its state."""
        return PROGRESS_LOOKS[self.occurrence.state]


@dataclass(frozen=True, slots=True)
class GivingPage:
    """A unit's work in a period, what was given from it, and the form that gives more."""

    occurrence: Occurrence
    row: TaskRow
    unit: Chosen
    children: tuple[Child, ...]
    form: HandDownForm | None
    takers: tuple[Chosen, ...]
    as_before: tuple[str, ...]
    parent_unit: Chosen | None

    @property
    def done(self) -> int:
        """How many of those below have finished."""
        return sum(one.occurrence.state in CLOSED for one in self.children)


def giving_page(
    occurrence: Occurrence, *, user: User, today: dt.date, given: HandDownForm | None = None
) -> GivingPage:
    """Load the page in a steady number of queries."""
    may = queries.may_hand_down(occurrence, user, today=today)
    takers = list(queries.takers_of(occurrence, today=today)) if may else []
    before = queries.given_before(occurrence, today=today) if may else []
    children = list(queries.children_of([occurrence]))
    above = occurrence.parent.unit_id if occurrence.parent else None
    ids = {occurrence.unit_id, above or 0} | {unit.pk for unit in takers}
    ids |= {one.unit_id for one in [*children, *before]}
    labels = queries.labels_of(ids, today)
    called = sorted((labels[unit.pk] for unit in takers), key=lambda one: fold(one.name))
    return GivingPage(
        occurrence=occurrence,
        row=rows_of([occurrence.task], day=today)[0],
        unit=labels[occurrence.unit_id],
        children=_children(children, labels, may=may),
        form=(given or HandDownForm()) if takers else None,
        takers=tuple(called),
        as_before=tuple(labels[one.unit_id].name for one in before),
        parent_unit=labels.get(above) if above else None,
    )


def _children(
    children: list[Occurrence], labels: Mapping[int, Chosen], *, may: bool
) -> tuple[Child, ...]:
    touched = queries.touched_among(children)
    further = queries.further_from(children)
    return tuple(
        Child(
            one,
            labels[one.unit_id],
            further.get(one.pk, 0),
            may and one.state not in CLOSED,
            one.pk in touched,
        )
        for one in children
    )


@dataclass(frozen=True, slots=True)
class Candidate:
    """A task above that may be the one that this carries out."""

    row: TaskRow
    score: int


@dataclass(frozen=True, slots=True)
class UpperPage:
    """The tasks above a task: those it carries out, and those that sound like it."""

    row: TaskRow
    links: tuple[Carrying, ...]
    candidates: tuple[Candidate, ...]
    text: str

    @property
    def task(self) -> Task:
        """The task below."""
        return self.row.task


def upper_page(task: Task, query: QueryDict, *, user: User, today: dt.date) -> UpperPage:
    """Load the page; words that are looked for come before likeness."""
    among = queries.visible_tasks(user, today=today)
    text = query.get("q", "").strip()[:200]
    found = (
        [(one, 0) for one in queries.uppers_named(task, text, among=among, today=today)]
        if text
        else queries.candidates(task, among=among, today=today)
    )
    rows = rows_of((one for one, _ in found), day=today)
    return UpperPage(
        row=rows_of([task], day=today)[0],
        links=tuple(queries.uppers_of(task)),
        candidates=tuple(
            Candidate(row, score) for row, (_, score) in zip(rows, found, strict=True)
        ),
        text=text,
    )


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """A task with how many units it should reach, how many it did, and where nobody has it."""

    row: TaskRow
    holders: str
    one: TaskCoverage
    missing: tuple[str, ...]
    by_plan: int
    by_hand: int

    @property
    def expected(self) -> int:
        """How many units it should reach."""
        return len(self.one.covered.expected)

    @property
    def reached(self) -> int:
        """How many it did."""
        return len(self.one.covered.reached)

    @property
    def words(self) -> str:
        """The bar in words."""
        return f"{self.reached} trong {self.expected} đơn vị"

    @property
    def tone(self) -> str:
        """The tone of its bar."""
        return {NOBODY: "bad", SOME: "hand", ALL: "ok"}[self.one.covered.reach]


@dataclass(frozen=True, slots=True)
class CoveragePage:
    """Everything that the page shows."""

    plan: Plan
    page: Page[TaskCoverage]
    rows: tuple[CoverageRow, ...]
    tabs: list[tuple[str, str, int | None]]
    current: str
    counts: Mapping[str, int]
    total: int
    tasks: int

    @property
    def nobody(self) -> int:
        """Tasks that came to nobody."""
        return self.counts[NOBODY]

    @property
    def some(self) -> int:
        """Tasks that came to some only."""
        return self.counts[SOME]


def coverage_page(plan: Plan, query: QueryDict, *, today: dt.date) -> CoveragePage:
    """Load the page in a steady number of queries."""
    every = queries.coverage(plan, today=today)
    counts = {key: sum(one.covered.reach == key for one in every) for key, _ in REACHES}
    current = query.get("loc", "")
    current = current if current in counts else ""
    shown = [one for one in every if current in {"", one.covered.reach}]
    page = page_of_values(shown, number=number_from(query.get("trang")), noun="nhiệm vụ")
    return CoveragePage(
        plan=plan,
        page=page,
        rows=_coverage_rows(page, today=today),
        tabs=[("", "Tất cả", len(every)), *((key, words, counts[key]) for key, words in REACHES)],
        current=current,
        counts=counts,
        total=len(every),
        tasks=queries.handed_out(queries.standing(plan)).count(),
    )


def _coverage_rows(page: Iterable[TaskCoverage], *, today: dt.date) -> tuple[CoverageRow, ...]:
    page = list(page)
    rows = rows_of((one.task for one in page), day=today)
    ids = {unit for one in page for unit in one.covered.missing}
    labels = queries.labels_of(ids, today)
    return tuple(
        CoverageRow(
            row=row,
            holders=", ".join(agency.short for agency in row.doing),
            one=one,
            missing=tuple(sorted((labels[unit].name for unit in one.covered.missing), key=fold)),
            by_plan=len(one.covered.by_plan),
            by_hand=len(one.covered.by_hand - one.covered.by_plan),
        )
        for row, one in zip(rows, page, strict=True)
    )

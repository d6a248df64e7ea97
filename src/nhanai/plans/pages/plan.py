"""The page of a plan: the sentence, the matrix of agencies and content groups, the tasks."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import QueryDict

from nhanai.identity.models import User
from nhanai.plans import queries
from nhanai.plans.models import ContentGroup, Plan, Task
from nhanai.plans.pages.rows import TaskRow, rows_of
from nhanai.plans.permissions import Permission
from nhanai.plans.queries import Agency, Filters
from nhanai.plans.rules.confirming import DOING
from nhanai.plans.rules.moves import UNDER_REVIEW
from nhanai.plans.rules.naming import shortened
from nhanai.plans.vocab import AssignmentRole, PlanState, TaskState
from nhanai.web.paging import Page, number_from, page_of

NO_GROUP = "none"


@dataclass(frozen=True, slots=True)
class Cell:
    """How many tasks of one group an agency has: to do, and to help with."""

    doing: int
    coordinating: int
    group: str


@dataclass(frozen=True, slots=True)
class Line:
    """An agency with its cells; `key` is a unit's, or none where many units are meant."""

    name: str
    note: str
    key: str
    words: str
    cells: tuple[Cell | None, ...]
    total: int
    is_doing: bool


@dataclass(frozen=True, slots=True)
class Share:
    """One task that an agency has."""

    agency: Agency
    group: int | None

    @property
    def is_doing(self) -> bool:
        """Whether it answers for the task, not only helps."""
        return self.agency.role in DOING


@dataclass(frozen=True, slots=True)
class Column:
    """A content group at the head of the matrix."""

    key: str
    title: str
    total: int


@dataclass(frozen=True, slots=True)
class Matrix:
    """Agencies down, content across; a column that nobody has anything in is left out."""

    columns: tuple[Column, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class PlanPage:
    """Everything that the page shows."""

    plan: Plan
    page: Page[Task]
    rows: tuple[TaskRow, ...]
    matrix: Matrix
    filters: Filters
    unit_key: str
    counts: Mapping[str, int]
    groups: tuple[ContentGroup, ...]
    may_review: bool
    may_confirm: bool
    sees_all: bool
    dated: str

    @property
    def may_reopen(self) -> bool:
        """Whether the plan can be opened again by this person."""
        return self.may_confirm and self.plan.state == PlanState.CONFIRMED

    @property
    def is_narrowed(self) -> bool:
        """Whether the list shows only some of the tasks."""
        return self.filters != Filters()

    @property
    def agencies(self) -> int:
        """How many agencies have something to do."""
        return sum(line.is_doing for line in self.matrix.lines)

    @property
    def states(self) -> list[tuple[str, str, int | None]]:
        """The states of review as tabs, with counts."""
        shown = [TaskState.PROPOSED, TaskState.CHECKED, TaskState.GENERAL]
        tabs = [(str(s), str(s.label), self.counts[s]) for s in shown if self.counts[s]]
        return [("", "Tất cả", sum(count for _, _, count in tabs)), *tabs]

    @property
    def in_review(self) -> bool:
        """Whether the plan is being corrected now."""
        return self.plan.state in UNDER_REVIEW


def plan_page(plan: Plan, query: QueryDict, *, user: User, today: dt.date) -> PlanPage:
    """Load the page; the number of queries does not grow with tasks or agencies."""
    visible = queries.visible_tasks(user, today=today).filter(plan=plan)
    shown = visible.filter(
        state__in=[TaskState.PROPOSED, TaskState.CHECKED, TaskState.GENERAL]
    ).order_by("start", "end", "pk")
    every = list(shown.values_list("pk", "group_id", "state"))
    agencies = queries.agencies_of((pk for pk, _, _ in every), day=today)
    filters, unit_key = _filters(query, agencies)
    groups = tuple(ContentGroup.objects.filter(plan=plan).order_by("order"))
    page = _page(shown, filters, query)
    counts = Counter(state for _, _, state in every)
    within = queries.reach_of(user, Permission.VIEW, today=today)
    return PlanPage(
        plan=plan,
        page=page,
        rows=tuple(rows_of(page.rows, day=today)),
        matrix=matrix(groups, [(pk, group) for pk, group, _ in every], agencies),
        filters=filters,
        unit_key=unit_key,
        counts=counts,
        groups=groups,
        may_review=queries.may_review(plan, user, today=today),
        may_confirm=queries.may_confirm(plan, user, today=today),
        sees_all=within.filter(pk=plan.owner_id).exists(),
        dated=plan.document.dated,
    )


def _page(shown: QuerySet[Task], filters: Filters, query: QueryDict) -> Page[Task]:
    number = number_from(query.get("trang"))
    return page_of(queries.narrowed(shown, filters), number=number, noun="nhiệm vụ")


def _filters(query: QueryDict, agencies: Mapping[int, Sequence[Agency]]) -> tuple[Filters, str]:
    """What the address asks for; a unit by its key, many units by the document's words."""
    key = query.get("don-vi", "")
    units = {unit.key: unit.pk for some in agencies.values() for a in some for unit in a.units}
    role, state = query.get("vai-tro", ""), query.get("trang-thai", "")
    group = query.get("nhom", "")
    wanted = Filters(
        text=query.get("q", "").strip()[:200],
        unit=units.get(key, 0) if key else None,
        words=query.get("co-quan", "")[:300],
        group=group if group == NO_GROUP or (group.isascii() and group.isdecimal()) else "",
        role=role if role in AssignmentRole.values else "",
        state=state if state in TaskState.values else "",
    )
    return wanted, key


def matrix(
    groups: Sequence[ContentGroup],
    tasks: Sequence[tuple[int, int | None]],
    agencies: Mapping[int, Sequence[Agency]],
) -> Matrix:
    """Count the tasks of each agency in each group; who only coordinates stands last.

    Two names behind which the same units stand are one agency; words that mean nobody in
    particular ("các ngành liên quan") are none.
    """
    held: defaultdict[tuple[object, ...], list[Share]] = defaultdict(list)
    for pk, group in tasks:
        for identity, named in _by_identity(agencies.get(pk, ())).items():
            held[identity].append(Share(named, group))
    used = {share.group for shares in held.values() for share in shares}
    columns = [group for group in groups if group.pk in used]
    keys: list[int | None] = [group.pk for group in columns]
    keys += [None] if None in used else []
    ordered = sorted(held.values(), key=lambda shares: not any(s.is_doing for s in shares))
    totals = Counter(group for _, group in tasks)
    return Matrix(
        columns=tuple(_columns(columns, totals, with_rest=None in used)),
        lines=tuple(_line(shares, keys) for shares in ordered),
    )


def _by_identity(agencies: Sequence[Agency]) -> Mapping[tuple[object, ...], Agency]:
    """The agencies of one task, each once: by its units, or by its words where it has none."""
    found: dict[tuple[object, ...], Agency] = {}
    for agency in sorted(agencies, key=lambda one: one.role not in DOING):
        if agency.units or agency.role in DOING:
            units = tuple(sorted(unit.pk for unit in agency.units))
            found.setdefault(units or (agency.words,), agency)
    return found


def _columns(
    groups: Iterable[ContentGroup], totals: Mapping[int | None, int], *, with_rest: bool
) -> Iterable[Column]:
    for group in groups:
        yield Column(str(group.pk), shortened(group.title, 46), totals.get(group.pk, 0))
    if with_rest:
        yield Column(NO_GROUP, "Chưa xếp nhóm", totals.get(None, 0))


def _line(shares: Sequence[Share], keys: Sequence[int | None]) -> Line:
    first = shares[0].agency
    counts = Counter((share.group, share.is_doing) for share in shares)
    return Line(
        name=first.name,
        note=_note(first),
        key=first.units[0].key if len(first.units) == 1 else "",
        words=first.words,
        cells=tuple(_cell(counts, key) for key in keys),
        total=len(shares),
        is_doing=any(share.is_doing for share in shares),
    )


def _cell(counts: Mapping[tuple[int | None, bool], int], group: int | None) -> Cell | None:
    doing, coordinating = counts.get((group, True), 0), counts.get((group, False), 0)
    if not doing + coordinating:
        return None
    return Cell(doing, coordinating, NO_GROUP if group is None else str(group))


def _note(agency: Agency) -> str:
    """What must be known of an agency beside its name."""
    if agency.is_requested:
        return "đề nghị"
    if not agency.units:
        return "chưa rõ đơn vị"
    if agency.is_crowd:
        return f"{len(agency.units)} đơn vị"
    return f"văn bản ghi: {agency.words}" if agency.former else ""

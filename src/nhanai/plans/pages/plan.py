"""The page of a plan: the sentence, the matrix of agencies and content groups, the tasks."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import QuerySet
from django.http import QueryDict

from nhanai.identity.models import User
from nhanai.plans import queries
from nhanai.plans.models import ContentGroup, Plan, Task
from nhanai.plans.pages.known import Known, known
from nhanai.plans.pages.rows import TaskRow, rows_of
from nhanai.plans.pages.work import Look, look_of
from nhanai.plans.permissions import Permission
from nhanai.plans.queries import Agency, Filters, Standings, TaskProgress
from nhanai.plans.rules.confirming import DOING
from nhanai.plans.rules.moves import HANDED_OUT, UNDER_REVIEW
from nhanai.plans.rules.naming import shortened
from nhanai.plans.rules.timing import Standing
from nhanai.plans.vocab import AssignmentRole, PlanState, ProgressState, TaskState
from nhanai.web.paging import Page, number_from, page_of

NO_GROUP = "none"


@dataclass(frozen=True, slots=True)
class Cell:
    """How many tasks of one group an agency has: to do, and to help with."""

    doing: int
    coordinating: int
    group: str
    done: int = 0
    helped: int = 0
    late: int = 0
    begun: int = 0

    @property
    def mark(self) -> tuple[str, str, str]:
        """Tone, icon and word of how the tasks of this cell stand."""
        if self.late:
            return "bad", "late", "có việc quá hạn"
        if self.done + self.helped == self.doing + self.coordinating:
            return "ok", "tick", "xong cả"
        return ("run", "half", "đang làm") if self.begun else ("", "draft", "chưa bắt đầu")


@dataclass(frozen=True, slots=True)
class Line:
    """An agency with its cells; `key` is a unit's, or none where many units are meant."""

    name: str
    note: str
    key: str
    words: str
    cells: tuple[Cell | None, ...]
    total: int
    done: int
    is_doing: bool


@dataclass(frozen=True, slots=True)
class Share:
    """One task that an agency has."""

    agency: Agency
    group: int | None
    is_done: bool = False
    is_late: bool = False
    is_begun: bool = False

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
    looks: Mapping[int, Look]
    counts_of_work: Mapping[str, int]
    is_followed: bool
    way: str
    matrix: Matrix
    filters: Filters
    unit_key: str
    counts: Mapping[str, int]
    groups: tuple[ContentGroup, ...]
    may_review: bool
    may_confirm: bool
    sees_all: bool
    known: Known
    dated: str

    @property
    def may_reopen(self) -> bool:
        """Whether the plan can be opened again by this person."""
        return self.may_confirm and self.plan.state == PlanState.CONFIRMED

    @property
    def is_narrowed(self) -> bool:
        """Whether the list shows only some of the tasks."""
        return self.filters != Filters() or bool(self.way)

    @property
    def listed(self) -> list[tuple[TaskRow, Look | None]]:
        """The tasks of the page, each with how its work goes."""
        return [(row, self.looks.get(row.task.pk)) for row in self.rows]

    @property
    def ways(self) -> list[tuple[str, str, int | None]]:
        """How the work stands, as tabs with counts."""
        named = [(key, words, self.counts_of_work[key]) for key, (words, _) in WAYS.items()]
        return [("", "Tất cả", sum(self.counts.values())), *named]

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


WAYS: Final[Mapping[str, tuple[str, Callable[[TaskProgress], bool]]]] = {
    "tre": ("Quá hạn", lambda one: one.standing == Standing.LATE),
    "sap": ("Sắp đến hạn", lambda one: one.standing == Standing.DUE_SOON),
    "dang": (
        "Đang làm",
        lambda one: one.state in {ProgressState.IN_PROGRESS, ProgressState.WAITING},
    ),
    "chua": ("Chưa bắt đầu", lambda one: one.state == ProgressState.NOT_STARTED),
    "xong": ("Đã kết thúc", lambda one: one.standing == Standing.CLOSED),
}
"""What the tabs of work show, by their word in the address; a late task may also be under way."""


def _looks(progress: Mapping[int, TaskProgress], today: dt.date) -> dict[int, Look]:
    return {task: look_of(one.state, one.due_on, today) for task, one in progress.items()}


def _counts_of_work(progress: Mapping[int, TaskProgress]) -> dict[str, int]:
    return {key: sum(holds(one) for one in progress.values()) for key, (_, holds) in WAYS.items()}


def plan_page(plan: Plan, query: QueryDict, *, user: User, today: dt.date) -> PlanPage:
    """Load the page; the number of queries does not grow with tasks or agencies."""
    visible = queries.visible_tasks(user, today=today).filter(plan=plan)
    shown = visible.filter(
        state__in=[TaskState.PROPOSED, TaskState.CHECKED, TaskState.GENERAL]
    ).order_by("start", "end", "pk")
    every = list(shown.values_list("pk", "group_id", "state"))
    keys = [pk for pk, _, _ in every]
    agencies = queries.agencies_of(keys, day=today)
    stands = queries.stands_of(keys, today=today)
    progress = queries.progress_from(stands, today=today)
    filters, unit_key = _filters(query, agencies)
    groups = tuple(ContentGroup.objects.filter(plan=plan).order_by("order"))
    way = _way(query)
    page = _page(_going(shown, way, progress), filters, query)
    counts = Counter(state for _, _, state in every)
    within = queries.reach_of(user, Permission.VIEW, today=today)
    return PlanPage(
        plan=plan,
        page=page,
        rows=tuple(rows_of(page.rows, day=today, agencies=agencies)),
        looks=_looks(progress, today),
        counts_of_work=_counts_of_work(progress),
        is_followed=plan.state in HANDED_OUT,
        matrix=matrix(
            groups,
            [(pk, group) for pk, group, _ in every],
            agencies,
            queries.standings_from(stands, today=today),
        ),
        way=way,
        filters=filters,
        unit_key=unit_key,
        counts=counts,
        groups=groups,
        may_review=queries.may_review(plan, user, today=today),
        may_confirm=queries.may_confirm(plan, user, today=today),
        sees_all=plan.owner_id in within,
        known=known(plan, user=user, today=today),
        dated=plan.document.dated,
    )


def _way(query: QueryDict) -> str:
    way = query.get("tien-do", "")
    return way if way in WAYS else ""


def _going(shown: QuerySet[Task], way: str, progress: Mapping[int, TaskProgress]) -> QuerySet[Task]:
    """Those of the tasks whose work stands in that way."""
    if not way:
        return shown
    holds = WAYS[way][1]
    return shown.filter(pk__in=[task for task, one in progress.items() if holds(one)])


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
    work: Mapping[int, Mapping[int, Standings]],
) -> Matrix:
    """Count the tasks of each agency in each group; who only coordinates stands last.

    Two names behind which the same units stand are one agency; words that mean nobody in
    particular ("các ngành liên quan") are none.
    """
    held: defaultdict[tuple[object, ...], list[Share]] = defaultdict(list)
    for pk, group in tasks:
        for identity, named in _by_identity(agencies.get(pk, ())).items():
            held[identity].append(_share(named, group, work.get(pk, {})))
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


def _share(named: Agency, group: int | None, work: Mapping[int, Standings]) -> Share:
    """The task as the agency has it: done when every unit of it has closed its work."""
    held = [work[unit.pk] for unit in named.units if unit.pk in work]
    return Share(
        named,
        group,
        is_done=bool(held) and all(one.closed == one.rows for one in held),
        is_late=any(one.late for one in held),
        is_begun=any(one.begun for one in held),
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
    return Line(
        name=first.name,
        note=_note(first),
        key=first.units[0].key if len(first.units) == 1 else "",
        words=first.words,
        cells=tuple(_cell(shares, key) for key in keys),
        total=len(shares),
        done=sum(share.is_done for share in shares),
        is_doing=any(share.is_doing for share in shares),
    )


def _cell(shares: Sequence[Share], group: int | None) -> Cell | None:
    held = [share for share in shares if share.group == group]
    if not held:
        return None
    doing = [share for share in held if share.is_doing]
    helping = [share for share in held if not share.is_doing]
    return Cell(
        len(doing),
        len(helping),
        NO_GROUP if group is None else str(group),
        done=sum(share.is_done for share in doing),
        helped=sum(share.is_done for share in helping),
        late=sum(share.is_late for share in held),
        begun=sum(share.is_begun for share in held),
    )


def _note(agency: Agency) -> str:
    """What must be known of an agency beside its name."""
    if agency.is_requested:
        return "đề nghị"
    if not agency.units:
        return "chưa rõ đơn vị"
    if agency.is_crowd:
        return f"{len(agency.units)} đơn vị"
    return f"văn bản ghi: {agency.words}" if agency.former else ""

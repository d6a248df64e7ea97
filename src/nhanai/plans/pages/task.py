"""The page of one task, and the document's text with the task's place in it."""

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.utils.timezone import localdate

from nhanai.identity.models import User
from nhanai.journal.queries import key_of, of_subjects
from nhanai.plans import queries
from nhanai.plans.models import Addition, Occurrence, Task, Wording
from nhanai.plans.pages.around import Around, around, load_beside
from nhanai.plans.pages.excerpt import Excerpt, excerpt_of
from nhanai.plans.pages.rows import TaskRow, rows_of, shown_value
from nhanai.plans.pages.work import ROLES, Part, parts_of
from nhanai.plans.queries import Total
from nhanai.plans.rules.moves import CLOSED, UNDER_REVIEW
from nhanai.plans.rules.naming import paragraph_of
from nhanai.plans.vocab import AddedField, TaskState

if TYPE_CHECKING:
    from nhanai.plans.queries.giving import TaskBeside

PAST_SHOWN = 30
WORK_SHOWN = 60
"""Rows of work on the page; earlier periods that are closed are counted, not listed."""


@dataclass(frozen=True, slots=True)
class Added:
    """Something we added that holds now, and who added it."""

    label: str
    value: str
    by: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Happened:
    """A line of the journal in words."""

    at: dt.datetime
    by: str
    what: str


@dataclass(frozen=True, slots=True)
class TaskPage:
    """Everything that the page shows."""

    row: TaskRow
    added: tuple[Added, ...]
    past: tuple[Happened, ...]
    parts: tuple[Task, ...]
    wordings: tuple[Wording, ...]
    may_review: bool
    sees_document: bool
    parts_of_work: tuple[Part, ...]
    earlier: int
    total: Total | None
    may_target: bool
    around: Around

    @property
    def task(self) -> Task:
        """The task itself."""
        return self.row.task

    @property
    def address(self) -> str:
        """The paragraph in which the task begins."""
        return paragraph_of(self.task.address)


WORDS = {
    "plans.task_checked": "xác nhận nhiệm vụ",
    "plans.task_dropped": "ghi là không phải nhiệm vụ",
    "plans.task_undone": "bỏ quyết định trước, xem lại",
    "plans.task_split": "tách nhiệm vụ",
    "plans.tasks_joined": "gộp hai đoạn thành nhiệm vụ này",
    "plans.tasks_parted": "tách lại như cũ",
    "plans.task_rejoined": "gộp lại như cũ",
    "plans.assigned": "thêm cơ quan",
    "plans.agency_corrected": "sửa đơn vị",
    "plans.agency_removed": "bỏ cơ quan",
    "plans.role_set": "đổi vai trò",
    "plans.added": "bổ sung",
    "plans.task_added": "thêm nhiệm vụ từ lời văn bản",
    "plans.tasks_checked": "xác nhận cùng các nhiệm vụ đã rõ cơ quan",
    "plans.tasks_general": "ghi là nội dung chung",
    "plans.assigned_many": "giao cùng lúc nhiều nhiệm vụ",
    "plans.handed_down": "giao xuống đơn vị dưới",
    "plans.handing_taken_back": "thu lại việc đã giao xuống",
    "plans.upper_linked": "nối với nhiệm vụ cấp trên",
    "plans.upper_unlinked": "bỏ nối với nhiệm vụ cấp trên",
    "plans.review_started": "bắt đầu rà soát",
    "plans.confirmed": "xác nhận kế hoạch",
    "plans.reopened": "mở lại kế hoạch để sửa",
    "plans.updated": "cập nhật tình hình thực hiện",
    "plans.work_reopened": "mở lại việc đã kết thúc",
    "plans.evidence_withdrawn": "rút lại minh chứng",
    "plans.target_set": "giao chỉ tiêu",
    "plans.target_ended": "thôi dùng chỉ tiêu",
}
WHOLE = frozenset({"plans.review_started", "plans.confirmed", "plans.reopened"})
"""What happened to the plan as a whole, and so to each of its tasks."""


def task_page(task: "TaskBeside", *, user: User, at: dt.datetime) -> TaskPage:
    """Load the page."""
    today = localdate(at)
    rows = list(queries.occurrences_of(task))
    beside = load_beside(task, user=user, today=today)
    units = {one.unit_id for one in rows} | beside.units
    agencies = queries.agencies_of([task.pk], day=today, also=units)
    row = rows_of([task], day=today, agencies=agencies)[0]
    parts = Task.objects.filter(split_from=task.split_from_id).exclude(pk=task.pk)
    current = [one for one in rows if is_current(one, today)]
    current.sort(key=lambda one: ROLES.index(one.role))
    may_review = queries.may_follow(task.plan, user, today=today)
    return TaskPage(
        row=row,
        added=tuple(_added(one) for one in row.added.values() if one.value),
        past=_past(task),
        parts=tuple(parts.order_by("start", "pk")) if task.split_from_id else (),
        wordings=tuple(_wordings(task)) if task.quoted_from_id else (),
        may_review=may_review and task.plan.state in UNDER_REVIEW,
        sees_document=queries.sees_document(task.plan, user, today=today),
        parts_of_work=parts_of(current[:WORK_SHOWN], whole=False, today=today),
        earlier=len(rows) - len(current[:WORK_SHOWN]),
        total=queries.totals_of([task.pk]).get(task.pk) if task.has_target else None,
        may_target=may_review and task.state == TaskState.CHECKED,
        around=around(row, rows, beside, user=user, today=today),
    )


def is_current(row: Occurrence, today: dt.date) -> bool:
    """Whether the work is of the period of today, or of an earlier one and not closed."""
    runs = row.end is None or row.end > today
    return row.passed_on_at is None and (runs or row.state not in CLOSED)


def _wordings(task: Task) -> QuerySet[Wording]:
    """How the task was worded before, the newest first."""
    found = Wording.objects.filter(task=task).select_related("document")
    return found.defer(*(f"document__{name}" for name in HEAVY)).order_by("-until", "-pk")


HEAVY = ("text", "reading", "search_folded")


def _past(task: Task) -> tuple[Happened, ...]:
    """What happened to the task, alone, with others or with its plan; the newest first."""
    own, plan = key_of(task), key_of(task.plan)
    most = {own: PAST_SHOWN, plan: PAST_SHOWN * 4}
    lines = [
        line
        for line in of_subjects(most, shared=plan, verbs=WORDS)
        if line.subject_key == own
        or line.verb in WHOLE
        or task.address in line.new.get("tasks", ())
    ]
    return tuple(
        Happened(line.at, line.by, _said(line.verb, line.note)) for line in lines[:PAST_SHOWN]
    )


def _added(one: Addition) -> Added:
    return Added(str(AddedField(one.field).label), shown_value(one), str(one.by), one.at)


def _said(verb: str, note: str) -> str:
    words = WORDS.get(verb, "thay đổi")
    return f"{words}: {note}" if note else words


@dataclass(frozen=True, slots=True)
class SourcePage:
    """The document's text around a task."""

    task: Task
    excerpt: Excerpt
    sees_document: bool


def source_page(task: Task, *, at: int | None, user: User, today: dt.date) -> SourcePage:
    """The words of the task in their place; only its own place is marked."""
    return SourcePage(
        task=task,
        excerpt=excerpt_of(task.document, [task], now=task, at=at),
        sees_document=queries.sees_document(task.plan, user, today=today),
    )

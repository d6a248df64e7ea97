"""The first page after signing in: what waits for this person, in one sentence and a few rows."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import Final

from django.db.models import QuerySet

from nhanai.base.days import written
from nhanai.documents import queries as documents
from nhanai.documents.models import Document
from nhanai.documents.permissions import Permission as DocumentPermission
from nhanai.documents.vocab import ReadingState
from nhanai.identity import queries as identity
from nhanai.identity.models import User
from nhanai.plans import queries as plans
from nhanai.plans.models import Addition, Plan, Task
from nhanai.plans.permissions import Permission as PlanPermission
from nhanai.plans.vocab import AddedField, Recurrence
from nhanai.web.paging import Page, page_of

SHOWN: Final = 5
"""Rows of each kind; a link leads to all of them."""

WEEKDAYS: Final = ("Hai", "Ba", "Tư", "Năm", "Sáu", "Bảy")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of the opening sentence, which opens what it counts."""

    words: str
    href: str


@dataclass(frozen=True, slots=True)
class InReview:
    """A plan whose tasks a person is confirming, and how many nobody has confirmed yet."""

    plan: Plan
    waiting: int

    @property
    def words(self) -> str:
        """What is left to do."""
        return f"{self.waiting} nhiệm vụ chưa xác nhận"


@dataclass(frozen=True, slots=True)
class Due:
    """Until when or how often, in words; the day where there is one."""

    words: str
    day: dt.date | None = None


@dataclass(frozen=True, slots=True)
class MyTask:
    """A task that one of her units holds, in which role and until when."""

    task: Task
    roles: Sequence[str]
    due: Due
    is_late: bool


@dataclass(frozen=True, slots=True)
class Home:
    """Everything the page shows; None for what is none of her business."""

    day: str
    figures: Sequence[Figure]
    in_review: Sequence[InReview] | None
    unassigned: int
    unreviewed: Page[Document] | None
    unread: Page[Document] | None
    followed: Page[Plan] | None
    my_tasks: Sequence[MyTask] | None
    my_task_count: int


def load(user: User, *, today: dt.date) -> Home:
    """What waits for `user`; the number of queries does not depend on how much that is."""
    reviews = identity.holds(user, PlanPermission.REVIEW, today=today)
    registers = identity.holds(user, DocumentPermission.REGISTER, today=today)
    watches = identity.holds_at_the_top(user, PlanPermission.VIEW, today=today)
    counts = plans.counts_for(user, today=today)
    holds_tasks = counts.handed_to_me > 0 or not (reviews or watches)
    under_review = [plan for plan, _ in counts.in_review]
    seen = plans.visible_to(user, today=today)
    home = Home(
        day=in_words(today),
        figures=(),
        in_review=[InReview(*one) for one in counts.in_review] if reviews else None,
        unassigned=plans.unassigned_in(under_review).count(),
        unreviewed=few(unreviewed(user, today=today)) if reviews else None,
        unread=few(unread(user, today=today)) if registers else None,
        followed=page_of(seen, noun="kế hoạch", size=SHOWN) if watches and not reviews else None,
        my_tasks=my_tasks(user, today=today) if holds_tasks else None,
        my_task_count=counts.handed_to_me,
    )
    return replace(home, figures=tuple(figures_of(home)))


def in_words(day: dt.date) -> str:
    """`Thứ Ba, 24 tháng 11`."""
    weekday = day.weekday()
    name = f"Thứ {WEEKDAYS[weekday]}" if weekday < len(WEEKDAYS) else "Chủ nhật"
    return f"{name}, {day.day} tháng {day.month}"


def few(found: QuerySet[Document]) -> Page[Document]:
    """The first of them, and how many there are."""
    return page_of(found, noun="văn bản", size=SHOWN)


def unread(user: User, *, today: dt.date) -> QuerySet[Document]:
    """Documents that are not read yet, or that could not be."""
    waiting = documents.visible_to(user, today=today).exclude(reading_state=ReadingState.READ)
    return documents.in_list(waiting)


def unreviewed(user: User, *, today: dt.date) -> QuerySet[Document]:
    """Documents that were read and of which no plan was begun."""
    begun = plans.visible_to(user, today=today).order_by().values("document")
    read = documents.visible_to(user, today=today).filter(reading_state=ReadingState.READ)
    return documents.in_list(read.exclude(pk__in=begun))


def figures_of(home: Home) -> Iterator[Figure]:
    """What waits, as the opening sentence says it; nothing is said of what does not wait."""
    tasks = sum(one.waiting for one in home.in_review or ())
    if tasks:
        yield Figure(f"{tasks} nhiệm vụ chưa xác nhận", "#ra-soat")
    if home.unassigned:
        yield Figure(f"{home.unassigned} nhiệm vụ chưa có cơ quan", "#ra-soat")
    if home.unreviewed and home.unreviewed.total:
        yield Figure(f"{home.unreviewed.total} văn bản chưa rà soát", "#da-doc")
    if home.unread and home.unread.total:
        yield Figure(f"{home.unread.total} văn bản chưa đọc xong", "#chua-doc")
    if home.my_task_count:
        yield Figure(f"{home.my_task_count} nhiệm vụ giao cho đơn vị", "#cua-toi")


def my_tasks(user: User, *, today: dt.date) -> list[MyTask]:
    """The first tasks that her own units hold; five queries, however many there are."""
    units = plans.my_units(user, today=today)
    mine = set(units.values_list("pk", flat=True))
    held = plans.of_units(plans.handed_out(plans.visible_tasks(user, today=today)), units)
    tasks = list(held[:SHOWN])
    agencies = plans.agencies_of((task.pk for task in tasks), day=today)
    additions = plans.current_additions(task.pk for task in tasks)
    rows = []
    for task in tasks:
        due = due_of(task, additions.get(task.pk, {}))
        roles = roles_of(agencies.get(task.pk, ()), mine)
        rows.append(MyTask(task, roles, due, is_late=due.day is not None and due.day < today))
    return rows


def roles_of(agencies: Sequence[plans.Agency], units: Set[int]) -> list[str]:
    """In which roles these units hold a task, each said once."""
    held = (one.role.label for one in agencies if units & {unit.pk for unit in one.units})
    return list(dict.fromkeys(held))


def due_of(task: Task, added: Mapping[AddedField, Addition]) -> Due:
    """Until when: the day a person set, else what the document says, else how often."""
    ours = added.get(AddedField.DUE)
    day = dt.date.fromisoformat(ours.value) if ours and ours.value else task.said_due_on
    if day:
        return Due(f"Hạn {written(day)}", day)
    often = added.get(AddedField.RECURRENCE)
    if often and often.value:
        return Due(str(Recurrence(often.value).label))
    return Due(task.said_due or task.get_said_recurrence_display())

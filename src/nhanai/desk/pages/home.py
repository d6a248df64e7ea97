"""The first page after signing in: what waits for this person, in one sentence and a few rows."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeVar

from django.db.models import Model, QuerySet

from nhanai.desk.pages import work as pages_of_work
from nhanai.desk.pages.work import Followed, Work
from nhanai.documents import queries as documents
from nhanai.documents.models import Document
from nhanai.documents.permissions import Permission as DocumentPermission
from nhanai.documents.vocab import ReadingState
from nhanai.identity import queries as identity
from nhanai.identity.models import User
from nhanai.plans import queries as plans
from nhanai.plans.models import Concern, Plan, Reader, Update
from nhanai.plans.permissions import Permission as PlanPermission
from nhanai.reminders import queries as reminders
from nhanai.units.vocab import UnitKind
from nhanai.web.paging import Page

SHOWN: Final = 5
"""Rows of each kind; a link leads to all of them."""

Record = TypeVar("Record", bound=Model)

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
class Mine:
    """Her part in the house today, by what she holds."""

    units: frozenset[int]
    reviews: bool
    registers: bool
    watches: bool


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
    work: Work | None
    others: Followed | None
    concerns: Page[Concern]
    to_read: Page[Reader]
    said: Page[Update]
    since: dt.datetime | None


def load(user: User, *, today: dt.date, since: dt.datetime | None = None) -> Home:
    """What waits for `user`, and what was said since; 14 queries at most, however much that is."""
    mine = part_of(user, today=today)
    reviews = mine.reviews
    in_review = plans.counts_for(user, today=today).in_review if reviews else ()
    under_review = [plan for plan, _ in in_review]
    work, others = pages_of_work.load(user, units=mine.units, leads=_leads(mine), today=today)
    seen = plans.visible_to(user, today=today)
    home = Home(
        day=in_words(today),
        figures=(),
        in_review=[InReview(*one) for one in in_review] if reviews else None,
        unassigned=plans.unassigned_in(under_review).count() if under_review else 0,
        unreviewed=few(unreviewed(user, today=today), "văn bản") if reviews else None,
        unread=few(unread(user, today=today), "văn bản") if mine.registers else None,
        followed=few(seen, "kế hoạch") if mine.watches and not reviews else None,
        work=work if work.total or not _leads(mine) else None,
        others=others,
        concerns=few(plans.open_for(user, today=today).select_related("task"), "kiến nghị"),
        to_read=few(reminders.to_acknowledge(user), "kế hoạch"),
        said=few(said_since(user, since, mine, today=today), "cập nhật"),
        since=since,
    )
    return replace(home, figures=tuple(figures_of(home)))


def part_of(user: User, *, today: dt.date) -> Mine:
    """What she is here for; one query."""
    table = identity.roles()
    held = list(identity.appointments_of(user, today=today).select_related("unit"))
    held = held if user.is_active else []
    may = [(one.unit, table.get(one.role, frozenset())) for one in held]
    return Mine(
        units=frozenset(unit.pk for unit, some in may if PlanPermission.VIEW in some),
        reviews=any(PlanPermission.REVIEW in some for _, some in may),
        registers=any(DocumentPermission.REGISTER in some for _, some in may),
        watches=any(
            PlanPermission.VIEW in some and unit.kind == UnitKind.PROVINCE for unit, some in may
        ),
    )


def _leads(mine: Mine) -> bool:
    """Whether she follows what others do."""
    return mine.reviews or mine.watches


def in_words(day: dt.date) -> str:
    """`Thứ Ba, 24 tháng 11`."""
    weekday = day.weekday()
    name = f"Thứ {WEEKDAYS[weekday]}" if weekday < len(WEEKDAYS) else "Chủ nhật"
    return f"{name}, {day.day} tháng {day.month}"


def few(found: QuerySet[Record], noun: str) -> Page[Record]:
    """The first of them, and how many there are; counted only where not all are shown."""
    rows = list(found[: SHOWN + 1])
    total = found.count() if len(rows) > SHOWN else len(rows)
    return Page(rows[:SHOWN], 1, total, SHOWN, noun)


def unread(user: User, *, today: dt.date) -> QuerySet[Document]:
    """Documents that are not read yet, or that could not be."""
    waiting = documents.visible_to(user, today=today).exclude(reading_state=ReadingState.READ)
    return documents.in_list(waiting)


def unreviewed(user: User, *, today: dt.date) -> QuerySet[Document]:
    """Documents that were read and of which no plan was begun."""
    begun = plans.visible_to(user, today=today).order_by().values("document")
    read = documents.visible_to(user, today=today).filter(reading_state=ReadingState.READ)
    return documents.in_list(read.exclude(pk__in=begun))


def said_since(
    user: User, since: dt.datetime | None, mine: Mine, *, today: dt.date
) -> QuerySet[Update]:
    """What others said of the work that she holds or follows; nothing on a first visit."""
    if since is None:
        return Update.objects.none()
    work = pages_of_work.concerning(user, units=mine.units, leads=_leads(mine), today=today)
    found = Update.objects.filter(at__gt=since, occurrence__in=work.order_by().values("pk"))
    return found.exclude(by=user).select_related("occurrence__task", "by").order_by("-at", "-pk")


def figures_of(home: Home) -> Iterator[Figure]:
    """What waits, as the opening sentence says it; nothing is said of what does not wait."""
    if home.work:
        yield from (Figure(f"{one.total} {one.words}", f"#{one.anchor}") for one in home.work.told)
    if home.others:
        yield from (Figure(f"{one.total} {one.words}", f"#{one.anchor}") for one in home.others)
    counted = (
        (home.concerns.total, "kiến nghị chờ trả lời", "#kien-nghi"),
        (home.to_read.total, "kế hoạch chờ xác nhận đã đọc", "#can-doc"),
        (sum(one.waiting for one in home.in_review or ()), "nhiệm vụ chưa xác nhận", "#ra-soat"),
        (home.unassigned, "nhiệm vụ chưa có cơ quan", "#ra-soat"),
        (home.unreviewed.total if home.unreviewed else 0, "văn bản chưa rà soát", "#da-doc"),
        (home.unread.total if home.unread else 0, "văn bản chưa đọc xong", "#chua-doc"),
        (home.said.total, "cập nhật mới", "#moi"),
    )
    yield from (Figure(f"{n} {words}", href) for n, words, href in counted if n)

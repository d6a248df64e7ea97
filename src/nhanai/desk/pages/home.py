"""The first page after signing in: what waits for this person, in one sentence and a few rows."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from operator import or_
from typing import Any, Final

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from nhanai.aid import queries as aid
from nhanai.allocation import queries as allocation
from nhanai.desk.pages import work as pages_of_work
from nhanai.desk.pages.work import Followed, Work
from nhanai.desk.queries import Loading, demo_loading
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
from nhanai.submissions import queries as submissions
from nhanai.submissions.queries import Due
from nhanai.submissions.vocab import SubmissionState
from nhanai.trips import queries as trips
from nhanai.units.vocab import UnitKind
from nhanai.web.paging import Page, totals_of

SHOWN: Final = 5
"""Rows of each kind; a link leads to all of them."""

MOST_SAID: Final = 100
"""So many updates since the last visit are counted; after a month there may be thousands."""

FEW_PLANS: Final = 20
"""The work on so many plans is gone through for its updates, on more the updates for theirs."""

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
class ToSend:
    """A periodic report that one of her units has to send, and how many days it is late."""

    due: Due
    late: int

    @property
    def look(self) -> tuple[str, str]:
        """Tone and icon of its state."""
        if self.late:
            return "bad", "warn"
        return "hand", "back" if self.due.state is SubmissionState.RETURNED else "draft"


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
    to_receive: int
    """Documents sent to her units whose receipt nobody has given."""
    to_approve: int
    """Rounds of allocation that wait for her approval."""
    offers: int
    """Offers of help from outside that wait for an answer."""
    groups: int
    """Groups that want to bring help and wait for an answer."""
    said: Page[Update]
    since: dt.datetime | None
    reports: Sequence[ToSend] = ()
    """Periodic reports that her units have to send."""
    loading: Loading | None = None
    """How far the demo's data is while it is being loaded."""


def load(user: User, *, today: dt.date, since: dt.datetime | None = None) -> Home:
    """What waits for `user`, and what was said since; as many queries however much that is.

    Everything is counted at once; rows are asked for only where there are any.
    """
    mine = part_of(user, today=today)
    reviews, leads = mine.reviews, mine.reviews or mine.watches
    in_review = plans.in_review_of(user, today=today) if reviews else ()
    mine_open = pages_of_work.own_of(user, units=mine.units, today=today)
    others_open = pages_of_work.others_of(user, units=mine.units, today=today) if leads else None
    lists = lists_of(user, mine, [plan for plan, _ in in_review], since, today=today)
    kinds = [(one.counted, one.places) for one in (mine_open, others_open) if one]
    totals = totals_of({**lists, **newest_of(lists)}, *kinds)
    own, others = pages_of_work.load(mine_open, others_open, totals, today=today)

    papers = documents_of(lists, totals)

    def few(name: str, noun: str) -> Page[Any]:
        rows = papers.get(name) or (list(lists[name][:SHOWN]) if totals[name] else [])
        most = MOST_SAID if name == "said" else totals[name]
        return Page(rows, 1, min(most, totals[name]), SHOWN, noun, totals[name] > most)

    home = Home(
        day=in_words(today),
        figures=(),
        in_review=[InReview(*one) for one in in_review] if reviews else None,
        unassigned=totals["unassigned"],
        unreviewed=few("unreviewed", "văn bản") if reviews else None,
        unread=few("unread", "văn bản") if mine.registers else None,
        followed=few("followed", "kế hoạch") if "followed" in lists else None,
        work=own if own.total or not leads else None,
        others=others if leads else None,
        concerns=few("concerns", "kiến nghị"),
        to_read=few("to_read", "kế hoạch"),
        to_receive=totals["to_receive"],
        to_approve=totals["to_approve"],
        offers=totals["offers"],
        groups=totals["groups"],
        said=few("said", "cập nhật"),
        since=since,
        reports=to_send(user, today=today),
        loading=still_loading(),
    )
    return replace(home, figures=tuple(figures_of(home)))


def still_loading() -> Loading | None:
    """How far the demo is; None once all is there, and without a question where there is none."""
    loading = demo_loading()
    return None if loading is None or loading.is_over else loading


def to_send(user: User, *, today: dt.date) -> Sequence[ToSend]:
    """The periodic reports that her units have to send."""
    return [ToSend(one, one.days_late(today)) for one in submissions.due_of(user, today=today)]


def lists_of(
    user: User, mine: Mine, in_review: Sequence[Plan], since: dt.datetime | None, *, today: dt.date
) -> Mapping[str, QuerySet[Any]]:
    """What is listed for her, by name; only what is her business."""
    found: dict[str, QuerySet[Any]] = {
        "concerns": plans.open_for(user, today=today).select_related("task"),
        "to_read": reminders.to_acknowledge(user),
        "to_approve": allocation.waiting_for(user, today=today),
        "offers": aid.offers_due(user, today=today),
        "groups": trips.to_answer(user, today=today),
        "to_receive": documents.sent_to(user, today=today).filter(received_at=None),
    }
    if since is not None:
        found["said"] = said_since(user, since, mine, today=today)
    if mine.reviews:
        found["unreviewed"] = unreviewed(user, today=today)
    elif mine.watches:
        found["followed"] = plans.visible_to(user, today=today)
    if in_review:
        found["unassigned"] = plans.unassigned_in(in_review)
    if mine.registers:
        found["unread"] = unread(user, today=today)
    return found


def newest_of(lists: Mapping[str, QuerySet[Any]]) -> Mapping[str, QuerySet[Any]]:
    """Of what was said since, as much as is counted, found in its order by an index."""
    if "said" not in lists:
        return {}
    newest = lists["said"].values("pk")[: MOST_SAID + 1]
    return {"said": Update.objects.filter(pk__in=newest)}


def documents_of(
    lists: Mapping[str, QuerySet[Any]], totals: Mapping[str, int]
) -> Mapping[str, list[Document]]:
    """The first documents to be read and to be reviewed; one query for both."""
    kinds = [name for name in ("unread", "unreviewed") if totals[name]]
    if not kinds:
        return {}
    firsts = [Q(pk__in=lists[name].values("pk")[:SHOWN]) for name in kinds]
    found: dict[str, list[Document]] = {name: [] for name in kinds}
    for one in documents.in_list(Document.objects.filter(reduce(or_, firsts))):
        found["unreviewed" if one.reading_state == ReadingState.READ else "unread"].append(one)
    return found


def part_of(user: User, *, today: dt.date) -> Mine:
    """What she is here for; one query."""
    table = identity.roles()
    held = identity.rights_of(user, today=today).held if user.is_active else ()
    may = [(one.unit, table.get(one.role, frozenset())) for one in held]
    return Mine(
        units=frozenset(unit.pk for unit, some in may if PlanPermission.VIEW in some),
        reviews=any(PlanPermission.REVIEW in some for _, some in may),
        registers=any(DocumentPermission.REGISTER in some for _, some in may),
        watches=any(
            PlanPermission.VIEW in some and unit.kind == UnitKind.PROVINCE for unit, some in may
        ),
    )


def in_words(day: dt.date) -> str:
    """`Thứ Ba, 24 tháng 11`."""
    weekday = day.weekday()
    name = f"Thứ {WEEKDAYS[weekday]}" if weekday < len(WEEKDAYS) else "Chủ nhật"
    return f"{name}, {day.day} tháng {day.month}"


def unread(user: User, *, today: dt.date) -> QuerySet[Document]:
    """Documents that are not read yet, or that could not be."""
    waiting = documents.visible_to(user, today=today).exclude(reading_state=ReadingState.READ)
    return documents.in_list(waiting)


def unreviewed(user: User, *, today: dt.date) -> QuerySet[Document]:
    """Documents that were read and of which no plan was begun."""
    begun = plans.visible_to(user, today=today).order_by().values("document")
    read = documents.visible_to(user, today=today).filter(reading_state=ReadingState.READ)
    return documents.in_list(read.exclude(pk__in=begun))


def said_since(user: User, since: dt.datetime, mine: Mine, *, today: dt.date) -> QuerySet[Update]:
    """What others said of the work that she holds or follows."""
    leads = mine.reviews or mine.watches
    work = pages_of_work.concerning(user, units=mine.units, leads=leads, today=today)
    hers: Q | Exists = Q(occurrence__in=work.order_by().values("pk"))
    if leads and len(plans.followed_keys(user, today=today)) > FEW_PLANS:
        # row by row from the newest on: all that she follows may be tens of thousands
        hers = Exists(work.order_by().filter(pk=OuterRef("occurrence")))
    found = Update.objects.filter(hers, at__gt=since)
    return found.exclude(by=user).select_related("occurrence__task", "by").order_by("-at", "-pk")


def figures_of(home: Home) -> Iterator[Figure]:
    """What waits, as the opening sentence says it; nothing is said of what does not wait."""
    if home.work:
        yield from (Figure(f"{one.total} {one.words}", f"#{one.anchor}") for one in home.work.told)
    if home.others:
        yield from (Figure(f"{one.total} {one.words}", f"#{one.anchor}") for one in home.others)
    if home.reports:
        yield Figure(f"{len(home.reports)} báo cáo định kỳ phải nộp", "#bao-cao")
    inbox = f"{reverse('documents:inbox')}?nhan=chua-nhan"
    rounds = f"{reverse('allocation:list')}?tt=SUBMITTED"
    counted = (
        (home.concerns.total, "kiến nghị chờ trả lời", "#kien-nghi"),
        (home.to_read.total, "kế hoạch chờ xác nhận đã đọc", "#can-doc"),
        (home.to_receive, "văn bản gửi đến chờ xác nhận đã nhận", inbox),
        (home.to_approve, "đợt phân bổ chờ duyệt", rounds),
        (home.offers, "đề nghị giúp chờ trả lời", f"{reverse('aid:offers')}?trang-thai=WAITING"),
        (home.groups, "đoàn chờ trả lời", f"{reverse('trips:list')}?trang-thai=WAITING"),
        (sum(one.waiting for one in home.in_review or ()), "nhiệm vụ chưa xác nhận", "#ra-soat"),
        (home.unassigned, "nhiệm vụ chưa có cơ quan", "#ra-soat"),
        (home.unreviewed.total if home.unreviewed else 0, "văn bản chưa rà soát", "#da-doc"),
        (home.unread.total if home.unread else 0, "văn bản chưa đọc xong", "#chua-doc"),
    )
    yield from (Figure(f"{n} {words}", href) for n, words, href in counted if n)
    if home.said.total:
        yield Figure(f"{home.said.counted} mới", "#moi")

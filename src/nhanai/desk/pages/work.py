"""The work of the first page: of her own units, and of those whose plans she follows."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When, Window
from django.db.models.functions import RowNumber

from nhanai.base.days import written
from nhanai.identity.models import User
from nhanai.plans import queries as plans
from nhanai.plans.models import Occurrence
from nhanai.plans.rules.moves import CLOSED, HANDED_OUT
from nhanai.reminders import queries as reminders
from nhanai.web.paging import Page, page_of

if TYPE_CHECKING:
    from nhanai.reminders.queries.waiting import NamedWork

SHOWN: Final = 5
BY_DAY: Final = (F("due_on").asc(nulls_last=True), F("pk").asc())
LATE, SOON, MONTH, LATER = range(4)
WEEK: Final = dt.timedelta(days=7)
THIRTY: Final = dt.timedelta(days=30)

OWN: Final = {
    LATE: ("việc quá hạn", "qua-han"),
    SOON: ("việc đến hạn trong 7 ngày", "bay-ngay"),
    MONTH: ("việc đến hạn trong 30 ngày", "ba-muoi-ngay"),
    LATER: ("việc khác đang mở", "viec-khac"),
}
OTHERS: Final = {
    LATE: ("việc của các đơn vị quá hạn", "don-vi-qua-han"),
    SOON: ("việc của các đơn vị đến hạn trong 7 ngày", "don-vi-bay-ngay"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One piece of work: what, by whom, until when, how it stands."""

    work: Occurrence
    name: str
    unit: str
    due: str
    state: str
    tone: str
    icon: str


@dataclass(frozen=True, slots=True)
class Bucket:
    """Work that is equally near: the first rows, and how many there are."""

    words: str
    anchor: str
    rows: Sequence[Row]
    total: int


Followed = Sequence[Bucket]


@dataclass(frozen=True, slots=True)
class Work:
    """The open work of her own units."""

    buckets: Sequence[Bucket]

    @property
    def told(self) -> Sequence[Bucket]:
        """What the opening sentence says of it."""
        return self.buckets

    @property
    def total(self) -> int:
        """All of it."""
        return sum(one.total for one in self.buckets)


def concerning(
    user: User, *, units: Iterable[int], leads: bool, today: dt.date
) -> QuerySet[Occurrence]:
    """The work of these units, and for who leads that of every plan followed in her reach."""
    theirs = Q(unit__in=list(units))
    if leads:
        theirs |= Q(task__plan__in=plans.followed_keys(user, today=today))
    return plans.standing_work(Occurrence.objects.filter(theirs, task__plan__state__in=HANDED_OUT))


@dataclass(frozen=True, slots=True)
class Waiting:
    """Open work, and what of it stands at which place of the page."""

    rows: QuerySet[Occurrence]
    places: Mapping[str, Q]
    counted: QuerySet[Occurrence]
    """The same rows, asked for as they are counted soonest."""

    def at(self, anchor: str) -> QuerySet[Occurrence]:
        """What stands there."""
        return self.rows.filter(self.places[anchor])


def own_of(user: User, *, units: Iterable[int], today: dt.date) -> Waiting:
    """The open work of these units."""
    rows = concerning(user, units=units, leads=False, today=today).exclude(state__in=CLOSED)
    return Waiting(rows, {anchor: _near(today)[near] for near, (_, anchor) in OWN.items()}, rows)


def others_of(user: User, *, units: Iterable[int], today: dt.date) -> Waiting:
    """The open work of other units on the plans that she follows, as far as it is near."""
    near_by = Q(due_on__lte=today + WEEK) & ~Q(unit__in=list(units))
    rows = concerning(user, units=(), leads=True, today=today).exclude(state__in=CLOSED)
    counted = plans.open_work_on(plans.followed_keys(user, today=today))
    places = {anchor: _near(today)[near] for near, (_, anchor) in OTHERS.items()}
    return Waiting(rows.filter(near_by), places, counted.filter(near_by))


def load(
    own: Waiting, others: Waiting | None, totals: Mapping[str, int], *, today: dt.date
) -> tuple[Work, Followed]:
    """Her own and the others', the nearest of each; three queries, however much there is."""
    rows = _firsts(own, [anchor for anchor in own.places if totals[anchor]], today=today)
    for anchor in others.places if others else ():
        if others and totals[anchor]:
            # they have a day each, so that an index can give the order
            nearest = _in_order(others.at(anchor), today=today).order_by("due_on", "pk")
            rows[anchor] = list(nearest[:SHOWN])
    mine, theirs = (
        [
            Bucket(words, anchor, [_row(one, today=today) for one in rows[anchor]], totals[anchor])
            for words, anchor in kinds.values()
            if anchor in rows
        ]
        for kinds in (OWN, OTHERS)
    )
    return Work(mine), theirs


def whole(waiting: Waiting, anchor: str, *, number: int, today: dt.date) -> Page[Row]:
    """One page of all that stands there, the nearest first."""
    rows = _in_order(waiting.at(anchor), today=today).order_by("due_on", "pk")
    page = page_of(rows, number=number, noun="việc")
    found = [_row(one, today=today) for one in page]
    return Page(found, page.number, page.total, page.size, page.noun)


def _near(today: dt.date) -> Mapping[int, Q]:
    """What is late, due in a week, in a month, and later or on no day."""
    week, month = today + WEEK, today + THIRTY
    return {
        LATE: Q(due_on__lt=today),
        SOON: Q(due_on__gte=today, due_on__lte=week),
        MONTH: Q(due_on__gt=week, due_on__lte=month),
        LATER: Q(due_on__gt=month) | Q(due_on__isnull=True),
    }


def _firsts(
    own: Waiting, anchors: Sequence[str], *, today: dt.date
) -> "dict[str, list[NamedWork]]":
    """The first of each kind of her own work; only keys are ranked, since the rows are wide."""
    if not anchors:
        return {}
    kind = Case(
        *(When(condition, then=Value(key)) for key, condition in _near(today).items()),
        output_field=IntegerField(),
    )
    place = Window(RowNumber(), partition_by=[kind], order_by=list(BY_DAY))
    first = own.rows.annotate(place=place).filter(place__lte=SHOWN).order_by().values("pk")
    found: dict[str, list[NamedWork]] = {anchor: [] for anchor in anchors}
    for one in _in_order(Occurrence.objects.filter(pk__in=first), today=today):
        found[OWN[_how_near(one.due_on, today)][1]].append(one)
    return found


def _how_near(due_on: dt.date | None, today: dt.date) -> int:
    if due_on is None or due_on > today + THIRTY:
        return LATER
    if due_on > today + WEEK:
        return MONTH
    return SOON if due_on >= today else LATE


def _in_order(work: QuerySet[Occurrence], *, today: dt.date) -> "QuerySet[NamedWork]":
    """With plan and names, the nearest first."""
    light = reminders.named(work, today=today).select_related("task__plan")
    return light.defer("task__text_folded").order_by(*BY_DAY)


def _row(one: "NamedWork", *, today: dt.date) -> Row:
    due = written(one.due_on) if one.due_on else one.label
    state, tone, icon = str(one.get_state_display()), "", "draft"
    if one.due_on and one.due_on < today:
        state, tone, icon = f"Trễ {(today - one.due_on).days} ngày", "bad", "late"
    elif one.due_on and one.due_on <= today + WEEK:
        left = (one.due_on - today).days
        state = f"Còn {left} ngày" if left else "Hạn hôm nay"
        tone, icon = "hand", "clock"
    elif one.state != "NOT_STARTED":
        tone, icon = "run", "half"
    return Row(one, reminders.called(one), one.unit_called, due, state, tone, icon)

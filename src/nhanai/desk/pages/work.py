"""The work of the first page: of her own units, and of those whose plans she follows."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, Value, When, Window
from django.db.models.functions import RowNumber

from nhanai.base.days import written
from nhanai.identity import queries as identity
from nhanai.identity.models import User
from nhanai.plans import queries as plans
from nhanai.plans.models import Occurrence
from nhanai.plans.permissions import Permission
from nhanai.plans.rules.moves import CLOSED, HANDED_OUT
from nhanai.reminders import queries as reminders

SHOWN: Final = 5
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
        within = plans.reach_of(user, Permission.VIEW, today=today)
        theirs |= Q(task__plan__owner__in=within)
    return plans.standing_work(Occurrence.objects.filter(theirs, task__plan__state__in=HANDED_OUT))


def load(
    user: User, *, units: Iterable[int], leads: bool, today: dt.date
) -> tuple[Work, Followed | None]:
    """Her own and the others', the nearest of each; a few queries, however much there is."""
    ranked = _ranked(user, units=list(units), leads=leads, today=today)
    found = {pk: (own, near, of) for pk, own, near, of in ranked}
    rows = list(
        Occurrence.objects.filter(pk__in=found)
        .select_related("task__plan")
        .order_by(F("due_on").asc(nulls_last=True), "pk")
    )
    names = identity.names_of({one.unit_id for one in rows}, on=today)
    called = _called(rows)
    made = {(own, near): of for own, near, of in found.values()}
    shown: dict[tuple[int, int], list[Row]] = {key: [] for key in made}
    for one in rows:
        own, near, _ = found[one.pk]
        shown[own, near].append(_row(one, called[one.pk], names.get(one.unit_id, ""), today=today))
    mine, others = (
        [
            Bucket(words, anchor, shown[side, near], made[side, near])
            for near, (words, anchor) in kinds.items()
            if (side, near) in made
        ]
        for side, kinds in ((1, OWN), (0, OTHERS))
    )
    return Work(mine), others if leads else None


def _ranked(
    user: User, *, units: Sequence[int], leads: bool, today: dt.date
) -> QuerySet[Occurrence, tuple[int, int, int, int]]:
    """The keys of the nearest of each kind: whether her own, how near, how many of the kind.

    Only keys are ranked: the rows themselves are wide, and there may be tens of thousands.
    """
    work = concerning(user, units=units, leads=leads, today=today).exclude(state__in=CLOSED)
    near = Case(
        When(due_on__lt=today, then=Value(LATE)),
        When(due_on__lte=today + WEEK, then=Value(SOON)),
        When(due_on__lte=today + THIRTY, then=Value(MONTH)),
        default=Value(LATER),
        output_field=IntegerField(),
    )
    own = Case(When(unit__in=units, then=Value(1)), default=Value(0), output_field=IntegerField())
    told = work.filter(Q(unit__in=units) | Q(due_on__lte=today + WEEK))
    order = [F("due_on").asc(nulls_last=True), F("pk").asc()]
    place = Window(RowNumber(), partition_by=["own", "near"], order_by=order)
    total = Window(Count("pk"), partition_by=["own", "near"])
    ranked = told.annotate(near=near, own=own).annotate(place=place, of=total)
    return ranked.filter(place__lte=SHOWN).order_by().values_list("pk", "own", "near", "of")


def _called(rows: Sequence[Occurrence]) -> Mapping[int, str]:
    added = plans.current_additions({one.task_id for one in rows})
    return {one.pk: reminders.name_of(one, added) for one in rows}


def _row(one: Occurrence, name: str, unit: str, *, today: dt.date) -> Row:
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
    return Row(one, name, unit, due, state, tone, icon)

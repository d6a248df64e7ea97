"""What is read of trips: by whom, near which others, and what everybody sees."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from django.db import connection
from django.db.models import Case, Count, Max, Q, QuerySet, Sum, Value, When
from django.db.models.functions import Coalesce

from nhanai.aid.models import Address, Receipt
from nhanai.aid.queries import answering_unit
from nhanai.aid.vocab import AddressState
from nhanai.base.text import fold, sort_key
from nhanai.identity import queries as identity
from nhanai.identity.models import User
from nhanai.trips.models import Trip
from nhanai.trips.permissions import Permission
from nhanai.trips.rules import CODES, Place, by_need, setting_on
from nhanai.trips.vocab import COMING, LISTED, OPEN, TripState
from nhanai.units.models import Unit
from nhanai.units.queries import in_force, names_on
from nhanai.units.vocab import UnitKind

WAITS_FOR_HELP: Final = (AddressState.APPROVED, AddressState.PUBLISHED)
PLACES_SHOWN: Final = 6
RESULTS_SHOWN: Final = dt.timedelta(days=90)
"""How long what was given stands in the public list."""


def visible_to(user: User, *, today: dt.date) -> QuerySet[Trip]:
    """The trips that her units answer, receive, or that go to a commune in her reach."""
    seen = identity.reached(user, Permission.VIEW, today=today)
    homes = Unit.objects.filter(pk__in=seen, territory__isnull=False).values("territory")
    rows = Trip.objects.filter(
        Q(unit__in=seen) | Q(host__in=seen) | Q(commune__in=seen) | Q(commune__in=homes)
    )
    return rows.select_related("unit", "host", "commune")


def may_answer(user: User, trip: Trip, *, today: dt.date) -> bool:
    """Whether she answers the group."""
    return identity.allowed(user, Permission.ANSWER, unit=trip.unit, today=today)


def may_record(user: User, trip: Trip, *, today: dt.date) -> bool:
    """Whether she writes down what was given, and sees whom to reach."""
    at = identity.reached(user, Permission.RECORD, today=today)
    return user.is_active and (trip.unit_id in at or trip.host_id in at)


def matching(rows: QuerySet[Trip], *, words: str = "", state: str = "") -> QuerySet[Trip]:
    """Those with all the words in number, group, place or goods; those that wait come first."""
    for word in fold(words).split():
        rows = rows.filter(Q(folded__contains=word) | Q(number__icontains=word))
    rows = rows.filter(state=state) if state else rows.exclude(state=TripState.SPAM)
    waits = Case(When(state__in=OPEN, then=Value(0)), When(state=TripState.TOLD, then=Value(1)),
                 default=Value(2))  # fmt: skip
    return rows.order_by(waits, "-on", "-pk")


def followed(code: str) -> Trip | None:
    """The trip that the code belongs to."""
    kept = CODES.kept(code[:60], settings.SECRET_KEY.encode())
    rows = Trip.objects.select_related("unit", "host", "commune", "other_commune")
    return rows.filter(code_hash=kept).first() if kept else None


def office(day: dt.date) -> Unit | None:
    """Who answers groups: the society's uppermost chapter on that day."""
    return answering_unit(None, today=day)


def host_of(commune: Unit, day: dt.date) -> Unit | None:
    """The chapter of the commune, if it has one of its own."""
    rows = Unit.objects.filter(in_force(day), kind=UnitKind.CHAPTER, territory=commune)
    return rows.order_by("pk").first()


def communes(day: dt.date) -> list[tuple[Unit, str]]:
    """Every commune where a trip may go, by name; two queries."""
    rows = list(Unit.objects.filter(in_force(day), kind=UnitKind.COMMUNE))
    names = names_on([one.pk for one in rows], day)
    named = [(one, names.get(one.pk, one.key)) for one in rows]
    return sorted(named, key=lambda one: sort_key(one[1]))


def near(commune: int, on: dt.date, *, besides: int = 0) -> QuerySet[Trip]:
    """Other trips that go there, or went there, within some days of that day."""
    span = dt.timedelta(days=setting_on(on).near - 1)
    rows = Trip.objects.filter(
        commune=commune, on__range=(on - span, on + span), state__in=COMING | LISTED
    )
    return rows.exclude(pk=besides).order_by("on", "pk")


@dataclass(frozen=True, slots=True)
class Reached:
    """What reached a commune lately from anybody, in numbers alone; `worth` is đồng."""

    times: int = 0
    households: int = 0
    worth: int = 0
    last: dt.date | None = None


def reached_lately(commune: int, day: dt.date) -> Reached:
    """Help of the society and of sponsors that came there up to that day; one query."""
    there = Q(person__commune=commune) | Q(person__commune=None, unit__territory=commune)
    told = _received(day).filter(there).aggregate(
        times=Count("pk"), households=Count("household_key", distinct=True),
        worth=Coalesce(Sum("worth"), 0), last=Max("on"),
    )  # fmt: skip
    return Reached(**told)


def waiting_there(commune: int) -> int:
    """Addresses that the society approved and that nobody stands by yet."""
    return _waiting().filter(commune=commune).count()


def where_needed(on: dt.date, *, besides: int = 0) -> list[Place]:
    """Communes where a trip on that day would help most; three queries."""
    span = dt.timedelta(days=setting_on(on).near - 1)
    coming = Trip.objects.filter(
        on__range=(on - span, on + span), state__in=COMING | LISTED
    ).exclude(pk=besides)
    waiting = _by_commune(_waiting(), "commune", Count("pk"))
    trips = _by_commune(coming, "commune", Count("pk"))
    households = Count("household_key", distinct=True)
    received = _received(on).annotate(place=Coalesce("person__commune", "unit__territory"))
    reached = _by_commune(received, "place", households)
    places = (Place(key, n, reached.get(key, 0), trips.get(key, 0)) for key, n in waiting.items())
    return by_need(places)[:PLACES_SHOWN]


def _waiting() -> QuerySet[Address]:
    return Address.objects.filter(state__in=WAITS_FOR_HELP)


def _received(day: dt.date) -> QuerySet[Receipt]:
    """What was received up to that day."""
    since = day - dt.timedelta(days=setting_on(day).received)
    return Receipt.objects.filter(on__gt=since, on__lte=day).order_by()


def _by_commune(rows: QuerySet[Any], name: str, what: Count) -> Mapping[int, int]:
    told = rows.order_by().values(name).annotate(n=what)
    return {one[name]: one["n"] for one in told if one[name]}


def to_answer(user: User, *, today: dt.date) -> QuerySet[Trip]:
    """Trips that wait for an answer of the units where she is appointed herself."""
    own = identity.rights_of(user, today=today).at(Permission.ANSWER)
    return Trip.objects.filter(unit__in=own, state=TripState.WAITING).order_by("due_on", "pk")


@dataclass(frozen=True, slots=True)
class Due:
    """Something to be done about a trip, without whose it is."""

    trip: Trip
    on: dt.date
    text: str


def due_of(user: User, *, today: dt.date) -> list[Due]:
    """What waits at the units where she is appointed herself; one query."""
    rights = identity.rights_of(user, today=today)
    answers, records = rights.at(Permission.ANSWER), rights.at(Permission.RECORD)
    after = dt.timedelta(days=setting_on(today).result)
    rows = Trip.objects.filter(
        Q(unit__in=answers, state__in=[TripState.WAITING, TripState.TOLD])
        | Q(Q(unit__in=records) | Q(host__in=records), state=TripState.CONFIRMED,
            on__lte=today - after)
    )  # fmt: skip
    found = (_due(one, after) for one in rows.order_by("on", "pk")[:60])
    return sorted(found, key=lambda one: one.on)


def _due(trip: Trip, after: dt.timedelta) -> Due:
    if trip.state == TripState.WAITING:
        return Due(trip, trip.due_on, f"Trả lời đoàn muốn đến trợ giúp, chuyến {trip.number}")
    if trip.state == TripState.TOLD:
        day = (trip.went_on or trip.on) + after
        return Due(trip, day, f"Kiểm tra kết quả đoàn báo, chuyến {trip.number}")
    return Due(trip, trip.on + after, f"Hỏi, ghi kết quả chuyến trợ giúp {trip.number}")


def coming(today: dt.date, *, commune: str = "") -> QuerySet[Trip]:
    """Confirmed trips that everybody may read of, from today on."""
    rows = Trip.objects.filter(state=TripState.CONFIRMED, on__gte=today)
    rows = rows.filter(commune__key=commune) if commune else rows
    return rows.select_related("commune").order_by("on", "pk")


def given_lately(today: dt.date, *, commune: str = "") -> QuerySet[Trip]:
    """What groups really gave, once the society looked at it."""
    rows = Trip.objects.filter(state=TripState.DONE, went_on__gt=today - RESULTS_SHOWN)
    rows = rows.filter(commune__key=commune) if commune else rows
    return rows.select_related("commune").order_by("-went_on", "-pk")


def listed_version() -> int:
    """Grows with everything done to trips; asked with every view of the public list, so shortly."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT COALESCE(SUM(revision), 0) FROM trips_trip")
        (total,) = cursor.fetchone()
    return int(total)


def number_after(year: int) -> str:
    """The next number of the year; who asks holds the office, so that nobody takes the same."""
    rows = Trip.objects.filter(number__startswith=f"CT-{year}-")
    row = rows.order_by("-pk").first()
    return f"CT-{year}-{int(row.number.rpartition('-')[2]) + 1 if row else 1:04d}"


def to_let_go(at: dt.datetime, day: dt.date) -> Iterable[Trip]:
    """Trips that ended long ago and still have whom to reach, held."""
    before = at - dt.timedelta(days=setting_on(day).kept)
    rows = Trip.objects.select_for_update(of=("self",)).filter(ended_at__lt=before)
    return rows.exclude(contact="").select_related("unit").order_by("pk")

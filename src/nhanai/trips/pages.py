"""What pages of trips show, loaded in a known number of queries."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from nhanai.identity import queries as identity
from nhanai.identity.models import User
from nhanai.journal.queries import JournalLine, key_of, of_subject
from nhanai.journal.vocab import VERBS
from nhanai.trips import queries, rules
from nhanai.trips.models import Trip
from nhanai.trips.permissions import Permission
from nhanai.trips.queries import Reached
from nhanai.trips.rules import Setting
from nhanai.trips.vocab import COMING, OPEN, TripState
from nhanai.units.models import Unit
from nhanai.units.queries import names_on
from nhanai.web.paging import Page, page_of

_TONES: Final = {
    TripState.WAITING: "hand", TripState.PROPOSED: "run", TripState.CONFIRMED: "ok",
    TripState.TOLD: "hand", TripState.DONE: "ok",
}  # fmt: skip
_A_WEEK: Final = dt.timedelta(days=7)
HISTORY: Final = 30


@dataclass(frozen=True, slots=True)
class Row:
    """One trip of the list."""

    trip: Trip
    commune: str
    is_late: bool

    @property
    def tone(self) -> str:
        """How its state is coloured."""
        return "bad" if self.is_late else _TONES.get(TripState(self.trip.state), "")


@dataclass(frozen=True, slots=True)
class ListPage:
    """Everything that the list shows."""

    rows: Sequence[Row]
    page: Page[Trip]
    words: str
    state: str
    waiting: int
    may_record: bool


def listing(user: User, words: str, state: str, *, today: dt.date, number: int) -> ListPage:
    """Load the list; a steady number of queries."""
    seen = queries.visible_to(user, today=today)
    state = state if state in TripState else ""
    page = page_of(queries.matching(seen, words=words, state=state), number=number, noun="chuyến")
    names = names_on({one.commune_id for one in page.rows}, today)
    rows = [
        Row(one, names.get(one.commune_id, ""), _is_late(one, today)) for one in page.rows
    ]  # fmt: skip
    waiting = seen.filter(state=TripState.WAITING).count()
    return ListPage(rows, page, words, state, waiting, bool(recorders(user, today=today)))


def recorders(user: User, *, today: dt.date) -> list[tuple[Unit, str]]:
    """The units where she is appointed herself and may write trips down."""
    return identity.rights_of(user, today=today).places(Permission.RECORD)


def _is_late(trip: Trip, today: dt.date) -> bool:
    return trip.state == TripState.WAITING and trip.due_on < today


@dataclass(frozen=True, slots=True)
class NearRow:
    """Another trip that would be there about the same time."""

    trip: Trip
    days: int
    """How many days later than this one; less than zero, earlier."""


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A commune where a trip would help more."""

    name: str
    waiting: int
    reached: int
    trips: int


@dataclass(frozen=True, slots=True)
class OnePage:
    """One trip: what is near it, what reached the place, what may be done."""

    trip: Trip
    commune: str
    other_commune: str
    host: str
    unit: str
    tone: str
    is_late: bool
    sees_contact: bool
    may: frozenset[str]
    near: Sequence[NearRow]
    reached: Reached
    waiting: int
    places: Sequence[PlaceRow]
    setting: Setting
    proposal: dict[str, object]
    history: Sequence[tuple[JournalLine, str]]

    @property
    def is_open(self) -> bool:
        """Whether the group waits for where and when."""
        return self.trip.state in OPEN


def one(trip: Trip, user: User, *, today: dt.date) -> OnePage:
    """Load the page; a steady number of queries."""
    near = list(queries.near(trip.commune_id, trip.on, besides=trip.pk))
    may = _may(trip, user, today)
    places = queries.where_needed(trip.on, besides=trip.pk) if "de-nghi" in may else []
    keys = {one.commune for one in places} | {trip.commune_id, trip.unit_id}
    keys |= {one for one in (trip.other_commune_id, trip.host_id) if one}
    names = names_on(keys, today)
    lines = of_subject(key_of(trip))[:HISTORY]
    return OnePage(
        trip, names.get(trip.commune_id, ""), names.get(trip.other_commune_id or 0, ""),
        names.get(trip.host_id or 0, ""), names.get(trip.unit_id, ""),
        _TONES.get(TripState(trip.state), ""), _is_late(trip, today),
        queries.may_answer(user, trip, today=today) or queries.may_record(user, trip, today=today),
        may, [NearRow(one, (one.on - trip.on).days) for one in near],
        queries.reached_lately(trip.commune_id, today), queries.waiting_there(trip.commune_id),
        [PlaceRow(names.get(one.commune, ""), one.waiting, one.reached, one.trips)
         for one in places],
        rules.setting_on(today), _proposal(trip, near, places, today),
        [(line, VERBS.get(line.verb, line.verb)) for line in lines],
    )  # fmt: skip


def _proposal(
    trip: Trip, near: Sequence[Trip], places: Sequence[rules.Place], today: dt.date
) -> dict[str, object]:  # fmt: skip
    """What a proposal begins with: the same place on a free day, or where none is on the way."""
    elsewhere = next((one for one in places if one.commune != trip.commune_id), None)
    wished = max(trip.on, today)
    if near and elsewhere is not None and not elsewhere.trips:
        key = Unit.objects.values_list("key", flat=True).get(pk=elsewhere.commune)
        return {"commune": key, "on": wished}
    taken = [one.on for one in near]
    free = rules.first_free_day(wished, taken, near=rules.setting_on(today).near)
    return {"commune": trip.commune.key, "on": free}


_ANSWERS: Final = {
    TripState.WAITING: {"xac-nhan", "de-nghi", "tu-choi", "thu-rac"},
    TripState.PROPOSED: {"xac-nhan", "de-nghi", "tu-choi", "thu-rac"},
    TripState.CONFIRMED: {"de-nghi"},
    TripState.SPAM: {"khoi-phuc"},
}
_RECORDS: Final = {
    TripState.WAITING: {"sua", "rut"},
    TripState.PROPOSED: {"sua", "rut"},
    TripState.CONFIRMED: {"sua", "rut", "ket-qua"},
    TripState.TOLD: {"kiem-tra", "ket-qua"},
    TripState.DONE: {"ket-qua"},
}


def _may(trip: Trip, user: User, today: dt.date) -> frozenset[str]:
    """The steps that she may take now, by their names in addresses."""
    state = TripState(trip.state)
    steps: set[str] = set()
    if queries.may_answer(user, trip, today=today):
        steps |= _ANSWERS.get(state, set())
    if queries.may_record(user, trip, today=today):
        steps |= _RECORDS.get(state, set())
    if trip.on > today:
        steps.discard("ket-qua")
    return frozenset(steps)


@dataclass(frozen=True, slots=True)
class Standing:
    """A trip as its group sees it, and the steps that it may take, by their names in addresses."""

    commune: str
    other_commune: str
    may: Sequence[str]
    waits: bool
    is_spam: bool


def standing(trip: Trip, *, today: dt.date) -> Standing:
    """Load what the group sees; one query."""
    state = TripState(trip.state)
    has_gone = state in {TripState.CONFIRMED, TripState.TOLD} and trip.on <= today
    open_now = {
        "dong-y": state == TripState.PROPOSED, "ket-qua": has_gone, "doi": state in COMING,
        "rut": state in COMING,
    }  # fmt: skip
    names = names_on({one for one in (trip.commune_id, trip.other_commune_id) if one}, today)
    return Standing(
        names.get(trip.commune_id, ""), names.get(trip.other_commune_id or 0, ""),
        [name for name, is_open in open_now.items() if is_open], state == TripState.WAITING,
        state == TripState.SPAM,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Listed:
    """A trip as everybody reads of it: no contact, the group only where it may be named."""

    on: dt.date
    commune: str
    hamlet: str
    group: str
    what: str
    households: int
    worth: int


@dataclass(frozen=True, slots=True)
class PublicPage:
    """Everything that the public list shows: coming trips by week, and what was given."""

    weeks: Sequence[tuple[dt.date, Sequence[Listed]]]
    """Each with its Monday."""
    page: Page[Trip]
    given: Sequence[Listed]
    communes: Sequence[tuple[str, str]]
    commune: str
    results: int


RESULTS: Final = 20


def public_list(today: dt.date, *, commune: str, number: int) -> PublicPage:
    """Load the public list; a steady number of queries."""
    places = queries.communes(today)
    known = {one.key for one, _ in places}
    commune = commune if commune in known else ""
    names = {one.pk: name for one, name in places}
    page = page_of(queries.coming(today, commune=commune), number=number, noun="chuyến")
    rows = list(queries.given_lately(today, commune=commune)[:RESULTS])
    weeks = [
        (monday, [_planned(one, names) for one in several])
        for monday, several in groupby(page.rows, key=lambda one: _monday(one.on))
    ]
    return PublicPage(
        weeks, page, [_given(one, names) for one in rows],
        [(one.key, name) for one, name in places], commune, len(rows),
    )  # fmt: skip


def _monday(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=day.weekday())


def _planned(trip: Trip, names: dict[int, str]) -> Listed:
    return Listed(trip.on, *_open(trip, names, trip.what), trip.households, trip.worth)


def _given(trip: Trip, names: dict[int, str]) -> Listed:
    return Listed(
        trip.went_on or trip.on, *_open(trip, names, trip.given), trip.given_households or 0,
        trip.given_worth or 0,
    )  # fmt: skip


def _open(trip: Trip, names: dict[int, str], what: str) -> tuple[str, str, str, str]:
    """Place, group and goods in words from which nobody is reached."""
    clean = rules.without_contacts
    commune = names.get(trip.commune_id, trip.commune.key)
    return commune, clean(trip.hamlet), clean(trip.group) if trip.may_name else "", clean(what)

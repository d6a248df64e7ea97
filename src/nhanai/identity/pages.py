"""What the pages about people show, each loaded in a known number of queries."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from nhanai.identity import queries
from nhanai.identity.models import Appointment, User
from nhanai.identity.permissions import Permission
from nhanai.web.paging import Page, page_of


@dataclass(frozen=True, slots=True)
class Held:
    """One appointment as a line of a page."""

    pk: int
    role: str
    unit_name: str
    start: dt.date
    last_day: dt.date | None
    state: str
    tone: str
    handover: str
    can_end: bool = False


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One account in the list."""

    user: User
    held: Sequence[str]


@dataclass(frozen=True, slots=True)
class People:
    """The list of accounts."""

    rows: Sequence[PersonRow]
    page: Page[User]
    words: str
    place: str
    can_manage: bool


@dataclass(frozen=True, slots=True)
class Person:
    """One account, with all its appointments."""

    user: User
    appointments: Sequence[Held]
    can_manage: bool
    can_deactivate: bool


@dataclass(frozen=True, slots=True)
class Handover:
    """What a predecessor left."""

    person: str
    role: str
    unit_name: str
    last_day: dt.date | None
    text: str


@dataclass(frozen=True, slots=True)
class OwnAccount:
    """One's own account."""

    user: User
    appointments: Sequence[Held]
    handovers: Sequence[Handover]


def people(*, user: User, words: str, place: str, number: int, today: dt.date) -> People:
    """The accounts that `user` may see and searches for."""
    seen = queries.visible_people(user, today=today)
    found = queries.matching(seen, words=words, place=place, today=today)
    page = page_of(queries.with_appointments(found, today=today), number=number, noun="người")
    names = queries.names_of((one.unit_id for row in page for one in held_by(row)), on=today)
    rows = [PersonRow(row, [_line(one, names) for one in held_by(row)]) for row in page]
    can_manage = queries.holds(user, Permission.MANAGE, today=today)
    return People(rows, page, words, place, can_manage)


def held_by(user: User) -> Sequence[Appointment]:
    """What `queries.with_appointments` loaded with the account."""
    held: Sequence[Appointment] = user.held  # type: ignore[attr-defined]  # loaded beside it
    return held


def person(account: User, *, user: User, today: dt.date) -> Person:
    """One account as `user` sees it."""
    manages = queries.may_manage(user, account, today=today)
    within = queries.reached(user, Permission.MANAGE, today=today) if manages else ()
    held = appointments_of(account, today=today, endable=within)
    return Person(account, held, manages, manages and account.pk != user.pk)


def account(user: User, *, today: dt.date) -> OwnAccount:
    """One's own account."""
    left = list(queries.handed_over_to(user, today=today)[:5])
    names = queries.names_of((one.unit_id for one in left), on=today)
    handovers = [
        Handover(
            one.user.full_name,
            one.get_role_display(),
            names.get(one.unit_id, ""),
            _last_day(one),
            one.handover,
        )
        for one in left
    ]
    return OwnAccount(user, appointments_of(user, today=today), handovers)


def appointments_of(
    account: User, *, today: dt.date, endable: Iterable[int] = ()
) -> Sequence[Held]:
    """All appointments of an account, the newest first."""
    held = list(queries.terms_of(account))
    names = queries.names_of((one.unit_id for one in held), on=today)
    can_end = set(endable)
    return [_held(one, names, today=today, can_end=one.unit_id in can_end) for one in held]


def term(one: Appointment, *, today: dt.date) -> Held:
    """One appointment."""
    return _held(one, queries.names_of([one.unit_id], on=today), today=today, can_end=True)


def _held(one: Appointment, names: Mapping[int, str], *, today: dt.date, can_end: bool) -> Held:
    state, tone = _state(one, today)
    over = one.end is not None and one.end <= today
    return Held(
        pk=one.pk,
        role=one.get_role_display(),
        unit_name=names.get(one.unit_id, ""),
        start=one.start,
        last_day=_last_day(one),
        state=state,
        tone=tone,
        handover=one.handover,
        can_end=can_end and not over,
    )


def _state(one: Appointment, today: dt.date) -> tuple[str, str]:
    if one.start > today:
        return "Chưa bắt đầu", "hand"
    if one.end is not None and one.end <= today:
        return "Đã kết thúc", ""
    return "Đang giữ", "ok"


def _last_day(one: Appointment) -> dt.date | None:
    return one.end - dt.timedelta(days=1) if one.end else None


def _line(one: Appointment, names: Mapping[int, str]) -> str:
    return f"{one.get_role_display()}, {names.get(one.unit_id, '')}"

"""The queue of pairs, two records side by side, and what was merged."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from nhanai.identity.models import User
from nhanai.people import queries
from nhanai.people.actions.merging import FIELDS
from nhanai.people.actions.person import words_of
from nhanai.people.models import Person, PersonMerge, PersonPair, PersonRole
from nhanai.people.pages.people import words_of_role
from nhanai.people.permissions import Permission
from nhanai.people.queries.choosing import names_within, offered
from nhanai.people.queries.finding import birth_of, shown_as
from nhanai.people.queries.pairing import merges_of, pairs_of
from nhanai.people.rules.privacy import masked, masked_phone
from nhanai.units.models import UnitName
from nhanai.units.queries import names_on
from nhanai.web.paging import Page, page_of

_SENSITIVE: Final = frozenset({"citizen_number", "ethnicity", "household_kind", "health"})
_LABELS: Final = {"birth": "ngày sinh", "commune_id": "xã, phường"}


@dataclass(frozen=True, slots=True)
class PairRow:
    """One pair in the queue."""

    pair: PersonPair
    first: str
    second: str
    places: Sequence[str]
    why: str


@dataclass(frozen=True, slots=True)
class Queue:
    """The pairs that wait."""

    page: Page[PersonPair]
    rows: Sequence[PairRow]
    units: Sequence[UnitName]
    unit: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One field of both records; `differs` where one is to be chosen."""

    name: str
    label: str
    first: str
    second: str
    differs: bool
    takes_second: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two records side by side."""

    pair: PersonPair
    why: str
    choices: Sequence[Choice]
    roles: Sequence[Sequence[str]]
    places: Sequence[str]


@dataclass(frozen=True, slots=True)
class Merges:
    """What was merged."""

    page: Page[PersonMerge]
    rows: Sequence[tuple[PersonMerge, str, str]]


def queue(user: User, unit: str, *, number: int, today: dt.date) -> Queue:
    """The open pairs, the surest first."""
    units = list(names_within(user, Permission.RECORD, today=today))
    chosen = [one.unit_id for one in units if one.unit.key == unit] if unit else None
    page = page_of(pairs_of(user, today=today, units=chosen), number=number, noun="cặp")
    keepers = {one.keeper_id for pair in page.rows for one in (pair.first, pair.second)}
    names = names_on(keepers, today)
    rows = [
        PairRow(
            pair,
            shown_as(pair.first),
            shown_as(pair.second),
            list(dict.fromkeys(names.get(one.keeper_id, "") for one in (pair.first, pair.second))),
            why(pair),
        )
        for pair in page.rows
    ]
    return Queue(page, rows, offered(units), unit)


def why(pair: PersonPair) -> str:
    """The reasons as one sentence."""
    words = ", ".join(str(reason) for reason in pair.reasons)
    return f"{words[:1].upper()}{words[1:]}."


def comparison(pair: PersonPair, user: User, *, today: dt.date) -> Comparison:
    """Both records, field by field; what she may not open is masked on its side."""
    both = (pair.first, pair.second)
    opens = [queries.may_open(user, one, today=today) for one in both]
    communes = {one.commune_id for one in both if one.commune_id}
    names = names_on(communes | {one.keeper_id for one in both}, today)
    choices = [_choice(name, both, opens, names) for name in FIELDS]
    rows = PersonRole.objects.filter(person__in=both).order_by("start", "pk")
    roles = list(rows.select_related("unit"))
    places = names_on({role.unit_id for role in roles}, today)
    said = [
        [
            f"{words_of_role(role)}, {places.get(role.unit_id, '')}, từ {role.start:%d/%m/%Y}"
            + (f" đến trước {role.end:%d/%m/%Y}" if role.end else "")
            for role in roles
            if role.person_id == one.pk
        ]
        for one in both
    ]
    kept_by = [names.get(one.keeper_id, "") for one in both]
    return Comparison(pair, why(pair), [one for one in choices if one.first or one.second],
                      said, kept_by)  # fmt: skip


def _choice(
    name: str, both: tuple[Person, Person], opens: Sequence[bool], names: Mapping[int, str]
) -> Choice:
    raw = [_value(one, name, names) for one in both]
    shown = [_masked(name, value, opens=may) for value, may in zip(raw, opens, strict=True)]
    label = _LABELS.get(name) or words_of(name)
    return Choice(
        name, f"{label[:1].upper()}{label[1:]}", shown[0], shown[1],
        differs=bool(raw[0] and raw[1] and raw[0] != raw[1]),
        takes_second=not raw[0] or (name == "birth" and both[0].birth_on is None),
    )  # fmt: skip


def _value(one: Person, name: str, names: Mapping[int, str]) -> str:
    if name == "birth":
        return str(birth_of(one))
    if name == "commune_id":
        return names.get(one.commune_id or 0, "")
    if name in {"sex", "household_kind"}:
        shown: str = getattr(one, f"get_{name}_display")()
        return shown
    return str(getattr(one, name) or "")


def _masked(name: str, value: str, *, opens: bool) -> str:
    if not value:
        return ""
    if name == "phone":
        return masked_phone(value)
    if name not in _SENSITIVE or opens:
        return value
    return masked(value) if name == "citizen_number" else "••••"


def merges(user: User, *, number: int, today: dt.date) -> Merges:
    """The merges, the newest first."""
    page = page_of(merges_of(user, today=today), number=number, noun="lần gộp")
    return Merges(page, [(one, shown_as(one.kept), shown_as(one.gone)) for one in page.rows])

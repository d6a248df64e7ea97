"""What the law on personal data asks for, as `people/data/privacy.toml` says it."""

import datetime as dt
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

from nhanai.base.days import Period
from nhanai.base.findings import Finding
from nhanai.people.rules.ages import ages_on
from nhanai.people.rules.spelling import Birth
from nhanai.people.vocab import Channel, RequestKind, RoleKind
from nhanai.periods.rules import Calendar

FILE: Final = "data/privacy.toml"
_LONG_NUMBER: Final = 9
"""From so many digits on a number tells of a person: a phone, a citizen number."""
ERASED: Final = "Đã xóa dữ liệu"
"""What an erased person is called."""


@dataclass(frozen=True, slots=True)
class Term:
    """Within how many days a request is answered; longer where a third party holds the data."""

    valid: Period
    acknowledge_working_days: int
    extension_days: int
    days: Mapping[RequestKind, int]
    days_with_third_party: Mapping[RequestKind, int]
    basis: str
    is_verified: bool


@dataclass(frozen=True, slots=True)
class Purpose:
    """What data is used for, and the words to which a person agrees."""

    code: str
    name: str
    version: str
    text: str
    is_sensitive: bool


@dataclass(frozen=True, slots=True)
class Retention:
    """How many years a record stays after the last role of these kinds."""

    roles: frozenset[RoleKind]
    years: int
    basis: str
    is_verified: bool


@dataclass(frozen=True, slots=True)
class DaysOfLists:
    """How many days the file of an export, and rows of an import that nobody took, are kept."""

    exported: int
    imported: int


@cache
def _data() -> Mapping[str, Any]:
    return tomllib.loads(files("nhanai.people").joinpath(FILE).read_text("utf-8"))


@cache
def days_of_lists() -> DaysOfLists:
    """How long lists are kept."""
    return DaysOfLists(**_data()["lists"])


@cache
def terms() -> tuple[Term, ...]:
    """The terms of requests, each with the days in which it holds."""
    return tuple(
        Term(
            Period.of(entry["start"], entry.get("end")),
            entry["acknowledge_working_days"],
            entry["extension_days"],
            {RequestKind(kind): days for kind, days in entry["days"].items()},
            {RequestKind(kind): days for kind, days in entry["days_with_third_party"].items()},
            entry["basis"],
            entry["verified"],
        )
        for entry in _data()["term"]
    )


@cache
def purposes() -> Mapping[str, Purpose]:
    """The purposes by code, in their order."""
    return {
        entry["code"]: Purpose(
            entry["code"], entry["name"], entry["version"], entry["text"], entry["sensitive"]
        )
        for entry in _data()["purpose"]
    }


@cache
def retentions() -> tuple[Retention, ...]:
    """How long records stay."""
    return tuple(
        Retention(
            frozenset(RoleKind(role) for role in entry["roles"]),
            entry["years"],
            entry["basis"],
            entry["verified"],
        )
        for entry in _data()["retention"]
    )


def term_on(day: dt.date) -> Term | None:
    """The terms in force on that day; None before the law was."""
    return next((term for term in terms() if day in term.valid), None)


def acknowledge_by(received: dt.date, calendar: Calendar) -> dt.date:
    """Until when the receipt of a request is confirmed."""
    return calendar.add_working_days(received, _term(received).acknowledge_working_days)


def due_on(
    kind: RequestKind, received: dt.date, calendar: Calendar, *, has_third_party: bool = False
) -> dt.date:
    """Until when a request is carried out; on a day off, the next working day."""
    term = _term(received)
    days = term.days[kind]
    if has_third_party:
        days = term.days_with_third_party.get(kind, days)
    return calendar.next_working_day(received + dt.timedelta(days=days))


def extended_to(due: dt.date, received: dt.date, calendar: Calendar) -> dt.date:
    """Until when it is carried out after the one extension that the law grants."""
    return calendar.next_working_day(due + dt.timedelta(days=_term(received).extension_days))


def _term(day: dt.date) -> Term:
    """The terms of that day; before the law was in force, its first ones serve."""
    return term_on(day) or terms()[0]


def notify_by(found: dt.datetime) -> dt.datetime:
    """Until when the authority hears of an incident."""
    return found + dt.timedelta(hours=_data()["incident"][0]["hours"])


def kept_years(role: RoleKind) -> int:
    """For how many years a record stays after this role."""
    return next(rule.years for rule in retentions() if role in rule.roles)


def years_before(day: dt.date, years: int) -> dt.date:
    """The same day so many years ago; of 29 February the 28th."""
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - years, day=28 if leap else day.day)


@dataclass(frozen=True, slots=True)
class ConsentValues:
    """A consent as it is recorded."""

    purpose: str
    channel: Channel
    given_at: dt.datetime
    witness: str = ""
    guardian: str = ""
    child_agreed: bool = False
    proof: str = ""


def faults_of_consent(
    values: ConsentValues, birth: Birth, *, at: dt.datetime, day: dt.date
) -> Iterator[Finding]:
    """What is missing for the consent to prove anything; `day` is when it was given, here."""
    if values.purpose not in purposes():
        yield Finding("purpose-unknown", "Chọn mục đích trong danh sách.", where="purpose")
    if values.given_at > at:
        yield Finding("consent-ahead", "Lúc đồng ý ở sau bây giờ.", where="given_on")
    if values.channel == Channel.WITNESSED and not values.witness:
        message = "Ghi tên người làm chứng hoặc người phiên dịch."
        yield Finding("witness-missing", message, where="witness")
    ages, child = ages_on(birth, day), _data()["child"]
    if ages is None or ages[1] >= child["guarded_until"]:
        return
    if not values.guardian:
        message = "Người này là trẻ em: ghi tên cha, mẹ hoặc người giám hộ đã đồng ý."
        yield Finding("guardian-missing", message, where="guardian")
    if ages[1] >= child["asked_from"] and not values.child_agreed:
        message = f"Trẻ em từ đủ {child['asked_from']} tuổi phải tự đồng ý, cùng người giám hộ."
        yield Finding("child-not-asked", message, where="child_agreed")


def masked(number: str) -> str:
    """A number of which only the last four digits show."""
    return f"{'•' * max(0, len(number) - 4)}{number[-4:]}" if len(number) > 4 else "•" * len(number)


def masked_phone(number: str) -> str:
    """A phone of which only the last three digits show."""
    return f"{'•' * max(0, len(number) - 3)}{number[-3:]}" if number else ""


def masked_cell(text: str) -> str:
    """A cell of a list as shown before anybody takes it: a long number keeps its last four."""
    digits = sum(letter.isdigit() for letter in text)
    return masked(text) if digits >= _LONG_NUMBER else text

"""Moves of a trip, its deadlines, and where and when another would not be in the way."""

import datetime as dt
import re
import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

from nhanai.base.codes import FollowCodes
from nhanai.base.findings import Finding
from nhanai.base.text import single_spaced
from nhanai.trips.vocab import TripState as State

CODES: Final = FollowCodes("CT")
FARTHEST: Final = dt.timedelta(days=366)
"""Nobody plans a trip for later than a year from now."""
LONGEST: Final[Mapping[str, int]] = {
    "group": 120, "name": 120, "contact": 200, "hamlet": 120, "what": 500
}  # fmt: skip
_ASKED: Final[Mapping[str, str]] = {
    "group": "Nhập tên đoàn, nhóm hoặc tổ chức.",
    "contact": "Nhập số điện thoại hoặc thư điện tử đủ để Hội trả lời.",
    "what": "Ghi đoàn mang gì đến, ví dụ: 100 suất quà gồm gạo, mì, chăn.",
}
MOST_HOUSEHOLDS: Final = 100_000
MOST_WORTH: Final = 1_000_000_000_000
_ENOUGH_DIGITS: Final = 8
_REACHED_BY: Final = re.compile(
    r"\S+@\S+"
    r"|(?<!\d)(?:\+\d|0\d|84)(?:[\s.\-()–]*\d){7,}"
    r"|(?<!\d)\d{9,}(?!\d|\s*(?:đ|vnd|triệu))",
    re.IGNORECASE,
)

MOVES: Final[Mapping[State, frozenset[State]]] = {
    State.WAITING: frozenset(
        {
            *(State.WAITING, State.PROPOSED, State.CONFIRMED),
            *(State.DECLINED, State.WITHDRAWN, State.SPAM),
        }
    ),
    State.PROPOSED: frozenset(
        {
            *(State.WAITING, State.PROPOSED, State.CONFIRMED),
            *(State.DECLINED, State.WITHDRAWN, State.SPAM),
        }
    ),
    State.CONFIRMED: frozenset(
        {State.WAITING, State.PROPOSED, State.WITHDRAWN, State.TOLD, State.DONE}
    ),
    State.TOLD: frozenset({State.TOLD, State.DONE}),
    State.DONE: frozenset({State.DONE}),
    State.DECLINED: frozenset(),
    State.WITHDRAWN: frozenset(),
    State.SPAM: frozenset({State.WAITING}),
}


@dataclass(frozen=True, slots=True)
class Setting:
    """What the room counts by, in days; `answer` in working days."""

    answer: int
    near: int
    received: int
    result: int
    kept: int
    basis: str
    is_verified: bool


@dataclass(frozen=True, slots=True)
class Told:
    """What a group says of its trip, as far as rules look at it."""

    group: str
    name: str
    contact: str
    hamlet: str
    on: dt.date
    what: str
    households: int
    worth: int


@dataclass(frozen=True, slots=True)
class Place:
    """A commune, in numbers alone: who waits there, what came lately, who is on the way."""

    commune: int
    waiting: int = 0
    reached: int = 0
    trips: int = 0


def may_move(before: str, after: str) -> bool:
    """Whether a trip goes from one state to the other."""
    return State(after) in MOVES[State(before)]


def setting_on(day: dt.date) -> Setting:
    """What held on that day."""
    told = max((one for one in _data() if one["from"] <= day), key=lambda one: one["from"])
    return Setting(
        answer=told["answer"], near=told["near"], received=told["received"],
        result=told["result"], kept=told["kept"], basis=told["basis"],
        is_verified=told["verified"],
    )  # fmt: skip


def faults_of(told: Told, *, today: dt.date) -> Iterator[Finding]:
    """Everything that keeps a trip from being taken in."""
    for where, asked in _ASKED.items():
        if not single_spaced(getattr(told, where)):
            yield Finding(f"trip-{where}", asked, where=where)
    for where, longest in LONGEST.items():
        if len(getattr(told, where)) > longest:
            yield Finding(f"trip-{where}-long", f"Viết không quá {longest} chữ.", where=where)
    if single_spaced(told.contact) and not reaches(told.contact):
        yield Finding("trip-contact-none", _ASKED["contact"], where="contact")
    if not today <= told.on <= today + FARTHEST:
        message = "Chọn ngày đi từ hôm nay đến không quá một năm nữa."
        yield Finding("trip-day", message, where="on")
    yield from _numbers(told.households, told.worth)


def result_faults(
    on: dt.date, what: str, households: int, worth: int, *, today: dt.date, since: dt.date
) -> Iterator[Finding]:
    """Everything that keeps what was given from being written down."""
    if not since <= on <= today:
        message = "Ngày trao là ngày đã qua hoặc hôm nay, không trước ngày đăng ký."
        yield Finding("result-day", message, where="on")
    if not single_spaced(what):
        yield Finding("result-what", "Ghi đã trao những gì.", where="what")
    elif len(what) > LONGEST["what"]:
        message = f"Viết không quá {LONGEST['what']} chữ."
        yield Finding("result-what-long", message, where="what")
    yield from _numbers(households, worth)


def _numbers(households: int, worth: int) -> Iterator[Finding]:
    if not 1 <= households <= MOST_HOUSEHOLDS:
        yield Finding("trip-households", "Nhập số hộ, ít nhất là 1.", where="households")
    if not 0 <= worth <= MOST_WORTH:
        message = "Nhập trị giá bằng đồng, hoặc để trống khi chưa tính được."
        yield Finding("trip-worth", message, where="worth")


def reaches(contact: str) -> bool:
    """Whether somebody can be reached by it: a number that is long enough, or a mail address."""
    digits = sum(map(str.isdigit, contact))
    return digits >= _ENOUGH_DIGITS or re.search(r"\S@\S+\.\S", contact) is not None


def without_contacts(text: str) -> str:
    """The text as everybody may read it: whatever looks like a phone number or a mail is taken out.

    Numbers by which somebody is reached begin with 0, + or 84, or have nine digits on end without
    a unit; so amounts of money, counts and days stay.
    """
    return _REACHED_BY.sub("…", text)


def first_free_day(wished: dt.date, taken: Collection[dt.date], *, near: int) -> dt.date:
    """The first day from `wished` on that lies `near` days or more from each that is taken."""
    day = wished
    for other in sorted(taken):
        if abs((day - other).days) < near:
            day = other + dt.timedelta(days=near)
    return day


def by_need(places: Iterable[Place]) -> list[Place]:
    """Where a trip would help most: few on the way, many who wait, few reached lately."""
    waiting = [one for one in places if one.waiting]
    return sorted(waiting, key=lambda one: (one.trips, -one.waiting, one.reached, one.commune))


@cache
def _data() -> tuple[Mapping[str, Any], ...]:
    text = files("nhanai.trips").joinpath("data", "trips.toml").read_text("utf-8")
    return tuple(tomllib.loads(text)["setting"])

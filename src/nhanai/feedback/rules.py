"""Deadlines, steps and codes of feedback."""

import datetime as dt
import hashlib
import hmac
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final, Protocol

from nhanai.feedback.vocab import FeedbackState as State

SIGNS: Final = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_LENGTH: Final = 12
_SHAPE: Final = re.compile(rf"PA([{SIGNS}]{{{_LENGTH}}})")
_IDLE: Final = re.compile(r"[\s\-–—.]+")
LONGEST: Final = 4_000
MOVES: Final[Mapping[State, frozenset[State]]] = {
    State.RECEIVED: frozenset({State.IN_HAND, State.SPAM, State.FORWARDED}),
    State.IN_HAND: frozenset(
        {State.IN_HAND, State.PROPOSED, State.ANSWERED, State.FORWARDED, State.SPAM}
    ),
    State.PROPOSED: frozenset({State.IN_HAND, State.ANSWERED}),
    State.ANSWERED: frozenset({State.IN_HAND, State.CLOSED}),
    State.FORWARDED: frozenset({State.CLOSED}),
    State.CLOSED: frozenset(),
    State.SPAM: frozenset({State.RECEIVED}),
}
OPEN: Final = frozenset({State.RECEIVED, State.IN_HAND, State.PROPOSED})
"""Somebody still waits for an answer."""


class Days(Protocol):
    """What is asked of a calendar of working days."""

    def next_working_day(self, day: dt.date) -> dt.date:
        """That day or the next one on which people work."""
        ...

    def add_working_days(self, day: dt.date, number: int) -> dt.date:
        """So many working days later."""
        ...


@dataclass(frozen=True, slots=True)
class Clock:
    """Until when somebody says that it arrived, and until when it is answered, and by what rule."""

    acknowledge_by: dt.date
    answer_by: dt.date
    basis: str
    is_verified: bool


def clock_of(kind: str, received: dt.date, days: Days) -> Clock:
    """The deadlines of feedback of that kind that came on that day."""
    told = max(
        (one for one in _data()["clock"] if kind in one["kinds"] and one["from"] <= received),
        key=lambda one: one["from"],
    )
    return Clock(
        days.add_working_days(received, told["acknowledge"]),
        days.next_working_day(received + dt.timedelta(days=told["answer"])),
        told["basis"], told["verified"],
    )  # fmt: skip


def may_reopen(answered: dt.date, today: dt.date, *, was_reopened: bool) -> bool:
    """Whether who sent it may still ask, once, to have the answer looked at again."""
    latest = answered + dt.timedelta(days=int(_data()["reopening"]["days"]))
    return not was_reopened and today <= latest


def may_move(before: str, after: str) -> bool:
    """Whether feedback goes from one state to the other."""
    return State(after) in MOVES[State(before)]


def code_of(token: bytes, secret: bytes) -> str:
    """The code by which it is followed: `PA-7K3F-4M2Q-9XYB`, one of 8 × 10^17.

    The same for the same sending, so that whoever sends twice is told the same again.
    """
    number = int.from_bytes(hmac.digest(secret, b"feedback code " + token, hashlib.sha256))
    signs = ""
    for _ in range(_LENGTH):
        number, at = divmod(number, len(SIGNS))
        signs += SIGNS[at]
    return f"PA-{signs[:4]}-{signs[4:8]}-{signs[8:]}"


def hash_of(code: str, secret: bytes) -> str | None:
    """How a code is kept, from whatever was typed; None where it cannot be one."""
    found = _SHAPE.fullmatch(_IDLE.sub("", code).upper())
    if found is None:
        return None
    return hmac.new(secret, f"feedback {found[1]}".encode(), hashlib.sha256).hexdigest()


@cache
def _data() -> Mapping[str, Any]:
    return tomllib.loads(files("nhanai.feedback").joinpath("data/clocks.toml").read_text("utf-8"))

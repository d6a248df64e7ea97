"""Deadlines, steps and the kind of codes of feedback."""

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final, Protocol

from nhanai.base.codes import FollowCodes
from nhanai.feedback.vocab import FeedbackState as State

CODES: Final = FollowCodes("PA")
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


@cache
def _data() -> Mapping[str, Any]:
    return tomllib.loads(files("nhanai.feedback").joinpath("data/clocks.toml").read_text("utf-8"))

"""What a report is gathered from, as values."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from nhanai.plans.rules.moves import CLOSED
from nhanai.plans.vocab import ConcernKind, ProgressState

LONG_YEAR: Final = 370


@dataclass(frozen=True, slots=True)
class Frame:
    """The plan, who reports, and the days [start, end); `today` is the day of gathering."""

    plan: str
    reference: str
    unit: str
    start: dt.date
    end: dt.date
    today: dt.date

    @property
    def by_year(self) -> bool:
        """Whether the report spans more than one year, so that each is told for itself."""
        return (self.end - self.start).days > LONG_YEAR


@dataclass(frozen=True, slots=True)
class Said:
    """An update of the period: when, in which state, in whose words, how much."""

    pk: int
    on: dt.date
    state: ProgressState
    text: str = ""
    quantity: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Goal:
    """The target of a task."""

    name: str
    measured_in: str
    value: Decimal


@dataclass(frozen=True, slots=True)
class Work:
    """What one unit did in one task in one period of the task."""

    pk: int
    task: int
    name: str
    group: int | None
    unit: int
    unit_name: str
    label: str
    start: dt.date
    due_on: dt.date | None
    state: ProgressState
    is_doing: bool
    counts: bool
    """Whether its number adds to the target's: not a coordinator's, not a part handed down."""
    said: tuple[Said, ...] = ()
    goal: Goal | None = None

    @property
    def year(self) -> int:
        """The year it is told in: of its last words, else of its beginning."""
        return self.said[-1].on.year if self.said else self.start.year

    @property
    def quantity(self) -> Decimal | None:
        """What the unit has done, by its newest number."""
        told = [one.quantity for one in self.said if one.quantity is not None]
        return told[-1] if told else None

    @property
    def is_done(self) -> bool:
        """Whether it was completed."""
        return self.state == ProgressState.DONE

    @property
    def is_silent(self) -> bool:
        """Whether the unit said nothing in the period and something is still expected."""
        return not self.said and self.state not in CLOSED

    def is_late(self, frame: Frame) -> bool:
        """Whether it was due before the period ended, or before today, and is not closed."""
        until = min(frame.end, frame.today)
        return self.due_on is not None and self.due_on < until and self.state not in CLOSED


@dataclass(frozen=True, slots=True)
class Raised:
    """What hinders a unit, or what it proposes, and to whom."""

    pk: int
    kind: ConcernKind
    unit_name: str
    to_name: str
    text: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class Spread:
    """How the plan was made known in the period."""

    conferences: int = 0
    attended: int = 0
    sent_to: int = 0
    readers: int = 0
    acknowledged: int = 0


@dataclass(frozen=True, slots=True)
class Group:
    """A content group of the plan."""

    pk: int
    title: str

"""What the resolver answers: the units meant, what has become of them, and its doubt in words."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from nhanai.units.rules.known import UnitRef


class Why(StrEnum):
    """How the words led to the unit, from the surest to the least."""

    EXACT = "exact"
    ABBREVIATION = "abbreviation"
    ALIAS = "alias"
    SHORTENED = "shortened"
    FORMER = "former-name"
    UNACCENTED = "unaccented"
    NEAR = "near"
    SEVERAL = "several"
    OUTSIDE = "outside"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A unit that the words may mean."""

    unit: UnitRef
    why: Why


@dataclass(frozen=True, slots=True)
class Ended:
    """A unit that was meant and that has ended, with those who hold its part."""

    unit: UnitRef
    on: dt.date
    successors: tuple[UnitRef, ...]
    is_verified: bool


@dataclass(frozen=True, slots=True)
class Resolution:
    """What words mean.

    `units` were alive on the day asked; `ended` are those meant that have ended since (or had
    ended by then). `doubt` is a sentence for the person where the answer needs one, else None;
    where several units are equally good, `units` is empty and `candidates` names them.
    """

    text: str
    units: tuple[UnitRef, ...] = ()
    ended: tuple[Ended, ...] = ()
    why: Why = Why.UNKNOWN
    doubt: str | None = None
    group: UnitRef | None = None
    candidates: tuple[Candidate, ...] = ()
    parts: tuple["Resolution", ...] = ()

    @property
    def successors(self) -> tuple[UnitRef, ...]:
        """Those who hold now what the ended units held, each once."""
        return tuple(dict.fromkeys(unit for ended in self.ended for unit in ended.successors))

    @property
    def holders(self) -> tuple[UnitRef, ...]:
        """Those whose business it is now: the meant units that live, then the successors."""
        gone = {ended.unit.key for ended in self.ended}
        living = (unit for unit in self.units if unit.key not in gone)
        return tuple({unit.key: unit for unit in (*living, *self.successors)}.values())

    @property
    def is_group(self) -> bool:
        """Whether the words mean all units of a group."""
        return self.group is not None

    @property
    def is_known(self) -> bool:
        """Whether the words name something of the register, in doubt or not."""
        return bool(self.units or self.ended or self.candidates or self.group)

    @property
    def kind(self) -> str:
        """The kind of what is meant, "" where it is unknown or mixed."""
        kinds = {unit.kind for unit in (*self.units, *(ended.unit for ended in self.ended))}
        return kinds.pop() if len(kinds) == 1 else ""

"""What roles and the society's own units count for: changes of stocks on days, as values.

A stock grows by one on the first day and falls by one on the day after the last. Where a stay ends
because its unit ends and another follows it, nothing is written: what the old unit held passes to
its successor when the figures are rolled up.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from nhanai.facts.rules.values import FactValue
from nhanai.people.vocab import CORE_GRADES, Employment, RoleKind
from nhanai.units.vocab import BRANCH_KINDS, TEAM_KINDS, UnitKind

_TEAM_PARTS: Final[Mapping[UnitKind, str]] = {
    UnitKind.RESPONSE_TEAM: "TH",
    UnitKind.FIRST_AID_TEAM: "SC",
    UnitKind.MOBILE_CLINIC: "KB",
    UnitKind.SHOCK_TEAM: "XK",
}
_NEW_PARTS: Final = {RoleKind.MEMBER: "HV", RoleKind.VOLUNTEER: "TNV"}
_DISASTER: Final = 7
"""The statutory field of readiness for disasters."""


@dataclass(frozen=True, slots=True)
class Stay:
    """Days at a unit (its number) that ends at `unit_end`.

    `continues` says that nothing begins here for the figures, `passes_on` that nothing ends.
    """

    unit: int
    start: dt.date
    end: dt.date | None = None
    unit_end: dt.date | None = None
    continues: bool = False
    passes_on: bool = False


@dataclass(frozen=True, slots=True)
class Measured:
    """A measure with its group and statutory field."""

    measure: str
    part: str = ""
    field: int = 0


@dataclass(frozen=True, slots=True)
class CountedRole:
    """What of a role matters for figures."""

    kind: RoleKind
    unit_kind: UnitKind
    stay: Stay
    grade: str = ""
    employment: str = ""
    is_new: bool = False
    """Whether she holds it for the first time from this day on, and not after another unit."""


def facts_of_role(role: CountedRole) -> tuple[FactValue, ...]:
    """Everything that one row of a role counts for."""
    stocks = [fact for one in _measures_of(role) for fact in changes(one, role.stay)]
    part = _NEW_PARTS.get(role.kind)
    if role.is_new and part:
        stocks.append(FactValue(role.stay.unit, role.stay.start, "TC11", 1, part=part))
    return tuple(stocks)


def _measures_of(role: CountedRole) -> Iterator[Measured]:
    match role.kind:
        case RoleKind.MEMBER:
            yield Measured("TC04")
        case RoleKind.VOLUNTEER:
            yield Measured("TC06")
            if role.grade in CORE_GRADES:
                yield Measured("TC07")
        case RoleKind.YOUTH:
            yield Measured("TC08", "TN")
        case RoleKind.TEENAGER:
            yield Measured("TC08", "TR")
        case RoleKind.OFFICER if role.employment:
            yield Measured("TC14", "CT" if role.employment == Employment.FULL_TIME else "KCT")
        case RoleKind.GROUP_MEMBER if role.unit_kind == UnitKind.RESPONSE_TEAM:
            yield Measured("TT05B", field=_DISASTER)


def facts_of_unit(
    kind: UnitKind, territory: str, parent_kind: UnitKind, stays: Sequence[Stay]
) -> tuple[FactValue, ...]:
    """What a unit counts for at those above it; `stays` are its places below them, in order."""
    measured = list(_measures_of_unit(kind, territory, parent_kind))
    linked = list(_linked(stays))
    return tuple(fact for one in measured for stay in linked for fact in changes(one, stay))


def _measures_of_unit(kind: UnitKind, territory: str, parent: UnitKind) -> Iterator[Measured]:
    if kind == UnitKind.CHAPTER and parent == UnitKind.CHAPTER:
        yield Measured("TC02" if territory == UnitKind.COMMUNE else "TC01")
    elif kind in BRANCH_KINDS and kind != UnitKind.CELL:
        yield Measured("TC03")
    elif kind == UnitKind.CLUB:
        yield Measured("TC09")
    elif kind in TEAM_KINDS:
        yield Measured("TC10", _TEAM_PARTS[kind])
        if kind == UnitKind.RESPONSE_TEAM:
            yield Measured("TT05A", field=_DISASTER)


def _linked(stays: Sequence[Stay]) -> Iterator[Stay]:
    """The stays, each with whether it is carried over from one that ended with its unit."""
    carried = False
    for number, stay in enumerate(stays):
        follower = stays[number + 1] if number + 1 < len(stays) else None
        goes_on = follower is not None and follower.start == stay.end
        passes_on = goes_on and stay.unit_end is not None and stay.end == stay.unit_end
        yield replace(stay, continues=carried, passes_on=passes_on)
        carried = passes_on


def changes(measured: Measured, stay: Stay) -> Iterator[FactValue]:
    """One more on the first day, one less on the day after the last.

    A unit takes no facts after the day after its last: there falls what ended with it or later.
    What began after its end (as the end was told later) stays as it was said.
    """
    if not stay.continues:
        yield _fact(measured, stay.unit, stay.start, 1)
    if stay.end is not None and not stay.passes_on:
        unit_end = stay.unit_end or stay.end
        gone = min(stay.end, unit_end) if stay.start < unit_end else stay.end
        yield _fact(measured, stay.unit, gone, -1)


def _fact(measured: Measured, unit: int, day: dt.date, quantity: int) -> FactValue:
    return FactValue(
        unit, day, measured.measure, quantity, part=measured.part, field=measured.field
    )

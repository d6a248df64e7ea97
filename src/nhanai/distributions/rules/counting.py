"""What gifts and emergency aid count for: facts as values."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from nhanai.aid.rules.counting import MONTH_OF_HUMANITY
from nhanai.aid.vocab import GiftKind
from nhanai.facts.rules.values import FactValue

FIELD: Final = 1
"""The statutory field of all of it: emergency and humanitarian assistance."""
_COMPONENT: Final = {GiftKind.MONEY: "TM", GiftKind.GOODS: "HV", GiftKind.SERVICE: "DV"}


@dataclass(frozen=True, slots=True)
class Received:
    """A gift that was handed over; `is_address` where the delivery is counted in `aid`."""

    unit: int
    on: dt.date
    kind: GiftKind
    worth: int
    person: int
    target: str
    is_tet: bool
    is_address: bool
    campaign: str = ""


def of_gift(got: Received) -> tuple[FactValue, ...]:
    """What one gift counts for: what `aid` counts of an address is not counted here again."""
    return tuple(_of_gift(got))


def _of_gift(got: Received) -> Iterator[FactValue]:
    if got.is_tet:
        yield FactValue(got.unit, got.on, "XH03", 1, field=FIELD, part=got.target)
        yield FactValue(got.unit, got.on, "XH04", got.worth, field=FIELD)
    if got.is_address:
        return
    yield from _help(Helped(got.unit, got.on, got.kind, got.worth, person=got.person))
    if got.campaign == MONTH_OF_HUMANITY:
        yield FactValue(got.unit, got.on, "XH22A", got.worth, field=FIELD)
        yield FactValue(got.unit, got.on, "XH22B", 1, field=FIELD)


def of_place(unit: int, on: dt.date) -> tuple[FactValue, ...]:
    """A place at which gifts of Tết Nhân ái were handed over."""
    return (FactValue(unit, on, "XH06", 1, field=FIELD),)


@dataclass(frozen=True, slots=True)
class Helped:
    """Help given to `persons` people at once; `person` where it is one who is named."""

    unit: int
    on: dt.date
    kind: GiftKind
    worth: int
    persons: int = 1
    person: int | None = None


def of_emergency(helped: Helped) -> tuple[FactValue, ...]:
    """What emergency aid counts for."""
    return tuple(_help(helped))


def _help(one: Helped) -> Iterator[FactValue]:
    component = _COMPONENT[one.kind]
    yield FactValue(one.unit, one.on, "XH01", one.worth, field=FIELD, part=component)
    yield FactValue(one.unit, one.on, "XH02", one.persons, field=FIELD)
    if one.person is not None:
        yield FactValue(one.unit, one.on, "TH02N", 1, subject=one.person, field=FIELD)

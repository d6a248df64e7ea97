"""What one activity counts for: its facts, by the mapping of its kind."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as made
from decimal import Decimal
from typing import Final

from nhanai.activities.rules.kinds import Kind, Write, always, kinds
from nhanai.facts.rules.catalogue import shipped
from nhanai.facts.rules.values import FactValue

_COMPONENTS: Final = {"TM": "cash", "HV": "goods", "DV": "service"}
_SESSIONS: Final = ("CLASS", "ROUND", "SESSION")
_PEOPLE: Final = {"HELPED": "TH02N", "JOINED": "TC16", "DONATED": "HM03N"}
"""The measure that counts each person of that part once."""


@dataclass(frozen=True, slots=True)
class Counted:
    """An activity as it is counted; `campaign` is the kind of its campaign.

    It counts on its last day: what is not finished is not yet done.
    """

    unit: int
    day: dt.date
    kind: str
    field: int
    persons: int | None = None
    services: int | None = None
    households: int | None = None
    joined: int | None = None
    cash: int = 0
    goods: int = 0
    service: int = 0
    blood: int = 0
    campaign: str = ""
    amounts: Mapping[str, Decimal] = made(default_factory=dict)
    people: tuple[tuple[int, str], ...] = ()

    @property
    def helped(self) -> int | None:
        """Occasions on which somebody was helped; known persons were helped at least once each."""
        return self.persons if self.services is None else self.services


def facts_of(counted: Counted) -> tuple[FactValue, ...]:
    """The facts; what is zero or not known is no fact."""
    kind = kinds()[counted.kind]
    return (
        *(fact for write in (*kind.writes, *always()) for fact in _written(counted, kind, write)),
        *_of_people(counted),
    )


def _written(counted: Counted, kind: Kind, write: Write) -> Iterator[FactValue]:
    if write.campaign and write.campaign != counted.campaign:
        return
    if write.takes == "value" and shipped()[write.measure].parts:
        for part, name in _COMPONENTS.items():
            yield from _fact(counted, write.measure, getattr(counted, name), part)
        return
    yield from _fact(counted, write.measure, _taken(counted, write.takes), write.part)


def _taken(counted: Counted, takes: str) -> int | Decimal | None:
    """What of the activity the mapping asks for."""
    if takes.startswith("item:"):
        return counted.amounts.get(takes.removeprefix("item:"))
    if takes == "one":
        return next((counted.amounts[o] for o in _SESSIONS if o in counted.amounts), Decimal(1))
    if takes == "one_example":
        return counted.amounts.get("EXAMPLE", Decimal(1))
    return {
        "value": counted.cash + counted.goods + counted.service,
        "cash": counted.cash,
        "goods": counted.goods,
        "blood_value": counted.blood,
        "services": counted.helped,
        "households": counted.households,
        "joined": counted.joined,
    }[takes]


def _fact(
    counted: Counted, measure: str, quantity: int | Decimal | None, part: str
) -> Iterator[FactValue]:
    if quantity:
        yield FactValue(
            counted.unit, counted.day, measure, quantity, field=counted.field, part=part
        )


def _of_people(counted: Counted) -> Iterator[FactValue]:
    """Each person who is named, counted once however often she was helped or took part."""
    for person, part in sorted(set(counted.people)):
        yield FactValue(
            counted.unit, counted.day, _PEOPLE[part], 1, subject=person, field=counted.field
        )

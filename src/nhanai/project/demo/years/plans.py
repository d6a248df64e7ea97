"""What the province handed out for 2026: a little more than was done the year before.

It comes last, so that a demo that was loaded before has only this to add.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final

from nhanai.facts.queries.rolling import rolled_up
from nhanai.figures import actions
from nhanai.figures.queries.planned import standing_of
from nhanai.figures.rules.planning import Basis, Handed
from nhanai.periods.queries import regimes
from nhanai.periods.rules import named
from nhanai.periods.vocab import PeriodKind
from nhanai.project.demo.years.calendar import clock, seeded
from nhanai.project.demo.years.deeds import Deed, Hands, do
from nhanai.project.demo.years.places import OFFICE
from nhanai.project.demo.years.society import PROVINCE

YEAR: Final = 2026
_ON: Final = dt.date(2026, 1, 12)
_MEASURES: Final = ("XH01", "XH02", "XH03", "SK01", "HM02", "NL01", "TC04")
_MORE: Final = (95, 100, 105, 110, 115, 125)
"""Percent of the year before."""


@dataclass(frozen=True, slots=True)
class Planned(Deed):
    """The province handed out the year's numbers, where nobody who tries the demo did before."""

    year: int


def plans() -> Iterator[Deed]:
    """One table, in January."""
    yield Planned(clock(_ON, 9), PROVINCE, YEAR)


@do.register
def _planned(deed: Planned, hands: Hands) -> None:
    before = named(regimes()[0], PeriodKind.YEAR, deed.year - 1).period
    office = hands.units[OFFICE].pk
    rolled = rolled_up(office, _MEASURES, [before], structure=_ON)
    units = sorted({unit for unit, _, _ in rolled.cells})
    standing = standing_of(units, _MEASURES, deed.year)
    there = {(row.unit_id, row.measure.code) for row in standing}
    several = [
        Handed(unit, code, _number(figure.value, seeded(f"plan {unit} {code}").choice(_MORE)))
        for unit in units
        for code, figure in rolled.figures(unit).items()
        if figure.value >= 1 and (unit, code) not in there
    ]
    if several:
        basis = Basis("05/KH-CTĐ", _ON)
        actions.hand_out(
            year=deed.year, several=several, basis=basis, by=hands.user(deed.by), at=deed.at
        )


def _number(value: Fraction, percent: int) -> Decimal:
    """So many percent of it, in two digits that say something, and never nothing."""
    wanted = int(value * percent / 100)
    step = 10 ** max(0, len(str(wanted)) - 2)
    return Decimal(max(1, -(-wanted // step) * step))

"""What the pictures of a report need besides its lines: earlier months, and places on the map."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from nhanai.base.days import Period
from nhanai.facts.queries.catalogue import measures
from nhanai.facts.queries.history import history
from nhanai.facts.queries.rolling import rolled_up
from nhanai.facts.vocab import MeasureKind
from nhanai.figures.queries.places import places_of
from nhanai.periods.rules import (
    NamedPeriod,
    NoPeriod,
    find_period,
    previous_of,
    same_period_last_year,
)
from nhanai.periods.vocab import PeriodKind
from nhanai.submissions.queries.slots import Slot
from nhanai.submissions.rules.sheets import Sheet
from nhanai.submissions.rules.together import Month
from nhanai.units.queries import names_on

MONTHS: Final = 12


def illustrated(slot: Slot, sheet: Sheet, main: Sequence[str]) -> Sheet:
    """The report with what its pictures need; as it was where it was not put together.

    The line over the months is the first main one that counts what happened. One roll-up, three
    queries.
    """
    made = sheet.together
    if made is None:
        return sheet
    line = _line_over_months(sheet, main)
    months = _months(slot, line) if line else ()
    return replace(
        sheet,
        together=replace(
            made, months_of=line if months else "", months=months, places=_places(slot)
        ),
    )


def _line_over_months(sheet: Sheet, main: Sequence[str]) -> str:
    known = measures()
    for key in main:
        line = sheet.figures.get(key)
        if line and line.now and known[line.measure].kind == MeasureKind.FLOW:
            return key if line.key == line.measure else ""
    return ""


def _months(slot: Slot, code: str) -> tuple[Month, ...]:
    """The months up to the cut-off, the oldest first; none where none has a figure."""
    last = find_period(slot.period.regime, PeriodKind.MONTH, slot.cut_off)
    if last is None:
        return ()
    times = [last]
    while len(times) < MONTHS and (earlier := _previous(times[0])):
        times.insert(0, earlier)
    befores = [_year_before(one) for one in times]
    asked = [one.period for one in (*times, *befores) if one is not None]
    periods = list(dict.fromkeys(asked))
    rolled = rolled_up(slot.unit.pk, [code], periods, structure=slot.cut_off, alone=True)
    found = {
        period: figure.printed
        for number, period in enumerate(periods)
        if (figure := rolled.figures(slot.unit.pk, number).get(code))
    }
    made = tuple(_month(one, before, found) for one, before in zip(times, befores, strict=True))
    return made if any(one.now is not None for one in made) else ()


def _month(one: NamedPeriod, before: NamedPeriod | None, found: Mapping[Period, Decimal]) -> Month:
    words = one.label.partition(" (")[0]
    label = words.removeprefix("tháng ")
    earlier = found.get(before.period) if before else None
    return Month(label, words, found.get(one.period), earlier)


def _previous(one: NamedPeriod) -> NamedPeriod | None:
    try:
        return previous_of(one)
    except NoPeriod:
        return None


def _year_before(one: NamedPeriod) -> NamedPeriod | None:
    try:
        return same_period_last_year(one)
    except NoPeriod:
        return None


def _places(slot: Slot) -> dict[str, tuple[int, int]]:
    """Where the places of the units directly below stand, by name."""
    parents = history().on(slot.cut_off, slot.unit.pk).parents
    below = [unit for unit, parent in parents.items() if parent == slot.unit.pk]
    names = names_on(below, slot.cut_off)
    return {names[unit]: place for unit, place in places_of(below).items() if unit in names}

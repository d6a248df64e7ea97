"""A report's figures, live from the facts: all periods of all lines in at most three roll-ups."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Final

from nhanai.base.days import Period
from nhanai.facts.queries.catalogue import measures
from nhanai.facts.queries.rolling import Rolled, rolled_up
from nhanai.facts.rules.catalogue import MeasureValue
from nhanai.facts.rules.cells import Cell, Figure
from nhanai.facts.rules.formulas import rounded
from nhanai.facts.vocab import Adding, MeasureKind
from nhanai.figures.queries.planned import planned
from nhanai.periods.rules import NamedPeriod, NoPeriod, find_period, previous_of
from nhanai.periods.rules import same_period_last_year as year_before
from nhanai.periods.vocab import PeriodKind
from nhanai.submissions.queries.slots import Slot
from nhanai.submissions.rules.forms import Line
from nhanai.submissions.rules.sheets import FigureLine
from nhanai.submissions.vocab import LineKind

EARLIER: Final = 6
"""So many earlier periods of the same kind are the unit's own history."""


@dataclass(frozen=True, slots=True)
class Filled:
    """The figures of a report by the key of their line, and what each was in earlier periods."""

    figures: Mapping[str, FigureLine]
    history: Mapping[str, Sequence[Decimal]]
    earlier: int
    made_of: Mapping[str, frozenset[str]]
    """Of each line that a formula makes, the measures that it is made of."""


@dataclass(frozen=True)
class Times:
    """The periods that a report asks for: its own, a year ago, the year so far, earlier ones."""

    now: Period
    before: Period | None
    year: Period
    earlier: tuple[Period, ...]

    @cached_property
    def numbers(self) -> Mapping[Period, int]:
        """Each but the earlier ones once, with its number in one roll-up of them."""
        once = dict.fromkeys(one for one in (self.now, self.before, self.year) if one is not None)
        return {period: number for number, period in enumerate(once)}


def times_of(period: NamedPeriod, *, looks_back: bool = True) -> Times:
    """The periods of a report of `period`; without those before it where it does not look back."""
    if not looks_back:
        return Times(period.period, None, so_far(period), ())
    return Times(period.period, _before(period), so_far(period), tuple(_earlier(period)))


def so_far(period: NamedPeriod) -> Period:
    """From the first day of its year of reporting to its own last day."""
    year = find_period(period.regime, PeriodKind.YEAR, period.cut_off)
    start = min(year.period.start, period.period.start) if year else period.period.start
    return Period(start, period.period.end)


def _before(period: NamedPeriod) -> Period | None:
    try:
        return year_before(period).period
    except NoPeriod:
        return None


def _earlier(period: NamedPeriod) -> list[Period]:
    found: list[Period] = []
    while len(found) < EARLIER:
        try:
            period = previous_of(period)
        except NoPeriod:
            break
        found.append(period.period)
    return found


@dataclass(frozen=True)
class Counted:
    """Everything counted at a unit and at every unit below it, in the periods a report asks for."""

    slot: Slot
    known: Mapping[str, MeasureValue]
    lines: Sequence[Line]
    times: Times
    rolled: Mapping[str, Rolled]
    history: Sequence[Mapping[str, Figure]]
    """The unit's own figures in each earlier period, the latest first."""

    def figures(self, unit: int, plans: Mapping[str, Decimal]) -> Mapping[str, FigureLine]:
        """The figures of one of these units by the key of their line; each is computed once."""
        known = self.known
        wanted = [self.times.now, self.times.before, self.times.year]
        asked = {by: _by_period(unit, one, self.times, wanted) for by, one in self.rolled.items()}
        return {
            line.key: _line(line, known, asked[way_of(line)], self.times, plans.get(line.measure))
            for line in self.lines
        }

    def filled_lines(self, unit: int) -> int:
        """How many lines have a figure of the period at one of these units."""
        now = self.times.numbers[self.times.now]
        return sum(
            self.rolled[way].number_of(codes, unit, now, group)
            for (way, group), codes in self._codes.items()
        )

    @cached_property
    def _codes(self) -> Mapping[tuple[str, str], Sequence[str]]:
        """The measures of the lines by way and group."""
        codes: dict[tuple[str, str], list[str]] = {}
        for line in self.lines:
            codes.setdefault((way_of(line), group_of(line)), []).append(line.measure)
        return codes

    def cell(self, unit: int, line: Line, period: Period | None) -> Cell | None:
        """What was counted of a line that is no formula; None where there is nothing."""
        if period is None:
            return None
        key = (unit, self.times.numbers[period], group_of(line))
        return self.rolled[way_of(line)].cells.get(key, {}).get(line.measure)


def counted(slot: Slot, *, looks_back: bool = True) -> Counted:
    """Count the lines of the report in the structure of its last day; at most four roll-ups.

    Without looking back only the period and the year so far, for less than half.
    """
    known, times = measures(), times_of(slot.period, looks_back=looks_back)
    lines = [line for line in slot.form.of(LineKind.MEASURE) if _counts(line, known, slot)]
    asked = {by: _rolled(slot, lines, times, by) for by in ("", "part", "field")}
    rolled = {by: one for by, one in asked.items() if one}
    return Counted(slot, known, lines, times, rolled, _history(slot, lines, times, rolled.get("")))


def filled(slot: Slot) -> Filled:
    """The figures of the report as the records have them."""
    return filled_from(counted(slot))


def filled_from(found: Counted) -> Filled:
    """The same from what was counted already; one query more, for the plan of the year."""
    slot, known, times = found.slot, found.known, found.times
    figures = found.figures(slot.unit.pk, _planned(slot, found.lines))
    history = {
        line.key: [one.printed for period in found.history if (one := period.get(line.measure))]
        for line in found.lines
        if not group_of(line)
    }
    made_of = {
        line.key: frozenset(formula.codes)
        for line in found.lines
        if (formula := known[line.measure].formula)
    }
    return Filled(figures, history, len(times.earlier), made_of)


def _planned(slot: Slot, lines: Sequence[Line]) -> Mapping[str, Decimal]:
    """What the unit is to reach in the year of the period, by measure."""
    year = find_period(slot.period.regime, PeriodKind.YEAR, slot.cut_off)
    codes = {line.measure for line in lines if not way_of(line)}
    if year is None or not codes:
        return {}
    known = measures()
    found = planned([slot.unit.pk], codes, year.number)
    return {code: rounded(one.value, known[code].decimals) for (_, code), one in found.items()}


_Found = Mapping[tuple[Period, str], Mapping[str, Figure]]


def _counts(line: Line, known: Mapping[str, MeasureValue], slot: Slot) -> bool:
    """Whether the catalogue has the measure in this period."""
    measure = known.get(line.measure)
    return measure is not None and measure.valid.overlaps(slot.period.period)


def way_of(line: Line) -> str:
    """How its roll-up is broken: whole, by part, by field."""
    return "part" if line.part else "field" if line.field else ""


def group_of(line: Line) -> str:
    """The group of the roll-up that the line is; "" of a whole measure."""
    return line.part or (str(line.field) if line.field else "")


def _rolled(slot: Slot, lines: Sequence[Line], times: Times, by: str) -> Rolled | None:
    codes = {line.measure for line in lines if way_of(line) == by}
    if not codes:
        return None
    return rolled_up(slot.unit.pk, codes, list(times.numbers), structure=slot.cut_off, by=by)


def _history(
    slot: Slot, lines: Sequence[Line], times: Times, rolled: Rolled | None
) -> Sequence[Mapping[str, Figure]]:
    """The unit's own figures in each earlier period; what was rolled up already is not again."""
    unit = slot.unit.pk
    if rolled is None or not times.earlier:
        return ()
    codes = {line.measure for line in lines if not way_of(line)}
    known = {one: rolled.figures(unit, number) for one, number in times.numbers.items()}
    left = [one for one in times.earlier if one not in known]
    if left:
        alone = rolled_up(unit, codes, left, structure=slot.cut_off, alone=True)
        known |= {one: alone.figures(unit, number) for number, one in enumerate(left)}
    return [known[one] for one in times.earlier]


def _by_period(unit: int, rolled: Rolled, times: Times, wanted: Iterable[Period | None]) -> _Found:
    """The figures of one unit, by period and group; each formula is computed once."""
    groups = {group for _, _, group in rolled.cells} | {""}
    numbers = times.numbers
    return {
        (period, group): rolled.figures(unit, numbers[period], group)
        for period in wanted
        for group in groups
        if period is not None and (unit, numbers[period], group) in rolled.cells
    }


def _line(
    line: Line, known: Mapping[str, MeasureValue], found: _Found, times: Times,
    planned: Decimal | None,
) -> FigureLine:  # fmt: skip
    group, measure = group_of(line), known[line.measure]

    def at(period: Period | None) -> Figure | None:
        return found.get((period, group), {}).get(line.measure) if period else None

    now, before = at(times.now), at(times.before)
    adds = adds_over_the_year(measure, known)
    so_far = at(times.year) if adds else None
    return FigureLine(
        key=line.key,
        measure=line.measure,
        label=label_of(line, measure),
        measured_in=measure.unit_of_measure,
        now=now.printed if now else None,
        is_estimated=bool(now and now.is_estimated),
        facts=now.facts if now else 0,
        before=before.printed if before else None,
        is_before_estimated=bool(before and before.is_estimated),
        cumulative=so_far.printed if so_far else None,
        adds=adds,
        is_stock=measure.kind == MeasureKind.STOCK,
        planned=None if group else planned,
    )


def label_of(line: Line, measure: MeasureValue) -> str:
    """What the line is called: the measure, and the group where it is of one."""
    if line.part:
        return f"{measure.name} – {measure.parts.get(line.part, line.part).lower()}"
    return f"{measure.name} – lĩnh vực {line.field}" if line.field else measure.name


def adds_over_the_year(measure: MeasureValue, known: Mapping[str, MeasureValue]) -> bool:
    """Whether the year so far says more than the period: not of stocks, nor of what they make."""
    if measure.adding == Adding.FORMULA and measure.formula is not None:
        return all(adds_over_the_year(known[code], known) for code in measure.formula.codes)
    return measure.adding in {Adding.SUM, Adding.DISTINCT}

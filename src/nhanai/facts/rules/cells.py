"""Figures as they come out of a roll-up, and the one way to add them further."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from nhanai.base.errors import Refused
from nhanai.facts.rules.catalogue import MeasureValue
from nhanai.facts.rules.formulas import rounded
from nhanai.facts.rules.placing import WHOLE
from nhanai.facts.vocab import Adding, MeasureKind


class Cell(NamedTuple):
    """What was counted, in steps of the measure: an exact part, and one estimated by shares.

    `estimated` is in millionths of a step. `facts` tells from how many facts; a cell without facts
    does not exist, as empty is not zero.
    """

    exact: int
    estimated: int = 0
    facts: int = 1

    def figure(self, decimals: int) -> Fraction:
        """The whole figure in the measure's unit."""
        return Fraction(self.exact * WHOLE + self.estimated, WHOLE * 10**decimals)

    def estimate(self, decimals: int) -> Fraction:
        """That part of it which came through shares."""
        return Fraction(self.estimated, WHOLE * 10**decimals)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as a page or a report shows it."""

    measure: MeasureValue
    value: Fraction
    estimated: Fraction = Fraction(0)
    facts: int = 0

    @property
    def printed(self) -> Decimal:
        """Rounded to the decimals of the measure."""
        return rounded(self.value, self.measure.decimals)

    @property
    def is_estimated(self) -> bool:
        """Whether a part of it came through a share of a unit."""
        return self.estimated != 0


def figures(
    cells: Mapping[str, Cell], measures: Mapping[str, MeasureValue], wanted: Iterable[str]
) -> dict[str, Figure]:
    """The wanted figures of one unit and period, derived ones too; what is empty is left out."""
    found: dict[str, Figure] = {}
    for code in wanted:
        measure = measures[code]
        if not has_figure(measure, measures, cells):
            continue
        if measure.formula is None:
            cell, decimals = cells[code], measure.decimals
            found[code] = Figure(
                measure, cell.figure(decimals), cell.estimate(decimals), cell.facts
            )
        elif (value := _derived(measure, measures, cells)) is not None:
            found[code] = _figure_of_formula(measure, value, measures, cells)
    return found


def has_figure(
    measure: MeasureValue, measures: Mapping[str, MeasureValue], cells: Mapping[str, Cell]
) -> bool:
    """Whether the cells of one unit and period give the measure a figure."""
    if measure.formula is None:
        cell = cells.get(measure.code)
        return cell is not None and not _means_nothing(measure, cell)
    return _derived(measure, measures, cells) is not None


def _means_nothing(measure: MeasureValue, cell: Cell) -> bool:
    """Whether scores of several units, or a share of one, were added: a score is of one unit."""
    return measure.kind == MeasureKind.RATIO and (cell.facts > 1 or cell.estimated != 0)


def _derived(
    measure: MeasureValue, measures: Mapping[str, MeasureValue], cells: Mapping[str, Cell]
) -> Fraction | None:
    """The figure of a formula, whose parts may be formulas."""
    formula = measure.formula
    if formula is None:
        cell = cells.get(measure.code)
        return None if cell is None else cell.figure(measure.decimals)
    parts = {code: _derived(measures[code], measures, cells) for code in formula.codes}
    return formula.of({code: value for code, value in parts.items() if value is not None})


def _figure_of_formula(
    measure: MeasureValue,
    value: Fraction,
    measures: Mapping[str, MeasureValue],
    cells: Mapping[str, Cell],
) -> Figure:
    """It is estimated where one of its parts is; how much of a ratio is, cannot be said."""
    parts = [cells[code] for code in _parts(measure, measures) if code in cells]
    estimated = Fraction(0)
    if any(cell.estimated for cell in parts):
        is_sum = measure.kind == MeasureKind.FLOW
        estimated = (
            Fraction(sum(cell.estimated for cell in parts), WHOLE) / 10**measure.decimals
            if is_sum
            else value
        )
    return Figure(measure, value, estimated, sum(cell.facts for cell in parts))


def _parts(measure: MeasureValue, measures: Mapping[str, MeasureValue]) -> set[str]:
    if measure.formula is None:
        return {measure.code}
    return {one for code in measure.formula.codes for one in _parts(measures[code], measures)}


class Over(StrEnum):
    """Along what figures are added."""

    UNITS = "units"
    PERIODS = "periods"
    MEASURES = "measures"


class CannotAdd(Refused):
    """The sum would count something twice, or mean nothing."""


def add(cells: Iterable[tuple[MeasureValue, Cell]], over: Over) -> Cell:
    """Add figures of the same measure over units or periods, or of several measures in one place.

    The only way in which pages, exports and the machine interface add what has been rolled up;
    raises `CannotAdd` with the reason where the sum would be wrong.
    """
    given = list(cells)
    reason = why_not(list({measure.code: measure for measure, _ in given}.values()), over)
    if reason:
        raise CannotAdd(reason)
    return Cell(
        sum(cell.exact for _, cell in given),
        sum(cell.estimated for _, cell in given),
        sum(cell.facts for _, cell in given),
    )


def why_not(measures: Iterable[MeasureValue], over: Over) -> str:
    """Why figures of these measures must not be added along that way; "" where they may."""
    given = list(measures)
    if over == Over.MEASURES:
        return _why_not_together(given)
    for measure in given:
        if measure.kind == MeasureKind.RATIO:
            return f"{measure.name} là tỷ lệ; tính lại từ các chỉ tiêu gốc, không cộng."
        if measure.kind == MeasureKind.DISTINCT:
            what = "nhiều đơn vị" if over == Over.UNITS else "nhiều kỳ"
            return (
                f"{measure.name}: cùng một người có thể có mặt ở {what};"
                " hãy lấy số của đơn vị cấp trên hoặc của cả kỳ."
            )
        if measure.kind == MeasureKind.STOCK and over == Over.PERIODS:
            return f"{measure.name} là số có đến cuối kỳ; cộng qua các kỳ sẽ tính nhiều lần."
    return ""


def _why_not_together(measures: list[MeasureValue]) -> str:
    units = {measure.unit_of_measure for measure in measures}
    if len(units) > 1:
        return f"Các chỉ tiêu có đơn vị tính khác nhau: {', '.join(sorted(units))}."
    if len(measures) > 1 and units == {"người"}:
        return (
            "Một người có thể vừa là hội viên, vừa là tình nguyện viên, vừa là người được giúp;"
            " cộng các vai trò sẽ tính một người nhiều lần."
        )
    kinds = {measure.kind for measure in measures}
    if len(measures) > 1 and kinds not in ({MeasureKind.FLOW}, {MeasureKind.STOCK}):
        return "Chỉ cộng được những chỉ tiêu cùng là số phát sinh, hoặc cùng là số có đến cuối kỳ."
    codes = {measure.code for measure in measures}
    for measure in measures:
        inside = set(measure.formula.codes) & codes if measure.formula else set()
        if inside:
            return f"{measure.name} đã gồm {', '.join(sorted(inside))}; cộng nữa sẽ tính hai lần."
    return ""


def adds_up(measure: MeasureValue) -> bool:
    """Whether its figure at a unit is made of facts, and so opens to records."""
    return measure.adding != Adding.FORMULA

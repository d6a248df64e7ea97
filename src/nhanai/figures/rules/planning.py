"""What a year is to bring: what may be handed out, and how much of it was reached."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final

from nhanai.base.days import Period
from nhanai.base.findings import Finding
from nhanai.base.numbers import show
from nhanai.facts.rules.catalogue import MeasureValue
from nhanai.facts.rules.cells import Over, why_not
from nhanai.facts.rules.formulas import rounded
from nhanai.facts.rules.placing import WHOLE, History
from nhanai.facts.rules.values import LARGEST, steps
from nhanai.facts.vocab import Adding, MeasureKind
from nhanai.figures.rules.entering import HIGHEST_SCORE

FIRST_YEAR: Final = 2000
YEARS_AHEAD: Final = 5
LONGEST_REFERENCE: Final = 200
LONGEST_REASON: Final = 400


@dataclass(frozen=True, slots=True)
class Handed:
    """How much of `measure` the unit is to reach; without a quantity it is handed out no longer.

    `version` is the one that was read before, 0 where there was none.
    """

    unit: int
    measure: str
    quantity: Decimal | None
    version: int = 0

    @property
    def place(self) -> tuple[int, str]:
        """Of which unit and measure it speaks."""
        return self.unit, self.measure

    @property
    def key(self) -> str:
        """What names its box in a form."""
        return f"{self.unit}:{self.measure}"


@dataclass(frozen=True, slots=True)
class Basis:
    """The document that hands out, the day from which that holds, and why it changes what was."""

    reference: str
    on: dt.date
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Planned:
    """What a unit is to reach in a year, in the unit of the measure.

    `is_rebased`: handed to the units that it took over whole, and added up here. `version` and
    `reference` are of the unit's own; 0 and "" of what is added up.
    """

    value: Fraction
    is_rebased: bool = False
    version: int = 0
    reference: str = ""


def days_of(year: int) -> Period:
    """The days of the calendar year; whoever works on one of them may be given something."""
    return Period(dt.date(year, 1, 1), dt.date(year + 1, 1, 1))


def with_forerunners(
    units: Collection[int],
    own: Mapping[tuple[int, str], Planned | None],
    measures: Iterable[MeasureValue],
    history: History,
) -> dict[tuple[int, str], Planned]:
    """What each unit is to reach: its own, else the sum of those that it took over.

    Only sums that cannot mislead: of measures that add up over units, of forerunners that went into
    this unit alone, and of which each had something to reach. None in `own` stands for what is
    handed out no longer, and is not looked for further back.
    """
    found = {}
    for measure in measures:
        adds = not why_not([measure], Over.UNITS)
        for unit in units:
            place = (unit, measure.code)
            planned = own.get(place)
            if planned is None and place not in own and adds:
                planned = _of_forerunners(unit, measure.code, own, history, frozenset())
            if planned is not None:
                found[place] = planned
    return found


def _of_forerunners(
    unit: int, code: str, own: Mapping[tuple[int, str], Planned | None], history: History,
    passed: frozenset[int],
) -> Planned | None:  # fmt: skip
    if unit in passed:
        return None
    parts = []
    for origin in history.origins_of.get(unit, ()):
        before = origin.predecessor
        planned = own.get((before, code))
        if planned is None and (before, code) not in own:
            planned = _of_forerunners(before, code, own, history, passed | {unit})
        is_whole = origin.share == WHOLE and len(history.heirs_of[before]) == 1
        if planned is None or not is_whole:
            return None
        parts.append(planned.value)
    return Planned(sum(parts, Fraction(0)), is_rebased=True) if parts else None


def forerunners(units: Collection[int], history: History) -> frozenset[int]:
    """The units, and all that they came from."""
    found: set[int] = set()
    waiting = list(units)
    while waiting:
        unit = waiting.pop()
        if unit not in found:
            found.add(unit)
            waiting += [heir.predecessor for heir in history.origins_of.get(unit, ())]
    return frozenset(found)


def reached(value: Fraction | None, planned: Planned | None) -> Fraction | None:
    """How much of the plan is reached, in percent; None without either, or of a plan of zero."""
    if value is None or planned is None or not planned.value:
        return None
    return 100 * value / planned.value


def percent(share: Fraction | None) -> str:
    """`92,72 %`, whole numbers without decimals; "" of nothing."""
    if share is None:
        return ""
    printed = rounded(share, 2)
    whole = printed.to_integral_value()
    return f"{show(whole if printed == whole else printed)} %"


def faults_of_basis(basis: Basis, *, changes: bool, today: dt.date) -> list[Finding]:
    """What is wrong with the document, the day and the reason; `changes` what was handed out."""
    found = []
    if len(basis.reference) < 3:
        message = "Ghi số, ký hiệu văn bản giao chỉ tiêu, ví dụ 12/KH-CTĐ."
        found.append(Finding("plan-reference", message, where="reference"))
    elif len(basis.reference) > LONGEST_REFERENCE:
        message = f"Tên văn bản dài quá {LONGEST_REFERENCE} ký tự. Hãy chỉ ghi số, ký hiệu."
        found.append(Finding("plan-reference", message, where="reference"))
    if basis.on > today:
        message = "Ngày giao chưa đến. Hãy ghi ngày của văn bản giao."
        found.append(Finding("plan-day", message, where="on"))
    if changes and len(basis.reason) < 3:
        message = "Có số đã giao bị thay đổi. Hãy ghi lý do điều chỉnh."
        found.append(Finding("plan-reason", message, where="reason"))
    elif len(basis.reason) > LONGEST_REASON:
        message = f"Lý do dài quá {LONGEST_REASON} ký tự. Hãy viết gọn lại."
        found.append(Finding("plan-reason", message, where="reason"))
    return found


def faults_of(
    several: Iterable[Handed], year: int, measures: Mapping[str, MeasureValue],
    lives: Mapping[int, Period],
) -> list[Finding]:  # fmt: skip
    """Everything that is wrong with the numbers; each finding stands at the box of its number."""
    given = list(several)
    found = [
        Finding(rule, message, where=handed.key)
        for handed in given
        for rule, message in _faults(handed, year, measures, lives)
    ]
    places = [handed.place for handed in given]
    twice = [handed.key for handed in given if places.count(handed.place) > 1]
    message = "Đơn vị này được giao hai lần trong bảng. Hãy bỏ một dòng."
    return [*found, *(Finding("plan-twice", message, where=key) for key in sorted({*twice}))]


def _faults(
    handed: Handed, year: int, measures: Mapping[str, MeasureValue], lives: Mapping[int, Period]
) -> Iterator[tuple[str, str]]:
    measure, life, days = measures.get(handed.measure), lives.get(handed.unit), days_of(year)
    if life is None or not life.overlaps(days):
        yield "plan-unit", f"Đơn vị này không hoạt động trong năm {year}. Hãy chọn đơn vị kế tục."
    if measure is None:
        yield "plan-measure", "Không có chỉ tiêu này. Hãy chọn trong danh mục."
        return
    if not measure.valid.overlaps(days):
        yield "plan-measure-year", f"Chỉ tiêu {measure.code} không áp dụng trong năm {year}."
    if handed.quantity is not None:
        yield from _faults_of_quantity(handed.quantity, measure)


def _faults_of_quantity(quantity: Decimal, measure: MeasureValue) -> Iterator[tuple[str, str]]:
    whole = steps(quantity, measure.decimals)
    if whole is None:
        kind = f"{measure.decimals} chữ số thập phân" if measure.decimals else "số nguyên"
        yield "plan-decimals", f"Chỉ tiêu {measure.code} chỉ nhận {kind}."
    elif whole > LARGEST:
        yield "plan-large", "Số quá lớn. Hãy kiểm tra lại."
    elif whole < 0:
        yield "plan-negative", "Chỉ tiêu giao không được âm."
    elif _is_score(measure) and quantity > HIGHEST_SCORE:
        most = f"{show(HIGHEST_SCORE)} {measure.unit_of_measure}"
        yield "plan-score", f"Chỉ tiêu {measure.code} cao nhất là {most}."


def _is_score(measure: MeasureValue) -> bool:
    """Whether each unit is scored by itself."""
    return measure.kind == MeasureKind.RATIO and measure.adding == Adding.LAST

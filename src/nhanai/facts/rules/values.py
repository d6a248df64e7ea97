"""A fact as a value, and what is wrong with it."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from nhanai.base.days import Period, written
from nhanai.base.findings import Finding
from nhanai.facts.rules.catalogue import MeasureValue, writers_of
from nhanai.facts.vocab import Adding, FactSource

LARGEST: Final = 9_000_000_000_000
"""In steps of the measure: with a share of six decimals it still fits 64 bits."""


@dataclass(frozen=True, slots=True)
class FactValue:
    """`quantity` of `measure` at `unit` (its number in the table of units) on `day`.

    `subject` is the person, or whatever else is counted once, and stands only with measures that
    count so; `field` is the statutory field 1 to 7, 0 for none; `part` a code of the measure's
    groups, "" for none. A change of a stock is negative where there is less.
    """

    unit: int
    day: dt.date
    measure: str
    quantity: int | Decimal
    subject: int | None = None
    field: int = 0
    part: str = ""


def steps(quantity: int | Decimal, decimals: int) -> int | None:
    """The quantity in steps of 10 to the minus `decimals`; None where it is not a whole number."""
    scaled = Decimal(quantity).scaleb(decimals)
    whole = int(scaled)
    return whole if whole == scaled else None


def faults_of(
    facts: Iterable[FactValue],
    source: FactSource,
    measures: Mapping[str, MeasureValue],
    lives: Mapping[int, Period],
) -> list[Finding]:
    """What keeps these facts of one record from being counted; `lives` are the units' own days."""
    return [fault for fact in facts for fault in _faults(fact, source, measures, lives)]


def _faults(
    fact: FactValue,
    source: FactSource,
    measures: Mapping[str, MeasureValue],
    lives: Mapping[int, Period],
) -> Iterator[Finding]:
    measure = measures.get(fact.measure)
    if measure is None:
        yield _fault("fact-measure", f"Không có chỉ tiêu {fact.measure} trong danh mục.", fact)
        return
    yield from _faults_of_quantity(fact, measure)
    if source not in writers_of(measure):
        owner = measure.source.label.lower()
        message = f"Chỉ tiêu {measure.code} lấy từ nguồn “{owner}”, không ghi từ nơi khác."
        yield _fault("fact-source", message, fact)
    if (measure.adding == Adding.DISTINCT) != (fact.subject is not None):
        message = f"Chỉ tiêu {measure.code} phải kèm người được đếm, hoặc không được kèm."
        yield _fault("fact-subject", message, fact)
    if fact.part and fact.part not in measure.parts:
        message = f"Chỉ tiêu {measure.code} không có nhóm “{fact.part}”."
        yield _fault("fact-part", message, fact)
    yield from _faults_of_day(fact, measure, lives)


def _faults_of_quantity(fact: FactValue, measure: MeasureValue) -> Iterator[Finding]:
    whole = steps(fact.quantity, measure.decimals)
    if whole is None:
        message = f"Chỉ tiêu {measure.code} chỉ nhận {measure.decimals} chữ số thập phân."
        yield _fault("fact-decimals", message, fact)
    elif abs(whole) > LARGEST:
        yield _fault("fact-large", f"Số liệu của chỉ tiêu {measure.code} quá lớn.", fact)
    elif whole < 0 and measure.adding != Adding.BALANCE:
        yield _fault("fact-negative", f"Chỉ tiêu {measure.code} không được âm.", fact)


def _faults_of_day(
    fact: FactValue, measure: MeasureValue, lives: Mapping[int, Period]
) -> Iterator[Finding]:
    if fact.day not in measure.valid:
        message = f"Chỉ tiêu {measure.code} không áp dụng vào ngày {written(fact.day)}."
        yield _fault("fact-measure-day", message, fact)
    life = lives.get(fact.unit)
    if life is None:
        yield _fault("fact-unit", "Không có đơn vị này.", fact)
    elif fact.day < life.start:
        message = (
            f"Ngày {written(fact.day)} đơn vị chưa thành lập (thành lập {written(life.start)})."
            " Hãy chọn đơn vị tiền thân hoặc sửa ngày."
        )
        yield _fault("fact-before-unit", message, fact)
    elif fact.day >= life.end and not _is_gone_with_unit(fact, measure, life):
        message = (
            f"Ngày {written(fact.day)} đơn vị đã kết thúc hoạt động (từ {written(life.end)})."
            " Hãy chọn đơn vị kế tục hoặc sửa ngày."
        )
        yield _fault("fact-after-unit", message, fact)


def _is_gone_with_unit(fact: FactValue, measure: MeasureValue, life: Period) -> bool:
    """Whether it says that what the unit held to its last day is there no longer."""
    return measure.adding == Adding.BALANCE and fact.quantity < 0 and fact.day == life.end


def _fault(rule: str, message: str, fact: FactValue) -> Finding:
    return Finding(rule, message, where=fact.measure)

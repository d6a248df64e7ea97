"""What somebody types as a figure, and what is wrong with it."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from nhanai.base.days import Period, written
from nhanai.base.findings import Finding
from nhanai.base.numbers import show
from nhanai.facts.rules import values
from nhanai.facts.rules.catalogue import MeasureValue, writers_of
from nhanai.facts.rules.values import FactValue
from nhanai.facts.vocab import Adding, FactSource, MeasureKind

HIGHEST_SCORE: Final = Decimal(100)
"""Scores are out of a hundred; the scale of the province's own is not verified."""

_LONGEST_NOTE: Final = 500
_LONGEST_REASON: Final = 400


@dataclass(frozen=True, slots=True)
class Said:
    """`quantity` of `measure` on `day`, in the unit of measure; `part` a code of its groups."""

    measure: str
    day: dt.date
    quantity: Decimal
    part: str = ""
    note: str = ""

    @property
    def key(self) -> str:
        """What names its box in a form: `XH08`, `XH12:TK`."""
        return key_of(self.measure, self.part)


def key_of(measure: str, part: str) -> str:
    """The name of the box of a measure and a group."""
    return f"{measure}:{part}" if part else measure


def places(measure: MeasureValue) -> Sequence[tuple[str, str]]:
    """The groups in which it is entered, with their names; one without a name where it has none."""
    return tuple(measure.parts.items()) or (("", ""),)


def by_hand(measures: Mapping[str, MeasureValue], day: dt.date) -> list[MeasureValue]:
    """The measures that are entered by hand on that day, in their order."""
    return [
        measure
        for measure in measures.values()
        if measure.source == FactSource.FIGURES and day in measure.valid
    ]


def facts_of(unit: int, said: Said, measure: MeasureValue) -> tuple[FactValue, ...]:
    """The one fact that a figure says."""
    fact = FactValue(
        unit, said.day, said.measure, said.quantity, field=measure.field, part=said.part
    )
    return (fact,)


def faults_of(
    unit: int, several: Iterable[Said], measures: Mapping[str, MeasureValue], *,
    life: Period, today: dt.date,
) -> list[Finding]:  # fmt: skip
    """Everything that is wrong; each finding stands at the box of its figure."""
    return [
        Finding(fault.rule, fault.message, where=said.key)
        for said in several
        for fault in _faults(unit, said, measures, life, today)
    ]


def _faults(
    unit: int, said: Said, measures: Mapping[str, MeasureValue], life: Period, today: dt.date
) -> Iterator[Finding]:
    measure = measures.get(said.measure)
    if measure is None:
        yield Finding("measure", "Không có chỉ tiêu này. Hãy chọn trong danh mục.")
        return
    elsewhere = from_elsewhere(measure)
    if elsewhere:
        yield Finding("derived", elsewhere)
        return
    if measure.parts and not said.part:
        names = "; ".join(measure.parts.values())
        yield Finding("part", f"Chỉ tiêu {measure.code} nhập theo nhóm: {names}.")
    if said.day > today:
        yield Finding("future", f"Ngày {written(said.day)} chưa đến. Hãy sửa ngày.")
    if len(said.note) > _LONGEST_NOTE:
        yield Finding("note", f"Ghi chú dài quá {_LONGEST_NOTE} ký tự. Hãy viết gọn lại.")
    yield from _of_score(said, measure)
    yield from values.faults_of(
        facts_of(unit, said, measure), FactSource.FIGURES, measures, {unit: life}
    )


def twice_counted(
    several: Iterable[Said], measures: Mapping[str, MeasureValue], began: Mapping[str, dt.date]
) -> list[Finding]:
    """What a register counts at this unit already in the month of the figure, or counted before.

    `began` is the first day that a register counted, by measure; until that month people type.
    """
    return [
        Finding(
            "register", in_register(measures[said.measure], began[said.measure]), where=said.key
        )
        for said in several
        if said.measure in began
        and (said.day.year, said.day.month) >= (began[said.measure].year, began[said.measure].month)
    ]


def in_register(measure: MeasureValue, began: dt.date) -> str:
    """That a register counts it since then, and where to write it down instead."""
    owners = " hoặc ".join(sorted(one.label for one in registers_of(measure)))
    return (
        f"Từ tháng {began.month}/{began.year}, chỉ tiêu {measure.code} của đơn vị này lấy từ"
        f" {owners}, không nhập tay để khỏi tính hai lần. Hãy ghi ở {owners}."
    )


def registers_of(measure: MeasureValue | None) -> frozenset[FactSource]:
    """The registers that write a measure beside who types it."""
    return writers_of(measure) - {FactSource.FIGURES} if measure else frozenset()


def from_elsewhere(measure: MeasureValue) -> str:
    """Where the figures of a measure come from when nobody types them; "" where people do."""
    if measure.formula is not None:
        return (
            f"Chỉ tiêu {measure.code} tính bằng công thức {measure.formula.text}, không nhập tay."
            " Hãy nhập các chỉ tiêu thành phần."
        )
    if measure.source != FactSource.FIGURES:
        owner = measure.source.label
        return f"Chỉ tiêu {measure.code} lấy từ {owner}, không nhập tay. Hãy ghi ở {owner}."
    return ""


def _of_score(said: Said, measure: MeasureValue) -> Iterator[Finding]:
    """A score or a share that is typed has an end."""
    is_score = measure.kind == MeasureKind.RATIO and measure.adding == Adding.LAST
    if is_score and said.quantity > HIGHEST_SCORE:
        most = f"{show(HIGHEST_SCORE)} {measure.unit_of_measure}"
        yield Finding("score", f"Chỉ tiêu {measure.code} cao nhất là {most}. Hãy kiểm tra lại số.")


def faults_of_reason(reason: str) -> list[Finding]:
    """A correction and a withdrawal say why, in a few words."""
    if len(reason) < 3:
        return [Finding("reason", "Hãy ghi lý do.", where="reason")]
    if len(reason) > _LONGEST_REASON:
        message = f"Lý do dài quá {_LONGEST_REASON} ký tự. Hãy viết gọn lại."
        return [Finding("reason", message, where="reason")]
    return []

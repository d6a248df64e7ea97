"""What becomes of each row of a file: taken, unchanged, or why it cannot be taken.

First each row is understood by itself (`understand`), then all are held against each other and
against what is there (`judge`).
"""

import datetime as dt
import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from nhanai.base.days import Period, written
from nhanai.base.numbers import show
from nhanai.exchange.rules.codes import Codes
from nhanai.exchange.rules.lines import DEFAULTS, Line
from nhanai.exchange.rules.periods import Days, days_of, read
from nhanai.exchange.vocab import CodeKind, RowOutcome
from nhanai.facts.rules.catalogue import MeasureValue
from nhanai.facts.vocab import Adding
from nhanai.figures.rules.entering import Said, faults_of, from_elsewhere
from nhanai.periods.rules import Regime

WRITES: Final = frozenset({RowOutcome.TAKEN, RowOutcome.CORRECTED})
"""Rows that change something."""

_NUMBER: Final = re.compile(r"[+-]?\d{1,20}(?:\.\d{1,10})?", re.ASCII)
_OF_NUMBER: Final = frozenset({"fact-decimals", "fact-large", "fact-negative", "score"})

Where = tuple[int, str, str]
"""A unit, a measure and a group."""


@dataclass(frozen=True, slots=True)
class Place:
    """A unit: from when to when it is there, and whether she may enter figures for it."""

    number: int
    life: Period
    is_ours: bool
    may: bool


@dataclass(frozen=True, slots=True)
class There:
    """A figure that stands already; `period` are the days for which a file said it, if one did."""

    figure: int
    day: dt.date
    quantity: Decimal
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """Everything by which a row is understood; `regime` tells which days a name of a period has."""

    codes: Codes
    regime: str
    regimes: Sequence[Regime]
    measures: Mapping[str, MeasureValue]
    places: Mapping[str, Place]
    today: dt.date
    file: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """A row with its outcome; `unit` and `said` as far as they were understood."""

    line: Line
    outcome: RowOutcome
    reason: str = ""
    unit: int | None = None
    said: Said | None = None
    days: Days | None = None
    there: There | None = None

    @property
    def where(self) -> Where:
        """What it is a figure of."""
        if self.unit is None or self.said is None:
            raise ValueError("a row that was not understood is a figure of nothing")
        return self.unit, self.said.measure, self.said.part


@dataclass(slots=True)
class _Reading:
    """A row while it is read."""

    line: Line
    unit: int | None = None
    days: Days | None = None
    said: Said | None = None

    def told(self, outcome: RowOutcome, reason: str) -> Judged:
        return Judged(self.line, outcome, reason, self.unit, self.said, self.days)


def understand(line: Line, known: Known) -> Judged:
    """The row by itself; `TAKEN` where nothing speaks against it so far."""
    now = _Reading(line)
    if line.is_deleted:
        return now.told(RowOutcome.DELETED, "Tệp đánh dấu số này đã xóa; ở đây không xóa gì.")
    return _of_unit(now, known) or _of_measure(now, known) or _of_rest(now, known)


def _of_unit(now: _Reading, known: Known) -> Judged | None:
    code = now.line.org_unit
    key = known.codes.back(CodeKind.UNIT, code)
    place = known.places.get(key) if key else None
    if place is None:
        return now.told(RowOutcome.UNIT, f"Không có đơn vị nào mang mã “{code}”.")
    now.unit = place.number
    if not place.is_ours:
        return now.told(RowOutcome.NOT_YOURS, "Số liệu nhập ở tổ chức Hội, không ở đơn vị này.")
    if not place.may:
        return now.told(
            RowOutcome.NOT_YOURS, "Anh, chị chưa được giao nhập số liệu của đơn vị này."
        )
    return None


def _of_measure(now: _Reading, known: Known) -> Judged | None:
    line = now.line
    code = known.codes.back(CodeKind.MEASURE, line.data_element)
    measure = known.measures.get(code) if code else None
    if measure is None:
        reason = f"Không có chỉ tiêu nào mang mã “{line.data_element}”."
        return now.told(RowOutcome.MEASURE, reason)
    if reason := from_elsewhere(measure):
        return now.told(RowOutcome.DERIVED, reason)
    if line.attribute not in DEFAULTS:
        reason = f"Có thuộc tính “{line.attribute}” mà chỉ tiêu ở đây không tách theo."
        return now.told(RowOutcome.OTHER, reason)
    return _of_part(now, known, measure)


def _of_part(now: _Reading, known: Known, measure: MeasureValue) -> Judged | None:
    line = now.line
    part = "" if line.option in DEFAULTS else known.codes.part_back(measure.code, line.option)
    if part is None or (part and part not in measure.parts):
        reason = f"Chỉ tiêu {measure.code} không có nhóm “{line.option}”."
        return now.told(RowOutcome.PART, reason)
    if measure.parts and not part:
        names = "; ".join(measure.parts)
        reason = f"Chỉ tiêu {measure.code} nhập theo nhóm, mã nhóm là một trong: {names}."
        return now.told(RowOutcome.PART, reason)
    called = read(line.period)
    now.days = days_of(called, known.regime, known.regimes) if called else None
    if now.days is None:
        reason = f"Không rõ kỳ “{line.period}”. Kỳ viết như 202611, 2026Q4, 2026S2, 2026."
        return now.told(RowOutcome.PERIOD, reason)
    quantity = Decimal(line.value) if _NUMBER.fullmatch(line.value) else Decimal(0)
    now.said = Said(measure.code, now.days.stands_on, quantity, part, _note(line, known.file))
    return None


def _note(line: Line, file: str) -> str:
    """Where the figure comes from, with what the file says of it."""
    return f"Nhập từ tệp {file[:120]}. {line.comment}".strip()[:500]


def _of_rest(now: _Reading, known: Known) -> Judged:
    said, place = now.said, next(p for p in known.places.values() if p.number == now.unit)
    if said is None or now.unit is None:
        raise ValueError("nothing was understood")
    if not _NUMBER.fullmatch(now.line.value):
        reason = f"“{now.line.value}” không phải một số viết như 12 hoặc 12.5."
        return now.told(RowOutcome.NUMBER, reason)
    if said.day > known.today:
        reason = f"Kỳ chưa kết thúc: số đứng ở ngày {written(said.day)}. Hãy nhập sau ngày ấy."
        return now.told(RowOutcome.PERIOD, reason)
    faults = faults_of(now.unit, [said], known.measures, life=place.life, today=known.today)
    if faults:
        is_number = faults[0].rule in _OF_NUMBER
        outcome = RowOutcome.NUMBER if is_number else RowOutcome.OTHER
        return now.told(outcome, " ".join(one.message for one in faults))
    return now.told(RowOutcome.TAKEN, "")


@dataclass(slots=True)
class _Held:
    """What the rows are held against, and the rows that stand so far."""

    there: Mapping[Where, Sequence[There]]
    measures: Mapping[str, MeasureValue]
    taken: dict[Where, list[Judged]] = field(default_factory=dict)


def judge(
    rows: Iterable[Judged], there: Mapping[Where, Sequence[There]],
    measures: Mapping[str, MeasureValue],
) -> list[Judged]:  # fmt: skip
    """The outcome of every row, in the order of the file.

    Shorter periods come first, so that of two that overlap the longer one is left out.
    """
    given = list(rows)
    held = _Held(there, measures)
    torn = _torn(given)
    found: dict[int, Judged] = {}
    for at in sorted(range(len(given)), key=lambda one: (_length(given[one]), one)):
        row = given[at]
        is_open = row.outcome == RowOutcome.TAKEN
        found[at] = _held_against(row, held, torn) if is_open else row
    return [found[at] for at in range(len(given))]


def _length(row: Judged) -> int:
    return (row.days.period.end - row.days.period.start).days if row.days else 0


def _torn(rows: Iterable[Judged]) -> set[tuple[Where, Period]]:
    """Figures of which the file says two different numbers."""
    said: dict[tuple[Where, Period], set[Decimal]] = {}
    for row in rows:
        if row.outcome == RowOutcome.TAKEN and row.said and row.days:
            said.setdefault((row.where, row.days.period), set()).add(row.said.quantity)
    return {key for key, numbers in said.items() if len(numbers) > 1}


def _held_against(row: Judged, held: _Held, torn: set[tuple[Where, Period]]) -> Judged:
    if row.said is None or row.days is None:
        raise ValueError("nothing was understood")
    if (row.where, row.days.period) in torn:
        return _turned(row, RowOutcome.TWICE, "Tệp có hai số khác nhau cho cùng một ô.")
    before = held.taken.setdefault(row.where, [])
    if any(other.days and other.days.period == row.days.period for other in before):
        return _turned(row, RowOutcome.TWICE, "Số này đã có ở dòng trên của tệp.")
    judged = _against_figures(row, held) if not _clash(row, before, held) else _turned(
        row, RowOutcome.OVERLAP,
        "Kỳ này trùm lên kỳ ngắn hơn có trong tệp; nhập cả hai sẽ tính hai lần.",
    )  # fmt: skip
    if judged.outcome in {*WRITES, RowOutcome.UNCHANGED}:
        before.append(judged)
    return judged


def _clash(row: Judged, before: Iterable[Judged], held: _Held) -> bool:
    """Whether both would be added; two counts of a stock on the same day cannot both stand."""
    if row.said is None or row.days is None:
        return False
    for other in before:
        if other.days is None:
            continue
        is_same_day = other.days.stands_on == row.days.stands_on
        if is_same_day or (_is_flow(row, held) and other.days.period.overlaps(row.days.period)):
            return True
    return False


def _is_flow(row: Judged, held: _Held) -> bool:
    return row.said is not None and held.measures[row.said.measure].adding == Adding.SUM


def _against_figures(row: Judged, held: _Held) -> Judged:
    """Against what stands already at the unit."""
    if row.said is None or row.days is None:
        raise ValueError("nothing was understood")
    there = held.there.get(row.where, ())
    same = next((one for one in there if one.day == row.said.day), None)
    if same is not None and same.quantity == row.said.quantity:
        return _turned(row, RowOutcome.UNCHANGED, "", same)
    if _is_flow(row, held):
        for one in there:
            if one.period == row.days.period:
                continue
            days = one.period or Period(one.day, one.day + dt.timedelta(days=1))
            if days.overlaps(row.days.period):
                reason = (
                    f"Đã có số {show(one.quantity)} ngày {written(one.day)} trong kỳ này; nhập nữa"
                    " sẽ tính hai lần. Hãy sửa hoặc rút số ấy trước."
                )
                return _turned(row, RowOutcome.OVERLAP, reason, one)
    if same is not None:
        return _turned(row, RowOutcome.CORRECTED, f"Số đang có: {show(same.quantity)}.", same)
    return row


def _turned(row: Judged, outcome: RowOutcome, reason: str, there: There | None = None) -> Judged:
    return Judged(row.line, outcome, reason, row.unit, row.said, row.days, there)


def counts(outcomes: Iterable[str]) -> dict[str, int]:
    """How many rows have each outcome, in their order; none are left out."""
    given = list(outcomes)
    return {one.value: given.count(one.value) for one in RowOutcome if one.value in given}


def seal(rows: Iterable[Judged]) -> str:
    """What was shown before it is confirmed; it differs where any outcome does."""
    said = [
        f"{row.line.number}|{row.outcome}|{row.there.figure if row.there else ''}"
        f"|{row.there.quantity if row.there else ''}"
        for row in rows
    ]
    return hashlib.sha256("\n".join(said).encode()).hexdigest()

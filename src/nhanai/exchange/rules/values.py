"""What is handed over: figures with everything that a reader elsewhere must know of them."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from nhanai.facts.rules.catalogue import MeasureValue
from nhanai.facts.rules.cells import Over, why_not
from nhanai.facts.vocab import MeasureKind
from nhanai.figures.rules.showing import short
from nhanai.periods.rules import NamedPeriod


@dataclass(frozen=True, slots=True)
class UnitSaid:
    """A unit as of the day of the structure; `code` is the official one of where it works."""

    key: str
    name: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class Value:
    """One figure; `part` a code of the groups of its measure, "" for the whole or for no group."""

    unit: UnitSaid
    measure: MeasureValue
    part: str
    period: NamedPeriod
    quantity: Decimal
    estimated: Decimal
    facts: int

    @property
    def part_name(self) -> str:
        """What the group is called; "" without one."""
        return self.measure.parts.get(self.part, "")

    @property
    def period_name(self) -> str:
        """What the period is called, without its days."""
        return short(self.period.label)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What is not in the file, and why."""

    what: str
    why: str


@dataclass(frozen=True, slots=True)
class Export:
    """Everything that one file holds; `structure` is the day whose units are shown, None as then.

    `is_own` says that each unit stands with what was recorded at itself, so that a reader who adds
    over units counts nothing twice.
    """

    title: str
    values: Sequence[Value]
    left_out: Sequence[LeftOut]
    structure: dt.date | None
    is_own: bool
    lines: Sequence[str] = ()


def adds_over_units(measure: MeasureValue) -> bool:
    """Whether figures of several units may be added."""
    return not why_not([measure], Over.UNITS)


def adds_over_periods(measure: MeasureValue) -> bool:
    """Whether figures of several periods may be added."""
    return not why_not([measure], Over.PERIODS)


def warning(measure: MeasureValue) -> str:
    """What a reader must not do with the figure; "" where all adding is right."""
    if measure.kind == MeasureKind.STOCK:
        return "Số có đến cuối kỳ: không cộng qua các kỳ."
    if measure.kind == MeasureKind.DISTINCT:
        return "Mỗi người tính một lần: không cộng qua đơn vị, qua kỳ."
    if measure.kind == MeasureKind.RATIO:
        return "Tỷ lệ, điểm: không cộng."
    return ""


def remarks(value: Value) -> str:
    """What stands beside the figure: what was estimated, and what must not be added."""
    said = [warning(value.measure)]
    if value.estimated:
        said.append("Có phần ước tính theo tỷ lệ chia khi đơn vị được tách, nhập.")
    return " ".join(one for one in said if one)

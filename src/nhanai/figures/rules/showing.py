"""Figures in words: their unit of measure, money in the scale one likes, changes with signs."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final

from nhanai.base.numbers import MINUS, show
from nhanai.facts.rules.catalogue import MeasureValue
from nhanai.facts.rules.cells import Figure
from nhanai.facts.rules.formulas import rounded

MONEY: Final = {"": ("đồng", 0, 0), "trieu": ("triệu đồng", 6, 1), "ty": ("tỷ đồng", 9, 3)}
"""Scales of money: the word, the power of ten, and the decimals shown."""
_DONG: Final = "đồng"


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure as it stands on a page; `exact` is the number that is taken out."""

    text: str
    exact: Decimal
    value: Fraction
    facts: int
    estimated: str = ""
    estimate: Decimal | None = None

    @property
    def words(self) -> str:
        """That a part of it, or all, was divided among heirs; "" of what was counted itself."""
        return f"trong đó ước tính theo tỷ lệ chia: {self.estimated}" if self.estimated else ""


def unit_of(measure: MeasureValue, money: str) -> str:
    """The unit of measure in which figures are shown."""
    said = measure.unit_of_measure
    return MONEY[money][0] + said.removeprefix(_DONG) if said.startswith(_DONG) else said


def number(value: Fraction, measure: MeasureValue, money: str) -> str:
    """The number as printed, in the scale chosen for money."""
    return show(_scaled(value, measure, money))


def _scaled(value: Fraction, measure: MeasureValue, money: str) -> Decimal:
    _, power, decimals = MONEY[money]
    if power and measure.unit_of_measure.startswith(_DONG):
        return rounded(value / 10**power, decimals)
    return rounded(value, measure.decimals)


def shown(figure: Figure, money: str = "") -> Shown:
    """The figure, with the part of it that was estimated."""
    measure = figure.measure
    text = number(figure.value, measure, money)
    if not figure.is_estimated:
        return Shown(text, figure.printed, figure.value, figure.facts)
    estimated = number(figure.estimated, measure, money)
    estimate = rounded(figure.estimated, measure.decimals)
    return Shown(text, figure.printed, figure.value, figure.facts, estimated, estimate)


def change(now: Shown | None, before: Shown | None, measure: MeasureValue, money: str) -> str:
    """`+12 (+5,3 %)`: by how much it grew or fell; "" where one of the two is not there."""
    if now is None or before is None:
        return ""
    by = now.value - before.value
    said = signed(number(by, measure, money))
    if not before.value or not by:
        return said if by else "không đổi"
    share = f"{signed(show(rounded(100 * by / abs(before.value), 1)))} %"
    # A share of a unit may grow by less than the figure shows.
    return f"{said} ({share})" if _scaled(by, measure, money) else share


def short(label: str) -> str:
    """A period's name without its days, for the head of a column: `năm 2026`."""
    return label.partition(" (")[0]


def signed(text: str) -> str:
    """With a plus before what is not negative."""
    return text if text.startswith(MINUS) else f"+{text}"

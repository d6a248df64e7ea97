"""What every picture of one measure in one frame has in common: its values and their words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from django.urls import reverse

from nhanai.facts.rules.catalogue import MeasureValue
from nhanai.facts.rules.cells import Figure
from nhanai.figures.pages.frame import Frame
from nhanai.figures.rules.drawing import tiles
from nhanai.figures.rules.drawing.over_time import About
from nhanai.figures.rules.drawing.pen import Drawing
from nhanai.figures.rules.showing import number
from nhanai.periods.rules import NamedPeriod

NOTHING: Final = "Chưa có số liệu nào trong các kỳ này. Hãy chọn kỳ, đơn vị hoặc chỉ tiêu khác."


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table: what it is of, what it opens, its numbers in the order of the heads."""

    name: str
    href: str
    heads: Sequence[str]
    cells: Sequence[str]
    bar: Drawing | None = None

    @property
    def pairs(self) -> Sequence[tuple[str, str]]:
        """Each number with the head of its column."""
        return list(zip(self.heads[1:], self.cells, strict=True))


@dataclass(frozen=True, slots=True)
class SmallOne:
    """One unit's small line, as a path in a box of its own."""

    name: str
    href: str
    printed: str
    path: str
    zero: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing with its table; `empty` says why there is none, and what to do."""

    caption: str
    heads: Sequence[str]
    rows: Sequence[Row]
    drawing: Drawing | None = None
    legend: Sequence[tiles.Class] = ()
    smalls: Sequence[SmallOne] = ()
    note: str = ""
    empty: str = ""

    @property
    def is_folded(self) -> bool:
        """Whether its lines are folded on a phone: two columns fit, a column a month never does."""
        return 2 < len(self.heads) < 6


@dataclass(frozen=True, slots=True)
class Asked:
    """The measure that is drawn, where and when; `width` is the paper's, None for a page."""

    frame: Frame
    measure: MeasureValue
    width: int | None = None

    @property
    def root(self) -> int:
        """The unit."""
        return self.frame.chosen.unit.pk

    @property
    def code(self) -> str:
        """The measure's code."""
        return self.measure.code

    def about(self, what: str, description: str) -> About:
        """The title of a picture."""
        title = f"{self.measure.name}, {what}: {self.frame.chosen.name}"
        is_whole = not self.measure.decimals
        return About(title, description, self.measure.unit_of_measure, is_whole)

    def opens(self, period: NamedPeriod, unit: str = "", way: str | None = None) -> str:
        """The page of the figure that a mark stands for."""
        changed = {"ky": period.key, **({"dv": unit} if unit else {})}
        if way is not None:
            changed["ct"] = way
        return f"{reverse('figures:measure', args=[self.code])}?{self.frame.query(**changed)}"

    def printed(self, value: Fraction | None) -> str:
        """The number as printed."""
        return "–" if value is None else number(value, self.measure, self.frame.money)

    def value(self, figures: Mapping[str, Figure]) -> Fraction | None:
        """The measure's figure among those of a unit and a period; None of what is empty."""
        figure = figures.get(self.code)
        return figure.value if figure else None

"""One measure over time: columns for what each period brought, a line for what grows with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Final

from nhanai.figures.rules.drawing.pen import Drawing, Pen, Role, told
from nhanai.figures.rules.drawing.scales import Scale, Short

TOP: Final = 24
PLOT: Final = 190
FOOT: Final = 26
HEIGHT: Final = TOP + PLOT + FOOT
LEFT: Final = Fraction(11, 100)
"""What the numbers of the axis take of the width."""
_COLUMN: Final = Fraction(62, 100)
_WIDEST: Final = Fraction(9, 100)
_LEAST: Final = 2.0
"""What is not zero is seen."""


@dataclass(frozen=True, slots=True)
class Point:
    """One period: its figure, the one of a year before, the plan; None is empty and not zero."""

    label: str
    words: str
    value: Fraction | None
    printed: str
    href: str = ""
    before: Fraction | None = None
    before_printed: str = ""
    plan: Fraction | None = None
    plan_printed: str = ""

    def told(self) -> str:
        """The point in words."""
        return told([
            f"{self.words}: {self.printed if self.value is not None else 'không có số liệu'}",
            f"cùng kỳ năm trước: {self.before_printed}" if self.before is not None else "",
            f"kế hoạch: {self.plan_printed}" if self.plan is not None else "",
        ])  # fmt: skip


@dataclass(frozen=True, slots=True)
class About:
    """What a chart is of: its title, a sentence for who does not see it, the unit of measure."""

    title: str
    description: str
    measured_in: str
    is_whole: bool = True


class Frame:
    """The axis and the place of each point; of a drawing of several points on one scale."""

    def __init__(self, points: Sequence[Point], about: About) -> None:
        every = [value for one in points for value in (one.value, one.before, one.plan)]
        self.scale = Scale.over(every, is_whole=about.is_whole)
        self.short = Short.of(self.scale.marks)
        self.slot = (1 - LEFT) / max(1, len(points))
        self.column = min(_WIDEST, self.slot * _COLUMN)

    def down(self, value: Fraction) -> float:
        """How far from the top the value stands."""
        return TOP + float(PLOT * (1 - self.scale.share(value)))

    def middle(self, at: int) -> Fraction:
        """The middle of the point's slot, as a share of the width."""
        return LEFT + self.slot * at + self.slot / 2

    def left(self, at: int) -> Fraction:
        """Where its column begins."""
        return self.middle(at) - self.column / 2

    def axis(self, pen: Pen, about: About) -> None:
        """Lines at round numbers, the line of zero, and what is measured."""
        for mark in self.scale.marks:
            role = Role.ZERO if mark == 0 else Role.GRID
            pen.stroke((LEFT, self.down(mark)), (1, self.down(mark)), role)
            place = float(LEFT) - 0.008
            pen.words(place, self.down(mark) + 4, self.short.show(mark), Role.AXIS, anchor="end")
        pen.words(0, 12, self.short.unit(about.measured_in), Role.AXIS, anchor="start")

    def labels(self, pen: Pen, points: Sequence[Point]) -> None:
        """What each point is called; a narrow page leaves out every second of many."""
        for at, one in enumerate(points):
            also = "alt" if len(points) > 8 and at % 2 else ""
            pen.words(self.middle(at), TOP + PLOT + 18, one.label, Role.AXIS, also=also)


def columns(points: Sequence[Point], about: About, *, width: int | None = None) -> Drawing:
    """A column each, the same period of last year as a dashed line, the plan as a hollow column."""
    pen, frame = Pen(HEIGHT, width), Frame(points, about)
    frame.axis(pen, about)
    for at, one in enumerate(points):
        pen.opening(one.href, one.told())
        _column(pen, frame, at, one)
        pen.closing()
    frame.labels(pen, points)
    return pen.finished(about.title, about.description, "time")


def _column(pen: Pen, frame: Frame, at: int, one: Point) -> None:
    left, wide, zero = frame.left(at), frame.column, frame.down(Fraction(0))
    if one.plan is not None:
        head = frame.down(one.plan)
        edge = wide / 6
        pen.block(left - edge, wide + 2 * edge, min(head, zero), abs(zero - head), Role.PLAN)
    if one.value is None:
        pen.words(frame.middle(at), zero - 4, "–", Role.WORDS)
    elif not one.value:
        pen.words(frame.middle(at), zero - 4, "0", Role.WORDS)
    else:
        head = frame.down(one.value)
        high = max(_LEAST, abs(zero - head))
        pen.block(left, wide, zero - high if one.value > 0 else zero, high, Role.NOW)
    if one.before is not None:
        level, beside = frame.down(one.before), wide / 4
        for role in (Role.HALO, Role.BEFORE):
            pen.stroke((left - beside, level), (left + wide + beside, level), role)


def lines(
    points: Sequence[Point], about: About, *, plan: tuple[Fraction, str] | None = None,
    width: int | None = None,
) -> Drawing:  # fmt: skip
    """A line through the points, dashed for the year before; `plan` is a level across all of them.

    A line breaks where nothing is known.
    """
    pen = Pen(HEIGHT, width)
    level = Point("", "", plan[0], plan[1]) if plan else None
    frame = Frame([*points, level] if level else points, about)
    frame.slot = (1 - LEFT) / max(1, len(points))
    frame.axis(pen, about)
    if plan:
        height = frame.down(plan[0])
        pen.stroke((LEFT, height), (1, height), Role.PLAN)
        pen.words(1, height - 5, f"kế hoạch {plan[1]}", Role.AXIS, anchor="end")
    for role in (Role.BEFORE, Role.LINE):
        values = [one.before if role is Role.BEFORE else one.value for one in points]
        for at, (first, second) in enumerate(pairwise(values)):
            if first is not None and second is not None:
                start = (frame.middle(at), frame.down(first))
                pen.stroke(start, (frame.middle(at + 1), frame.down(second)), role)
    for at, one in enumerate(points):
        if one.value is not None:
            pen.opening(one.href, one.told())
            pen.dot(frame.middle(at), frame.down(one.value), Role.NOW)
            pen.closing()
    frame.labels(pen, points)
    return pen.finished(about.title, about.description, "time")


def accumulated(values: Sequence[Fraction | None]) -> Sequence[Fraction | None]:
    """Each with all before it; nothing before the first that is known."""
    total, found, is_begun = Fraction(0), list[Fraction | None](), False
    for value in values:
        is_begun = is_begun or value is not None
        total += value or 0
        found.append(total if is_begun else None)
    return found

"""Many small lines on one scale, one for each commune, so that they can be compared."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from typing import Final

from nhanai.figures.rules.drawing.over_time import About
from nhanai.figures.rules.drawing.pen import Drawing, Pen, Role
from nhanai.figures.rules.drawing.scales import Scale

WIDE: Final = 100
TALL: Final = 36
_EDGE: Final = 3
_ACROSS: Final = 5
_CELL: Final = 66


@dataclass(frozen=True, slots=True)
class Small:
    """One unit: its figures in order, the last one printed, what it opens."""

    name: str
    values: Sequence[Fraction | None]
    printed: str
    href: str = ""


def one_scale(several: Sequence[Small]) -> Scale:
    """The scale that all of them share."""
    return Scale.over(value for small in several for value in small.values)


def path(values: Sequence[Fraction | None], scale: Scale) -> str:
    """The line as SVG's path in a box of 100 by 36; it breaks where nothing is known."""
    step = Fraction(WIDE - 2 * _EDGE, max(1, len(values) - 1))
    known = [
        (at, f"{float(_EDGE + step * at):.4g} {down(value, scale):.4g}")
        for at, value in enumerate(values)
        if value is not None
    ]
    runs = [
        [place for _, (_, place) in run]
        for _, run in groupby(enumerate(known), key=lambda one: one[1][0] - one[0])
    ]
    return "".join(f"M{'L'.join(run)}{'h.01' if len(run) == 1 else ''}" for run in runs)


def down(value: Fraction, scale: Scale) -> float:
    """How far from the top of its box the value stands."""
    return float(_EDGE + (TALL - 2 * _EDGE) * (1 - scale.share(value)))


def sheet(several: Sequence[Small], about: About, *, width: int) -> Drawing:
    """All of them on paper, five beside each other, each with its name and last figure."""
    scale = one_scale(several)
    rows = -(-len(several) // _ACROSS)
    pen = Pen(max(1, rows) * _CELL, width)
    for at, small in enumerate(several):
        column, row = at % _ACROSS, at // _ACROSS
        left, top = Fraction(column, _ACROSS), row * _CELL
        pen.words(left, top + 11, small.name, Role.AXIS, anchor="start")
        pen.words(left, top + 23, small.printed, Role.WORDS, anchor="start")
        _line(pen, small, scale, (left, top + 26))
    return pen.finished(about.title, about.description, "small")


def _line(pen: Pen, small: Small, scale: Scale, place: tuple[Fraction, int]) -> None:
    left, top = place
    wide = Fraction(9, 10) / _ACROSS
    step = wide / max(1, len(small.values) - 1)
    zero = top + down(Fraction(0), scale)
    pen.stroke((left, zero), (left + wide, zero), Role.GRID)
    places = [
        (left + step * at, top + down(value, scale)) if value is not None else None
        for at, value in enumerate(small.values)
    ]
    for at, spot in enumerate(places):
        after = places[at + 1] if at + 1 < len(places) else None
        if spot and after:
            pen.stroke(spot, after, Role.LINE)
        elif spot and not (at and places[at - 1]):
            pen.dot(*spot, Role.NOW, 1.5)

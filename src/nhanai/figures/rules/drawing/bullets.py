"""Plan against result: a bar as long as the share that was reached, a mark at the plan."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from nhanai.figures.rules.drawing.over_time import About
from nhanai.figures.rules.drawing.pen import Drawing, Pen, Role

FULL: Final = Fraction(150)
"""The percent at which a bar ends; what is more is told in words."""
_ROW: Final = 20
_NAMES: Final = Fraction(40, 100)
_SHARES: Final = Fraction(13, 100)


@dataclass(frozen=True, slots=True)
class Bullet:
    """What is compared: its share of the plan in percent, None where that cannot be said."""

    name: str
    share: Fraction | None
    printed: str


def length(share: Fraction | None) -> Fraction:
    """How much of the whole width the bar takes, never more than all of it."""
    return Fraction(0) if share is None else min(max(Fraction(0), share), FULL) / FULL


PLAN: Final = 100 / FULL
"""Where the plan stands, as a share of the width."""


def bar(share: Fraction | None, words: str) -> Drawing:
    """One bar for the cell of a table, which says its number beside it."""
    pen = Pen(14)
    pen.block(0, length(share), 3.5, 7, Role.NOW)
    pen.stroke((PLAN, 0), (PLAN, 14), Role.ZERO)
    return pen.beside(words, "bullet")


def sheet(bullets: Sequence[Bullet], about: About, *, width: int) -> Drawing:
    """All of them on paper, below each other, with names and shares."""
    pen = Pen(max(1, len(bullets)) * _ROW + 18, width)
    wide = 1 - _NAMES - _SHARES
    for at, one in enumerate(bullets):
        top = at * _ROW
        pen.words(0, top + 14, one.name, Role.AXIS, anchor="start")
        pen.block(_NAMES, wide, top + 3, 14, Role.SHADE_1)
        if one.share is not None:
            pen.block(_NAMES, wide * length(one.share), top + 6, 8, Role.NOW)
        pen.words(1, top + 14, one.printed or "–", Role.AXIS, anchor="end")
    plan, foot = _NAMES + wide * PLAN, len(bullets) * _ROW
    pen.stroke((plan, 2), (plan, foot), Role.ZERO)
    pen.words(plan, foot + 13, "kế hoạch", Role.AXIS)
    return pen.finished(about.title, about.description, "bullets")

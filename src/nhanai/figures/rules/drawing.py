"""Small charts as values: where each column stands, in the units of the drawing."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

STEP: Final = 44
HEIGHT: Final = 90
_BAR: Final = 30
_LEAST: Final = 2
"""What is not zero is seen."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One column; `words` are read aloud, and stand in the table beside the drawing."""

    x: int
    y: int
    height: int
    label: str
    words: str
    value: str
    middle: int


def columns(values: Sequence[tuple[str, str, Fraction | None, str]]) -> Sequence[Bar]:
    """A column each for `(label, words, value, printed)`; what is empty or below zero has none."""
    largest = max((value for _, _, value, _ in values if value), default=Fraction(0))
    found = []
    for at, (label, words, value, printed) in enumerate(values):
        height = 0
        if value and value > 0 and largest > 0:
            height = max(_LEAST, int(HEIGHT * value / largest))
        x = at * STEP + (STEP - _BAR) // 2
        found.append(Bar(x, HEIGHT - height, height, label, words, printed, at * STEP + STEP // 2))
    return tuple(found)


def width(bars: Sequence[Bar]) -> int:
    """How wide the drawing is."""
    return max(1, len(bars)) * STEP

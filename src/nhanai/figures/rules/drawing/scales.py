"""Where a number stands: round steps of an axis, the line of zero, and classes of many numbers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Final

from nhanai.base.numbers import show
from nhanai.facts.rules.formulas import rounded

_STEPS: Final = (1, 2, 5, 10)
_MOST_STEPS: Final = 4
CLASSES: Final = 5
WORDS: Final = ((9, "tỷ"), (6, "triệu"), (3, "nghìn"))


@dataclass(frozen=True, slots=True)
class Scale:
    """An axis from `low` to `high` with marks at every `step`; zero always lies on it."""

    low: Fraction
    high: Fraction
    step: Fraction

    @classmethod
    def over(cls, values: Iterable[Fraction | None], *, is_whole: bool = False) -> "Scale":
        """The shortest axis of a few round steps that holds zero and every value."""
        given = [value for value in values if value is not None]
        low, high = min([Fraction(0), *given]), max([Fraction(0), *given])
        step = _round_step((high - low) / _MOST_STEPS)
        if is_whole:
            step = max(Fraction(1), step)
        bottom, top = step * (low // step), step * -(-high // step)
        return cls(bottom, top if top > bottom else bottom + step, step)

    def share(self, value: Fraction) -> Fraction:
        """How far up the axis the value stands: 0 at its foot, 1 at its head."""
        return (value - self.low) / (self.high - self.low)

    @property
    def marks(self) -> Sequence[Fraction]:
        """The numbers that stand at the axis, from below."""
        several = int((self.high - self.low) / self.step)
        return [self.low + self.step * at for at in range(several + 1)]


def _round_step(least: Fraction) -> Fraction:
    """The smallest of 1, 2, 5 times a power of ten that is no less; 1 for nothing."""
    if least <= 0:
        return Fraction(1)
    power = Fraction(1)
    while power > least:
        power /= 10
    while power * 10 <= least:
        power *= 10
    return next(power * step for step in _STEPS if power * step >= least)


@dataclass(frozen=True, slots=True)
class Short:
    """Numbers in a scale in which the largest takes few digits: its word and its power of ten."""

    power: int
    word: str

    @classmethod
    def of(cls, values: Iterable[Fraction | None]) -> "Short":
        """The scale for these numbers; none for what is below ten thousand."""
        largest = max((abs(value) for value in values if value is not None), default=Fraction(0))
        for power, word in WORDS:
            if largest >= 10 ** (power + 1):
                return cls(power, word)
        return cls(0, "")

    def show(self, value: Fraction) -> str:
        """The number in this scale, with a decimal where it would say too little without one."""
        scaled = value / 10**self.power
        whole = scaled.denominator == 1 or abs(scaled) >= 100
        printed = rounded(scaled, 0 if whole else 1)
        return show(printed.to_integral_value() if printed == int(printed) else printed)

    def unit(self, measured_in: str) -> str:
        """The unit of measure with the word of the scale."""
        return f"{self.word} {measured_in}" if self.word else measured_in


def classes(values: Iterable[Fraction | None]) -> Sequence[Fraction]:
    """The lowest value of each class, from below: as even in number as equal values let them be.

    At most five; equal values always lie in one class, and a class is never empty.
    """
    ordered = sorted(value for value in values if value is not None)
    if not ordered:
        return ()
    starts = [ordered[len(ordered) * at // CLASSES] for at in range(CLASSES)]
    return [ordered[0], *(late for early, late in pairwise(starts) if late > early)]


def class_of(value: Fraction, starts: Sequence[Fraction]) -> int:
    """The number of the value's class, from 0."""
    return sum(1 for start in starts if value >= start) - 1


def shade_of(number: int, several: int) -> int:
    """The shade, 1 to 5, of a class among several: the highest is always the darkest."""
    return CLASSES if several < 2 else 1 + round(Fraction(number * (CLASSES - 1), several - 1))

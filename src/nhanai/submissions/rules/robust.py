"""What is far from a unit's own history, by median and median absolute deviation.

One figure that was once out of the ordinary does not hide the next, as it would with mean and
deviation; and where all values were alike (deviation 0) the floor and a share of the median keep
small changes from being found.
"""

from collections.abc import Sequence
from decimal import Decimal
from statistics import median
from typing import Final

LEAST: Final = 4
"""So many values of the same kind of period are needed before anything is said."""

_SIGMA: Final = Decimal("1.4826")
"""Turns the median absolute deviation into the scale of a standard deviation."""

_FAR: Final = Decimal("3.5")
_SHARE: Final = Decimal("0.5")

_FLOORS: Final = {"đồng": Decimal(5_000_000), "%": Decimal(5), "kg": Decimal(100)}
_FLOOR: Final = Decimal(10)


def floor_of(measured_in: str) -> Decimal:
    """Below this a change is never told, whatever the history: small numbers jump by nature."""
    return _FLOORS.get(measured_in, _FLOOR)


def usual(history: Sequence[Decimal]) -> Decimal | None:
    """The middle of the history; None where it is too short to speak of one."""
    return median(history) if len(history) >= LEAST else None


def is_jump(value: Decimal, history: Sequence[Decimal], *, floor: Decimal) -> bool:
    """Whether `value` lies far from what the unit had in earlier periods of the same kind."""
    middle = usual(history)
    if middle is None:
        return False
    deviation = median(abs(one - middle) for one in history)
    distance = abs(value - middle)
    return distance > max(_FAR * _SIGMA * deviation, _SHARE * abs(middle), floor)

"""At which units a role of an old list was held, one after another, down to the unit of today."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """A unit (its number) with its days; the next step took over on the day it ended."""

    unit: int
    start: dt.date
    end: dt.date | None


@dataclass(frozen=True, slots=True)
class RoleStay:
    """A period of a role at a unit; where the unit ended it ends with it and goes on after."""

    unit: int
    start: dt.date
    end: dt.date | None


def stays(begun: dt.date, steps: Sequence[Step]) -> list[RoleStay]:
    """The periods from `begun` on; before the first unit was, the first unit's own first day.

    `steps` hold at least the unit of the list; the last one lives.
    """
    found: list[RoleStay] = []
    for number, step in enumerate(steps):
        first = max(begun, step.start, found[-1].end or begun) if found else max(begun, step.start)
        if step.end is not None and first >= step.end and number < len(steps) - 1:
            continue
        found.append(RoleStay(step.unit, first, step.end))
    return found

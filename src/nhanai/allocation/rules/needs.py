"""What a household needs in money, from its needs one by one."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

MONTHS: Final = 12
"""A monthly need is looked ahead for no longer than this."""


@dataclass(frozen=True, slots=True)
class OpenNeed:
    """One need: what it costs, once or each month until a day."""

    cost: int
    is_monthly: bool
    until: dt.date | None = None


def needed(needs: Iterable[OpenNeed], *, today: dt.date) -> int:
    """All of them together, in đồng."""
    return sum(one.cost * (months(one.until, today) if one.is_monthly else 1) for one in needs)


def months(until: dt.date | None, today: dt.date) -> int:
    """The months that are begun from today on up to that day, at most a year."""
    if until is None:
        return MONTHS
    begun = (until.year - today.year) * 12 + until.month - today.month + 1
    return max(0, min(begun, MONTHS))

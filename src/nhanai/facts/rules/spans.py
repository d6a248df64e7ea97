"""Whole years, quarters and months whose sums are kept; any period is put together from them.

They run as those of the reporting decree: a year from 15 December to 14 December, all from the
15th (Decree 09/2019/NĐ-CP, article 12). What lies before the first year belongs to it.
"""

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

FIRST: Final = 2000
_LAST: Final = 2200
_LENGTHS: Final = ((12, 0), (3, 20), (1, 0))
"""Months in a span, longest first, and what is added to the number of a span in its year."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A stretch of days as whole spans, and the days at its edges that fill none."""

    whole: tuple[int, ...]
    edges: tuple[tuple[dt.date, dt.date], ...]
    """From the first day to before the second."""


def spans_of(day: dt.date) -> tuple[int, ...]:
    """The year, the quarter and the month that hold the day.

    A span is a hundred times its year; more by the number of the month, or by 20 and the number of
    the quarter.
    """
    at = bisect_right(_starts(), day) - 1
    return tuple(_span(at, length, mark) for length, mark in _LENGTHS)


def cut(start: dt.date, end: dt.date) -> Cut:
    """The days from `start` to before `end` as the fewest whole spans and the edges left over."""
    starts = _starts()
    first, last = bisect_left(starts, start), bisect_left(starts, end)
    if last == len(starts) or starts[last] != end:
        last -= 1
    if first >= last:
        return Cut((), ((start, end),))
    edges = ((start, starts[first]), (starts[last], end))
    return Cut(tuple(_whole(first, last)), tuple(edge for edge in edges if edge[0] < edge[1]))


def _whole(first: int, last: int) -> Iterator[int]:
    """From the month `first` to before the month `last`."""
    while first < last:
        length, mark = next(
            one for one in _LENGTHS if first % one[0] == 0 and first + one[0] <= last
        )
        yield _span(first, length, mark)
        first += length


def _span(month: int, length: int, mark: int) -> int:
    year, month = divmod(month, 12)
    return (FIRST + year) * 100 + (0 if length == 12 else mark + month // length + 1)


@cache
def _starts() -> tuple[dt.date, ...]:
    """The first day of every month; the first of all has no beginning."""
    starts = [
        dt.date(year - 1, 12, 15) if month == 0 else dt.date(year, month, 15)
        for year in range(FIRST, _LAST)
        for month in range(12)
    ]
    return (dt.date.min, *starts[1:])

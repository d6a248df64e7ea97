"""Who stands above whom on which days: the closure of the dated placements of one line."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

FOREVER: Final = dt.date.max

Place = tuple[int, dt.date, dt.date]
"""Parent, first day, first day no longer (FOREVER where there is none yet)."""

Above = tuple[int, int, dt.date, dt.date]
"""Ancestor, number of steps, first day, first day no longer."""


def above(unit: int, places: Mapping[int, Sequence[Place]]) -> list[Above]:
    """All ancestors of `unit`; neighbouring periods of the same distance are one."""
    found = sorted(_climb(unit, places, 1, dt.date.min, FOREVER))
    joined: list[Above] = []
    for ancestor, depth, start, end in found:
        if joined and joined[-1][:2] == (ancestor, depth) and joined[-1][3] == start:
            joined[-1] = (ancestor, depth, joined[-1][2], end)
        else:
            joined.append((ancestor, depth, start, end))
    return joined


def _climb(
    unit: int, places: Mapping[int, Sequence[Place]], depth: int, start: dt.date, end: dt.date
) -> Iterator[Above]:
    """The window of days narrows with each step, so a parent of one time meets no other time's."""
    for parent, since, until in places.get(unit, ()):
        first, last = max(start, since), min(end, until)
        if first < last:
            yield parent, depth, first, last
            yield from _climb(parent, places, depth + 1, first, last)


def below(units: Sequence[int], places: Mapping[int, Sequence[Place]]) -> set[int]:
    """`units` and all that ever stood below them."""
    children: dict[int, list[int]] = {}
    for unit, spans in places.items():
        for parent, _, _ in spans:
            children.setdefault(parent, []).append(unit)
    found, waiting = set(units), list(units)
    while waiting:
        for child in children.get(waiting.pop(), ()):
            if child not in found:
                found.add(child)
                waiting.append(child)
    return found

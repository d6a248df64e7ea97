"""The roll-up done slowly and plainly; what every engine must agree with."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from nhanai.base.days import Period
from nhanai.facts.rules.asking import Asked
from nhanai.facts.rules.placing import WHOLE, History, Structure


@dataclass(frozen=True)
class RawFact:
    """A fact as an engine sees it."""

    unit: int
    day: dt.date
    measure: int
    quantity: int
    subject: int | None = None
    field: int = 0
    part: str = ""


Cells = dict[tuple[object, ...], tuple[int, int, int]]
"""Unit, measure, period and groups; the exact part, the estimated one in millionths, the facts."""


def rolled_up(asked: Asked, history: History, facts: Iterable[RawFact]) -> Cells:
    """Every cell that has a fact."""
    cells: Cells = {}
    whole = list(facts)
    for number, period in enumerate(asked.periods):
        for measure, adding in asked.measures.items():
            own = [fact for fact in whole if fact.measure == measure]
            given = _CELLS[adding](asked, history, own, period)
            for unit, group, exact, estimated, count in given:
                key = (unit, measure, number, *group)
                before = cells.get(key, (0, 0, 0))
                cells[key] = (before[0] + exact, before[1] + estimated, before[2] + count)
    return cells


Given = Iterator[tuple[int, tuple[object, ...], int, int, int]]


def _sums(asked: Asked, history: History, facts: list[RawFact], period: Period) -> Given:
    for fact in facts:
        if fact.day in period:
            yield from _at(fact, _structure(asked, history, fact.day), asked)


def _balances(asked: Asked, history: History, facts: list[RawFact], period: Period) -> Given:
    structure = _structure(asked, history, period.end - dt.timedelta(days=1))
    for fact in facts:
        if fact.day < period.end:
            yield from _at(fact, structure, asked)


def _lasts(asked: Asked, history: History, facts: list[RawFact], period: Period) -> Given:
    structure = _structure(asked, history, period.end - dt.timedelta(days=1))
    last: dict[tuple[object, ...], RawFact] = {}
    for fact in sorted(facts, key=lambda fact: (fact.day, fact.quantity)):
        if fact.day < period.end:
            last[fact.unit, fact.field, fact.part] = fact
    for fact in last.values():
        heirs = _heirs(fact.unit, history)
        ended = history.lives[fact.unit].end
        since = min((heir.on for heir in history.heirs_of.get(fact.unit, ())), default=None)
        if since is None and ended < period.end:
            continue
        anew = [one for one in last.values() if one.unit in heirs and since and one.day >= since]
        if not anew:
            yield from _at(fact, structure, asked)


def _people(asked: Asked, history: History, facts: list[RawFact], period: Period) -> Given:
    found: dict[tuple[int, tuple[object, ...]], dict[int | None, tuple[int, int]]] = {}
    for fact in facts:
        if fact.day in period:
            for unit, part in _structure(asked, history, fact.day).above(fact.unit).items():
                once = found.setdefault((unit, _group(fact, asked)), {})
                most, count = once.get(fact.subject, (0, 0))
                once[fact.subject] = max(most, part), count + 1
    for (unit, group), seen in found.items():
        for part, count in seen.values():
            is_whole = part == WHOLE
            yield unit, group, int(is_whole), 0 if is_whole else part, count


_CELLS: Mapping[str, Callable[[Asked, History, list[RawFact], Period], Given]] = {
    "SUM": _sums, "BALANCE": _balances, "LAST": _lasts, "DISTINCT": _people,
}  # fmt: skip


def _structure(asked: Asked, history: History, day: dt.date) -> Structure:
    return history.on(asked.structure or day, asked.root)


def _at(fact: RawFact, structure: Structure, asked: Asked) -> Given:
    for unit, part in structure.above(fact.unit).items():
        is_whole = part == WHOLE
        exact = fact.quantity if is_whole else 0
        estimated = 0 if is_whole else fact.quantity * part
        yield unit, _group(fact, asked), exact, estimated, 1


def _group(fact: RawFact, asked: Asked) -> tuple[object, ...]:
    return tuple(getattr(fact, name) for name in asked.by)


def _heirs(unit: int, history: History) -> set[int]:
    found: set[int] = set()
    waiting = [unit]
    while waiting:
        for heir in history.heirs_of.get(waiting.pop(), ()):
            if heir.successor not in found and heir.successor != unit:
                found.add(heir.successor)
                waiting.append(heir.successor)
    return found

"""Random provinces whose units merge, split, move and close, and random facts in them."""

import datetime as dt
from collections.abc import Sequence

from hypothesis import strategies as st
from tests.facts.slow import RawFact

from nhanai.base.days import FOREVER, Period
from nhanai.facts.rules.asking import Asked
from nhanai.facts.rules.placing import WHOLE, Heir, History, Stay

BEGIN = dt.date(2024, 1, 1)
FINISH = dt.date(2027, 1, 1)
MEASURES = {1: "SUM", 2: "BALANCE", 3: "LAST", 4: "DISTINCT", 5: "SUM"}
ROOT = 1


class _World:
    """A province that changes; what it was stays known."""

    def __init__(self) -> None:
        self.lives: dict[int, Period] = {ROOT: Period(BEGIN)}
        self.stays: list[Stay] = []
        self.heirs: list[Heir] = []

    def open(self, parent: int, on: dt.date) -> int:
        unit = max(self.lives) + 1
        self.lives[unit] = Period(on)
        self.stays.append(Stay(unit, parent, Period(on)))
        return unit

    def close(self, unit: int, on: dt.date) -> None:
        self.lives[unit] = Period(self.lives[unit].start, on)
        self._leave(unit, on)

    def _leave(self, unit: int, on: dt.date) -> None:
        self.stays = [
            Stay(unit, stay.parent, Period(stay.period.start, on))
            if stay.unit == unit and stay.period.is_open
            else stay
            for stay in self.stays
        ]

    def move(self, unit: int, parent: int, on: dt.date) -> None:
        self._leave(unit, on)
        self.stays.append(Stay(unit, parent, Period(on)))

    def parent(self, unit: int) -> int:
        return next(stay.parent for stay in self.stays if stay.unit == unit and stay.period.is_open)

    def living(self, on: dt.date) -> list[int]:
        """Units that may change on that day: they have been there before it."""
        return [
            unit
            for unit, life in self.lives.items()
            if unit != ROOT and life.end == FOREVER and life.start < on
            and all(stay.period.start < on for stay in self.stays if stay.unit == unit)
        ]  # fmt: skip

    def below(self, unit: int) -> list[int]:
        return [stay.unit for stay in self.stays if stay.parent == unit and stay.period.is_open]

    def all_below(self, unit: int) -> set[int]:
        return {unit}.union(*(self.all_below(child) for child in self.below(unit)))


@st.composite
def histories(draw: st.DrawFn) -> History:
    """A province of up to three levels, changed on up to three days."""
    world = _World()
    for _ in range(draw(st.integers(1, 4))):
        commune = world.open(ROOT, BEGIN)
        for _ in range(draw(st.integers(0, 2))):
            world.open(commune, BEGIN)
    days = st.dates(BEGIN + dt.timedelta(days=2), FINISH)
    for on in sorted(draw(st.lists(days, max_size=3, unique=True))):
        _change(draw, world, on)
    sizes = draw(st.dictionaries(st.sampled_from(sorted(world.lives)), st.integers(1, 9)))
    return History(world.lives, world.stays, world.heirs, sizes)


def _change(draw: st.DrawFn, world: _World, on: dt.date) -> None:
    living = world.living(on)
    kind = draw(st.sampled_from(["merge", "split", "move", "open", "close"]))
    if kind == "open" or not living:
        world.open(draw(st.sampled_from([ROOT, *living])), on)
        return
    unit = draw(st.sampled_from(living))
    parent = world.parent(unit)
    if kind == "move":
        others = [one for one in living if one not in world.all_below(unit)]
        world.move(unit, draw(st.sampled_from([ROOT, *others])), on)
        return
    for child in world.below(unit):
        if all(stay.period.start < on for stay in world.stays if stay.unit == child):
            world.move(child, parent, on)
    if world.below(unit):
        return
    if kind == "close":
        world.close(unit, on)
    elif kind == "split":
        share = draw(st.sampled_from([500_000, 333_333, 1, 999_999]))
        for part in (share, WHOLE - share):
            world.heirs.append(Heir(unit, world.open(parent, on), on, part))
        world.close(unit, on)
    else:
        others = [one for one in world.living(on) if one != unit and not world.below(one)]
        heir = world.open(parent, on)
        for one in {unit, *others[:1]}:
            world.heirs.append(Heir(one, heir, on, WHOLE))
            world.close(one, on)


@st.composite
def facts_in(draw: st.DrawFn, history: History) -> list[RawFact]:
    """Facts of living units, of every way of adding."""
    return [_fact(draw, history) for _ in range(draw(st.integers(0, 14)))]


def _fact(draw: st.DrawFn, history: History) -> RawFact:
    unit = draw(st.sampled_from(sorted(history.lives)))
    life = history.lives[unit]
    last = min(life.end, FINISH + dt.timedelta(days=30)) - dt.timedelta(days=1)
    day = draw(st.dates(life.start, max(life.start, last)))
    measure = draw(st.sampled_from(sorted(MEASURES)))
    adding = MEASURES[measure]
    least = -5 if adding == "BALANCE" else 0
    subject = draw(st.integers(1, 3)) if adding == "DISTINCT" else None
    quantity = draw(st.integers(least, 10**6))
    return RawFact(
        unit, day, measure, quantity, subject,
        draw(st.integers(0, 2)), draw(st.sampled_from(["", "A", "B"])),
    )  # fmt: skip


PERIODS: Sequence[Period] = (
    Period(dt.date(2024, 12, 15), dt.date(2025, 12, 15)),
    Period(dt.date(2025, 1, 1), dt.date(2025, 2, 1)),
    Period(dt.date(2025, 6, 1), dt.date(2026, 6, 1)),
    Period(dt.date(2026, 1, 1), dt.date(2027, 1, 1)),
)


@st.composite
def questions(draw: st.DrawFn) -> Asked:
    """Some periods, in the structure of their days or of one day, plain or in groups."""
    periods = draw(st.lists(st.sampled_from(PERIODS), min_size=1, max_size=3, unique=True))
    structure = draw(st.none() | st.dates(BEGIN, FINISH))
    by = draw(st.sampled_from([(), ("field",), ("part",)]))
    return Asked(ROOT, MEASURES, periods, structure, by)

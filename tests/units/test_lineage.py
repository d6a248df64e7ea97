"""The closure of dated placements, and how long it takes for a country's province."""

import datetime as dt
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.builders.units import START

from nhanai.units.actions import lineage as acts
from nhanai.units.models import Lineage, Placement, Unit
from nhanai.units.rules.lineage import FOREVER, Place, above, below
from nhanai.units.vocab import Line

DAYS = [dt.date(2020, 1, 1) + dt.timedelta(days=number) for number in range(6)]


def test_a_grandparents_days_are_those_of_both_steps() -> None:
    places: dict[int, list[Place]] = {
        1: [(2, DAYS[0], DAYS[3]), (3, DAYS[3], FOREVER)],
        2: [(9, DAYS[1], FOREVER)],
        3: [(9, DAYS[0], FOREVER)],
    }

    assert above(1, places) == [
        (2, 1, DAYS[0], DAYS[3]),
        (3, 1, DAYS[3], FOREVER),
        (9, 2, DAYS[1], FOREVER),
    ]


def test_below_are_all_who_ever_stood_there() -> None:
    places: dict[int, list[Place]] = {
        1: [(2, DAYS[0], DAYS[1]), (3, DAYS[1], FOREVER)],
        2: [(4, DAYS[0], FOREVER)],
    }

    assert (below([4], places), below([3], places)) == ({4, 2, 1}, {3, 1})


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5), st.integers(0, 5)), max_size=12))
def test_the_closure_says_what_climbing_on_each_day_says(
    moves: list[tuple[int, int, int]],
) -> None:
    parents = [{unit: unit - 1 for unit in range(1, 6)} for _ in DAYS]
    for unit, parent, since in moves:
        for day in range(since, len(DAYS)):
            changed = {**parents[day], unit: parent}
            if unit != 0 and not circles(changed, unit):
                parents[day] = changed
    places = {
        unit: [(parents[at][unit], day, tomorrow(day)) for at, day in enumerate(DAYS)]
        for unit in range(1, 6)
    }

    for unit in range(1, 6):
        told = {
            (day, ancestor, depth)
            for ancestor, depth, start, end in above(unit, places)
            for day in DAYS
            if start <= day < end
        }
        assert told == {
            (day, ancestor, depth)
            for at, day in enumerate(DAYS)
            for ancestor, depth in climb(unit, parents[at])
        }


def tomorrow(day: dt.date) -> dt.date:
    return day + dt.timedelta(days=1)


def circles(parents: dict[int, int], unit: int) -> bool:
    seen = {unit}
    while unit in parents:
        unit = parents[unit]
        if unit in seen:
            return True
        seen.add(unit)
    return False


def climb(unit: int, parents: dict[int, int]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    while unit in parents:
        unit = parents[unit]
        found.append((unit, len(found) + 1))
    return found


@pytest.mark.slow
@pytest.mark.django_db
def test_12000_units_are_closed_in_time_linear_in_their_number() -> None:
    seconds = {number: closed_in(number) for number in (3_000, 12_000)}

    assert seconds[12_000] < 8 * seconds[3_000]
    assert seconds[12_000] < 20


def closed_in(number: int) -> float:
    """How long the closure of so many units takes: a province, 40 communes, schools, classes."""
    Placement.objects.all().delete()
    Unit.objects.all().delete()
    Unit.objects.bulk_create(
        (Unit(key=f"u{at}", kind="BRANCH", start=START) for at in range(number)), batch_size=500
    )
    keys = list(Unit.objects.order_by("pk").values_list("pk", flat=True))
    Placement.objects.bulk_create(
        (
            Placement(
                unit_id=keys[at], parent_id=keys[(at - 1) // 40], line=Line.RED_CROSS, start=START
            )
            for at in range(1, number)
        ),
        batch_size=500,
    )
    begun = time.perf_counter()
    acts.rebuild()
    assert Lineage.objects.count() > number
    return time.perf_counter() - begun

"""Whatever acts come one after another, units stay sound; undone, nothing was ever changed."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from django.db import models, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.builders.units import AT, START, a_tree

from nhanai.units import actions, queries
from nhanai.units.models import (
    Lineage,
    Placement,
    Reorganisation,
    Succession,
    Unit,
    UnitCode,
    UnitName,
)
from nhanai.units.rules.requests import (
    Close,
    Merge,
    Move,
    Open,
    Opening,
    Part,
    Rename,
    Request,
    Split,
)
from nhanai.units.vocab import Line

pytestmark = pytest.mark.django_db

BASIS = actions.Basis("12/QĐ-CTĐ")
TABLES: tuple[type[models.Model], ...] = (Unit, UnitName, UnitCode, Placement, Succession)
STEPS = st.lists(
    st.tuples(st.integers(0, 6), *(st.integers(0, 9999) for _ in range(3)), st.integers(1, 200)),
    min_size=1,
    max_size=8,
)


@pytest.mark.slow
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(STEPS)
def test_units_stay_sound_through_any_acts_and_undoing_all_restores_every_row(
    steps: list[tuple[int, int, int, int, int]],
) -> None:
    with transaction.atomic():
        a_tree("T T.A T.B T.C T.A.1 T.A.2 T.B.1 T.B.1.x")
        before = rows()
        done = list(carried_out(steps))

        assert list(breaches()) == []
        for act in reversed(done):
            actions.undo(reorganisation=act, by="test", at=AT)
        assert rows() == before
        transaction.set_rollback(True)


def test_the_histories_tried_do_contain_every_act() -> None:
    a_tree("T T.A T.B T.C T.A.1 T.A.2 T.B.1 T.B.1.x")
    steps = [
        (1, 0, 0, 0, 10),
        (2, 1, 3, 0, 10),
        (6, 6, 0, 0, 10),
        (5, 4, 3, 0, 10),
        (3, 2, 4, 3, 10),
        (0, 0, 1, 0, 10),
    ]

    done = [act.kind for act in carried_out(steps)]

    assert done == ["RENAME", "MOVE", "CLOSE", "SPLIT", "MERGE", "OPEN"]


def carried_out(steps: list[tuple[int, int, int, int, int]]) -> Iterator[Reorganisation]:
    """Those of the acts that are not refused, each some days after the one before."""
    day = START
    for number, (kind, a, b, c, gap) in enumerate(steps):
        day += dt.timedelta(days=gap)
        keys = sorted(unit.key for unit in Unit.objects.all() if unit.key != "t")
        one, two, three = keys[a % len(keys)], keys[b % len(keys)], keys[c % len(keys)]
        try:
            yield actions.carry_out(
                request=request(kind, number, day, (one, two, three), Decimal(1 + a % 99) / 100),
                basis=BASIS,
                by="test",
                at=AT,
            )
        except actions.CannotReorganise:
            continue


def request(
    kind: int, number: int, day: dt.date, keys: tuple[str, str, str], share: Decimal
) -> Request:
    """One act, sensible or not."""
    one, two, three = keys
    fresh = Opening(
        f"moi-{number}", "CHAPTER", f"Hội mới {number}", {Line.RED_CROSS: two}, code=f"9{number}"
    )
    requests: tuple[Request, ...] = (
        Open(fresh, day),
        Rename(one, f"Tên mới {number}", day),
        Move(one, Line.RED_CROSS, two, day),
        Merge((Part(one), Part(three)), two, day),
        Merge((Part(one, share),), fresh, day, rest_to=three),
        Split(one, ((fresh, share), (three, 1 - share)), day, children_to=three),
        Close(one, day),
    )
    return requests[kind]


def rows() -> list[Any]:
    """Every row of every table, lineage without its numbers."""
    stored: list[Any] = [list(table._default_manager.order_by("pk").values()) for table in TABLES]
    columns = ("ancestor", "descendant", "line", "depth", "start", "end")
    lineage = sorted(map(str, Lineage.objects.values_list(*columns)))
    return [*stored, lineage]


def breaches() -> Iterator[str]:
    """What does not hold on one of the days on which anything begins or ends."""
    yield from shares_that_do_not_add_up()
    dates = {START, *Unit.objects.values_list("start", flat=True)}
    dates |= set(Placement.objects.values_list("start", flat=True))
    dates |= {end for end in Unit.objects.values_list("end", flat=True) if end}
    for day in sorted(dates):
        yield from breaches_on(day)


def breaches_on(day: dt.date) -> Iterator[str]:
    parents: dict[int, int] = {}
    for unit, parent in on(Placement, day).values_list("unit", "parent"):
        if unit in parents:
            yield f"{unit} has two parents on {day}"
        parents[unit] = parent
    living = {unit.pk: unit for unit in on(Unit, day)}
    named = list(on(UnitName, day).values_list("unit", flat=True))
    for pk, unit in living.items():
        if named.count(pk) != 1:
            yield f"{unit.key} has {named.count(pk)} names on {day}"
        if unit.key != "t" and parents.get(pk) not in living:
            yield f"{unit.key} stands below nobody alive on {day}"
    if set(parents) - set(living):
        yield f"the dead stand below somebody on {day}"
    codes = list(on(UnitCode, day).values_list("code", flat=True))
    if len(codes) != len(set(codes)):
        yield f"a code has two holders on {day}"
    climbed = {(pk, above, depth) for pk in parents for above, depth in climb(pk, parents)}
    stored = set(on(Lineage, day).values_list("descendant", "ancestor", "depth"))
    if climbed != stored:
        yield f"the lineage of {day} is not what the placements say"


def climb(unit: int, parents: dict[int, int]) -> Iterator[tuple[int, int]]:
    depth = 0
    while unit in parents:
        unit, depth = parents[unit], depth + 1
        assert depth < 50, "a cycle"
        yield unit, depth


def on(model: type[models.Model], day: dt.date) -> models.QuerySet[Any]:
    ended = models.Q(end__isnull=True) | models.Q(end__gt=day)
    return model._default_manager.filter(ended, start__lte=day)


def shares_that_do_not_add_up() -> Iterator[str]:
    sums: dict[tuple[int, dt.date], Decimal] = {}
    for one, day, share in Succession.objects.values_list("predecessor", "on", "share"):
        sums[one, day] = sums.get((one, day), Decimal(0)) + share
    yield from (f"{key} gives {total}" for key, total in sums.items() if total != 1)


def test_resolve_sees_each_act_at_once() -> None:
    a_tree("T T.A")
    assert queries.resolve("Hội T.A", START).units[0].key == "t-a"

    actions.carry_out(
        request=Rename("t-a", "Hội Chữ thập đỏ xã Mới", dt.date(2021, 1, 1)),
        basis=BASIS,
        by="test",
        at=AT,
    )

    assert queries.resolve("Hội CTĐ xã Mới", dt.date(2022, 1, 1)).units[0].key == "t-a"
    assert queries.resolve("Hội T.A", dt.date(2022, 1, 1)).why == "former-name"

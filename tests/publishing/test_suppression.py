"""Nobody works out a small number of persons from what is published."""

import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.publishing.attacker import equations, known

from nhanai.publishing.rules.suppression import LEAST, TOTAL, Table, protected

pytestmark = pytest.mark.nodb

TREES: tuple[dict[str, str | None], ...] = (
    {"Tỉnh": None},
    {"Tỉnh": None, "X1": "Tỉnh", "X2": "Tỉnh", "X3": "Tỉnh"},
    {"Tỉnh": None, "A": "Tỉnh", "B": "Tỉnh", "A1": "A", "A2": "A", "B1": "B", "B2": "B"},
)
COUNT = st.one_of(st.integers(0, 6), st.integers(0, 40))


@st.composite
def tables(draw: st.DrawFn) -> Table:
    parents = draw(st.sampled_from(TREES))
    columns = ("Nam", "Nữ", "Khác")[: draw(st.integers(1, 3))]
    empty = Table(parents, columns, {})
    counts = {(row, column): draw(COUNT) for row in empty.leaves for column in columns}
    return Table(parents, columns, counts)


@given(table=tables())
@settings(max_examples=60, deadline=None)
def test_an_attacker_with_linear_programming_finds_no_small_number(table: Table) -> None:
    published = protected(table)
    truth = table.with_totals

    for cell, count in truth.items():
        if 0 < count < LEAST:
            assert published.cells[cell] is None
        assert published.cells[cell] in {None, count}
    for cell, (low, high) in published.ranges.items():
        assert known(table, published, cell) == (low, high)
        if 0 < truth[cell] < LEAST:
            assert low == 0
            assert high is None or high >= LEAST
        else:
            assert low != high


@given(table=tables())
@settings(max_examples=40)
def test_totals_are_the_sums_of_their_parts(table: Table) -> None:
    truth = table.with_totals

    assert all(
        truth[whole] == sum(truth[part] for part in parts) for whole, parts in equations(table)
    )


def test_one_small_number_takes_a_few_others_with_it_and_the_rest_stays() -> None:
    counts = {
        ("X1", "Nam"): 2, ("X1", "Nữ"): 30, ("X2", "Nam"): 20, ("X2", "Nữ"): 25,
        ("X3", "Nam"): 90, ("X3", "Nữ"): 80,
    }  # fmt: skip
    published = protected(Table(TREES[1], ("Nam", "Nữ"), counts))

    assert published.hidden == {("X1", "Nam"), ("X1", "Nữ"), ("X2", "Nam"), ("X2", "Nữ")}
    assert published.cells["Tỉnh", TOTAL] == 247
    assert published.ranges["X1", "Nam"] == (0, 22)


def test_two_small_numbers_that_add_to_little_hide_more_than_themselves() -> None:
    counts = {("X1", "Nam"): 1, ("X2", "Nam"): 1, ("X3", "Nam"): 60}
    published = protected(Table(TREES[1], ("Nam",), counts))

    assert published.hidden == {("X1", "Nam"), ("X2", "Nam"), ("X3", "Nam")}


def test_where_no_number_is_small_everything_is_shown() -> None:
    table = Table(TREES[1], ("Nam", "Nữ"), {("X1", "Nam"): 5, ("X2", "Nữ"): 7})

    assert protected(table).hidden == frozenset()


def test_a_province_of_38_communes_and_12_columns_is_quick() -> None:
    chance = random.Random(5)
    communes = {f"X{at:02d}": f"V{at % 4}" for at in range(38)}
    parents = {"Tỉnh": None, **{f"V{at}": "Tỉnh" for at in range(4)}, **communes}
    columns = tuple(f"C{at}" for at in range(12))
    counts = {
        (row, column): chance.choice([0, 3, 12, 40, 100]) for row in communes for column in columns
    }
    published = protected(Table(parents, columns, counts))

    small = sum(0 < count < LEAST for count in counts.values())
    assert small < len(published.hidden) < 3 * small


@pytest.mark.parametrize(
    "wrong",
    [
        ({"A": None, "B": None}, ("Nam",), {}),
        ({"A": None}, (), {}),
        ({"A": None, "B": "A"}, ("Nam",), {("A", "Nam"): 1}),
        ({"A": None}, ("Nam",), {("A", "Nam"): -1}),
    ],
)
def test_what_is_no_table_is_not_protected(wrong: Any) -> None:  # noqa: ANN401 - wrong on purpose
    with pytest.raises(ValueError, match=r"a table has|counts are"):
        Table(*wrong)

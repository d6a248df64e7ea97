"""Any stretch of days is put together from whole spans and its edges, each day once."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhanai.facts.rules.spans import cut, spans_of

pytestmark = pytest.mark.nodb

DAYS = st.dates(dt.date(1998, 1, 1), dt.date(2031, 12, 31))
A_DAY = dt.timedelta(days=1)


@given(DAYS, DAYS, DAYS)
def test_each_day_of_a_stretch_is_in_one_piece_and_no_other_day_is_in_any(
    one: dt.date, other: dt.date, day: dt.date
) -> None:
    start, end = min(one, other), max(one, other) + A_DAY

    parts = cut(start, end)

    pieces = len(set(spans_of(day)) & set(parts.whole)) + sum(
        first <= day < stop for first, stop in parts.edges
    )
    assert pieces == (1 if start <= day < end else 0)


@given(DAYS, DAYS)
def test_few_pieces_make_a_stretch(one: dt.date, other: dt.date) -> None:
    start, end = min(one, other), max(one, other) + A_DAY

    parts = cut(start, end)

    assert len(parts.edges) <= 2
    assert len(parts.whole) <= 10 + (end - start).days // 365


def test_a_year_of_the_decree_is_one_span() -> None:
    parts = cut(dt.date(2025, 12, 15), dt.date(2026, 12, 15))

    assert parts.whole == (202600,)
    assert not parts.edges


def test_what_was_before_the_first_year_counts_with_everything_before_a_day() -> None:
    assert 200000 in cut(dt.date.min, dt.date(2026, 1, 1)).whole
    assert spans_of(dt.date(1975, 4, 30)) == (200000, 200021, 200001)


def test_the_fourteenth_ends_a_month() -> None:
    assert spans_of(dt.date(2026, 3, 14)) == (202600, 202621, 202603)
    assert spans_of(dt.date(2026, 3, 15)) == (202600, 202622, 202604)
    assert spans_of(dt.date(2026, 12, 15)) == (202700, 202721, 202701)

"""A period holds its first day and not its end."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhanai.base.days import FOREVER, Period, written

pytestmark = pytest.mark.nodb

days = st.dates(dt.date(2000, 1, 1), dt.date(2050, 1, 1))


@st.composite
def periods(draw: st.DrawFn) -> Period:
    start = draw(days)
    length = draw(st.none() | st.integers(1, 5000))
    return Period(start) if length is None else Period(start, start + dt.timedelta(days=length))


def test_a_period_holds_its_first_day_and_not_its_end() -> None:
    period = Period(dt.date(2025, 6, 1), dt.date(2025, 7, 1))

    assert dt.date(2025, 6, 1) in period
    assert dt.date(2025, 6, 30) in period
    assert dt.date(2025, 7, 1) not in period
    assert period.last_day == dt.date(2025, 6, 30)
    assert not period.is_open


def test_a_period_without_end_is_open() -> None:
    period = Period.of(dt.date(2025, 7, 1), None)

    assert period.end == FOREVER
    assert period.is_open
    assert period.last_day is None


def test_a_period_does_not_end_where_it_starts() -> None:
    with pytest.raises(ValueError, match="ends after it starts"):
        Period(dt.date(2025, 7, 1), dt.date(2025, 7, 1))


@given(periods(), periods(), days)
def test_a_day_lies_in_the_intersection_exactly_when_it_lies_in_both(
    one: Period, other: Period, day: dt.date
) -> None:
    shared = one.intersection(other)

    assert (shared is not None and day in shared) == (day in one and day in other)


@given(periods(), periods())
def test_periods_overlap_exactly_when_they_share_days_and_either_way_round(
    one: Period, other: Period
) -> None:
    assert one.overlaps(other) == (one.intersection(other) is not None)
    assert one.intersection(other) == other.intersection(one)
    assert one.intersection(one) == one


@given(periods())
def test_periods_that_meet_do_not_overlap(one: Period) -> None:
    if not one.is_open:
        assert not one.overlaps(Period(one.end))


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (dt.date(2010, 6, 8), "08/6/2010"),
        (dt.date(2026, 2, 25), "25/02/2026"),
        (dt.date(2026, 1, 5), "05/01/2026"),
        (dt.date(2026, 11, 24), "24/11/2026"),
    ],
)
def test_a_day_is_written_with_the_zeros_of_official_paper(day: dt.date, words: str) -> None:
    assert written(day) == words

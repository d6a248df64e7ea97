"""The calendar that everybody counts by: what the product knows and what was recorded."""

import datetime as dt

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.builders.periods import a_day_change

from nhanai.periods import queries
from nhanai.periods.vocab import DayKind

pytestmark = pytest.mark.django_db

MADE_UP = dt.date(2026, 1, 10)


def test_the_calendar_takes_one_query_however_many_days_there_are(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for day in range(1, 29):
        a_day_change(dt.date(2027, 3, day))

    with django_assert_num_queries(1):
        calendar = queries.calendar()

    assert sum(1 for day in calendar.changes if day.year == 2027) == 28


def test_what_was_recorded_prevails_over_what_the_product_knows() -> None:
    assert queries.calendar().is_working_day(MADE_UP)

    a_day_change(MADE_UP, DayKind.OFF, "Nghỉ rét đậm")

    assert queries.calendar().reason(MADE_UP) == "Nghỉ rét đậm"
    assert not queries.calendar().is_working_day(MADE_UP)


def test_without_what_was_recorded_of_a_day_the_product_speaks_again() -> None:
    a_day_change(MADE_UP, DayKind.OFF)
    a_day_change(dt.date(2027, 1, 4))

    calendar = queries.calendar(besides=MADE_UP)

    assert calendar.is_working_day(MADE_UP)
    assert not calendar.is_working_day(dt.date(2027, 1, 4))


def test_the_recorded_days_of_a_year_come_in_order() -> None:
    later, earlier = a_day_change(dt.date(2027, 6, 1)), a_day_change(dt.date(2027, 2, 1))
    a_day_change(dt.date(2026, 12, 31))

    assert list(queries.day_changes(2027)) == [earlier, later]
    assert queries.recorded().count() == 3


def test_the_regimes_are_read_once() -> None:
    assert queries.regimes() is queries.regimes()
    assert "ND09" in [regime.code for regime in queries.regimes()]

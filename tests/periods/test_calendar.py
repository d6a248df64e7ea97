"""Working days, Tết among them, and the days that were changed by decision."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nhanai.periods.rules import Calendar, Change
from nhanai.periods.rules.calendar import holidays_in
from nhanai.periods.rules.shipped import shipped_changes
from nhanai.periods.vocab import DayKind

pytestmark = pytest.mark.nodb

PLAIN = Calendar()
SHIPPED = Calendar({change.day: change for change in shipped_changes()})

days = st.dates(dt.date(1990, 1, 1), dt.date(2100, 6, 1))


@pytest.mark.parametrize(
    ("year", "first", "last"),
    [
        (2024, (2, 8), (2, 14)),
        (2025, (1, 27), (1, 31)),
        (2026, (2, 16), (2, 20)),
        (2027, (2, 4), (2, 10)),
        (2028, (1, 25), (1, 28)),
        (2029, (2, 12), (2, 16)),
        (2030, (1, 31), (2, 6)),
    ],
)
def test_no_one_works_over_tet(year: int, first: tuple[int, int], last: tuple[int, int]) -> None:
    start, end = dt.date(year, *first), dt.date(year, *last)

    assert PLAIN.working_days_between(start, end + dt.timedelta(days=1)) == 0


@pytest.mark.parametrize(
    "new_year",
    [
        *(dt.date(2024, 2, 10), dt.date(2025, 1, 29), dt.date(2026, 2, 17), dt.date(2027, 2, 6)),
        *(dt.date(2028, 1, 26), dt.date(2029, 2, 13), dt.date(2030, 2, 2)),
    ],
)
def test_the_first_of_the_lunar_year_is_known(new_year: dt.date) -> None:
    assert holidays_in(new_year.year)[new_year] == "Tết Nguyên Đán"


def test_gio_to_on_a_sunday_gives_the_monday_off() -> None:
    assert not PLAIN.is_working_day(dt.date(2026, 4, 27))
    assert PLAIN.reason(dt.date(2026, 4, 27)) == "Ngày Giỗ Tổ Hùng Vương (nghỉ bù)"


def test_exchanged_days_that_are_known_are_worked_and_off() -> None:
    exchanged = [(2026, 1, 2), (2026, 1, 10), (2026, 8, 31), (2026, 8, 22), (2025, 4, 26)]

    assert [SHIPPED.is_working_day(dt.date(*day)) for day in exchanged] == [
        *(False, True),
        *(False, True),
        True,
    ]


def test_a_changed_day_prevails_over_weekend_and_holiday_and_says_why() -> None:
    saturday, tet = dt.date(2026, 11, 28), dt.date(2027, 2, 5)
    changed = Calendar(
        {
            saturday: Change(saturday, DayKind.WORKING, "Làm bù"),
            tet: Change(tet, DayKind.WORKING, "Trực"),
        }
    )

    assert changed.is_working_day(saturday)
    assert changed.is_working_day(tet)
    assert (saturday, "Làm bù", True) in list(changed.special_days(2026))


def test_the_special_days_of_a_year_come_in_order_with_their_reasons() -> None:
    found = [(day.isoformat(), off) for day, _, off in SHIPPED.special_days(2026)]

    assert found == sorted(found)
    assert found[:3] == [("2026-01-01", False), ("2026-01-02", False), ("2026-01-10", True)]


def test_years_whose_moon_is_unknown_have_only_weekends() -> None:
    assert (dict(holidays_in(1900)), dict(holidays_in(2101))) == ({}, {})
    assert PLAIN.is_working_day(dt.date(2101, 1, 3))


@pytest.mark.slow
@settings(deadline=None)  # a year's holidays are looked up once
@given(days, st.integers(-30, 30))
def test_adding_and_taking_away_working_days_comes_back(day: dt.date, number: int) -> None:
    worked = PLAIN.next_working_day(day)

    there = PLAIN.add_working_days(worked, number)

    assert PLAIN.is_working_day(there)
    assert PLAIN.add_working_days(there, -number) == worked
    assert PLAIN.working_days_between(min(worked, there), max(worked, there)) == abs(number)


@pytest.mark.slow
@settings(deadline=None)  # a year's holidays are looked up once
@given(days)
def test_the_next_working_day_is_the_first_that_is_worked(day: dt.date) -> None:
    found = PLAIN.next_working_day(day)

    assert PLAIN.is_working_day(found)
    assert PLAIN.working_days_between(day, found) == 0

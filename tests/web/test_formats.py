"""Days and numbers are read and written as in Viet Nam."""

import datetime as dt
from decimal import Decimal

import pytest
from django import forms
from django.utils.formats import date_format, get_format, number_format

from nhanai.web.templatetags.ui import ui_number


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("03/04/2026", dt.date(2026, 4, 3)),
        ("3/4/2026", dt.date(2026, 4, 3)),
        ("23/11/2026", dt.date(2026, 11, 23)),
        ("23-11-2026", dt.date(2026, 11, 23)),
        ("23.11.2026", dt.date(2026, 11, 23)),
        ("2026-11-23", dt.date(2026, 11, 23)),
        ("31/12/26", dt.date(2026, 12, 31)),
    ],
)
def test_a_day_is_read_day_first(text: str, day: dt.date) -> None:
    assert forms.DateField(localize=True).clean(text) == day


def test_a_month_that_does_not_exist_is_refused() -> None:
    with pytest.raises(forms.ValidationError):
        forms.DateField(localize=True).clean("04/23/2026")


def test_days_and_moments_are_written_day_first() -> None:
    moment = dt.datetime(2026, 4, 3, 8, 5)  # noqa: DTZ001 (only its writing matters)

    assert date_format(moment.date()) == "03/04/2026"
    assert date_format(moment, "DATETIME_FORMAT") == "08:05 03/04/2026"
    assert date_format(moment.date(), "YEAR_MONTH_FORMAT") == "tháng 4/2026"


def test_the_week_starts_on_monday() -> None:
    assert get_format("FIRST_DAY_OF_WEEK") == 1


def test_numbers_are_grouped_by_points() -> None:
    assert number_format(Decimal("1234567.5"), force_grouping=True) == "1.234.567,5"


@pytest.mark.parametrize(
    ("value", "written"),
    [(1749, "1.749"), (-18, "−18"), (Decimal("82.96"), "82,96"), (0, "0"), ("17 %", "17 %")],
)
def test_the_number_filter_writes_as_in_print(value: object, written: str) -> None:
    assert ui_number(value) == written

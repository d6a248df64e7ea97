"""Names of periods go to DHIS2 and ADX and come back as the same days."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhanai.exchange.rules.periods import (
    Called,
    adx_name,
    days_of,
    dhis2_name,
    is_renamed,
    read,
    said_days,
)
from nhanai.periods.queries import regimes
from nhanai.periods.rules import from_key, period_of
from nhanai.periods.vocab import PeriodKind

pytestmark = pytest.mark.nodb
SHARED = (PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.HALF, PeriodKind.YEAR)


@pytest.mark.parametrize(
    ("key", "dhis2", "adx"),
    [
        ("CALENDAR:MONTH:2026-11", "202611", "2026-11-01/P1M"),
        ("CALENDAR:QUARTER:2026-Q4", "2026Q4", "2026-10-01/P3M"),
        ("CALENDAR:HALF:2026-H1", "2026S1", "2026-01-01/P6M"),
        ("CALENDAR:YEAR:2026", "2026", "2026-01-01/P1Y"),
        ("CALENDAR:NINE_MONTHS:2026", "", "2026-01-01/P9M"),
        ("ND09:MONTH:2026-11", "202611", "2026-11-01/P1M"),
    ],
)
def test_a_period_is_named_as_others_name_it(key: str, dhis2: str, adx: str) -> None:
    period = from_key(key, regimes())

    assert (dhis2_name(period), adx_name(period, regimes())) == (dhis2, adx)


def test_a_month_of_the_decree_says_which_days_it_really_has() -> None:
    november = from_key("ND09:MONTH:2026-11", regimes())

    assert is_renamed(november, regimes())
    assert said_days(november) == (
        "Kỳ Báo cáo hành chính nhà nước: số liệu từ 15/10/2026 – 14/11/2026."
    )
    assert not is_renamed(from_key("CALENDAR:MONTH:2026-11", regimes()), regimes())


@given(
    st.dates(dt.date(2000, 1, 1), dt.date(2089, 12, 31)),
    st.sampled_from(SHARED),
    st.sampled_from(["CALENDAR", "ND09"]),
)
def test_what_is_named_is_read_back_as_the_same_days(
    day: dt.date, kind: PeriodKind, code: str
) -> None:
    regime = next(one for one in regimes() if one.code == code)
    period = period_of(regime, kind, day)

    for name in (dhis2_name(period), adx_name(period, regimes())):
        called = read(name)
        assert called is not None
        found = days_of(called, code, regimes())
        assert found is not None
        assert (found.period, found.stands_on) == (period.period, period.cut_off)


@pytest.mark.parametrize("text", ["20261115", "2026-11-15", "2026-11-15/P1D"])
def test_a_day_is_a_period_of_its_own(text: str) -> None:
    assert read(text) == Called(day=dt.date(2026, 11, 15))


@pytest.mark.parametrize(
    "text",
    [
        *("", "202613", "2026Q5", "2026S3", "2026W07", "2026April", "20260230", "0000", "202611 "),
        *("2026-11-15/P1M", "2026-02-01/P3M", "2026-01-01/P2M", "2026-11-01/P1W", "٢٠٢٦"),
    ],
)
def test_what_names_no_period_here_is_read_as_nothing(text: str) -> None:
    assert read(text) is None

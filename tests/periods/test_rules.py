"""Every day lies in one period, whatever the regime; what the decree says is what we say."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhanai.base.days import FOREVER, Period
from nhanai.periods import rules
from nhanai.periods.rules import NamedPeriod, NoPeriod, PeriodRule, Regime
from nhanai.periods.rules.regimes import TILING
from nhanai.periods.rules.shipped import shipped
from nhanai.periods.vocab import PeriodKind

pytestmark = pytest.mark.nodb

REGIMES = {regime.code: regime for regime in shipped()}
DECREE, SCHOOL, TERM = REGIMES["ND09"], REGIMES["SCHOOL"], REGIMES["TERM"]
CALENDAR, MAY = REGIMES["CALENDAR"], REGIMES["HUMANITARIAN_MONTH"]
TILES = [(regime, kind) for regime in shipped() for kind in regime.kinds if kind in TILING]

days = st.dates(dt.date(1990, 1, 1), dt.date(2100, 12, 31))
tiles = st.sampled_from(TILES)


def a_day(text: str) -> dt.date:
    """`20/12/2026`."""
    day, month, year = text.split("/")
    return dt.date(int(year), int(month), int(day))


def told(period: NamedPeriod) -> tuple[str, str, str]:
    """What a reader sees of it."""
    return period.label, period.span, period.key


@st.composite
def changing_regimes(draw: st.DrawFn) -> Regime:
    """A regime whose months begin on other days from some day on, up to three times."""
    changes = sorted(draw(st.sets(days, max_size=3)))
    starts = [dt.date(1980, 1, 1), *changes]
    ends = [*changes, FOREVER]
    begins = [draw(st.integers(1, 28)) for _ in starts]
    return Regime(
        "CHANGING",
        "Đổi nhiều lần",
        tuple(
            PeriodRule(kind, Period(start, end), begins_on=begin)
            for kind in (PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.HALF, PeriodKind.YEAR)
            for start, end, begin in zip(starts, ends, begins, strict=True)
        ),
    )


@pytest.mark.parametrize(
    ("day", "kind", "expected"),
    [
        ("14/12/2026", "YEAR", ("năm 2026 (15/12/2025 – 14/12/2026)", "ND09:YEAR:2026")),
        ("15/12/2026", "YEAR", ("năm 2027 (15/12/2026 – 14/12/2027)", "ND09:YEAR:2027")),
        ("20/12/2026", "YEAR", ("năm 2027 (15/12/2026 – 14/12/2027)", "ND09:YEAR:2027")),
        ("15/10/2026", "MONTH", ("tháng 11/2026", "ND09:MONTH:2026-11")),
        ("14/11/2026", "MONTH", ("tháng 11/2026", "ND09:MONTH:2026-11")),
        ("20/12/2026", "MONTH", ("tháng 01/2027", "ND09:MONTH:2027-01")),
        ("15/9/2026", "QUARTER", ("quý IV/2026", "ND09:QUARTER:2026-Q4")),
        ("14/6/2026", "HALF", ("6 tháng đầu năm 2026", "ND09:HALF:2026-H1")),
        ("15/6/2026", "HALF", ("6 tháng cuối năm 2026", "ND09:HALF:2026-H2")),
        ("15/12/2025", "NINE_MONTHS", ("9 tháng năm 2026", "ND09:NINE_MONTHS:2026")),
        ("14/9/2026", "NINE_MONTHS", ("9 tháng năm 2026", "ND09:NINE_MONTHS:2026")),
        ("29/02/2028", "MONTH", ("tháng 3/2028", "ND09:MONTH:2028-03")),
    ],
)
def test_the_decree_closes_on_the_fourteenth(
    day: str, kind: str, expected: tuple[str, str]
) -> None:
    found = rules.period_of(DECREE, PeriodKind(kind), a_day(day))

    assert (found.label, found.key) == expected


def test_nine_months_leave_out_the_rest_of_the_year_and_do_not_tile() -> None:
    found = rules.from_key("ND09:NINE_MONTHS:2026", shipped())

    assert found.span == "15/12/2025 – 14/9/2026"
    assert rules.find_period(DECREE, PeriodKind.NINE_MONTHS, a_day("15/9/2026")) is None
    assert rules.next_of(found).span == "15/12/2026 – 14/9/2027"
    with pytest.raises(NoPeriod):
        rules.period_of(DECREE, PeriodKind.NINE_MONTHS, a_day("20/10/2026"))


def test_the_change_to_the_decree_leaves_a_short_march_and_a_short_year() -> None:
    months = rules.periods_between(
        DECREE, PeriodKind.MONTH, a_day("01/02/2019"), a_day("16/4/2019")
    )

    assert [(one.label, one.span) for one in months] == [
        ("tháng 02/2019", "01/02/2019 – 28/02/2019"),
        ("tháng 3/2019", "01/3/2019 – 14/3/2019"),
        ("tháng 4/2019", "15/3/2019 – 14/4/2019"),
        ("tháng 5/2019", "15/4/2019 – 14/5/2019"),
    ]
    assert rules.period_of(DECREE, PeriodKind.YEAR, a_day("12/3/2019")).label == (
        "năm 2019 (01/01/2019 – 14/12/2019)"
    )


def test_other_regimes_say_their_own_names() -> None:
    day = a_day("20/5/2026")

    assert [
        told(rules.period_of(CALENDAR, PeriodKind.YEAR, day)),
        told(rules.period_of(SCHOOL, PeriodKind.SCHOOL_YEAR, day)),
        told(rules.period_of(TERM, PeriodKind.TERM, day)),
        told(rules.period_of(MAY, PeriodKind.CAMPAIGN, day)),
    ] == [
        ("năm 2026", "01/01/2026 – 31/12/2026", "CALENDAR:YEAR:2026"),
        ("năm học 2025–2026", "01/8/2025 – 31/7/2026", "SCHOOL:SCHOOL_YEAR:2025"),
        ("nhiệm kỳ 2022–2027", "30/8/2022 – 29/8/2027", "TERM:TERM:2022"),
        ("Tháng Nhân đạo năm 2026", "01/5/2026 – 31/5/2026", "HUMANITARIAN_MONTH:CAMPAIGN:2026"),
    ]


def test_the_humanitarian_month_straddles_two_months_of_the_decree() -> None:
    may = rules.from_key("HUMANITARIAN_MONTH:CAMPAIGN:2026", shipped()).period

    found = rules.periods_between(DECREE, PeriodKind.MONTH, may.start, may.end)

    assert [one.label for one in found] == ["tháng 5/2026", "tháng 6/2026"]


def test_a_campaign_with_dates_of_its_own_is_found_again_by_its_key() -> None:
    period = Period(a_day("29/02/2028"), a_day("01/4/2028"))

    campaign = rules.own_dates(period, "Tết Nhân ái")

    assert told(campaign) == (
        "Tết Nhân ái",
        "29/02/2028 – 31/3/2028",
        "OWN:CAMPAIGN:2028-02-29..2028-03-31",
    )
    assert rules.from_key(campaign.key, ()).period == period
    assert rules.same_period_last_year(campaign).span == "28/02/2027 – 31/3/2027"


def test_a_campaign_over_new_year_holds_days_of_both_years() -> None:
    rule = PeriodRule(
        PeriodKind.CAMPAIGN, Period(a_day("01/01/2020")), opens=(12, 15), closes=(2, 10)
    )
    regime = Regime("TET", "Tết Nhân ái", (rule,))

    found = rules.period_of(regime, PeriodKind.CAMPAIGN, a_day("05/01/2027"))

    assert told(found) == ("Tết Nhân ái năm 2026", "15/12/2026 – 10/02/2027", "TET:CAMPAIGN:2026")


@pytest.mark.parametrize(
    "key",
    [
        *("", "ND09", "ND09:YEAR", "ND09:YEAR:26", "ND09:YEAR:2026-01", "ND09:MONTH:2026"),
        *("ND09:MONTH:2026-13", "ND09:MONTH:2026-00", "ND09:QUARTER:2026-Q5", "OTHER:YEAR:2026"),
        *("ND09:WEEK:2026", "ND09:TERM:2022", "TERM:TERM:2023", "TERM:TERM:2017", "ND09:YEAR:0001"),
        *("OWN:CAMPAIGN:2026-02-30..2026-03-01", "OWN:CAMPAIGN:2026-03-02..2026-03-01"),
        *("ND09:YEAR:2026 ", "HUMANITARIAN_MONTH:CAMPAIGN:2017", "ND09:MONTH:2026-Q1"),
    ],
)
def test_a_key_of_no_period_is_refused(key: str) -> None:
    with pytest.raises(NoPeriod):
        rules.from_key(key, shipped())


@given(tiles, days)
def test_a_day_lies_in_the_one_period_that_names_it(
    tile: tuple[Regime, PeriodKind], day: dt.date
) -> None:
    regime, kind = tile
    if day < regime.rules_of(kind)[0].valid.start:
        return

    found = rules.period_of(regime, kind, day)

    assert day in found
    assert rules.period_of(regime, kind, found.period.start) == found
    assert rules.period_of(regime, kind, found.cut_off) == found
    assert rules.from_key(found.key, shipped()) == found
    assert rules.previous_of(rules.next_of(found)) == found


@pytest.mark.slow
@pytest.mark.parametrize("tile", TILES, ids=lambda tile: f"{tile[0].code}-{tile[1]}")
def test_periods_tile_a_century_without_gap_or_overlap(tile: tuple[Regime, PeriodKind]) -> None:
    regime, kind = tile
    start = max(regime.rules_of(kind)[0].valid.start, dt.date(1990, 1, 1))

    found = rules.periods_between(regime, kind, start, dt.date(2101, 1, 1))

    assert start in found[0]
    assert dt.date(2100, 12, 31) in found[-1]
    assert [one.period.end for one in found[:-1]] == [one.period.start for one in found[1:]]
    assert len({one.key for one in found}) == len({one.label for one in found}) == len(found)


@given(changing_regimes(), st.sampled_from(sorted({"MONTH", "QUARTER", "HALF", "YEAR"})), days)
def test_a_regime_that_changes_midway_still_tiles(regime: Regime, kind: str, day: dt.date) -> None:
    found = rules.period_of(regime, PeriodKind(kind), day)
    after = rules.next_of(found)

    assert day in found
    assert after.period.start == found.period.end
    assert after.number > found.number
    assert rules.period_of(regime, found.kind, found.period.start) == found
    assert rules.from_key(found.key, [regime]) == found
    assert (found.period.end - found.period.start).days <= 2 * 366


@given(tiles, days)
def test_the_same_period_last_year_is_a_year_earlier(
    tile: tuple[Regime, PeriodKind], day: dt.date
) -> None:
    regime, kind = tile
    if kind is PeriodKind.TERM:
        return
    found = rules.period_of(regime, kind, day)

    earlier = rules.same_period_last_year(found)

    assert _year(found) - _year(earlier) == 1
    assert earlier.key.split(":")[2][4:] == found.key.split(":")[2][4:]


def _year(period: NamedPeriod) -> int:
    return int(period.key.split(":")[2][:4])


def test_a_term_has_no_same_period_in_the_year_before() -> None:
    with pytest.raises(NoPeriod):
        rules.same_period_last_year(rules.from_key("TERM:TERM:2022", shipped()))


def test_the_first_period_of_a_regime_has_none_before_it() -> None:
    first = rules.from_key("TERM:TERM:2022", shipped())

    with pytest.raises(NoPeriod):
        rules.previous_of(first)


def test_a_period_says_whether_its_rule_was_read_in_its_document() -> None:
    year, half = "ND09:YEAR:2026", "ND09:HALF:2026-H1"

    assert [rules.from_key(key, shipped()).is_verified for key in (year, half)] == [True, False]

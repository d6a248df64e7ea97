"""Until when a report is sent: after the cut-off, on a working day, lower levels first."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nhanai.base.days import Period
from nhanai.periods import rules
from nhanai.periods.rules import Calendar, DueRule, NoDueRule, PeriodRule, Regime
from nhanai.periods.rules.checks import faults_of
from nhanai.periods.rules.shipped import shipped
from nhanai.periods.vocab import Level, PeriodKind

pytestmark = pytest.mark.nodb

PLAIN = Calendar()
KINDS = [(regime, kind) for regime in shipped() for kind in regime.kinds if regime.dues]
ALWAYS = Period(dt.date(2000, 1, 1))


def a_regime(*dues: DueRule, begins_on: int = 15) -> Regime:
    """Months, and these rules of due days."""
    return Regime(
        "TRIED", "Thử", (PeriodRule(PeriodKind.MONTH, ALWAYS, begins_on=begins_on),), dues
    )


def due(level: Level, working_days: int | None = None, day_of_month: int | None = None) -> DueRule:
    return DueRule(PeriodKind.MONTH, level, ALWAYS, working_days, day_of_month)


def test_the_year_is_due_level_by_level_and_in_hanoi_on_the_twenty_fifth() -> None:
    year = rules.from_key("ND09:YEAR:2026", shipped())

    assert {level.value: day.isoformat() for level, day in rules.dues_of(year, PLAIN).items()} == {
        "CHAPTER": "2026-12-16",
        "AGENCY": "2026-12-18",
        "PROVINCE": "2026-12-22",
        "CENTRAL": "2026-12-25",
    }
    assert rules.due_on(year, Level.CENTRAL, PLAIN) == dt.date(2026, 12, 25)


def test_a_fixed_day_on_a_sunday_gives_way_to_the_monday() -> None:
    month = rules.from_key("ND09:MONTH:2026-10", shipped())

    assert rules.due_on(month, Level.CENTRAL, PLAIN) == dt.date(2026, 10, 26)


def test_tet_before_the_fixed_day_presses_the_levels_together_and_turns_none_around() -> None:
    month = rules.from_key("ND09:MONTH:2026-02", shipped())

    assert [day.isoformat() for day in rules.dues_of(month, PLAIN).values()] == [
        *("2026-02-24", "2026-02-25", "2026-02-25", "2026-02-25")
    ]


def test_districts_have_a_due_day_as_long_as_there_were_districts() -> None:
    last = rules.from_key("ND09:MONTH:2025-06", shipped())

    assert Level.DISTRICT in rules.dues_of(last, PLAIN)
    assert Level.DISTRICT not in rules.dues_of(rules.next_of(last), PLAIN)


def test_a_level_without_a_rule_has_no_due_day() -> None:
    term = rules.from_key("TERM:TERM:2022", shipped())

    with pytest.raises(NoDueRule):
        rules.due_on(term, Level.CHAPTER, PLAIN)


def test_the_thirty_first_of_a_short_month_is_its_last_day() -> None:
    regime = a_regime(due(Level.CENTRAL, day_of_month=31))
    month = rules.period_of(regime, PeriodKind.MONTH, dt.date(2026, 9, 1))

    assert rules.due_on(month, Level.CENTRAL, PLAIN) == dt.date(2026, 9, 30)


@pytest.mark.slow
@settings(deadline=None)  # a year's holidays are looked up once
@given(st.sampled_from(KINDS), st.dates(dt.date(2019, 4, 1), dt.date(2099, 1, 1)))
def test_a_report_is_due_a_working_day_after_the_cut_off_at_least_and_lower_levels_first(
    of: tuple[Regime, PeriodKind], day: dt.date
) -> None:
    period = rules.find_period(*of, day)
    if period is None:
        return

    dues = list(rules.dues_of(period, PLAIN).values())

    assert dues
    assert dues == sorted(dues)
    assert dues[0] >= PLAIN.add_working_days(period.cut_off, 1)
    assert all(PLAIN.is_working_day(one) for one in dues)


def test_the_regimes_that_we_ship_have_no_faults() -> None:
    assert [fault for regime in shipped() for fault in faults_of(regime)] == []


@pytest.mark.parametrize(
    ("regime", "faults"),
    [
        (a_regime(due(Level.CHAPTER, 0)), ["due-too-early"]),
        (a_regime(due(Level.CHAPTER, day_of_month=14)), ["due-too-early"]),
        (a_regime(due(Level.CHAPTER, 3), due(Level.PROVINCE, 2)), ["dues-not-ascending"]),
        (a_regime(due(Level.CHAPTER)), ["due-shape"]),
        (a_regime(due(Level.CHAPTER, 1, 25)), ["due-shape"]),
        (a_regime(due(Level.CHAPTER, None, 32)), ["due-shape"]),
        (a_regime(replace(due(Level.CHAPTER, 1), kind=PeriodKind.YEAR)), ["due-without-period"]),
        (a_regime(begins_on=29), ["rule-shape"]),
        (replace(a_regime(), code="OWN"), ["regime-code"]),
        (replace(a_regime(), code="a b"), ["regime-code"]),
    ],
)
def test_a_regime_that_cannot_hold_is_found_out(regime: Regime, faults: list[str]) -> None:
    assert [fault.rule for fault in faults_of(regime)] == faults


@pytest.mark.parametrize(
    "rule",
    [
        PeriodRule(PeriodKind.TERM, ALWAYS),
        PeriodRule(PeriodKind.TERM, Period(dt.date(2028, 2, 29)), years=5),
        PeriodRule(PeriodKind.CAMPAIGN, ALWAYS, opens=(5, 1)),
        PeriodRule(PeriodKind.CAMPAIGN, ALWAYS, opens=(2, 1), closes=(2, 29)),
        PeriodRule(PeriodKind.YEAR, ALWAYS, first_month=8),
    ],
)
def test_a_rule_that_lacks_what_its_kind_needs_is_found_out(rule: PeriodRule) -> None:
    assert [fault.rule for fault in faults_of(Regime("TRIED", "Thử", (rule,)))] == ["rule-shape"]


def test_rules_that_leave_days_between_them_are_found_out() -> None:
    regime = Regime(
        "TRIED",
        "Thử",
        (
            PeriodRule(PeriodKind.YEAR, Period(dt.date(2000, 1, 1), dt.date(2020, 1, 1))),
            PeriodRule(PeriodKind.YEAR, Period(dt.date(2020, 1, 2))),
        ),
    )

    assert [fault.rule for fault in faults_of(regime)] == ["rules-apart"]

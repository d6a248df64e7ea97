"""Which times a recurring task has, until when each lasts, and what is late."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhanai.periods.rules import Calendar
from nhanai.periods.rules.shipped import shipped
from nhanai.periods.vocab import Level
from nhanai.plans.rules.timing import (
    Instance,
    Standing,
    Timing,
    days_late,
    instances,
    level_of,
    said_day,
    standing_of,
    timing_of,
)
from nhanai.plans.vocab import ProgressState, Recurrence

ND09 = next(regime for regime in shipped() if regime.code == "ND09")
HANDED_OUT = dt.date(2026, 11, 24)
DAYS = st.dates(dt.date(2025, 7, 1), dt.date(2029, 12, 31))


def times(
    timing: Timing, *, today: dt.date, since: dt.date = HANDED_OUT, level: Level = Level.AGENCY
) -> tuple[Instance, ...]:
    return instances(
        timing, since=since, today=today, level=level, regime=ND09, calendar=Calendar()
    )


def test_what_is_done_once_has_one_time_from_the_day_of_handing_out() -> None:
    due = dt.date(2027, 3, 31)

    found = times(Timing(due), today=dt.date(2029, 5, 1))

    assert found == (Instance(HANDED_OUT, None, "", "", due),)


def test_nothing_begins_before_it_was_handed_out() -> None:
    assert times(Timing(), today=dt.date(2026, 11, 23)) == ()


def test_a_yearly_task_has_one_time_in_each_year_of_the_decree() -> None:
    found = times(Timing(recurrence=Recurrence.ANNUAL), today=dt.date(2027, 6, 1))

    assert [(one.start, one.end, one.label) for one in found] == [
        (HANDED_OUT, dt.date(2026, 12, 15), "năm 2026 (15/12/2025 – 14/12/2026)"),
        (dt.date(2026, 12, 15), dt.date(2027, 12, 15), "năm 2027 (15/12/2026 – 14/12/2027)"),
    ]
    assert found[0].due_on == dt.date(2026, 12, 18)


@pytest.mark.parametrize(
    ("recurrence", "count"),
    [
        (Recurrence.ANNUAL, 2),
        (Recurrence.SEMIANNUAL, 2),
        (Recurrence.QUARTERLY, 3),
        (Recurrence.MONTHLY, 7),
        (Recurrence.CONTINUOUS, 2),
        (Recurrence.DAILY, 2),
        (Recurrence.TWICE_DAILY, 2),
        (Recurrence.PERIODIC, 2),
    ],
)
def test_each_recurrence_runs_by_its_own_periods(recurrence: Recurrence, count: int) -> None:
    assert len(times(Timing(recurrence=recurrence), today=dt.date(2027, 5, 20))) == count


@pytest.mark.parametrize(
    ("recurrence", "dues"),
    [
        (Recurrence.ANNUAL, ["2026-12-15", "2027-12-15"]),
        (Recurrence.SEMIANNUAL, ["2026-12-15", "2027-06-15"]),
        (Recurrence.QUARTERLY, ["2026-12-15", "2027-03-15", "2027-06-15"]),
    ],
)
def test_a_day_that_was_said_is_the_due_day_of_every_time(
    recurrence: Recurrence, dues: list[str]
) -> None:
    found = times(Timing(recurrence=recurrence, day=(15, 12)), today=dt.date(2027, 4, 1))

    assert [str(one.due_on) for one in found] == dues


def test_a_day_that_had_passed_when_the_task_came_gives_way_to_the_regular_day() -> None:
    first, second = times(Timing(recurrence="annual", day=(31, 3)), today=dt.date(2027, 1, 1))

    assert (first.due_on, second.due_on) == (dt.date(2026, 12, 18), dt.date(2027, 3, 31))


def test_the_last_of_february_is_found_in_every_year() -> None:
    found = times(Timing(recurrence="annual", day=(29, 2)), today=dt.date(2028, 3, 1))

    assert [str(one.due_on) for one in found[1:]] == ["2027-02-28", "2028-02-29"]


@given(
    recurrence=st.sampled_from(Recurrence.values),
    since=DAYS,
    days=st.integers(0, 1200),
    asked=st.integers(0, 1200),
    day=st.none() | st.tuples(st.integers(1, 31), st.integers(1, 12)),
    level=st.sampled_from(list(Level)),
)
def test_every_day_since_handing_out_lies_in_exactly_one_time(
    *,
    recurrence: str,
    since: dt.date,
    days: int,
    asked: int,
    day: tuple[int, int] | None,
    level: Level,
) -> None:
    today = since + dt.timedelta(days=days)
    some_day = since + dt.timedelta(days=min(asked, days))

    found = times(Timing(recurrence=recurrence, day=day), today=today, since=since, level=level)

    assert len([one for one in found if one.end and one.start <= some_day < one.end]) == 1
    assert min(one.start for one in found) == since
    assert all(one.due_on is not None and one.due_on >= one.start for one in found)
    assert len({one.key for one in found}) == len(found)


@given(since=DAYS, days=st.integers(0, 900), more=st.integers(0, 400))
def test_as_days_pass_times_are_added_and_none_changes(
    since: dt.date, days: int, more: int
) -> None:
    timing, today = Timing(recurrence=Recurrence.QUARTERLY), since + dt.timedelta(days=days)

    before = times(timing, today=today, since=since)
    after = times(timing, today=today + dt.timedelta(days=more), since=since)

    assert after[: len(before)] == before


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("trước ngày 15/12 hằng năm", (15, 12)),
        ("chậm nhất ngày 05 tháng 6", (5, 6)),
        ("trước 15/6 và 15/12", None),
        ("trước ngày 15/12/2026", None),
        ("theo Nghị định số 09/2019/NĐ-CP", None),
        ("ngày 31/02 hằng năm", None),
        ("định kỳ", None),
    ],
)
def test_a_day_of_the_year_is_taken_from_the_words_where_there_is_one(
    words: str, day: tuple[int, int] | None
) -> None:
    assert said_day(words) == day


def test_ours_goes_before_the_documents() -> None:
    timing = timing_of(
        said_due="trước 15/12", said_due_on=dt.date(2026, 12, 15), said_recurrence="annual",
        added_due="2027-01-20", added_recurrence="quarterly",
    )  # fmt: skip

    assert timing == Timing(recurrence="quarterly", day=(20, 1))


@pytest.mark.parametrize(
    ("kind", "territory", "level"),
    [
        ("CHAPTER", "PROVINCE", Level.PROVINCE),
        ("CHAPTER", "COMMUNE", Level.CHAPTER),
        ("PEOPLES_COMMITTEE", "COMMUNE", Level.CHAPTER),
        ("PEOPLES_COMMITTEE", "DISTRICT", Level.DISTRICT),
        ("BRANCH", "", Level.CHAPTER),
        ("DEPARTMENT", "PROVINCE", Level.AGENCY),
        ("PARTY_ORGAN", "", Level.AGENCY),
    ],
)
def test_a_unit_reports_at_the_level_of_its_place(kind: str, territory: str, level: Level) -> None:
    assert level_of(kind, territory) == level


@pytest.mark.parametrize(
    ("state", "due", "standing"),
    [
        ("NOT_STARTED", "2026-11-23", Standing.LATE),
        ("IN_PROGRESS", "2026-11-24", Standing.DUE_SOON),
        ("WAITING", "2026-12-01", Standing.DUE_SOON),
        ("WAITING", "2026-12-02", Standing.OPEN),
        ("NOT_STARTED", None, Standing.OPEN),
        ("DONE", "2026-11-01", Standing.CLOSED),
        ("CANCELLED", "2026-11-01", Standing.CLOSED),
    ],
)
def test_only_what_is_open_and_past_its_day_is_late(
    state: str, due: str | None, standing: Standing
) -> None:
    day = dt.date.fromisoformat(due) if due else None

    assert standing_of(state, day, dt.date(2026, 11, 24)) == standing


@given(due=st.none() | DAYS, today=DAYS, state=st.sampled_from(list(ProgressState)))
def test_late_means_at_least_a_day(
    due: dt.date | None, today: dt.date, state: ProgressState
) -> None:
    if standing_of(state, due, today) == Standing.LATE:
        assert days_late(due, today) >= 1

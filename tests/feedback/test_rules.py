"""Deadlines and codes of feedback."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nhanai.feedback.rules import clock_of, may_reopen
from nhanai.feedback.vocab import FeedbackKind
from nhanai.periods.rules import Calendar

pytestmark = pytest.mark.nodb
DAYS = Calendar({})


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(FeedbackKind.values), st.dates(dt.date(2025, 1, 1), dt.date(2031, 12, 31)))
def test_every_kind_has_a_deadline_that_is_a_working_day_to_come(kind: str, day: dt.date) -> None:
    clock = clock_of(kind, day, DAYS)

    assert day < clock.acknowledge_by <= clock.answer_by
    assert DAYS.is_working_day(clock.acknowledge_by)
    assert DAYS.is_working_day(clock.answer_by)
    assert clock.basis


def test_a_term_holds_from_its_day_on() -> None:
    before = clock_of("DATA", dt.date(2025, 12, 31), DAYS)
    after = clock_of("DATA", dt.date(2026, 1, 5), DAYS)

    assert (before.answer_by - dt.date(2025, 12, 31)).days == 30
    assert after.answer_by == dt.date(2026, 1, 15)


def test_it_may_be_looked_at_again_once_and_within_the_days() -> None:
    answered = dt.date(2026, 11, 1)

    assert may_reopen(answered, dt.date(2026, 12, 1), was_reopened=False)
    assert not may_reopen(answered, dt.date(2026, 12, 2), was_reopened=False)
    assert not may_reopen(answered, answered, was_reopened=True)

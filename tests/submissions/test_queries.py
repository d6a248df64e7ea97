"""Whose report it is, what its figures are held against, and in how few queries."""

import datetime as dt
from decimal import Decimal

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.builders.submissions import (
    AFTER,
    DAY,
    OCTOBER,
    WORK,
    YEAR,
    Reporting,
    a_chapter,
    a_reporting,
    accepted,
    gave,
    sent,
)
from tests.builders.units import a_succession

from nhanai.base.memory import remembering
from nhanai.periods.vocab import Level
from nhanai.submissions.queries import due_of, level_of, prepared, receiver_of, slot_of, visible_to
from nhanai.submissions.queries.filling import filled

pytestmark = pytest.mark.django_db

TODAY = AFTER.date()


@pytest.fixture
def world() -> Reporting:
    """One chapter."""
    return a_reporting()


def test_a_chapter_reports_to_the_office_and_the_office_to_itself(world: Reporting) -> None:
    assert level_of(world.chapter, DAY) is Level.CHAPTER
    assert level_of(world.office, DAY) is Level.PROVINCE
    assert receiver_of(world.chapter, DAY) == world.office
    assert receiver_of(world.office, DAY) == world.office


@pytest.mark.parametrize(
    ("code", "key"),
    [("khong-co", OCTOBER), (WORK, "ND09:MONTH:2026-13"), (WORK, "CALENDAR:MONTH:2026-10"),
     (WORK, "x"), (WORK, "ND09:MONTH:2019-05"), ("cham-diem-cap-xa", OCTOBER)],
)  # fmt: skip
def test_there_is_no_report_of_a_strange_form_or_period(
    world: Reporting, code: str, key: str
) -> None:
    assert slot_of(world.chapter, code, key) is None


def test_figures_of_the_period_a_year_ago_and_the_year_so_far(world: Reporting) -> None:
    for day, quantity in (
        (dt.date(2026, 9, 14), 100),  # the month before, in the same year
        (dt.date(2026, 9, 15), 1),
        (dt.date(2026, 10, 14), 2),
        (dt.date(2026, 10, 15), 50),  # the month after
        (dt.date(2025, 10, 1), 4),  # a year ago
        (dt.date(2025, 12, 14), 7),  # the last day of the year before
    ):
        gave(world.chapter, "XH03", quantity, day=day)
    line = filled(world.slot()).figures["XH03"]

    assert (line.now, line.before, line.cumulative, line.facts) == (
        Decimal(3),
        Decimal(4),
        Decimal(103),
        2,
    )


def test_a_year_ago_is_told_in_the_units_of_today(world: Reporting) -> None:
    merged = dt.date(2026, 1, 1)
    for number in range(2):
        before = a_chapter(world.office, f"Hội xã cũ {number}", f"cu-{number}", end=merged)
        gave(before, "XH02", 10, day=dt.date(2025, 10, 1))
        a_succession(before, world.chapter, on=merged)
    line = filled(world.slot()).figures["XH02"]

    assert (line.now, line.before, line.is_before_estimated) == (None, Decimal(20), False)


def test_groups_and_formulas_come_from_the_same_facts(world: Reporting) -> None:
    from tests.builders.facts import a_fact  # noqa: PLC0415 (only here)

    a_fact(world.chapter, "XH03", 8, day=DAY, part="HN")
    a_fact(world.chapter, "XH03", 4, day=DAY)
    gave(world.chapter, "XH02", 30)
    figures = filled(world.slot()).figures

    assert [figures[key].now for key in ("XH03", "XH03/HN", "XH03/KH", "TH02")] == [
        Decimal(12), Decimal(8), None, Decimal(30)
    ]  # fmt: skip
    assert not figures["TC04"].adds
    assert not figures["TC05"].adds
    assert figures["TH01"].adds


def test_a_jump_in_a_chapters_own_history_is_found(world: Reporting) -> None:
    for month, quantity in ((4, 100), (5, 110), (6, 95), (7, 105), (8, 100), (9, 90), (10, 900)):
        gave(world.chapter, "XH02", quantity, day=dt.date(2026, month, 2))
    rules = [(one.rule, one.where) for one in prepared(world.slot(), None).findings]

    assert ("jump", "XH02") in rules
    assert ("jump", "TH02") not in rules  # told at its part


def test_what_chapters_of_its_size_have_is_missed(world: Reporting) -> None:
    for number in range(5):
        other = a_chapter(world.office, f"Hội xã {number}", f"hoi-{number}")
        gave(other, "XH02", 5)
    rules = [(one.rule, one.where) for one in prepared(world.slot(), None).findings]

    assert ("missing-peers", "XH02") in rules


def test_a_report_asks_little_and_no_more_with_more_facts(
    world: Reporting, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for day in range(1, 9):
        gave(world.chapter, "XH02", day, day=dt.date(2026, 10, day))
    prepared(world.slot(), None)  # units and their history are read once in the life of a process
    with django_assert_max_num_queries(11), remembering():
        prepared(world.slot(), None)


def test_what_waits_is_told_until_it_is_sent(world: Reporting) -> None:
    (one,) = due_of(world.clerk, today=TODAY)
    assert (one.asked.period.key, one.due_on, one.days_late(TODAY)) == (OCTOBER, TODAY, 0)
    assert one.days_late(dt.date(2026, 10, 20)) == 4

    sent(world)
    assert due_of(world.clerk, today=TODAY) == []
    assert due_of(world.officer, today=TODAY)[0].unit == world.office


def test_nobody_is_told_of_a_report_that_was_due_long_ago(world: Reporting) -> None:
    codes = {one.asked.period.key for one in due_of(world.clerk, today=TODAY)}

    assert YEAR not in codes


def test_reports_are_seen_at_the_unit_and_above(world: Reporting) -> None:
    row = accepted(world)
    other = a_chapter(world.office, "Hội xã khác", "khac")
    from tests.builders.activities import at  # noqa: PLC0415 (only here)

    assert list(visible_to(world.clerk, today=TODAY)) == [row]
    assert list(visible_to(world.officer, today=TODAY)) == [row]
    assert list(visible_to(at(other), today=TODAY)) == []

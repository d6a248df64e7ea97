"""A day of the working calendar is recorded, recorded anew, taken away, or refused."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from tests.builders.periods import AT, a_day_change

from nhanai.journal.models import Line
from nhanai.periods import actions, queries
from nhanai.periods.models import DayChange
from nhanai.periods.vocab import DayKind

pytestmark = pytest.mark.django_db

SATURDAY, MONDAY = dt.date(2027, 1, 9), dt.date(2027, 1, 4)
NEW_YEAR = dt.date(2027, 1, 1)


def stored() -> list[tuple[dt.date, str, str, str]]:
    return list(DayChange.objects.values_list("day", "kind", "reason", "by"))


def written(
    day: dt.date, kind: DayKind, reason: str = "Quyết định 5/QĐ-UBND"
) -> actions.CannotChangeDay | DayChange:
    """What recording the day gives, or why it was refused."""
    try:
        return actions.set_day_change(day=day, kind=kind, reason=reason, by="Lò Thị Hạnh", at=AT)
    except actions.CannotChangeDay as refusal:
        return refusal


def test_a_saturday_becomes_worked_and_the_journal_says_by_whom() -> None:
    written(SATURDAY, DayKind.WORKING, "  Làm bù  ngày 04/01 ")

    line = Line.objects.get()
    assert stored() == [(SATURDAY, "WORKING", "Làm bù ngày 04/01", "Lò Thị Hạnh")]
    assert queries.calendar().is_working_day(SATURDAY)
    assert (line.verb, line.by, line.subject) == (
        *("periods.day_set", "Lò Thị Hạnh"),
        "09/01/2027: làm việc",
    )
    assert (line.old, line.new) == (
        {},
        {"day": "2027-01-09", "kind": "WORKING", "reason": "Làm bù ngày 04/01"},
    )


def test_a_holiday_may_be_worked() -> None:
    written(NEW_YEAR, DayKind.WORKING)

    assert queries.calendar().is_working_day(NEW_YEAR)


def test_a_day_recorded_again_keeps_one_row_with_the_new_reason() -> None:
    a_day_change(MONDAY, reason="Nghỉ bão")

    written(MONDAY, DayKind.OFF, "Nghỉ lũ")

    assert stored() == [(MONDAY, "OFF", "Nghỉ lũ", "Lò Thị Hạnh")]
    assert Line.objects.get().old["reason"] == "Nghỉ bão"


@pytest.mark.parametrize(
    ("day", "kind", "reason", "message"),
    [
        (SATURDAY, DayKind.OFF, "x", "Theo lịch, ngày 09/01/2027 đã là ngày nghỉ; không cần ghi."),
        (
            *(MONDAY, DayKind.WORKING, "x"),
            "Theo lịch, ngày 04/01/2027 đã là ngày làm việc; không cần ghi.",
        ),
        (NEW_YEAR, DayKind.OFF, "x", "Theo lịch, ngày 01/01/2027 đã là ngày nghỉ; không cần ghi."),
        (MONDAY, DayKind.OFF, " ", "Hãy ghi lý do thay đổi ngày 04/01/2027."),
        (
            *(dt.date(2019, 12, 30), DayKind.OFF, "x"),
            "Chỉ đổi được ngày trong các năm 2020–2100.",
        ),
        (dt.date(2101, 1, 3), DayKind.OFF, "x", "Chỉ đổi được ngày trong các năm 2020–2100."),
    ],
)
def test_a_day_is_refused_with_a_sentence_and_nothing_changes(
    day: dt.date, kind: DayKind, reason: str, message: str
) -> None:
    refusal = written(day, kind, reason)

    assert isinstance(refusal, actions.CannotChangeDay)
    assert refusal.message.startswith("Chưa ghi được ngày ")
    assert message in [fault.message for fault in refusal.findings]
    assert (stored(), Line.objects.count()) == ([], 0)


def test_every_fault_of_a_day_is_told_at_once() -> None:
    refusal = written(dt.date(2019, 12, 30), DayKind.WORKING, "")

    assert isinstance(refusal, actions.CannotChangeDay)
    assert [fault.rule for fault in refusal.findings] == ["day-year", "day-reason", "day-as-ever"]


def test_a_day_recorded_as_off_cannot_be_recorded_as_worked_which_it_is_anyway() -> None:
    a_day_change(MONDAY)

    assert isinstance(written(MONDAY, DayKind.WORKING), actions.CannotChangeDay)
    assert stored() == [(MONDAY, "OFF", "Nghỉ bão", "Lò Thị Hạnh")]


def test_a_day_that_the_product_knows_as_made_up_may_be_taken_off_again() -> None:
    made_up = dt.date(2026, 1, 10)

    written(made_up, DayKind.OFF)

    assert not queries.calendar().is_working_day(made_up)


def test_a_removed_day_is_again_what_the_calendar_says() -> None:
    change = a_day_change(MONDAY)

    actions.remove_day_change(change=change, by="Lò Thị Hạnh", at=AT)

    line = Line.objects.get()
    assert stored() == []
    assert queries.calendar().is_working_day(MONDAY)
    assert (line.verb, line.subject, line.old["reason"]) == (
        *("periods.day_removed", "04/01/2027: nghỉ"),
        "Nghỉ bão",
    )


def test_a_day_that_is_gone_cannot_be_removed_again() -> None:
    change = a_day_change(MONDAY)
    DayChange.objects.all().delete()

    with pytest.raises(actions.DayChangeGone):
        actions.remove_day_change(change=change, by="Lò Thị Hạnh", at=AT)

    assert Line.objects.count() == 0


@pytest.mark.parametrize("wrong", [{"reason": ""}, {"kind": "HALF"}])
def test_the_database_refuses_a_day_without_reason_or_of_no_kind(wrong: dict[str, str]) -> None:
    right = {"kind": "OFF", "reason": "x"}

    with pytest.raises(IntegrityError), transaction.atomic():
        DayChange.objects.create(day=MONDAY, by="x", at=AT, **(right | wrong))


def test_the_database_holds_one_row_a_day() -> None:
    a_day_change(MONDAY)

    with pytest.raises(IntegrityError), transaction.atomic():
        a_day_change(MONDAY)

"""Work opens with the handing out and with every period, once; corrections are followed."""

import datetime as dt

import pytest
from tests.builders.plans import AT, USUAL, Desk, Said, a_review, finish
from tests.builders.progress import DAY, MONTHLY, ONCE, YEARLY, a_desk, an_update, work
from tests.builders.units import a_unit, unit

from nhanai.journal.models import Line
from nhanai.plans import actions
from nhanai.plans.models import Assignment, Occurrence
from nhanai.plans.vocab import AddedField, AssignmentRole, ProgressState, TaskState
from nhanai.units.vocab import UnitKind

pytestmark = pytest.mark.django_db


def opened(desk: Desk, *, days: int = 0) -> int:
    return actions.open_occurrences(plan=None, by="Máy", at=AT + days * DAY)


def rows(desk: Desk) -> list[tuple[str, str, str]]:
    found = Occurrence.objects.filter(task__plan=desk.plan).order_by("start", "unit__key")
    return [(str(row.start), row.unit.key, row.state) for row in found]


def corrected(desk: Desk) -> None:
    actions.reopen(plan=desk.plan, reason="Sửa lại.", by=desk.officer, at=AT + DAY)


def confirmed_again(desk: Desk) -> None:
    finish(desk)
    actions.confirm(plan=desk.plan, by=desk.officer, at=AT + 2 * DAY)


def test_nothing_opens_before_the_plan_is_confirmed() -> None:
    desk = a_review(said=[ONCE])
    finish(desk)

    assert opened(desk) == 0
    assert rows(desk) == []


def test_confirming_opens_one_row_for_each_unit_of_each_task() -> None:
    a_desk(*USUAL)

    found = Occurrence.objects.order_by("task__address", "unit__key")
    assert [(one.task.address, one.unit.key, one.role) for one in found] == [
        ("III.4.-1", "hoi-tinh", "COORDINATING"),
        ("III.4.-1", "so-y-te", "LEAD"),
        ("III.4.-2", "so-y-te", "ASSIGNED"),
        ("III.5.-1", "so-gddt", "LEAD"),
    ]
    assert {one.start for one in found} == {dt.date(2026, 11, 24)}
    assert Line.objects.get(verb="plans.confirmed").new["rows"] == 4


def test_each_month_opens_the_next_row_and_a_second_run_opens_none() -> None:
    desk = a_desk(MONTHLY)

    first = opened(desk, days=40)
    again = opened(desk, days=40)

    assert (first, again) == (1, 0)
    assert [start for start, _, _ in rows(desk)] == ["2026-11-24", "2026-12-15"]
    assert Line.objects.filter(verb="plans.work_opened").count() == 1


def test_a_run_after_a_long_pause_opens_what_was_missed() -> None:
    desk = a_desk(MONTHLY)

    assert opened(desk, days=100) == 3


def test_a_yearly_task_is_due_on_the_day_that_the_document_names() -> None:
    desk = a_desk(YEARLY)

    assert work(desk).due_on == dt.date(2026, 12, 15)


def test_a_unit_named_twice_in_a_task_has_one_row_by_its_weightier_role() -> None:
    said = Said("III.4.-1", "Khám bệnh.", by=("Sở Y tế",), coordinating=("Ngành Y tế",))
    desk = a_review(said=[said])
    wide = Assignment.objects.get(words="Ngành Y tế")
    actions.correct(assignment=wide, units=[unit("so-y-te")], by=desk.officer, at=AT)
    confirmed_again(desk)

    assert [(row.unit.key, row.role) for row in Occurrence.objects.all()] == [("so-y-te", "LEAD")]


def test_what_nobody_began_follows_a_corrected_deadline() -> None:
    desk = a_desk(ONCE)
    corrected(desk)
    values = {AddedField.DUE: "2027-03-31"}
    actions.set_additions(task=desk.task("III.4.-1"), values=values, by=desk.officer, at=AT)
    confirmed_again(desk)

    assert rows(desk) == [("2026-11-24", "so-y-te", "NOT_STARTED")]
    assert work(desk).due_on == dt.date(2027, 3, 31)


def test_what_nobody_began_moves_to_the_corrected_unit() -> None:
    desk = a_desk(ONCE)
    corrected(desk)
    actions.correct(
        assignment=Assignment.objects.get(), units=[unit("so-gddt")], by=desk.officer, at=AT
    )
    confirmed_again(desk)

    assert rows(desk) == [("2026-11-26", "so-gddt", "NOT_STARTED")]


def test_what_was_begun_stays_with_its_words_when_the_unit_is_taken_off() -> None:
    desk = a_desk(ONCE)
    an_update(work(desk))
    corrected(desk)
    actions.correct(
        assignment=Assignment.objects.get(), units=[unit("so-gddt")], by=desk.officer, at=AT
    )
    confirmed_again(desk)

    assert rows(desk) == [
        ("2026-11-24", "so-y-te", "CANCELLED"),
        ("2026-11-26", "so-gddt", "NOT_STARTED"),
    ]
    assert work(desk).updates.count() == 1
    assert "không còn được giao" in work(desk).reason


def test_months_that_nobody_began_go_when_the_task_is_to_be_done_once() -> None:
    desk = a_desk(MONTHLY)
    opened(desk, days=40)
    an_update(work(desk, at=1), at=AT + 41 * DAY)
    corrected(desk)
    values = {AddedField.RECURRENCE: "annual"}
    actions.set_additions(task=desk.task("III.4.-1"), values=values, by=desk.officer, at=AT)
    confirmed_again(desk)

    kept = [(str(row.start), row.state) for row in Occurrence.objects.order_by("start")]
    assert kept == [("2026-11-24", "NOT_STARTED"), ("2026-12-15", "IN_PROGRESS")]
    assert str(work(desk).period_key) == "ND09:YEAR:2026"


def test_while_a_plan_is_corrected_the_next_period_opens_for_who_holds_the_task() -> None:
    desk = a_desk(MONTHLY)
    corrected(desk)
    actions.assign(
        task=desk.task("III.4.-1"),
        units=[unit("so-gddt")],
        role=AssignmentRole.ASSIGNED,
        by=desk.officer,
        at=AT,
    )

    assert opened(desk, days=40) == 1
    assert {key for _, key, _ in rows(desk)} == {"so-y-te"}


def test_a_dropped_task_is_cancelled_and_comes_back_as_it_was() -> None:
    desk = a_desk(ONCE, Said("III.5.-1", "Dạy sơ cấp cứu.", by=("Sở Giáo dục và Đào tạo",)))
    an_update(work(desk))
    corrected(desk)
    task = desk.task("III.4.-1")

    actions.drop(task=task, by=desk.officer, at=AT + DAY)
    dropped = work(desk)
    actions.undo(task=desk.task("III.4.-1"), by=desk.officer, at=AT + DAY)
    confirmed_again(desk)

    assert (dropped.state, dropped.reason) == ("CANCELLED", "Nhiệm vụ không còn trong kế hoạch.")
    assert (dropped.moved_at, dropped.moved_by) == (AT + DAY, desk.officer)
    assert (work(desk).state, work(desk).reason) == (ProgressState.IN_PROGRESS, "")


def test_a_task_that_became_content_for_all_asks_nothing_of_its_unit_any_more() -> None:
    desk = a_desk(ONCE, Said("III.5.-1", "Dạy sơ cấp cứu.", by=("Sở Giáo dục và Đào tạo",)))
    corrected(desk)
    task = desk.task("III.4.-1")
    actions.undo(task=task, by=desk.officer, at=AT + DAY)
    actions.mark_general(plan=desk.plan, tasks=[task], by=desk.officer, at=AT + DAY)
    actions.confirm(plan=desk.plan, by=desk.officer, at=AT + 2 * DAY)

    assert desk.task("III.4.-1").state == TaskState.GENERAL
    assert work(desk).state == ProgressState.CANCELLED


def test_behind_a_group_stand_its_members() -> None:
    desk = a_review(said=[ONCE])
    commune = a_unit("Xã Sìn Hồ", key="xa-sin-ho", kind=UnitKind.COMMUNE)
    people = a_unit(
        "Ủy ban nhân dân xã Sìn Hồ", key="ubnd-sin-ho", kind=UnitKind.PEOPLES_COMMITTEE,
        territory=commune,
    )  # fmt: skip
    group = a_unit("Ủy ban nhân dân các xã", key="khoi-ubnd-xa", kind=UnitKind.GROUP)
    group.group_rules.create(member=people)
    actions.correct(assignment=Assignment.objects.get(), units=[group], by=desk.officer, at=AT)
    confirmed_again(desk)

    assert [row.unit.key for row in Occurrence.objects.all()] == ["ubnd-sin-ho"]


@pytest.mark.parametrize("count", [1, 50])
def test_opening_asks_the_same_however_many_tasks_there_are(
    count: int, django_assert_max_num_queries: object
) -> None:
    desk = a_review(said=[Said(f"III.4.-{n}", "Khám.", by=("Sở Y tế",)) for n in range(count)])
    finish(desk)
    actions.confirm(plan=desk.plan, by=desk.officer, at=AT)
    Occurrence.objects.all().delete()

    with django_assert_max_num_queries(14):  # type: ignore[operator]
        assert opened(desk) == count

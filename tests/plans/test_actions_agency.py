"""Who answers for a task: corrected, added, given a role, taken off."""

import datetime as dt

import pytest
from tests.builders.plans import AT, Said, a_review
from tests.builders.units import a_unit, unit

from nhanai.journal.models import Line
from nhanai.plans import actions
from nhanai.plans.models import Assignment
from nhanai.plans.vocab import AssignmentRole, Source

pytestmark = pytest.mark.django_db

ASSIGNED, COORDINATING, LEAD = (
    AssignmentRole.ASSIGNED,
    AssignmentRole.COORDINATING,
    AssignmentRole.LEAD,
)


def test_a_wrong_unit_is_replaced_while_the_documents_words_stay() -> None:
    desk = a_review(said=[Said("III.4.-1", "Hỗ trợ.", by=("Ban Điều hành dự án",))])
    assignment = Assignment.objects.get()

    actions.correct(assignment=assignment, units=[unit("so-y-te")], by=desk.officer, at=AT)

    assignment.refresh_from_db()
    assert desk.named("III.4.-1") == [("Ban Điều hành dự án", "LEAD", ["so-y-te"])]
    assert (assignment.doubt, assignment.changed_by, assignment.changed_at) == (
        "",
        desk.officer,
        AT,
    )
    line = Line.objects.get(verb="plans.agency_corrected")
    assert (line.old["units"], line.new["units"]) == ([], ["so-y-te"])


def test_several_units_may_stand_behind_one_name() -> None:
    desk = a_review()
    assignment = Assignment.objects.get(task=desk.task("III.5.-1"))
    both = [unit("so-gddt"), unit("so-y-te")]

    actions.correct(assignment=assignment, units=both, by=desk.officer, at=AT)

    assert desk.named("III.5.-1") == [("Sở Giáo dục và Đào tạo", "LEAD", ["so-gddt", "so-y-te"])]


def test_a_unit_is_added_as_ours_after_those_of_the_document() -> None:
    desk = a_review()

    added = actions.assign(
        task=desk.task("III.5.-1"),
        units=[unit("so-y-te")],
        role=COORDINATING,
        by=desk.officer,
        at=AT,
    )

    assert (added.words, added.source, added.changed_by) == (
        "Sở Y tế",
        Source.PERSON,
        desk.officer,
    )
    assert [words for words, _, _ in desk.named("III.5.-1")] == [
        "Sở Giáo dục và Đào tạo",
        "Sở Y tế",
    ]


def test_an_ended_unit_is_not_given_a_task() -> None:
    desk = a_review()
    gone = a_unit("Sở Ngoại vụ", key="so-ngoai-vu", end=dt.date(2025, 3, 1))

    with pytest.raises(actions.CannotAssign, match="Sở Ngoại vụ không còn hoạt động"):
        actions.assign(
            task=desk.task("II.1.-1"), units=[gone], role=ASSIGNED, by=desk.officer, at=AT
        )


def test_naming_nobody_is_refused() -> None:
    desk = a_review()

    with pytest.raises(actions.CannotAssign, match="chọn ít nhất một đơn vị"):
        actions.assign(task=desk.task("II.1.-1"), units=[], role=ASSIGNED, by=desk.officer, at=AT)


def test_several_tasks_are_given_to_a_unit_in_one_act() -> None:
    desk = a_review()
    tasks = [desk.task("II.1.-1"), desk.task("II.2.-1")]

    count = actions.assign_many(
        plan=desk.plan, tasks=tasks, units=[desk.office], role=ASSIGNED, by=desk.officer, at=AT
    )

    assert count == 2
    assert desk.named("II.2.-1") == [("Hội Chữ thập đỏ tỉnh", "ASSIGNED", ["hoi-tinh"])]
    assert Line.objects.filter(verb="plans.assigned_many").count() == 1


def test_who_holds_a_task_already_is_not_given_it_twice() -> None:
    desk = a_review()
    tasks = [desk.task("III.4.-1"), desk.task("II.1.-1")]

    count = actions.assign_many(
        plan=desk.plan, tasks=tasks, units=[desk.office], role=ASSIGNED, by=desk.officer, at=AT
    )

    assert count == 1


def test_a_new_lead_makes_the_old_one_a_coordinator() -> None:
    desk = a_review()
    other = Assignment.objects.get(task=desk.task("III.4.-1"), role=COORDINATING)

    actions.set_role(assignment=other, role=LEAD, by=desk.officer, at=AT)

    assert [(words, role) for words, role, _ in desk.named("III.4.-1")] == [
        ("Sở Y tế", "COORDINATING"),
        ("Hội Chữ thập đỏ tỉnh", "LEAD"),
    ]


def test_an_agency_taken_off_is_told_by_the_journal() -> None:
    desk = a_review()
    assignment = Assignment.objects.get(task=desk.task("III.5.-1"))

    actions.remove_assignment(assignment=assignment, by=desk.officer, at=AT)

    assert desk.named("III.5.-1") == []
    line = Line.objects.get(verb="plans.agency_removed")
    assert line.old == {
        "words": "Sở Giáo dục và Đào tạo",
        "role": "LEAD",
        "units": ["so-gddt"],
    }


def test_an_agency_that_somebody_has_taken_off_is_not_changed_any_more() -> None:
    desk = a_review()
    assignment = Assignment.objects.get(task=desk.task("III.5.-1"))
    Assignment.objects.filter(pk=assignment.pk).delete()

    with pytest.raises(actions.CannotAssign, match="đã được bỏ"):
        actions.set_role(assignment=assignment, role=LEAD, by=desk.officer, at=AT)


def test_a_dropped_task_is_not_given_to_anybody() -> None:
    desk = a_review()
    task = desk.task("II.1.-1")
    actions.drop(task=task, by=desk.officer, at=AT)

    with pytest.raises(actions.CannotAssign, match="khôi phục"):
        actions.assign(task=task, units=[desk.office], role=ASSIGNED, by=desk.officer, at=AT)

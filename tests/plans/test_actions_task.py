"""Small acts of the review: right, common to all, no task, and back."""

import pytest
from tests.builders.identity import a_user
from tests.builders.plans import AT, Said, a_confirmed_plan, a_review

from nhanai.journal.models import Line
from nhanai.plans import actions
from nhanai.plans.models import Task
from nhanai.plans.vocab import TaskState

pytestmark = pytest.mark.django_db


def state(task: Task) -> str:
    """How the task stands now."""
    return Task.objects.get(pk=task.pk).state


def verbs() -> list[str]:
    """What the journal tells of this room, the oldest first."""
    return list(Line.objects.filter(verb__startswith="plans.task").values_list("verb", flat=True))


def test_a_task_with_its_agency_is_confirmed_and_journalled() -> None:
    desk = a_review()
    task = desk.task("III.4.-1")

    actions.check(task=task, by=desk.officer, at=AT)

    assert state(task) == TaskState.CHECKED
    assert verbs() == ["plans.task_checked"]


def test_a_task_without_an_agency_is_refused_with_what_is_missing() -> None:
    desk = a_review()
    task = desk.task("II.1.-1")

    with pytest.raises(actions.CannotCheck) as refused:
        actions.check(task=task, by=desk.officer, at=AT)

    assert [finding.rule for finding in refused.value.findings] == ["task-unassigned"]
    assert state(task) == TaskState.PROPOSED


def test_confirming_a_task_twice_tells_how_it_stands() -> None:
    desk = a_review()
    task = desk.task("III.4.-1")
    actions.check(task=task, by=desk.officer, at=AT)

    with pytest.raises(actions.CannotMove, match=r"III\.4\.-1 đã được xác nhận"):
        actions.check(task=task, by=desk.officer, at=AT)


def test_a_dropped_task_stays_and_comes_back() -> None:
    desk = a_review()
    task = desk.task("III.4.-2")
    actions.drop(task=task, by=desk.officer, at=AT)
    assert desk.standing() == ["II.1.-1", "II.2.-1", "III.4.-1", "III.5.-1"]

    actions.undo(task=task, by=desk.officer, at=AT)

    assert "III.4.-2" in desk.standing()
    assert state(task) == TaskState.PROPOSED


def test_a_whole_group_becomes_content_for_everybody_in_one_act() -> None:
    desk = a_review()
    tasks = [desk.task("II.1.-1"), desk.task("II.2.-1")]

    count = actions.mark_general(plan=desk.plan, tasks=tasks, by=desk.officer, at=AT)

    assert count == 2
    assert [state(task) for task in tasks] == [TaskState.GENERAL] * 2
    assert verbs() == ["plans.tasks_general"]


def test_marking_nothing_as_common_is_refused() -> None:
    desk = a_review()

    with pytest.raises(actions.CannotMove, match="chọn ít nhất một"):
        actions.mark_general(plan=desk.plan, tasks=[], by=desk.officer, at=AT)


def test_all_tasks_whose_agencies_are_sure_are_confirmed_at_once() -> None:
    said = [
        Said("III.4.-1", "Khám bệnh.", by=("Sở Y tế",)),
        Said("III.4.-2", "Hỗ trợ.", by=("Ban Điều hành dự án",)),
        Said("III.4.-3", "Tuyên truyền."),
    ]
    desk = a_review(said=said)

    count = actions.check_all_assigned(plan=desk.plan, by=desk.officer, at=AT)

    assert count == 1
    assert [desk.task(one.address).state for one in said] == ["CHECKED", "PROPOSED", "PROPOSED"]


def test_what_was_confirmed_can_be_taken_back() -> None:
    desk = a_review()
    task = desk.task("III.4.-1")
    actions.check(task=task, by=desk.officer, at=AT)

    actions.undo(task=task, by=desk.officer, at=AT)

    assert state(task) == TaskState.PROPOSED


def test_an_untouched_task_has_nothing_to_take_back() -> None:
    desk = a_review()

    with pytest.raises(actions.CannotMove, match="không có gì để hoàn tác"):
        actions.undo(task=desk.task("III.4.-1"), by=desk.officer, at=AT)


def test_who_may_not_review_changes_nothing() -> None:
    desk = a_review()
    task = desk.task("III.4.-1")

    with pytest.raises(actions.CannotReview, match="chưa được giao quyền"):
        actions.check(task=task, by=a_user(), at=AT)

    assert state(task) == TaskState.PROPOSED


def test_a_confirmed_plan_is_not_corrected_before_it_is_opened_again() -> None:
    desk = a_confirmed_plan()

    with pytest.raises(actions.CannotReview, match="mở lại"):
        actions.drop(task=desk.task("III.4.-1"), by=desk.officer, at=AT)

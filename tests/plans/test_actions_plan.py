"""Confirming hands the tasks out; reopening leaves its trace; handing over keeps the past."""

import datetime as dt

import pytest
from tests.builders.identity import a_user
from tests.builders.plans import (
    AT,
    Said,
    a_confirmed_plan,
    a_review,
    an_officer_at,
    finish,
)
from tests.builders.units import a_unit, unit

from nhanai.identity.vocab import Role
from nhanai.journal.models import Line
from nhanai.plans import actions, queries
from nhanai.plans.models import Assignee, Assignment, Plan
from nhanai.plans.vocab import PlanState

pytestmark = pytest.mark.django_db


def test_a_plan_on_which_everything_is_decided_is_confirmed() -> None:
    desk = a_review()
    finish(desk)

    actions.confirm(plan=desk.plan, by=desk.officer, at=AT)

    plan = Plan.objects.get()
    assert (plan.state, plan.confirmed_at, plan.confirmed_by) == (
        PlanState.CONFIRMED,
        AT,
        desk.officer,
    )
    line = Line.objects.get(verb="plans.confirmed")
    assert line.new == {"state": "CONFIRMED", "task_count": 3, "general_count": 2, "rows": 4}


def test_everything_that_blocks_is_told_at_once_and_nothing_changes() -> None:
    said = [
        Said("II.1.-1", "Tuyên truyền.", group="II.1"),
        Said("III.4.-1", "Hỗ trợ.", by=("Ban Điều hành dự án",)),
        Said("III.4.-2", "Khám bệnh.", by=("Sở Y tế",)),
    ]
    desk = a_review(said=said)

    with pytest.raises(actions.CannotConfirm, match="còn 3 chỗ") as refused:
        actions.confirm(plan=desk.plan, by=desk.officer, at=AT)

    assert [(finding.where, finding.rule) for finding in refused.value.findings] == [
        ("II.1.-1", "task-unassigned"),
        ("III.4.-1", "assignment-unresolved"),
        ("III.4.-2", "task-unchecked"),
    ]
    assert Plan.objects.get().state == PlanState.REVIEW


def test_a_task_that_lost_its_agency_after_it_was_confirmed_blocks_again() -> None:
    desk = a_review()
    finish(desk)
    assignment = Assignment.objects.get(task=desk.task("III.5.-1"))
    actions.remove_assignment(assignment=assignment, by=desk.officer, at=AT)

    with pytest.raises(actions.CannotConfirm) as refused:
        actions.confirm(plan=desk.plan, by=desk.officer, at=AT)

    assert [finding.where for finding in refused.value.findings] == ["III.5.-1"]


def test_a_plan_is_confirmed_once() -> None:
    desk = a_confirmed_plan()

    with pytest.raises(actions.CannotConfirm, match="đã được xác nhận rồi"):
        actions.confirm(plan=desk.plan, by=desk.officer, at=AT)


@pytest.mark.parametrize("role", [Role.AGENCY_OFFICER, Role.INSPECTOR])
def test_who_may_not_confirm_is_refused(role: Role) -> None:
    desk = a_review()
    finish(desk)
    other = an_officer_at(desk.office, role=role)

    with pytest.raises(actions.CannotConfirm, match="chưa được giao quyền"):
        actions.confirm(plan=desk.plan, by=other, at=AT)


def test_reopening_needs_a_reason_and_leaves_its_trace() -> None:
    desk = a_confirmed_plan()

    with pytest.raises(actions.CannotReopen, match="vì sao"):
        actions.reopen(plan=desk.plan, reason="  ", by=desk.officer, at=AT)
    actions.reopen(plan=desk.plan, reason="Sở Y tế đề nghị tách.", by=desk.officer, at=AT)

    assert Plan.objects.get().state == PlanState.REOPENED
    assert Line.objects.get(verb="plans.reopened").note == "Sở Y tế đề nghị tách."


def test_a_plan_under_review_is_not_reopened() -> None:
    desk = a_review()

    with pytest.raises(actions.CannotReopen, match="đang được rà soát"):
        actions.reopen(plan=desk.plan, reason="x", by=desk.officer, at=AT)


def test_a_reopened_plan_is_corrected_and_confirmed_again() -> None:
    desk = a_confirmed_plan()
    actions.reopen(plan=desk.plan, reason="Bỏ một đoạn.", by=desk.officer, at=AT)
    actions.drop(task=desk.task("III.4.-2"), by=desk.officer, at=AT)

    actions.confirm(plan=desk.plan, by=desk.officer, at=AT)

    assert Plan.objects.get().state == PlanState.CONFIRMED
    assert Line.objects.filter(verb="plans.confirmed").count() == 2


def test_a_plan_gets_the_name_by_which_people_call_it() -> None:
    desk = a_review()

    actions.rename(plan=desk.plan, title=" Kế hoạch  895 ", by=desk.officer, at=AT)

    plan = Plan.objects.get()
    assert (plan.title, plan.title_folded) == ("Kế hoạch 895", "ke hoach 895")


@pytest.mark.parametrize("title", ["", "   "])
def test_a_plan_is_not_left_without_a_name(title: str) -> None:
    desk = a_review()

    with pytest.raises(actions.CannotReview, match="tên gọn"):
        actions.rename(plan=desk.plan, title=title, by=desk.officer, at=AT)


def test_who_may_not_review_does_not_rename() -> None:
    desk = a_review()

    with pytest.raises(actions.CannotReview, match="chưa được giao quyền"):
        actions.rename(plan=desk.plan, title="Khác", by=a_user(), at=AT)


ON = dt.date(2026, 12, 1)


def test_successors_hold_the_tasks_and_the_old_holder_stays_to_be_seen() -> None:
    desk = a_confirmed_plan()
    old, new = unit("so-y-te"), a_unit("Sở Y tế và An sinh", key="so-moi")

    count = actions.hand_over(
        unit=old, successors=[new], on=ON, reason="Hợp nhất sở", by=desk.officer, at=AT
    )

    assert count == 2
    assert desk.named("III.4.-2") == [("Sở Y tế", "ASSIGNED", ["so-moi"])]
    former = Assignee.objects.get(assignment__task=desk.task("III.4.-2"), unit=old)
    assert (former.end, former.reason) == (ON, "Hợp nhất sở")
    assert list(queries.open_tasks_of([old])) == []
    assert len(queries.open_tasks_of([new])) == 2


def test_a_successor_who_is_in_the_task_already_is_not_named_twice() -> None:
    desk = a_confirmed_plan()
    actions.reopen(plan=desk.plan, reason="x", by=desk.officer, at=AT)
    assignment = Assignment.objects.get(task=desk.task("III.5.-1"))
    both = [unit("so-gddt"), unit("so-y-te")]
    actions.correct(assignment=assignment, units=both, by=desk.officer, at=AT)

    actions.hand_over(
        unit=unit("so-gddt"),
        successors=[unit("so-y-te")],
        on=ON,
        reason="Hợp nhất",
        by=desk.officer,
        at=AT,
    )

    assert desk.named("III.5.-1") == [("Sở Giáo dục và Đào tạo", "LEAD", ["so-y-te"])]


def test_handing_over_is_taken_back_whole() -> None:
    desk = a_confirmed_plan()
    old, new = unit("so-y-te"), a_unit("Sở Y tế và An sinh", key="so-moi")
    before = [desk.named(address) for address in desk.standing()]
    actions.hand_over(unit=old, successors=[new], on=ON, reason="x", by=desk.officer, at=AT)

    count = actions.take_back(unit=old, on=ON, reason="Hoàn tác", by=desk.officer, at=AT)

    assert count == 2
    assert [desk.named(address) for address in desk.standing()] == before
    verbs = Line.objects.filter(subject_key=f"units.unit:{old.pk}", verb__startswith="plans.")
    assert list(verbs.values_list("verb", flat=True)) == [
        "plans.handed_over",
        "plans.taken_back",
    ]

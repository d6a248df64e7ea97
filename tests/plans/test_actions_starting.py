"""What was read becomes a plan under review."""

import datetime as dt

import pytest
from tests.builders.identity import a_user
from tests.builders.plans import AT, Said, a_document, a_review, an_office, an_officer_at
from tests.builders.units import a_succession, a_unit

from nhanai.documents import actions as documents_actions
from nhanai.journal.models import Line
from nhanai.plans import actions
from nhanai.plans.models import Assignment, Plan
from nhanai.plans.vocab import AssignmentRole, PlanState, TaskState

pytestmark = pytest.mark.django_db


def test_a_read_document_becomes_a_plan_under_review_with_its_tasks_in_order() -> None:
    desk = a_review()

    assert desk.plan.state == PlanState.REVIEW
    assert desk.plan.owner == desk.office
    assert desk.standing() == ["II.1.-1", "II.2.-1", "III.4.-1", "III.4.-2", "III.5.-1"]
    assert set(desk.plan.tasks.values_list("state", flat=True)) == {TaskState.PROPOSED}


def test_a_task_keeps_the_words_and_their_range_in_the_source() -> None:
    desk = a_review()

    task = desk.task("III.5.-1")

    assert desk.plan.document.text[task.start : task.end] == task.text
    assert task.text == "Chỉ đạo công tác Chữ thập đỏ trong trường học."


def test_the_words_for_an_agency_are_kept_beside_the_unit_they_mean() -> None:
    desk = a_review()

    assert desk.named("III.4.-1") == [
        ("Sở Y tế", "LEAD", ["so-y-te"]),
        ("Hội Chữ thập đỏ tỉnh", "COORDINATING", ["hoi-tinh"]),
    ]
    assert desk.named("III.4.-2") == [("Sở Y tế", "ASSIGNED", ["so-y-te"])]
    assert desk.named("II.1.-1") == []


def test_beginning_twice_leads_to_the_same_plan() -> None:
    desk = a_review()

    again = actions.start_review(document=desk.plan.document, by=desk.officer, at=AT)

    assert again == desk.plan
    assert Plan.objects.count() == 1
    assert desk.plan.tasks.count() == 5
    assert Line.objects.filter(verb="plans.review_started").count() == 1


def test_an_agency_that_has_ended_is_replaced_by_its_successor_with_doubt_in_words() -> None:
    office = an_office()
    officer = an_officer_at(office)
    old = a_unit("Sở Thông tin và Truyền thông", key="so-tttt", end=dt.date(2025, 3, 1))
    new = a_unit("Sở Khoa học và Công nghệ", key="so-khcn")
    a_succession(old, new, on=dt.date(2025, 3, 1))
    said = [Said("III.4.-1", "Hướng dẫn báo chí.", by=("Sở Thông tin và Truyền thông",))]
    document = a_document(office=office, officer=officer, said=said)

    plan = actions.start_review(document=document, by=officer, at=AT)

    assignment = Assignment.objects.get(task__plan=plan)
    held = {one.unit.key: one for one in assignment.assignees.all()}
    assert held["so-tttt"].end == dt.date(2025, 3, 1)
    assert held["so-khcn"].end is None
    assert held["so-khcn"].taken_from == held["so-tttt"]
    assert assignment.doubt == (
        "Sở Thông tin và Truyền thông không còn từ 01/3/2025; tiếp nhận: Sở Khoa học và Công nghệ."
    )


def test_words_that_name_no_unit_are_kept_and_say_so() -> None:
    desk = a_review(said=[Said("III.4.-1", "Hỗ trợ.", by=("Ban Điều hành dự án",))])

    assignment = Assignment.objects.get(task__plan=desk.plan)

    assert desk.named("III.4.-1") == [("Ban Điều hành dự án", "LEAD", [])]
    assert "Ban Điều hành dự án" in assignment.doubt


def test_a_requested_agency_is_marked_as_requested() -> None:
    desk = a_review(said=[Said("III.4.-1", "Vận động.", by=("Sở Y tế",), requested=True)])

    assert Assignment.objects.get(task__plan=desk.plan).is_requested is True


def test_the_sections_that_say_what_to_do_become_content_groups() -> None:
    desk = a_review()

    titles = list(desk.plan.groups.values_list("title", flat=True))

    assert titles == ["1. Tuyên truyền, nâng cao nhận thức", "2. Củng cố tổ chức Hội"]


def test_an_assigned_task_is_proposed_for_the_content_group_whose_words_it_shares() -> None:
    desk = a_review()

    group = desk.task("III.4.-2").group

    assert group is not None
    assert group.address == "II.1"


def test_a_document_that_is_not_read_yet_is_refused() -> None:
    office = an_office()
    officer = an_officer_at(office)
    document = a_document(office=office, officer=officer)
    document.reading_state = "FAILED"
    document.save()

    with pytest.raises(actions.CannotStart, match="chưa đọc xong"):
        actions.start_review(document=document, by=officer, at=AT)


def test_who_may_not_review_is_refused() -> None:
    document = a_document()

    with pytest.raises(actions.CannotStart, match="chưa được giao quyền"):
        actions.start_review(document=document, by=a_user(), at=AT)


def test_two_tasks_with_one_address_are_told_apart() -> None:
    said = [
        Said("III.4.-1", "Khám bệnh.", by=("Sở Y tế",)),
        Said("III.4.-1", "Cấp thuốc.", by=("Sở Y tế",)),
    ]

    desk = a_review(said=said)

    assert desk.standing() == ["III.4.-1", "III.4.-1/2"]


def test_the_role_of_an_agency_named_twice_is_the_one_that_answers() -> None:
    said = [Said("III.4.-1", "Khám bệnh.", by=("Sở Y tế",), coordinating=("Sở Y tế",))]

    desk = a_review(said=said)

    assert [role for _, role, _ in desk.named("III.4.-1")] == [AssignmentRole.LEAD]


def test_the_reading_that_a_plan_quotes_stays_as_it_is() -> None:
    desk = a_review()

    with pytest.raises(documents_actions.CannotReadAgain):
        documents_actions.read_again(document=desk.plan.document, by=desk.officer, at=AT)

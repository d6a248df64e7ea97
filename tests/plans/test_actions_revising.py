"""A later document changes a plan that is being carried out."""

import datetime as dt

import pytest
from tests.builders.identity import a_user
from tests.builders.plans import AT, USUAL, Desk, Said, a_confirmed_plan, a_document, a_review

from nhanai.documents.models import Document
from nhanai.journal.models import Line
from nhanai.plans import actions
from nhanai.plans.models import Occurrence, Revision, Task, Update, Wording
from nhanai.plans.vocab import (
    AssignmentRole,
    ChangeKind,
    ProgressState,
    RevisionKind,
    RevisionState,
    TaskState,
)
from nhanai.units.models import Unit

pytestmark = pytest.mark.django_db

LATER = (
    *USUAL[:3],
    Said("III.4.-2", "Tham gia tuyên truyền các giá trị nhân đạo và hiến máu.", by=("Sở Y tế",)),
    Said(
        "III.5.-1",
        "Xây dựng quỹ học bổng cho học sinh nghèo vượt khó.",
        by=("Sở Giáo dục và Đào tạo",),
    ),
)
"""Keeps three tasks, rewords one, drops the last for a new one."""


def later(desk: Desk, said: tuple[Said, ...] = LATER) -> Document:
    return a_document(office=desk.office, officer=desk.officer, said=said)


def begun(desk: Desk, kind: RevisionKind = RevisionKind.REPLACES) -> Revision:
    return actions.start_revision(
        plan=desk.plan, document=later(desk), kind=kind, by=desk.officer, at=AT
    )


def an_occurrence(task: Task, unit: str = "so-y-te") -> Occurrence:
    return Occurrence.objects.get_or_create(
        task=task,
        unit=Unit.objects.get(key=unit),
        start=dt.date(2026, 11, 24),
        defaults={"role": AssignmentRole.LEAD},
    )[0]


def test_the_comparison_proposes_every_change_and_changes_nothing() -> None:
    desk = a_confirmed_plan()
    before = list(desk.plan.tasks.order_by("pk").values_list("text", "state"))

    revision = begun(desk)

    kinds = [(one.kind, one.task and one.task.address) for one in revision.changes.all()]
    assert kinds == [
        (ChangeKind.KEPT, "II.1.-1"),
        (ChangeKind.KEPT, "II.2.-1"),
        (ChangeKind.KEPT, "III.4.-1"),
        (ChangeKind.CHANGED, "III.4.-2"),
        (ChangeKind.NEW, None),
        (ChangeKind.CLOSED, "III.5.-1"),
    ]
    assert list(desk.plan.tasks.order_by("pk").values_list("text", "state")) == before
    assert Line.objects.filter(verb="plans.revision_started").count() == 1


def test_applied_the_task_has_the_new_words_and_keeps_its_progress() -> None:
    desk = a_confirmed_plan()
    task = desk.task("III.4.-2")
    occurrence = an_occurrence(task)
    update = Update.objects.create(
        occurrence=occurrence,
        token="6f3b6a6e-0f4a-4d1d-9a5e-0a6f8d3c1b2a",
        state=ProgressState.IN_PROGRESS,
        text="Đã mở 2 lớp.",
        by=desk.officer,
        at=AT,
    )
    revision = begun(desk)

    actions.apply_revision(revision=revision, by=desk.officer, at=AT)

    task.refresh_from_db()
    assert task.text == "Tham gia tuyên truyền các giá trị nhân đạo và hiến máu."
    assert task.document == revision.document
    assert revision.document.text[task.start : task.end] == task.text
    assert Update.objects.get(occurrence__task=task) == update
    old = Wording.objects.get(task=task)
    assert (old.text, old.address) == ("Tham gia tuyên truyền các giá trị nhân đạo.", "III.4.-2")


def test_applied_what_is_left_out_ends_and_what_is_new_goes_to_its_agency() -> None:
    desk = a_confirmed_plan()
    ended = desk.task("III.5.-1")
    open_one = an_occurrence(ended, "so-gddt")
    revision = begun(desk)

    actions.apply_revision(revision=revision, by=desk.officer, at=AT)

    ended.refresh_from_db()
    open_one.refresh_from_db()
    assert ended.state == TaskState.ENDED
    assert open_one.state == ProgressState.CANCELLED
    assert open_one.reason.startswith("Theo Kế hoạch")
    new = Task.objects.get(plan=desk.plan, text__startswith="Xây dựng quỹ học bổng")
    assert new.state == TaskState.CHECKED
    holders = new.assignments.get().assignees.values_list("unit__key", flat=True)
    assert list(holders) == ["so-gddt"]


def test_a_change_that_is_declined_leaves_its_task_as_it_is() -> None:
    desk = a_confirmed_plan()
    revision = begun(desk)
    closing = revision.changes.get(kind=ChangeKind.CLOSED)

    actions.decide(change=closing, accept=False, by=desk.officer, at=AT)
    actions.apply_revision(revision=revision, by=desk.officer, at=AT)

    kept = Task.objects.get(plan=desk.plan, address="III.5.-1", quoted_from=None)
    assert kept.state == TaskState.CHECKED
    assert Line.objects.filter(verb="plans.change_decided").count() == 1


def test_a_task_that_moves_takes_its_open_work_to_the_new_agency() -> None:
    desk = a_confirmed_plan()
    task = desk.task("III.4.-2")
    occurrence = an_occurrence(task)
    moved = Said(
        "III.5.-9",
        "Tham gia tuyên truyền các giá trị nhân đạo.",
        by=("Sở Giáo dục và Đào tạo",),
    )
    document = later(desk, (moved,))
    revision = actions.start_revision(
        plan=desk.plan, document=document, kind=RevisionKind.AMENDS, by=desk.officer, at=AT
    )
    assert [one.kind for one in revision.changes.all()] == [ChangeKind.MOVED]

    actions.apply_revision(revision=revision, by=desk.officer, at=AT)

    occurrence.refresh_from_db()
    assert occurrence.passed_on_at == AT
    taken = Occurrence.objects.get(taken_from=occurrence)
    assert taken.unit.key == "so-gddt"
    held = [
        key
        for assignment in task.assignments.all()
        for key in assignment.assignees.filter(end=None).values_list("unit__key", flat=True)
    ]
    assert held == ["so-gddt"]


def test_a_dismissed_revision_changes_nothing_and_can_be_begun_again() -> None:
    desk = a_confirmed_plan()
    revision = begun(desk)

    actions.dismiss_revision(revision=revision, by=desk.officer, at=AT)

    again = actions.start_revision(
        plan=desk.plan,
        document=revision.document,
        kind=RevisionKind.REPLACES,
        by=desk.officer,
        at=AT,
    )
    assert again.state == RevisionState.OPEN
    assert desk.task("III.5.-1").state != TaskState.ENDED


def test_an_applied_revision_is_not_applied_again() -> None:
    desk = a_confirmed_plan()
    revision = begun(desk)
    actions.apply_revision(revision=revision, by=desk.officer, at=AT)

    with pytest.raises(actions.CannotRevise, match="đã kết thúc"):
        actions.apply_revision(revision=revision, by=desk.officer, at=AT)


def test_who_may_not_confirm_the_plan_may_not_revise_it() -> None:
    desk = a_confirmed_plan()

    with pytest.raises(actions.CannotRevise, match="chưa được giao quyền"):
        actions.start_revision(
            plan=desk.plan,
            document=later(desk),
            kind=RevisionKind.REPLACES,
            by=a_user(),
            at=AT,
        )

    assert not Revision.objects.exists()


def test_a_plan_is_not_compared_with_itself_nor_before_it_was_handed_out() -> None:
    desk = a_review()

    with pytest.raises(actions.CannotRevise, match="chưa giao việc"):
        actions.start_revision(
            plan=desk.plan,
            document=desk.plan.document,
            kind=RevisionKind.REPLACES,
            by=desk.officer,
            at=AT,
        )

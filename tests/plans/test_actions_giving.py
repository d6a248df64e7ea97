"""Work is given to units below, taken back, and a task says which one above it carries out."""

import datetime as dt

import pytest
from tests.builders.carrying import SAID, TODAY, Ladder, a_ladder
from tests.builders.documents import a_read_document
from tests.builders.plans import AT, Desk, Said, a_reading, finish
from tests.builders.units import a_unit, unit

from nhanai.journal.models import Line
from nhanai.plans import actions, queries
from nhanai.plans.models import Carrying, Concern, Occurrence, Plan, Task
from nhanai.plans.rules.coverage import ALL, NOBODY, SOME
from nhanai.plans.vocab import ConcernKind, ProgressState
from nhanai.units.models import Unit

pytestmark = pytest.mark.django_db
DUE = dt.date(2026, 12, 15)


def given(ladder: Ladder, work: Occurrence, *units: Unit, **changed: object) -> list[Occurrence]:
    """The office gives its work down."""
    usual: dict[str, object] = {
        "occurrence": work,
        "units": units,
        "instruction": "Khám tại bản.",
        "due_on": None,
        "by": ladder.desk.officer,
        "at": AT,
    }
    return actions.hand_down(**{**usual, **changed})  # type: ignore[arg-type]  # the fields of the act


def test_work_given_down_keeps_its_period_and_shows_to_those_below() -> None:
    ladder = a_ladder()
    work = ladder.work(due_on=DUE)
    head = ladder.heads[0]
    assert not queries.visible_tasks(head, today=TODAY).exists()

    first, second = given(ladder, work, *ladder.chapters, ladder.chapters[0])

    assert [
        (one.unit, one.role, one.start, one.period_key, one.label, one.due_on, one.parent)
        for one in (first, second)
    ] == [
        (chapter, "ASSIGNED", work.start, work.period_key, work.label, DUE, work)
        for chapter in ladder.chapters
    ]
    assert first.instruction == "Khám tại bản."
    assert [task.address for task in queries.visible_tasks(head, today=TODAY)] == ["III.4.-1"]
    assert list(queries.visible_to(head, today=TODAY)) == [ladder.desk.plan]
    assert list(queries.children_of([work])) == [first, second]
    line = Line.objects.get(verb="plans.handed_down")
    assert (line.new["units"], line.unit_key) == (
        [chapter.key for chapter in ladder.chapters],
        "hoi-tinh",
    )


def test_a_chapter_gives_further_down_with_its_own_day() -> None:
    ladder = a_ladder()
    (child,) = given(ladder, ladder.work(due_on=DUE), ladder.chapters[0])
    earlier = dt.date(2026, 12, 1)

    (grandchild,) = given(ladder, child, ladder.branch, due_on=earlier, by=ladder.heads[0])

    assert (grandchild.unit, grandchild.parent, grandchild.due_on) == (
        ladder.branch,
        child,
        earlier,
    )


def test_work_is_not_given_without_right_sense_or_time() -> None:
    ladder = a_ladder()
    work, first = ladder.work(due_on=DUE), ladder.chapters[0]
    (child,) = given(ladder, work, ladder.chapters[1])

    refusals: list[tuple[list[Unit], dict[str, object], str]] = [
        ([first], {"by": ladder.heads[0]}, "chưa được giao quyền giao việc"),
        ([], {}, "Hãy chọn ít nhất một đơn vị"),
        ([unit("so-y-te")], {}, "Sở Y tế hiện không thuộc Hội Chữ thập đỏ tỉnh"),
        ([ladder.desk.office], {}, "hiện không thuộc"),
        ([ladder.chapters[1]], {}, "Hội xã Sìn Hồ đã có việc này trong kỳ"),
        ([first], {"due_on": dt.date(2026, 12, 16)}, "không sau hạn của đơn vị mình"),
        ([first], {"due_on": dt.date(2026, 11, 23)}, "từ hôm nay trở đi"),
    ]
    for units, changed, said in refusals:
        with pytest.raises(actions.CannotHandDown, match=said):
            given(ladder, work, *units, **changed)

    assert list(Occurrence.objects.filter(parent=work)) == [child]


def test_closed_work_and_work_that_passed_on_is_not_given() -> None:
    ladder = a_ladder()
    done, passed = ladder.work(), ladder.work(start=dt.date(2026, 7, 1))
    Occurrence.objects.filter(pk=done.pk).update(state=ProgressState.DONE)
    Occurrence.objects.filter(pk=passed.pk).update(passed_on_at=AT)

    with pytest.raises(actions.CannotHandDown, match="đã kết thúc"):
        given(ladder, done, ladder.chapters[0])
    with pytest.raises(actions.CannotHandDown, match="không còn do đơn vị thực hiện"):
        given(ladder, passed, ladder.chapters[0])

    assert not Occurrence.objects.filter(parent__isnull=False).exists()
    assert not queries.may_hand_down(
        Occurrence.objects.get(pk=done.pk), ladder.desk.officer, today=TODAY
    )
    assert queries.may_hand_down(
        ladder.work(start=dt.date(2026, 4, 1)), ladder.desk.officer, today=TODAY
    )


def test_the_next_period_is_given_to_the_same_units_in_one_press() -> None:
    ladder = a_ladder()
    before = ladder.work(start=dt.date(2026, 7, 1))
    kept, gone = given(ladder, before, *ladder.chapters)
    Occurrence.objects.filter(pk=gone.pk).update(state=ProgressState.CANCELLED, reason="Thôi.")
    now = ladder.work()

    (again,) = actions.hand_down_as_before(occurrence=now, by=ladder.desk.officer, at=AT)
    with pytest.raises(actions.CannotHandDown, match="Kỳ trước chưa giao xuống"):
        actions.hand_down_as_before(occurrence=now, by=ladder.desk.officer, at=AT)

    assert (again.unit, again.parent, again.instruction) == (kept.unit, now, "Khám tại bản.")


def back(ladder: Ladder, child: Occurrence, reason: str = "", **changed: object) -> object:
    """The office takes it back."""
    usual: dict[str, object] = {"by": ladder.desk.officer, "at": AT}
    return actions.take_back_handing(
        occurrence=child,
        reason=reason,
        **{**usual, **changed},  # type: ignore[arg-type]  # the fields of the act
    )


def test_what_nobody_wrote_in_goes_and_what_has_words_is_cancelled_with_a_reason() -> None:
    ladder = a_ladder()
    untouched, written = given(ladder, ladder.work(), *ladder.chapters)
    Concern.objects.create(
        kind=ConcernKind.OBSTACLE,
        task=written.task,
        occurrence=written,
        unit=written.unit,
        addressed_to=ladder.desk.office,
        text="Thiếu thuốc.",
        text_folded="thieu thuoc.",
        by=ladder.heads[1],
        at=AT,
    )

    gone = back(ladder, untouched)
    with pytest.raises(actions.CannotHandDown, match="vì sao thu lại"):
        back(ladder, written)
    back(ladder, written, "Giao lại cho trạm y tế.")

    written.refresh_from_db()
    assert gone is None
    assert not Occurrence.objects.filter(pk=untouched.pk).exists()
    assert (written.state, written.reason, written.moved_by) == (
        "CANCELLED",
        "Giao lại cho trạm y tế.",
        ladder.desk.officer,
    )
    assert not queries.visible_tasks(ladder.heads[1], today=TODAY).exists()
    with pytest.raises(actions.CannotHandDown, match="đã được thu lại"):
        back(ladder, untouched)


def test_work_is_not_taken_back_by_those_below_nor_when_done_nor_given_further() -> None:
    ladder = a_ladder()
    work = ladder.work()
    first, second = given(ladder, work, *ladder.chapters)
    given(ladder, first, ladder.branch, by=ladder.heads[0])
    Occurrence.objects.filter(pk=second.pk).update(state=ProgressState.DONE)

    refusals: list[tuple[Occurrence, dict[str, object], str]] = [
        (first, {"by": ladder.heads[0]}, "quyền giao việc thay đơn vị trên"),
        (first, {}, "đã giao tiếp xuống nữa"),
        (second, {}, "đã kết thúc việc này"),
        (work, {}, "do kế hoạch giao"),
    ]
    for child, changed, said in refusals:
        with pytest.raises(actions.CannotHandDown, match=said):
            back(ladder, child, "Thôi.", **changed)

    assert Occurrence.objects.filter(parent__isnull=False).count() == 3


def a_lower_plan(ladder: Ladder, chapter: int = 0, *, text: str = SAID[0].text) -> Plan:
    """The chapter's own plan, of its own document, with one task."""
    owner, head = ladder.chapters[chapter], ladder.heads[chapter]
    reading = a_reading([Said("III.4.-1", text, by=("Sở Y tế",))])
    document = a_read_document(owner=owner, by=head, reading=reading, at=AT)
    plan = actions.start_review(document=document, by=head, at=AT)
    finish(Desk(plan, head, owner))
    return actions.confirm(plan=plan, by=head, at=AT)


def test_a_chapter_cites_the_task_above_that_its_own_carries_out() -> None:
    ladder = a_ladder()
    head = ladder.heads[0]
    lower = a_lower_plan(ladder).tasks.get()
    upper = ladder.desk.task("III.4.-1")
    assert [task for task, _ in queries.candidates(lower, today=TODAY)] == [upper]

    link = actions.link_upper(lower_task=lower, upper_task=upper, by=head, at=AT)
    with pytest.raises(actions.CannotLink, match="đã nối với nhau rồi"):
        actions.link_upper(lower_task=lower, upper_task=upper, by=head, at=AT)

    assert list(queries.uppers_of(lower)) == [link]
    assert list(queries.lowers_of(upper)) == [link]
    assert queries.candidates(lower, today=TODAY) == []
    assert Line.objects.get(verb="plans.upper_linked").unit_key == ladder.chapters[0].key

    actions.unlink(lower_task=lower, upper_task=upper, by=head, at=AT)
    with pytest.raises(actions.CannotLink, match="không nối với nhau"):
        actions.unlink(lower_task=lower, upper_task=upper, by=head, at=AT)

    assert not Carrying.objects.exists()


def test_only_a_plan_below_carries_out_a_task_and_only_its_people_say_so() -> None:
    ladder = a_ladder()
    lower = a_lower_plan(ladder).tasks.get()
    upper = ladder.desk.task("III.4.-1")
    sideways = a_lower_plan(ladder, 1).tasks.get()

    for below, above, by, said in [
        (lower, upper, ladder.heads[1], "chưa được giao quyền rà soát"),
        (upper, lower, ladder.desk.officer, "Chỉ nối được với"),
        (lower, sideways, ladder.heads[0], "Chỉ nối được với"),
        (lower, lower, ladder.heads[0], "Chỉ nối được với"),
    ]:
        with pytest.raises(actions.CannotLink, match=said):
            actions.link_upper(lower_task=below, upper_task=above, by=by, at=AT)
    Task.objects.filter(pk=lower.pk).update(state="DROPPED")
    with pytest.raises(actions.CannotLink, match="không còn trong kế hoạch"):
        actions.link_upper(lower_task=lower, upper_task=upper, by=ladder.heads[0], at=AT)

    assert not Carrying.objects.exists()


def reaches(ladder: Ladder) -> dict[str, tuple[str, set[int]]]:
    """How far each task came, and where nobody has it."""
    found = queries.coverage(ladder.desk.plan, today=TODAY)
    return {one.task.address: (one.covered.reach, set(one.covered.missing)) for one in found}


def test_coverage_counts_what_was_given_and_what_lower_plans_carry_out() -> None:
    ladder = a_ladder()
    first, second = ladder.chapters
    nobody = reaches(ladder)
    given(ladder, ladder.work(), second)
    some = reaches(ladder)
    actions.link_upper(
        lower_task=a_lower_plan(ladder).tasks.get(),
        upper_task=ladder.desk.task("III.4.-1"),
        by=ladder.heads[0],
        at=AT,
    )

    assert nobody == {"III.4.-1": (NOBODY, {first.pk, second.pk})}
    assert some == {"III.4.-1": (SOME, {first.pk})}
    assert reaches(ladder) == {"III.4.-1": (ALL, set())}


def test_a_task_of_a_unit_with_nobody_below_is_not_asked_about() -> None:
    ladder = a_ladder()
    a_unit("Sở Nội vụ", key="so-noi-vu")

    assert "III.4.-2" not in reaches(ladder)


def test_opening_new_periods_leaves_what_was_given_down_alone() -> None:
    ladder = a_ladder()
    actions.open_occurrences(plan=ladder.desk.plan, by=ladder.desk.officer, at=AT)
    work = Occurrence.objects.get(task=ladder.desk.task("III.4.-1"))
    children = given(ladder, work, *ladder.chapters)

    actions.open_occurrences(plan=ladder.desk.plan, by=ladder.desk.officer, at=AT)

    assert list(queries.children_of([work])) == children

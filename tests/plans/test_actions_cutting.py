"""Splitting and joining keep the words, their places, their agencies and what was added."""

import datetime as dt

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.builders.plans import AT, LONG, Desk, a_review

from nhanai.plans import actions
from nhanai.plans.models import Addition, Task
from nhanai.plans.rules.cutting import cut_points
from nhanai.plans.vocab import AddedField, TaskState

pytestmark = pytest.mark.django_db
POINTS = cut_points(LONG)


def split(desk: Desk, *offsets: int, address: str = "III.4.-1") -> list[Task]:
    """The task cut there, everywhere it can be cut unless told."""
    task = desk.task(address)
    return actions.split(task=task, at_offsets=offsets or POINTS, by=desk.officer, at=AT)


def test_a_task_becomes_several_each_with_its_own_words_of_the_source() -> None:
    desk = a_review()

    parts = split(desk)

    source = desk.plan.document.text
    assert [part.text for part in parts] == [
        "Chủ trì khám bệnh nhân đạo tại các xã biên giới;",
        "vận động hiến máu tình nguyện.",
        "Báo cáo Ủy ban nhân dân tỉnh trước ngày 15/12 hằng năm.",
    ]
    assert [source[part.start : part.end] for part in parts] == [part.text for part in parts]
    assert desk.standing()[2:5] == ["III.4.-1/1", "III.4.-1/2", "III.4.-1/3"]
    assert desk.task("III.4.-1").state == TaskState.REPLACED


def test_parts_keep_the_agencies_and_what_was_added_with_its_author_and_moment() -> None:
    desk = a_review()
    earlier = AT - dt.timedelta(days=1)
    actions.set_additions(
        task=desk.task("III.4.-1"),
        values={AddedField.TARGET: "12 đợt"},
        by=desk.officer,
        at=earlier,
    )

    split(desk, POINTS[0])

    assert desk.named("III.4.-1/2") == desk.named("III.4.-1")
    copied = Addition.objects.get(task=desk.task("III.4.-1/2"))
    assert (copied.value, copied.by, copied.at) == ("12 đợt", desk.officer, earlier)


@pytest.mark.parametrize("offsets", [set(), {3}, {10_000}])
def test_only_where_the_words_part_may_a_task_be_cut(offsets: set[int]) -> None:
    desk = a_review()

    with pytest.raises(actions.CannotCut, match="Hãy chọn"):
        actions.split(task=desk.task("III.4.-1"), at_offsets=offsets, by=desk.officer, at=AT)

    assert desk.task("III.4.-1").state == TaskState.PROPOSED


def test_splitting_is_taken_back_from_the_whole_and_from_a_part() -> None:
    desk = a_review()
    before = desk.standing()
    split(desk)

    whole = actions.undo(task=desk.task("III.4.-1"), by=desk.officer, at=AT)

    assert whole.address == "III.4.-1"
    assert desk.standing() == before

    parts = split(desk)
    actions.undo(task=parts[1], by=desk.officer, at=AT)
    assert desk.standing() == before


def test_joining_the_two_halves_of_a_task_gives_the_task_itself_back() -> None:
    desk = a_review()
    before = desk.task("III.4.-1")
    split(desk, POINTS[0])

    joined = actions.join(task=desk.task("III.4.-1/2"), by=desk.officer, at=AT)

    assert joined == before
    assert (joined.text, joined.start, joined.end) == (before.text, before.start, before.end)


def test_two_paragraphs_become_one_task_with_the_agencies_of_both() -> None:
    desk = a_review()

    joined = actions.join(task=desk.task("III.5.-1"), by=desk.officer, at=AT)

    assert joined.address == "III.4.-2 + III.5.-1"
    assert joined.text == (
        "Tham gia tuyên truyền các giá trị nhân đạo. Chỉ đạo công tác Chữ thập đỏ trong trường học."
    )
    assert [words for words, _, _ in desk.named(joined.address)] == [
        "Sở Y tế",
        "Sở Giáo dục và Đào tạo",
    ]
    assert desk.standing() == ["II.1.-1", "II.2.-1", "III.4.-1", "III.4.-2 + III.5.-1"]


def test_what_was_joined_stands_apart_again() -> None:
    desk = a_review()
    before = desk.standing()
    joined = actions.join(task=desk.task("III.5.-1"), by=desk.officer, at=AT)

    actions.undo(task=joined, by=desk.officer, at=AT)

    assert desk.standing() == before


def test_the_first_task_has_nothing_above_to_be_joined_with() -> None:
    desk = a_review()

    with pytest.raises(actions.CannotCut, match="nhiệm vụ đầu tiên"):
        actions.join(task=desk.task("II.1.-1"), by=desk.officer, at=AT)


def test_a_split_is_not_taken_back_under_a_part_that_was_split_on() -> None:
    desk = a_review()
    parts = split(desk, POINTS[0])
    split(desk, *cut_points(parts[1].text), address=parts[1].address)

    with pytest.raises(actions.CannotMove, match="hoàn tác bước sau trước"):
        actions.undo(task=parts[0], by=desk.officer, at=AT)


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.sets(st.sampled_from(POINTS), min_size=1))
def test_split_and_joined_again_the_words_and_their_range_are_as_before(offsets: set[int]) -> None:
    with transaction.atomic():
        desk = a_review()
        before = desk.task("III.4.-1")
        parts = split(desk, *offsets)
        last = parts[-1]

        for _ in parts[1:]:
            last = actions.join(task=last, by=desk.officer, at=AT)

        others = [a for a in desk.standing() if not a.startswith("III.4.-1")]
        transaction.set_rollback(True)  # the next example begins anew
    assert (last.text, last.start, last.end) == (before.text, before.start, before.end)
    assert others == ["II.1.-1", "II.2.-1", "III.4.-2", "III.5.-1"]

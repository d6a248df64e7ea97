"""What we add: fields with author and moment, and tasks that the reading passed over."""

import datetime as dt

import pytest
from tests.builders.plans import AT, Said, a_review

from nhanai.journal.models import Line
from nhanai.plans import actions
from nhanai.plans.actions.adding import CannotAdd
from nhanai.plans.models import Addition
from nhanai.plans.vocab import AddedField, Source

pytestmark = pytest.mark.django_db


def test_what_is_added_keeps_its_author_and_moment_and_the_words_stay() -> None:
    desk = a_review()
    task = desk.task("III.5.-1")
    words = task.text

    actions.set_additions(task=task, values={AddedField.DUE: "2027-05-31"}, by=desk.officer, at=AT)

    added = Addition.objects.get(task=task)
    assert (added.field, added.value, added.by, added.at) == (
        "DUE",
        "2027-05-31",
        desk.officer,
        AT,
    )
    assert desk.task("III.5.-1").text == words


def test_only_what_changed_becomes_a_new_line_and_the_old_ones_stay() -> None:
    desk = a_review()
    task = desk.task("III.5.-1")
    values = {AddedField.TARGET: "38 trường", AddedField.PRODUCT: "Báo cáo"}
    actions.set_additions(task=task, values=values, by=desk.officer, at=AT)
    later = AT + dt.timedelta(hours=1)

    made = actions.set_additions(
        task=task, values=values | {AddedField.TARGET: "40 trường"}, by=desk.officer, at=later
    )

    assert [(one.field, one.value) for one in made] == [("TARGET", "40 trường")]
    assert Addition.objects.filter(task=task, field="TARGET").count() == 2
    line = Line.objects.filter(verb="plans.added").last()
    assert line is not None
    assert (line.old, line.new) == ({"TARGET": "38 trường"}, {"TARGET": "40 trường"})


def test_saving_the_same_again_leaves_no_trace() -> None:
    desk = a_review()

    made = actions.set_additions(
        task=desk.task("III.5.-1"), values={AddedField.TARGET: ""}, by=desk.officer, at=AT
    )

    assert made == []
    assert not Line.objects.filter(verb="plans.added").exists()


def test_a_task_is_put_into_another_content_group() -> None:
    desk = a_review()
    group = desk.plan.groups.get(address="II.2")

    actions.set_additions(
        task=desk.task("III.5.-1"),
        values={AddedField.GROUP: str(group.pk)},
        by=desk.officer,
        at=AT,
    )

    assert desk.task("III.5.-1").group == group


def test_a_group_of_another_plan_is_refused() -> None:
    desk = a_review()

    with pytest.raises(CannotAdd, match="không thuộc kế hoạch"):
        actions.set_additions(
            task=desk.task("III.5.-1"),
            values={AddedField.GROUP: "999999"},
            by=desk.officer,
            at=AT,
        )


def test_a_paragraph_that_was_passed_over_becomes_a_task_of_ours() -> None:
    desk = a_review()

    task = actions.add_task(plan=desk.plan, address="III", by=desk.officer, at=AT)

    assert (task.address, task.text, task.source) == ("III", "TỔ CHỨC THỰC HIỆN", Source.PERSON)
    assert desk.plan.document.text[task.start : task.end] == task.text


def test_selected_words_become_a_task_with_their_own_place() -> None:
    desk = a_review()
    text = desk.task("III.4.-1").text
    start = text.index("vận động")
    end = start + len("vận động hiến máu tình nguyện. ")

    task = actions.add_task(
        plan=desk.plan, address="III.4.-1", start=start, end=end, by=desk.officer, at=AT
    )

    assert task.text == "vận động hiến máu tình nguyện."
    assert desk.plan.document.text[task.start : task.end] == task.text
    assert task.address == "III.4.-1/2"


@pytest.mark.parametrize(
    ("address", "start", "end", "said"),
    [("IV.1", None, None, "Không tìm thấy"), ("III", 3, 3, "không có chữ")],
)
def test_nothing_is_made_of_no_words(
    address: str, start: int | None, end: int | None, said: str
) -> None:
    desk = a_review(said=[Said("III.4.-1", "Khám bệnh.", by=("Sở Y tế",))])

    with pytest.raises(CannotAdd, match=said):
        actions.add_task(
            plan=desk.plan, address=address, start=start, end=end, by=desk.officer, at=AT
        )

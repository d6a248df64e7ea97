"""Work that a unit above gave down, as the lists of both units show it."""

from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.builders.carrying import TODAY, a_ladder
from tests.builders.plans import AT

from nhanai.identity.models import User
from nhanai.plans import actions, queries
from nhanai.plans.models import Occurrence
from nhanai.plans.vocab import ProgressState
from nhanai.units.models import Unit

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
MINE = "/ke-hoach/cua-don-vi/"


def given(work: Occurrence, *units: Unit, by: User) -> list[Occurrence]:
    return actions.hand_down(
        occurrence=work, units=units, instruction="Khám tại bản.", due_on=None, by=by, at=AT
    )


def text_of(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_work_given_down_stands_in_the_list_of_the_lower_unit_and_leads_to_it(
    sign_in: SignIn,
) -> None:
    ladder = a_ladder()
    head = ladder.heads[0]
    client = sign_in(head)
    assert MINE not in text_of(client, "/ke-hoach/")

    (child,) = given(ladder.work(), ladder.chapters[0], by=ladder.desk.officer)

    assert queries.counts_for(head, today=TODAY).handed_to_me == 1
    assert MINE in text_of(client, "/ke-hoach/")
    listed = text_of(client, MINE)
    assert f"/ke-hoach/viec/{child.pk}/" in listed
    for page in (listed, text_of(client, f"/ke-hoach/viec/{child.pk}/")):
        assert "Hội Chữ thập đỏ tỉnh giao xuống: “Khám tại bản.”" in page


def test_a_task_given_from_above_in_two_periods_counts_once_and_a_cancelled_one_does_not() -> None:
    ladder = a_ladder()
    for start in (TODAY.replace(month=7), TODAY.replace(month=10)):
        given(ladder.work(start=start), ladder.chapters[0], by=ladder.desk.officer)
    assert queries.counts_for(ladder.heads[0], today=TODAY).handed_to_me == 1

    Occurrence.objects.filter(parent__isnull=False).update(
        state=ProgressState.CANCELLED, reason="Thu lại."
    )

    assert queries.counts_for(ladder.heads[0], today=TODAY).handed_to_me == 0


def test_the_unit_above_sees_whom_it_gave_it_to(sign_in: SignIn) -> None:
    ladder = a_ladder()
    work = ladder.work()
    client = sign_in(ladder.desk.officer)
    assert "Đã giao xuống" not in text_of(client, MINE)

    _, taken = given(work, *ladder.chapters, by=ladder.desk.officer)
    Occurrence.objects.filter(pk=taken.pk).update(state=ProgressState.CANCELLED, reason="Thu.")

    listed = text_of(client, MINE)
    assert f'<a href="/ke-hoach/viec/{work.pk}/giao-tiep/">1 đơn vị</a>: Hội xã Pa Tần' in listed
    assert "Hội xã Sìn Hồ" not in listed


def test_more_rows_given_down_ask_no_more_questions(
    sign_in: SignIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    ladder = a_ladder()
    client = sign_in(ladder.desk.officer)
    given(ladder.work(), ladder.chapters[0], by=ladder.desk.officer)
    client.get(MINE)
    with django_assert_max_num_queries(15) as asked:
        client.get(MINE)
    before = len(asked)

    for month in (1, 4, 7):
        work = ladder.work(start=TODAY.replace(month=month))
        given(work, *ladder.chapters, by=ladder.desk.officer)

    with django_assert_max_num_queries(before):
        client.get(MINE)

"""Who follows a plan sees at a glance what is done, what is late and what comes next."""

import datetime as dt
from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.builders.plans import USUAL, Desk, Said
from tests.builders.progress import a_desk, an_update, somebody_at, work
from tests.builders.units import unit

from nhanai.identity.models import User
from nhanai.plans.models import Occurrence
from nhanai.plans.vocab import ProgressState

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
LONG_AGO = dt.date(2026, 1, 31)


def soup_of(client: Client, address: str) -> BeautifulSoup:
    answer = client.get(address)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def late(desk: Desk, address: str) -> None:
    Occurrence.objects.filter(task__plan=desk.plan, task__address=address).update(due_on=LONG_AGO)


def addresses(soup: BeautifulSoup) -> list[str]:
    return [cell.get_text() for cell in soup.select("tbody td.k")]


def test_my_list_shows_what_is_late_first_and_what_is_closed_last(sign_in: SignIn) -> None:
    desk = a_desk(*USUAL)
    by = somebody_at(unit("so-y-te"))
    client = sign_in(by)
    late(desk, "III.4.-2")

    before = soup_of(client, "/ke-hoach/cua-don-vi/")
    an_update(Occurrence.objects.get(task__address="III.4.-2"), state=ProgressState.DONE, by=by)
    after = soup_of(client, "/ke-hoach/cua-don-vi/")

    assert addresses(before) == ["III.4.-2", "III.4.-1"]
    assert "Trễ" in before.select("tbody tr")[0].get_text()
    assert addresses(after) == ["III.4.-1", "III.4.-2"]


def test_the_tabs_of_my_list_count_and_choose(sign_in: SignIn) -> None:
    desk = a_desk(*USUAL)
    client = sign_in(somebody_at(unit("so-y-te")))
    late(desk, "III.4.-2")

    soup = soup_of(client, "/ke-hoach/cua-don-vi/")

    tabs = [tab.get_text() for tab in soup.select(".tabs a")]
    assert tabs == [
        "Tất cả 2", "Quá hạn 1", "Sắp đến hạn 0", "Còn thời gian 1", "Đã kết thúc 0",
    ]  # fmt: skip
    assert addresses(soup_of(client, "/ke-hoach/cua-don-vi/?viec=tre")) == ["III.4.-2"]
    assert addresses(soup_of(client, "/ke-hoach/cua-don-vi/?vai-tro=LEAD")) == ["III.4.-1"]


def test_the_plan_is_narrowed_to_what_is_late(sign_in: SignIn) -> None:
    desk = a_desk(*USUAL)
    late(desk, "III.5.-1")
    client = sign_in(desk.officer)

    soup = soup_of(client, f"/ke-hoach/{desk.plan.pk}/?tien-do=tre")

    assert addresses(soup) == ["III.5.-1"]
    assert "Trễ" in soup.select("tbody td.k")[0].parent.get_text()  # type: ignore[union-attr]


def test_the_matrix_marks_what_is_done_and_what_is_late(sign_in: SignIn) -> None:
    desk = a_desk(*USUAL)
    late(desk, "III.4.-1")
    row = Occurrence.objects.get(task__address="III.5.-1")
    an_update(row, state=ProgressState.DONE)

    soup = soup_of(sign_in(desk.officer), f"/ke-hoach/{desk.plan.pk}/")

    health, school, _ = soup.select(".mx tbody tr")
    labels = [mark["aria-label"] for mark in health.select("svg[aria-label]")]
    assert "có việc quá hạn" in labels
    assert [mark["aria-label"] for mark in school.select("svg[aria-label]")] == ["xong cả"]
    assert "1/1" in school.get_text()


def test_work_stands_by_the_month_in_which_it_is_due(sign_in: SignIn) -> None:
    desk = a_desk(*USUAL)
    late(desk, "III.5.-1")

    soup = soup_of(sign_in(desk.officer), f"/ke-hoach/{desk.plan.pk}/thoi-gian/")

    assert [head.get_text() for head in soup.select("h2")] == ["Tháng 01/2026", "Không có hạn"]


def test_one_page_for_a_meeting_has_the_numbers_and_what_is_late(sign_in: SignIn) -> None:
    desk = a_desk(*USUAL)
    late(desk, "III.5.-1")

    soup = soup_of(sign_in(desk.officer), f"/ke-hoach/{desk.plan.pk}/ban-in/")

    text = " ".join(soup.get_text(" ").split())
    assert "3 nhiệm vụ, 4 việc của các đơn vị: 0 đã kết thúc" in text
    assert "1 quá hạn" in text
    assert "Chỉ đạo công tác Chữ thập đỏ trong trường học" in text


def test_a_stranger_sees_neither_page(sign_in: SignIn) -> None:
    desk = a_desk()
    client = sign_in(somebody_at(unit("so-gddt")))

    for page in ("thoi-gian", "ban-in"):
        assert client.get(f"/ke-hoach/{desk.plan.pk}/{page}/").status_code == 404


@pytest.mark.slow
@pytest.mark.parametrize("count", [1, 50])
def test_the_pages_of_a_plan_ask_the_same_however_many_tasks(
    count: int, sign_in: SignIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    said = [Said(f"III.4.-{n}", f"Khám đợt {n}.", by=("Sở Y tế",)) for n in range(1, count + 1)]
    desk = a_desk(*said)
    client = sign_in(desk.officer)
    assert work(desk).task.plan == desk.plan

    for page in ("", "thoi-gian/", "ban-in/"):
        client.get(f"/ke-hoach/{desk.plan.pk}/{page}")
        with django_assert_max_num_queries(15):
            client.get(f"/ke-hoach/{desk.plan.pk}/{page}")
    with django_assert_max_num_queries(12):
        client.get("/ke-hoach/cua-don-vi/?don-vi=so-y-te")


def test_units_that_stand_alike_share_a_line(sign_in: SignIn) -> None:
    both = ("Sở Y tế", "Sở Giáo dục và Đào tạo")
    desk = a_desk(Said("III.4.-1", "Khám bệnh.", by=both, lead=False))
    late(desk, "III.4.-1")
    client = sign_in(desk.officer)

    together = soup_of(client, f"/ke-hoach/{desk.plan.pk}/thoi-gian/").select(".rows li")
    an_update(work(desk))
    apart = soup_of(client, f"/ke-hoach/{desk.plan.pk}/thoi-gian/").select(".rows li")

    assert len(together) == 1
    assert "Sở GD&ĐT" in together[0].get_text()
    assert len(apart) == 2

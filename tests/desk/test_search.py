"""One search finds documents, plans, tasks and units, and only what one may see."""

import datetime as dt
from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.builders.documents import AT, a_read_document, an_office, an_officer
from tests.builders.identity import a_user, a_workplace, an_appointment
from tests.builders.outgoing import an_issue
from tests.builders.progress import an_update
from tests.builders.reminders import some_work
from tests.builders.units import a_unit

from nhanai.desk.pages import search
from nhanai.identity.models import User
from nhanai.plans import actions as plans
from nhanai.search import lookups
from nhanai.units.models import Unit

TODAY = dt.date(2026, 11, 24)


def found(user: User, q: str, *, kind: str = "", number: int = 1) -> dict[str, list[str]]:
    """The titles that are shown, by kind."""
    page = search.load(user, q=q, kind=kind, number=number, today=TODAY)
    return {group.key: [hit.title for hit in group.page] for group in page.shown}


def an_office_with_a_plan() -> tuple[Unit, User]:
    office = an_office(name="Hội Chữ thập đỏ tỉnh Lai Châu")
    officer = an_officer(unit=office)
    document = a_read_document(owner=office, by=officer)
    plans.start_review(document=document, by=officer, at=AT)
    return office, officer


@pytest.mark.django_db
@pytest.mark.parametrize("q", ["895/qd-ttg", "QUYẾT ĐỊNH 895", "quyet dinh 895"])
def test_words_are_found_with_and_without_accents(q: str) -> None:
    _, officer = an_office_with_a_plan()
    title = "Kế hoạch thực hiện Quyết định số 895/QĐ-TTg"

    assert found(officer, q) == {"van-ban": [title], "ke-hoach": [title]}


@pytest.mark.django_db
def test_a_task_is_found_by_the_words_of_the_document() -> None:
    _, officer = an_office_with_a_plan()

    assert found(officer, "kham chua benh", kind="nhiem-vu") == {
        "nhiem-vu": ["Chủ trì khám, chữa bệnh nhân đạo trước ngày 15/12/2026."]
    }


@pytest.mark.django_db
def test_a_unit_is_found_by_its_name_of_today() -> None:
    a_workplace(name="Ủy ban nhân dân xã Sìn Hồ")

    assert found(a_user(), "sin ho") == {"don-vi": ["Ủy ban nhân dân xã Sìn Hồ"]}


@pytest.mark.django_db
def test_a_unit_that_is_no_more_is_found_and_said_to_be() -> None:
    a_unit("Sở Thông tin và Truyền thông", key="so-tttt", end=dt.date(2025, 3, 1))

    page = search.load(a_user(), q="sở tt&tt", kind="", number=1, today=TODAY)

    assert [hit for group in page.shown for hit in group.page] == [
        search.Hit(
            "Sở Thông tin và Truyền thông",
            "/don-vi/so-tttt/",
            "Sở, ban, ngành · đã kết thúc từ 01/3/2025",
        )
    ]


@pytest.mark.django_db
def test_an_issued_document_is_found_by_who_may_see_it_and_by_nobody_else() -> None:
    issued = an_issue()
    stranger = an_appointment(unit=a_workplace(name="Sở Tài chính")).user

    page = search.load(issued.issued_by, q="ket qua quy iii", kind="", number=1, today=TODAY)

    assert [hit for group in page.shown for hit in group.page] == [
        search.Hit(issued.subject, f"/van-ban/di/{issued.pk}/", f"{issued.reference} · 24/11/2026")
    ]
    assert found(stranger, "ket qua quy iii") == {}


@pytest.mark.django_db
def test_what_one_may_not_see_is_not_found() -> None:
    an_office_with_a_plan()
    stranger = an_appointment(unit=a_workplace(name="Sở Tài chính")).user

    assert found(stranger, "895") == {}
    assert found(stranger, "kham chua benh") == {}


@pytest.mark.django_db
def test_without_words_nothing_is_asked_of_the_database() -> None:
    user = a_user()

    with CaptureQueriesContext(connection) as seen:
        page = search.load(user, q="  ,. ", kind="van-ban", number=1, today=TODAY)

    assert (page.total, list(page.shown), len(seen)) == (0, [], 0)


@pytest.mark.django_db
def test_all_kinds_show_a_few_and_one_kind_shows_its_pages() -> None:
    user = a_user()
    for number in range(30):
        a_workplace(name=f"Hội Chữ thập đỏ xã {number:02}")

    few = search.load(user, q="xa", kind="", number=2, today=TODAY)
    second = search.load(user, q="xa", kind="don-vi", number=2, today=TODAY)

    assert [len(group.page) for group in few.shown] == [search.FEW]
    assert [group.page.words for group in second.shown] == ["26–30 trong 30 đơn vị"]


@pytest.mark.django_db
def test_more_hits_do_not_mean_more_queries() -> None:
    office, officer = an_office_with_a_plan()
    a_workplace(name="Trung tâm 895")

    def asked() -> int:
        with CaptureQueriesContext(connection) as seen:
            search.load(officer, q="895", kind="", number=1, today=TODAY)
        return len(seen)

    few = asked()
    for number in range(3):
        a_workplace(name=f"Đội 895 số {number}")
        document = a_read_document(owner=office, by=officer)
        plans.start_review(document=document, by=officer, at=AT)

    assert asked() == few


@pytest.mark.django_db
@pytest.mark.parametrize("lately", [1, lookups.LATELY])
def test_what_was_said_long_ago_is_found_where_little_was_said_lately(
    lately: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = some_work(1)
    row = work.occurrence("III.4.-1")
    for text in ("Đã khám hai bản.", "Đã khám ba bản.", "Đã họp xong."):
        an_update(row, text=text)
    monkeypatch.setattr(lookups, "LATELY", lately)

    seen = {"cap-nhat": ["Đã khám ba bản.", "Đã khám hai bản."]}
    for user in (work.desk.officer, work.doctor):
        assert found(user, "da kham", kind="cap-nhat") == seen


@pytest.mark.django_db
def test_of_common_words_the_newest_are_shown_and_no_more_are_counted_than_are_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    work = some_work(1)
    row = work.occurrence("III.4.-1")
    for number in range(4):
        an_update(row, text=f"Đã khám bản {number}.")
    monkeypatch.setattr(search, "FEW", 2)
    monkeypatch.setattr(search, "GLANCE", 2)

    page = search.load(work.desk.officer, q="da kham", kind="", number=1, today=TODAY)

    group = next(one for one in page.shown if one.key == "cap-nhat")
    assert [hit.title for hit in group.page] == ["Đã khám bản 3.", "Đã khám bản 2."]
    assert group.page.counted == "hơn 2 cập nhật"


@pytest.mark.django_db
def test_every_hit_opens(sign_in: Callable[[User], Client]) -> None:
    _, officer = an_office_with_a_plan()
    a_workplace(name="Trung tâm 895")
    client = sign_in(officer)

    pages = [client.get("/tim/", {"q": q}).content for q in ("895", "kham chua benh")]
    links = [
        str(link["href"])
        for page in pages
        for link in BeautifulSoup(page, "html.parser").select(".rows a")
    ]

    assert len(links) == 6
    assert [client.get(link, follow=True).status_code for link in links] == [200] * 6


@pytest.mark.django_db
def test_a_search_that_finds_nothing_says_how_to_go_on(sign_in: Callable[[User], Client]) -> None:
    page = sign_in(a_user()).get("/tim/", {"q": "không có đâu"}).content.decode()

    assert "Không tìm thấy gì có đủ các chữ này" in page
    assert "Tìm “không có đâu”" in page

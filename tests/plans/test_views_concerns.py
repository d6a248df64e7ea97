"""Pages on what hinders the work: raised, listed, answered, taken along as a spreadsheet."""

import html
import io
import re
import zipfile
from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.builders.concerns import a_concern, an_agency_officer
from tests.builders.plans import AT, a_confirmed_plan
from tests.builders.units import unit

from nhanai.identity.models import User
from nhanai.plans import actions
from nhanai.plans.models import Answer, Concern
from nhanai.plans.vocab import ConcernKind

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


def soup_of(content: bytes) -> BeautifulSoup:
    """The page as a reader has it."""
    return BeautifulSoup(content, "html.parser")


def said(soup: BeautifulSoup, selector: str) -> list[str]:
    """What stands in each place, on one line."""
    return [" ".join(one.get_text(" ").split()) for one in soup.select(selector)]


def test_an_agency_raises_a_concern_from_the_page_of_its_task(sign_in: SignIn) -> None:
    desk = a_confirmed_plan()
    client = sign_in(an_agency_officer())
    task = desk.task("III.4.-1")
    here = reverse("plans:raise-concern", args=[task.pk])
    page = soup_of(client.get(reverse("plans:task", args=[task.pk])).content)
    assert page.select_one(f"#vuong-mac a[href='{here}']") is not None

    form = soup_of(client.get(here).content)
    answer = client.post(
        here,
        {
            "loai": "OBSTACLE",
            "noi_dung": "Chưa có xe.",
            "don_vi": unit("so-y-te").pk,
            "gui": desk.office.pk,
        },
    )

    assert said(form, "#vm-don_vi option") == ["Sở Y tế"]
    concern = Concern.objects.get()
    assert answer.headers["Location"] == reverse("plans:concern", args=[concern.pk])
    page = soup_of(client.get(reverse("plans:task", args=[task.pk])).content)
    assert said(page, "#vuong-mac li b") == ["Chưa có xe"]


def test_a_concern_without_words_is_not_sent_and_keeps_what_was_typed(sign_in: SignIn) -> None:
    desk = a_confirmed_plan()
    client = sign_in(an_agency_officer())

    answer = client.post(
        reverse("plans:raise-concern", args=[desk.task("III.4.-1").pk]),
        {"loai": "PROPOSAL", "noi_dung": " ", "don_vi": "", "gui": desk.office.pk},
    )

    page = soup_of(answer.content)
    assert answer.status_code == 422
    assert said(page, ".er") == [
        "Hãy ghi vướng mắc hoặc kiến nghị bằng một vài câu.",
        "Hãy chọn đơn vị nêu.",
    ]
    assert page.select_one("#vm-loai_1[checked]") is not None
    assert not Concern.objects.exists()


def test_who_has_nothing_to_do_with_the_task_gets_no_form(sign_in: SignIn) -> None:
    desk = a_confirmed_plan()
    client = sign_in(an_agency_officer("so-gddt"))

    answer = client.get(reverse("plans:raise-concern", args=[desk.task("III.4.-1").pk]))

    assert answer.status_code == 404


def test_the_list_counts_by_state_and_finds_without_accents(sign_in: SignIn) -> None:
    desk = a_confirmed_plan()
    a_concern(desk)
    proposal = a_concern(desk, kind=ConcernKind.PROPOSAL, text="Đề nghị tập huấn.")
    actions.answer_concern(
        concern=proposal, unit=desk.office, text="Có.", settles=False, by=desk.officer, at=AT
    )
    client = sign_in(desk.officer)

    every = soup_of(client.get(reverse("plans:concerns")).content)
    found = soup_of(client.get(reverse("plans:concerns"), {"q": "TAP HUAN"}).content)

    assert said(every, "nav[aria-label='Tình trạng'] a") == [
        "Tất cả 2",
        "Chưa trả lời 1",
        "Đã trả lời, chưa xong 1",
        "Đã giải quyết 0",
    ]
    assert said(found, "tbody th") == ["Đề nghị tập huấn"]
    assert "2 đang chờ đơn vị của anh, chị trả lời" in said(every, ".sum")[0]


def test_the_list_takes_as_many_queries_for_many_as_for_one(sign_in: SignIn) -> None:
    desk = a_confirmed_plan()
    raiser = an_agency_officer()
    a_concern(desk, by=raiser)
    client = sign_in(desk.officer)
    address = reverse("plans:concerns")
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for _ in range(5):
        a_concern(desk, by=raiser)

    with CaptureQueriesContext(connection) as many:
        client.get(address)

    assert len(many) == len(few)


def test_the_spreadsheet_holds_text_only(sign_in: SignIn) -> None:
    desk = a_confirmed_plan()
    a_concern(desk, text='=HYPERLINK("http://example.org")')
    client = sign_in(desk.officer)

    answer = client.get(reverse("plans:concerns-sheet"))

    with zipfile.ZipFile(io.BytesIO(answer.content)) as book:
        words = book.read("xl/sharedStrings.xml").decode()
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    cells = [html.unescape(one) for one in re.findall(r"<t[^>]*>([^<]*)</t>", words)]
    assert cells[:3] == ["STT", "Loại", "Nội dung"]
    assert '=HYPERLINK("http://example.org")' in cells
    assert {"Sở Y tế", "Hội Chữ thập đỏ tỉnh"} <= set(cells)
    assert re.findall(r'<c r="A2"[^>]* t="(\w+)"', sheet) == ["s"]
    assert "<f>" not in sheet
    assert "<hyperlink" not in sheet
    assert "attachment" in answer.headers["Content-Disposition"]


def test_the_asked_unit_answers_and_the_thread_shows_it(sign_in: SignIn) -> None:
    desk = a_confirmed_plan()
    concern = a_concern(desk)
    client = sign_in(desk.officer)

    client.post(
        reverse("plans:answer-concern", args=[concern.pk]),
        {"don_vi": desk.office.pk, "noi_dung": "Đã cấp kinh phí.", "xong": "on"},
    )

    page = soup_of(client.get(reverse("plans:concern", args=[concern.pk])).content)
    assert Answer.objects.get().settles
    assert said(page, "p.line .st") == ["Đã giải quyết"]
    assert "Đã cấp kinh phí." in said(page, "ul.rows li")[0]
    assert page.select_one("#tl-noi_dung") is None
    client.post(reverse("plans:reopen-concern", args=[concern.pk]), {"ly_do": "Chưa nhận."})
    page = soup_of(client.get(reverse("plans:concern", args=[concern.pk])).content)
    assert "mở lại: Chưa nhận." in said(page, "ul.rows li")[1]


def test_an_empty_answer_is_refused_in_its_place(sign_in: SignIn) -> None:
    desk = a_confirmed_plan()
    concern = a_concern(desk)
    client = sign_in(desk.officer)

    answer = client.post(reverse("plans:answer-concern", args=[concern.pk]), {"noi_dung": ""})

    assert answer.status_code == 422
    assert said(soup_of(answer.content), "#tl-noi_dung-error") == ["Hãy ghi nội dung trả lời."]
    assert not Answer.objects.exists()


def test_a_concern_is_sent_on_to_another_unit(sign_in: SignIn) -> None:
    desk = a_confirmed_plan()
    raiser = an_agency_officer()
    concern = actions.raise_concern(
        task=desk.task("III.4.-1"),
        kind=ConcernKind.OBSTACLE,
        unit=unit("so-y-te"),
        addressed_to=unit("so-gddt"),
        text="Chưa có kinh phí.",
        by=raiser,
        at=AT,
    )
    client = sign_in(raiser)

    client.post(
        reverse("plans:redirect-concern", args=[concern.pk]),
        {"gui": desk.office.pk, "ly_do": "Hội tỉnh theo dõi kế hoạch."},
    )

    concern.refresh_from_db()
    assert concern.addressed_to == desk.office


def test_a_stranger_does_not_learn_of_a_concern(sign_in: SignIn) -> None:
    concern = a_concern(a_confirmed_plan())
    client = sign_in(an_agency_officer("so-gddt"))

    assert client.get(reverse("plans:concern", args=[concern.pk])).status_code == 404

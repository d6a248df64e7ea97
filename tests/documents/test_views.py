"""The pages of the register, through the client."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponseBase
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings
from tests.builders.documents import (
    a_citation,
    a_document,
    a_file,
    a_law,
    a_node,
    a_read_document,
    a_reading,
    an_office,
    an_officer,
    under_way,
)
from tests.builders.identity import an_appointment

from nhanai.documents import actions
from nhanai.documents.models import Document
from nhanai.documents.vocab import ReadingState
from nhanai.identity.models import User
from nhanai.identity.vocab import Role
from nhanai.units.models import Unit

pytestmark = pytest.mark.django_db

SignIn = Callable[[User], Client]


@pytest.fixture
def office() -> Unit:
    return an_office()


@pytest.fixture
def officer(office: Unit) -> User:
    return an_officer(unit=office)


@pytest.fixture
def desk(sign_in: SignIn, officer: User) -> Client:
    """The client of an officer who enters documents."""
    return sign_in(officer)


def page(response: HttpResponseBase) -> BeautifulSoup:
    """The page as a reader meets it."""
    return BeautifulSoup(response.content, "html.parser")  # type: ignore[attr-defined]  # of the test client


def one(soup: BeautifulSoup | Tag, selector: str) -> Tag:
    """The one thing that must be there."""
    found = soup.select_one(selector)
    assert found is not None, selector
    return found


def words(response: HttpResponseBase) -> str:
    """The words of the page's body, on one line."""
    return " ".join(one(page(response), "main").get_text(" ").split())


def sent(content: str = "Nội dung", name: str = "ke-hoach.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content.encode())


def enter(client: Client, *chosen: SimpleUploadedFile, **more: object) -> HttpResponseBase:
    return client.post(
        reverse("documents:register"), {"file": chosen, "direction": "INCOMING", **more}
    )


def at(name: str, document: Document, *more: int) -> str:
    return reverse(f"documents:{name}", args=[document.pk, *more])


# The list


def test_the_list_says_how_many_and_what_is_missing(desk: Client, office: Unit) -> None:
    a_read_document(owner=office, reading=a_reading(number=None, date=None))
    a_document(owner=office)

    response = desk.get(reverse("documents:list"))

    said = words(response)
    assert "Sổ có 2 văn bản, 1 đang chờ đọc xong." in said
    assert "chưa có số" in said
    assert "chưa ghi ngày" in said


@pytest.mark.slow
def test_the_list_is_searched_filtered_and_paged(desk: Client, office: Unit) -> None:
    for number in range(30):
        a_read_document(owner=office, reading=a_reading(number=str(number)))
    a_read_document(owner=office, reading=a_reading(number="777", title="Hiến máu", kind=None))
    listing = reverse("documents:list")

    second = desk.get(listing, {"trang": "2"})
    found = desk.get(listing, {"q": "hien mau"})
    kind = desk.get(listing, {"loai": "Kế hoạch", "tinh-trang": "READ", "nam": "2023"})
    nothing = desk.get(listing, {"q": "khong dau co"})

    assert "26–31 trong 31 văn bản" in words(second)
    assert [link.text for link in page(found).select("tbody a")] == ["Hiến máu"]
    assert "trong 30 văn bản" in words(kind)
    assert "Không tìm thấy văn bản nào" in words(nothing)


@pytest.mark.parametrize("query", ["?nam=abc&trang=x", "?tinh-trang=nope", "?q=%25_%27", "?nam=0"])
def test_an_address_made_up_by_hand_shows_a_list_and_no_fault(desk: Client, query: str) -> None:
    assert desk.get(reverse("documents:list") + query).status_code == 200


def queries_of(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)
    assert response.status_code == 200
    return len(captured)


@pytest.mark.slow
def test_the_list_asks_as_often_for_twenty_five_rows_as_for_one(desk: Client, office: Unit) -> None:
    a_read_document(owner=office)
    few = queries_of(desk, reverse("documents:list"))

    for number in range(24):
        a_read_document(owner=office, reading=a_reading(number=str(number)))
    many = queries_of(desk, reverse("documents:list"))

    assert many == few


def test_an_empty_register_says_what_to_do(desk: Client, sign_in: SignIn, office: Unit) -> None:
    mine = words(desk.get(reverse("documents:list")))
    inspector = an_officer(unit=office, role=Role.INSPECTOR)
    theirs = words(sign_in(inspector).get(reverse("documents:list")))

    assert "Vào sổ văn bản" in mine
    assert "Sổ chưa có văn bản nào." in theirs
    assert "Vào sổ" not in theirs


# Entering


def test_the_form_says_which_files_and_how_large(desk: Client) -> None:
    response = desk.get(reverse("documents:register"))

    said = words(response)
    assert ".docx, .doc, .pdf, .odt, .txt, .md, .html" in said
    assert "mỗi tệp không quá 50 MB" in said


def test_one_file_leads_to_its_page(desk: Client, officer: User, office: Unit) -> None:
    response = enter(desk, sent())

    document = Document.objects.get()
    assert (response.status_code, response.headers["Location"]) == (303, at("detail", document))
    assert (document.registered_by, document.owner) == (officer, office)


def test_several_files_lead_to_the_register(desk: Client) -> None:
    response = enter(desk, sent("một"), sent("hai"))

    assert response.headers["Location"] == reverse("documents:list")
    assert "Đã vào sổ 2 văn bản" in BeautifulSoup(
        desk.get(reverse("documents:list")).content, "html.parser"
    ).get_text(" ")


def test_an_upload_larger_than_all_its_files_may_be_is_not_even_read(
    desk: Client, settings: Settings
) -> None:
    settings.UPLOAD_LIMIT = 1

    response = enter(desk, sent("x" * 2**21))

    assert response.status_code == 422
    assert "Các tệp gửi lên lớn hơn mức cho phép" in words(response)
    assert not Document.objects.exists()


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ([], "Chưa chọn tệp"),
        ([sent("MZ", "a.exe")], "Không nhận tệp “a.exe”"),
        ([sent("", "rong.txt")], "Tệp “rong.txt” rỗng"),
        ([sent("x" * 60, "to.txt")], "Tệp “to.txt” lớn hơn mức cho phép"),
    ],
)
def test_a_refused_file_says_why_and_keeps_nothing(
    desk: Client, settings: Settings, chosen: list[SimpleUploadedFile], said: str
) -> None:
    settings.UPLOAD_LIMIT = 50

    response = enter(desk, *chosen)

    assert response.status_code == 422
    assert said in words(response)
    assert not Document.objects.exists()


def test_the_same_file_asks_first_and_shows_the_entry_that_is_there(
    desk: Client, office: Unit
) -> None:
    first = a_document(owner=office, file=a_file("một"))

    asked = enter(desk, sent("một"))
    confirmed = enter(desk, sent("một"), again="on")

    assert asked.status_code == 422
    assert page(asked).find("a", href=at("detail", first))
    assert page(asked).find("input", {"name": "again"})
    assert confirmed.status_code == 303
    assert Document.objects.count() == 2


def test_with_scripts_only_the_answer_is_drawn_anew(desk: Client) -> None:
    refused = desk.post(
        reverse("documents:register"), {"direction": "INCOMING"}, headers={"HX-Request": "true"}
    )
    entered = desk.post(
        reverse("documents:register"),
        {"direction": "INCOMING", "file": [sent()]},
        headers={"HX-Request": "true"},
    )

    assert refused.status_code == 422
    assert page(refused).find(id="answer")
    assert page(refused).find("h1") is None
    assert entered.headers["HX-Redirect"] == at("detail", Document.objects.get())


def test_who_holds_two_registers_chooses_one(desk: Client, officer: User) -> None:
    other = an_office(name="Hội Chữ thập đỏ khác")
    an_appointment(user=officer, role=Role.PROVINCE_OFFICER, unit=other)

    form = page(desk.get(reverse("documents:register")))
    response = enter(desk, sent(), owner=str(other.pk))

    assert form.find("select", {"name": "owner"})
    assert response.status_code == 303
    assert Document.objects.get().owner == other


def test_a_register_that_is_not_hers_cannot_be_chosen(desk: Client) -> None:
    response = enter(desk, sent(), owner=str(an_office().pk))

    assert response.status_code == 422
    assert not Document.objects.exists()


# One document


def test_a_document_shows_what_was_read(desk: Client, office: Unit) -> None:
    document = a_read_document(owner=office)

    response = desk.get(at("detail", document))

    said = words(response)
    assert "Đọc được 1 nhiệm vụ, 2 viện dẫn, 1 phát hiện." in said
    assert "3836/KH-UBND" in said
    assert document.sha256 in said
    piece = one(page(response), "[id='n-III.5.-1']")
    assert " ".join(piece.get_text().split()) == (
        "III.5.-1- Thực hiện Thông tư số 07/2017/TT-BGDĐT ngày 14/3/20141."
    )
    assert [mark["class"] for mark in piece.select(".ct")] == [["ct", "er1"]]


def test_a_citation_in_the_text_opens_what_it_names(desk: Client, office: Unit) -> None:
    law = a_law("895/QĐ-TTg")
    document = a_read_document(owner=office)

    response = desk.get(at("detail", document))

    assert one(page(response), "#n-title a.ct")["href"] == reverse(
        "documents:legal-document", args=[law.pk]
    )


def test_every_tab_shows_its_part(desk: Client, office: Unit) -> None:
    document = a_read_document(owner=office)

    said = {
        tab: words(desk.get(at("detail", document), {"muc": tab}))
        for tab in ("vien-dan", "phat-hien", "noi-nhan", "la")
    }

    assert "Thông tư 07/2017/TT-BGDĐT" in said["vien-dan"]
    assert "Số hiệu ghi năm 2017, ngày ban hành là năm 2014." in said["phat-hien"]
    assert "Lưu: VT" in said["noi-nhan"]
    assert "TỔ CHỨC THỰC HIỆN" in said["la"]


def test_a_document_with_nothing_found_says_so_in_every_tab(desk: Client, office: Unit) -> None:
    bare = a_reading(citations=[], findings=[], recipients=[], nodes=[], tasks=[])
    document = a_read_document(owner=office, reading=bare)

    said = [
        words(desk.get(at("detail", document), {"muc": tab}))
        for tab in ("vien-dan", "phat-hien", "noi-nhan")
    ]

    assert ["Không thấy viện dẫn" in said[0], "Không có phát hiện nào" in said[1],
            "Không thấy nơi nhận" in said[2]] == [True] * 3  # fmt: skip


def a_long_document(office: Unit) -> Document:
    nodes = [a_node(f"p{number}", "Sở Y tế") for number in range(450)]
    return a_read_document(owner=office, reading=a_reading(nodes=nodes, citations=[], findings=[]))


def test_a_long_document_is_shown_in_pages_and_an_address_opens_its_page(
    desk: Client, office: Unit
) -> None:
    document = a_long_document(office)

    first = page(desk.get(at("detail", document)))
    third = page(desk.get(at("detail", document), {"doan": "p401"}))
    beyond = page(desk.get(at("detail", document), {"trang": "99", "doan": "p1"}))

    assert len(first.select(".p")) == 200
    assert third.find(id="n-p401")
    assert len(beyond.select(".p")) == 50


@pytest.mark.slow
@pytest.mark.parametrize("tab", ["nguyen-van", "vien-dan", "phat-hien", "noi-nhan"])
def test_the_page_asks_as_often_for_fifty_of_everything_as_for_one(
    desk: Client, office: Unit, tab: str
) -> None:
    few = a_read_document(owner=office)
    for number in range(50):
        a_law(f"{number}/QĐ-TTg")
    finding = {"rule": "r", "severity": "note", "address": None, "message": "m", "span": None}
    many = a_read_document(
        owner=office,
        reading=a_reading(
            number="2",
            nodes=[a_node(f"p{number}", "Sở Y tế") for number in range(50)],
            citations=[
                a_citation("Quyết định", f"{number}/QĐ-TTg", None, f"p{number}", "Sở Y tế")
                for number in range(50)
            ],
            findings=[finding] * 50,
        ),
    )

    counts = [queries_of(desk, f"{at('detail', one)}?muc={tab}") for one in (few, many)]

    assert counts[0] == counts[1]


def test_while_it_is_read_the_page_asks_on_and_works_without_scripts(
    desk: Client, office: Unit
) -> None:
    document = under_way(a_document(owner=office, at=timezone.now()))
    Document.objects.update(reading_progress="Đang đọc 3/10 trang")

    whole = desk.get(at("detail", document))
    fragment = desk.get(at("status", document), headers={"HX-Request": "true"})
    plain = desk.get(at("status", document))

    assert "Đang đọc 3/10 trang…" in words(whole)
    assert one(page(whole), "#reading")["hx-get"] == at("status", document)
    assert page(whole).select_one("noscript meta[http-equiv=refresh]")
    assert page(fragment).find(id="reading")
    assert page(fragment).find("h1") is None
    assert plain.headers["Location"] == at("detail", document)


def test_once_it_is_read_the_page_is_drawn_anew(desk: Client, office: Unit) -> None:
    document = a_read_document(owner=office)

    response = desk.get(at("status", document), headers={"HX-Request": "true"})

    assert response.headers["HX-Refresh"] == "true"


def test_a_reading_that_went_silent_can_be_asked_for_again(desk: Client, office: Unit) -> None:
    long_ago = timezone.now() - dt.timedelta(minutes=10)
    document = under_way(a_document(owner=office, at=long_ago))

    said = words(desk.get(at("detail", document)))
    response = desk.post(at("read-again", document))

    document.refresh_from_db()
    assert "đã lâu không có tin" in said
    assert response.headers["Location"] == at("detail", document)
    assert document.reading_state == ReadingState.WAITING


def test_asking_again_while_it_is_read_is_refused_with_a_sentence(
    desk: Client, office: Unit
) -> None:
    document = under_way(a_document(owner=office, at=timezone.now()))

    response = desk.post(at("read-again", document))

    assert response.status_code == 422
    assert "Văn bản này đang được đọc. Hãy đợi đọc xong." in words(response)


def test_a_failure_says_what_to_do(desk: Client, office: Unit) -> None:
    document = under_way(a_document(owner=office))
    actions.fail_reading(
        document=document, message="Tệp có mật khẩu. Hãy bỏ mật khẩu.", at=timezone.now()
    )

    response = desk.get(at("detail", document))

    assert "Tệp có mật khẩu. Hãy bỏ mật khẩu." in words(response)
    assert page(response).find("form", action=at("read-again", document))


def test_a_duplicate_points_to_the_first(desk: Client, office: Unit) -> None:
    first = a_read_document(owner=office)
    second = a_read_document(owner=office)

    there = page(desk.get(at("detail", second)))
    here = page(desk.get(at("detail", first)))

    assert there.select_one(f".note a[href='{at('detail', first)}']")
    assert here.select(".note.hand") == []


def test_the_file_is_handed_out_as_it_came_and_never_opened_in_the_browser(
    desk: Client, office: Unit
) -> None:
    file = a_file("<script>alert(1)</script>", name="Kế hoạch.html")
    document = a_document(owner=office, file=file)

    response = desk.get(at("file", document))

    assert b"".join(response) == b"<script>alert(1)</script>"
    assert response.headers["Content-Type"] == "text/html; charset=utf-8"
    assert response.headers["Content-Disposition"].startswith("attachment;")
    assert "filename*=utf-8''K%E1%BA%BF%20ho%E1%BA%A1ch.html" in response.headers[
        "Content-Disposition"
    ]  # fmt: skip
    assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_a_file_that_is_gone_is_not_found(desk: Client, office: Unit) -> None:
    document = a_document(owner=office)
    Path(document.file.path).unlink()

    assert desk.get(at("file", document)).status_code == 404


def test_the_heading_is_corrected_and_marked_as_filled_by_hand(desk: Client, office: Unit) -> None:
    document = a_read_document(owner=office, reading=a_reading(number=None))
    form = page(desk.get(at("heading", document)))

    response = desk.post(
        at("heading", document),
        {"kind_name": "Kế hoạch", "number": "3836", "symbol": "KH-UBND", "year": "2023"},
    )

    document.refresh_from_db()
    assert one(form, "input[name=symbol]")["value"] == "KH-UBND"
    assert response.headers["Location"] == at("detail", document)
    assert document.reference == "3836/KH-UBND"
    assert "Điền tay" in words(desk.get(at("detail", document)))


def test_a_heading_that_cannot_be_so_is_shown_with_its_faults(desk: Client, office: Unit) -> None:
    document = a_read_document(owner=office)

    response = desk.post(at("heading", document), {"number": "x y", "day": "30", "month": "2",
                                                   "year": "2023"})  # fmt: skip
    spelled = desk.post(at("heading", document), {"day": "ba"})

    assert response.status_code == spelled.status_code == 422
    assert "Không có ngày 30/02/2023" in words(response)
    assert page(response).select_one("#id_number[aria-invalid=true]")


def test_a_finding_is_settled_and_opened_again(desk: Client, office: Unit) -> None:
    document = a_read_document(owner=office)

    empty = desk.post(at("settle", document, 1), {"how": " "})
    settled = desk.post(at("settle", document, 1), {"how": "Đã đối chiếu"})
    shown = words(desk.get(at("detail", document), {"muc": "phat-hien"}))
    reopened = desk.post(at("reopen", document, 1))
    again = desk.post(at("reopen", document, 1))

    assert (empty.status_code, settled.status_code) == (422, 302)
    assert "Hãy ghi đã xử lý thế nào" in words(empty)
    assert "Đã xử lý: Đã đối chiếu" in shown
    assert (reopened.status_code, again.status_code) == (302, 422)


@pytest.mark.parametrize(("name", "more"), [("settle", [1]), ("reopen", [1]), ("read-again", [])])
def test_links_of_a_page_shown_with_a_refusal_lead_back_to_the_document(
    desk: Client, office: Unit, name: str, more: list[int]
) -> None:
    document = a_read_document(owner=office)

    response = desk.get(at(name, document, *more), {"muc": "vien-dan"})

    assert response.headers["Location"] == f"{at('detail', document)}?muc=vien-dan"


# Who may


READS = ("detail", "file", "status")


def test_nobody_learns_of_a_document_out_of_reach(desk: Client) -> None:
    document = a_read_document()

    answers = [desk.get(at(name, document)).status_code for name in (*READS, "heading")]
    answers += [desk.post(at("read-again", document)).status_code]
    answers += [desk.post(at(name, document, 1)).status_code for name in ("settle", "reopen")]

    assert answers == [404] * 7


def test_who_only_reads_changes_nothing(sign_in: SignIn, office: Unit) -> None:
    document = a_read_document(owner=office)
    reader = sign_in(an_officer(unit=office, role=Role.INSPECTOR))

    answers = [reader.get(at(name, document)) for name in READS]
    refused = [
        reader.get(reverse("documents:register")).status_code,
        enter(reader, sent()).status_code,
        reader.get(at("heading", document)).status_code,
        reader.post(at("read-again", document)).status_code,
        reader.post(at("settle", document, 1), {"how": "x"}).status_code,
    ]
    shown = page(reader.get(at("detail", document), {"muc": "phat-hien"}))

    for answer in answers:
        answer.close()
    assert [answer.status_code for answer in answers] == [200, 200, 302]
    assert refused == [403] * 5
    assert one(shown, "main").select("form[method=post]") == []


# The catalogue


def test_the_catalogue_shows_validity_successor_and_what_is_unverified(desk: Client) -> None:
    old = a_law("93/2019/NĐ-CP", kind="Nghị định", end=dt.date(2026, 3, 1), is_verified=False)
    old.successors.add(a_law("03/2026/NĐ-CP", kind="Nghị định"))

    everything = words(desk.get(reverse("documents:legal")))
    ended = desk.get(reverse("documents:legal"), {"hieu-luc": "het"})
    nothing = desk.get(reverse("documents:legal"), {"q": "khong co", "hieu-luc": "sai"})

    assert "Tất cả 2 Còn hiệu lực 1 Hết hiệu lực 1" in everything
    assert "chưa kiểm chứng" in words(ended)
    assert [name.text for name in page(ended).select("tbody th b")] == ["Nghị định 93/2019/NĐ-CP"]
    assert "Nghị định 03/2026/NĐ-CP" in words(ended)
    assert "Không tìm thấy văn bản nào" in words(nothing)


def test_a_legal_document_shows_its_chain_and_who_cites_it(desk: Client, office: Unit) -> None:
    law = a_law("895/QĐ-TTg")
    law.successors.add(a_law("12/QĐ-TTg", title="Kế hoạch mới"))
    document = a_read_document(owner=office)

    response = desk.get(reverse("documents:legal-document", args=[law.pk]))

    assert "Hết hiệu lực" in words(response)
    assert "Quyết định 12/QĐ-TTg Kế hoạch mới Còn hiệu lực" in words(response)
    assert page(response).find("a", href=f"{at('detail', document)}?muc=vien-dan")


def test_the_catalogue_asks_as_often_for_many_as_for_one(desk: Client) -> None:
    a_law().successors.add(a_law("0/QĐ-TTg"))
    few = queries_of(desk, reverse("documents:legal"))

    for number in range(1, 25):
        a_law(f"{number}/QĐ-TTg").successors.add(a_law(f"{number}/NĐ-CP"))

    assert queries_of(desk, reverse("documents:legal")) == few

"""The pages of what was issued, what was sent to a unit, and the books."""

import datetime as dt
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.builders.documents import AT, a_document, an_officer
from tests.builders.identity import a_workplace
from tests.builders.outgoing import a_paper, a_pdf_file, a_society, an_issue
from tests.builders.units import a_unit

from nhanai.documents import actions, queries
from nhanai.documents.models import Book, Dispatch, OutgoingDocument
from nhanai.documents.vocab import Direction
from nhanai.identity.models import User
from nhanai.identity.vocab import Role
from nhanai.units.models import Unit
from nhanai.units.vocab import Line, UnitKind

pytestmark = pytest.mark.django_db

SignIn = Callable[[User], Client]
LIST, INBOX, BOOKS = "/van-ban/di/", "/van-ban/gui-den/", "/van-ban/so/"


def a_form(**changes: object) -> dict[str, object]:
    """What a person fills in."""
    return {
        "file": a_pdf_file(),
        "kind": "KH",
        "symbol": "KH-CTĐ",
        "subject": "Tổ chức Tháng Nhân đạo",
        "signer_lines": "TM. BAN THƯỜNG VỤ\nCHỦ TỊCH",
        "signer_name": "Lò Văn Mẫu",
        "recipients": "- Sở Y tế;\n- Lưu: VT.",
        "to": "Sở Y tế",
        **changes,
    }


def an_office_with_its_officer() -> tuple[Unit, User]:
    owner = a_unit("Hội Chữ thập đỏ tỉnh Lai Châu", kind=UnitKind.CHAPTER)
    a_unit("Sở Y tế", key="so-y-te")
    return owner, an_officer(unit=owner)


def test_the_list_shows_what_was_issued_and_its_filters_live_in_the_address(
    sign_in: SignIn,
) -> None:
    owner = a_society()
    officer = an_officer(unit=owner)
    an_issue(owner=owner, by=officer, paper=a_paper(subject="Kết quả hiến máu tình nguyện"))
    plan = an_issue(owner=owner, by=officer, paper=a_paper(kind="KH", subject="Tháng Nhân đạo"))
    actions.recall(document=plan, reason="Sai", by=officer, at=AT)
    client = sign_in(officer)

    shown = {
        query: [row.document.reference for row in client.get(LIST + query).context["page"].rows]
        for query in ("", "?q=hien mau", "?loai=KH", "?tinh-trang=RECALLED", "?nam=2025", "?nam=x")
    }

    assert shown == {
        "": ["01/KH-CTĐ", "01/BC-CTĐ"],
        "?q=hien mau": ["01/BC-CTĐ"],
        "?loai=KH": ["01/KH-CTĐ"],
        "?tinh-trang=RECALLED": ["01/KH-CTĐ"],
        "?nam=2025": [],
        "?nam=x": ["01/KH-CTĐ", "01/BC-CTĐ"],
    }


def test_a_form_pressed_twice_takes_one_number(sign_in: SignIn) -> None:
    _, officer = an_office_with_its_officer()
    client = sign_in(officer)
    token = str(client.get(LIST + "vao-so/").context["form"]["token"].initial)
    content = b"%PDF-1.7\n% again\n%%EOF\n"

    answers = [
        client.post(
            LIST + "vao-so/", a_form(token=token, file=ContentFile(content, name="ke-hoach.pdf"))
        )
        for _ in range(2)
    ]

    issued = OutgoingDocument.objects.get()
    assert [answer.headers["Location"] for answer in answers] == [f"{LIST}{issued.pk}/"] * 2


def test_who_sees_an_issued_document(sign_in: SignIn) -> None:
    above = a_workplace(kind=UnitKind.PROVINCE)
    owner = a_workplace(kind=UnitKind.CHAPTER, under=above, line=Line.RED_CROSS)
    agency, below = a_workplace(), a_workplace(under=owner, line=Line.RED_CROSS)
    issued = an_issue(owner=owner, to=[agency])
    places = {"above": above, "here": owner, "sent to": agency, "below": below}
    places["beside"] = a_workplace()

    statuses = {
        name: sign_in(an_officer(unit=unit, role=Role.INSPECTOR))
        .get(f"{LIST}{issued.pk}/")
        .status_code
        for name, unit in places.items()
    }

    assert statuses == {"above": 200, "here": 200, "sent to": 200, "below": 404, "beside": 404}


def test_a_download_is_named_by_its_number_and_held_against_its_hash(sign_in: SignIn) -> None:
    issued = an_issue()
    client = sign_in(issued.issued_by)

    response = client.get(f"{LIST}{issued.pk}/tep.pdf")

    assert response.content.startswith(b"%PDF-")
    assert "01-BC-CT%C4%90.pdf" in response["Content-Disposition"]
    path = Path(issued.pdf.path)
    path.chmod(0o600)
    path.write_bytes(b"%PDF-1.7 other")
    refused = client.get(f"{LIST}{issued.pk}/tep.pdf")
    assert refused.status_code == 422
    assert "không còn như lúc phát hành" in refused.text
    assert client.get(f"{LIST}{issued.pk}/tep.exe").status_code == 422


def test_a_document_made_elsewhere_is_given_its_number_and_sent(sign_in: SignIn) -> None:
    _, officer = an_office_with_its_officer()
    client = sign_in(officer)

    response = client.post(f"{LIST}vao-so/", a_form(), follow=True)

    issued = OutgoingDocument.objects.get()
    assert response.redirect_chain == [(f"{LIST}{issued.pk}/", 302)]
    assert "Đã cấp số 01/KH-CTĐ." in response.text
    assert (issued.recipients, issued.signer_lines) == (
        ["Sở Y tế", "Lưu: VT"], ["TM. BAN THƯỜNG VỤ", "CHỦ TỊCH"]
    )  # fmt: skip
    assert [row.unit.key for row in issued.dispatches.all()] == ["so-y-te"]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"file": ""}, "Chưa chọn tệp"),
        ({"symbol": "BC-CTĐ"}, "bắt đầu bằng “KH-”"),
        ({"kind": "ZZ"}, "Hãy xem lại"),
        ({"owner": "999999"}, "Hãy xem lại"),
        ({"subject": ""}, "Chưa ghi trích yếu"),
        ({"to": "Sở bịa đặt"}, "Có nơi nhận chưa rõ"),
        ({"day": "31/02/2026"}, "Tháng 2 năm 2026 có 28 ngày"),
        ({"day": "01/01/2999"}, "không thể sau hôm nay"),
    ],
)
def test_what_is_wrong_stands_at_its_field_and_no_number_is_taken(
    sign_in: SignIn, changes: dict[str, object], said: str
) -> None:
    _, officer = an_office_with_its_officer()

    response = sign_in(officer).post(f"{LIST}vao-so/", a_form(**changes))

    assert response.status_code == 422
    assert said in response.text
    assert OutgoingDocument.objects.count() == 0


def test_the_forms_of_a_replacement_and_a_correction_begin_with_the_old_document(
    sign_in: SignIn,
) -> None:
    owner, officer = an_office_with_its_officer()
    old = an_issue(owner=owner, by=officer)
    client = sign_in(officer)

    begun = client.get(f"{LIST}vao-so/?thay-the={old.pk}").context["form"]
    letter = client.get(f"{LIST}vao-so/?dinh-chinh={old.pk}").context["form"]
    client.post(f"{LIST}vao-so/?dinh-chinh={old.pk}", a_form(kind="CV", symbol="CTĐ-VP", to=""))
    stranger = client.get(f"{LIST}vao-so/?thay-the={an_issue().pk}")

    assert (begun.initial["kind"], begun.initial["symbol"]) == ("BC", "BC-CTĐ")
    assert letter.initial["subject"] == "Đính chính văn bản số 01/BC-CTĐ ngày 24/11/2026"
    assert "Đã đính chính" in client.get(f"{LIST}{old.pk}/").text
    assert stranger.status_code == 404


def test_a_recalled_document_says_so_to_who_received_it(sign_in: SignIn) -> None:
    agency = a_workplace()
    issued = an_issue(to=[agency])
    sign_in(issued.issued_by).post(f"{LIST}{issued.pk}/thu-hoi/", {"ly_do": "Sai số liệu"})

    client = sign_in(an_officer(unit=agency, role=Role.AGENCY_OFFICER))

    assert "Không sử dụng văn bản này" in client.get(f"{LIST}{issued.pk}/").text
    assert "Đã thu hồi" in client.get(INBOX).text


def test_a_recall_without_a_reason_shows_the_page_with_the_refusal(sign_in: SignIn) -> None:
    issued = an_issue()

    response = sign_in(issued.issued_by).post(f"{LIST}{issued.pk}/thu-hoi/", {"ly_do": " "})

    assert response.status_code == 422
    assert "Ghi lý do thu hồi" in response.text


def test_the_inbox_of_a_unit_is_answered_with_a_receipt(sign_in: SignIn) -> None:
    agency = a_workplace()
    issued = an_issue(to=[agency])
    an_issue(to=[a_workplace()])
    sent = issued.dispatches.get()
    client = sign_in(an_officer(unit=agency, role=Role.AGENCY_OFFICER))

    before = client.get(f"{INBOX}?nhan=chua-nhan").context["page"]
    response = client.post(f"{INBOX}{sent.pk}/da-nhan/", follow=True)
    after = client.get(f"{INBOX}?nhan=chua-nhan").context["page"]

    assert [row.dispatch for row in before.rows] == [sent]
    assert "Đã xác nhận nhận văn bản 01/BC-CTĐ." in response.text
    assert list(after.rows) == []
    assert client.post(f"{INBOX}{sent.pk}/da-nhan/").status_code == 422
    other = Dispatch.objects.exclude(pk=sent.pk).get()
    assert client.post(f"{INBOX}{other.pk}/da-nhan/").status_code == 404


def test_a_document_is_sent_to_more_units_by_their_names(sign_in: SignIn) -> None:
    owner, officer = an_office_with_its_officer()
    issued = an_issue(owner=owner, by=officer)
    client = sign_in(officer)

    refused = client.post(f"{LIST}{issued.pk}/gui-them/", {"don_vi": "Sở bịa đặt"})
    client.post(f"{LIST}{issued.pk}/gui-them/", {"don_vi": "Sở Y tế", "gui_kem": "Bưu điện"})

    assert refused.status_code == 422
    rows = issued.dispatches.values_list("unit__key", "mailed_to")
    assert list(rows) == [("so-y-te", "Bưu điện")]


def test_pages_ask_as_often_for_many_as_for_one(
    sign_in: SignIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    owner, agency = a_society(), a_workplace()
    officer = an_officer(unit=owner)
    for place in range(6):
        kind = "BC" if place % 2 else "KH"
        an_issue(owner=owner, by=officer, to=[agency], paper=a_paper(kind=kind))
    clerk = an_officer(unit=agency, role=Role.AGENCY_OFFICER)
    book = Book.objects.get()

    for user, address, most in [
        (officer, LIST, 24),
        (clerk, INBOX, 22),
        (officer, f"{BOOKS}{book.pk}/", 14),
        (officer, BOOKS, 18),
    ]:
        client = sign_in(user)
        with django_assert_max_num_queries(most):
            client.get(address)


def test_the_book_of_what_went_out_has_its_ten_columns_on_paper_and_as_a_workbook(
    sign_in: SignIn,
) -> None:
    owner, agency = a_society(), a_workplace()
    officer = an_officer(unit=owner)
    an_issue(owner=owner, by=officer, to=[agency], paper=a_paper(subject="=1+1 của quý III"))
    client = sign_in(officer)
    book = Book.objects.get()

    page = client.get(f"{BOOKS}{book.pk}/").context["page"]
    workbook = client.get(f"{BOOKS}{book.pk}/bang-tinh/")

    assert [len(page.head), *(len(row) for row in page.rows)] == [10, 10]
    assert page.rows[0] == (
        "01/BC-CTĐ", "24/11/2026", "Báo cáo: =1+1 của quý III", "Lò Văn Mẫu",
        "Ủy ban nhân dân tỉnh", "VT", "1", "24/11/2026", "0/1 nơi đã nhận", "",
    )  # fmt: skip
    with zipfile.ZipFile(io.BytesIO(workbook.content)) as package:
        sheet = package.read("xl/worksheets/sheet1.xml").decode()
        assert "<f>" not in sheet
        assert "=1+1 của quý III" in package.read("xl/sharedStrings.xml").decode()
    assert "so-van-ban-di-2026.xlsx" in workbook["Content-Disposition"]


def test_what_comes_in_is_numbered_by_year_and_printed_in_its_ten_columns(sign_in: SignIn) -> None:
    owner, other = a_society(), a_society()
    officer = an_officer(unit=owner)
    next_year = dt.datetime(2026, 12, 31, 18, 0, tzinfo=dt.UTC)
    came = [a_document(owner=owner, by=officer) for _ in range(2)]
    came += [a_document(owner=other), a_document(owner=owner, by=officer, at=next_year)]

    page = sign_in(officer).get(f"{BOOKS}{Book.objects.get(owner=owner, year=2026).pk}/")

    assert [(one.arrival_year, one.arrival_number) for one in came] == [
        (2026, 1), (2026, 2), (2026, 1), (2027, 1)
    ]  # fmt: skip
    rows = page.context["page"].rows
    assert [row[:2] for row in rows] == [("24/11/2026", "01"), ("24/11/2026", "02")]
    assert {len(row) for row in rows} == {10}


def test_a_document_of_our_own_takes_no_number_of_arrival() -> None:
    owner = a_society()
    document = actions.register(
        file=a_pdf_file(),
        owner=owner,
        direction=Direction.OUTGOING,
        by=an_officer(unit=owner),
        at=AT,
    )

    assert (document.arrival_year, document.arrival_number) == (None, None)
    assert not queries.books_of(owner).exists()


def test_a_book_is_closed_by_its_keeper_and_stays_closed(sign_in: SignIn) -> None:
    owner = a_society()
    officer = an_officer(unit=owner)
    an_issue(owner=owner, by=officer)
    Book.objects.update(year=2020)
    book = Book.objects.get()
    client = sign_in(officer)

    offered = client.get(BOOKS).context["page"].rows.rows[0].may_close
    client.post(f"{BOOKS}{book.pk}/dong/")
    again = client.post(f"{BOOKS}{book.pk}/dong/")

    book.refresh_from_db()
    assert (offered, book.closed_by) == (True, officer)
    assert again.status_code == 422
    assert "Đóng sổ ngày" in client.get(f"{BOOKS}{book.pk}/").text


def test_the_manner_of_numbering_is_chosen_for_ones_own_unit_only(sign_in: SignIn) -> None:
    owner, other = a_society(), a_society()
    officer = an_officer(unit=owner)
    client = sign_in(officer)
    year = dt.datetime.now(tz=dt.UTC).year + 1

    def choose(unit: int, manner: str, year: int) -> int:
        data = {"don_vi": unit, "cach": manner, "nam": year}
        return client.post(f"{BOOKS}cach-danh-so/", data).status_code

    statuses = [
        choose(other.pk, "ONE", year),
        choose(owner.pk, "SOME", year),
        choose(owner.pk, "ONE", 1999),
        choose(owner.pk, "ONE", year),
    ]

    assert statuses == [422, 422, 422, 302]
    assert list(Book.objects.values_list("owner", "numbering")) == [(owner.pk, "ONE")]

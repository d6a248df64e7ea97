"""The pages of this room: what they do, and how many questions they ask."""

import io
from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook
from tests.builders.banking import Cash, a_box, an_opening, csv, sent, some_cash

from nhanai.banking import actions
from nhanai.banking.models import BoxOpening, CashBox, StatementLine, StatementShape
from nhanai.identity.models import User

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


def upload(client: Client, cash: Cash, data: bytes, **more: str) -> str:
    """What the page says after this file was sent."""
    file = SimpleUploadedFile("sao-ke.csv", data)
    posted = {"account": str(cash.account.pk), "file": file, **more}
    response = client.post(reverse("banking:statement"), posted, follow=True)
    return " ".join(BeautifulSoup(response.content, "html.parser").get_text(" ").split())


def test_a_statement_is_sent_read_and_told(sign_in: SignIn) -> None:
    cash = some_cash()
    client = sign_in(cash.officer)
    data = csv("01/11 +500000 1500000 FT1 ung ho", "02/11 -20000 1480000 FT2 phi")

    first, again = upload(client, cash, data), upload(client, cash, data)

    assert "Đã nhập 2 giao dịch mới." in first
    assert "Tệp này đã được nhập trước đây" in again
    assert StatementLine.objects.count() == 2


def test_unknown_columns_are_asked_for_once(sign_in: SignIn) -> None:
    cash = some_cash()
    client = sign_in(cash.officer)
    data = "Khi nào,Bao nhiêu,Gì đó\n01/11/2026,500.000,ung ho\n".encode()
    more = data + b"02/11/2026,-20.000,phi\n"

    asked = upload(client, cash, data)
    told = upload(client, cash, data, cot_day="0", cot_amount="1", cot_memo="2")
    later = upload(client, cash, more)

    assert "Chưa nhận ra các cột" in asked
    assert "Đã nhập 1 giao dịch mới." in told
    assert "Đã nhập 1 giao dịch mới. 1 giao dịch đã có từ trước" in later
    assert StatementShape.objects.count() == 1


def test_the_list_asks_no_more_for_many_lines(sign_in: SignIn) -> None:
    cash = some_cash()
    client = sign_in(cash.officer)
    sent(cash, "01/11 +500000 1500000 FT1 ung ho")
    address = reverse("banking:lines")
    client.get(address)

    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(address)
    lines, balance = [], 1_500_000
    for number in range(22):
        balance += 1000
        lines.append(f"02/11 +1000 {balance} FT2{number} ung ho")
    sent(cash, *lines)
    with CaptureQueriesContext(connection) as many:
        client.get(address)

    assert len(many) == len(few) <= 15


def test_the_workbook_keeps_what_looks_like_a_formula_as_words(sign_in: SignIn) -> None:
    cash = some_cash()
    client = sign_in(cash.officer)
    sent(cash, "01/11 +500000 1500000 FT1 =HYPERLINK(1)")

    content = client.get(reverse("banking:lines-file")).content

    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    assert rows[1][5] == "=HYPERLINK(1)"
    assert (rows[1][2], rows[1][3]) == (500_000, 0)
    assert b"<f>" not in content


def test_a_code_is_drawn_for_the_account(sign_in: SignIn) -> None:
    cash = some_cash()
    client = sign_in(cash.officer)
    address = reverse("banking:code", kwargs={"pk": cash.account.pk})

    drawn = client.get(address, {"so_tien": "250.000", "noi_dung": "Ủng hộ"})
    wrong = client.get(address, {"so_tien": "hai"})

    assert drawn.headers["Content-Type"] == "image/svg+xml"
    assert b"<svg" in drawn.content
    assert wrong.status_code == 404


def test_a_box_is_opened_from_its_page_and_sending_twice_makes_one(sign_in: SignIn) -> None:
    cash = some_cash()
    box = a_box(cash.chapter, cash.head)
    client = sign_in(cash.head)
    address = reverse("banking:open-box", kwargs={"pk": box.pk})
    form = BeautifulSoup(client.get(address).content, "html.parser")
    token = str(form.select_one("input[name=token]")["value"])  # type: ignore[index]
    posted = {
        "token": token, "day": "20/11/2026", "is_intact": "on", "first_witness": "Lò Thị Mai",
        "second_witness": "Vàng A Páo", "cashier": "Chẻo Sử Mẩy", "new_seal": "NP002",
        "note-50000": "3", "note-1000": "20",
    }  # fmt: skip

    answers = [client.post(address, posted).status_code for _ in range(2)]
    wrong = client.post(address, {**posted, "cashier": "Lò Thị Mai", "new_seal": "NP003"})

    assert answers == [302, 302]
    assert BoxOpening.objects.get().total == 170_000
    assert wrong.status_code == 422
    assert "không được là người chứng kiến" in wrong.content.decode()


def test_a_protocol_is_printed_for_who_sees_the_box(sign_in: SignIn) -> None:
    cash = some_cash()
    opening = an_opening(a_box(cash.chapter, cash.head), cash.head)
    pages = [reverse(f"banking:protocol-{kind}", kwargs={"pk": opening.pk}) for kind in
             ("docx", "pdf")]  # fmt: skip

    seen = [sign_in(cash.head).get(page) for page in pages]
    hidden = [sign_in(cash.stranger).get(page).status_code for page in pages]

    assert [one.content[:4] for one in seen] == [b"PK\x03\x04", b"%PDF"]
    assert hidden == [403, 403]


def test_an_account_in_use_is_closed_and_takes_no_more_statements(sign_in: SignIn) -> None:
    cash = some_cash()
    sent(cash, "01/11 +500000 1500000 FT1 ung ho")
    client = sign_in(cash.officer)
    address = reverse("banking:account", kwargs={"pk": cash.account.pk})

    early = client.post(address, {"on": "31/10/2026"})
    done = client.post(address, {"on": "20/11/2026"}, follow=True)

    assert early.status_code == 422
    assert "Đã ghi thôi dùng tài khoản." in done.content.decode()
    with pytest.raises(actions.CannotImport, match="thôi dùng"):
        sent(cash, "21/11 +1000 1501000 FT2 ung ho")


def test_a_box_is_placed_from_its_page(sign_in: SignIn) -> None:
    cash = some_cash()
    posted = {"unit": str(cash.chapter.pk), "code": "H09", "place": "Chợ", "seal": "NP9",
              "placed_on": "01/11/2026"}  # fmt: skip

    done = sign_in(cash.head).post(reverse("banking:boxes"), posted)

    assert done.status_code == 302
    assert CashBox.objects.get().code == "H09"

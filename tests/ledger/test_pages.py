"""The pages of the books, as the accountant, the head and the cashier use them."""

import io
from collections.abc import Callable

import docx
import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook
from tests.builders.identity import a_workplace, an_appointment
from tests.builders.ledger import AT, OPENED, Books, some_books

from nhanai.identity.models import User
from nhanai.identity.vocab import Role
from nhanai.ledger import actions
from nhanai.ledger.models import Entry, Voucher
from nhanai.ledger.rules.chart import account_for
from nhanai.ledger.vocab import VoucherKind, VoucherState

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


@pytest.fixture
def books() -> Books:
    return some_books()


def text_of(content: bytes) -> str:
    return " ".join(BeautifulSoup(content, "html.parser").get_text(" ").split())


def token_on(client: Client, address: str) -> str:
    form = BeautifulSoup(client.get(address).content, "html.parser")
    return str(form.select_one("input[name=token]")["value"])  # type: ignore[index]


def a_payment(books: Books, **changed: str) -> dict[str, str]:
    return {
        "amount": "1,5 triệu", "party_name": "Giàng A Páo", "content": "Trợ giúp khó khăn",
        "account": account_for("aid"), "fund": str(books.fund.pk), "place": account_for("cash"),
        "day": "20/11/2026", **changed,
    }  # fmt: skip


def test_a_payment_goes_from_hand_to_hand_and_stands_in_the_cash_book(
    books: Books, sign_in: SignIn
) -> None:
    books.gave(2_000_000)
    address = reverse("ledger:payment", kwargs={"pk": books.book.pk})
    client = sign_in(books.accountant)
    posted = a_payment(books, token=token_on(client, address))

    answers = [client.post(address, posted, follow=True) for _ in range(2)]

    voucher = Voucher.objects.get()
    assert "một triệu năm trăm nghìn đồng" in text_of(answers[0].content).lower()
    for person, work in ((books.head, "to-approve"), (books.cashier, "to-settle")):
        client, address = sign_in(person), reverse(f"ledger:{work}")
        token = token_on(client, address)
        for _ in range(2):
            done = client.post(address, {"chon": voucher.pk, "token": token}, follow=True)
            assert done.status_code == 200
    page = client.get(reverse("ledger:cash-book", kwargs={"pk": books.book.pk}))
    assert "PC 0001/2026" in text_of(page.content)
    assert "Còn lại 500.000 đ" in text_of(page.content)


def test_everything_that_is_wrong_stands_beside_its_field_and_nothing_is_written(
    books: Books, sign_in: SignIn
) -> None:
    address = reverse("ledger:receipt", kwargs={"pk": books.book.pk})
    posted = a_payment(
        books, amount="0", day="25/12/2026", account=account_for("donations"), token=""
    )

    answer = sign_in(books.accountant).post(address, posted)

    said = text_of(answer.content)
    assert answer.status_code == 422
    assert "Nhập số tiền lớn hơn 0 đồng." in said
    assert "Ngày lập không sau hôm nay." in said
    assert not Voucher.objects.exists()


def test_several_are_paid_together_or_none_of_them(books: Books, sign_in: SignIn) -> None:
    books.gave(700_000)
    both = [
        actions.approve_voucher(voucher=books.voucher(), by=books.head, at=AT) for _ in range(2)
    ]
    address = reverse("ledger:to-settle")

    answer = sign_in(books.cashier).post(address, {"chon": [one.pk for one in both]})

    assert answer.status_code == 422
    assert "không đủ chi" in text_of(answer.content)
    assert set(Voucher.objects.values_list("state", flat=True)) == {VoucherState.APPROVED}
    assert books.left == 700_000


def test_a_worklist_has_only_what_she_may_do(books: Books, sign_in: SignIn) -> None:
    books.voucher(500_000)
    books.voucher(20_000_001)
    seen = {
        person.full_name: len(
            BeautifulSoup(
                sign_in(person).get(reverse("ledger:to-approve")).content, "html.parser"
            ).select("input[name=chon]")
        )
        for person in (books.head, books.leader)
    }

    assert seen == {books.head.full_name: 1, books.leader.full_name: 2}


def test_the_balance_of_a_line_counts_all_lines_whatever_is_looked_for(
    books: Books, sign_in: SignIn
) -> None:
    books.gave(300_000)
    receipt = books.voucher(200_000, VoucherKind.RECEIPT)
    actions.settle_voucher(voucher=receipt, by=books.cashier, at=AT)
    address = reverse("ledger:cash-book", kwargs={"pk": books.book.pk})

    page = sign_in(books.cashier).get(f"{address}?q=pao")

    rows = BeautifulSoup(page.content, "html.parser").select("table.t tbody tr")
    assert [row.select("td")[-1].get_text(strip=True) for row in rows] == ["500.000"]


def test_pages_ask_as_often_for_many_rows_as_for_one(books: Books, sign_in: SignIn) -> None:
    client = sign_in(books.accountant)
    book = {"pk": books.book.pk}
    addresses = [
        reverse("ledger:books"), reverse("ledger:vouchers"),
        *(reverse(f"ledger:{name}", kwargs=book)
          for name in ("book", "cash-book", "journal", "trial-balance")),
    ]  # fmt: skip
    client.get(addresses[0])  # what is asked once in the life of a process
    counts = []
    for _ in range(2):
        receipt = books.voucher(100_000, VoucherKind.RECEIPT)
        actions.settle_voucher(voucher=receipt, by=books.cashier, at=AT)
        books.voucher()
        asked = []
        for address in addresses:
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200
            asked.append(len(queries))
        counts.append(asked)
        books.gave(50_000)

    assert counts[0] == counts[1]
    assert max(counts[0]) <= 15


def test_a_stranger_to_the_unit_finds_no_book_voucher_or_entry(
    books: Books, sign_in: SignIn
) -> None:
    voucher, entry = books.voucher(), books.gave(100_000)
    elsewhere = a_workplace(name="Hội xã khác")
    client = sign_in(an_appointment(role=Role.ACCOUNTANT, unit=elsewhere).user)

    for name, pk in (
        ("book", books.book.pk),
        ("cash-book", books.book.pk),
        ("voucher", voucher.pk),
        ("voucher-pdf", voucher.pk),
        ("entry", entry.pk),
    ):
        assert client.get(reverse(f"ledger:{name}", kwargs={"pk": pk})).status_code == 404
    assert "Giàng A Páo" not in text_of(client.get(reverse("ledger:vouchers")).content)


def test_a_table_to_take_along_has_numbers_and_no_formula(books: Books, sign_in: SignIn) -> None:
    said = a_payment(books, party_name="=1+1", account=account_for("donations"))
    address = reverse("ledger:receipt", kwargs={"pk": books.book.pk})
    sign_in(books.accountant).post(address, said)
    actions.settle_voucher(voucher=Voucher.objects.get(), by=books.cashier, at=AT)
    client = sign_in(books.accountant)

    def taken(form: str) -> bytes:
        place = reverse("ledger:cash-book-file", kwargs={"pk": books.book.pk, "form": form})
        return client.get(place).content

    sheet = CalamineWorkbook.from_filelike(io.BytesIO(taken("xlsx"))).get_sheet_by_index(0)
    assert sheet.to_python()[1][2:8:3] == ["=1+1", 1_500_000.0]
    assert "'=1+1" in taken("csv").decode("utf-8-sig")


def test_an_entry_is_undone_from_its_page_once(books: Books, sign_in: SignIn) -> None:
    entry = books.gave(400_000)
    client = sign_in(books.accountant)
    address = reverse("ledger:entry", kwargs={"pk": entry.pk})

    done = client.post(address, {"reason": "Ghi nhầm sổ"}, follow=True)
    again = client.post(address, {"reason": "Ghi nhầm sổ"})

    assert "Đảo bút toán 1: Ghi nhầm sổ" in text_of(done.content)
    assert again.status_code == 422
    assert (books.left, Entry.objects.count()) == (0, 2)


def test_a_head_says_why_she_does_not_approve(books: Books, sign_in: SignIn) -> None:
    voucher = books.voucher()
    address = reverse("ledger:step", kwargs={"pk": voucher.pk})
    client = sign_in(books.head)

    silent = client.post(address, {"buoc": "khong-duyet"})
    said = client.post(address, {"buoc": "khong-duyet", "reason": "Thiếu danh sách"}, follow=True)

    assert silent.status_code == 422
    assert "Thiếu danh sách" in text_of(said.content)
    assert Voucher.objects.get().state == VoucherState.REFUSED


def test_a_printed_voucher_has_its_seven_items(books: Books, sign_in: SignIn) -> None:
    receipt = books.voucher(200_000, VoucherKind.RECEIPT)
    actions.settle_voucher(voucher=receipt, by=books.cashier, at=AT)
    client = sign_in(books.accountant)

    word = client.get(reverse("ledger:voucher-docx", kwargs={"pk": receipt.pk})).content
    pdf = client.get(reverse("ledger:voucher-pdf", kwargs={"pk": receipt.pk})).content

    file = docx.Document(io.BytesIO(word))
    cells = [cell.text for table in file.tables for row in table.rows for cell in row.cells]
    said = "\n".join([*(one.text for one in file.paragraphs), *cells])
    for item in (
        "PHIẾU THU", "PT 0001/2026", "Ngày 24 tháng 11 năm 2026", "Hội xã Bum Tở", "Giàng A Páo",
        "Bản Nậm Tiến", "Trợ giúp khó khăn", "200.000 đ", "hai trăm nghìn đồng",
        "Thủ trưởng đơn vị", "Kế toán", "Vàng Thị Mẩy", "Lò Văn Pâng",
    ):  # fmt: skip
        assert item.lower() in said.lower()
    assert pdf.startswith(b"%PDF")


def test_what_was_there_before_is_written_once_for_a_fund(books: Books, sign_in: SignIn) -> None:
    address = reverse("ledger:opening", kwargs={"pk": books.book.pk})
    client = sign_in(books.accountant)
    said = {"day": "01/01/2026", "fund": books.fund.pk, "cash": "2 triệu", "bank": "3 triệu"}

    done = client.post(address, said, follow=True)
    again = client.post(address, said)

    assert "Số dư đầu: Quỹ nhân đạo" in text_of(done.content)
    assert again.status_code == 422
    assert "đã có số dư đầu" in text_of(again.content)
    assert books.left == 5_000_000


def test_money_goes_to_the_bank_but_what_is_restricted_stays_in_its_fund(
    books: Books, sign_in: SignIn
) -> None:
    books.gave(1_000_000)
    other = actions.open_fund(
        book=books.book, code="QL", name="Quỹ quản lý", purpose="Chi chung", opened_on=OPENED,
        by=books.accountant, at=AT,
    )  # fmt: skip
    address = reverse("ledger:move", kwargs={"pk": books.book.pk})
    client = sign_in(books.accountant)
    cash, bank = account_for("cash"), account_for("bank")
    said = {
        "amount": "400.000", "gives": f"{cash}-{books.fund.pk}", "gets": f"{bank}-{books.fund.pk}",
        "content": "Nộp tiền vào ngân hàng", "day": "21/11/2026",
    }  # fmt: skip

    moved = client.post(address, said, follow=True)
    kept = client.post(address, {**said, "gets": f"{cash}-{other.pk}"})

    assert "Nộp tiền vào ngân hàng" in text_of(moved.content)
    assert kept.status_code == 422
    assert "chỉ dùng cho mục đích của quỹ" in text_of(kept.content)
    assert books.left == 1_000_000


def test_a_period_is_closed_from_its_page_and_reopened_only_with_a_reason(
    books: Books, sign_in: SignIn
) -> None:
    book = {"pk": books.book.pk}
    sign_in(books.accountant).post(reverse("ledger:close", kwargs=book), {"through": "31/10/2026"})
    client = sign_in(books.leader)

    silent = client.post(reverse("ledger:reopen", kwargs=book), {"through": "30/9/2026"})
    said = client.post(
        reverse("ledger:reopen", kwargs=book),
        {"through": "30/9/2026", "reason": "Thiếu một phiếu chi tháng 10"}, follow=True,
    )  # fmt: skip

    assert silent.status_code == 422
    assert "Thiếu một phiếu chi tháng 10" in text_of(said.content)
    assert "đã khóa đến hết ngày 30/9/2026" in text_of(said.content)


def test_an_amount_is_said_in_words_while_it_is_typed(books: Books, sign_in: SignIn) -> None:
    client = sign_in(books.accountant)

    said = client.get(reverse("ledger:in-words"), {"amount": "1,5 triệu"})
    unclear = client.get(reverse("ledger:in-words"), {"amount": "1,5x"})

    assert "1.500.000 đ: Một triệu năm trăm nghìn đồng" in text_of(said.content)
    assert text_of(unclear.content) == ""


def test_a_fund_is_closed_from_the_page_when_it_is_empty(books: Books, sign_in: SignIn) -> None:
    books.gave(100_000)
    book = {"pk": books.book.pk}
    client, address = sign_in(books.accountant), reverse("ledger:close-fund", kwargs=book)
    said = {"fund": books.fund.pk, "on": "24/11/2026"}

    full = client.post(address, said)
    voucher = actions.approve_voucher(voucher=books.voucher(100_000), by=books.head, at=AT)
    actions.settle_voucher(voucher=voucher, by=books.cashier, at=AT)
    empty = client.post(address, said, follow=True)

    assert full.status_code == 422
    assert "còn số dư" in text_of(full.content)
    assert "đã đóng" in text_of(empty.content)


def test_a_cash_book_is_searched_by_number_and_days(books: Books, sign_in: SignIn) -> None:
    books.gave(300_000)
    receipt = books.voucher(200_000, VoucherKind.RECEIPT)
    actions.settle_voucher(voucher=receipt, by=books.cashier, at=AT)
    address = reverse("ledger:cash-book", kwargs={"pk": books.book.pk})
    client = sign_in(books.cashier)

    by_number = text_of(client.get(address, {"q": "1"}).content)
    by_days = text_of(client.get(address, {"tu": "21/11/2026"}).content)

    assert "PT 0001/2026" in by_number
    assert "Đầu kỳ 300.000 đ Thu 200.000 đ Chi 0 đ Còn lại 500.000 đ" in by_days

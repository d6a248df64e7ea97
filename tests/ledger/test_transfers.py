"""Money that one unit gives to another stands in both books, or in neither."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.test import Client
from django.urls import reverse
from tests.builders.identity import an_appointment
from tests.builders.ledger import AT, DAY, OPENED, Books, some_books

from nhanai.identity.models import User
from nhanai.identity.vocab import Role
from nhanai.ledger import actions, queries
from nhanai.ledger.actions import Transfer
from nhanai.ledger.models import Entry, Fund, FundBalance, Voucher
from nhanai.ledger.rules.chart import account_for
from nhanai.ledger.vocab import BookSource
from nhanai.units.models import Lineage

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


@dataclass(frozen=True)
class Both:
    """The chapter's books, and a fund of the province below which it stands."""

    books: Books
    fund: Fund
    accountant: User

    @property
    def left(self) -> tuple[int, int]:
        """What the chapter's and the province's fund have."""
        return self.books.left, FundBalance.objects.get(fund=self.fund).amount

    def given(self, amount: int) -> Voucher:
        """The voucher of a transfer from the chapter to the province."""
        said = Transfer(
            self.books.fund, self.fund, account_for("cash"), amount, "Nộp quỹ cấp trên", DAY
        )
        return actions.draft_transfer(book=self.books.book, said=said, by=self.accountant, at=AT)


@pytest.fixture
def both() -> Both:
    books = some_books()
    province = Lineage.objects.get(descendant=books.unit, depth=1).ancestor
    accountant = an_appointment(role=Role.ACCOUNTANT, unit=province).user
    book = actions.open_book(
        unit=province, source=BookSource.FUND, opened_on=OPENED, by=accountant, at=AT
    )
    fund = actions.open_fund(
        book=book, code="NĐ", name="Quỹ nhân đạo tỉnh", purpose="Trợ giúp", opened_on=OPENED,
        by=accountant, at=AT,
    )  # fmt: skip
    return Both(books, fund, accountant)


def test_what_one_pays_the_other_takes_at_once_and_both_undo_it_together(both: Both) -> None:
    both.books.gave(900_000)
    voucher = actions.approve_voucher(voucher=both.given(400_000), by=both.books.head, at=AT)
    assert both.left == (900_000, 0)

    paid = actions.settle_voucher(voucher=voucher, by=both.books.cashier, at=AT)
    assert both.left == (500_000, 400_000)

    assert paid.entry is not None
    actions.reverse(entry=paid.entry, day=AT.date(), reason="Nhầm", by=both.books.accountant, at=AT)
    assert both.left == (900_000, 0)
    assert list(queries.faults()) == []


def test_what_the_other_book_cannot_take_is_not_paid(both: Both) -> None:
    both.books.gave(900_000)
    voucher = actions.approve_voucher(voucher=both.given(400_000), by=both.books.head, at=AT)
    actions.close_book(book=both.fund.book, through=AT.date(), by=both.accountant, at=AT)

    with pytest.raises(actions.CannotSettle) as refusal:
        actions.settle_voucher(voucher=voucher, by=both.books.cashier, at=AT)

    assert "đã khóa" in refusal.value.findings[0].message
    assert both.left == (900_000, 0)
    assert Voucher.objects.get().number is None


def test_what_arrived_is_not_undone_alone(both: Both) -> None:
    both.books.gave(900_000)
    voucher = actions.approve_voucher(voucher=both.given(400_000), by=both.books.head, at=AT)
    actions.settle_voucher(voucher=voucher, by=both.books.cashier, at=AT)
    taken = Entry.objects.get(book=both.fund.book)

    with pytest.raises(actions.CannotPost, match="đảo bút toán ở sổ bên chuyển"):
        actions.reverse(entry=taken, day=AT.date(), reason="Nhầm", by=both.accountant, at=AT)

    assert both.left == (500_000, 400_000)


def test_a_transfer_is_recorded_from_its_page(both: Both, sign_in: SignIn) -> None:
    both.books.gave(900_000)
    address = reverse("ledger:transfer", kwargs={"pk": both.books.book.pk})
    said = {
        "amount": "400.000", "fund": both.books.fund.pk, "to": both.fund.pk,
        "place": account_for("cash"), "content": "Nộp quỹ cấp trên", "day": "20/11/2026",
    }  # fmt: skip

    answer = sign_in(both.accountant).post(address, said)

    voucher = Voucher.objects.get()
    assert answer.headers["Location"] == reverse("ledger:voucher", kwargs={"pk": voucher.pk})
    assert voucher.party_name == "Hội tỉnh, Quỹ nhân đạo tỉnh"


def test_a_fund_that_she_does_not_see_takes_nothing(both: Both) -> None:
    said = Transfer(both.books.fund, both.fund, account_for("cash"), 5, "Nộp", DAY)

    with pytest.raises(actions.CannotSettle):
        actions.draft_transfer(book=both.books.book, said=said, by=both.books.accountant, at=AT)

    assert not Voucher.objects.exists()

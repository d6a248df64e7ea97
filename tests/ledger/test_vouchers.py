"""A voucher goes through three persons' hands and gets its number at the last."""

import pytest
from django.db import DatabaseError, transaction
from tests.builders.ledger import AT, Books, some_books

from nhanai.ledger import actions, queries
from nhanai.ledger.models import Entry, Voucher
from nhanai.ledger.vocab import VoucherKind, VoucherState

pytestmark = pytest.mark.django_db


@pytest.fixture
def books() -> Books:
    return some_books()


def test_what_leaves_is_recorded_approved_and_paid_by_three_persons(books: Books) -> None:
    books.gave(900_000)
    voucher = books.voucher(500_000)
    assert voucher.state == VoucherState.PROPOSED

    actions.approve_voucher(voucher=voucher, by=books.head, at=AT)
    paid = actions.settle_voucher(voucher=voucher, by=books.cashier, at=AT)

    assert (paid.state, paid.label) == (VoucherState.SETTLED, "PC 0001/2026")
    assert books.left == 400_000
    assert paid.entry == Entry.objects.order_by("-number")[0]


def test_what_comes_waits_for_the_cashier_alone(books: Books) -> None:
    voucher = books.voucher(200_000, VoucherKind.RECEIPT)

    taken = actions.settle_voucher(voucher=voucher, by=books.cashier, at=AT)

    assert taken.label == "PT 0001/2026"
    assert books.left == 200_000


def test_nobody_approves_or_pays_what_she_may_not(books: Books) -> None:
    books.gave(90_000_000)
    small, large = books.voucher(500_000), books.voucher(20_000_001)
    for user in (books.accountant, books.cashier):
        with pytest.raises(actions.CannotSettle, match="chưa được giao duyệt chứng từ"):
            actions.approve_voucher(voucher=small, by=user, at=AT)
    with pytest.raises(actions.CannotSettle, match="chưa được giao duyệt khoản lớn này"):
        actions.approve_voucher(voucher=large, by=books.head, at=AT)
    with pytest.raises(actions.CannotSettle, match="chờ duyệt, không làm tiếp được"):
        actions.settle_voucher(voucher=small, by=books.cashier, at=AT)

    actions.approve_voucher(voucher=large, by=books.leader, at=AT)
    for user in (books.accountant, books.leader):
        with pytest.raises(actions.CannotSettle, match="chưa được giao thu, chi"):
            actions.settle_voucher(voucher=large, by=user, at=AT)
    assert books.left == 90_000_000


def test_a_voucher_that_the_fund_cannot_pay_stays_as_it_was_and_takes_no_number(
    books: Books,
) -> None:
    voucher = actions.approve_voucher(voucher=books.voucher(), by=books.head, at=AT)

    with pytest.raises(actions.CannotSettle) as refusal:
        actions.settle_voucher(voucher=voucher, by=books.cashier, at=AT)

    assert "không đủ chi" in refusal.value.findings[0].message
    assert Voucher.objects.get().state == VoucherState.APPROVED
    books.gave(500_000)
    assert actions.settle_voucher(voucher=voucher, by=books.cashier, at=AT).number == 1


def test_refused_and_dropped_vouchers_keep_their_reason_and_leave_no_gap(books: Books) -> None:
    books.gave(900_000)
    refused = actions.refuse_voucher(
        voucher=books.voucher(), reason="Thiếu danh sách", by=books.head, at=AT
    )
    dropped = actions.cancel_voucher(
        voucher=books.voucher(), reason="Ghi nhầm", by=books.accountant, at=AT
    )
    voucher = actions.approve_voucher(voucher=books.voucher(), by=books.head, at=AT)
    paid = actions.settle_voucher(voucher=voucher, by=books.cashier, at=AT)

    assert (refused.reason, dropped.reason) == ("Thiếu danh sách", "Ghi nhầm")
    assert paid.number == 1
    with pytest.raises(actions.CannotSettle, match="không duyệt, không làm tiếp được"):
        actions.approve_voucher(voucher=refused, by=books.head, at=AT)
    assert list(queries.faults()) == []


def test_a_voucher_without_its_items_is_refused(books: Books) -> None:
    with pytest.raises(actions.CannotSettle) as refusal:
        books.voucher(0)

    assert {one.rule for one in refusal.value.findings} == {"voucher-amount"}
    assert not Voucher.objects.exists()


def test_the_database_refuses_to_alter_a_numbered_voucher(books: Books) -> None:
    books.gave(900_000)
    voucher = actions.approve_voucher(voucher=books.voucher(), by=books.head, at=AT)
    actions.settle_voucher(voucher=voucher, by=books.cashier, at=AT)

    for changed in ({"amount": 1}, {"party_name": "khác"}, {"number": 9}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Voucher.objects.filter(pk=voucher.pk).update(**changed)
    with pytest.raises(DatabaseError), transaction.atomic():
        Voucher.objects.filter(pk=voucher.pk)._raw_delete("default")

    assert list(queries.faults()) == []

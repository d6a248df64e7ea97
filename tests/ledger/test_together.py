"""Cashiers who pay at the same moment: numbers without a gap, no fund below nothing."""

import threading
import time

import pytest
from django.db import OperationalError, connection, connections
from tests.builders.ledger import AT, some_books

from nhanai.ledger import actions, queries
from nhanai.ledger.models import MoneyBalance, Voucher
from nhanai.ledger.vocab import VoucherState

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
AT_ONCE, EACH, PAID = 2, 4, 500_000


def test_who_pay_at_once_pay_no_more_than_there_is_and_leave_no_gap_in_the_numbers() -> None:
    books = some_books()
    books.gave(5 * PAID)
    waiting = [
        actions.approve_voucher(voucher=books.voucher(PAID), by=books.head, at=AT)
        for _ in range(AT_ONCE * EACH)
    ]
    together, refused = threading.Barrier(AT_ONCE), []

    def pay(own: list[Voucher]) -> None:
        together.wait()
        for voucher in own:
            try:
                _paid(voucher)
            except actions.CannotSettle as refusal:
                refused.append(refusal.findings[0].rule)
        connections.close_all()

    def _paid(voucher: Voucher) -> None:
        for _ in range(200):
            try:
                actions.settle_voucher(voucher=voucher, by=books.cashier, at=AT)
            except OperationalError:  # one writer at a time; in memory SQLite does not wait
                assert connection.vendor == "sqlite"
                time.sleep(0.02)
            else:
                return
        raise AssertionError("never had its turn")

    threads = [
        threading.Thread(target=pay, args=(waiting[place::AT_ONCE],)) for place in range(AT_ONCE)
    ]
    for one in threads:
        one.start()
    for one in threads:
        one.join(timeout=60)

    settled = Voucher.objects.filter(state=VoucherState.SETTLED)
    numbers = settled.order_by("number").values_list("number", flat=True)
    assert list(numbers) == [1, 2, 3, 4, 5]
    assert refused == ["balance-short"] * 3
    assert (books.left, MoneyBalance.objects.get(book=books.book).amount) == (0, 0)
    assert list(queries.faults()) == []

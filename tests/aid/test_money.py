"""Money of a batch goes through the books and counts when it was paid."""

import pytest
from tests.builders.aid import AT, TODAY, Village, a_batch, a_village, an_approved, counted
from tests.builders.identity import a_user, an_appointment
from tests.builders.ledger import gift

from nhanai.aid import actions
from nhanai.aid.actions import CannotGive, Share
from nhanai.aid.models import Batch, Delivery, Receipt
from nhanai.aid.vocab import GiftKind
from nhanai.identity.models import User
from nhanai.identity.vocab import Role
from nhanai.ledger import actions as ledger
from nhanai.ledger.models import Entry, Fund
from nhanai.ledger.vocab import BookSource

pytestmark = pytest.mark.django_db


def at(village: Village, role: Role) -> User:
    return an_appointment(user=a_user(), role=role, unit=village.chapter).user


def a_fund(village: Village, accountant: User, amount: int) -> Fund:
    book = ledger.open_book(
        unit=village.chapter, source=BookSource.FUND, opened_on=TODAY, by=accountant, at=AT
    )
    fund = ledger.open_fund(
        book=book, code="ND", name="Quỹ nhân đạo", purpose="Trợ giúp", opened_on=TODAY,
        by=accountant, at=AT,
    )  # fmt: skip
    ledger.post(book=book, day=TODAY, memo="Ủng hộ", lines=gift(fund, amount), by=accountant, at=AT)
    return fund


def test_money_counts_when_it_is_paid_and_no_longer_when_reversed() -> None:
    village = a_village()
    accountant, cashier = at(village, Role.ACCOUNTANT), at(village, Role.CASHIER)
    fund = a_fund(village, accountant, 1_000_000)
    batch = a_batch(village, Share(an_approved(village).pk, 300_000))
    Batch.objects.update(kind=GiftKind.MONEY)
    asked = actions.ask_for_money(batch=batch, fund=fund, by=accountant, at=AT)
    with pytest.raises(CannotGive):
        actions.ask_for_money(batch=batch, fund=fund, by=accountant, at=AT)
    with pytest.raises(CannotGive):
        actions.cancel_batch(batch=batch, reason="Thôi", by=village.clerk, at=AT)
    before = counted("aid.delivery")

    ledger.approve_voucher(voucher=asked, by=village.head, at=AT)
    ledger.settle_voucher(voucher=asked, by=cashier, at=AT)
    counts, state = counted("aid.delivery"), Delivery.objects.get().state
    entry = Entry.objects.get(source="aid.batch", record=batch.pk)
    ledger.reverse(entry=entry, day=TODAY, reason="Chi nhầm", by=village.head, at=AT)

    assert (before, state) == ([], "DELIVERED")
    assert ("24/11", "XH01/TM", 300_000) in counts
    assert counted("aid.delivery") == []
    assert (Delivery.objects.get().state, Batch.objects.get().state) == ("PLANNED", "APPROVED")
    assert not Receipt.objects.exists()

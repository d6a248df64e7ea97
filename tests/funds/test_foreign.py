"""Gifts in another currency: what was given is kept, and counted in whole đồng."""

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.builders.funds import facts_of, some_giving
from tests.builders.ledger import AT, DAY

from nhanai.banking import actions as banking
from nhanai.banking.models import StatementLine
from nhanai.funds.models import Donation
from nhanai.funds.pages.receipt import paper_of
from nhanai.funds.rules.foreign import Foreign, faults_of
from nhanai.identity.models import User
from nhanai.ledger.queries import faults

STATEMENT = b""":20:X
:25:0011004129999
:28C:1/1
:60F:C261119USD0,
:61:2611201120CR120,5NTRFFT1
:86:gift
:62F:C261120USD120,5
-
"""


@pytest.mark.nodb
@settings(max_examples=40)
@given(
    st.decimals("0.01", "999999", places=2), st.decimals("0.0001", "99999", places=4),
)  # fmt: skip
def test_half_a_dong_is_rounded_up_and_nothing_else_is_lost(amount: Decimal, rate: Decimal) -> None:
    foreign = Foreign("USD", amount, rate)

    assert foreign.dong == (amount * rate).to_integral_value(ROUND_HALF_UP)
    assert list(faults_of(foreign)) == []


@pytest.mark.nodb
def test_what_cannot_be_kept_is_told_at_once() -> None:
    wrong = Foreign("XXX", Decimal("1.001"), Decimal(0))

    assert [one.where for one in faults_of(wrong)] == ["currency", "foreign", "rate"]


@pytest.mark.django_db
def test_cash_and_a_transfer_in_dollars_stand_in_the_books_with_their_rate(
    sign_in: Callable[[User], Client],
) -> None:
    world = some_giving()
    books = world.books
    account = banking.keep_account(
        unit=books.unit, bank="970436", number="0011004129999", holder="HOI CTD",
        name="Đô la", currency="USD", opened_on=DAY, by=books.accountant, at=AT,
    )  # fmt: skip
    banking.import_statement(
        account=account, data=STATEMENT, file_name="usd.mt940", by=books.accountant, at=AT
    )
    line, client = StatementLine.objects.get(), sign_in(books.accountant)
    common = {"fund": str(books.fund.pk), "day": f"{DAY:%d/%m/%Y}", "campaign": ""}
    cash = {**common, "way": "CASH", "currency": "USD", "foreign": "500", "rate": "25.410,5"}

    missing = client.post(f"{reverse('funds:new')}?dong={line.pk}", common)
    client.post(f"{reverse('funds:new')}?dong={line.pk}", {**common, "rate": "25.400"})
    client.post(reverse("funds:new"), cash)
    world.taken(Donation.objects.get(way="CASH"))

    assert "Nhập tỷ giá" in missing.content.decode()
    gifts = list(Donation.objects.order_by("pk"))
    assert [(one.amount, str(one.in_foreign)) for one in gifts] == [
        (3_060_700, "120,5 USD, tỷ giá 25.400 đồng"),
        (12_705_250, "500 USD, tỷ giá 25.410,5 đồng"),
    ]
    for one in gifts:
        assert one.entry is not None
        kept = {(part.currency, part.foreign, part.rate) for part in one.entry.lines.all()}
        assert kept == {(one.currency, one.foreign, one.rate)}
        said = str(paper_of(one, address="https://ctd.example/"))
        assert str(one.in_foreign) in said
        assert str(one.money) in said
    assert facts_of("NL01") == [("NL01", "", 3_060_700), ("NL01", "", 12_705_250)]
    assert list(faults()) == []

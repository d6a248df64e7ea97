"""Goods of known value stand in the books as well."""

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.builders.activities import at
from tests.builders.stock import AT, Stores, lot_of, received, some_stores, told

from nhanai.identity.models import User
from nhanai.identity.vocab import Role
from nhanai.ledger import actions as ledger
from nhanai.ledger.models import Fund, MoneyBalance
from nhanai.ledger.queries import balance_of
from nhanai.ledger.vocab import BookSource
from nhanai.stock import actions
from nhanai.stock.actions import CannotKeep
from nhanai.stock.rules.booking import worth_of


@settings(max_examples=40)
@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=8), st.integers(0, 10**7))
def test_parts_are_never_worth_more_than_the_whole(parts: list[int], value: int) -> None:
    quantities = [Decimal(part).scaleb(-3) for part in parts]

    assert sum(worth_of(one, value) for one in quantities) <= worth_of(
        sum(quantities, Decimal(0)), value
    )


def some_books() -> tuple[Stores, Fund, User]:
    stores = some_stores()
    accountant = at(stores.office, Role.ACCOUNTANT)
    book = ledger.open_book(
        unit=stores.office, source=BookSource.FUND, opened_on=stores.main.opened_on,
        by=accountant, at=AT,
    )  # fmt: skip
    fund = ledger.open_fund(
        book=book, code="Q1", name="Quỹ cứu trợ khẩn cấp", purpose="Cứu trợ",
        opened_on=stores.main.opened_on, by=accountant, at=AT,
    )  # fmt: skip
    return stores, fund, accountant


@pytest.mark.django_db
def test_goods_come_into_the_books_go_out_and_are_undone_with_their_slip() -> None:
    stores, fund, accountant = some_books()
    came = received(stores.main, stores.officer, value=18_000)
    out = actions.give_out(
        warehouse=stores.main, lots={lot_of(came): Decimal("12.5")}, told=told(),
        by=stores.officer, at=AT,
    )  # fmt: skip

    actions.book_slip(slip=came, fund=fund, by=accountant, at=AT)
    actions.book_slip(slip=out, fund=fund, by=accountant, at=AT)
    there = balance_of(fund).amount
    with pytest.raises(CannotKeep, match="đã ghi sổ"):
        actions.book_slip(slip=out, fund=fund, by=accountant, at=AT)
    actions.reverse(slip=out, reason="Ghi nhầm", by=accountant, at=AT)

    assert (there, balance_of(fund).amount) == (1_575_000, 1_800_000)
    assert MoneyBalance.objects.get(account="156").amount == 1_800_000


@pytest.mark.django_db
def test_goods_without_a_value_and_moves_stay_out_of_the_books() -> None:
    stores, fund, accountant = some_books()
    came = received(stores.main, stores.officer)
    moved = actions.move(
        warehouse=stores.main, to=stores.small, lots={lot_of(came): Decimal(5)}, told=told(),
        by=stores.officer, at=AT,
    )  # fmt: skip

    with pytest.raises(CannotKeep, match="đơn giá"):
        actions.book_slip(slip=came, fund=fund, by=accountant, at=AT)
    with pytest.raises(CannotKeep, match="chuyển kho"):
        actions.book_slip(slip=moved, fund=fund, by=accountant, at=AT)


@pytest.mark.django_db
def test_the_accountant_books_a_slip_from_its_page(client: Client) -> None:
    stores, fund, accountant = some_books()
    slip = received(stores.main, stores.officer, value=18_000)
    client.force_login(accountant, backend="django.contrib.auth.backends.ModelBackend")
    address = reverse("stock:slip", kwargs={"pk": slip.pk})

    wrong = client.post(address, {"fund": "0"})
    done = client.post(address, {"fund": str(fund.pk)}, follow=True)

    assert wrong.status_code == 422
    assert "Đã ghi sổ, bút toán 1." in done.content.decode()

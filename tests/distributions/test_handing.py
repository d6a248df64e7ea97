"""Hand-over, money, goods, leftovers, and what all of it counts for."""

import datetime as dt
import io
import zipfile
from collections.abc import Callable
from decimal import Decimal

import pytest
from django.test import Client
from hypothesis import given as supposing
from hypothesis import settings
from hypothesis import strategies as st
from tests.builders.aid import AT, NAME, TODAY, Village, a_village, an_approved, counted, who
from tests.builders.distributions import RICE, a_round, approved, given, listed
from tests.builders.identity import a_user, an_appointment
from tests.builders.ledger import gift

from nhanai.aid import actions as aid
from nhanai.aid.actions import CannotGive
from nhanai.aid.models import Address, Delivery, Receipt
from nhanai.aid.vocab import GiftKind
from nhanai.distributions import actions, queries
from nhanai.distributions.actions import CannotDistribute
from nhanai.distributions.models import GiftMove, Quota, Recipient
from nhanai.distributions.rules.balance import Balance
from nhanai.distributions.rules.picking import Lying, Wanted, picked
from nhanai.facts.actions.rebuilding import check
from nhanai.identity.models import User
from nhanai.identity.vocab import Role
from nhanai.ledger import actions as ledger
from nhanai.ledger.models import Fund, Voucher
from nhanai.ledger.queries import balance_of
from nhanai.ledger.vocab import BookSource
from nhanai.stock import actions as stock
from nhanai.stock.actions import Goods
from nhanai.stock.actions.keeping import Told
from nhanai.stock.models import Holding

database = pytest.mark.django_db


@pytest.fixture
def village() -> Village:
    return a_village()


def with_an_address(village: Village, **changed: object) -> Quota:
    """An approved list: an address, three more, and one who stands by."""
    an_approved(village, who(NAME, household="17", hamlet="Bản Một"))
    quota = given(village, a_round(village, **changed), gifts=4)
    actions.add_from_addresses(quota=quota, by=village.clerk, at=AT)
    listed(village, quota)
    listed(village, quota, "Vàng Thị Xé; 1980; Bản Hai; 300", reserve=True)
    return approved(village, quota)


def came(quota: Quota, *, without: int = 0, reserve: bool = False) -> list[int]:
    """Who of the list came: all but so many of the last, and who stands by."""
    rows = list(quota.recipients.filter(is_reserve=False).values_list("pk", flat=True))
    more = list(quota.recipients.filter(is_reserve=True).values_list("pk", flat=True))
    return [*rows[: len(rows) - without], *(more if reserve else [])]


@database
def test_an_address_is_delivered_in_aid_and_nothing_is_counted_twice(village: Village) -> None:
    quota = with_an_address(village)

    actions.hand_over(quota=quota, on=TODAY, came=came(quota), by=village.clerk, at=AT)

    address = Address.objects.get()
    assert (address.state, Delivery.objects.get().worth) == ("HELPED", 500_000)
    sums: dict[str, int] = {}
    for _, code, number in [*counted("aid.delivery"), *counted("distributions.")]:
        sums[code] = sums.get(code, 0) + number
    assert sums == {
        "XH01/HV": 2_000_000, "XH02": 4, "TH02N": 4, "XH03/HN": 2, "XH03/CDC": 1, "XH03/KH": 1,
        "XH04": 2_000_000, "XH06": 1, "XH09": 1, "XH10": 500_000,
    }  # fmt: skip
    assert Receipt.objects.count() == 4
    told = check(lambda _: None).examples
    assert [one for one in told if one.startswith(("aid.", "distributions."))] == []
    delivery = Delivery.objects.get()
    with pytest.raises(CannotGive, match="đợt trao quà"):
        aid.take_back(delivery=delivery, reason="Nhầm", by=village.clerk, at=AT)


@database
def test_who_stands_by_receives_instead_and_the_rest_goes_back_or_elsewhere(
    village: Village,
) -> None:
    quota = with_an_address(village)
    there = Quota.objects.get(round=quota.round, unit=village.other)
    with pytest.raises(CannotDistribute, match="Chỉ còn 4"):
        actions.hand_over(
            quota=quota, on=TODAY, came=came(quota, reserve=True), by=village.clerk, at=AT
        )
    two = came(quota, without=2)
    actions.hand_over(quota=quota, on=TODAY, came=two, by=village.clerk, at=AT)
    late = came(quota, without=4, reserve=True)
    actions.hand_over(quota=quota, on=TODAY, came=late, by=village.clerk, at=AT)

    row = Quota.objects.get(pk=quota.pk)
    with pytest.raises(CannotDistribute, match="danh sách đã duyệt"):
        actions.move_gifts(quota=row, gifts=1, to=there, on=TODAY, by=village.clerk, at=AT)
    with pytest.raises(CannotDistribute, match="Còn 1 suất"):
        actions.move_gifts(quota=row, gifts=2, on=TODAY, by=village.clerk, at=AT)
    with pytest.raises(CannotDistribute, match="quà dư"):
        actions.close_round(round_=row.round, by=village.officer, at=AT)
    actions.move_gifts(quota=row, gifts=1, on=TODAY, by=village.clerk, at=AT)

    assert queries.balances_of([row])[row.pk] == Balance(4, 0, 3, 0, 1)
    assert Quota.objects.get(pk=row.pk).state == "SETTLED"
    states = Recipient.objects.values_list("state", flat=True)
    assert list(states) == ["RECEIVED", "RECEIVED", "ABSENT", "ABSENT", "RECEIVED"]
    assert actions.close_round(round_=row.round, by=village.officer, at=AT).state == "CLOSED"


@database
def test_what_was_recorded_by_mistake_leaves_no_trace_in_aid_or_in_the_figures(
    village: Village,
) -> None:
    quota = with_an_address(village)
    actions.hand_over(quota=quota, on=TODAY, came=came(quota), by=village.clerk, at=AT)

    for one in Recipient.objects.filter(state="RECEIVED"):
        actions.take_back_gift(recipient=one, reason="Ghi nhầm xã", by=village.clerk, at=AT)

    assert counted("distributions.") == counted("aid.delivery") == []
    assert not Receipt.objects.exists()
    assert Address.objects.get().state == "APPROVED"
    assert Quota.objects.get(pk=quota.pk).state == "GIVEN"
    again = came(quota)
    actions.hand_over(quota=quota, on=TODAY, came=again, by=village.clerk, at=AT)
    assert Delivery.objects.get().state == "DELIVERED"


def a_fund(village: Village) -> tuple[Fund, User, User]:
    """A fund of the office with five million in it, its accountant and its cashier."""
    start = dt.date(2026, 1, 1)
    accountant, cashier = (
        an_appointment(user=a_user(), role=role, unit=village.office, start=start).user
        for role in (Role.ACCOUNTANT, Role.CASHIER)
    )
    book = ledger.open_book(
        unit=village.office, source=BookSource.FUND, opened_on=start, by=accountant, at=AT
    )
    fund = ledger.open_fund(
        book=book, code="NA", name="Quỹ Tết", purpose="Quà Tết", opened_on=start, by=accountant,
        at=AT,
    )  # fmt: skip
    ledger.post(
        book=book, day=start, memo="Ủng hộ", lines=gift(fund, 5_000_000), by=accountant, at=AT
    )
    return fund, accountant, cashier


@database
def test_money_is_paid_before_it_is_handed_over_and_comes_back_by_a_receipt(
    village: Village,
) -> None:
    fund, accountant, cashier = a_fund(village)
    money = {"kind": GiftKind.MONEY, "items": (), "what": "Tiền mặt", "worth": 500_000}
    quota = with_an_address(village, fund=fund, **money)
    people = came(quota, without=1)

    with pytest.raises(CannotDistribute, match="chưa chi"):
        actions.hand_over(quota=quota, on=TODAY, came=people, by=village.clerk, at=AT)
    paid = actions.ask_for_money(quota=quota, by=accountant, at=AT)
    with pytest.raises(CannotDistribute, match="đã có phiếu chi"):
        actions.ask_for_money(quota=quota, by=accountant, at=AT)
    ledger.approve_voucher(voucher=paid, by=village.leader, at=AT)
    ledger.settle_voucher(voucher=paid, by=cashier, at=AT)
    actions.hand_over(quota=quota, on=TODAY, came=people, by=village.clerk, at=AT)
    move = actions.move_gifts(quota=quota, gifts=1, on=TODAY, by=village.clerk, at=AT)
    actions.book_return(move=move, by=accountant, at=AT)
    back = Voucher.objects.get(source="distributions.return")
    ledger.settle_voucher(voucher=back, by=cashier, at=AT)

    assert (paid.amount, back.amount) == (2_000_000, 500_000)
    spent = Balance(4, 0, 3, 0, 1).handed * 500_000
    assert balance_of(fund).amount == 5_000_000 - spent
    with pytest.raises(CannotDistribute):
        actions.book_return(move=GiftMove.objects.get(), by=accountant, at=AT)


@database
def test_goods_leave_the_warehouse_what_expires_first_and_return_to_it(village: Village) -> None:
    store = stock.open_warehouse(
        unit=village.office, name="Kho tỉnh", opened_on=TODAY, by=village.officer, at=AT
    )
    goods = [
        Goods("Gạo", "kg", Decimal(25), expires_on=TODAY + dt.timedelta(days=days), value=30_000)
        for days in (90, 30)
    ]
    told = Told(TODAY, "Công ty ủng hộ")
    stock.receive(warehouse=store, goods=goods, told=told, by=village.officer, at=AT)
    quota = with_an_address(village, warehouse=store, items=(RICE,))

    with pytest.raises(CannotDistribute, match="Chưa xuất hàng"):
        actions.hand_over(quota=quota, on=TODAY, came=came(quota), by=village.clerk, at=AT)
    actions.send_goods(quota=quota, by=village.officer, at=AT)
    actions.hand_over(quota=quota, on=TODAY, came=came(quota, without=1), by=village.clerk, at=AT)
    move = actions.move_gifts(quota=quota, gifts=1, on=TODAY, by=village.clerk, at=AT)
    actions.book_return(move=move, by=village.officer, at=AT)

    held = Holding.objects.order_by("lot__expires_on", "pk").values_list("quantity", flat=True)
    assert [int(one) for one in held] == [0, 10, 10]


def test_goods_are_picked_by_the_day_they_expire_and_never_after_it() -> None:
    lying = [
        Lying(1, "gao", Decimal(5), TODAY + dt.timedelta(days=9)),
        Lying(2, "gao", Decimal(5), TODAY), Lying(3, "gao", Decimal(5), None),
        Lying(4, "gao", Decimal(50), TODAY - dt.timedelta(days=1)),
    ]  # fmt: skip

    taken, none = picked([Wanted("gao", "Gạo", "kg", Decimal(12))], lying, today=TODAY)
    _, lacking = picked([Wanted("gao", "Gạo", "kg", Decimal(16))], lying, today=TODAY)

    assert {lot: int(quantity) for lot, quantity in taken.items()} == {2: 5, 1: 5, 3: 2}
    assert not none
    assert "thiếu 1 kg Gạo" in lacking[0].message


@supposing(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=2, max_size=6))
@settings(max_examples=40)
def test_what_is_moved_on_is_received_elsewhere_and_nothing_is_lost(
    pairs: list[tuple[int, int]],
) -> None:
    """Each commune was sent the first number, handed over up to the second, moves the rest on."""
    balances, arrived = [], 0
    for sent, wanted in pairs:
        handed = min(wanted, sent + arrived)
        moved = sent + arrived - handed
        balances.append(Balance(sent, arrived, handed, moved, 0))
        arrived = moved
    last = balances[-1]
    balances[-1] = Balance(last.sent, last.arrived, last.handed, 0, last.moved)

    assert all(one.received == one.handed + one.moved + one.returned + one.left
               for one in balances)  # fmt: skip
    assert sum(one.sent for one in balances) == sum(
        one.handed + one.returned + one.left for one in balances
    )


@database
def test_the_sheet_names_people_to_who_may_know_and_sums_each_page(
    village: Village, sign_in: Callable[[User], Client]
) -> None:
    quota = with_an_address(village)
    base = f"/trao-qua/don-vi/{quota.pk}"

    made = sign_in(village.clerk).post(f"{base}/ky-nhan/docx/")
    other = sign_in(village.stranger).post(f"{base}/ky-nhan/docx/")
    table = sign_in(village.clerk).post(f"{base}/ket-xuat/")
    whole = sign_in(village.officer).post(f"/trao-qua/{quota.round_id}/ket-xuat/")

    whole_text = zipfile.ZipFile(io.BytesIO(made.content)).read("word/document.xml").decode()
    text = whole_text.lower()
    for words in (NAME, "Cộng tờ này", "Bản Một, tờ 1/1", "điểm chỉ", "Dự phòng, Bản Hai"):
        assert words.lower() in text
    assert other.status_code == 404
    assert table.content[:2] == whole.content[:2] == b"PK"


@database
def test_the_page_records_who_came_and_where_the_rest_went(
    village: Village, sign_in: Callable[[User], Client]
) -> None:
    quota = with_an_address(village)
    clerk, base = sign_in(village.clerk), f"/trao-qua/don-vi/{quota.pk}"
    keys = came(quota)

    page = clerk.get(f"{base}/").content.decode()
    handed = clerk.post(f"{base}/da-trao/", {"on": "24/11/2026", "nhan": keys[:3], "thay": keys})
    over = clerk.post(f"{base}/qua-du/", {"gifts": "5", "on": "24/11/2026"})
    moved = clerk.post(f"{base}/qua-du/", {"gifts": "1", "on": "24/11/2026"}, follow=True)

    assert "Ghi đã trao cho người được đánh dấu" in page
    assert (handed.status_code, over.status_code) == (302, 422)
    assert "trả lại 1 suất" in moved.content.decode()
    assert Quota.objects.get(pk=quota.pk).state == "SETTLED"

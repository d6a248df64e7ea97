"""An approved round is paid out of its fund and handed to addresses, each thing once."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.builders.aid import NAME, Village, a_village, an_approved, who
from tests.builders.identity import a_user, an_appointment
from tests.builders.ledger import gift

from nhanai.aid import actions as aid
from nhanai.aid.models import Address, Batch, Need
from nhanai.allocation import actions
from nhanai.allocation.actions import CannotAllocate
from nhanai.allocation.actions.starting import About
from nhanai.allocation.models import AllocationOutflow, AllocationRound, Claimant
from nhanai.allocation.queries import Source, sources_for
from nhanai.allocation.rules.lines import Asked
from nhanai.allocation.rules.values import Objective
from nhanai.funds import actions as funds
from nhanai.funds.actions.campaigns import CampaignValues
from nhanai.funds.queries import telling_of
from nhanai.funds.vocab import CampaignLaw, DonationWay
from nhanai.identity.models import User
from nhanai.identity.vocab import Role
from nhanai.ledger import actions as ledger
from nhanai.ledger.models import Fund, Voucher
from nhanai.ledger.vocab import BookSource

pytestmark = pytest.mark.django_db

AT = dt.datetime(2026, 11, 24, 2, 0, tzinfo=dt.UTC)
OPENED = dt.date(2026, 1, 1)


@pytest.fixture
def village() -> Village:
    return a_village()


@pytest.fixture
def accountant(village: Village) -> User:
    person = a_user(full_name="Nùng Thị Hà")
    an_appointment(user=person, role=Role.ACCOUNTANT, unit=village.office)
    return person


@pytest.fixture
def fund(village: Village, accountant: User) -> Fund:
    """Five million đồng that may only help."""
    book = ledger.open_book(
        unit=village.office, source=BookSource.FUND, opened_on=OPENED, by=accountant, at=AT
    )
    made = ledger.open_fund(
        book=book, code="TG", name="Quỹ trợ giúp nhân đạo", purpose="Trợ giúp nhân đạo",
        opened_on=OPENED, by=accountant, at=AT,
    )  # fmt: skip
    ledger.post(
        book=book, day=AT.date(), memo="Ủng hộ", lines=gift(made, 5_000_000), by=accountant, at=AT
    )
    return made


def an_address(village: Village, cost: int, name: str = "") -> Address:
    """One that the society approved and that needs so much."""
    address = an_approved(village, who(name))
    Need.objects.create(address=address, kind="MONEY", cost=cost, by=village.clerk, at=AT)
    return address


def a_round_of(village: Village, fund: Fund) -> AllocationRound:
    """Four million of the fund for a chapter and for two households."""
    an_address(village, 2_000_000, NAME)
    an_address(village, 1_000_000)
    round_ = actions.start(
        unit=village.office, about=About("Cuối năm", AT.date()), by=village.officer, at=AT
    )
    actions.set_pot(round_=round_, amount=4_000_000, source=Source(fund), by=village.officer, at=AT)
    actions.add_claimants(
        round_=round_, asked=[Asked("Hội xã Sìn Hồ", 3_000_000)], by=village.officer, at=AT
    )
    actions.add_addresses(round_=round_, by=village.officer, at=AT)
    return round_


def approved(round_: AllocationRound, village: Village) -> AllocationRound:
    actions.compute(round_=round_, objective=Objective.LEXIMIN, by=village.officer, at=AT)
    actions.submit(round_=round_, by=village.officer, at=AT)
    return actions.approve(round_=round_, by=village.leader, at=AT)


def test_no_more_of_a_fund_is_divided_than_it_holds(village: Village, fund: Fund) -> None:
    round_ = a_round_of(village, fund)
    with pytest.raises(CannotAllocate) as refusal:
        actions.set_pot(
            round_=round_, amount=5_000_001, source=Source(fund), by=village.officer, at=AT
        )

    assert [one.rule for one in refusal.value.findings] == ["fund-amount"]


def test_addresses_ask_what_they_need_by_their_score_and_what_they_got(
    village: Village, fund: Fund
) -> None:
    round_ = a_round_of(village, fund)
    rows = Claimant.objects.filter(round=round_, address__isnull=False).order_by("-need")
    points = dict(Address.objects.values_list("pk", "points"))

    assert [(row.need, row.received) for row in rows] == [(2_000_000, 0), (1_000_000, 0)]
    assert [row.weight for row in rows] == [points[row.address_id or 0] for row in rows]
    assert all(row.weight > 1 for row in rows)
    with pytest.raises(CannotAllocate, match="Không có địa chỉ"):
        actions.add_addresses(round_=round_, by=village.officer, at=AT)


def test_an_approved_round_becomes_vouchers_and_batches_once(
    village: Village, fund: Fund, accountant: User
) -> None:
    round_ = a_round_of(village, fund)
    with pytest.raises(CannotAllocate, match="chưa được duyệt"):
        actions.draft_vouchers(round_=round_, by=accountant, at=AT)
    approved(round_, village)
    with pytest.raises(CannotAllocate, match="kế toán"):
        actions.draft_vouchers(round_=round_, by=village.officer, at=AT)

    vouchers = actions.draft_vouchers(round_=round_, by=accountant, at=AT)
    batches = actions.draft_batches(round_=round_, by=village.officer, at=AT)

    assert (vouchers, batches) == (2, 1)
    assert sum(voucher.amount for voucher in Voucher.objects.all()) == 4_000_000
    batch = Batch.objects.get()
    to_addresses = AllocationOutflow.objects.get(is_for_addresses=True)
    assert sum(one.worth for one in batch.deliveries.all()) == to_addresses.amount
    assert {to_addresses.voucher.state if to_addresses.voucher else "", batch.state} == {
        "PROPOSED", "DRAFT",
    }  # fmt: skip
    for act, by in ((actions.draft_vouchers, accountant), (actions.draft_batches, village.officer)):
        with pytest.raises(CannotAllocate, match="Không còn khoản nào"):
            act(round_=round_, by=by, at=AT)


def test_each_gift_tells_how_it_was_divided_and_one_for_a_campaign_stays_with_it(
    village: Village, fund: Fund, accountant: User
) -> None:
    values = CampaignValues(
        CampaignLaw.ORDINARY, "Tết Nhân ái", "Lời kêu gọi số 2", "Hộ nghèo", OPENED, AT.date()
    )
    campaign = funds.launch(fund=fund, values=values, by=accountant, at=AT)
    gift = funds.give(
        fund=fund, values=funds.GiftValues(DonationWay.CASH, AT.date(), 600_000, campaign),
        donor=None, by=accountant, at=AT,
    )  # fmt: skip
    assert gift.voucher is not None
    cashier = an_appointment(user=a_user(), role=Role.CASHIER, unit=village.office).user
    ledger.settle_voucher(voucher=gift.voucher, by=cashier, at=AT)
    round_ = a_round_of(village, fund)
    offered = {one.name: one for one in sources_for(round_, accountant, today=AT.date())}
    actions.remove_pot(round_=round_, code="N1", by=village.officer, at=AT)
    actions.set_pot(
        round_=round_, amount=600_000, source=offered["Tết Nhân ái"], by=village.officer, at=AT
    )
    actions.draft_vouchers(round_=approved(round_, village), by=accountant, at=AT)
    actions.draft_batches(round_=round_, by=village.officer, at=AT)
    vouchers = Voucher.objects.filter(kind="PAYMENT")
    for voucher in vouchers:
        ledger.approve_voucher(voucher=voucher, by=village.leader, at=AT)
    of_households = AllocationOutflow.objects.get(is_for_addresses=True).voucher
    assert of_households is not None
    with pytest.raises(ledger.CannotSettle, match="Đợt trao cho các hộ"):
        ledger.settle_voucher(voucher=of_households, by=cashier, at=AT)
    aid.approve_batch(batch=Batch.objects.get(), by=village.leader, at=AT)
    for voucher in vouchers:
        ledger.settle_voucher(voucher=voucher, by=cashier, at=AT)

    gift.refresh_from_db()
    told = telling_of(fund)
    steps = told.steps(told.of(gift.entry_id))
    assert {name: one.left for name, one in offered.items()} == {
        "Quỹ trợ giúp nhân đạo": 5_000_000, "Tết Nhân ái": 5_600_000,
    }  # fmt: skip
    assert sum(one.amount for one in steps) == 600_000
    assert {one.what for one in steps} == {f"{round_.name} ({round_.code})"}
    assert 2 in [one.households for one in steps]
    batch = Batch.objects.get()
    assert (batch.state, {one.state for one in batch.deliveries.all()}) == ("DONE", {"DELIVERED"})


def test_no_voucher_and_no_document_names_a_beneficiary(
    village: Village, fund: Fund, accountant: User, sign_in: Callable[[User], Client]
) -> None:
    round_ = approved(a_round_of(village, fund), village)
    actions.draft_vouchers(round_=round_, by=accountant, at=AT)
    pages = {
        user.pk: "".join(
            sign_in(user).get(reverse(f"allocation:{name}", args=[round_.pk])).content.decode()
            for name in ("round", "document")
        )
        for user in (village.officer, accountant)
    }

    assert not any(NAME in f"{one.party_name} {one.content}" for one in Voucher.objects.all())
    assert NAME in pages[village.officer.pk]
    assert NAME not in pages[accountant.pk]
    code = Address.objects.order_by("pk")[0].code or "?"
    assert code in pages[accountant.pk]
    document = sign_in(village.officer).get(reverse("allocation:document", args=[round_.pk]))
    assert code not in document.content.decode()


def test_the_page_of_an_approved_round_drafts_vouchers_and_batches(
    village: Village, fund: Fund, accountant: User, sign_in: Callable[[User], Client]
) -> None:
    round_ = approved(a_round_of(village, fund), village)
    sign_in(accountant).post(reverse("allocation:vouchers", args=[round_.pk]))
    client = sign_in(village.officer)
    client.post(reverse("allocation:batches", args=[round_.pk]))
    with CaptureQueriesContext(connection) as asked:
        page = client.get(reverse("allocation:round", args=[round_.pk])).content.decode()
    again = client.post(reverse("allocation:batches", args=[round_.pk]))

    assert len(asked) <= 20
    assert page.count("Chờ duyệt") >= 2
    assert "trao cho 2 địa chỉ nhân đạo" in page
    assert again.status_code == 422

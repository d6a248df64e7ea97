"""Gifts: written down, received, counted, spent, returned, undone."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.builders.funds import a_company, a_person, facts_of, some_giving
from tests.builders.ledger import AT, DAY
from tests.builders.submissions import OCTOBER, WORK, forms

from nhanai.banking.models import LineTaking
from nhanai.banking.rules.references import found_in
from nhanai.base.money import Money
from nhanai.facts.actions.rebuilding import check
from nhanai.facts.models import Fact
from nhanai.funds import actions, queries
from nhanai.funds.actions import (
    CannotGive,
    CannotKeepDonor,
    CannotRunCampaign,
    CannotSpend,
    CannotUndo,
)
from nhanai.funds.actions.campaigns import CampaignValues
from nhanai.funds.actions.following import reference
from nhanai.funds.models import ContributionCampaign, Donation, Donor
from nhanai.funds.vocab import CampaignLaw, DonationState, DonationWay, DonorKind, Naming
from nhanai.ledger import actions as ledger
from nhanai.ledger.models import Entry
from nhanai.ledger.queries import balance_of, faults
from nhanai.people.models import Person
from nhanai.submissions.queries import prepared, slot_of

pytestmark = pytest.mark.django_db


def test_a_gift_in_cash_counts_when_the_cashier_took_it_and_not_before() -> None:
    world = some_giving()
    gift = world.gift(500_000, who=a_company(), campaign=world.campaign)
    assert facts_of("NL01", "NL04") == []

    received = world.taken(gift)

    assert received.state == DonationState.RECEIVED
    assert received.receipt == "BN 0001/2026"
    assert facts_of("NL01", "NL04", "NL05") == [
        ("NL01", "", 500_000), ("NL04", "TT", 1), ("NL05", "", 500_000),
    ]  # fmt: skip
    assert check(lambda _: None).is_same


def test_a_reversal_in_the_books_takes_the_gift_and_its_facts_along() -> None:
    world = some_giving()
    gift = world.received(500_000)

    gift = world.undone(gift)

    assert gift.state == DonationState.UNDONE
    assert facts_of("NL01", "NL04", "NL05") == [("NL05", "", 500_000), ("NL05", "", 0)]
    assert check(lambda _: None).is_same


def test_a_gift_in_the_books_is_undone_by_two_persons_and_by_no_other_way() -> None:
    world = some_giving()
    books, gift = world.books, world.received(500_000)
    large = world.received(900_000_000, who=a_company())
    assert gift.entry is not None

    with pytest.raises(CannotUndo, match="người khác duyệt"):
        ledger.reverse(entry=gift.entry, day=DAY, reason="Nhầm", by=books.accountant, at=AT)
    with pytest.raises(CannotUndo, match="vì sao"):
        actions.propose_undoing(donation=gift, reason=" ", by=books.accountant, at=AT)
    asked = actions.propose_undoing(donation=gift, reason="Nhầm", by=books.accountant, at=AT)
    with pytest.raises(CannotUndo, match="đang chờ duyệt"):
        actions.propose_undoing(donation=gift, reason="Nhầm", by=books.accountant, at=AT)
    with pytest.raises(CannotUndo, match="không tự duyệt"):
        actions.approve_undoing(undoing=asked, by=books.accountant, at=AT)
    with pytest.raises(CannotUndo, match="chưa được giao duyệt"):
        actions.approve_undoing(undoing=asked, by=books.cashier, at=AT)
    actions.refuse_undoing(undoing=asked, reason="Đúng rồi", by=books.head, at=AT)
    gift.refresh_from_db()
    assert gift.state == DonationState.RECEIVED
    again = actions.propose_undoing(donation=gift, reason="Nhầm quỹ", by=books.accountant, at=AT)
    too_large = actions.propose_undoing(donation=large, reason="Nhầm", by=books.accountant, at=AT)

    assert [one.pk for one in queries.undoings_for(books.head, today=DAY)] == [again.pk]
    with pytest.raises(CannotUndo, match="chưa được giao duyệt"):
        actions.approve_undoing(undoing=too_large, by=books.head, at=AT)
    actions.approve_undoing(undoing=again, by=books.head, at=AT)
    actions.approve_undoing(undoing=too_large, by=books.leader, at=AT)

    assert balance_of(books.fund) == Money(0)
    assert list(faults()) == []


def test_goods_and_help_from_abroad_are_counted_as_such() -> None:
    world = some_giving()
    world.received(2_000_000, who=a_company(), way=DonationWay.GOODS, goods="100 chăn ấm")
    abroad = actions.DonorValues(DonorKind.ORGANISATION, "Hội bạn", abroad=True)
    world.received(9_000_000, who=abroad)

    assert facts_of("NL01", "NL02", "NL03") == [("NL02", "", 2_000_000), ("NL03", "", 9_000_000)]


def test_a_line_of_a_statement_is_one_gift_however_often_it_is_taken() -> None:
    world = some_giving()
    [line] = world.lines("UNG HO LU LUT")
    gift = world.gift(300_000, way=DonationWay.BANK, line=line, who=a_person())

    with pytest.raises(CannotGive) as refused:
        world.gift(300_000, way=DonationWay.BANK, line=line, who=a_person(is_another=True))

    assert f"đã là khoản ủng hộ {gift.code}" in refused.value.findings[0].message
    assert gift.state == DonationState.RECEIVED
    assert Donation.objects.count() == Donor.objects.count() == 1
    assert balance_of(world.books.fund) == Money(300_000)


def test_what_was_transferred_with_a_code_is_taken_at_once() -> None:
    world = some_giving()
    code = reference(world.campaign)
    lines = world.lines(f"{code} sung thi dua ung ho", "khong co ma", f"ung ho {code}")
    assert found_in(lines[0].memo) == (code,)

    made = actions.take_lines(
        lines={lines[0]: world.campaign, lines[2]: world.campaign}, by=world.books.accountant,
        at=AT,
    )  # fmt: skip

    assert [one.state for one in made] == [DonationState.RECEIVED] * 2
    assert {one.campaign for one in made} == {world.campaign}
    assert LineTaking.objects.filter(undone_at=None).count() == 2


def test_a_gift_written_down_wrongly_is_undone_with_its_line_and_its_entry() -> None:
    world = some_giving()
    [line] = world.lines("UNG HO")
    gift = world.gift(300_000, way=DonationWay.BANK, line=line)
    waiting = world.gift(70_000)

    world.undone(gift)
    actions.drop(donation=waiting, reason="Nhầm quỹ", by=world.books.accountant, at=AT)
    again = world.gift(300_000, way=DonationWay.BANK, line=line)

    assert again.state == DonationState.RECEIVED
    assert balance_of(world.books.fund) == Money(300_000)
    assert facts_of("NL01") == [("NL01", "", 300_000)]
    assert list(faults()) == []


def test_a_persons_name_stands_in_the_register_of_people_alone() -> None:
    world = some_giving()
    gift = world.gift(who=a_person("Sùng Thị Dua", naming=Naming.OTHER_NAME, other_name="Một bạn"))
    donor = gift.donor
    assert donor is not None

    assert (donor.name, donor.folded, str(donor)) == ("", "", f"Người ủng hộ số {donor.pk}")
    assert Person.objects.get().full_name == donor.called == "Sùng Thị Dua"
    assert donor.public_name == "Một bạn"


def test_a_second_person_of_the_name_is_asked_about_and_an_organisation_is_the_same_one() -> None:
    world = some_giving()
    world.gift(who=a_person())
    world.gift(who=a_company())
    world.gift(who=a_company("công ty hoa ban"))

    with pytest.raises(CannotKeepDonor) as refused:
        world.gift(who=a_person())
    world.gift(who=a_person(is_another=True))

    assert "Đã có Sùng Thị Dua" in refused.value.findings[0].message
    assert Donor.objects.count() == 3


def test_all_that_is_wrong_is_told_at_once_and_nothing_is_written() -> None:
    world = some_giving()

    with pytest.raises(CannotGive) as refused:
        world.gift(0, day=AT.date() + dt.timedelta(days=30), goods="chăn", campaign=world.campaign)

    assert [one.where for one in refused.value.findings] == ["amount", "day", "goods", "campaign"]
    assert not Donation.objects.exists()
    with pytest.raises(CannotGive, match="chưa được giao"):
        actions.give(
            fund=world.books.fund, values=actions.GiftValues(DonationWay.CASH, DAY, 5),
            by=world.books.cashier, at=AT,
        )  # fmt: skip


def test_relief_is_not_received_longer_than_the_decree_allows() -> None:
    world = some_giving()
    values = CampaignValues(
        CampaignLaw.DISASTER, "Đợt hai", "Số 13", "Hộ nghèo", dt.date(2026, 10, 1),
        dt.date(2026, 12, 31),
    )  # fmt: skip

    with pytest.raises(CannotRunCampaign) as refused:
        actions.launch(fund=world.books.fund, values=values, by=world.books.accountant, at=AT)

    assert "đến hết ngày 30/12/2026" in refused.value.findings[0].message
    assert ContributionCampaign.objects.count() == 1


def test_each_gift_tells_its_way_to_the_dong_and_never_for_whom() -> None:
    world = some_giving()
    for_flood = world.received(1_000_000, campaign=world.campaign)
    free = world.received(400_000)
    spent = world.spends(1_200_000, "Trao 12 suất quà", campaign=world.campaign, households=12)
    world.paid(spent.voucher)

    [step] = queries.way_of(for_flood)
    assert (step.what, step.amount, step.households) == ("Trao 12 suất quà", 1_000_000, 12)
    assert world.told(for_flood) == (1_000_000, 1_000_000, 0, 0)
    assert world.told(free) == (400_000, 200_000, 0, 200_000)
    assert balance_of(world.books.fund) == Money(200_000)


def test_gifts_for_a_campaign_are_not_spent_on_something_else() -> None:
    world = some_giving()
    world.received(1_000_000, campaign=world.campaign)
    world.received(100_000)

    with pytest.raises(CannotSpend) as refused:
        world.spends(100_001, "Mua bàn ghế")
    world.spends(100_000, "Trợ giúp khó khăn")
    with pytest.raises(CannotSpend):
        world.spends(1, "Lần nữa, khi phiếu trước còn chờ")

    assert "còn chi được 100.000 đ" in refused.value.findings[0].message


def test_a_gift_holds_its_book_before_it_queues_at_the_journal() -> None:
    world = some_giving()
    with CaptureQueriesContext(connection) as asked:
        world.gift(500_000, who=a_company())
    told = [one["sql"] for one in asked.captured_queries]
    books = next(at for at, sql in enumerate(told) if '"ledger_book"."id" IN' in sql)
    journal = next(at for at, sql in enumerate(told) if '"journal_head"' in sql)

    assert books < journal, "two people could wait for each other"


def test_no_other_voucher_takes_what_was_given_for_a_campaign() -> None:
    world = some_giving()
    world.received(1_000_000, campaign=world.campaign)
    world.received(500_000)
    books = world.books

    with pytest.raises(ledger.CannotSettle) as refused:
        books.voucher(500_001)
    later = books.voucher(500_000)
    world.paid(world.spends(1_000_000, "Dựng lại nhà", campaign=world.campaign).voucher)
    world.received(2_000_000, campaign=world.campaign)
    with pytest.raises(ledger.CannotSettle):
        books.voucher(1)

    world.paid(later)
    assert [one.rule for one in refused.value.findings] == ["pay-purpose"]
    assert "500.000 đ cho việc này" in refused.value.findings[0].message
    assert balance_of(books.fund).amount == 2_000_000


def test_a_voucher_is_not_paid_with_what_came_meanwhile_for_a_campaign() -> None:
    world = some_giving()
    too_much = world.books.voucher(300_000)
    world.received(300_000, campaign=world.campaign)
    ledger.approve_voucher(voucher=too_much, by=world.books.leader, at=AT)

    with pytest.raises(ledger.CannotSettle, match="dành riêng cho đợt vận động khác"):
        ledger.settle_voucher(voucher=too_much, by=world.books.cashier, at=AT)

    assert balance_of(world.books.fund).amount == 300_000


def test_a_gift_goes_back_to_its_donor_and_only_what_is_left_of_it() -> None:
    world = some_giving()
    gift = world.received(500_000, campaign=world.campaign)
    world.paid(world.spends(200_000, campaign=world.campaign).voucher)
    by, reason = world.books.accountant, "Người ủng hộ xin nhận lại"

    with pytest.raises(CannotSpend):
        actions.return_gift(donation=gift, amount=Money(300_001), reason=reason, by=by, at=AT)
    back = actions.return_gift(donation=gift, amount=Money(300_000), reason=reason, by=by, at=AT)
    with pytest.raises(CannotSpend):
        actions.return_gift(donation=gift, amount=Money(1), reason=reason, by=by, at=AT)
    with pytest.raises(CannotUndo):
        actions.propose_undoing(donation=gift, reason="Nhầm", by=by, at=AT)
    world.paid(back.voucher)

    assert world.told(gift) == (500_000, 200_000, 300_000, 0)
    assert [one.is_return for one in queries.way_of(gift)] == [False, True]
    back.refresh_from_db()
    assert back.entry is not None
    ledger.reverse(entry=back.entry, day=DAY, reason="Chuyển hỏng", by=by, at=AT)
    assert world.told(gift) == (500_000, 200_000, 0, 300_000)


def test_what_another_room_paid_is_described_once() -> None:
    world = some_giving()
    gift = world.received(500_000)
    voucher = world.paid(world.books.voucher(200_000))
    entry = Entry.objects.get(voucher=voucher)
    values = actions.SpendingValues("Trợ giúp 2 hộ", households=2)
    by, fund = world.books.accountant, world.books.fund

    assert [one.what for one in queries.way_of(gift)] == ["Chi cứu trợ, trợ giúp bằng tiền"]
    actions.describe(entry=entry, fund=fund, values=values, by=by, at=AT)
    assert [one.what for one in queries.way_of(gift)] == ["Trợ giúp 2 hộ"]
    with pytest.raises(CannotSpend):
        actions.describe(entry=entry, fund=fund, values=values, by=by, at=AT)


def test_the_way_asks_no_more_for_many_gifts() -> None:
    world = some_giving()
    first = Donation.objects.select_related("fund").get(pk=world.received(100_000).pk)
    with CaptureQueriesContext(connection) as few:
        queries.way_of(first)
    for _ in range(4):
        world.received(100_000)
    world.paid(world.spends(350_000).voucher)
    with CaptureQueriesContext(connection) as many:
        queries.way_of(first)

    assert len(many) == len(few) <= 6


def test_balances_are_right_after_an_entry_of_an_earlier_day() -> None:
    world = some_giving()
    world.received(500_000)
    world.received(200_000, day=DAY - dt.timedelta(days=10))

    held = Fact.objects.filter(measure__code="NL05").order_by("day")
    assert list(held.values_list("quantity", flat=True)) == [200_000, 700_000]
    assert check(lambda _: None).is_same


def test_who_runs_a_campaign_is_told_of_its_clocks_in_time() -> None:
    world = some_giving()
    day, week = dt.date(2026, 12, 20), dt.timedelta(days=7)

    told = queries.clocks_due(world.books.head, today=day, within=week)

    assert [(one.pk, clock.key) for one, clock in told] == [
        (world.campaign.pk, "publish-received"), (world.campaign.pk, "distribute"),
    ]  # fmt: skip
    assert queries.clocks_due(world.books.cashier, today=day, within=week) == []


def test_a_gift_stands_in_the_periodic_report_of_its_unit_until_it_is_undone() -> None:
    world = some_giving()
    forms()
    day = dt.date(2026, 10, 5)
    gift = world.received(500_000, who=a_company(), campaign=world.campaign, day=day)
    slot = slot_of(world.books.unit, WORK, OCTOBER)
    assert slot is not None

    figures = prepared(slot, None).sheet.figures
    assert [figures[code].now for code in ("NL01", "NL04", "NL05")] == [500_000, 1, 500_000]

    world.undone(gift)
    assert not prepared(slot, None).sheet.figures["NL01"].now

"""What leaves a fund: spent for its purpose, or returned to who gave it."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction
from django.utils.timezone import localdate

from nhanai.base.errors import Refused
from nhanai.base.findings import Finding
from nhanai.base.money import Money
from nhanai.base.text import nfc, single_spaced
from nhanai.funds.models import ContributionCampaign, Donation, GiftReturn, Spending
from nhanai.funds.permissions import Permission
from nhanai.funds.queries import free_and_tied, spendable, telling_of
from nhanai.funds.vocab import DonationState, DonationWay
from nhanai.identity.models import User
from nhanai.identity.queries import allowed
from nhanai.journal.actions import record as write_line
from nhanai.ledger import actions as ledger
from nhanai.ledger.models import Book, Entry, Fund, Voucher
from nhanai.ledger.rules.chart import account_for
from nhanai.ledger.rules.vouchers import Party, VoucherValue
from nhanai.ledger.vocab import VoucherKind, VoucherState
from nhanai.units.models import Unit

SPENDING = "funds.spending"
RETURN = "funds.return"
ENDED = (VoucherState.REFUSED, VoucherState.CANCELLED, VoucherState.REVERSED)


class CannotSpend(Refused):
    """Nothing leaves the fund."""


@dataclass(frozen=True, slots=True)
class SpendingValues:
    """What the public reads of it: `words` name no beneficiary, `households` counts them."""

    words: str
    campaign: ContributionCampaign | None = None
    commune: Unit | None = None
    households: int | None = None


@transaction.atomic
def spend(
    *, fund: Fund, values: SpendingValues, amount: Money, day: dt.date, party: Party,
    by: User, at: dt.datetime,
) -> Spending:  # fmt: skip
    """Draft the voucher of what a fund pays for; others approve it and hand it out.

    Refuses more than was given for the campaign and for none: gifts for another one stay for it.
    """
    fund = _held(fund)
    _check_may(by, fund.book.unit, at)
    findings = _faults(fund, values)
    there = spendable(fund, values.campaign.pk if values.campaign else None)
    if amount.amount > there:
        message = (
            f"Đúng mục đích này quỹ còn chi được {Money(max(there, 0))}. Phần còn lại là của đợt"
            " khác hoặc đang chờ chi."
        )
        findings.append(Finding("spend-purpose", message, where="amount"))
    if findings:
        raise CannotSpend("Chưa lập được khoản chi.", findings)
    spending = Spending.objects.create(
        fund=fund, campaign=values.campaign, amount=amount.amount,
        words=single_spaced(nfc(values.words)), commune=values.commune,
        households=values.households, by=by, at=at,
    )  # fmt: skip
    said = VoucherValue(
        VoucherKind.PAYMENT, day, party, spending.words, amount, account_for("aid"),
        source=SPENDING, record=spending.pk,
    )  # fmt: skip
    spending.voucher = ledger.draft_voucher(book=fund.book, fund=fund, said=said, by=by, at=at)
    spending.save(update_fields=["voucher"])
    new = {"amount": amount.amount, "fund": fund.name}
    write_line(
        verb="funds.spending_drafted", subject=spending, by=by, at=at, new=new,
        unit_key=fund.book.unit.key,
    )  # fmt: skip
    return spending


@transaction.atomic
def describe(
    *, entry: Entry, fund: Fund, values: SpendingValues, by: User, at: dt.datetime
) -> Spending:
    """Say for which campaign an outflow was that another room posted, where, for how many."""
    fund = _held(fund)
    _check_may(by, fund.book.unit, at)
    findings = _faults(fund, values)
    out = telling_of(fund).outflows.get(entry.pk)
    if out is None or Spending.objects.filter(entry=entry).exists():
        message = "Bút toán này không phải khoản chi của quỹ, hoặc đã được ghi rõ rồi."
        findings.append(Finding("describe-entry", message, where="entry"))
    if findings or out is None:
        raise CannotSpend("Chưa ghi được khoản chi.", findings)
    spending = Spending.objects.create(
        fund=fund, campaign=values.campaign, amount=out.amount,
        words=single_spaced(nfc(values.words)), commune=values.commune,
        households=values.households, entry=entry, by=by, at=at,
    )  # fmt: skip
    write_line(
        verb="funds.spending_described", subject=spending, by=by, at=at,
        new={"entry": entry.number}, unit_key=fund.book.unit.key,
    )  # fmt: skip
    return spending


@transaction.atomic
def return_gift(
    *, donation: Donation, amount: Money, reason: str, by: User, at: dt.datetime
) -> GiftReturn:
    """Draft the voucher by which a gift, or a part of it, goes back to its donor."""
    fund = _held(donation.fund)
    donation = Donation.objects.select_related("donor__person", "unit").get(pk=donation.pk)
    _check_may(by, donation.unit, at)
    reason = single_spaced(nfc(reason))
    if donation.state != DonationState.RECEIVED or donation.way == DonationWay.GOODS:
        raise CannotSpend("Chỉ trả lại được khoản tiền đã nhận.")
    findings = []
    if not 0 < len(reason) <= 300:
        findings.append(
            Finding("return-reason", "Nhập lý do trả lại, không quá 300 chữ.", where="reason")
        )
    left = _returnable(donation, fund)
    if not 0 < amount.amount <= left:
        message = f"Khoản này còn trả lại được {Money(max(left, 0))}; phần đã chi thì không."
        findings.append(Finding("return-amount", message, where="amount"))
    if findings:
        raise CannotSpend("Chưa lập được phiếu trả lại.", findings)
    back = GiftReturn.objects.create(
        donation=donation, amount=amount.amount, reason=reason, by=by, at=at
    )
    said = _voucher_of(back, donation)
    back.voucher = ledger.draft_voucher(book=fund.book, fund=fund, said=said, by=by, at=at)
    back.save(update_fields=["voucher"])
    write_line(
        verb="funds.return_drafted", subject=back, by=by, at=at, new={"amount": amount.amount},
        note=reason, unit_key=donation.unit.key,
    )  # fmt: skip
    return back


def against_purpose(voucher: Voucher) -> Iterator[Finding]:
    """Whether a payment would take what was given for another campaign than its own.

    What is drafted here asked already; whatever is paid is asked again, as money moves meanwhile.
    """
    fund, amount, is_new = voucher.fund, voucher.amount, voucher.pk is None
    if fund is None or voucher.source == RETURN or (is_new and voucher.source == SPENDING):
        return
    spending = Spending.objects.filter(pk=voucher.record or 0).first()
    campaign = spending.campaign_id if spending and voucher.source == SPENDING else None
    free, tied = free_and_tied(fund, campaign, with_waiting=is_new)
    if free < amount <= free + tied:
        yield Finding(
            "pay-purpose",
            f"{fund.name} chỉ còn chi được {Money(free)} cho việc này; {Money(tied)} khác dành"
            " riêng cho đợt vận động khác. Khoản chi cho một đợt thì lập ở trang của đợt ấy.",
            where="amount",
        )


def _returnable(donation: Donation, fund: Fund) -> int:
    """What is left of a gift, less what waits to be returned."""
    waiting = GiftReturn.objects.filter(donation=donation, entry=None)
    promised = sum(one.amount for one in waiting.exclude(voucher__state__in=ENDED))
    return telling_of(fund).of(donation.entry_id).remaining - promised


def _voucher_of(back: GiftReturn, donation: Donation) -> VoucherValue:
    name = donation.donor.called if donation.donor else "Người ủng hộ"
    place = account_for("bank" if donation.way == DonationWay.BANK else "cash")
    return VoucherValue(
        VoucherKind.PAYMENT, localdate(back.at), Party(name),
        f"Trả lại {donation.code}: {back.reason}", Money(back.amount), account_for("returns"),
        source=RETURN, record=back.pk, place=place,
    )  # fmt: skip


def _held(fund: Fund) -> Fund:
    """The fund, its book held until the act is done, so that two do not promise the same money."""
    Book.objects.select_for_update().get(pk=fund.book_id)
    return Fund.objects.select_related("book__unit").get(pk=fund.pk)


def _check_may(by: User, unit: Unit, at: dt.datetime) -> None:
    if not allowed(by, Permission.RECORD, unit=unit, today=localdate(at)):
        raise CannotSpend("Anh, chị chưa được giao lập khoản chi của đơn vị này.")


def _faults(fund: Fund, values: SpendingValues) -> list[Finding]:
    found = []
    if not 0 < len(single_spaced(nfc(values.words))) <= 200:
        message = "Ghi chi cho việc gì, không ghi tên người nhận, không quá 200 chữ."
        found.append(Finding("spend-words", message, where="words"))
    if values.campaign is not None and values.campaign.fund_id != fund.pk:
        found.append(Finding("spend-campaign", "Đợt này thuộc quỹ khác.", where="campaign"))
    if values.households is not None and values.households < 0:
        found.append(Finding("spend-households", "Số hộ không âm.", where="households"))
    return found

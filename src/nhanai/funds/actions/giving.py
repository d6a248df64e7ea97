"""Gifts are written down and received."""

import datetime as dt
import secrets
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localdate

from nhanai.banking import actions as banking
from nhanai.banking.models import StatementLine
from nhanai.base.days import written
from nhanai.base.errors import Refused
from nhanai.base.findings import Finding
from nhanai.base.money import Money
from nhanai.base.text import fold, nfc, single_spaced
from nhanai.funds.actions.donors import DonorValues, add_donor
from nhanai.funds.facts import DONATION
from nhanai.funds.models import ContributionCampaign, Donation, Donor, PledgeInstalment
from nhanai.funds.permissions import Permission
from nhanai.funds.rules import foreign as foreign_rules
from nhanai.funds.rules.codes import new_code
from nhanai.funds.rules.foreign import Foreign
from nhanai.funds.rules.names import kind_of
from nhanai.funds.vocab import DonationState, DonationWay, PledgeState
from nhanai.identity.models import User
from nhanai.identity.queries import allowed
from nhanai.journal.actions import record as write_line
from nhanai.ledger import actions as ledger
from nhanai.ledger.models import Fund
from nhanai.ledger.rules.chart import account_for
from nhanai.ledger.rules.entries import LARGEST, LineValue
from nhanai.ledger.rules.vouchers import Party, VoucherValue
from nhanai.ledger.vocab import BookSource, VoucherKind
from nhanai.sending.actions import once

NOBODY = "Người ủng hộ không để lại tên"


class CannotGive(Refused):
    """The gift was not written down."""


@dataclass(frozen=True, slots=True)
class GiftValues:
    """What was given; `amount` in đồng, of goods what they are worth.

    With `line` it came to the bank: day and amount are those of the statement.
    """

    way: DonationWay
    day: dt.date
    amount: int
    campaign: ContributionCampaign | None = None
    goods: str = ""
    purpose: str = ""
    line: StatementLine | None = None
    foreign: Foreign | None = None
    """What it was in its own currency; `amount` is that at its rate."""
    instalment: PledgeInstalment | None = None
    """The instalment that it keeps; fund, campaign and donor are those of the pledge."""


@transaction.atomic
def give(
    *, fund: Fund, values: GiftValues, donor: Donor | DonorValues | None = None,
    token: uuid.UUID | None = None, by: User, at: dt.datetime,
) -> Donation:  # fmt: skip
    """Write down a gift.

    Cash and goods wait for the cashier with a voucher; what a bank statement shows is in the books
    at once. A line that was taken already, and a form that was sent twice, make no second gift.
    """
    fund = Fund.objects.select_related("book__unit").get(pk=fund.pk)
    if not allowed(by, Permission.RECORD, unit=fund.book.unit, today=localdate(at)):
        raise CannotGive("Anh, chị chưa được giao ghi khoản ủng hộ của đơn vị này.")

    def make() -> list[int]:
        return [_given(fund, values, donor, by=by, at=at).pk]

    content = [str(fund.pk), repr(values), donor.name if isinstance(donor, DonorValues) else ""]
    content.append(str(donor.pk) if isinstance(donor, Donor) else "")
    [pk] = once(make, token=token, act="funds.given", content=content, by=by, at=at)
    return Donation.objects.select_related("fund__book__unit", "donor__person").get(pk=pk)


def _given(
    fund: Fund, values: GiftValues, who: Donor | DonorValues | None, *, by: User, at: dt.datetime
) -> Donation:
    unit = fund.book.unit
    goods, purpose = single_spaced(nfc(values.goods)), single_spaced(nfc(values.purpose))
    if values.line is not None:
        StatementLine.objects.select_for_update().get(pk=values.line.pk)
    ledger.hold_books([fund.book_id])
    findings = list(_faults(fund, values, goods, purpose, today=localdate(at)))
    if isinstance(who, Donor) and who.unit_id != unit.pk:
        findings.append(Finding("donor-elsewhere", "Chọn người ủng hộ trong sổ.", where="donor"))
    if values.instalment is not None:
        findings += _faults_of_pledge(fund, values, who, values.instalment)
    if findings:
        raise CannotGive("Chưa ghi được khoản ủng hộ.", findings)
    donor = add_donor(unit=unit, values=who, by=by, at=at) if isinstance(who, DonorValues) else who
    code = _fresh_code(values.day)
    donation = Donation.objects.create(
        unit=unit, code=code, state=DonationState.WAITING, way=values.way, donor=donor, fund=fund,
        campaign=values.campaign, day=values.day, amount=values.amount, goods=goods,
        purpose=purpose, folded=_folded(code, goods, purpose, values.campaign), line=values.line,
        instalment=values.instalment, **_foreign(values.foreign), by=by, at=at,
    )  # fmt: skip
    new = {"code": code, "amount": values.amount, "fund": fund.name}
    write_line(
        verb="funds.donation_recorded", subject=donation, by=by, at=at, new=new, unit_key=unit.key
    )
    if values.line is None:
        donation.voucher = ledger.draft_voucher(
            book=fund.book, fund=fund, said=_voucher(donation), by=by, at=at
        )
        donation.save(update_fields=["voucher"])
    else:
        _taken_from(values.line, donation, by=by, at=at)
    return donation


def _taken_from(line: StatementLine, donation: Donation, *, by: User, at: dt.datetime) -> None:
    words = f"Khoản ủng hộ {donation.code}"
    banking.take_line(line=line, source=DONATION, record=donation.pk, words=words, by=by, at=at)
    fund, party = donation.fund, _party(donation).name
    said = _foreign(donation.in_foreign)
    bank, income = account_for("bank"), account_for(_income(donation))
    ledger.post(
        book=fund.book, day=donation.day, memo=_content(donation),
        lines=[
            LineValue(bank, debit=donation.amount, fund=fund.pk, party=party, **said),
            LineValue(income, credit=donation.amount, fund=fund.pk, party=party, **said),
        ],
        source=DONATION, record=donation.pk, by=by, at=at,
    )  # fmt: skip


@transaction.atomic
def take_lines(
    *, lines: Mapping[StatementLine, ContributionCampaign | PledgeInstalment], by: User,
    at: dt.datetime,
) -> list[Donation]:  # fmt: skip
    """Take every line as a gift for the campaign, or the pledge, whose code the payer wrote, all or
    none.

    Who paid for a campaign is kept as the bank told it; without a name the gift has no donor. Of a
    pledge it is the donor who pledged.
    """
    made = []
    for line, meant in lines.items():
        if isinstance(meant, PledgeInstalment):
            told, pledge = kept_by(line, meant), meant.pledge
            made.append(give(fund=pledge.fund, values=told, donor=pledge.donor, by=by, at=at))
            continue
        name = single_spaced(nfc(line.party))[:120]
        kind = kind_of(name, today=localdate(at))
        who = DonorValues(kind, name, is_another=True) if name else None
        values = GiftValues(DonationWay.BANK, line.day, int(line.amount), meant, line=line)
        made.append(give(fund=meant.fund, values=values, donor=who, by=by, at=at))
    return made


def kept_by(line: StatementLine, instalment: PledgeInstalment) -> GiftValues:
    """The gift by which that line keeps that instalment."""
    pledge = instalment.pledge
    return GiftValues(
        DonationWay.BANK, line.day, int(line.amount), pledge.campaign, purpose=pledge.purpose,
        line=line, instalment=instalment,
    )  # fmt: skip


def _faults(
    fund: Fund, values: GiftValues, goods: str, purpose: str, *, today: dt.date
) -> Iterator[Finding]:
    if fund.book.source != BookSource.FUND or fund.closed_on is not None:
        yield Finding("gift-fund", "Chọn một quỹ đang dùng để nhận ủng hộ.", where="fund")
    if not 0 < values.amount <= LARGEST:
        yield Finding("gift-amount", "Nhập số tiền lớn hơn 0 đồng.", where="amount")
    if values.day > today:
        yield Finding("gift-day", "Ngày ủng hộ không sau hôm nay.", where="day")
    if (values.way == DonationWay.GOODS) != bool(goods) or len(goods) > 300:
        message = "Ghi hiện vật gì, bao nhiêu (chỉ khi ủng hộ bằng hiện vật), không quá 300 chữ."
        yield Finding("gift-goods", message, where="goods")
    if len(purpose) > 300:
        yield Finding("gift-purpose", "Ghi cho việc gì không quá 300 chữ.", where="purpose")
    if (values.way == DonationWay.BANK) != (values.line is not None):
        message = "Khoản chuyển khoản được ghi từ dòng sao kê. Hãy mở trang Sao kê chờ nhận."
        yield Finding("gift-line", message, where="way")
    if values.foreign is not None:
        yield from foreign_rules.faults_of(values.foreign)
        if values.way == DonationWay.GOODS or values.amount != values.foreign.dong:
            message = "Số đồng của ngoại tệ là số ngoại tệ nhân tỷ giá, chỉ với tiền."
            yield Finding("gift-foreign", message, where="amount")
    if values.line is not None:
        yield from _faults_of_line(fund, values, values.line)
    if values.campaign is not None:
        yield from _faults_of_campaign(fund, values.campaign, values.day)


def _faults_of_line(fund: Fund, values: GiftValues, line: StatementLine) -> Iterator[Finding]:
    if line.account.unit_id != fund.book.unit_id:
        message = "Sao kê này là của tài khoản đơn vị khác. Chọn quỹ của chính đơn vị ấy."
        yield Finding("gift-line-unit", message, where="fund")
    told = values.foreign
    if line.account.currency != (told.currency if told else "VND"):
        message = f"Tài khoản này là {line.account.currency}. Nhập tỷ giá ngày nhận."
        yield Finding("gift-line-currency", message, where="rate")
    taken = Donation.objects.filter(line=line).exclude(state=DonationState.UNDONE).first()
    if taken is not None:
        message = f"Dòng sao kê này đã là khoản ủng hộ {taken.code}."
        yield Finding("gift-line-twice", message, where="way")
    if line.amount != (told.amount if told else values.amount) or line.day != values.day:
        message = "Ngày và số tiền phải đúng như sao kê."
        yield Finding("gift-line-differs", message, where="amount")


def _faults_of_pledge(
    fund: Fund, values: GiftValues, who: Donor | DonorValues | None, instalment: PledgeInstalment
) -> Iterator[Finding]:
    pledge = instalment.pledge
    if pledge.fund_id != fund.pk or pledge.campaign_id != getattr(values.campaign, "pk", None):
        message = "Khoản theo cam kết vào đúng quỹ, đúng đợt của cam kết."
        yield Finding("gift-pledge-fund", message, where="fund")
    if not isinstance(who, Donor) or who.pk != pledge.donor_id:
        message = "Khoản theo cam kết là của chính người đã cam kết."
        yield Finding("gift-pledge-donor", message, where="donor")
    if pledge.state == PledgeState.WITHDRAWN:
        message = "Cam kết này đã rút. Hãy ghi là khoản ủng hộ thường."
        yield Finding("gift-pledge-withdrawn", message, where="donor")


def _faults_of_campaign(
    fund: Fund, campaign: ContributionCampaign, day: dt.date
) -> Iterator[Finding]:
    if campaign.fund_id != fund.pk:
        message = f"Đợt này nhận vào {campaign.fund.name}. Hãy chọn quỹ ấy."
        yield Finding("gift-campaign-fund", message, where="campaign")
    if not campaign.launched_on <= day <= campaign.receives_until:
        message = (
            f"Đợt này tiếp nhận từ {written(campaign.launched_on)} đến hết ngày"
            f" {written(campaign.receives_until)}. Hãy bỏ chọn đợt, hoặc trả lại khoản này."
        )
        yield Finding("gift-campaign-day", message, where="campaign")


def _voucher(donation: Donation) -> VoucherValue:
    is_goods = donation.way == DonationWay.GOODS
    return VoucherValue(
        VoucherKind.GOODS_IN if is_goods else VoucherKind.RECEIPT, donation.day, _party(donation),
        _content(donation), Money(donation.amount), account_for(_income(donation)),
        source=DONATION, record=donation.pk,
    )  # fmt: skip


def _foreign(foreign: Foreign | None) -> Mapping[str, Any]:
    """The same as fields of a row or of a line of an entry; none for đồng."""
    if foreign is None:
        return {}
    return {"currency": foreign.currency, "foreign": foreign.amount, "rate": foreign.rate}


def foreign_of(record: int) -> Mapping[str, Any]:
    """What the books keep of a gift in another currency, by its number."""
    return _foreign(Donation.objects.get(pk=record).in_foreign)


def _income(donation: Donation) -> str:
    if donation.donor is not None and donation.donor.abroad:
        return "foreign-aid"
    return "goods-donations" if donation.way == DonationWay.GOODS else "donations"


def _party(donation: Donation) -> Party:
    return Party(donation.donor.called if donation.donor else NOBODY)


def _content(donation: Donation) -> str:
    what = f"Ủng hộ {donation.goods or donation.in_foreign or ''}".strip()
    where = donation.campaign.name if donation.campaign else donation.fund.name
    return f"{what} {where} ({donation.code})"[:500]


def _folded(code: str, goods: str, purpose: str, campaign: ContributionCampaign | None) -> str:
    return fold(f"{code} {goods} {purpose} {campaign.name if campaign else ''}")[:900]


def _fresh_code(day: dt.date) -> str:
    """A code that no gift has."""
    while True:
        code = new_code(
            day.year, day.month, secret=settings.SECRET_KEY.encode(), choose=secrets.choice
        )
        if not Donation.objects.filter(code=code).exists():
            return code

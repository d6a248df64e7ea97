"""Pledges are written down, lessened, withdrawn; gifts keep them."""

import datetime as dt
import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction
from django.utils.timezone import localdate

from nhanai.banking.rules.references import MOST as REFERENCES
from nhanai.banking.rules.references import reference_of
from nhanai.base.errors import Refused
from nhanai.base.findings import Finding
from nhanai.base.money import Money
from nhanai.base.text import nfc, single_spaced
from nhanai.funds.actions.donors import DonorValues, add_donor
from nhanai.funds.models import (
    ContributionCampaign,
    Donor,
    Pledge,
    PledgeChange,
    PledgeInstalment,
)
from nhanai.funds.permissions import Permission
from nhanai.funds.queries import reckoning
from nhanai.funds.rules.pledges import faults_of
from nhanai.funds.vocab import PledgeState
from nhanai.identity.models import User
from nhanai.identity.queries import allowed
from nhanai.journal.actions import record as write_line
from nhanai.ledger.models import Fund
from nhanai.ledger.vocab import BookSource
from nhanai.sending.actions import once


class CannotPledge(Refused):
    """The pledge stays as it was."""


@dataclass(frozen=True, slots=True)
class PledgeValues:
    """What is promised; each of `parts` is a day and đồng, of goods what they are worth."""

    day: dt.date
    parts: tuple[tuple[dt.date, int], ...]
    campaign: ContributionCampaign | None = None
    goods: str = ""
    purpose: str = ""


def reference(instalment: int) -> str:
    """What who pays the instalment of that number writes into the transfer.

    Campaigns count from the other end; the two would meet after some three million of each.
    """
    return reference_of(REFERENCES - instalment)


@transaction.atomic
def pledge(
    *, fund: Fund, values: PledgeValues, donor: Donor | DonorValues | None,
    token: uuid.UUID | None = None, by: User, at: dt.datetime,
) -> Pledge:  # fmt: skip
    """Write down what a donor promises to a fund, or refuse with every finding at once."""
    fund = Fund.objects.select_related("book__unit").get(pk=fund.pk)
    if not allowed(by, Permission.RECORD, unit=fund.book.unit, today=localdate(at)):
        raise CannotPledge("Anh, chị chưa được giao ghi cam kết ủng hộ của đơn vị này.")

    def make() -> list[int]:
        return [_pledged(fund, values, donor, by=by, at=at).pk]

    content = [str(fund.pk), repr(values), donor.name if isinstance(donor, DonorValues) else ""]
    content.append(str(donor.pk) if isinstance(donor, Donor) else "")
    [pk] = once(make, token=token, act="funds.pledged", content=content, by=by, at=at)
    return Pledge.objects.select_related("fund__book__unit", "donor__person").get(pk=pk)


def _pledged(
    fund: Fund, values: PledgeValues, who: Donor | DonorValues | None, *, by: User, at: dt.datetime
) -> Pledge:
    unit = fund.book.unit
    goods, purpose = single_spaced(nfc(values.goods)), single_spaced(nfc(values.purpose))
    findings = list(_faults(fund, values, goods, purpose, today=localdate(at)))
    if who is None or (isinstance(who, Donor) and who.unit_id != unit.pk):
        findings.append(Finding("pledge-donor", "Ghi ai cam kết.", where="donor"))
    if findings or who is None:
        raise CannotPledge("Chưa ghi được cam kết.", findings)
    donor = add_donor(unit=unit, values=who, by=by, at=at) if isinstance(who, DonorValues) else who
    made = Pledge.objects.create(
        unit=unit, donor=donor, fund=fund, campaign=values.campaign, state=PledgeState.OPEN,
        day=values.day, amount=sum(amount for _, amount in values.parts), goods=goods,
        purpose=purpose, by=by, at=at,
    )  # fmt: skip
    PledgeInstalment.objects.bulk_create(
        PledgeInstalment(pledge=made, due_on=due, amount=amount)
        for due, amount in sorted(values.parts)
    )
    new = {"amount": made.amount, "fund": fund.name, "instalments": len(values.parts)}
    write_line(verb="funds.pledge_recorded", subject=made, by=by, at=at, new=new, unit_key=unit.key)
    return made


@transaction.atomic
def lessen(
    *, pledge: Pledge, amount: Money | None, reason: str, by: User, at: dt.datetime
) -> Pledge:
    """Let the donor off so much of what is open, taken from the last instalments; None lets her
    off all of it and ends the pledge. What was received stays received.
    """
    pledge = _held(pledge)
    if not allowed(by, Permission.RECORD, unit=pledge.unit, today=localdate(at)):
        raise CannotPledge("Anh, chị chưa được giao ghi cam kết ủng hộ của đơn vị này.")
    if pledge.state != PledgeState.OPEN:
        raise CannotPledge("Cam kết này không còn phần nào chờ thực hiện.")
    left, reason = reckoning(pledge).open, single_spaced(nfc(reason))
    findings = []
    if not 0 < len(reason) <= 300:
        findings.append(
            Finding("lessen-reason", "Ghi vì sao bớt hoặc rút, không quá 300 chữ.", where="reason")
        )
    off = left if amount is None else amount.amount
    if not 0 < off <= left:
        message = f"Phần chưa thực hiện còn {Money(left)}; chỉ bớt được trong số ấy."
        findings.append(Finding("lessen-amount", message, where="amount"))
    if findings:
        raise CannotPledge("Chưa bớt được cam kết.", findings)
    PledgeChange.objects.create(
        pledge=pledge, amount=off, is_withdrawal=amount is None, reason=reason, by=by, at=at
    )
    if amount is None:
        pledge.state = PledgeState.WITHDRAWN
        pledge.save(update_fields=["state"])
    else:
        keep_state(pledge)
    verb = "funds.pledge_withdrawn" if amount is None else "funds.pledge_lessened"
    write_line(
        verb=verb, subject=pledge, by=by, at=at, new={"amount": off}, note=reason,
        unit_key=pledge.unit.key,
    )  # fmt: skip
    return pledge


def keep_state(pledge: Pledge) -> None:
    """Say whether anything is open, after something came, went back or was let off."""
    pledge = _held(pledge)
    if pledge.state == PledgeState.WITHDRAWN:
        return
    state = PledgeState.OPEN if reckoning(pledge).open else PledgeState.KEPT
    if state != pledge.state:
        pledge.state = state
        pledge.save(update_fields=["state"])


def _held(pledge: Pledge) -> Pledge:
    rows = Pledge.objects.select_for_update(of=("self",)).select_related("unit")
    return rows.get(pk=pledge.pk)


def _faults(
    fund: Fund, values: PledgeValues, goods: str, purpose: str, *, today: dt.date
) -> Iterator[Finding]:
    if fund.book.source != BookSource.FUND or fund.closed_on is not None:
        yield Finding("pledge-fund", "Chọn một quỹ đang dùng để nhận ủng hộ.", where="fund")
    if values.day > today:
        yield Finding("pledge-day", "Ngày cam kết không sau hôm nay.", where="day")
    for text, where in ((goods, "goods"), (purpose, "purpose")):
        if len(text) > 300:
            yield Finding("pledge-long", "Viết không quá 300 chữ.", where=where)
    campaign = values.campaign
    if campaign is not None and campaign.fund_id != fund.pk:
        message = f"Đợt này nhận vào {campaign.fund.name}. Hãy chọn quỹ ấy."
        yield Finding("pledge-campaign-fund", message, where="campaign")
    until = campaign.receives_until if campaign else None
    yield from faults_of(values.parts, day=values.day, until=until)

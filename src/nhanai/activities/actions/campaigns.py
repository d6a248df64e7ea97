"""Campaigns and rates of conversion."""

import datetime as dt

from django.db import transaction
from django.utils.timezone import localdate

from nhanai.activities.models import Activity, Campaign, ConversionRate
from nhanai.activities.permissions import Permission
from nhanai.activities.rules.kinds import items
from nhanai.activities.vocab import CampaignKind
from nhanai.base.days import written
from nhanai.base.errors import Refused
from nhanai.base.findings import Finding
from nhanai.base.text import fold, single_spaced
from nhanai.identity.models import User
from nhanai.identity.queries import allowed, holds
from nhanai.journal.actions import record as write_line
from nhanai.units.models import Unit

MOST_RATE = 10**9


class CannotRunCampaign(Refused):
    """This campaign or rate cannot be set."""


@transaction.atomic
def set_campaign(
    *, campaign: Campaign | None = None, name: str, kind: CampaignKind, owner: Unit,
    days: tuple[dt.date, dt.date], note: str = "", by: User, at: dt.datetime,
) -> Campaign:  # fmt: skip
    """Start a campaign, or change one; `days` are its first and its last."""
    today = localdate(at)
    row = Campaign.objects.select_for_update().get(pk=campaign.pk) if campaign else Campaign()
    for unit in [owner, *([row.owner] if campaign else [])]:
        if not allowed(by, Permission.RUN_CAMPAIGNS, unit=unit, today=today):
            raise CannotRunCampaign("Anh, chị chưa được giao chiến dịch của đơn vị này.")
    name = single_spaced(name)[:200]
    findings = [*_faults(name, days), *_left_outside(row, kind)]
    same = Campaign.objects.filter(owner=owner, name=name, start=days[0]).exclude(pk=row.pk)
    if same.exists():
        findings.append(Finding("campaign-twice", "Chiến dịch này đã có.", where="name"))
    if findings:
        raise CannotRunCampaign("Chưa ghi được chiến dịch.", findings)
    row.name, row.name_folded, row.kind, row.owner, row.note = name, fold(name), kind, owner, note
    row.start, row.end = days[0], days[1] + dt.timedelta(days=1)
    row.save()
    new = {"name": name, "kind": kind, "start": row.start, "end": row.end}
    write_line(
        verb="activities.campaign_set", subject=row, by=by, at=at, new=new, unit_key=owner.key
    )
    return row


def _faults(name: str, days: tuple[dt.date, dt.date]) -> list[Finding]:
    found = []
    if not name:
        found.append(Finding("campaign-name", "Nhập tên chiến dịch.", where="name"))
    if days[1] < days[0]:
        message = f"Ngày cuối phải từ {written(days[0])} trở đi."
        found.append(Finding("campaign-days", message, where="last"))
    return found


def _left_outside(row: Campaign, kind: CampaignKind) -> list[Finding]:
    """Its kind decides what is counted, so it stays once something was recorded in it."""
    if row.pk and row.kind != kind and Activity.objects.filter(campaign=row).exists():
        message = (
            "Đã có hoạt động trong chiến dịch này, nên không đổi loại. Hãy lập chiến dịch khác."
        )
        return [Finding("campaign-kind", message, where="kind")]
    return []


@transaction.atomic
def set_rate(
    *, item: str, start: dt.date, amount: int, basis: str = "", is_verified: bool = False,
    by: User, at: dt.datetime,
) -> ConversionRate:  # fmt: skip
    """Say at which rate something is converted from that day on; what was recorded stays."""
    today = localdate(at)
    if not holds(by, Permission.SET_RATES, today=today):
        raise CannotRunCampaign("Anh, chị chưa được giao đặt mức quy đổi.")
    basis = single_spaced(basis)[:300]
    findings = []
    if item not in {"BLOOD_UNIT", "BLOOD_ML"} or item not in items():
        findings.append(Finding("rate-item", "Chọn thứ được quy đổi.", where="item"))
    if not 0 < amount <= MOST_RATE:
        findings.append(Finding("rate-amount", "Nhập mức quy đổi lớn hơn 0 đồng.", where="amount"))
    if is_verified and not basis:
        message = "Mức đã kiểm chứng phải có căn cứ: số, ký hiệu và ngày của văn bản."
        findings.append(Finding("rate-basis", message, where="basis"))
    if ConversionRate.objects.filter(item=item, start=start).exists():
        message = f"Đã có mức quy đổi từ ngày {written(start)}. Hãy chọn ngày khác."
        findings.append(Finding("rate-twice", message, where="start"))
    if findings:
        raise CannotRunCampaign("Chưa đặt được mức quy đổi.", findings)
    row = ConversionRate.objects.create(
        item=item, start=start, amount=amount, basis=basis, is_verified=is_verified
    )
    new = {"item": item, "start": start, "amount": amount, "basis": basis}
    write_line(verb="activities.rate_set", subject=row, by=by, at=at, new=new)
    return row

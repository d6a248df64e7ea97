"""Campaigns for contributions are launched."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction
from django.utils.timezone import localdate

from nhanai.base.days import written
from nhanai.base.errors import Refused
from nhanai.base.findings import Finding
from nhanai.base.text import fold, nfc, single_spaced
from nhanai.funds.models import ContributionCampaign
from nhanai.funds.permissions import Permission
from nhanai.funds.rules.clocks import latest_end
from nhanai.funds.vocab import CampaignLaw
from nhanai.identity.models import User
from nhanai.identity.queries import allowed
from nhanai.journal.actions import record as write_line
from nhanai.ledger.models import Fund
from nhanai.ledger.rules.entries import LARGEST
from nhanai.ledger.vocab import BookSource


class CannotRunCampaign(Refused):
    """The campaign was not launched."""


@dataclass(frozen=True, slots=True)
class CampaignValues:
    """What an appeal says; `goal` in đồng, 0 where it names none."""

    law: CampaignLaw
    name: str
    appeal: str
    area: str
    launched_on: dt.date
    receives_until: dt.date
    goal: int = 0


@transaction.atomic
def launch(
    *, fund: Fund, values: CampaignValues, by: User, at: dt.datetime
) -> ContributionCampaign:
    """Launch a campaign whose gifts go to that fund, or refuse with every finding at once."""
    fund = Fund.objects.select_for_update(of=("self",)).select_related("book__unit").get(pk=fund.pk)
    unit = fund.book.unit
    if not allowed(by, Permission.MANAGE, unit=unit, today=localdate(at)):
        raise CannotRunCampaign("Anh, chị chưa được giao phát động đợt vận động của đơn vị này.")
    words = {key: single_spaced(nfc(getattr(values, key))) for key in ("name", "appeal", "area")}
    findings = list(_faults(fund, values, words))
    if findings:
        raise CannotRunCampaign("Chưa ghi được đợt vận động.", findings)
    campaign = ContributionCampaign.objects.create(
        unit=unit, fund=fund, law=values.law, folded=fold(" ".join(words.values()))[:700],
        launched_on=values.launched_on, receives_until=values.receives_until,
        goal=values.goal or None, by=by, at=at, **words,
    )  # fmt: skip
    new = {"name": campaign.name, "until": campaign.receives_until}
    write_line(
        verb="funds.campaign_launched", subject=campaign, by=by, at=at, new=new, unit_key=unit.key
    )
    return campaign


def _faults(fund: Fund, values: CampaignValues, words: dict[str, str]) -> Iterator[Finding]:
    asked = {
        "name": ("Nhập tên đợt vận động", 200), "appeal": ("Nhập số, ngày văn bản kêu gọi", 300),
        "area": ("Nhập giúp ai, ở đâu", 300),
    }  # fmt: skip
    for key, (message, longest) in asked.items():
        if not 0 < len(words[key]) <= longest:
            yield Finding(f"campaign-{key}", f"{message}, không quá {longest} chữ.", where=key)
    if fund.book.source != BookSource.FUND or fund.closed_on is not None:
        yield Finding("campaign-fund", "Chọn một quỹ đang dùng để nhận ủng hộ.", where="fund")
    if ContributionCampaign.objects.filter(unit=fund.book.unit, name=words["name"]).exists():
        yield Finding("campaign-twice", "Đơn vị đã có đợt vận động tên này.", where="name")
    if values.goal < 0 or values.goal > LARGEST:
        yield Finding(
            "campaign-goal", "Mục tiêu là số tiền lớn hơn 0, hoặc bỏ trống.", where="goal"
        )
    if values.receives_until < values.launched_on:
        message = "Ngày hết tiếp nhận không trước ngày phát động."
        yield Finding("campaign-days", message, where="receives_until")
    limit = latest_end(values.law, values.launched_on)
    if limit is not None and values.receives_until > limit.due:
        message = (
            f"Theo {limit.basis}, đợt này chỉ tiếp nhận đến hết ngày {written(limit.due)}."
            " Hãy chọn ngày sớm hơn."
        )
        yield Finding("campaign-long", message, where="receives_until")

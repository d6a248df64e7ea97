"""Letters of thanks are worded, and made for who gave."""

import datetime as dt
import uuid
from collections.abc import Collection
from typing import Final

from django.db import transaction
from django.utils.timezone import localdate

from nhanai.base.errors import Refused
from nhanai.base.text import nfc
from nhanai.funds.models import ContributionCampaign, ThanksBatch, ThanksLetter, ThanksText
from nhanai.funds.permissions import Permission
from nhanai.funds.queries import givers_of, thanks_of, unthanked
from nhanai.funds.rules.thanks import faults_of
from nhanai.identity.models import User
from nhanai.identity.queries import allowed
from nhanai.journal.actions import record as write_line
from nhanai.sending.actions import once

MOST: Final = 300
"""Letters of one file."""


class CannotThank(Refused):
    """No letter was made, or its words stay as they were."""


@transaction.atomic
def word_thanks(
    *, campaign: ContributionCampaign, text: str, by: User, at: dt.datetime
) -> ThanksText:  # fmt: skip
    """Keep what letters of this campaign say from now on."""
    campaign = _held(campaign, by=by, at=at)
    text = nfc(text).strip()
    if findings := list(faults_of(text)):
        raise CannotThank("Chưa ghi được lời cảm ơn.", findings)
    kept, _ = ThanksText.objects.update_or_create(
        campaign=campaign, defaults={"text": text, "by": by, "at": at}
    )
    write_line(
        verb="funds.thanks_worded", subject=campaign, by=by, at=at, unit_key=campaign.unit.key
    )
    return kept


@transaction.atomic
def thank(
    *, campaign: ContributionCampaign, donors: Collection[int] | None,
    token: uuid.UUID | None = None, by: User, at: dt.datetime,
) -> ThanksBatch:  # fmt: skip
    """Make the letters to these donors, or to all who were not thanked for all that they gave.

    At most 300 at once, the first by name; who is left is there the next time.
    """
    campaign = _held(campaign, by=by, at=at)
    chosen = sorted(set(donors or ()))

    def make() -> list[int]:
        return [_thanked(campaign, chosen, is_all=donors is None, by=by, at=at).pk]

    content = [str(campaign.pk), *map(str, chosen)]
    [pk] = once(make, token=token, act="funds.thanks", content=content, by=by, at=at)
    return ThanksBatch.objects.get(pk=pk)


def _thanked(
    campaign: ContributionCampaign, chosen: Collection[int], *, is_all: bool, by: User,
    at: dt.datetime,
) -> ThanksBatch:  # fmt: skip
    rows = givers_of(campaign)
    found = list((unthanked(rows) if is_all else rows.filter(pk__in=chosen))[:MOST])
    if not found:
        raise CannotThank("Chọn ít nhất một người đã ủng hộ đợt này.")
    batch = ThanksBatch.objects.create(campaign=campaign, text=thanks_of(campaign), by=by, at=at)
    ThanksLetter.objects.bulk_create(
        ThanksLetter(batch=batch, donor=one, amount=one.whole, gifts=one.times) for one in found
    )
    write_line(
        verb="funds.thanks_made", subject=batch, by=by, at=at, new={"letters": len(found)},
        unit_key=campaign.unit.key,
    )  # fmt: skip
    return batch


def _held(
    campaign: ContributionCampaign, *, by: User, at: dt.datetime
) -> ContributionCampaign:  # fmt: skip
    rows = ContributionCampaign.objects.select_for_update(of=("self",)).select_related("unit")
    campaign = rows.get(pk=campaign.pk)
    if not allowed(by, Permission.RECORD, unit=campaign.unit, today=localdate(at)):
        raise CannotThank("Anh, chị chưa được giao ghi khoản ủng hộ của đơn vị này.")
    return campaign

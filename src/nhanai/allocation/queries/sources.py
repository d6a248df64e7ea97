"""Where the money of a round may come from."""

import datetime as dt
from dataclasses import dataclass

from nhanai.allocation.models import AllocationRound
from nhanai.funds.models import ContributionCampaign
from nhanai.funds.queries import spendable, telling_of
from nhanai.identity.models import User
from nhanai.ledger import queries as ledger
from nhanai.ledger.models import Fund


@dataclass(frozen=True, slots=True)
class Source:
    """Where the money of a pot comes from: a fund, what was given to it for one campaign."""

    fund: Fund | None = None
    campaign: ContributionCampaign | None = None
    left: int = 0
    """What may be spent of it, in đồng, when it was asked."""

    @property
    def name(self) -> str:
        """As the pot is called."""
        of = self.campaign or self.fund
        return of.name if of else ""


def sources_for(round_: AllocationRound, user: User, *, today: dt.date) -> list[Source]:
    """The open funds of the round's unit that she sees, and their campaigns, with something left.

    What was given for a campaign is offered for that campaign alone, together with what was given
    for none.
    """
    funds = ledger.funds_of(user, today=today)
    found = []
    for fund in funds.filter(book__unit=round_.unit_id, closed_on=None, balance__amount__gt=0):
        told = telling_of(fund)
        given = {way.campaign for way in told.ways.values() if way.campaign and way.remaining}
        found += [
            Source(fund, campaign, spendable(fund, campaign.pk if campaign else None))
            for campaign in (None, *ContributionCampaign.objects.filter(pk__in=given))
        ]
    return [one for one in found if one.left > 0]

"""Gifts as the public may follow them: what became of each, and never who was helped."""

import datetime as dt
import hashlib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from nhanai.funds.actions.following import reference
from nhanai.funds.models import ContributionCampaign, Donation, Donor
from nhanai.funds.queries.telling import Step, step_places, telling_of
from nhanai.funds.vocab import DonationState, DonorKind, Naming
from nhanai.ledger.models import Fund
from nhanai.publishing.rules.suppression import LEAST

_SHOWN: Final = 24


def gift_key(code: str) -> str:
    """How a gift is found by its code, without the code being published."""
    tidied = "".join(sign for sign in code.upper() if sign.isalnum())
    return f"GIFT/{hashlib.sha256(tidied.encode()).hexdigest()[:_SHOWN].upper()}"


@dataclass(frozen=True, slots=True)
class Gifts:
    """The gifts of a fund, and what came of each campaign until the last day; in đồng."""

    entries: Sequence[dict[str, Any]]
    campaigns: Sequence[dict[str, Any]]


def campaign_key(campaign: ContributionCampaign) -> str:
    """How a campaign is known to the public: by what payers write into their transfers."""
    return f"DOT-{reference(campaign)}"


def gifts_of(fund: Fund, unit: str, start: dt.date, end: dt.date) -> Gifts:
    """Each gift of the fund that came, or went on, from `start` to before `end`."""
    told = telling_of(fund)
    rows = Donation.objects.filter(
        fund=fund, state=DonationState.RECEIVED, day__lt=end, entry__isnull=False
    ).select_related("donor__person", "campaign")
    found: list[dict[str, Any]] = []
    sums: dict[int, Counter[str]] = defaultdict(Counter)
    campaigns: dict[int, ContributionCampaign] = {}
    for gift in rows.order_by("day", "pk"):
        way = told.of(gift.entry_id)
        steps = [step for step in told.steps(way) if step.day < end]
        given = sum(step.amount for step in steps if not step.is_return)
        returned = sum(step.amount for step in steps if step.is_return)
        if gift.campaign is not None:
            campaigns[gift.campaign.pk] = gift.campaign
            sums[gift.campaign.pk].update(received=gift.amount, given=given, returned=returned)
        if gift.day < start and not any(step.day >= start for step in steps):
            continue
        places = step_places(steps, end)
        found.append(
            {
                "kind": "gift", "key": gift_key(gift.code), "day": f"{gift.day}",
                "amount": gift.amount, "fund": fund.name, "unit": unit,
                "campaign": gift.campaign.name if gift.campaign else "",
                "donor": _named(gift.donor), "given": given, "returned": returned,
                "left": gift.amount - given - returned,
                "steps": [_step(step, places.get(step.commune or 0, "")) for step in steps],
            }
        )  # fmt: skip
    return Gifts(found, [_campaign(one, unit, sums[key]) for key, one in campaigns.items()])


def _campaign(campaign: ContributionCampaign, unit: str, sums: Mapping[str, int]) -> dict[str, Any]:
    received, given, returned = (sums[name] for name in ("received", "given", "returned"))
    return {
        "key": campaign_key(campaign), "name": campaign.name, "unit": unit, "received": received,
        "given": given, "returned": returned, "left": received - given - returned,
    }  # fmt: skip


def _step(step: Step, place: str) -> dict[str, Any]:
    several = step.households
    return {
        "day": f"{step.day}", "what": step.what, "amount": step.amount, "place": place,
        "households": several if several is not None and several >= LEAST else None,
    }  # fmt: skip


def _named(donor: Donor | None) -> str:
    """As she wishes to be named; nobody where she does not, or is not known."""
    if donor is None or donor.naming == Naming.UNNAMED:
        return ""
    if donor.naming == Naming.OTHER_NAME:
        return donor.other_name
    if donor.kind == DonorKind.ORGANISATION:
        return donor.name
    return donor.person.full_name if donor.person else ""

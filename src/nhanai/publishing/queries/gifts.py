"""Gifts as the public may follow them: what became of each, and never who was helped."""

import datetime as dt
import hashlib
from typing import Any, Final

from nhanai.funds.models import Donation, Donor
from nhanai.funds.queries.telling import Step, step_places, telling_of
from nhanai.funds.vocab import DonationState, DonorKind, Naming
from nhanai.ledger.models import Fund
from nhanai.publishing.rules.suppression import LEAST

_SHOWN: Final = 24


def gift_key(code: str) -> str:
    """How a gift is found by its code, without the code being published."""
    tidied = "".join(sign for sign in code.upper() if sign.isalnum())
    return f"GIFT/{hashlib.sha256(tidied.encode()).hexdigest()[:_SHOWN].upper()}"


def gifts_of(fund: Fund, unit: str, start: dt.date, end: dt.date) -> list[dict[str, Any]]:
    """Each gift of the fund that came, or went on, from `start` to before `end`; in đồng."""
    told = telling_of(fund)
    rows = Donation.objects.filter(
        fund=fund, state=DonationState.RECEIVED, day__lt=end, entry__isnull=False
    ).select_related("donor__person", "campaign")
    found = []
    for gift in rows.order_by("day", "pk"):
        way = told.of(gift.entry_id)
        steps = [step for step in told.steps(way) if step.day < end]
        if gift.day < start and not any(step.day >= start for step in steps):
            continue
        given = sum(step.amount for step in steps if not step.is_return)
        returned = sum(step.amount for step in steps if step.is_return)
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
    return found


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

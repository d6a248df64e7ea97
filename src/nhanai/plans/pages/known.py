"""What the plan's page says of making it known, and of what hinders its work."""

import datetime as dt
from dataclasses import dataclass

from nhanai.identity.models import User
from nhanai.plans import queries
from nhanai.plans.models import Plan
from nhanai.web.paging import totals_of


@dataclass(frozen=True, slots=True)
class Known:
    """Whether the plan was sent to her to be read, and how many concerns are open."""

    is_sent: bool
    is_asked: bool
    concerns: int


def known(plan: Plan, *, user: User, today: dt.date) -> Known:
    """Load it in one query."""
    concerns = queries.concerns_seen(user, today=today).filter(task__plan=plan)
    totals = totals_of(
        {
            "sent": queries.sent_to(plan, user, today=today),
            "asked": queries.asked_to_read(user, today=today).filter(plan=plan),
            "concerns": concerns.filter(settled_at__isnull=True),
        }
    )
    return Known(bool(totals["sent"]), bool(totals["asked"]), totals["concerns"])

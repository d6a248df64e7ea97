"""What a person who prepares releases may choose from."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any, Final

from django.db.models import QuerySet

from nhanai.activities.models import Activity
from nhanai.activities.queries import visible_to
from nhanai.activities.vocab import ActivityState
from nhanai.allocation.models import AllocationRound
from nhanai.allocation.queries import approved
from nhanai.banking.models import BankAccount
from nhanai.documents.models import OutgoingDocument
from nhanai.funds.models import ContributionCampaign
from nhanai.identity.models import User
from nhanai.identity.queries import reached
from nhanai.plans.models import Plan
from nhanai.plans.rules.moves import HANDED_OUT
from nhanai.publishing.permissions import Permission
from nhanai.units.models import Unit
from nhanai.units.queries import in_force, named
from nhanai.units.vocab import UnitKind

GOOD_KINDS: Final = ("MODEL", "GOOD_DEED")
GOOD_SHOWN: Final = 60


def reports_to_publish(user: User, today: dt.date) -> QuerySet[OutgoingDocument]:
    """Issued reports in force of the units for which she prepares releases."""
    within = reached(user, Permission.PREPARE, today=today)
    rows = OutgoingDocument.objects.filter(owner__in=within, kind="BC", recalled_at__isnull=True)
    return rows.exclude(pdf="").order_by("-day", "-pk")


def rounds_to_publish(user: User, today: dt.date) -> QuerySet[AllocationRound]:
    """Approved rounds of those units."""
    return approved().filter(unit__in=reached(user, Permission.PREPARE, today=today))


def plans_to_publish(user: User, today: dt.date) -> QuerySet[Plan]:
    """Plans of those units whose tasks were handed out."""
    within = reached(user, Permission.PREPARE, today=today)
    rows = Plan.objects.filter(owner__in=within, state__in=HANDED_OUT)
    return rows.order_by("-confirmed_at", "-pk")


def appeals_to_publish(user: User, today: dt.date) -> QuerySet[ContributionCampaign]:
    """Campaigns of those units that still receive."""
    within = reached(user, Permission.PREPARE, today=today)
    rows = ContributionCampaign.objects.filter(unit__in=within, receives_until__gte=today)
    return rows.order_by("-launched_on", "-pk")


def accounts_to_publish(user: User, today: dt.date) -> QuerySet[BankAccount]:
    """Accounts in đồng of those units that are in use."""
    within = reached(user, Permission.PREPARE, today=today)
    rows = BankAccount.objects.filter(unit__in=within, currency="VND", closed_on__isnull=True)
    return rows.order_by("unit", "name", "pk")


def communes_to_name(user: User, today: dt.date) -> QuerySet[Unit]:
    """The communes where those units work."""
    within = reached(user, Permission.PREPARE, today=today)
    chapters = Unit.objects.filter(pk__in=within, kind=UnitKind.CHAPTER)
    communes = Unit.objects.filter(
        in_force(today), kind=UnitKind.COMMUNE, pk__in=chapters.values("territory")
    )
    return named(communes, today).order_by("call_key", "pk")


def good_activities(user: User, *, today: dt.date) -> QuerySet[Activity]:
    """Good models and good deeds that she sees in the book of activities, the newest first."""
    rows = visible_to(user, today=today).filter(kind__in=GOOD_KINDS, state=ActivityState.RECORDED)
    return rows.order_by("-last_on", "-pk")


ROWS: Final[Mapping[str, Callable[[User, dt.date], QuerySet[Any]]]] = {
    "report": reports_to_publish,
    "round": rounds_to_publish,
    "plan": plans_to_publish,
    "appeal": appeals_to_publish,
    "account": accounts_to_publish,
    "commune": communes_to_name,
}
"""By the name of the field in a form."""

"""What is late and with whom, and the letters that urged."""

import datetime as dt

from django.db.models import Count, OuterRef, QuerySet, Subquery

from nhanai.base.text import single_spaced
from nhanai.documents import queries as documents
from nhanai.identity import queries as identity
from nhanai.identity.models import User
from nhanai.plans import queries as plans
from nhanai.plans.models import Occurrence
from nhanai.plans.rules.confirming import DOING
from nhanai.plans.rules.moves import HANDED_OUT
from nhanai.reporting.models import UrgingLetter
from nhanai.reporting.permissions import Permission
from nhanai.reporting.rules.urging import Late
from nhanai.units.models import Unit


def late_work(issuer: Unit, *, today: dt.date) -> QuerySet[Occurrence]:
    """The late work of other units in the plans that `issuer` follows."""
    rows = Occurrence.objects.filter(plans.late_on(today), role__in=DOING)
    rows = rows.filter(task__plan__owner=issuer, task__plan__state__in=HANDED_OUT)
    return plans.standing_work(rows.exclude(unit=issuer)).order_by("due_on", "task__start", "pk")


def late_units(issuer: Unit, *, today: dt.date) -> QuerySet[Unit]:
    """The units that are late with something, each with how much; the most first."""
    late = late_work(issuer, today=today).order_by()
    counts = late.filter(unit=OuterRef("pk")).values("unit").annotate(n=Count("pk")).values("n")
    oldest = late_work(issuer, today=today).filter(unit=OuterRef("pk")).values("due_on")[:1]
    found = Unit.objects.filter(pk__in=late.values("unit"))
    return found.annotate(late=Subquery(counts), oldest=Subquery(oldest)).order_by("-late", "pk")


def urging_units(user: User, *, today: dt.date) -> list[documents.Owner]:
    """The units in whose name she may urge: where she writes and issues herself."""
    writes = identity.rights_of(user, today=today).at(Permission.WRITE)
    return [one for one in documents.issuers_for(user, today=today) if one.unit.pk in writes]


def letters_visible_to(user: User, *, today: dt.date) -> QuerySet[UrgingLetter]:
    """The letters of units in her reach, the newest first."""
    within = identity.reached(user, Permission.VIEW, today=today)
    rows = UrgingLetter.objects.filter(unit__in=within)
    return rows.select_related("unit", "addressee", "made_by", "issued").order_by("-made_at", "-pk")


def lates_of(rows: QuerySet[Occurrence]) -> list[Late]:
    """What a letter says of each; one query."""
    found = rows.select_related("task__plan__document", "task__quoted_from").defer(
        *(f"task__plan__{name}" for name in plans.HEAVY)
    )
    return [
        Late(
            plan=row.task.plan.title,
            reference=_reference(row),
            address=row.task.address,
            text=single_spaced(row.task.text),
            label=row.label,
            due_on=row.due_on,
        )
        for row in found
        if row.due_on is not None
    ]


def _reference(row: Occurrence) -> str:
    document = row.task.document
    return f"số {document.reference}" if document.reference else ""

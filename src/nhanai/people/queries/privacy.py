"""Requests, incidents, and records past their years, each as far as one's reach goes."""

import datetime as dt
from collections.abc import Mapping

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from nhanai.identity import queries as identity
from nhanai.identity.models import User
from nhanai.people.models import Consent, DataRequest, Incident, Person, PersonRole
from nhanai.people.permissions import Permission
from nhanai.people.rules.privacy import retentions, years_before


def requests_of(user: User, *, today: dt.date) -> QuerySet[DataRequest]:
    """The requests that she may answer, the most urgent first, answered ones last."""
    within = identity.reach(user, Permission.PROTECT, today=today).order_by().values("pk")
    rows = DataRequest.objects.filter(unit__in=within).select_related("person", "unit")
    return rows.order_by("closed_at", "due_on", "pk")


def incidents_of(user: User, *, today: dt.date) -> QuerySet[Incident]:
    """The incidents that she looks after, the newest first."""
    within = identity.reach(user, Permission.PROTECT, today=today).order_by().values("pk")
    rows = Incident.objects.filter(unit__in=within).select_related("unit")
    return rows.order_by("-found_at", "pk")


def protected_by(user: User, *, today: dt.date) -> QuerySet[Person]:
    """The people whose data she looks after: their record is kept in her reach."""
    within = identity.reach(user, Permission.PROTECT, today=today).order_by().values("pk")
    return Person.objects.filter(
        keeper__in=within, merged_into__isnull=True, erased_at__isnull=True
    )


def past_retention(user: User, *, today: dt.date) -> QuerySet[Person]:
    """Who holds no role, and whose every role ended longer ago than its years of keeping."""
    still = Q(end__isnull=True)
    for rule in retentions():
        still |= Q(kind__in=rule.roles, end__gt=years_before(today, rule.years))
    kept = PersonRole.objects.filter(still, person=OuterRef("pk"))
    shortest = min(rule.years for rule in retentions())
    people = protected_by(user, today=today).exclude(Exists(kept))
    old = Q(created_at__date__lt=years_before(today, shortest))
    any_role = Exists(PersonRole.objects.filter(person=OuterRef("pk")))
    return people.filter(Q(any_role) | old).order_by("sort_key", "pk")


def consents_by_purpose(user: User, *, today: dt.date) -> Mapping[str, int]:
    """How many of the people in her reach agree to each purpose."""
    people = protected_by(user, today=today).values("pk")
    rows = Consent.objects.filter(person__in=people, withdrawn_at__isnull=True)
    counted = rows.order_by().values("purpose").annotate(number=Count("pk"))
    return {row["purpose"]: row["number"] for row in counted}

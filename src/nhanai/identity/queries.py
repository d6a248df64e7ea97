"""Who may what, where; and who holds which appointment."""

import datetime as dt
from collections.abc import Mapping

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.module_loading import import_string

from nhanai.identity.models import Appointment, User
from nhanai.units.models import Lineage, Unit


def roles() -> Mapping[str, frozenset[str]]:
    """The table role → permissions of this installation."""
    table: Mapping[str, frozenset[str]] = import_string(settings.NHANAI_ROLES)
    return table


def appointments_of(user: User, *, today: dt.date) -> QuerySet[Appointment]:
    """The appointments that `user` holds on that day."""
    return (
        Appointment.objects.filter(user=user, start__lte=today)
        .filter(Q(end__isnull=True) | Q(end__gt=today))
        .order_by("start", "pk")
    )


def _holding(user: User, permission: str, *, today: dt.date) -> QuerySet[Appointment]:
    holders = [role for role, permissions in roles().items() if permission in permissions]
    return appointments_of(user, today=today).filter(role__in=holders)


def holds(user: User, permission: str, *, today: dt.date) -> bool:
    """Whether `user` holds `permission` at any unit on that day."""
    return user.is_active and _holding(user, permission, today=today).exists()


def reach(user: User, permission: str, *, today: dt.date) -> QuerySet[Unit]:
    """The units at which `user` may use `permission`: where she is appointed and all below."""
    at = _holding(user, permission, today=today).values("unit")
    below = (
        Lineage.objects.filter(ancestor__in=at, start__lte=today)
        .filter(Q(end__isnull=True) | Q(end__gt=today))
        .values("descendant")
    )
    return Unit.objects.filter(Q(pk__in=at) | Q(pk__in=below)).order_by("pk")


def allowed(user: User, permission: str, *, unit: Unit, today: dt.date) -> bool:
    """The only decision: does `user` hold `permission` at `unit` or above it on that day?"""
    return user.is_active and reach(user, permission, today=today).filter(pk=unit.pk).exists()

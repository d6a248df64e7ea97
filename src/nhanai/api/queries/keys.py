"""Keys: one's own, and the one that a program holds out."""

import datetime as dt

from django.db.models import Q, QuerySet

from nhanai.api.models import ApiKey
from nhanai.base.secret import hashed
from nhanai.identity.models import User


def in_force(today: dt.date) -> Q:
    """Keys that open something on that day."""
    return Q(revoked_at__isnull=True, expires_on__gte=today)


def visible_to(user: User) -> QuerySet[ApiKey]:
    """Her own keys, the newest first; those that ended too."""
    return ApiKey.objects.filter(user=user).order_by("-created_at", "-pk")


def key_of(token: str, *, today: dt.date) -> ApiKey | None:
    """The key in force with that secret, of an account in use; None where there is none."""
    rows = ApiKey.objects.filter(in_force(today), user__is_active=True).select_related("user")
    return rows.filter(token_hash=hashed(token)).first()

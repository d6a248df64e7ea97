"""Which emergency aid one sees."""

import datetime as dt

from django.db.models import QuerySet

from nhanai.base.text import fold
from nhanai.distributions.models import EmergencyAid
from nhanai.distributions.permissions import Permission
from nhanai.identity import queries as identity
from nhanai.identity.models import User


def emergencies_of(user: User, *, today: dt.date, words: str = "") -> QuerySet[EmergencyAid]:
    """Those of units in her reach, the newest first; no words find a person's name."""
    within = identity.reached(user, Permission.VIEW, today=today)
    rows = EmergencyAid.objects.filter(unit__in=within)
    for word in fold(words).split():
        rows = rows.filter(folded__contains=word)
    return rows.select_related("unit", "made_by", "decided_by").order_by("-on", "-pk")

"""The acts that made a unit what it is."""

from collections.abc import Collection

from django.db.models import QuerySet

from nhanai.units.models import Reorganisation
from nhanai.units.vocab import ActKind


def acts_on(key: str) -> QuerySet[Reorganisation]:
    """Every act that touched the unit, the newest first; undone ones too."""
    return (
        Reorganisation.objects.filter(units__unit_key=key)
        .select_related("act", "undone_by", "undoes")
        .order_by("-pk")
    )


def standing_after(act: Reorganisation, keys: Collection[str]) -> QuerySet[Reorganisation]:
    """Later acts on any of these units that stand, that is, were not undone."""
    return (
        Reorganisation.objects.filter(pk__gt=act.pk, units__unit_key__in=keys)
        .filter(undone_by__isnull=True)
        .exclude(kind__in=[ActKind.UNDO, ActKind.LOAD])
        .distinct()
        .order_by("-pk")
    )


def reorganisations() -> QuerySet[Reorganisation]:
    """All acts, the newest first."""
    return Reorganisation.objects.select_related("act", "undone_by", "undoes").order_by("-pk")

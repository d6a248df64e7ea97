"""The units that forms offer, by name."""

import datetime as dt
from collections.abc import Collection, Sequence
from typing import Final

from django.db.models import QuerySet

from nhanai.identity import queries as identity
from nhanai.identity.models import User
from nhanai.units.models import Unit, UnitName
from nhanai.units.vocab import BELOW_CHAPTER, RED_CROSS_KINDS, UnitKind

OFFERED: Final = 120
"""Names that a page brings along for typing; more would weigh too much on a slow line."""


def names_within(
    user: User,
    permission: str,
    *,
    today: dt.date,
    kinds: Collection[UnitKind] = RED_CROSS_KINDS,
) -> QuerySet[UnitName]:
    """The society's units, by name, at which `user` holds `permission` today."""
    within = identity.reach(user, permission, today=today).filter(
        identity.in_force(today), kind__in=kinds
    )
    return names_of_units(within, today)


def names_of_units(units: QuerySet[Unit], today: dt.date) -> QuerySet[UnitName]:
    """Their names of today, by the alphabet."""
    names = UnitName.objects.filter(
        identity.in_force(today), unit__in=units.order_by().values("pk")
    )
    return names.select_related("unit", "unit__territory").order_by("sort_key", "pk")


def chapters(today: dt.date) -> QuerySet[UnitName]:
    """Every chapter of the province, where a member may go."""
    units = Unit.objects.filter(identity.in_force(today), kind=UnitKind.CHAPTER)
    return names_of_units(units, today)


def communes(today: dt.date) -> QuerySet[UnitName]:
    """Every commune of today."""
    units = Unit.objects.filter(identity.in_force(today), kind=UnitKind.COMMUNE)
    return names_of_units(units, today)


def offered(names: Sequence[UnitName]) -> Sequence[UnitName]:
    """What is suggested while one types: all, or where they are many the chapters alone."""
    if len(names) <= OFFERED:
        return names
    return [one for one in names if one.unit.kind not in BELOW_CHAPTER][:OFFERED]


def own_unit(user: User, names: Sequence[UnitName], *, today: dt.date) -> UnitName | None:
    """The unit at which she is appointed, of those offered; it stands in forms from the start."""
    held = {one.unit_id for one in identity.appointments_of(user, today=today)}
    return next((one for one in names if one.unit_id in held), None)

"""Whose figures one sees and enters: those of her units, and of the units that came before them."""

import datetime as dt

from nhanai.facts.queries.history import history
from nhanai.identity import queries as identity
from nhanai.identity.models import User
from nhanai.units.models import Unit

_NO_ROOT = 0


def seen_units(user: User, permission: str, *, today: dt.date) -> frozenset[int]:
    """The units where she holds `permission`, and the ended ones that these units took over whole.

    A unit whose heirs are several answers to who holds the permission at each of them.
    """
    within = identity.reached(user, permission, today=today)
    if not within:
        return within
    now = history().on(today, _NO_ROOT)
    ended = (unit for unit, life in now.history.lives.items() if life.end <= today)
    heirs = {unit: set(now.belongs(unit)) for unit in ended}
    return within | {unit for unit, those in heirs.items() if those and within >= those}


def may_at(user: User, permission: str, *, unit: Unit, today: dt.date) -> bool:
    """Whether she holds `permission` for the figures of `unit`, also of one that has ended."""
    if identity.allowed(user, permission, unit=unit, today=today):
        return True
    is_gone = unit.end is not None and unit.end <= today
    return user.is_active and is_gone and unit.pk in seen_units(user, permission, today=today)

"""When a unit ends its people go on where it is carried on; undone, they are back.

Rights are asked by the act that ends the unit, or takes that back.
"""

import datetime as dt
from collections.abc import Collection, Sequence
from typing import Final

from django.db import transaction
from django.db.models import Q

from nhanai.facts import actions as facts
from nhanai.identity.models import User
from nhanai.people.actions.membership import moved_to
from nhanai.people.actions.role import stored_end
from nhanai.people.facts import ROLE, UNIT, count_roles, count_units
from nhanai.people.models import Person, PersonRole
from nhanai.people.rules.roles import PLACES
from nhanai.people.vocab import EndReason, RoleKind
from nhanai.units.models import Unit
from nhanai.units.vocab import UnitKind

_STAYS: Final = (EndReason.UNIT_ENDED, EndReason.TERM_ENDED)
"""How roles end with their unit: carried on elsewhere, or as an office ends."""


@transaction.atomic
def hand_over(
    *, unit: Unit, successors: Sequence[Unit], on: dt.date, by: User, at: dt.datetime
) -> int:
    """Let every role of `unit` go on at the first successor where it can be; how many went.

    An office ends with its unit. Where several took over, people are moved on one by one.
    """
    roles = PersonRole.objects.filter(unit=unit, end__isnull=True, start__lt=on)
    moved = 0
    for role in roles.select_related("unit", "person").order_by("pk"):
        to = _place_for(role, successors)
        if to is None:
            ended = EndReason.TERM_ENDED if role.kind == RoleKind.OFFICER else EndReason.LAPSED
            stored_end(role=role, end=on, reason=ended, by=by, at=at)
        else:
            moved_to(role, to, on=on, reason=EndReason.UNIT_ENDED, by=by, at=at)
            moved += 1
    if successors:
        Person.objects.filter(keeper=unit).update(keeper=successors[0])
    return moved


def _place_for(role: PersonRole, successors: Sequence[Unit]) -> Unit | None:
    """Where it goes on: not where she holds the same already, and no office anywhere."""
    if role.kind == RoleKind.OFFICER:
        return None
    held = PersonRole.objects.filter(person=role.person_id, kind=role.kind, end__isnull=True)
    there = set(held.values_list("unit", flat=True))
    fitting = (one for one in successors if UnitKind(one.kind) in PLACES[RoleKind(role.kind)])
    found = next(fitting, None)
    return None if found is None or found.pk in there else found


@transaction.atomic
def take_back(*, unit: Unit, successors: Sequence[Unit], on: dt.date) -> int:
    """Undo `hand_over`: what still is as it left it goes on at `unit`; how many roles."""
    roles = list(
        PersonRole.objects.filter(unit=unit, end=on, end_reason__in=_STAYS)
        .filter(Q(followed_by__isnull=True) | Q(followed_by__end__isnull=True))
        .filter(followed_by__followed_by__isnull=True)
        .select_related("followed_by")
        .order_by("pk")
    )
    after = [one for one in (getattr(role, "followed_by", None) for role in roles) if one]
    facts.clear(source=ROLE, records=[one.pk for one in after])
    theirs = Q(roles__unit=unit) | Q(roles__isnull=True, keeper__start=on)
    people = Person.objects.filter(theirs, keeper__in=[one.pk for one in successors])
    kept = list(people.values_list("pk", flat=True))
    PersonRole.objects.filter(pk__in=[one.pk for one in after]).delete()
    Person.objects.filter(pk__in=kept).update(keeper=unit)
    numbers = [role.pk for role in roles]
    PersonRole.objects.filter(pk__in=numbers).update(end=None, end_reason="", end_note="")
    count_roles(PersonRole.objects.filter(pk__in=numbers))
    return len(roles)


def count_ended(unit: Unit, on: dt.date) -> None:
    """Count the roles anew that were ended when the end of their unit was told, or taken back.

    What ends after its unit is counted out on the day after the unit's last, so their facts depend
    on it.
    """
    count_roles(PersonRole.objects.filter(unit=unit, start__lt=on, end__gte=on))


def uncount_units(keys: Collection[str]) -> None:
    """Take away what these units count for, before they may themselves be taken away."""
    numbers = Unit.objects.filter(key__in=keys).values_list("pk", flat=True)
    facts.clear(source=UNIT, records=list(numbers))


__all__ = ["count_ended", "count_units", "hand_over", "take_back", "uncount_units"]

"""Which addresses one sees, and by which words each is called for her."""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from nhanai.aid.models import Address, Survey
from nhanai.aid.permissions import Permission
from nhanai.aid.vocab import AddressState
from nhanai.base.text import fold
from nhanai.identity import queries as identity
from nhanai.identity.models import User
from nhanai.people.models import Consent, Person
from nhanai.people.queries import shown_as as person_shown_as
from nhanai.search.keys import Keys
from nhanai.units.models import Unit
from nhanai.units.queries import forerunners, in_force, names_on
from nhanai.units.vocab import UnitKind

PURPOSE: Final = "AID"
"""The purpose of `people` to which a person agrees before she is surveyed."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list is narrowed to; empty is not narrowed. `unit` is a key."""

    words: str = ""
    state: str = ""
    group: str = ""
    unit: str = ""
    review: bool = False


def visible_to(user: User, *, today: dt.date) -> QuerySet[Address]:
    """The addresses of the units in her reach and of those they came from, the hardest first."""
    within = identity.reached(user, Permission.VIEW, today=today)
    seen = Q(unit__in=within) | Q(unit__in=Keys(forerunners(within)))
    return Address.objects.filter(seen).order_by("-points", "pk")


def may(user: User, permission: Permission, address: Address, *, today: dt.date) -> bool:
    """Whether she may do this at the unit that keeps the address."""
    return identity.allowed(user, permission, unit=address.unit, today=today)


def filtered(
    rows: QuerySet[Address], chosen: Filters, user: User, *, today: dt.date
) -> QuerySet[Address]:
    """Those of `rows` that fit; a name finds only addresses whose people she may know."""
    exact = {"state": chosen.state, "group": chosen.group, "unit__key": chosen.unit}
    rows = rows.filter(**{name: value for name, value in exact.items() if value})
    if chosen.review:
        rows = rows.filter(review_due_on__lte=today).exclude(state=AddressState.CLOSED)
    words = fold(chosen.words).split()
    if not words:
        return rows
    found = Q(code__iexact=chosen.words.strip())
    known = identity.reached(user, Permission.IDENTIFY, today=today)
    if known:
        people = Person.objects.all()
        for word in words:
            people = people.filter(Q(name_folded__contains=word) | Q(hamlet__icontains=word))
        found |= Q(unit__in=known, person__in=people.order_by().values("pk"))
    return rows.filter(found)


def shown_as(address: Address, place: str) -> str:
    """What an address is called where nobody is to be named: `Hộ số DC-00012 tại xã Sìn Hồ`."""
    what = "Hộ" if address.is_household else "Người"
    return f"{what} số {address.code} tại {place}" if place else f"{what} số {address.code}"


def names_of(user: User, addresses: Sequence[Address], *, today: dt.date) -> Mapping[int, str]:
    """What each address is called for `user`: the person where she may know who it is.

    Three queries, however many there are. Who is erased is named to nobody.
    """
    known = identity.reached(user, Permission.IDENTIFY, today=today)
    places = names_on({one.commune_id or one.unit_id for one in addresses}, today)
    wanted = {one.person_id for one in addresses if one.unit_id in known}
    rows = Person.objects.filter(pk__in=wanted, erased_at=None).select_related("merged_into")
    people = {row.pk: row.merged_into or row for row in rows} if wanted else {}
    return {
        one.pk: person_shown_as(people[one.person_id])
        if one.person_id in people
        else shown_as(one, places.get(one.commune_id or one.unit_id, ""))
        for one in addresses
    }


def recordable_units(
    user: User, *, today: dt.date, permission: str = Permission.RECORD
) -> list[tuple[Unit, str]]:
    """The society's units at which she may do this, her own first, then by name."""
    rights = identity.rights_of(user, today=today)
    own = {unit.pk for unit, _ in rights.places(permission)}
    within = rights.within(permission)
    units = Unit.objects.filter(in_force(today), pk__in=within, kind=UnitKind.CHAPTER)
    listed = list(units.select_related("territory"))
    names = names_on([unit.pk for unit in listed], today)
    listed.sort(key=lambda unit: (unit.pk not in own, fold(names.get(unit.pk, ""))))
    return [(unit, names.get(unit.pk, unit.key)) for unit in listed]


def found_again(key: uuid.UUID) -> Survey | None:
    """What this sending made already."""
    return Survey.objects.filter(client_key=key).select_related("address__unit").first()


def current_survey(address: Address) -> Survey | None:
    """The newest survey of the address."""
    return Survey.objects.filter(address=address).order_by("-on", "-pk").first()


def open_address_of(household_key: str) -> Address | None:
    """The address of that household that has not ended."""
    rows = Address.objects.filter(household_key=household_key)
    return rows.exclude(state=AddressState.CLOSED).select_related("unit").first()


def standing_consent(person: Person) -> bool:
    """Whether she agrees now that her circumstances serve to choose whom to help."""
    rows = Consent.objects.filter(person=person, purpose=PURPOSE, withdrawn_at__isnull=True)
    return rows.exists()


def with_consent(purpose: str) -> Exists:
    """Whether the person of an address agrees to that purpose; stands in a filter."""
    rows = Consent.objects.filter(person=OuterRef("person"), purpose=purpose, withdrawn_at=None)
    return Exists(rows)


def by_state(rows: QuerySet[Address], units: Iterable[int] = ()) -> Mapping[tuple[int, str], int]:
    """How many addresses each unit has in each state, in one query."""
    rows = rows.filter(unit__in=set(units)) if units else rows
    counted = rows.order_by().values("unit", "state").annotate(n=Count("pk"))
    return {(row["unit"], row["state"]): row["n"] for row in counted}

"""Who is seen by whom, and which roles are held."""

import datetime as dt
from collections.abc import Collection, Sequence

from django.db.models import Exists, OuterRef, Q, QuerySet

from nhanai.identity import queries as identity
from nhanai.identity.models import User
from nhanai.people.models import MembersMove, Person, PersonRole
from nhanai.people.permissions import Permission
from nhanai.people.rules.roles import At, HeldRole
from nhanai.people.vocab import RoleKind
from nhanai.units.models import Unit
from nhanai.units.queries import names_on
from nhanai.units.vocab import UnitKind


def living_records() -> QuerySet[Person]:
    """Every record that stands for a person: merged ones stand for another's."""
    return Person.objects.filter(merged_into__isnull=True)


def visible_to(user: User, *, today: dt.date) -> QuerySet[Person]:
    """The people whose record a unit in her reach keeps, or who hold or held a role there."""
    within = identity.reach(user, Permission.VIEW, today=today).order_by().values("pk")
    there = PersonRole.objects.filter(person=OuterRef("pk"), unit__in=within)
    return living_records().filter(Q(keeper__in=within) | Exists(there)).order_by("sort_key", "pk")


def at_unit(people: QuerySet[Person], units: Collection[int] | QuerySet[Unit]) -> QuerySet[Person]:
    """Those of `people` whose record one of `units` keeps, or who hold or held a role there."""
    there = PersonRole.objects.filter(person=OuterRef("pk"), unit__in=units)
    return people.filter(Q(keeper__in=units) | Exists(there))


def may_record(user: User, person: Person, *, today: dt.date) -> bool:
    """Whether `user` writes this record: it is kept in her reach."""
    return identity.allowed(user, Permission.RECORD, unit=person.keeper, today=today)


def may_open(user: User, person: Person, *, today: dt.date) -> bool:
    """Whether `user` may open this person's sensitive values."""
    return identity.allowed(user, Permission.OPEN, unit=person.keeper, today=today)


def roles_of(person: Person) -> QuerySet[PersonRole]:
    """All roles that she ever held, the newest first."""
    roles = PersonRole.objects.filter(person=person).select_related("unit")
    return roles.order_by("-start", "-pk")


def roles_on(day: dt.date, *kinds: RoleKind) -> QuerySet[PersonRole]:
    """The roles held on that day, of these kinds or of all, by people who are not merged away."""
    held = PersonRole.objects.filter(identity.in_force(day), person__merged_into__isnull=True)
    held = held.filter(kind__in=kinds) if kinds else held
    return held.order_by("person__sort_key", "person", "pk")


def open_role(person: Person, kind: RoleKind) -> PersonRole | None:
    """The role of that kind that she holds without an end, the newest."""
    return roles_of(person).filter(kind=kind, end__isnull=True).first()


def held_by(person: Person, *, today: dt.date) -> Sequence[HeldRole]:
    """Her roles as values, each with the name of its unit."""
    roles = list(roles_of(person))
    names = names_on({role.unit_id for role in roles}, today)
    return [
        HeldRole(
            RoleKind(role.kind),
            role.unit.key,
            names.get(role.unit_id, role.unit.key),
            role.start,
            role.end,
        )
        for role in roles
    ]


def place_of(unit: Unit) -> At:
    """The unit as the rules of roles ask for it."""
    return At(unit.key, UnitKind(unit.kind), unit.start, unit.end)


def roll_of(unit: Unit, day: dt.date) -> QuerySet[PersonRole]:
    """The members of the unit on that day, by given name."""
    return roles_on(day, RoleKind.MEMBER).filter(unit=unit).select_related("person")


def rolled(unit: Unit, day: dt.date, hamlet: str, *, most: int) -> list[int]:
    """The numbers of at most so many memberships of a roll, of one hamlet where one is named."""
    found = roll_of(unit, day)
    found = found.filter(person__hamlet=hamlet) if hamlet else found
    return list(found.values_list("pk", flat=True)[:most])


def moves_of(user: User, *, today: dt.date) -> QuerySet[MembersMove]:
    """The moves away from units at which she records."""
    within = identity.reach(user, Permission.RECORD, today=today).order_by().values("pk")
    return MembersMove.objects.filter(unit__in=within).select_related("unit", "to")

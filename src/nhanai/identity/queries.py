"""Who may what, where; who holds which appointment; which accounts one may see."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypedDict

from axes.helpers import get_cool_off
from axes.models import AccessAttempt
from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import (
    Aggregate,
    Exists,
    F,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
)
from django.db.models.functions import Cast, Coalesce
from django.db.models.sql.compiler import SQLCompiler
from django.utils.module_loading import import_string

from nhanai.base.memory import remembered
from nhanai.base.text import fold
from nhanai.identity.models import Appointment, User
from nhanai.identity.permissions import Permission
from nhanai.search.keys import Keys
from nhanai.units.models import Lineage, Unit, UnitName
from nhanai.units.vocab import UnitKind

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    class Place(TypedDict):
        """What `_placed` adds to an appointment."""

        below: str
        called: str

    PlacedAppointment = WithAnnotations[Appointment, Place]

Sql = tuple[str, tuple[str | int, ...]]


@dataclass(frozen=True, slots=True)
class Rights:
    """What one person holds on a day, as values: each appointment, and the units below it."""

    held: "tuple[PlacedAppointment, ...]"
    """With their units, and what these are called on that day; in the order of their start."""
    below: Mapping[int, frozenset[int]]
    """For each unit at which she is appointed, the keys of all units under it."""

    def at(self, permission: str) -> frozenset[int]:
        """The units at which she is appointed herself with that right."""
        holding = roles_with(permission)
        return frozenset(one.unit_id for one in self.held if one.role in holding)

    def places(self, permission: str) -> list[tuple[Unit, str]]:
        """The same units with what they are called, in a steady order."""
        at = self.at(permission)
        found = {one.unit_id: (one.unit, one.called) for one in self.held if one.unit_id in at}
        return [found[key] for key in sorted(found)]

    def within(self, permission: str) -> Keys:
        """The units at which she may use it: where she is appointed and all below."""
        at = self.at(permission)
        return Keys(at.union(*(self.below[unit] for unit in at)))


def roles() -> Mapping[str, frozenset[str]]:
    """The table role → permissions of this installation."""
    table: Mapping[str, frozenset[str]] = import_string(settings.NHANAI_ROLES)
    return table


def in_force(today: dt.date) -> Q:
    """What has begun and not ended on that day, for anything with a start and an end."""
    return Q(start__lte=today) & (Q(end__isnull=True) | Q(end__gt=today))


def appointments_of(user: User, *, today: dt.date) -> QuerySet[Appointment]:
    """The appointments that `user` holds on that day."""
    return Appointment.objects.filter(in_force(today), user=user).order_by("start", "pk")


def terms_of(user: User) -> QuerySet[Appointment]:
    """All that `user` ever held, holds and will hold, the newest first."""
    return Appointment.objects.filter(user=user).order_by("-start", "-pk")


def rights_of(user: User, *, today: dt.date) -> Rights:
    """What `user` holds on that day; one query, and one only while a page is read."""
    return remembered(("rights", user.pk, today), lambda: _rights(user, today))


def _rights(user: User, today: dt.date) -> Rights:
    held = tuple(_placed(appointments_of(user, today=today), today=today))
    below = {one.unit_id: frozenset(map(int, filter(None, one.below.split(",")))) for one in held}
    return Rights(held, below)


class _Joined(Aggregate):
    """The texts of a group as one, with commas between."""

    function = "STRING_AGG"
    template = "%(function)s(%(expressions)s, ',')"
    output_field = TextField()

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> Sql:  # type: ignore[override]  # called with these alone
        """As SQLite calls it."""
        return self.as_sql(compiler, connection, function="GROUP_CONCAT")


def _placed(held: QuerySet[Appointment], *, today: dt.date) -> "QuerySet[PlacedAppointment]":
    """`held` with its units, what they are called, and the keys of the units below each."""
    under = Lineage.objects.filter(in_force(today), ancestor=OuterRef("unit"))
    below = (
        under.order_by().values("ancestor").annotate(keys=_Joined(Cast("descendant", TextField())))
    )
    names = UnitName.objects.filter(unit=OuterRef("unit"), start__lte=today).order_by("-start")
    return held.select_related("unit").annotate(
        below=Coalesce(Subquery(below.values("keys")), Value(""), output_field=TextField()),
        called=Coalesce(
            Subquery(names.values("name")[:1]), F("unit__key"), output_field=TextField()
        ),
    )


def roles_with(permission: str) -> list[str]:
    """The roles that may do this."""
    return [role for role, permissions in roles().items() if permission in permissions]


def holds(user: User, permission: str, *, today: dt.date) -> bool:
    """Whether `user` holds `permission` at any unit on that day."""
    return user.is_active and bool(rights_of(user, today=today).at(permission))


def holds_at_the_top(user: User, permission: str, *, today: dt.date) -> bool:
    """Whether she holds it for the whole province, and so for what belongs to no unit."""
    rights = rights_of(user, today=today)
    at = rights.at(permission)
    tops = {one.unit_id for one in rights.held if one.unit.kind == UnitKind.PROVINCE}
    return user.is_active and not tops.isdisjoint(at)


def reached(user: User, permission: str, *, today: dt.date) -> Keys:
    """The keys of the units at which `user` may use `permission`, to stand inside a query."""
    return rights_of(user, today=today).within(permission)


def reach(user: User, permission: str, *, today: dt.date) -> QuerySet[Unit]:
    """The units at which `user` may use `permission`: where she is appointed and all below."""
    return Unit.objects.filter(pk__in=reached(user, permission, today=today)).order_by("pk")


def allowed(user: User, permission: str, *, unit: Unit, today: dt.date) -> bool:
    """The only decision: does `user` hold `permission` at `unit` or above it on that day?"""
    return user.is_active and unit.pk in reached(user, permission, today=today)


def visible_people(user: User, *, today: dt.date) -> QuerySet[User]:
    """The accounts that `user` may see: who is or was appointed in her reach, and herself.

    Who holds no appointment yet shows to those who look after the whole province.
    """
    within = reached(user, Permission.VIEW, today=today)
    theirs = Appointment.objects.filter(user=OuterRef("pk"))
    seen = Q(pk=user.pk) | Q(Exists(theirs.filter(unit__in=within)))
    if holds_at_the_top(user, Permission.VIEW, today=today):
        seen |= Q(~Exists(theirs))
    return User.objects.filter(seen).order_by("sort_key", "pk")


def matching(
    people: QuerySet[User], *, words: str = "", place: str = "", today: dt.date
) -> QuerySet[User]:
    """Those of `people` whose name has these words, and who are today at a unit so named."""
    for word in fold(words).split():
        people = people.filter(Q(name_folded__contains=word) | Q(username__contains=word))
    if fold(place):
        units = units_named(place, on=today).order_by().values("pk")
        held = Appointment.objects.filter(in_force(today), user=OuterRef("pk"), unit__in=units)
        people = people.filter(Exists(held))
    return people


def units_named(text: str, *, on: dt.date) -> QuerySet[Unit]:
    """The units whose name on that day has every word of `text`."""
    names = UnitName.objects.filter(in_force(on))
    for word in fold(text).split():
        names = names.filter(name_folded__contains=word)
    return Unit.objects.filter(pk__in=names.values("unit")).order_by("pk")


def with_appointments(people: QuerySet[User], *, today: dt.date) -> QuerySet[User]:
    """`people`, each with what she holds today, in one query more."""
    held = Appointment.objects.filter(in_force(today)).order_by("start", "pk")
    return people.prefetch_related(Prefetch("appointments", held, to_attr="held"))


def names_of(units: Iterable[int], *, on: dt.date) -> Mapping[int, str]:
    """What each unit is called on that day; a closed one by its last name."""
    names = UnitName.objects.filter(unit__in=set(units), start__lte=on).order_by("start")
    return {name.unit_id: name.name for name in names}


def names_by_key(keys: Iterable[str], *, on: dt.date) -> Mapping[str, str]:
    """What the units of these keys are called on that day; other texts are passed over."""
    names = UnitName.objects.filter(unit__key__in=set(keys), start__lte=on)
    found = names.order_by("start").values_list("unit__key", "name")
    return dict(found)


def appointable_names(user: User, *, today: dt.date) -> QuerySet[UnitName]:
    """The units, by name, at which `user` may appoint someone today."""
    units = reach(user, Permission.MANAGE, today=today).filter(in_force(today)).order_by()
    names = UnitName.objects.filter(in_force(today), unit__in=units.values("pk"))
    return names.order_by("sort_key", "pk")


def may_manage(user: User, account: User, *, today: dt.date) -> bool:
    """Whether `user` looks after `account`: all that it holds now or later lies in her reach."""
    if not holds(user, Permission.MANAGE, today=today):
        return False
    if holds_at_the_top(user, Permission.MANAGE, today=today):
        return True
    ahead = Appointment.objects.filter(Q(end__isnull=True) | Q(end__gt=today), user=account)
    within = reached(user, Permission.MANAGE, today=today)
    return ahead.exists() and not ahead.exclude(unit__in=within).exists()


def managers_on(day: dt.date) -> QuerySet[Appointment]:
    """The appointments by which somebody can look after the whole installation on that day."""
    return Appointment.objects.filter(
        in_force(day),
        role__in=roles_with(Permission.MANAGE),
        unit__kind=UnitKind.PROVINCE,
        user__is_active=True,
    )


def is_last_manager(held: Q, *, on: dt.date) -> bool:
    """Whether nobody would look after the installation on that day without these appointments."""
    managing = managers_on(on)
    return managing.filter(held).exists() and not managing.exclude(held).exists()


def handed_over_to(user: User, *, today: dt.date) -> QuerySet[Appointment]:
    """What predecessors in the same role at the same unit left for `user`, the newest first."""
    mine = appointments_of(user, today=today).order_by()
    same = mine.filter(role=OuterRef("role"), unit=OuterRef("unit"))
    ended = Appointment.objects.filter(end__lte=today).exclude(handover="").exclude(user=user)
    return ended.filter(Exists(same)).select_related("user").order_by("-end", "-pk")


def has_accounts() -> bool:
    """Whether anybody can sign in yet."""
    return User.objects.exists()


def top_unit() -> Unit | None:
    """The province, at the top of both lines; None while no units are loaded."""
    return Unit.objects.filter(kind=UnitKind.PROVINCE, end__isnull=True).order_by("pk").first()


def locked_until(username: str, address: str) -> dt.datetime | None:
    """When somebody who failed too often may try again."""
    attempts = AccessAttempt.objects.filter(username=username, ip_address=address)
    last = attempts.order_by("-attempt_time").values_list("attempt_time", flat=True).first()
    pause = get_cool_off()
    return last + pause if last and pause else None

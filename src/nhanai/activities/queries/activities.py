"""Which activities one sees, finds and may write."""

import datetime as dt
import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet

from nhanai.activities.models import Activity
from nhanai.activities.permissions import Permission
from nhanai.activities.rules.kinds import kinds
from nhanai.activities.rules.recording import Told
from nhanai.activities.vocab import ActivityState
from nhanai.base.text import fold
from nhanai.identity import queries as identity
from nhanai.identity.models import User
from nhanai.plans.models import Occurrence
from nhanai.plans.rules.moves import CLOSED
from nhanai.search.keys import Keys
from nhanai.units.models import Lineage, Unit
from nhanai.units.queries import forerunners, in_force, names_on
from nhanai.units.vocab import UnitKind

WORK_OFFERED = 60
"""Pieces of open work that the form offers to link."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list is narrowed to; empty is not narrowed."""

    words: str = ""
    unit: str = ""
    field: str = ""
    campaign: str = ""
    kind: str = ""
    state: str = ""
    page: str = ""
    since: dt.date | None = None
    until: dt.date | None = None


def of_units(seen: Collection[int]) -> Q:
    """What these units did, and what those did that stood below them until they ended."""
    ended = Lineage.objects.filter(ancestor__in=seen, end=F("descendant__end"))
    return Q(unit__in=seen) | Q(unit__in=ended.order_by().values("descendant"))


def visible_to(user: User, *, today: dt.date) -> QuerySet[Activity]:
    """The activities of the units in her reach and of those they came from, the newest first.

    Drafts only where she records.
    """
    within = identity.reached(user, Permission.VIEW, today=today)
    seen = of_units(within) | Q(unit__in=Keys(forerunners(within)))
    writes = identity.reached(user, Permission.RECORD, today=today)
    rows = Activity.objects.filter(seen).order_by("-last_on", "-pk")
    return rows.filter(~Q(state=ActivityState.DRAFT) | Q(unit__in=writes))


def filtered(rows: QuerySet[Activity], chosen: Filters) -> QuerySet[Activity]:
    """Those of `rows` that have every word and lie in every filter."""
    for word in fold(chosen.words).split():
        rows = rows.filter(folded__contains=word)
    exact = {"unit__key": chosen.unit, "kind": chosen.kind, "state": chosen.state}
    rows = rows.filter(**{name: value for name, value in exact.items() if value})
    if chosen.field.isdecimal():
        rows = rows.filter(field=int(chosen.field))
    if chosen.campaign.isdecimal():
        rows = rows.filter(campaign=int(chosen.campaign))
    if chosen.page:
        own = [kind.code for kind in kinds().values() if kind.page == chosen.page]
        rows = rows.filter(kind__in=own)
    rows = rows.filter(last_on__gte=chosen.since) if chosen.since else rows
    return rows.filter(last_on__lte=chosen.until) if chosen.until else rows


def whole(rows: QuerySet[Activity]) -> QuerySet[Activity]:
    """The same with everything that its page and its facts need."""
    near = rows.select_related("unit", "commune", "campaign", "blood_rate", "made_by", "changed_by")
    return near.prefetch_related("amounts", "people__person")


def may_change(user: User, activity: Activity, *, today: dt.date) -> bool:
    """Whether she writes activities of this unit."""
    return identity.allowed(user, Permission.RECORD, unit=activity.unit, today=today)


def recordable_units(user: User, *, today: dt.date) -> list[tuple[Unit, str]]:
    """The units for which she records, her own first, then those below by name."""
    rights = identity.rights_of(user, today=today)
    own = [unit for unit, _ in rights.places(Permission.RECORD)]
    within = rights.within(Permission.RECORD)
    acting = (UnitKind.PROVINCE, UnitKind.DISTRICT, UnitKind.COMMUNE, UnitKind.GROUP)
    units = Unit.objects.filter(in_force(today), pk__in=within).exclude(kind__in=acting)
    names = names_on([unit.pk for unit in units], today)
    mine = {unit.pk for unit in own}
    listed = sorted(units, key=lambda unit: (unit.pk not in mine, fold(names.get(unit.pk, ""))))
    return [(unit, names.get(unit.pk, unit.key)) for unit in listed]


def unit_for(key: str, among: Sequence[tuple[Unit, str]]) -> Unit | None:
    """Whom a name in a line stands for: the unit itself, or the chapter of that commune."""
    for unit, _ in among:
        if unit.key == key:
            return unit
    territory = Unit.objects.filter(key=key).values_list("pk", flat=True).first()
    chapters = [unit for unit, _ in among if territory and unit.territory_id == territory]
    first = sorted(chapters, key=lambda unit: unit.kind != UnitKind.CHAPTER)
    return first[0] if first else None


def last_of(user: User, *, today: dt.date, kind: str = "") -> Activity | None:
    """The last activity that she recorded, of this kind or of any, to begin the next one with."""
    rows = visible_to(user, today=today).filter(made_by=user).order_by("-made_at", "-pk")
    rows = rows.filter(kind=kind) if kind else rows
    return rows.prefetch_related("amounts").first()


def found_again(key: uuid.UUID) -> Activity | None:
    """What this sending made already."""
    return Activity.objects.filter(client_key=key).first()


def open_work_of(units: Sequence[int]) -> QuerySet[Occurrence]:
    """The work of plans that these units hold and have not closed, the most urgent first."""
    rows = Occurrence.objects.filter(unit__in=units, passed_on_at=None).exclude(state__in=CLOSED)
    return rows.select_related("task").order_by("due_on", "pk")[:WORK_OFFERED]


def alike(told: Told, unit: Unit, *, besides: uuid.UUID) -> Activity | None:
    """Another record that says the same of the same day, which may be the same thing told twice."""
    if told.first_on is None:
        return None
    rows = Activity.objects.filter(
        ~Q(client_key=besides),
        ~Q(state=ActivityState.WITHDRAWN),
        unit=unit,
        kind=told.kind,
        first_on=told.first_on,
        place=told.place,
        persons=told.persons,
        joined=told.joined,
    )
    if found_again(besides) is not None:
        return None
    return rows.select_related("made_by").order_by("pk").first()

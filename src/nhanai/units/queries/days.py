"""Names, codes and places of units on a day."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, TypedDict

from django.db.models import (
    Case,
    CharField,
    Count,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from nhanai.units.models import Lineage, Placement, Unit, UnitCode, UnitName
from nhanai.units.queries.register import names
from nhanai.units.rules.succession import successors_on as follow
from nhanai.units.vocab import UnitKind

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    class Called(TypedDict):
        """What `named` adds to a unit."""

        called: str
        call_key: str

    class Standing(Called):
        """What `tree` adds to a unit."""

        code: str
        below: int
        rank: int

    NamedUnit = WithAnnotations[Unit, Called]
    PlacedUnit = WithAnnotations[Unit, Standing]

ORDER_OF_KINDS = (
    UnitKind.CHAPTER,
    UnitKind.BRANCH,
    UnitKind.SCHOOL_BRANCH,
    UnitKind.WORKPLACE_BRANCH,
    UnitKind.CELL,
    UnitKind.CLUB,
    UnitKind.RESPONSE_TEAM,
    UnitKind.FIRST_AID_TEAM,
    UnitKind.SHOCK_TEAM,
    UnitKind.MOBILE_CLINIC,
    UnitKind.PEOPLES_COMMITTEE,
    UnitKind.DEPARTMENT,
    UnitKind.PARTY_ORGAN,
    UnitKind.FRONT,
    UnitKind.MEDIA,
    UnitKind.OTHER,
    UnitKind.PROVINCE,
    UnitKind.DISTRICT,
    UnitKind.COMMUNE,
    UnitKind.GROUP,
)
"""Who comes first in a list: those who act, then territories, then groups."""


def in_force(day: dt.date, prefix: str = "") -> Q:
    """What is dated so that it holds on `day`; `prefix` leads to the dated row."""
    open_end = Q(**{f"{prefix}end__isnull": True}) | Q(**{f"{prefix}end__gt": day})
    return open_end & Q(**{f"{prefix}start__lte": day})


def named(units: QuerySet[Unit], day: dt.date) -> "QuerySet[NamedUnit]":
    """`units` with `called` and `call_key`: the name of that day, the last one after the end."""
    own = UnitName.objects.filter(unit=OuterRef("pk"))
    till_then = own.filter(start__lte=day).order_by("-start")
    first = own.order_by("start")
    return units.annotate(
        called=Coalesce(
            Subquery(till_then.values("name")[:1]),
            Subquery(first.values("name")[:1]),
            F("key"),
            output_field=CharField(),
        ),
        call_key=Coalesce(
            Subquery(till_then.values("sort_key")[:1]), Subquery(first.values("sort_key")[:1])
        ),
    )


def living(day: dt.date) -> "QuerySet[NamedUnit]":
    """The units at work on that day, by name."""
    return named(Unit.objects.filter(in_force(day)), day).order_by("call_key", "pk")


def name_on(unit: Unit, day: dt.date) -> str:
    """What the unit is called on that day; the last name after its end, the first before."""
    return names_on([unit.pk], day).get(unit.pk, unit.key)


def names_on(units: Collection[int], day: dt.date) -> Mapping[int, str]:
    """What each of `units` is called on that day, in one query."""
    found: dict[int, str] = {}
    rows = UnitName.objects.filter(unit__in=units).order_by("start")
    for unit, name, start in rows.values_list("unit", "name", "start"):
        if start <= day or unit not in found:
            found[unit] = name
    return found


def names_by_day(wanted: Iterable[tuple[int, dt.date]]) -> Mapping[tuple[int, dt.date], str]:
    """What each unit is called on its own day, in one query."""
    asked = list(wanted)
    rows: dict[int, list[tuple[dt.date, str]]] = {}
    for unit, start, name in (
        UnitName.objects.filter(unit__in={unit for unit, _ in asked})
        .order_by("start")
        .values_list("unit", "start", "name")
    ):
        rows.setdefault(unit, []).append((start, name))
    return {(unit, day): _called(rows.get(unit, []), day) for unit, day in asked}


def _called(rows: Sequence[tuple[dt.date, str]], day: dt.date) -> str:
    before = [name for start, name in rows if start <= day]
    return before[-1] if before else next((name for _, name in rows), "")


def code_on(unit: Unit, day: dt.date) -> str:
    """The unit's code on that day, "" if it has none."""
    codes = UnitCode.objects.filter(in_force(day), unit=unit).order_by("system")
    return codes.values_list("code", flat=True).first() or ""


def holder_of(code: str, day: dt.date) -> Unit | None:
    """Who bears that code on that day: a code may have been another unit's before."""
    return Unit.objects.filter(in_force(day, "codes__"), codes__code=code).first()


def top(line: str, day: dt.date) -> "QuerySet[NamedUnit]":
    """Those who stand below nobody in that line and have somebody below them."""
    placed = Placement.objects.filter(in_force(day), line=line)
    above = Unit.objects.filter(pk__in=placed.values("parent"))
    return named(above.exclude(pk__in=placed.values("unit")), day).order_by("call_key", "pk")


def tree(day: dt.date, line: str, parent: Unit) -> "QuerySet[PlacedUnit]":
    """The units directly below `parent`, by kind and name, with `code` and `below` (how many)."""
    placed = Placement.objects.filter(in_force(day), line=line)
    code = UnitCode.objects.filter(in_force(day), unit=OuterRef("pk")).order_by("system")
    below = (
        Lineage.objects.filter(in_force(day), line=line, ancestor=OuterRef("pk"))
        .order_by()
        .values("ancestor")
        .annotate(number=Count("pk"))
        .values("number")
    )
    rank = Case(
        *(When(kind=kind, then=Value(at)) for at, kind in enumerate(ORDER_OF_KINDS)),
        output_field=IntegerField(),
    )
    units = Unit.objects.filter(pk__in=placed.filter(parent=parent).values("unit"))
    return (
        named(units, day)
        .annotate(
            code=Coalesce(Subquery(code.values("code")[:1]), Value("")),
            below=Coalesce(Subquery(below, output_field=IntegerField()), Value(0)),
            rank=rank,
        )
        .order_by("rank", "call_key", "pk")
    )


def descendants(unit: Unit, day: dt.date, line: str = "") -> "QuerySet[NamedUnit]":
    """All units below `unit` on that day, in one line or in both."""
    rows = Lineage.objects.filter(in_force(day), ancestor=unit)
    rows = rows.filter(line=line) if line else rows
    return named(Unit.objects.filter(pk__in=rows.values("descendant")), day).order_by(
        "call_key", "pk"
    )


def ancestors(unit: Unit, day: dt.date, line: str) -> "QuerySet[NamedUnit]":
    """The units above `unit` on that day, from the top down."""
    rows = Lineage.objects.filter(in_force(day), descendant=unit, line=line)
    depth = rows.filter(ancestor=OuterRef("pk")).values("depth")[:1]
    units = Unit.objects.filter(pk__in=rows.values("ancestor"))
    return named(units, day).annotate(depth=Subquery(depth)).order_by("-depth")


def successors_on(unit: Unit, day: dt.date) -> Mapping[str, Decimal]:
    """Who holds on that day what `unit` held, by key, each with its part: the whole chain."""
    return follow(names().register, unit.key, day)


def members_on(group: Unit, day: dt.date) -> "QuerySet[NamedUnit]":
    """Who belongs to a group on that day, by name."""
    keys = [unit.key for unit in names().register.members(group.key)]
    units = Unit.objects.filter(in_force(day), key__in=keys)
    return named(units, day).order_by("call_key", "pk")

"""The figures that were entered by hand."""

import datetime as dt
from collections.abc import Iterable, Mapping

from django.db.models import Min, OuterRef, Q, QuerySet, Subquery

from nhanai.base.text import fold
from nhanai.facts.models import Fact, Measure
from nhanai.facts.permissions import Permission as Facts
from nhanai.figures.models import Figure
from nhanai.figures.queries.access import seen_units
from nhanai.figures.rules.entering import Said, key_of
from nhanai.identity.models import User
from nhanai.identity.queries import units_named
from nhanai.units.models import Unit


def visible_to(user: User, *, today: dt.date) -> QuerySet[Figure]:
    """The figures of the units that she sees, the newest first; withdrawn ones too."""
    seen = seen_units(user, Facts.VIEW, today=today)
    return (
        Figure.objects.filter(unit__in=seen)
        .select_related("unit", "measure")
        .order_by("-day", "-pk")
    )


def matching(rows: QuerySet[Figure], words: str, *, today: dt.date) -> QuerySet[Figure]:
    """Those whose measure, by code or name, or whose unit has these words."""
    folded = fold(words).split()
    if not folded:
        return rows
    measures = [
        pk
        for pk, code, name in Measure.objects.values_list("pk", "code", "name")
        if all(word in fold(f"{code} {name}") for word in folded)
    ]
    units = units_named(words, on=today).order_by().values("pk")
    return rows.filter(Q(measure__in=measures) | Q(unit__in=units))


def standing(unit: Unit, several: Iterable[Said]) -> Mapping[str, Figure]:
    """The figures that are there already at the same day and group, by the key of their box."""
    wanted = {(said.measure, said.day, said.part) for said in several}
    rows = Figure.objects.filter(
        unit=unit, withdrawn_at=None, measure__code__in={measure for measure, _, _ in wanted},
        day__in={day for _, day, _ in wanted},
    ).select_related("measure")  # fmt: skip
    return {
        key_of(row.measure.code, row.part): row
        for row in rows
        if (row.measure.code, row.day, row.part) in wanted
    }


def counted_elsewhere(unit: Unit, codes: Iterable[str], *, besides: str) -> Mapping[str, dt.date]:
    """Since which day a register other than `besides` counts each of these measures at the unit."""
    rows = Fact.objects.filter(unit=unit, measure__code__in=set(codes)).exclude(source=besides)
    return dict(rows.order_by().values_list("measure__code").annotate(first=Min("day")))


def last_entered(unit: Unit) -> Mapping[str, Figure]:
    """The last figure of each measure and group at the unit, by the key of its box."""
    same = Figure.objects.filter(
        unit=unit, withdrawn_at=None, measure=OuterRef("measure"), part=OuterRef("part")
    ).order_by("-day", "-pk")
    rows = Figure.objects.filter(
        unit=unit, withdrawn_at=None, pk=Subquery(same.values("pk")[:1])
    ).select_related("measure")
    return {key_of(row.measure.code, row.part): row for row in rows}

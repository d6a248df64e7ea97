"""Imports of figures: who sees which, and what their rows are held against."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from django.db.models import Exists, OuterRef, Q, QuerySet

from nhanai.base.days import Period
from nhanai.exchange.models import FigureImport, FigureRow
from nhanai.exchange.queries.partners import codes_of
from nhanai.exchange.rules.judging import (
    Judged,
    Known,
    Place,
    There,
    Where,
    judge,
    understand,
)
from nhanai.exchange.rules.lines import Line
from nhanai.exchange.vocab import CodeKind, RowOutcome
from nhanai.facts.permissions import Permission as Facts
from nhanai.facts.queries.catalogue import measures
from nhanai.figures.models import Figure
from nhanai.figures.permissions import Permission
from nhanai.figures.queries import seen_units
from nhanai.identity.models import User
from nhanai.periods.queries import regimes
from nhanai.units.models import Unit
from nhanai.units.vocab import RED_CROSS_KINDS


def visible_to(user: User, *, today: dt.date) -> QuerySet[FigureImport]:
    """Her own imports, and those that brought figures of units that she sees; the newest first."""
    seen = seen_units(user, Facts.VIEW, today=today)
    theirs = FigureRow.objects.filter(of=OuterRef("pk"), figure__unit__in=seen)
    return (
        FigureImport.objects.filter(Q(by=user) | Exists(theirs))
        .select_related("by", "partner")
        .defer("content")
        .order_by("-at", "-pk")
    )


def rows_seen(one: FigureImport, user: User, *, today: dt.date) -> QuerySet[FigureRow]:
    """The rows in the order of the file: all of one's own, of others' those of units one sees."""
    rows = FigureRow.objects.filter(of=one).select_related("figure__unit").order_by("number")
    if one.by_id == user.pk:
        return rows
    return rows.filter(figure__unit__in=seen_units(user, Facts.VIEW, today=today))


def judged(one: FigureImport, lines: Sequence[Line], *, by: User, today: dt.date) -> list[Judged]:
    """The outcome of every row as things stand now."""
    known = known_for(one, lines, by=by, today=today)
    rows = [understand(line, known) for line in lines]
    return judge(rows, _there(rows), known.measures)


def known_for(one: FigureImport, lines: Iterable[Line], *, by: User, today: dt.date) -> Known:
    """Everything by which the rows are understood."""
    codes = codes_of(one.partner)
    named = {line.org_unit for line in lines}
    keys = {key for name in named if (key := codes.back(CodeKind.UNIT, name))}
    may = seen_units(by, Permission.ENTER, today=today)
    places = {
        unit.key: Place(
            unit.pk, Period.of(unit.start, unit.end), unit.kind in RED_CROSS_KINDS, unit.pk in may
        )
        for unit in Unit.objects.filter(key__in=keys)
    }
    return Known(codes, one.regime, regimes(), measures(), places, today, one.file_name)


def _there(rows: Iterable[Judged]) -> Mapping[Where, Sequence[There]]:
    """The figures that stand at these units, with the days for which a file said them."""
    open_rows = [row for row in rows if row.outcome == RowOutcome.TAKEN]
    figures = Figure.objects.filter(
        withdrawn_at=None,
        unit__in={row.unit for row in open_rows},
        measure__code__in={row.said.measure for row in open_rows if row.said},
    ).select_related("measure")
    periods = {
        figure: Period.of(start, end)
        for figure, start, end in FigureRow.objects.filter(
            figure__in=figures.order_by().values("pk"), start__isnull=False, end__isnull=False,
            outcome__in=[RowOutcome.TAKEN, RowOutcome.CORRECTED],
        ).order_by("pk").values_list("figure_id", "start", "end")
        if start is not None
    }  # fmt: skip
    found: dict[Where, list[There]] = {}
    for row in figures.order_by("day", "pk"):
        quantity = Decimal(row.quantity).scaleb(-row.measure.decimals)
        there = There(row.pk, row.day, quantity, periods.get(row.pk))
        found.setdefault((row.unit_id, row.measure.code, row.part), []).append(there)
    return found


def figures_of(rows: Iterable[Judged]) -> Mapping[int, Figure]:
    """The figures that rows correct, by their numbers."""
    numbers = [row.there.figure for row in rows if row.there]
    return Figure.objects.select_related("unit", "measure").in_bulk(numbers)

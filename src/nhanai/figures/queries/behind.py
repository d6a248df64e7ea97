"""The facts behind a figure: which ones, and with what part each counts, so that they add to it.

The same small tables that tell the roll-up where figures belong (`facts.rules.asking`) tell here
which units have a part in the figure of one unit, from when to when.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import BigIntegerField, Case, F, Q, QuerySet, Sum, Value, When, Window
from django.db.models.functions import RowNumber

from nhanai.activities import facts as activities
from nhanai.activities.models import Activity
from nhanai.base.days import Period
from nhanai.base.text import fold
from nhanai.facts.models import Fact, Measure
from nhanai.facts.queries.history import history
from nhanai.facts.rules.asking import Asked, Tables, tables
from nhanai.facts.rules.placing import WHOLE
from nhanai.facts.vocab import Adding
from nhanai.units.models import UnitName


@dataclass(frozen=True, slots=True)
class Span:
    """Days in which the units have these parts, in millionths; `start` None is from ever on."""

    start: dt.date | None
    stop: dt.date
    parts: Mapping[int, int]

    def holds(self, units: Iterable[int]) -> Q:
        """The facts of these units in these days."""
        found = Q(day__lt=self.stop, unit__in=list(units))
        return found & Q(day__gte=self.start) if self.start else found


@dataclass(frozen=True, slots=True)
class Behind:
    """The facts, and which of them count: where people are counted once, only some do."""

    facts: QuerySet[Fact]
    counting: QuerySet[Fact]

    def total(self) -> int:
        """What they add to, in millionths of a step of the measure."""
        what = F("weight") if self._is_distinct else F("quantity") * F("weight")
        return self.counting.order_by().aggregate(total=Sum(what))["total"] or 0

    @property
    def _is_distinct(self) -> bool:
        return self.facts is not self.counting


def behind(measure: Measure, root: int, period: Period, structure: dt.date | None) -> Behind:
    """The facts of which the figure of the measure at `root` is made, the newest first.

    Each has `weight`, its part in millionths. Raises `ValueError` for a formula, which has none.
    """
    adding = Adding(measure.adding)
    if adding == Adding.FORMULA:
        raise ValueError(f"{measure.code} has no facts of its own")
    made = tables(Asked(root, {measure.pk: adding}, [period], structure), history())
    spans = _spans(made, root, is_stock=adding in {Adding.BALANCE, Adding.LAST})
    rows = _weighed(Fact.objects.filter(measure=measure), spans)
    if adding == Adding.LAST:
        rows = rows.filter(pk__in=_last_counts(measure, made, spans[0]))
    if adding != Adding.DISTINCT:
        return Behind(rows, rows)
    ranked = rows.annotate(
        place=Window(
            RowNumber(), partition_by=F("subject"),
            order_by=[F("weight").desc(), F("day").asc(), F("pk").asc()],
        )
    )  # fmt: skip
    first = ranked.filter(place=1).order_by().values("pk")
    return Behind(rows, rows.filter(pk__in=first))


def _spans(made: Tables, root: int, *, is_stock: bool) -> list[Span]:
    """From when to when which units have a part; a stock is shown in the structure of its end."""
    parts: dict[object, dict[int, int]] = {}
    for epoch, unit, above, weight in made.rows["above"]:
        if above == root:
            parts.setdefault(epoch, {})[int(str(unit))] = int(str(weight))
    if is_stock:
        (_, epoch, stop) = made.rows["ending"][0]
        return [Span(None, _day(stop), parts.get(epoch, {}))]
    return [
        Span(_day(start), _day(stop), parts.get(epoch, {}))
        for _, epoch, start, stop in made.rows["slot"]
    ]


def _day(value: object) -> dt.date:
    if not isinstance(value, dt.date):
        raise TypeError(f"no day: {value!r}")
    return value


def _weighed(rows: QuerySet[Fact], spans: Iterable[Span]) -> QuerySet[Fact]:
    """Those of the rows that lie in a span, with their part there."""
    inside, cases = Q(pk__in=[]), []
    for span in spans:
        inside |= span.holds(span.parts)
        shares: dict[int, list[int]] = {}
        for unit, part in span.parts.items():
            if part != WHOLE:
                shares.setdefault(part, []).append(unit)
        cases += [When(span.holds(units), then=Value(part)) for part, units in shares.items()]
    whole = Value(WHOLE, output_field=BigIntegerField())
    weight = Case(*cases, default=whole, output_field=BigIntegerField()) if cases else whole
    return rows.filter(inside).annotate(weight=weight).order_by("-day", "-pk")


def _last_counts(measure: Measure, made: Tables, span: Span) -> list[int]:
    """The last count of each unit, while no heir of it has counted anew and it has not ended."""
    newer: dict[int, list[tuple[int, dt.date]]] = {}
    for unit, heir, since in made.rows["newer"]:
        newer.setdefault(int(str(unit)), []).append((int(str(heir)), _day(since)))
    ended = {int(str(unit)) for unit, since in made.rows["ended"] if _day(since) < span.stop}
    heirs = {heir for unit in span.parts for heir, _ in newer.get(unit, ())}
    dated = Fact.objects.filter(
        measure=measure, day__lt=span.stop, unit__in={*span.parts, *heirs} - ended
    )
    ranked = dated.annotate(
        place=Window(
            RowNumber(), partition_by=[F("unit"), F("field"), F("part")],
            order_by=[F("day").desc(), F("quantity").desc(), F("pk").desc()],
        )
    )  # fmt: skip
    counts = list(ranked.filter(place=1).values_list("pk", "unit_id", "day"))
    newest: dict[int, dt.date] = {}
    for _, unit, day in counts:
        newest[unit] = max(day, newest.get(unit, day))
    return [
        pk
        for pk, unit, _ in counts
        if unit in span.parts
        and not any(newest.get(heir, dt.date.min) >= since for heir, since in newer.get(unit, ()))
    ]


def matching(rows: QuerySet[Fact], words: str) -> QuerySet[Fact]:
    """Those whose unit, by any of its names, or whose activity has these words."""
    folded = fold(words).split()
    if not folded:
        return rows
    names, titles = UnitName.objects.all(), Activity.objects.all()
    for word in folded:
        names = names.filter(name_folded__contains=word)
        titles = titles.filter(folded__contains=word)
    by_activity = Q(source=activities.SOURCE, record__in=titles.order_by().values("pk"))
    return rows.filter(Q(unit__in=names.order_by().values("unit")) | by_activity)

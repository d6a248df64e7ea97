"""The catalogue of measures as values, read once for each state of its table."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from nhanai.base.days import Period
from nhanai.base.memory import remembered
from nhanai.facts.models import Measure
from nhanai.facts.rules.catalogue import MeasureValue
from nhanai.facts.rules.formulas import Formula
from nhanai.facts.vocab import Adding, FactSource, MeasureKind
from nhanai.units.models import Unit


def measures() -> Mapping[str, MeasureValue]:
    """Every measure of the catalogue in its order, by code."""
    return remembered("facts.measures", _values)


def _values() -> Mapping[str, MeasureValue]:
    return {row.code: value_of(row) for row in remembered("facts.rows", all_rows)}


def all_rows() -> Sequence[Measure]:
    """Every row of the catalogue in its order."""
    return list(Measure.objects.order_by("order", "code"))


def measures_named(codes: Collection[str]) -> Mapping[str, tuple[int, MeasureValue]]:
    """The measures of these codes alone, each with its number in the table, by code."""
    rows = Measure.objects.filter(code__in=codes) if codes else ()
    return {row.code: (row.pk, value_of(row)) for row in rows}


def measure_numbers() -> Mapping[str, int]:
    """The number of each measure in the table, by code."""
    return dict(Measure.objects.values_list("code", "pk"))


def value_of(row: Measure) -> MeasureValue:
    """The measure without its row."""
    return MeasureValue(
        code=row.code,
        name=row.name,
        unit_of_measure=row.unit_of_measure,
        kind=MeasureKind(row.kind),
        adding=Adding(row.adding),
        decimals=row.decimals,
        field=row.field,
        source=FactSource(row.source),
        formula=Formula.read(row.formula) if row.formula else None,
        parts=row.parts,
        valid=Period.of(row.start, row.end),
        is_verified=row.is_verified,
        note=row.note,
    )


def lives_of(units: Iterable[int]) -> Mapping[int, Period]:
    """From when to when each unit is at work."""
    rows = Unit.objects.filter(pk__in=set(units)).values_list("pk", "start", "end")
    return {pk: Period.of(start, end) for pk, start, end in rows}

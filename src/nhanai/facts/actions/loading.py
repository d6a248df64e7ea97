"""Brings in the measures of the product, and what changed in them since the last version."""

from django.db import transaction

from nhanai.facts.models import Measure
from nhanai.facts.rules.catalogue import MeasureValue, shipped


@transaction.atomic
def load_measures() -> int:
    """Write every measure of the data that is new or differs; how many there were.

    A measure that the data no longer has stays, as facts may speak of it.
    """
    known = {row.code: row for row in Measure.objects.filter(is_shipped=True)}
    new: list[Measure] = []
    changed: list[Measure] = []
    for order, measure in enumerate(shipped().values(), start=1):
        columns = _columns(measure, order)
        row = known.get(measure.code)
        if row is None:
            new.append(Measure(code=measure.code, is_shipped=True, **columns))
        elif any(getattr(row, name) != value for name, value in columns.items()):
            for name, value in columns.items():
                setattr(row, name, value)
            changed.append(row)
    Measure.objects.bulk_create(new)
    if changed:
        Measure.objects.bulk_update(changed, list(_columns(next(iter(shipped().values())), 0)))
    return len(new) + len(changed)


def _columns(measure: MeasureValue, order: int) -> dict[str, object]:
    return {
        "name": measure.name,
        "unit_of_measure": measure.unit_of_measure,
        "kind": measure.kind.value,
        "adding": measure.adding.value,
        "decimals": measure.decimals,
        "field": measure.field,
        "source": measure.source.value,
        "formula": measure.formula.text if measure.formula else "",
        "parts": dict(measure.parts),
        "start": measure.valid.start,
        "end": None if measure.valid.is_open else measure.valid.end,
        "order": order,
        "is_verified": measure.is_verified,
        "note": measure.note,
    }

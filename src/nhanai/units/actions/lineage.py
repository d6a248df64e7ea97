"""Keeps the table of ancestors in step with the placements; called at the end of each act."""

from collections.abc import Collection, Iterator, Sequence
from typing import Final

from nhanai.units.models import Lineage, Placement
from nhanai.units.rules import lineage as rules
from nhanai.units.vocab import Line

_BATCH: Final = 500
"""How many values one statement takes on every database."""


def rebuild(units: Collection[int] | None = None) -> None:
    """Write again the ancestors of `units` and of all below them; of everyone for None."""
    for line in Line:
        places = _places(line)
        if units is None:
            Lineage.objects.filter(line=line).delete()
            affected = set(places)
        else:
            affected = rules.below(list(units), places)
            for some in _batches(sorted(affected)):
                Lineage.objects.filter(line=line, descendant__in=some).delete()
        Lineage.objects.bulk_create(_rows(line, sorted(affected), places), batch_size=_BATCH)


def _places(line: Line) -> dict[int, list[rules.Place]]:
    found: dict[int, list[rules.Place]] = {}
    rows = Placement.objects.filter(line=line).values_list("unit_id", "parent_id", "start", "end")
    for unit, parent, start, end in rows.order_by("unit", "start"):
        found.setdefault(unit, []).append((parent, start, end or rules.FOREVER))
    return found


def _rows(
    line: Line, units: Sequence[int], places: dict[int, list[rules.Place]]
) -> Iterator[Lineage]:
    for unit in units:
        for ancestor, depth, start, end in rules.above(unit, places):
            yield Lineage(
                ancestor_id=ancestor,
                descendant_id=unit,
                line=line,
                depth=depth,
                start=start,
                end=None if end == rules.FOREVER else end,
            )


def _batches(values: Sequence[int]) -> Iterator[Sequence[int]]:
    for at in range(0, len(values), _BATCH):
        yield values[at : at + _BATCH]

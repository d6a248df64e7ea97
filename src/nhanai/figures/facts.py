"""The facts of this room: written with each figure, or all of them anew."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from nhanai.facts import actions as facts
from nhanai.facts.queries.catalogue import value_of
from nhanai.facts.rules.registers import Register
from nhanai.facts.rules.values import FactValue
from nhanai.figures.models import Figure
from nhanai.figures.rules import entering
from nhanai.figures.rules.entering import Said

SOURCE: Final = "figures.figure"
_BATCH: Final = 500


def write(figure: Figure) -> None:
    """Make the facts of this figure what it says now, in the transaction that wrote it."""
    facts.replace(source=SOURCE, record=figure.pk, facts=facts_of(figure))


def facts_of(figure: Figure) -> tuple[FactValue, ...]:
    """What it counts for; a withdrawn one counts for nothing."""
    if not figure.stands:
        return ()
    measure = value_of(figure.measure)
    quantity = Decimal(figure.quantity).scaleb(-measure.decimals)
    said = Said(measure.code, figure.day, quantity, figure.part)
    return entering.facts_of(figure.unit_id, said, measure)


def everything() -> Iterator[tuple[int, tuple[FactValue, ...]]]:
    """Every figure with its facts, from the records alone, in the order of their numbers."""
    rows = Figure.objects.filter(withdrawn_at=None).select_related("measure").order_by("pk")
    for figure in rows.iterator(chunk_size=_BATCH):
        yield figure.pk, facts_of(figure)


REGISTERS: Final = (Register(SOURCE, everything),)

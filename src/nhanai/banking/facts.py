"""The facts of this room: boxes that stand somewhere, and what was found in them."""

from collections.abc import Iterator
from typing import Final

from nhanai.banking.models import BoxOpening, CashBox
from nhanai.facts import actions as facts
from nhanai.facts.rules.registers import Register
from nhanai.facts.rules.values import FactValue

BOX: Final = "banking.box"
OPENING: Final = "banking.opening"


def write_box(box: CashBox) -> None:
    """Make the facts of this box what it says now, in the transaction that wrote it."""
    facts.replace(source=BOX, record=box.pk, facts=of_box(box))


def write_opening(opening: BoxOpening) -> None:
    """Make the facts of this opening what it says now, in the transaction that wrote it."""
    facts.replace(source=OPENING, record=opening.pk, facts=of_opening(opening))


def of_box(box: CashBox) -> tuple[FactValue, ...]:
    """One box more, and one less once it was taken back."""
    placed = FactValue(box.unit_id, box.placed_on, "XH21A", 1, field=1)
    if box.retired_on is None:
        return (placed,)
    return (placed, FactValue(box.unit_id, box.retired_on, "XH21A", -1, field=1))


def of_opening(opening: BoxOpening) -> tuple[FactValue, ...]:
    """What was in the box."""
    if not opening.total:
        return ()
    return (FactValue(opening.box.unit_id, opening.day, "XH21B", opening.total, field=1),)


def every_box() -> Iterator[tuple[int, tuple[FactValue, ...]]]:
    """Every box with its facts, from the records alone."""
    for box in CashBox.objects.order_by("pk").iterator(chunk_size=500):
        yield box.pk, of_box(box)


def every_opening() -> Iterator[tuple[int, tuple[FactValue, ...]]]:
    """Every opening with its facts, from the records alone."""
    for opening in BoxOpening.objects.select_related("box").order_by("pk").iterator(chunk_size=500):
        yield opening.pk, of_opening(opening)


REGISTERS: Final = (Register(BOX, every_box), Register(OPENING, every_opening))

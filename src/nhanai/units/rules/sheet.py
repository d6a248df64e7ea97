"""The reconciliation sheet of an act: each unit, what it was, what it becomes."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from nhanai.units.rules.structure import Change, HeirRow, NameRow, PlaceRow, Structure, UnitRow

_NOTHING: Final = "—"


class Aspect(StrEnum):
    """What of a unit changes."""

    OPENED = "Thành lập"
    NAME = "Tên"
    PARENT = "Đơn vị trên"
    HEIR = "Bên tiếp nhận"
    CLOSED = "Kết thúc"


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One line of the sheet; `share` is what the unit named in `becomes` takes."""

    unit: str
    name: str
    aspect: Aspect
    was: str
    becomes: str
    share: Decimal | None = None


def sheet_of(
    before: Structure, after: Structure, changes: Sequence[Change], on: dt.date
) -> tuple[SheetRow, ...]:
    """One line for each thing that a person would ask about."""
    return tuple(_rows(before, after, changes, on))


def _rows(
    before: Structure, after: Structure, changes: Sequence[Change], on: dt.date
) -> Iterator[SheetRow]:
    inherited = {row.after.predecessor for row in changes if isinstance(row.after, HeirRow)}
    for change in changes:
        row, was = change.after, change.before
        match row:
            case UnitRow() if was is None:
                name = after.name_on(row.key, on)
                yield SheetRow(row.key, name, Aspect.OPENED, _NOTHING, name)
            case UnitRow() if row.key not in inherited:
                name = before.name_on(row.key, on)
                yield SheetRow(row.key, name, Aspect.CLOSED, name, "Kết thúc hoạt động")
            case HeirRow():
                name = before.name_on(row.predecessor, on)
                heir = after.name_on(row.successor, on)
                yield SheetRow(row.predecessor, name, Aspect.HEIR, name, heir, row.share)
            case NameRow() if was is None and row.unit in before.units:
                old = before.name_on(row.unit, on)
                yield SheetRow(row.unit, old, Aspect.NAME, old, row.name)
            case PlaceRow() if was is None:
                yield _place(before, after, row, on)


def _place(before: Structure, after: Structure, row: PlaceRow, on: dt.date) -> SheetRow:
    place = before.place_on(row.unit, row.line, on)
    was = before.name_on(place.parent, on) if place else _NOTHING
    becomes = after.name_on(row.parent, on)
    return SheetRow(row.unit, after.name_on(row.unit, on), Aspect.PARENT, was, becomes)

"""The tables as values, for the rules that decide about acts."""

from collections.abc import Iterable
from typing import TypeVar

from nhanai.units.models import Placement, Succession, Unit, UnitCode, UnitName
from nhanai.units.rules.structure import (
    CodeRow,
    HeirRow,
    NameRow,
    PlaceRow,
    Span,
    Structure,
    UnitRow,
)

_Row = TypeVar("_Row", bound=Span)


def structure() -> Structure:
    """All units with everything dated of them, in five queries."""
    return Structure(
        {row.key: row for row in _units()},
        _by_unit(_names()),
        _by_unit(_codes()),
        _by_unit(_places()),
        _heirs(),
    )


def _by_unit(rows: Iterable[_Row]) -> dict[str, tuple[_Row, ...]]:
    found: dict[str, list[_Row]] = {}
    for row in rows:
        found.setdefault(row.unit, []).append(row)
    return {key: tuple(own) for key, own in found.items()}


def _units() -> Iterable[UnitRow]:
    rows = Unit.objects.order_by("pk").values_list(
        "pk", "key", "kind", "start", "end", "territory__key", "opened_by", "closed_by"
    )
    for pk, key, kind, start, end, territory, opened_by, closed_by in rows:
        yield UnitRow(pk, key, kind, start, end, territory or "", opened_by, closed_by)


def _names() -> Iterable[NameRow]:
    rows = UnitName.objects.order_by("start", "pk").values_list(
        "pk", "unit__key", "name", "short_name", "start", "end", "act"
    )
    return (NameRow(*row) for row in rows)


def _codes() -> Iterable[CodeRow]:
    rows = UnitCode.objects.order_by("start", "pk").values_list(
        "pk", "unit__key", "system", "code", "start", "end"
    )
    return (CodeRow(*row) for row in rows)


def _places() -> Iterable[PlaceRow]:
    rows = Placement.objects.order_by("start", "pk").values_list(
        "pk", "unit__key", "parent__key", "line", "start", "end", "act"
    )
    return (PlaceRow(*row) for row in rows)


def _heirs() -> dict[str, tuple[HeirRow, ...]]:
    found: dict[str, list[HeirRow]] = {}
    rows = Succession.objects.order_by("on", "pk").values_list(
        "pk", "predecessor__key", "successor__key", "on", "share", "act", "note"
    )
    for row in rows:
        found.setdefault(row[1], []).append(HeirRow(*row))
    return {key: tuple(own) for key, own in found.items()}

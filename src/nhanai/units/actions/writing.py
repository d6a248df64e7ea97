"""Writes the changes of an act so that each row can be put back exactly as it was."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from django.db import models

from nhanai.base.text import fold, sort_key
from nhanai.journal.rules import plain
from nhanai.units.models import LegalAct, Placement, Succession, Unit, UnitCode, UnitName
from nhanai.units.rules.structure import (
    THIS_ACT,
    Change,
    CodeRow,
    HeirRow,
    NameRow,
    PlaceRow,
    Row,
    UnitRow,
)

Journalled = dict[str, Any]
"""A changed row as text: its table, what it was and what it became."""

_TABLES: Final[Mapping[str, type[models.Model]]] = {
    "unit": Unit,
    "name": UnitName,
    "code": UnitCode,
    "place": Placement,
    "heir": Succession,
}


def write(changes: Iterable[Change], act: LegalAct) -> list[Journalled]:
    """Write each change; give back what was and what became of each row."""
    listed = list(changes)
    keys = {key for change in listed for key in _keys(change.after)}
    numbers = dict(Unit.objects.filter(key__in=keys).values_list("key", "pk"))
    done: list[Journalled] = []
    for change in listed:
        table, values = _values(change.after, act.pk, numbers)
        if change.before is None:
            row = _TABLES[table]._default_manager.create(**values)
            done.append({"table": table, "before": None, "after": _stored(row)})
            if isinstance(change.after, UnitRow):
                numbers[change.after.key] = row.pk
        else:
            row = _TABLES[table]._default_manager.get(pk=change.after.pk)
            before = _stored(row)
            for name, value in _ends(change.after, values).items():
                setattr(row, name, value)
            row.save(update_fields=list(_ends(change.after, values)))
            done.append({"table": table, "before": before, "after": _stored(row)})
    return done


def put_back(journalled: Sequence[Journalled]) -> bool:
    """Undo what `write` did, the last first; whether every row still was as the act left it."""
    for change in reversed(journalled):
        model = _TABLES[change["table"]]
        row = model._default_manager.filter(pk=change["after"]["id"]).first()
        if row is None or _stored(row) != change["after"]:
            return False
        if change["before"] is None:
            row.delete()
            continue
        for name, value in change["before"].items():
            setattr(row, name, _parsed(model, name, value))
        row.save()
    return True


def _stored(row: models.Model) -> dict[str, Any]:
    """Every column of a row as text and numbers."""
    row.refresh_from_db()
    kept = plain(
        {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    )
    assert isinstance(kept, dict)  # noqa: S101 (a mapping stays a mapping)
    return dict(kept)


def _parsed(model: type[models.Model], name: str, value: object) -> object:
    """The value of a column from its text."""
    field = next(field for field in model._meta.concrete_fields if field.attname == name)
    return field.to_python(value)


def _keys(row: Row) -> tuple[str, ...]:
    match row:
        case UnitRow():
            return (row.key, row.territory)
        case PlaceRow():
            return (row.unit, row.parent)
        case HeirRow():
            return (row.predecessor, row.successor)
        case NameRow() | CodeRow():
            return (row.unit,)


def _ends(row: Row, values: Mapping[str, Any]) -> dict[str, Any]:
    """What an act changes of a row that exists: only when it ends, and by which act."""
    names = ("end", "closed_by_id") if isinstance(row, UnitRow) else ("end",)
    return {name: values[name] for name in names}


def _values(row: Row, act: int, numbers: Mapping[str, int]) -> tuple[str, dict[str, Any]]:
    """The table of a row and its columns."""
    match row:
        case UnitRow():
            return "unit", {
                "key": row.key,
                "kind": row.kind,
                **_period(row.start, row.end),
                "territory_id": numbers.get(row.territory),
                "opened_by_id": _act(row.opened_by, act),
                "closed_by_id": _act(row.closed_by, act),
            }
        case NameRow():
            return "name", {
                "unit_id": numbers[row.unit],
                "name": row.name,
                "short_name": row.short_name,
                "name_folded": fold(row.name),
                "sort_key": sort_key(row.name),
                **_period(row.start, row.end),
                "act_id": _act(row.act, act),
            }
        case CodeRow():
            own = {"unit_id": numbers[row.unit], "system": row.system, "code": row.code}
            return "code", {**own, **_period(row.start, row.end)}
        case PlaceRow():
            return "place", {
                "unit_id": numbers[row.unit],
                "parent_id": numbers[row.parent],
                "line": row.line,
                **_period(row.start, row.end),
                "act_id": _act(row.act, act),
            }
        case HeirRow():
            return "heir", {
                "predecessor_id": numbers[row.predecessor],
                "successor_id": numbers[row.successor],
                "on": row.on,
                "share": row.share,
                "act_id": _act(row.act, act),
            }


def _act(said: int | None, act: int) -> int | None:
    return act if said == THIS_ACT else said


def _period(start: dt.date, end: dt.date | None) -> dict[str, Any]:
    return {"start": start, "end": end}

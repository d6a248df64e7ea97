"""Figures as a table for people, as the same table with hashtags of HXL, and as plain JSON.

The hashtags follow HXL 1.1 (hxlstandard.org): a row of them stands below the headings, and tools
that know HXL find it there.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from nhanai.exchange.rules.values import (
    Export,
    Value,
    adds_over_periods,
    adds_over_units,
    remarks,
)
from nhanai.figures.rules.sheets import Column, Sheet
from nhanai.figures.rules.sheets import Value as Cell

FILE: Final = "so-lieu-trao-doi"


@dataclass(frozen=True, slots=True)
class Field:
    """A column: its heading, its hashtag, its key in JSON, and what stands in it."""

    head: str
    tag: str
    key: str
    width: int
    of: Callable[[Value], Cell]


FIELDS: Final[Sequence[Field]] = (
    Field("Mã đơn vị", "#org+code", "unit", 22, lambda one: one.unit.key),
    Field("Đơn vị", "#org+name", "unit_name", 36, lambda one: one.unit.name),
    Field("Mã hành chính", "#adm+code+v_gso", "area_code", 12, lambda one: one.unit.code),
    Field("Mã chỉ tiêu", "#indicator+code", "measure", 10, lambda one: one.measure.code),
    Field("Chỉ tiêu", "#indicator+name", "measure_name", 46, lambda one: one.measure.name),
    Field("Mã nhóm", "#indicator+group+code", "part", 9, lambda one: one.part),
    Field("Nhóm", "#indicator+group+name", "part_name", 22, lambda one: one.part_name),
    Field("Kỳ", "#period+name", "period_name", 20, lambda one: one.period_name),
    Field("Từ ngày", "#date+start", "start", 12, lambda one: one.period.period.start.isoformat()),
    Field("Đến ngày", "#date+end", "end", 12, lambda one: one.period.cut_off.isoformat()),
    Field("Số liệu", "#indicator+value+num", "value", 16, lambda one: one.quantity),
    Field("Đơn vị tính", "#indicator+unit", "unit_of_measure", 14,
          lambda one: one.measure.unit_of_measure),
    Field("Trong đó ước tính", "#indicator+value+estimated+num", "estimated", 14,
          lambda one: one.estimated),
    Field("Số dòng gốc", "#meta+count+num", "facts", 10, lambda one: one.facts),
    Field("Cộng qua đơn vị", "#meta+adds+units", "adds_over_units", 9,
          lambda one: _yes(adds_over_units(one.measure))),
    Field("Cộng qua kỳ", "#meta+adds+periods", "adds_over_periods", 9,
          lambda one: _yes(adds_over_periods(one.measure))),
    Field("Ghi chú", "#meta+remarks", "remarks", 40, remarks),
)  # fmt: skip


def _yes(it_is: bool) -> str:
    return "có" if it_is else "không"


def sheet(export: Export, *, tagged: bool = False) -> Sheet:
    """The table; `tagged` with the row of hashtags."""
    columns = [Column(field.head, field.width) for field in FIELDS]
    rows: list[Sequence[Cell]] = [[field.tag for field in FIELDS]] if tagged else []
    rows += [[field.of(value) for field in FIELDS] for value in export.values]
    return Sheet(FILE, export.title, export.lines, columns, rows)


def as_json(export: Export) -> bytes:
    """The same as JSON; numbers are strings of decimals, so that no digit is lost."""
    said = {
        "title": export.title,
        "structure": export.structure.isoformat() if export.structure else None,
        "own_figures_only": export.is_own,
        "remarks": list(export.lines),
        "left_out": [{"what": one.what, "why": one.why} for one in export.left_out],
        "figures": [
            {
                "regime": value.period.regime.code,
                "period": value.period.key,
                **{field.key: _plain(field.key, field.of(value)) for field in FIELDS},
            }
            for value in export.values
        ],
    }
    return json.dumps(said, ensure_ascii=False, indent=1).encode()


def _plain(key: str, value: Cell) -> str | int | bool | None:
    if key.startswith("adds_over"):
        return value == _yes(True)
    return value if isinstance(value, int | None) else str(value)

"""What was published as tables with hashtags of HXL 1.1, which tools of others know how to read.

A row of hashtags stands below the headings (hxlstandard.org). Communes are the second level of
administration below the country, since there are no districts.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Column:
    """A heading, its hashtag, and the name of what stands in it."""

    head: str
    tag: str
    name: str


@dataclass(frozen=True, slots=True)
class Table:
    """Columns, and where their rows stand in a release."""

    columns: Sequence[Column]
    rows: Callable[[Mapping[str, Any]], Sequence[Row]]


_COMMUNE: Final = (
    Column("Mã xã, phường", "#adm2+code+v_gso", "code"),
    Column("Xã, phường", "#adm2+name", "name"),
)


def _entries(kind: str) -> Callable[[Mapping[str, Any]], Sequence[Row]]:
    return lambda content: [one for one in content["entries"] if one["kind"] == kind]


TABLES: Final[Mapping[str, Mapping[str, Table]]] = {
    "MONEY": {
        "xa": Table(
            (*_COMMUNE, Column("Đã trao (đồng)", "#value+given+vnd+num", "amount"),
             Column("Số hộ", "#reached+households+num", "households")),
            lambda content: [one for one in content.get("places", ()) if one["key"]],
        ),
        "quy": Table(
            (Column("Quỹ", "#activity+fund+name", "fund"), Column("Đơn vị", "#org+name", "unit"),
             Column("Tháng", "#date+month", "month"),
             Column("Đã nhận (đồng)", "#value+received+vnd+num", "received"),
             Column("Đã trao (đồng)", "#value+given+vnd+num", "given"),
             Column("Trả lại (đồng)", "#value+returned+vnd+num", "returned")),
            _entries("fund-month"),
        ),
    },
    "ADDRESSES": {
        "xa": Table(
            (*_COMMUNE, Column("Đang chờ giúp", "#inneed+waiting+num", "waiting"),
             Column("Đang được giúp", "#reached+helped+num", "helped")),
            lambda content: content["communes"],
        ),
    },
    "PLAN": {
        "nhom": Table(
            (Column("Kế hoạch", "#activity+plan+name", "plan"),
             Column("Nhóm nội dung", "#sector+name", "name"),
             Column("Nhiệm vụ", "#output+tasks+num", "tasks"),
             Column("Đã xong", "#output+done+num", "done"),
             Column("Trong hạn", "#output+ontime+num", "on_time"),
             Column("Quá hạn", "#output+late+num", "late")),
            _entries("plan-group"),
        ),
    },
}  # fmt: skip
"""By kind of release and name of the table."""


def table_of(kind: str, name: str, content: Mapping[str, Any]) -> list[list[object]] | None:
    """Headings, hashtags, rows; None where there is no such table. A hidden number stays empty."""
    table = TABLES.get(kind, {}).get(name)
    if table is None:
        return None
    rows = [[_cell(row.get(one.name)) for one in table.columns] for row in table.rows(content)]
    heads: list[object] = [one.head for one in table.columns]
    tags: list[object] = [one.tag for one in table.columns]
    return [heads, tags, *rows]


def _cell(value: object) -> object:
    return "" if value is None else value

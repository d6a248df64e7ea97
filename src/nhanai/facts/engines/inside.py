"""The roll-up inside the application's own database: SQL that was written at build time.

The small tables go with the statement as JSON, so that a roll-up is one statement in whatever
transaction is open, and leaves nothing behind.
"""

import datetime as dt
import json
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Final

from nhanai.facts.rules.asking import COLUMNS, Row, Tables

LEVELS: Final = 5
"""How deep units may stand below the top of a roll-up: commune, branch, group, and two more."""

FORMS: Final[tuple[tuple[str, ...], ...]] = ((), ("field",), ("part",))
"""What figures may be broken by."""

_TEXTS: Final = frozenset({"adding"})
_DAYS: Final = frozenset({"start", "stop", "since"})


def file_name(vendor: str, by: Sequence[str], *, is_plain: bool) -> str:
    """Where the SQL for that database and those groups lies; `is_plain` as in the expression."""
    return f"{'-'.join([vendor, *by, *(['plain'] if is_plain else [])])}.sql"


@cache
def statement(vendor: str, by: tuple[str, ...], *, is_plain: bool) -> str:
    """The whole statement; its parameters are the tables in the order of `COLUMNS`, as JSON."""
    text = (
        files("nhanai.facts.engines")
        .joinpath("sql", file_name(vendor, by, is_plain=is_plain))
        .read_text("utf-8")
    )
    sql = text.partition("\n")[2].strip().replace("%", "%%")
    given = ", ".join(
        f'"{name}" AS MATERIALIZED ({_from_json(vendor, columns)})'
        for name, columns in COLUMNS.items()
    )
    return f"WITH {given}, {sql.removeprefix('WITH ')}"


def _from_json(vendor: str, columns: Sequence[str]) -> str:
    if vendor == "sqlite":
        # the cast gives a column its kind, without which SQLite makes no index of it for a join
        parts = (
            f"CAST(json_extract(value, '$[{at}]') AS {_sqlite_type(name)}) AS \"{name}\""
            for at, name in enumerate(columns)
        )
        return f"SELECT {', '.join(parts)} FROM json_each(%s)"  # noqa: S608 (names of our own)
    parts = (
        f'(value->>{at})::{_postgres_type(name)} AS "{name}"' for at, name in enumerate(columns)
    )
    return f"SELECT {', '.join(parts)} FROM jsonb_array_elements(%s::jsonb)"  # noqa: S608 (names of our own)


def _sqlite_type(column: str) -> str:
    return "TEXT" if column in _TEXTS | _DAYS else "INTEGER"


def _postgres_type(column: str) -> str:
    if column in _TEXTS:
        return "text"
    return "date" if column in _DAYS else "bigint"


def parameters(tables: Tables) -> list[str]:
    """The tables as the statement takes them."""
    return [_as_json(tables.rows[name]) for name in COLUMNS]


def _as_json(rows: Sequence[Row]) -> str:
    return json.dumps(rows, default=_day, separators=(",", ":"))


def _day(value: object) -> str:
    if isinstance(value, dt.date):
        return value.isoformat()
    raise TypeError(f"no place in a table for {value!r}")

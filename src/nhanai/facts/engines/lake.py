"""The roll-up over a Parquet lake on DuckDB: a nation's facts on one machine.

A lake is a folder of facts by year of their day and by province:
`facts/year=2026/province=12/*.parquet`. It holds what the application's databases hold, written by
`nhanai.facts.queries.exporting`; nothing is entered here.
"""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import ibis
import pyarrow as pa

from nhanai.facts.engines.expression import Shape, roll_up
from nhanai.facts.rules.asking import COLUMNS, Tables

_DAYS = frozenset({"start", "stop", "since", "on"})
SUMS = ("exact", "estimated", "facts")
Row = tuple[Any, ...]
_A_DAY = dt.timedelta(days=1)


class Lake:
    """A connection of its own over the Parquet files of a folder, or over a table of facts."""

    def __init__(self, facts: Path | pa.Table, *, threads: int = 0, memory: str = "") -> None:
        self.database = duckdb.connect(":memory:")
        self.asked = Tables()
        if threads:
            self.database.execute(f"SET threads = {int(threads)}")
        if memory:
            self.database.execute("SET memory_limit = ?", [memory])
        if isinstance(facts, Path):
            files = str(facts / "**" / "*.parquet").replace("'", "''")
            source = f"read_parquet('{files}', hive_partitioning = true)"
            self.database.execute(f"CREATE VIEW facts_fact AS FROM {source}")
        else:
            self.database.register("facts_fact", facts)

    def ask(self, tables: Tables) -> None:
        """Put the small tables of a question beside the facts."""
        self.asked = tables
        for name, columns in COLUMNS.items():
            self.database.register(name, arrow(columns, tables.rows[name]))
        self.database.register("dated", arrow(("period", "epoch", "on"), list(daily(tables))))

    def rolled_up(self, by: tuple[str, ...]) -> list[Row]:
        """The cells, with whole numbers of any size."""
        return self.database.execute(statement(self.asked, by)).fetchall()

    def write(self, path: Path, by: tuple[str, ...]) -> None:
        """The cells as a Parquet file; what does not fit 64 bits stops the writing."""
        keys = ", ".join(f'"{key}"' for key in ("unit", "measure", "period", *by))
        sums = ", ".join(
            f'"{name}"::BIGINT AS "{name}"' for name in ("exact", "estimated", "facts")
        )
        target = str(path).replace("'", "''")
        sql = f"SELECT {keys}, {sums} FROM ({statement(self.asked, by)})"  # noqa: S608 (names of our own)
        self.database.execute(f"COPY ({sql}) TO '{target}' (FORMAT parquet, COMPRESSION zstd)")


def statement(asked: Tables, by: tuple[str, ...]) -> str:
    """The expression as DuckDB takes it."""
    shape = Shape(by=by, levels=asked.levels, daily=True, plain=asked.is_plain)
    return str(ibis.to_sql(roll_up(shape), dialect="duckdb"))


def daily(tables: Tables) -> Iterator[Row]:
    """Each day of each period with its epoch: what is equal joins faster than what lies between."""
    rows: list[Row] = tables.rows["slot"]
    for period, epoch, start, stop in rows:
        day = start
        while day < stop:
            yield period, epoch, day
            day += _A_DAY


def arrow(columns: tuple[str, ...], rows: list[Row]) -> pa.Table:
    """Rows as columns."""
    types = {name: _type(name) for name in columns}
    values: list[Row] = list(zip(*rows, strict=True)) if rows else [()] * len(columns)
    return pa.table(
        {name: pa.array(own, types[name]) for name, own in zip(columns, values, strict=True)}
    )


def _type(column: str) -> pa.DataType:
    if column == "adding":
        return pa.string()
    return pa.date32() if column in _DAYS else pa.int64()

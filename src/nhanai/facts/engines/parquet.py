"""Files of a lake: facts as columns, written whole or not at all."""

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

SCHEMA: Final = pa.schema(
    {
        "unit_id": pa.int64(),
        "day": pa.date32(),
        "measure_id": pa.int64(),
        "quantity": pa.int64(),
        "subject": pa.int64(),
        "field": pa.int16(),
        "part": pa.string(),
        "source": pa.string(),
        "record": pa.int64(),
    }
)
COLUMNS: Final[tuple[str, ...]] = tuple(SCHEMA.names)
BATCH: Final = 50_000
"""Rows in memory at a time."""

Row = tuple[Any, ...]


def write(path: Path, rows: Iterable[Row]) -> None:
    """The rows, in the order of `COLUMNS`, as one file; a stop leaves the old one in its place."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(".part")
    with pq.ParquetWriter(beside, SCHEMA, compression="zstd") as file:
        for batch in _batches(iter(rows)):
            file.write_table(table(batch))
    beside.replace(path)


def table(rows: list[Row]) -> pa.Table:
    """The rows as columns."""
    columns: list[Row] = list(zip(*rows, strict=True)) or [()] * len(SCHEMA)
    return pa.table(
        [pa.array(own, kind) for own, kind in zip(columns, SCHEMA.types, strict=True)],
        schema=SCHEMA,
    )


def _batches(rows: Iterator[Row]) -> Iterator[list[Row]]:
    while batch := list(islice(rows, BATCH)):
        yield batch

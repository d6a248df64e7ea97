"""A nation's facts rolled up: our expression on DuckDB beside what others do, in one run.

34 provinces, 3,321 communes, 12,000 units in 4 levels, 80 measures, 24 months, 20 million facts;
every unit, measure and month. Beside it: PostgreSQL climbing a tree by a recursive query, as such
systems do; pandas; Polars; and DuckDB grouping the same columns once, without any climbing, as the
limit. Checksums of all must be equal.

PYTHONPATH=src:. .venv/bin/python benchmarks/rollup.py [facts, in millions] [--without-peers]
"""

import datetime as dt
import io
import os
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from benchmarks.results import record, table
from pyarrow import csv

from nhanai.base.days import Period
from nhanai.facts.engines.lake import Lake
from nhanai.facts.rules.asking import Asked, Tables, tables
from nhanai.facts.rules.placing import History, Stay

PROVINCES, COMMUNES, UNITS, MEASURES, MONTHS = 34, 3321, 12_000, 80, 24
BEGIN = dt.date(2025, 1, 1)


def nation() -> tuple[History, np.ndarray]:
    """The units in 4 levels, and those that have facts of their own: the lowest."""
    life = Period(dt.date(2020, 1, 1))
    chance = random.Random(7)
    provinces = range(2, 2 + PROVINCES)
    communes = range(provinces.stop, provinces.stop + COMMUNES)
    branches = range(communes.stop, UNITS + 1)
    stays = [Stay(unit, 1, life) for unit in provinces]
    stays += [Stay(unit, chance.choice(provinces), life) for unit in communes]
    stays += [Stay(unit, chance.choice(communes), life) for unit in branches]
    return History(dict.fromkeys(range(1, UNITS + 1), life), stays), np.array(branches)


def months() -> list[Period]:
    """The months of the two years."""
    starts = [dt.date(BEGIN.year + at // 12, at % 12 + 1, 1) for at in range(MONTHS + 1)]
    return [Period(start, end) for start, end in pairwise(starts)]


def facts(millions: float, leaves: np.ndarray, seed: int) -> pa.Table:
    """Facts of every leaf, measure and month as evenly as chance gives."""
    number = int(millions * 1_000_000)
    chance = np.random.default_rng(seed)
    days = (dt.date(2027, 1, 1) - BEGIN).days
    when = (BEGIN - dt.date(1970, 1, 1)).days + chance.integers(0, days, number)
    return pa.table(
        {
            "unit_id": pa.array(chance.choice(leaves, number)),
            "day": pa.array(when.astype("int32")).cast(pa.date32()),
            "measure_id": pa.array(chance.integers(1, MEASURES + 1, number)),
            "quantity": pa.array(chance.integers(1, 10**9, number)),
            "subject": pa.nulls(number, pa.int64()),
            "field": pa.array(np.zeros(number, "int16")),
            "part": pa.array([""]).take(pa.array(np.zeros(number, "int64"))),
        }
    )


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds of the clock, and what came of it."""
    started = time.perf_counter()
    outcome = work()
    return time.perf_counter() - started, outcome


Sums = tuple[int, int, int]
"""How many cells, what they add to, and the same weighed by what they are cells of."""

_SUMS = """SELECT count(*), sum(exact::HUGEINT),
    sum(exact::HUGEINT * (unit * 31 + measure * 7 + period)) FROM cells"""


def sums(cells: pa.Table) -> Sums:
    """What two results must have in common."""
    database = duckdb.connect(":memory:")
    database.register("cells", cells)
    found: Sums = database.execute(_SUMS).fetchall()[0]
    return found


def ours(given: Path, asked: Tables, out: Path) -> None:
    """Our expression on DuckDB; the cells written as Parquet, as a lake keeps them."""
    lake = Lake(given, threads=2)
    lake.ask(asked)
    lake.write(out, ())


def bare(given: Path, out: Path) -> None:
    """The limit: the same columns scanned and grouped once, no units above, no succession."""
    database = duckdb.connect(":memory:")
    database.execute("SET threads = 2")
    database.execute(
        f"""COPY (SELECT unit_id, measure_id, date_trunc('month', day) AS period,
            sum(quantity)::BIGINT AS exact, count(*) AS facts
            FROM read_parquet('{given}/*.parquet') GROUP BY ALL)
            TO '{out}' (FORMAT parquet, COMPRESSION zstd)"""
    )


def in_polars(given: Path, history: History, out: Path) -> None:
    """Joined with every unit above, and grouped."""
    import polars as pl

    lineage = pl.LazyFrame(above(history), schema=["unit_id", "unit"], orient="row")
    scanned = pl.scan_parquet(given / "*.parquet")
    month = (pl.col("day").dt.year() - BEGIN.year) * 12 + pl.col("day").dt.month() - 1
    dated = scanned.select(
        "unit_id",
        pl.col("measure_id").alias("measure"),
        month.alias("period").cast(pl.Int64),
        "quantity",
    )
    joined = dated.join(lineage, on="unit_id")
    cells = joined.group_by("unit", "measure", "period").agg(exact=pl.col("quantity").sum())
    cells.sink_parquet(out)


def in_pandas(given: Path, history: History, out: Path) -> None:
    """Grouped by unit first, then level by level, as a careful analyst would."""
    import pandas as pd

    facts = pq.read_table(given, columns=["unit_id", "day", "measure_id", "quantity"]).to_pandas()
    days = pd.to_datetime(facts.pop("day"))
    facts["period"] = (days.dt.year - BEGIN.year) * 12 + days.dt.month - 1
    keys = ["unit_id", "measure_id", "period"]
    level = facts.groupby(keys, sort=False)["quantity"].sum().reset_index()
    parents = pd.Series({stay.unit: stay.parent for stay in history.stays})
    found = [level]
    while True:
        level = level[level.unit_id != 1].copy()
        if level.empty:
            break
        level["unit_id"] = level.unit_id.map(parents)
        level = level.groupby(keys, sort=False)["quantity"].sum().reset_index()
        found.append(level)
    cells = pd.concat(found).groupby(keys, sort=False)["quantity"].sum().reset_index()
    names = {"unit_id": "unit", "measure_id": "measure", "quantity": "exact"}
    cells.rename(columns=names).to_parquet(out)


def above(history: History) -> list[tuple[int, int]]:
    """Every unit with each unit above it, itself included."""
    parents = {stay.unit: stay.parent for stay in history.stays}
    found = []
    for unit in history.lives:
        at: int | None = unit
        while at is not None:
            found.append((unit, at))
            at = parents.get(at)
    return found


_RECURSIVE = """
CREATE UNLOGGED TABLE cells AS
WITH RECURSIVE lineage(unit_id, unit) AS (
    SELECT unit_id, unit_id FROM unit
    UNION ALL
    SELECT lineage.unit_id, unit.parent_id FROM lineage JOIN unit ON unit.unit_id = lineage.unit
    WHERE unit.parent_id IS NOT NULL
)
SELECT lineage.unit, measure_id AS measure,
    ((extract(year FROM day) - 2025) * 12 + extract(month FROM day) - 1)::int AS period,
    sum(quantity) AS exact
FROM fact JOIN lineage USING (unit_id) GROUP BY 1, 2, 3
"""


def in_postgres(given: Path, history: History) -> tuple[float, Sums]:
    """Recursive SQL on a real server; the loading of the facts is not counted."""
    import psycopg

    from nhanai.project import postgres

    parents = {stay.unit: stay.parent for stay in history.stays}
    with postgres.server() as address, psycopg.connect(address, autocommit=True) as server:
        server.execute("SET work_mem = '1GB'; SET jit = off")
        server.execute("CREATE UNLOGGED TABLE unit (unit_id bigint PRIMARY KEY, parent_id bigint)")
        server.execute(
            "CREATE UNLOGGED TABLE fact"
            " (unit_id bigint, day date, measure_id bigint, quantity bigint)"
        )
        with server.cursor().copy("COPY unit FROM STDIN") as copy:
            for unit in history.lives:
                copy.write_row((unit, parents.get(unit)))
        columns = ["unit_id", "day", "measure_id", "quantity"]
        with server.cursor().copy("COPY fact FROM STDIN WITH (FORMAT csv)") as copy:
            for file in sorted(given.glob("*.parquet")):
                for batch in pq.ParquetFile(file).iter_batches(columns=columns):
                    text = io.BytesIO()
                    csv.write_csv(batch, text, csv.WriteOptions(include_header=False))
                    copy.write(text.getvalue())
        server.execute("ANALYZE")
        seconds, _ = timed(lambda: server.execute(_RECURSIVE))
        row = server.execute(_SUMS.replace("HUGEINT", "numeric")).fetchone()
    assert row is not None
    return seconds, (int(row[0]), int(row[1]), int(row[2]))


Work = Callable[[], object]


def apart(work: Work) -> tuple[float, float]:
    """Seconds and peak memory in GB of the work in a process of its own."""
    read, write = os.pipe()
    child = os.fork()
    if not child:
        seconds, _ = timed(work)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
        os.write(write, f"{seconds} {peak}".encode())
        os._exit(0)
    os.close(write)
    with os.fdopen(read) as answer:
        said = answer.read()
    os.waitpid(child, 0)
    seconds, peak = map(float, said.split())
    return seconds, peak


def main() -> None:
    """Measure, compare, and write the section."""
    numbers = [float(one) for one in sys.argv[1:] if not one.startswith("-")]
    millions = numbers[0] if numbers else 20.0
    history, leaves = nation()
    asked = tables(Asked(1, dict.fromkeys(range(1, MEASURES + 1), "SUM"), months()), history)
    with tempfile.TemporaryDirectory(prefix="nhanai-rollup-") as name:
        folder = Path(name)
        given = folder / "facts"
        given.mkdir()
        for part in range(4):
            pq.write_table(
                facts(millions / 4, leaves, part), given / f"{part}.parquet", compression="zstd"
            )
        lines = compare(folder, given, history, asked, millions)
    print("\n".join(lines))
    record(f"Roll-up of a nation, {millions:g} million facts", lines)


def compare(
    folder: Path, given: Path, history: History, asked: Tables, millions: float
) -> list[str]:
    """Each way with its seconds, its memory, and how it stands to ours."""
    out = {name: folder / f"{name}.parquet" for name in ("ours", "bare", "Polars", "pandas")}
    ways: dict[str, Work] = {
        "ours": lambda: ours(given, asked, out["ours"]),
        "bare": lambda: bare(given, out["bare"]),
    }
    if "--without-peers" not in sys.argv:
        ways["Polars"] = lambda: in_polars(given, history, out["Polars"])
        ways["pandas"] = lambda: in_pandas(given, history, out["pandas"])
    measured = {name: apart(work) for name, work in ways.items()}
    wanted = sums(pq.read_table(out["ours"]))
    for name in ("Polars", "pandas"):
        if name in ways:
            assert sums(pq.read_table(out[name])) == wanted, name
    own, limit = measured["ours"][0], measured["bare"][0]
    rows = [
        (_NAMES[name], f"{seconds:.1f}", f"{peak:.1f}", f"{seconds / own:.1f}")
        for name, (seconds, peak) in measured.items()
    ]
    if "--without-peers" not in sys.argv:
        seconds, found = in_postgres(given, history)
        assert found == wanted
        rows.append((_NAMES["PostgreSQL"], f"{seconds:.1f}", "", f"{seconds / own:.1f}"))
    return [
        f"{UNITS:,} units in 4 levels, {MEASURES} measures, {MONTHS} months,",
        f"{millions:g} million facts, {wanted[0]:,} cells; the same cells and sums in every way.",
        "",
        *table(["way", "s", "peak memory, GB", "× ours"], rows),
        "",
        f"Ours is {own / limit:.1f} × the bare scan-and-group (aim: 3).",
    ]


_NAMES = {
    "ours": "our expression on DuckDB, with units above, written to Parquet",
    "bare": "the limit: DuckDB groups the same columns once, nothing above",
    "Polars": "Polars, joined with every unit above",
    "pandas": "pandas, level by level",
    "PostgreSQL": "PostgreSQL, recursive SQL (the facts loaded before)",
}

if __name__ == "__main__":
    main()

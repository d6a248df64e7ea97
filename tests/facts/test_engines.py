"""Every engine gives the figures of the slow, plain roll-up, to the last digit."""

import datetime as dt
import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from importlib.resources import files

import pyarrow as pa
import pytest
from django.db import connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.facts import slow
from tests.facts.slow import Cells, RawFact
from tests.facts.worlds import BEGIN, FINISH, ROOT, facts_in, histories, questions

from nhanai.facts.engines import inside
from nhanai.facts.engines.lake import Lake
from nhanai.facts.rules.asking import Asked, tables
from nhanai.facts.rules.placing import WHOLE, History
from nhanai.facts.rules.spans import spans_of

_INSERT = """INSERT INTO facts_fact (unit_id, day, measure_id, quantity, subject, field, part)
    VALUES (%s,%s,%s,%s,%s,%s,%s)"""
_ARROW = pa.schema(
    {
        "unit_id": pa.int64(), "day": pa.date32(), "measure_id": pa.int64(), "quantity": pa.int64(),
        "subject": pa.int64(), "field": pa.int16(), "part": pa.string(),
    }
)  # fmt: skip
_SPARK = (
    "unit_id bigint, day date, measure_id bigint, quantity bigint, subject bigint,"
    " field smallint, part string"
)
_TABLE = """CREATE TEMPORARY TABLE facts_fact (
    unit_id bigint, day date, measure_id bigint, quantity bigint, subject bigint,
    field smallint, part varchar(20))"""


_INDEX = "CREATE INDEX facts_fact_of_day ON facts_fact (measure_id, day)"
_KEPT = """CREATE TEMPORARY TABLE facts_keptsum (
    span bigint, measure_id bigint, unit_id bigint, field smallint, part varchar(20),
    quantity bigint, facts bigint)"""
_INSERT_KEPT = "INSERT INTO facts_keptsum VALUES (%s,%s,%s,%s,%s,%s,%s)"


def cells(rows: Iterable[Sequence[object]]) -> Cells:
    """The rows of an engine as the slow roll-up gives them."""
    found: Cells = {}
    for *key, exact, estimated, facts in rows:
        found[tuple(key)] = int(str(exact)), int(str(estimated)), int(str(facts))
    return found


def values(facts: Iterable[RawFact]) -> list[tuple[int | str | None, ...]]:
    """The facts as rows, days as text."""
    return [
        (one.unit, one.day.isoformat(), one.measure, one.quantity, one.subject, one.field, one.part)
        for one in facts
    ]


def sums(facts: Iterable[RawFact]) -> list[tuple[int | str, ...]]:
    """What is kept of them by year and quarter; of every measure, as only some are asked for."""
    found: Counter[tuple[int | str, ...]] = Counter()
    numbers: Counter[tuple[int | str, ...]] = Counter()
    for one in facts:
        for span in spans_of(one.day):
            key = span, one.measure, one.unit, one.field, one.part
            found[key] += one.quantity
            numbers[key] += 1
    return [(*key, found[key], number) for key, number in numbers.items()]


def in_sqlite(asked: Asked, history: History, facts: list[RawFact]) -> Cells:
    made = tables(asked, history)
    database = sqlite3.connect(":memory:")
    database.execute(_TABLE)
    database.execute(_INDEX)
    database.execute(_KEPT)
    database.executemany(_INSERT.replace("%s", "?"), values(facts))
    database.executemany(_INSERT_KEPT.replace("%s", "?"), sums(facts))
    sql = (
        inside.statement("sqlite", asked.by, is_plain=made.is_plain)
        .replace("%s", "?")
        .replace("%%", "%")
    )
    return cells(database.execute(sql, inside.parameters(made)).fetchall())


@settings(max_examples=70)
@given(st.data())
def test_sqlite_agrees_with_the_slow_roll_up(data: st.DataObject) -> None:
    history = data.draw(histories())
    asked = data.draw(questions())
    facts = data.draw(facts_in(history))

    assert in_sqlite(asked, history, facts) == slow.rolled_up(asked, history, facts)


@settings(max_examples=70)
@given(st.data())
def test_a_total_over_all_units_is_the_same_in_the_structure_of_every_day(
    data: st.DataObject,
) -> None:
    history = data.draw(histories())
    asked = data.draw(questions())
    facts = data.draw(facts_in(history))
    fixed = Asked(ROOT, asked.measures, asked.periods, data.draw(st.dates(BEGIN, FINISH)), asked.by)
    as_then = Asked(ROOT, asked.measures, asked.periods, None, asked.by)

    at_top = [
        {key: value for key, value in in_sqlite(one, history, facts).items() if key[0] == ROOT}
        for one in (fixed, as_then)
    ]

    assert at_top[0] == at_top[1]
    assert all(estimated == 0 for _, estimated, _ in at_top[0].values())


@settings(max_examples=50)
@given(st.data())
def test_a_unit_asked_for_alone_has_the_figures_that_it_has_among_all(data: st.DataObject) -> None:
    history = data.draw(histories())
    root = data.draw(st.sampled_from(sorted(history.lives)))
    among = replace(data.draw(questions()), root=root)
    facts = data.draw(facts_in(history))

    whole = in_sqlite(among, history, facts)

    alone = in_sqlite(replace(among, alone=True), history, facts)
    assert alone == {key: value for key, value in whole.items() if key[0] == root}


@settings(max_examples=15)
@given(st.data())
def test_duckdb_agrees_with_the_slow_roll_up(data: st.DataObject) -> None:
    history = data.draw(histories())
    asked = data.draw(questions())
    facts = data.draw(facts_in(history))
    lake = Lake(arrow_of(facts), threads=1)
    lake.ask(tables(asked, history))

    assert cells(lake.rolled_up(asked.by)) == slow.rolled_up(asked, history, facts)


def arrow_of(facts: list[RawFact]) -> pa.Table:
    """The facts as columns, as a lake keeps them."""
    columns = (
        [one.unit for one in facts],
        [one.day for one in facts],
        [one.measure for one in facts],
        [one.quantity for one in facts],
        [one.subject for one in facts],
        [one.field for one in facts],
        [one.part for one in facts],
    )
    return pa.table(list(columns), schema=_ARROW)


@settings(max_examples=100)
@given(histories(), st.dates(BEGIN, FINISH))
def test_the_parts_of_every_unit_add_to_the_whole_in_the_structure_of_any_day(
    history: History, day: dt.date
) -> None:
    structure = history.on(day, ROOT)

    for unit, life in history.lives.items():
        parts = structure.belongs(unit)
        assert sum(parts.values()) == WHOLE
        assert all(day in history.lives[heir] for heir in parts)
        if day in life:
            assert parts == {unit: WHOLE}


@pytest.mark.django_db(transaction=True)
def test_the_applications_own_database_agrees_with_the_slow_roll_up() -> None:
    @settings(max_examples=25)
    @given(st.data())
    def agrees(data: st.DataObject) -> None:
        history = data.draw(histories())
        asked = data.draw(questions())
        facts = data.draw(facts_in(history))
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(_TABLE)
            cursor.execute(_INDEX)
            cursor.execute(_KEPT)
            cursor.executemany(_INSERT, values(facts))
            cursor.executemany(_INSERT_KEPT, sums(facts))
            made = tables(asked, history)
            cursor.execute(
                inside.statement(connection.vendor, asked.by, is_plain=made.is_plain),
                inside.parameters(made),
            )
            found = cells(cursor.fetchall())
            cursor.execute("DROP TABLE facts_fact")
            cursor.execute("DROP TABLE facts_keptsum")

        assert found == slow.rolled_up(asked, history, facts)

    agrees()


def test_the_sql_that_lies_in_the_package_is_what_the_expression_says() -> None:
    writing = pytest.importorskip("nhanai.facts.engines.writing")
    folder = files("nhanai.facts.engines").joinpath("sql")

    kept = {entry.name: entry.read_text("utf-8") for entry in folder.iterdir()}

    assert dict(writing.written()) == kept


@pytest.mark.slow
def test_spark_agrees_with_the_slow_roll_up() -> None:
    """Only where Spark is installed, as it is large; few histories, as each takes long."""
    sql = pytest.importorskip("pyspark.sql")
    from nhanai.facts.engines import cluster  # noqa: PLC0415 (with the library)

    builder = sql.SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false")
    session = builder.config("spark.sql.shuffle.partitions", "1").getOrCreate()

    @settings(max_examples=4)
    @given(st.data())
    def agrees(data: st.DataObject) -> None:
        history, asked = data.draw(histories()), data.draw(questions())
        facts = data.draw(facts_in(history))
        table = session.createDataFrame(arrow_of(facts).to_pylist(), _SPARK)
        found = cluster.rolled_up(session, table, tables(asked, history), asked.by)
        assert cells(found) == slow.rolled_up(asked, history, facts)

    agrees()
    session.stop()

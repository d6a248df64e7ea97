"""The roll-up on Spark, for more facts than one machine holds; the same expression, the same cells.

Give it a session, and facts as a Spark table with the columns of the lake.
"""

from collections.abc import Sequence
from typing import Any, Final

from sqlglot import exp, parse_one

from nhanai.facts.engines.lake import Row, daily, statement
from nhanai.facts.rules.asking import COLUMNS, Tables

_TYPES: Final = {"adding": "string", "start": "date", "stop": "date", "since": "date", "on": "date"}


def rolled_up(session: Any, facts: Any, asked: Tables, by: tuple[str, ...]) -> list[Row]:  # noqa: ANN401
    """The cells of `facts` for what is asked; a sum beyond 64 bits is an error."""
    facts.createOrReplaceTempView("facts_fact")
    for name, columns in COLUMNS.items():
        _view(session, name, columns, asked.rows[name])
    _view(session, "dated", ("period", "epoch", "on"), list(daily(asked)))
    return [tuple(row) for row in session.sql(_spoken(statement(asked, by))).collect()]


def _spoken(sql: str) -> str:
    """The statement as Spark takes it, which wants no frame where rows are only numbered."""
    tree = parse_one(sql, dialect="duckdb")
    for window in tree.find_all(exp.Window):
        window.set("spec", None)
    return tree.sql(dialect="spark")


def _view(session: Any, name: str, columns: Sequence[str], rows: Sequence[Row]) -> None:  # noqa: ANN401
    schema = ", ".join(f"`{column}` {_TYPES.get(column, 'bigint')}" for column in columns)
    session.createDataFrame(rows, schema).createOrReplaceTempView(name)

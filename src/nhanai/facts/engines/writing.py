"""Writes the SQL of the roll-up for our own databases: `python -m nhanai.facts.engines.writing`."""

import re
from collections.abc import Iterator
from importlib.resources import files
from itertools import product
from pathlib import Path
from typing import Final

import ibis
from sqlglot import exp, parse_one
from sqlglot.optimizer.eliminate_subqueries import eliminate_subqueries
from sqlglot.optimizer.merge_subqueries import merge_subqueries
from sqlglot.optimizer.qualify import qualify

from nhanai.facts.engines.expression import Shape, roll_up
from nhanai.facts.engines.inside import FORMS, LEVELS, file_name

_DIALECTS: Final = {"sqlite": ("sqlite", "string"), "postgresql": ("postgres", "date")}
_FACTS: Final = re.compile(r'"facts_fact" AS "\w+"')
INDEX: Final = "facts_fact_of_day"
"""The index by which SQLite finds facts; left to itself it makes one of all facts each time."""
_LEVEL: Final = re.compile(r'"\w+"\."level" = -?\d')
"""PostgreSQL takes it that one row in 200 has some level, and so joins each with each."""
_HEAD: Final = "-- Written by nhanai.facts.engines.writing from the expression; not by hand.\n"


def written() -> Iterator[tuple[str, str]]:
    """Each file's name and its text."""
    for vendor, (dialect, day) in _DIALECTS.items():
        for by, is_plain in product(FORMS, (False, True)):
            shape = Shape(by=by, day=day, levels=LEVELS, plain=is_plain, kept=True)
            name = file_name(vendor, by, is_plain=is_plain)
            yield name, f"{_HEAD}{merged(shape, dialect)}\n"


def merged(shape: Shape, dialect: str) -> str:
    """The SQL with steps that only rename merged into the next, so that planners see the joins."""
    schema: dict[str, object] = {
        name: dict.fromkeys(columns, "BIGINT") for name, columns in shape.tables().items()
    }
    tree = parse_one(str(ibis.to_sql(roll_up(shape), dialect=dialect)), dialect=dialect)
    whole = eliminate_subqueries(merge_subqueries(qualify(tree, schema=schema, dialect=dialect)))
    if dialect == "sqlite":
        for join in whole.find_all(exp.Join):
            join.set("kind", "CROSS")  # which SQLite carries out in the order written
    return _hinted(whole.sql(dialect=dialect), dialect)


def _hinted(sql: str, dialect: str) -> str:
    """What a planner cannot know of tables that come with the statement."""
    if dialect == "sqlite":
        return _FACTS.sub(rf'\g<0> INDEXED BY "{INDEX}"', sql)
    return _LEVEL.sub(r"CASE WHEN \g<0> THEN TRUE ELSE FALSE END", sql)


def main() -> None:
    """Write them all beside this module."""
    folder = Path(str(files("nhanai.facts.engines"))) / "sql"
    folder.mkdir(exist_ok=True)
    for name, text in written():
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()

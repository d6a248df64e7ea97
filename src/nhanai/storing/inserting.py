"""New rows in few statements, their numbers brought back."""

from collections.abc import Iterable, Sequence
from typing import Any, Final, TypeAlias

from django.db import connections, models, router

_MOST_VALUES: Final = 30_000
"""In one statement of SQLite, which takes 32,766."""
_AS_THEY_ARE: Final = frozenset({str, int, bool, type(None)})
"""What columns of texts, numbers and marks take without being asked; other kinds are converted."""

_Field: TypeAlias = models.Field[Any, Any]


def insert(rows: Sequence[models.Model]) -> None:
    """Write new rows of one model in the transaction at hand, and give each its number.

    Django's `bulk_create` asks every field of every row how it is written down, which takes longer
    than the database does. Here only values are asked about that are not plain, so columns with a
    meaning of their own for plain values (JSON, say) are asked always. Rows must name others by
    rows that have their numbers already. PostgreSQL takes the rows as a copy, their numbers drawn
    before, since its driver takes long over statements with thousands of places.
    """
    if not rows:
        return
    model = type(rows[0])
    database = connections[router.db_for_write(model)]
    write = _copied if database.vendor == "postgresql" else _inserted
    fields = [one for one in model._meta.concrete_fields if not one.primary_key]
    for row, number in zip(rows, write(database, model, fields, rows), strict=True):
        row.pk = number
        row._state.adding, row._state.db = False, database.alias


def _said(database: Any, fields: Sequence[_Field], row: models.Model) -> Iterable[object]:  # noqa: ANN401 (either database)
    for field in fields:
        value = row.__dict__[field.attname]
        if type(value) in _AS_THEY_ARE and not isinstance(field, models.JSONField):
            yield value
        else:
            yield field.get_db_prep_save(value, database)


def _inserted(
    database: Any,  # noqa: ANN401 (the connection of SQLite)
    model: type[models.Model],
    fields: Sequence[_Field],
    rows: Sequence[models.Model],
) -> list[int]:
    """By statements of many rows; numbers come back in their order, as Django trusts too."""
    table, key, columns = _names(database, model, fields)
    one = f"({', '.join(['%s'] * len(fields))})"
    size = _MOST_VALUES // len(fields)
    found: list[int] = []
    with database.cursor() as cursor:
        for start in range(0, len(rows), size):
            some = rows[start : start + size]
            places = ", ".join([one] * len(some))
            cursor.execute(
                f"INSERT INTO {table} ({columns}) VALUES {places} RETURNING {key}",
                [value for row in some for value in _said(database, fields, row)],
            )
            found += [number for (number,) in cursor.fetchall()]
    return found


def _copied(
    database: Any,  # noqa: ANN401 (the connection of PostgreSQL)
    model: type[models.Model],
    fields: Sequence[_Field],
    rows: Sequence[models.Model],
) -> list[int]:
    """By a copy, with numbers drawn from the table's own sequence."""
    table, key, columns = _names(database, model, fields)
    with database.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
            [table, model._meta.pk.column, len(rows)],
        )
        numbers = [number for (number,) in cursor.fetchall()]
        said = f"COPY {table} ({key}, {columns}) FROM STDIN"
        with database.wrap_database_errors, cursor.copy(said) as copy:
            for number, row in zip(numbers, rows, strict=True):
                copy.write_row([number, *_said(database, fields, row)])
    return numbers


def _names(
    database: Any,  # noqa: ANN401 (either database)
    model: type[models.Model],
    fields: Sequence[_Field],
) -> tuple[str, str, str]:
    """Of the table, of the column of numbers, of the other columns."""
    quoted = database.ops.quote_name
    columns = ", ".join(quoted(field.column) for field in fields)
    return quoted(model._meta.db_table), quoted(model._meta.pk.column), columns

"""`column__words="hien mau"`: every word of the search begins some word of the column."""

from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import CharField, Lookup, TextField
from django.db.models.expressions import Col
from django.db.models.sql.compiler import SQLCompiler

from nhanai.search.rules import words_of

Sql = tuple[str, list[Any] | tuple[Any, ...]]


@TextField.register_lookup
@CharField.register_lookup
class Words(Lookup[Any]):
    """Finds by words; the column must have been indexed by `IndexWords`."""

    lookup_name = "words"
    prepare_rhs = False

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> Sql:
        """By the full-text table of the column."""
        words = self._words()
        column = self.lhs
        if not isinstance(column, Col):
            raise TypeError("words are looked for in a column of a table")
        quote = connection.ops.quote_name
        model = column.target.model._meta
        table = f"{model.db_table}_{column.target.column}_words"
        key = f"{quote(column.alias)}.{quote(model.pk.column)}"  # type: ignore[arg-type]  # a table's alias is set by now
        asked = " ".join(f'"{word}"*' for word in words)
        return f"{key} IN (SELECT rowid FROM {quote(table)} WHERE {quote(table)} MATCH %s)", [asked]

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> Sql:  # type: ignore[override]  # parameters as Django hands them on
        """By the vector that the index of the column holds."""
        words = self._words()
        column, parameters = self.process_lhs(compiler, connection)
        asked = " & ".join(f"{word}:*" for word in words)
        return f"{vector(column)} @@ to_tsquery('simple', %s)", [*parameters, asked]

    def _words(self) -> tuple[str, ...]:
        words = words_of(str(self.rhs))
        if not words:
            raise EmptyResultSet
        return words


def vector(column: str) -> str:
    """The words of a column as PostgreSQL's index has them; the same text in index and search."""
    return f"to_tsvector('simple', regexp_replace({column}, '[^a-z0-9]+', ' ', 'g'))"

"""`column__words="hien mau"`: every word of the search begins some word of the column."""

from typing import Any, Final

from django.core.exceptions import EmptyResultSet
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import CharField, Lookup, TextField
from django.db.models.expressions import Col
from django.db.models.options import Options
from django.db.models.sql.compiler import SQLCompiler

from nhanai.search.rules import words_of

Sql = tuple[str, list[Any] | tuple[Any, ...]]

LATELY: Final = 20_000
"""So many of the newest keys are looked through by `words_lately`."""


@TextField.register_lookup
@CharField.register_lookup
class Words(Lookup[Any]):
    """Finds by words; the column must have been indexed by `IndexWords`."""

    lookup_name = "words"
    prepare_rhs = False
    is_lately = False

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> Sql:
        """By the full-text table of the column."""
        words, (alias, model, column) = self._words(), self._place(compiler)
        quote = connection.ops.quote_name
        table = quote(f"{model.db_table}_{column}_words")
        key, asked = quote(str(model.pk.column)), " ".join(f'"{word}"*' for word in words)
        lately = f" AND rowid > {_before(model, connection)}" if self.is_lately else ""
        found = f"SELECT rowid FROM {table} WHERE {table} MATCH %s{lately}"
        return f"{alias}.{key} IN ({found})", [asked]

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> Sql:  # type: ignore[override]  # parameters as Django hands them on
        """By the words that are kept beside the column."""
        words, (alias, model, column) = self._words(), self._place(compiler)
        quote = connection.ops.quote_name
        kept, asked = quote(kept_words(column)), " & ".join(f"{word}:*" for word in words)
        found = f"{alias}.{kept} @@ to_tsquery('simple', %s)"
        if self.is_lately:
            key = f"{alias}.{quote(str(model.pk.column))}"
            found = f"({key} > {_before(model, connection)} AND {found})"
        return found, [asked]

    def _place(self, compiler: SQLCompiler) -> tuple[str, Options[Any], str]:
        """The table as the query calls it, what is known of it, and the column."""
        column = self.lhs
        if not isinstance(column, Col) or column.alias is None:
            raise TypeError("words are looked for in a column of a table")
        alias = compiler.quote_name_unless_alias(column.alias)
        return alias, column.target.model._meta, str(column.target.column)

    def _words(self) -> tuple[str, ...]:
        words = words_of(str(self.rhs))
        if not words:
            raise EmptyResultSet
        return words


@TextField.register_lookup
@CharField.register_lookup
class WordsLately(Words):
    """Finds by words among the newest rows: of a common word that is far less than everything."""

    lookup_name = "words_lately"
    is_lately = True


def _before(model: Options[Any], connection: BaseDatabaseWrapper) -> str:
    """The key before the newest ones, as a subquery."""
    key, table = (
        connection.ops.quote_name(name) for name in (str(model.pk.column), model.db_table)
    )
    return f"(SELECT MAX({key}) - {LATELY} FROM {table})"


def kept_words(column: str) -> str:
    """The column in which PostgreSQL keeps the words of another, made by itself."""
    return f"{column}_words"


def vector(column: str) -> str:
    """The words of a column as PostgreSQL keeps them."""
    return f"to_tsvector('simple', regexp_replace({column}, '[^a-z0-9]+', ' ', 'g'))"

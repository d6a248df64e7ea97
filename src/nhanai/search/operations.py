"""The migration operation that lets a folded text column be searched by words."""

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

from nhanai.search.lookups import kept_words, vector


class IndexWords(Operation):
    """Index one column of one table.

    SQLite loses the triggers where a later migration makes the table anew: such a migration ends
    with this operation again (a test says where it is missing), which does no harm twice.
    """

    reversible = True

    def __init__(self, model_name: str, field_name: str) -> None:
        self.model_name, self.field_name = model_name, field_name

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """The tables as Django knows them stay as they are."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Make the index, and fill it with what is there."""
        table, column = self._place(app_label, to_state)
        for statement in forwards(schema_editor.connection.vendor, table, column):
            schema_editor.execute(statement)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Take the index away."""
        table, column = self._place(app_label, from_state)
        for statement in backwards(schema_editor.connection.vendor, table, column):
            schema_editor.execute(statement)

    def describe(self) -> str:
        """What it does, as `migrate` says it."""
        return f"Index the words of {self.field_name} of {self.model_name}"

    def _place(self, app_label: str, state: ProjectState) -> tuple[str, str]:
        model: Any = state.apps.get_model(app_label, self.model_name)
        return model._meta.db_table, model._meta.get_field(self.field_name).column


def forwards(vendor: str, table: str, column: str) -> list[str]:
    """The statements that make the index; they may be run again."""
    name = f"{table}_{column}_words"
    if vendor == "postgresql":
        kept = kept_words(column)
        made = f'"{kept}" tsvector GENERATED ALWAYS AS ({vector(column)}) STORED'
        return [
            f'ALTER TABLE "{table}" ADD COLUMN IF NOT EXISTS {made}',
            f'DROP INDEX IF EXISTS "{name}"',
            f'CREATE INDEX "{name}" ON "{table}" USING gin ("{kept}")',
        ]
    gone = (
        f'INSERT INTO "{name}"("{name}", rowid, "{column}")'
        f" VALUES ('delete', old.id, old.\"{column}\");"
    )
    come = f'INSERT INTO "{name}"(rowid, "{column}") VALUES (new.id, new."{column}");'
    made = (
        f'CREATE VIRTUAL TABLE IF NOT EXISTS "{name}"'
        f" USING fts5(\"{column}\", content=\"{table}\", content_rowid='id', prefix='2 3')"
    )
    changed = f'AFTER UPDATE OF "{column}" ON "{table}" BEGIN {gone} {come} END'
    return [
        made,
        *(f'DROP TRIGGER IF EXISTS "{name}_{when}"' for when in ("came", "went", "changed")),
        f'CREATE TRIGGER "{name}_came" AFTER INSERT ON "{table}" BEGIN {come} END',
        f'CREATE TRIGGER "{name}_went" AFTER DELETE ON "{table}" BEGIN {gone} END',
        f'CREATE TRIGGER "{name}_changed" {changed}',
        f'INSERT INTO "{name}"("{name}") VALUES (\'rebuild\')',
    ]


def backwards(vendor: str, table: str, column: str) -> list[str]:
    """The statements that take the index away."""
    name = f"{table}_{column}_words"
    if vendor == "postgresql":
        return [f'ALTER TABLE "{table}" DROP COLUMN IF EXISTS "{kept_words(column)}"']
    return [
        *(f'DROP TRIGGER IF EXISTS "{name}_{when}"' for when in ("came", "went", "changed")),
        f'DROP TABLE IF EXISTS "{name}"',
    ]

"""Rows that may never change, held by the database itself, whoever asks."""

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

REFUSAL = "this row may not be changed"


def refuse(
    schema_editor: BaseDatabaseSchemaEditor, table: str, event: str, *, columns: Any = ()
) -> None:
    """Make the database refuse an event ("UPDATE" or "DELETE") on a table's rows.

    With ``columns``, an update of other columns stays allowed.
    """
    what = f"{event} OF {', '.join(columns)}" if columns else event
    name = f"{table}_no_{event.lower()}"
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(
            f"CREATE TRIGGER {name} BEFORE {what} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        )
        return
    schema_editor.execute(
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$"
    )
    schema_editor.execute(
        f"CREATE TRIGGER {name} BEFORE {what} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"
    )


def allow(schema_editor: BaseDatabaseSchemaEditor, table: str, event: str) -> None:
    """Take a refusal away again."""
    name = f"{table}_no_{event.lower()}"
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}")
        return
    schema_editor.execute(f"DROP TRIGGER IF EXISTS {name} ON {table}")
    schema_editor.execute(f"DROP FUNCTION IF EXISTS {name}()")

"""INSERT that lets a row that is already there be: the same words on both databases."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Row, Table
from sqlalchemy.dialects import postgresql, sqlite

Insert = sqlite.Insert | postgresql.Insert


def insert(rows: Connection, table: Table) -> Insert:
    """Begin an INSERT that knows ON CONFLICT."""
    if rows.dialect.name == "sqlite":
        return sqlite.insert(table)
    return postgresql.insert(table)


def put_new(rows: Connection, table: Table, values: Mapping[str, object]) -> Row[Any] | None:
    """Insert one row, unless a unique column forbids it.

    Waits for another writer who is about to insert the same.

    Returns:
        The primary key of the new row, or None when there was one.
    """
    statement = insert(rows, table).values(values).on_conflict_do_nothing()
    return rows.execute(statement.returning(*table.primary_key.columns)).one_or_none()

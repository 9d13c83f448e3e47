"""Single values under a name: what is not worth a table."""

from sqlalchemy import Connection, select

from monitor.store.inserts import insert
from monitor.store.schema import meta


def get(rows: Connection, key: str) -> str | None:
    """Look a value up; None when it was never put."""
    found: str | None = rows.execute(select(meta.c.value).where(meta.c.key == key)).scalar()
    return found


def put(rows: Connection, key: str, value: str) -> None:
    """Keep a value, in place of the one before."""
    statement = insert(rows, meta).values(key=key, value=value)
    rows.execute(statement.on_conflict_do_update(index_elements=["key"], set_={"value": value}))

"""Articles by what a person knows of them."""

from sqlalchemy import Connection, select

from monitor.store.keys import key_of
from monitor.store.schema import article


def by_address(rows: Connection, address: str) -> int | None:
    """Find the article at a canonical address; None when there is none."""
    statement = select(article.c.id).where(article.c.address_key == key_of(address))
    found: int | None = rows.execute(statement).scalar()
    return found

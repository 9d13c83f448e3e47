"""Column types that keep bad values out of the database: times without a zone, unstorable text."""

import re
from datetime import UTC, datetime

from sqlalchemy import BigInteger, BindParameter, DateTime, Dialect, Integer, Text, literal
from sqlalchemy.types import TypeDecorator

# SQLite numbers its rows by itself only when the column is a plain INTEGER.
NUMBER = BigInteger().with_variant(Integer, "sqlite")

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def storable(text: str) -> str:
    """Replace what a database cannot hold: NUL (PostgreSQL) and lone surrogates (both).

    One code point becomes one U+FFFD, so that offsets into the text stay true.
    """
    return _UNSTORABLE.sub("\ufffd", text)


def moment(at: datetime | None) -> BindParameter[datetime | None]:
    """Make a time part of an expression, where no column says what kind of value it is."""
    return literal(at, UtcTime)


class Words(TypeDecorator[str]):
    """Text from anywhere: what cannot be stored is replaced, never refused.

    One evil title must not block a poll.
    """

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Replace what cannot be stored."""
        return None if value is None else storable(value)


class UtcTime(TypeDecorator[datetime]):
    """A moment: aware going in, aware UTC coming out; a naive value raises ValueError."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn to UTC; SQLite keeps it as text without a zone, which sorts as the times do."""
        if value is None:
            return None
        if value.utcoffset() is None:
            raise ValueError(f"a time without a zone cannot be stored: {value!r}")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Say the moment in UTC, whatever zone the connection has."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)

"""What every walk is handed: how to read rows, how to write them, and nothing else of the store.

A walk never opens a transaction itself; it hands a function to `read` or `write`, which runs in
one transaction, whole or not at all.
"""

from collections.abc import Awaitable, Callable
from typing import Protocol, TypeVar

from sqlalchemy import Connection

T = TypeVar("T")


class Access(Protocol):
    """Run a function of rows in one transaction, and give back what it returns."""

    def __call__(self, work: Callable[[Connection], T], /) -> Awaitable[T]:
        """Run `work`; an error inside rolls everything back and comes out here."""

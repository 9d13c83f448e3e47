"""A slip: something wrong at one place of a rule, before that place has a file and a line."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TypeVar

Made = TypeVar("Made")
Path = tuple[str | int, ...]
Where = int | Path


@dataclass(eq=False)
class Slip(Exception):
    """What is wrong, and where.

    Never leaves this package: `grammar` turns it into a `QueryError`, `watchfile` into a `Fault`.

    Attributes:
        problem: What is wrong and how to mend it, in one sentence.
        at: A column of a query line (from 1), or the path of a value in a YAML file.
        key: The key at that path is wrong, not its value.
        column: The column inside the value at that path, from 1; 0 means all of it.
    """

    problem: str
    at: Where
    key: bool = False
    column: int = 0

    def __str__(self) -> str:
        """Print the problem without its place."""
        return self.problem


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Offer the known word that is nearest to a mistyped one.

    Returns:
        `; did you mean 'x'?`, or nothing when no known word is near.
    """
    names = {name.lower(): name for name in known}
    near = get_close_matches(word.lower(), names, n=1, cutoff=0.6)
    return f"; did you mean {names[near[0]]!r}?" if near else ""


def made(make: Callable[[str], Made], text: str, at: Where) -> Made:
    """Make something of a text; what its maker refuses is a slip at that place."""
    try:
        return make(text)
    except ValueError as error:
        raise Slip(str(error), at) from None

"""A slip: something wrong at one place of a rule, before that place has a file and a line."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import islice
from typing import Final, TypeVar

Made = TypeVar("Made")
Path = tuple[str | int, ...]
Where = int | Path
# A file that is broken throughout is mended from its beginning; more would only cost time.
MOST_FAULTS: Final = 1_000
TOO_MANY: Final = f"more than {MOST_FAULTS:,} faults: mend these first"
MOST_KNOWN: Final = 1_000
LONGEST_OFFERED: Final = 200
LONGEST_PROBLEM: Final = 600


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

    Of very many known words only those are looked at that begin alike.

    Returns:
        `; did you mean 'x'?`, or nothing when no known word is near.
    """
    names = {name.lower(): name for name in known}
    word = word.lower()[:LONGEST_OFFERED]
    if len(names) > MOST_KNOWN:
        alike = (name for name in names if name[:2] == word[:2])
        names = {name: names[name] for name in islice(alike, MOST_KNOWN)}
    near = get_close_matches(word, names, n=1, cutoff=0.6)
    return f"; did you mean {names[near[0]]!r}?" if near else ""


def brief(problem: str) -> str:
    """Cut the middle out of a sentence that quotes too much: its end says how to mend it."""
    if len(problem) <= LONGEST_PROBLEM:
        return problem
    half = LONGEST_PROBLEM // 2
    return f"{problem[:half]} … {problem[-half:]}"


def made(make: Callable[[str], Made], text: str, at: Where) -> Made:
    """Make something of a text; what its maker refuses is a slip at that place."""
    try:
        return make(text)
    except ValueError as error:
        raise Slip(str(error), at) from None

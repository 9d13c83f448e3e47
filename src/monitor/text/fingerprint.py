"""Runs of words, and a print of them: what shows that two texts are one.

Source: A. Broder, "On the resemblance and containment of documents" (1997).
"""

from collections.abc import Sequence
from typing import Final

from rensa import RMinHash

from monitor.text.normalise import fold_words
from monitor.text.scripts import UNSPACED, script_counts
from monitor.text.tokens import split_words

ALGORITHM: Final = int(RMinHash.ALGORITHM_VERSION)
"""Prints of different algorithms cannot be compared."""
WORDS_WIDE: Final = 4
CHARACTERS_WIDE: Final = 8
PRINT_SIZE: Final = 32
_SEED: Final = 7
_SAMPLE: Final = 400


def folded_words(text: str) -> list[str]:
    """Split a text into folded words; scripts without spaces give single characters."""
    return fold_words(split_words(text))


def width(text: str) -> int:
    """Say how many words make a run in this text: more where a word is one character."""
    counts = script_counts(text[:_SAMPLE])
    unspaced = sum(times for script, times in counts.items() if script in UNSPACED)
    return CHARACTERS_WIDE if 2 * unspaced > sum(counts.values()) else WORDS_WIDE


def shingles(words: Sequence[str], wide: int) -> list[str]:
    """Give the runs of `wide` words in their order; none for a text that is shorter."""
    return [" ".join(words[at : at + wide]) for at in range(len(words) - wide + 1)]


def minhash(runs: Sequence[str]) -> tuple[int, ...]:
    """Make a MinHash print: places at which two prints agree estimate the share of common runs.

    Returns:
        `PRINT_SIZE` numbers below 2**32; nothing where there are no runs.
    """
    if not runs:
        return ()
    made = RMinHash(num_perm=PRINT_SIZE, seed=_SEED)
    made.update(list(runs))
    return tuple(made.digest())


def resemblance(one: Sequence[int], other: Sequence[int]) -> float:
    """Estimate the share of common runs of two prints, from 0 to 1."""
    if not one or len(one) != len(other):
        return 0.0
    return sum(mine == theirs for mine, theirs in zip(one, other, strict=True)) / len(one)

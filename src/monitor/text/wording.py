"""Two wordings of one sentence beside each other: how alike they are, and what was changed."""

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from typing import Final, NamedTuple

from monitor.text.normalise import fold_words
from monitor.text.numbers import numbers
from monitor.text.tokens import Token, tokenize

_LONGEST: Final = 150
"""Words compared: the time grows with their square at least."""


class Piece(NamedTuple):
    """Code points `[start, end)` of a sentence."""

    start: int
    end: int


class Difference(NamedTuple):
    """What was taken out of a sentence, and what was put in, each in reading order."""

    removed: tuple[Piece, ...]
    added: tuple[Piece, ...]


def likeness(one: str, other: str) -> float:
    """Say how alike two sentences are: 1 is word for word, 0 has no word in common.

    Case, punctuation and blanks do not count; in scripts without spaces, characters are compared.
    """
    return _matcher(words_of(one), words_of(other)).ratio()


def words_of(sentence: str) -> list[str]:
    """Give the folded words of a sentence, by which wordings are compared."""
    return fold_words([token.surface for token in tokenize(sentence)[:_LONGEST]])


def difference(before: str, after: str, language: str) -> Difference:
    """Mark the words that were changed between two wordings.

    Numbers are marked whole (6千, 1,500); so are two changes with nothing but a letter of a script
    without spaces between them.

    Args:
        before: The sentence as it was.
        after: As it is now.
        language: Primary subtag, for the numbers.
    """
    old, new = tokenize(before)[:_LONGEST], tokenize(after)[:_LONGEST]
    matcher = _matcher(
        fold_words([token.surface for token in old]), fold_words([token.surface for token in new])
    )
    changes = [one for one in matcher.get_opcodes() if one[0] != "equal"]
    return Difference(
        removed=_pieces(before, language, [old[low:high] for _, low, high, _, _ in changes]),
        added=_pieces(after, language, [new[low:high] for _, _, _, low, high in changes]),
    )


def _matcher(one: Sequence[str], other: Sequence[str]) -> SequenceMatcher[str]:
    return SequenceMatcher(None, one, other, autojunk=False)


def _pieces(text: str, language: str, runs: Iterable[Sequence[Token]]) -> tuple[Piece, ...]:
    found = [Piece(run[0].start, run[-1].end) for run in runs if run]
    if not found:
        return ()
    whole = [Piece(number.start, number.end) for number in numbers(text, language)]
    return _joined(text, [_widened(piece, whole) for piece in found])


def _widened(piece: Piece, whole: Sequence[Piece]) -> Piece:
    touching = [one for one in whole if one.start < piece.end and piece.start < one.end]
    return Piece(
        min(piece.start, *(one.start for one in touching), piece.start),
        max(piece.end, *(one.end for one in touching), piece.end),
    )


def _joined(text: str, found: Sequence[Piece]) -> tuple[Piece, ...]:
    """Join pieces that overlap, or have one letter between them that is no word of its own."""
    kept = [found[0]]
    for piece in found[1:]:
        last = kept[-1]
        gap = text[last.end : piece.start]
        if piece.start <= last.end or (len(gap) == 1 and gap > "\u2e80"):
            kept[-1] = Piece(last.start, max(last.end, piece.end))
        else:
            kept.append(piece)
    return tuple(kept)

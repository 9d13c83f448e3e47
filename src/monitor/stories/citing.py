"""Who an article says it has its news from: names of sources beside words of saying."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final, NamedTuple

from monitor.model.hit import Span, SpanField
from monitor.model.story import Telling
from monitor.stories.sources import AGENCIES, PIECES, SAYING
from monitor.text.sentences import Sentence, sentence_at, sentences
from monitor.text.tokens import tokenize

MOST: Final = 5
AGENCY_REACH: Final = 6.0
ENTRY_REACH: Final = 0.0
"""Words between a name and the word of saying: an agency is a source, other names must be beside
it."""

_PLACED: Final = frozenset(
    "in at from near of on to di ke dari pada в во из на у от о об до із від з à en de dans im aus"
    " nach bei von der des w z v ve da dal nel em no na do til i în från från op bij uit ở từ tại"
    " s iz fra kod".split()
)
"""Small words before a name that say where something is, and not who says it."""

_LONGEST_GAP: Final = 80
_LONGEST_TEXT: Final = 20_000
_WITHOUT_SPACES: Final = re.compile("[\u0e00-\u0e7f\u2e80-\uffff]")
"""How names begin beside which no space stands, and Korean ones, which take endings."""


class _Name(NamedTuple):
    """A name of a source, as the reader is told of it, at `[start, end)`."""

    start: int
    end: int
    name: str
    key: str
    reach: float


def cited(telling: Telling) -> tuple[str, ...]:
    """Name the sources that an article cites.

    A source is a news agency that many know, cited where a word of saying of the article's language
    (said, according to, сообщает, dikutip, 援引) stands within six words of it in one sentence; or
    a lexicon entry that is written with a capital right beside such a word: "Seoul says", and not
    "officials in Seoul say". Scripts without capitals do not tell names, so there only agencies
    are sources.

    Returns:
        Names as the article writes them, in their base form: an agency by its name in that
        script, an entry by the term that was met. In reading order, none twice (whatever script),
        at most five; never the publisher itself.
    """
    found: dict[str, str] = {}
    for field, text in _fields(telling):
        for name in _in_field(telling, field, text):
            found.setdefault(name.key, name.name)
    return tuple(found.values())[:MOST]


def _fields(telling: Telling) -> tuple[tuple[SpanField, str], ...]:
    return ("title", telling.title), ("text", telling.text[:_LONGEST_TEXT])


def _in_field(telling: Telling, field: SpanField, text: str) -> Iterator[_Name]:
    names = sorted([*_agencies(telling, text), *_entries(telling, field, text)], key=_standing)
    if not names:
        return
    said = [found.span() for found in _saying(telling.language).finditer(text)]
    cut = sentences(text) if said else []
    taken = 0
    for name in names:
        if name.start >= taken and _is_said(text, name, said, cut):
            taken = name.end
            yield name


def _agencies(telling: Telling, text: str) -> Iterator[_Name]:
    for found in _agency().finditer(text):
        key = _keys()[found[0].casefold()]
        if key not in telling.publisher.casefold():
            yield _Name(found.start(), found.end(), found[0], key, AGENCY_REACH)


def _standing(name: _Name) -> tuple[int, int]:
    return name.start, -name.end


def _entries(telling: Telling, field: SpanField, text: str) -> Iterator[_Name]:
    for entry, spans in telling.entries.items():
        if entry in telling.counted:
            continue
        for span in spans:
            if span.field == field and span.end <= len(text) and _is_speaker(text, span):
                key = _keys().get(span.surface.casefold(), entry)
                yield _Name(span.start, span.end, _term(span), key, ENTRY_REACH)


def _is_speaker(text: str, span: Span) -> bool:
    """Whether a span is a name that nothing before it makes a place."""
    before = text[max(0, span.start - _LONGEST_GAP) : span.start].split()
    is_name = span.surface[:1].isupper() and span.term.lstrip("=")[:1].isupper()
    return is_name and not (before and before[-1].lower() in _PLACED)


def _term(span: Span) -> str:
    """Give the term of a rule if it is a whole word, else what stands in the text."""
    plain = span.term.strip("=")
    return plain if span.why not in ("prefix", "regex") and plain else span.surface


def _is_said(
    text: str, name: _Name, said: Sequence[tuple[int, int]], cut: Sequence[Sentence]
) -> bool:
    sentence = sentence_at(cut, name.start)
    return sentence is not None and any(
        sentence.start <= start < sentence.end and _distance(text, name, start, end) <= name.reach
        for start, end in said
    )


def _distance(text: str, name: _Name, start: int, end: int) -> float:
    """Count the words between a name and a word of saying; an entry has not even a comma."""
    gap = text[name.end : start] if name.start < start else text[end : name.start]
    if len(gap) > _LONGEST_GAP or (not name.reach and gap.strip()):
        return float(_LONGEST_GAP)
    return sum(0.5 if one.script in ("Hani", "Hira", "Kana") else 1.0 for one in tokenize(gap))


@cache
def _keys() -> dict[str, str]:
    """Name each spelling's agency; the first spelling of a line is its key."""
    return {
        spelling.casefold(): line.split(", ")[0].casefold()
        for line in AGENCIES.split("; ")
        for spelling in line.split(", ")
    }


@cache
def _agency() -> re.Pattern[str]:
    spellings = sorted(AGENCIES.replace("; ", ", ").split(", "), key=len, reverse=True)
    apart = "|".join(re.escape(one) for one in spellings if not _WITHOUT_SPACES.match(one))
    anywhere = "|".join(re.escape(one) for one in spellings if _WITHOUT_SPACES.match(one))
    return re.compile(rf"(?<!\w)(?:{apart})(?!\w)|{anywhere}")


@cache
def _saying(language: str) -> re.Pattern[str]:
    """Match the words of saying of a language, English for one that we do not know."""
    words = SAYING.get(language) or ("" if language in PIECES else SAYING["en"])
    parts = [re.escape(word) for word in words.split("; ") if word]
    whole = [rf"(?<!\w)(?:{'|'.join(sorted(parts, key=len, reverse=True))})(?!\w)"] if parts else []
    pieces = [PIECES[language]] if language in PIECES else []
    return re.compile("|".join((*whole, *pieces)), re.IGNORECASE)

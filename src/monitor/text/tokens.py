"""Words of any script, with their places in the original text."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final, NamedTuple

from monitor.text.scripts import APOSTROPHES, HIDDEN, MARKS, SPACED, UNSPACED

STEP: Final = {"Hani": 0.5, "Hira": 0.5, "Kana": 0.5}
"""What one character counts as, in words; a Thai or Burmese code point counts a quarter."""
_QUARTER: Final = 0.25


class Token(NamedTuple):
    """One word, or one character of a script without spaces.

    A named tuple and not a dataclass: an article has hundreds, and this is made four times faster.

    Attributes:
        start: Code points from the beginning of the text.
        end: First code point after the word; `text[start:end] == surface`.
        surface: The word as it is written.
        script: ISO 15924 code; "Zyyy" for numbers, "Zzzz" for letters of a script not in our
        tables.
        sentence: Number of the sentence, from 0, never falling.
        paragraph: Number of the paragraph, from 0, never falling.
        at: Place in words: the distance of two tokens is the difference.
    """

    start: int
    end: int
    surface: str
    script: str
    sentence: int
    paragraph: int
    at: float


def tokenize(text: str) -> list[Token]:
    """Split text into words.

    Marks belong to their letter; a hyphen and an apostrophe split (not inside Ukrainian and Hebrew
    words);
    so does a change of script. Scripts without spaces give one token a character.

    Returns:
        Tokens in order, never overlapping; punctuation is left out.
    """
    return list(_tokens(text))


def split_words(text: str) -> list[str]:
    """Split text into words as `tokenize` does, without their places.

    Returns:
        The surfaces of its tokens, in order.
    """
    if text.isascii():
        return _ascii_word().findall(text)
    return list(filter(None, _word_only().findall(text)))


def word_starts(text: str) -> list[int]:
    """Say where the words of a text begin, in the order of `split_words`."""
    if text.isascii():
        return [word.start() for word in _ascii_word().finditer(text)]
    return [word.start(1) for word in _word_only().finditer(text) if word[1]]


@cache
def _ascii_word() -> re.Pattern[str]:
    return re.compile(r"[A-Za-z][A-Za-z0-9]*|[0-9]{1,3}(?:[.,'][0-9]{3}){1,5}(?![0-9])|[0-9]+")


@cache
def _word_only() -> re.Pattern[str]:
    words = "|".join(alternative for _, alternative in _alternatives())
    return re.compile(f"{_SEPARATORS}*+({words})|{_SEPARATORS}++")


class Breaks(NamedTuple):
    """Where sentences and paragraphs begin: the numbers of their first words, without the first."""

    sentences: list[int]
    paragraphs: list[int]


def breaks(text: str, surfaces: Sequence[str], starts: Sequence[int]) -> Breaks:
    """Find the breaks between words that `split_words` and `word_starts` gave."""
    found = Breaks([], [])
    for stop in _break().finditer(text):
        after = bisect_left(starts, stop.end())
        if not 0 < after < len(starts):
            continue
        if starts[after - 1] + len(surfaces[after - 1]) > stop.start():
            continue  # inside a word: 5.000
        if stop.lastgroup == "line":
            _add(found.paragraphs, after)
            _add(found.sentences, after)
        elif _ends_sentence(stop, surfaces[after - 1], starts[after - 1]):
            _add(found.sentences, after)
    return found


def _add(numbers: list[int], number: int) -> None:
    if not numbers or numbers[-1] != number:
        numbers.append(number)


@cache
def _break() -> re.Pattern[str]:
    return re.compile(f"{_STOP}|{_LINE}")


def _tokens(text: str) -> Iterator[Token]:
    sentence = paragraph = 0
    new_sentence = new_paragraph = False
    at = 0.0
    last: Token | None = None
    for found in _piece().finditer(text):
        kind = found.lastgroup or ""
        if kind == "line":
            new_paragraph = new_sentence = last is not None
        elif kind == "stop":
            new_sentence = new_sentence or (
                last is not None and _ends_sentence(found, last.surface, last.start)
            )
        elif kind:
            sentence += new_sentence
            paragraph += new_paragraph
            new_sentence = new_paragraph = False
            start, end = found.span(kind)
            last = Token(start, end, found[kind], kind, sentence, paragraph, at)
            at += 1.0 if kind in SPACED else _width(kind, end - start)
            yield last


def _width(script: str, code_points: int) -> float:
    if script in STEP:
        return STEP[script]
    return _QUARTER * code_points if script in UNSPACED else 1.0


_HARD_STOPS: Final = frozenset("。！？｡।॥؟۔։።៕။‼⁇⁈⁉")
_OPENING = re.compile("[\\s\"'«»“”„‘’‚(\\[{—–-]*")

_SHORTENED: Final = (
    "mr mrs ms dr prof st gen col lt sgt capt maj adm gov sen rep jr sr vs etc inc ltd dept approx"
    " jan feb aug sept oct nov dec k"
    " ул им тыс млн млрд руб стр обл гос пос корп чел ген полк сев тис грн вул ім півн"
    " bzw ca evtl inkl usw vgl geb gest hl mio mrd mme mlle sra srta dra sig dott"
    " płn płd wsch zach płk tys mln mld woj jl drs ir dhr mevr doç"
)
_BEFORE_NUMBERS: Final = frozenset({"no", "nos", "nr", "núm", "č", "art", "p", "pp", "fig", "vol"})


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(_SHORTENED.split())


def _ends_sentence(stop: re.Match[str], surface: str, start: int) -> bool:
    """Say whether a run of stops ends a sentence, seen from the word before it."""
    text, stops = stop.string, stop["stop"]
    mark = stops[0]
    if mark in _HARD_STOPS or stop.end() == len(text):
        return True
    if not text[stop.end()].isspace():
        return False
    opening = _OPENING.match(text, stop.end())
    after = opening.end() if opening else stop.end()
    following = text[after : after + 1]
    if following.islower():
        return False
    if stops != "." or start + len(surface) != stop.start("stop"):
        return True
    return not _is_abbreviation(surface, following)


def _is_abbreviation(word: str, following: str) -> bool:
    if len(word) == 1 and word.isalpha():
        return True  # an initial: S. Shoigu, г. Курск
    lower = word.lower()
    if lower in _BEFORE_NUMBERS or (word.isdigit() and len(word) < 3):
        return following.isdigit() or word.isdigit()  # No. 5, and the German 3. Mai
    return lower in _abbreviations()


_SEPARATORS: Final = '[ ,;:()"«»“”/—–-]'
_STOP: Final = "(?P<stop>[.!?…。！？｡।॥؟۔։።៕۔‼⁇⁈⁉]+[\"'»”’)\\]」』）]*)"
_LINE: Final = "(?P<line>[\n\r\x0b\x0c\x85\u2028\u2029]+)"


@cache
def _piece() -> re.Pattern[str]:
    """Build the pattern on first use: it costs 50 ms, which `--help` must not pay."""
    groups = [f"(?P<{script}>{alternative})" for script, alternative in _alternatives()]
    # Eating the separators here saves trying every script on every space: three times faster.
    # A run of nothing else is a match, too: a long line of dashes would be read again from each.
    return re.compile(f"{_SEPARATORS}*+(?:{'|'.join((*groups, _STOP, _LINE))})|{_SEPARATORS}++")


def _alternatives() -> list[tuple[str, str]]:
    """Give what a token of each script looks like, in the order in which they are tried."""
    known = "".join((SPACED | UNSPACED).values())
    found = [(script, _word(script, ranges)) for script, ranges in SPACED.items()]
    found.insert(2, ("Zyyy", r"\d{1,3}(?:[.,’'٬٫]\d{3}){1,5}(?!\d)|\d+"))
    found += [(script, _character(script, ranges)) for script, ranges in UNSPACED.items()]
    return [*found, ("Zzzz", f"[^\\W\\d_](?:[^\\W\\d_{known}]|[{MARKS}])*")]


def _word(script: str, ranges: str) -> str:
    """Letters, their marks, digits after the first letter, and what may stand inside."""
    digits = "" if script == "Hang" else r"\d"  # a number is no part of a Korean word
    run = f"[{ranges}][{ranges}{MARKS}{digits}]*"
    return f"{run}(?:(?:{_joint(script)}){run})*"


def _joint(script: str) -> str:
    """What may stand between two letters of one word."""
    if script == "Cyrl":  # Ukrainian and Belarusian: п'ять, об'єкт
        hard = "бвгґджзклмнпрстфхцчшщ"
        soft = "яюєїіёе"
        return f"[{HIDDEN}]+|(?<=[{hard}{hard.upper()}])[{APOSTROPHES}](?=[{soft}{soft.upper()}])"
    if script == "Hebr":  # acronyms and foreign sounds
        return f'[{HIDDEN}]+|["״{APOSTROPHES}]'
    return f"[{HIDDEN}]+"


def _character(script: str, ranges: str) -> str:
    """One character with what hangs on it."""
    marks = f"[{MARKS}]*"
    if script in ("Hira", "Kana"):
        return f"[{ranges}][{MARKS}\u3099\u309a\uff9e\uff9f]*"
    if (
        script == "Thai"
    ):  # the am vowel is typed as one or as two code points; two sara e look like sara ae
        return (
            f"เเ|[{ranges}][\u0e31\u0e34-\u0e3a\u0e47-\u0e4e{MARKS}]*(?:\u0e33|(?:(?<=\u0e4d)|(?<"
            f"=\u0e4d[\u0e48-\u0e4b]))\u0e32)?"
        )
    if script == "Laoo":
        return f"[{ranges}][\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ecd{MARKS}]*\u0eb3?"
    if script == "Khmr":
        return f"[{ranges}](?:[\u17b4-\u17d1\u17d3{MARKS}]|\u17d2[\u1780-\u17a2]?)*"
    if script == "Mymr":
        return (
            f"[{ranges}](?:[\u102b-\u1038\u103a-\u103e\u1056-\u1059{MARKS}]|\u1039[\u1000-\u1021]"
            f"?)*"
        )
    return f"[{ranges}]{marks}"

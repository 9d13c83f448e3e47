"""One line of query text, cut into tokens with their columns."""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Literal, NamedTuple

from monitor.model.canonical import CURLY, KEYWORDS
from monitor.model.query import FieldName, Query, Window
from monitor.rules import leaves
from monitor.rules.slip import Slip, did_you_mean, made

Kind = Literal[
    "leaf", "open", "close", "comma", "and", "or", "not", "window", "atleast", "field", "end"
]
FIELDS: tuple[FieldName, ...] = ("title", "lead", "body")
LONGEST_LINE = 20_000
SIGNS: dict[str, Kind] = {"(": "open", ")": "close", ",": "comma"}
BOOLEANS: dict[str, Kind] = {"AND": "and", "OR": "or", "NOT": "not"}


@lru_cache(maxsize=1024)
def words_apart(n: int) -> Window:
    """Give a window of so many words; equal ones are one object."""
    return Window(unit="words", n=n)


NO_WINDOW = Window(unit="words")
# What most of a line is: a word or an entry between spaces and brackets, with nothing special.
PLAIN = re.compile(r"(\$?)([^\W\d_]\w*)(?=[\s()]|$)")
CHUNK = re.compile(r'[^\s(),"]+')
QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"', re.DOTALL)
SLASHED = re.compile(r"/((?:[^/\\]|\\.)+)/(?=[\s(),]|$)", re.DOTALL)
SAME = re.compile(r"SAME\s+(?:(paragraph)|sentence|(\d{1,9})\s+sentences?)(?=[\s(]|$)")
COUNTED = re.compile(r"(NEAR|PRE|ATLEAST)/(\d{1,9})")
PREFIXED = re.compile(r"([^\W\d_]+):(.*)", re.DOTALL)


class Token(NamedTuple):
    """One token; `column` counts code points from 1.

    `leaf` belongs to leaves, `window` and `ordered` to NEAR and its kin, `n` to ATLEAST, `field`
    to fields.
    """

    kind: Kind
    text: str
    column: int
    leaf: Query | None = None
    window: Window = NO_WINDOW
    ordered: bool = False
    n: int = 0
    field: FieldName = "title"


def tokenise(line: str) -> tuple[Token, ...]:
    """Cut a line into tokens, the last of them of kind `end`.

    Raises:
        Slip: At the column of the first thing that is no token.
    """
    if len(line) > LONGEST_LINE:
        raise Slip(f"the query is longer than {LONGEST_LINE:,} characters", 1)
    tokens, position = [], 0
    while position < len(line):
        if line[position].isspace():
            position += 1
            continue
        token, position = _next(line, position)
        tokens.append(token)
    return (*tokens, Token(kind="end", text="the end", column=len(line.rstrip()) + 1))


def _next(line: str, start: int) -> tuple[Token, int]:
    first = line[start]
    if first in SIGNS:
        return Token(kind=SIGNS[first], text=first, column=start + 1), start + 1
    plain = PLAIN.match(line, start)
    if plain and plain[2] not in KEYWORDS:
        make = leaves.entry if plain[1] else leaves.literal
        return _leaf(make, plain[2], plain[0], start), plain.end()
    if first == '"':
        return _quoted(line, start, start, leaves.literal)
    if first == "/":
        return _slashed(line, start)
    if first == "=":
        return _exact(line, start)
    if first in CURLY:
        problem = f'{first} is no quotation mark here: write "two words" with straight ones'
        raise Slip(problem, start + 1)
    same = SAME.match(line, start)
    return _same(same) if same else _chunk(line, start)


def _quoted(line: str, start: int, quote: int, make: Callable[[str], Query]) -> tuple[Token, int]:
    """Read the quoted text at `quote`; the token itself begins at `start`."""
    found = QUOTED.match(line, quote)
    if not found:
        raise Slip("this quotation mark is never closed", quote + 1)
    text = re.sub(r"\\(.)", r"\1", found[1], flags=re.DOTALL)
    return _leaf(make, text, line[start : found.end()], start), found.end()


def _slashed(line: str, start: int) -> tuple[Token, int]:
    found = SLASHED.match(line, start)
    if not found:
        raise Slip(
            "this expression is never closed: it ends with a slash and a space, "
            r"and a slash inside it is written \/",
            start + 1,
        )
    return _leaf(leaves.regex, found[1], found[0], start), found.end()


def _exact(line: str, start: int) -> tuple[Token, int]:
    signs = "==" if line.startswith("==", start) else "="
    begin = start + len(signs)
    make = leaves.exact_case if signs == "==" else leaves.exact
    if line.startswith('"', begin):
        return _quoted(line, start, begin, make)
    found = CHUNK.match(line, begin)
    if not found:
        raise Slip(f"a word is missing right behind {signs}", start + 1)
    if found[0].endswith("*"):
        raise Slip("exactly this form, or a beginning? Leave out the = or the *", start + 1)
    return _leaf(make, found[0], line[start : found.end()], start), found.end()


def _same(found: re.Match[str]) -> tuple[Token, int]:
    window = Window(unit="sentences", n=int(found[2] or 1))
    if found[1]:
        window = Window(unit="paragraph")
    column = found.start() + 1
    return Token(kind="window", text=found[0], column=column, window=window), found.end()


def _chunk(line: str, start: int) -> tuple[Token, int]:
    found = CHUNK.match(line, start)
    if not found:  # every sign that CHUNK leaves out was read before
        raise Slip(f"unexpected {line[start]!r}", start + 1)
    text, end = found[0], found.end()
    named = PREFIXED.fullmatch(text)
    if named:
        return _named(line, start, named)
    return _keyword(text, start) or _word(text, start), end


def _keyword(text: str, start: int) -> Token | None:
    if text in BOOLEANS:
        return Token(kind=BOOLEANS[text], text=text, column=start + 1)
    if text.partition("/")[0] not in KEYWORDS:
        return None
    counted = COUNTED.fullmatch(text)
    if not counted:
        raise Slip(_how_to_write(text.partition("/")[0]), start + 1)
    n = int(counted[2])
    if counted[1] == "ATLEAST":
        return Token(kind="atleast", text=text, column=start + 1, n=n)
    window = words_apart(n)
    ordered = counted[1] == "PRE"
    return Token(kind="window", text=text, column=start + 1, window=window, ordered=ordered)


def _how_to_write(keyword: str) -> str:
    if keyword == "SAME":
        return "write SAME sentence, SAME 2 sentences or SAME paragraph"
    if keyword in BOOLEANS:
        return f"{keyword} takes no number"
    return f'write {keyword}/5, with a number; as a word it stands in quotes: "{keyword}"'


def _word(text: str, start: int) -> Token:
    if text.startswith("$"):
        return _leaf(leaves.entry, text[1:], text, start)
    if text.endswith("*"):
        return _leaf(leaves.prefix, text[:-1], text, start)
    if "*" in text:
        raise Slip("an asterisk can only stand at the end of a word", start + text.index("*") + 1)
    return _leaf(leaves.literal, text, text, start)


def _named(line: str, start: int, named: re.Match[str]) -> tuple[Token, int]:
    name, value = named[1], named[2]
    behind = start + len(name) + 1
    field = next((field for field in FIELDS if field == name), None)
    if field:
        return Token(kind="field", text=f"{name}:", column=start + 1, field=field), behind
    if name not in leaves.FILTERS:
        known = (*FIELDS, *leaves.FILTERS)
        raise Slip(
            f"unknown field or filter '{name}:' (a word with a colon stands in quotes)"
            f"{did_you_mean(name, known)}",
            start + 1,
        )

    def make(text: str) -> Query:
        return leaves.criterion(name, text)

    if not value and line.startswith('"', behind):
        return _quoted(line, start, behind, make)
    return _leaf(make, value, named[0], start), start + len(named[0])


def _leaf(make: Callable[[str], Query], text: str, shown: str, start: int) -> Token:
    return Token(kind="leaf", text=shown, column=start + 1, leaf=made(make, text, start + 1))

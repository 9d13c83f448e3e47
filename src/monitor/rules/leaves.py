"""Leaves of the query tree: which words, phrases, beginnings and expressions are allowed.

Both spellings and the lexicon make their leaves here, so that a term means the same wherever it
is written. Functions raise `ValueError` with a sentence that says how to mend the term.
"""

import re
import unicodedata
from functools import lru_cache

import re2

from monitor.model.query import (
    EntryRef,
    Exact,
    Filter,
    FilterName,
    Leaf,
    Phrase,
    Prefix,
    Regex,
    Term,
)
from monitor.rules.codes import language_code
from monitor.rules.slip import did_you_mean

FILTERS: tuple[FilterName, ...] = ("lang", "site", "feed", "tag")
LONGEST_TERM = 200
REMEMBERED = 1 << 15  # terms of which a hundred thousand rules share one object
LONGEST_REGEX = 1_000
SHORTEST_PREFIX = 3
NAME = re.compile(r"[a-z][a-z0-9_-]{0,63}")
# Han with its extensions, and Hangul: one character of these can be a whole word.
IDEOGRAPHS = re.compile(
    "[\u1100-\u11ff\u3005\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff"
    "\U00020000-\U0003ffff]+"
)
BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")
ASCII_ONLY = re.compile(r"(?<!\\)(?:\\\\)*(\\[bBwW])")


def literal(text: str) -> Term | Phrase:
    """Make a term of one word, or a phrase of several; nothing in the text is special."""
    return _literal(text) if " " in text else one_word(text)


@lru_cache(maxsize=REMEMBERED)  # not so phrases, of which hardly two are alike
def one_word(text: str) -> Term | Phrase:
    """Make a term of one word; equal ones are one object."""
    return _literal(text)


def _literal(text: str) -> Term | Phrase:
    cleaned = words(text)
    return Phrase(text=cleaned) if " " in cleaned else Term(text=cleaned)


def exact(text: str) -> Exact:
    """Make a term that matches only in exactly this form."""
    return Exact(text=words(text))


def exact_case(text: str) -> Exact:
    """Make a term that matches only in exactly this form and case."""
    return Exact(text=words(text), case=True)


def prefix(text: str) -> Prefix:
    """Make a term that matches every word that begins so; `text` is without the asterisk."""
    cleaned = words(text)
    if " " in cleaned or "*" in cleaned:
        raise ValueError("an asterisk can only stand at the end of a single word")
    if len(cleaned) < SHORTEST_PREFIX and not IDEOGRAPHS.fullmatch(cleaned):
        raise ValueError(
            f"'{cleaned}*' is too short: {SHORTEST_PREFIX} characters before the asterisk "
            "at least (1 in Han and Hangul)"
        )
    return Prefix(text=cleaned)


@lru_cache(maxsize=REMEMBERED)
def entry(name: str) -> EntryRef:
    """Make a reference to a lexicon entry; `name` is without the dollar sign."""
    if not NAME.fullmatch(name):
        raise ValueError(
            f"'${name}' is no name of a lexicon entry: after the $ come small Latin letters, "
            "figures, _ and -, a letter first"
        )
    return EntryRef(name=name)


def regex(pattern: str) -> Regex:
    r"""Make a regular expression; `pattern` is without its slashes, `\/` means a slash."""
    cleaned = re.sub(r"\\(.)", lambda m: "/" if m[1] == "/" else m[0], pattern, flags=re.DOTALL)
    if len(cleaned) > LONGEST_REGEX:
        raise ValueError(f"the expression is longer than {LONGEST_REGEX:,} characters")
    blind = ASCII_ONLY.search(cleaned)
    if blind and not cleaned.isascii():
        raise ValueError(
            f"{blind[1]} knows ASCII letters only and never works beside others: "
            r"write \p{L} for a letter, [^\p{L}] for anything else"
        )
    if _compiled(cleaned).search("") is not None:
        raise ValueError("the expression matches nothing at all too, so it would match everything")
    return Regex(pattern=cleaned)


def criterion(name: str, value: str) -> Filter:
    """Make a filter on a property of the article, such as its language or its site."""
    known = next((known for known in FILTERS if known == name), None)
    if known is None:
        raise ValueError(f"unknown filter '{name}:'{did_you_mean(name, FILTERS)}")
    if not value.strip():
        raise ValueError(f"'{name}:' needs a value right behind the colon, such as lang:ru")
    if known == "lang":
        return Filter(name=known, value=language_code(value))
    return Filter(name=known, value=_site(value) if known == "site" else _visible(value.strip()))


def from_list(text: str) -> Leaf | Filter:
    """Read one string of a YAML list: `$x`, `=x`, `==x`, `x*`, `/re/` and filters are special."""
    if text.startswith("$"):
        return entry(text[1:])
    name, colon, value = text.partition(":")
    if colon and name in FILTERS:
        return criterion(name, value.strip())
    if colon and name in ("title", "lead", "body"):
        raise ValueError(f"in a list, a field is written {{{name}: ...}}")
    return from_lexicon(text)


def from_lexicon(text: str) -> Term | Phrase | Prefix | Exact | Regex:
    """Read one string of a lexicon: `=x`, `==x`, `x*` and `/re/` are special."""
    if text.startswith("=="):
        return exact_case(text[2:])
    if text.startswith("="):
        return exact(text[1:])
    if len(text) > 1 and text.startswith("/") and text.endswith("/"):
        return regex(text[1:-1])
    if text.endswith("*"):
        return prefix(text[:-1])
    return literal(text)


def words(text: str) -> str:
    """Give the one spelling of a term: NFC, single spaces, nothing invisible.

    Raises:
        ValueError: If nothing in it could be found in a text.
    """
    cleaned = " ".join(unicodedata.normalize("NFC", _visible(text)).split())
    if not cleaned:
        raise ValueError("the term is empty")
    if not any(character.isalnum() for character in cleaned):
        raise ValueError(f"'{cleaned}' has no letter and no figure: it would never be found")
    if len(cleaned) > LONGEST_TERM:
        raise ValueError(f"the term is longer than {LONGEST_TERM} characters")
    return cleaned


def _visible(text: str) -> str:
    if text.isprintable():  # no character of a category that is looked for below
        return text
    for character in text:
        hidden = unicodedata.category(character) in ("Cc", "Cs", "Co", "Cn")
        if character in BIDI or (hidden and not character.isspace()):
            raise ValueError(
                f"an invisible character stands here, U+{ord(character):04X}: remove it"
            )
    return text


def _site(value: str) -> str:
    host = value.strip().lower().rstrip(".").removeprefix("www.")
    if "/" in host or " " in host or not host:
        raise ValueError(f"site:{value} is no host: write the name alone, such as site:tass.ru")
    try:
        return host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError:
        raise ValueError(f"site:{value} is no host name") from None


def _compiled(pattern: str) -> "re2._Regexp":
    options = re2.Options()
    options.log_errors = False
    try:
        return re2.compile(pattern, options)
    except re2.error as error:
        said = error.args[0] if error.args else b""
        reason = said.decode(errors="replace") if isinstance(said, bytes) else str(said)
        raise ValueError(f"RE2 cannot read the expression: {reason}") from None

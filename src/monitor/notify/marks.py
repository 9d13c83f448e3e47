"""Foreign text made safe to show, with the matched words marked in it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from unicodedata import east_asian_width
from urllib.parse import quote

from monitor.notify.words.frame import locale_of
from monitor.outside.address import SAFE, wire_form

# Controls, and the marks that turn the direction of a line or hide text from the eye.
_HARMFUL = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\U000e0000-\U000e0fff]"
)
_UNREADABLE = re.compile("[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_BLANKS = re.compile(r"\s+")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdfd\ufe70-\ufefc]")
_LINK = re.compile(r"https?://[^\s\"<>\\^`{|}\x00-\x1f]+")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
# What needs no closer look: a host in plain letters, and nothing that could end a link.
_PLAIN_LINK = re.compile(
    r"https?://[A-Za-z0-9.-]+(?::[0-9]{1,5})?(?:[/?#][A-Za-z0-9/._~%!$&()*+,;=@:?#-]*)?"
)
_SAMPLE = 500
_ISOLATE, _ISOLATED = "\u2068", "\u2069"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of shown text; `marked` says that it met the rule."""

    text: str
    marked: bool = False


def shown(text: str) -> str:
    """Make any text safe to stand in a line of a mail: blanks for controls, no lone surrogates.

    Blanks at either end are kept as one blank, so that stretches of a text can be cleaned apart.
    """
    return _BLANKS.sub(" ", readable(text))


def readable(text: str) -> str:
    """Replace what cannot or should not be shown, one character by one: offsets stay true."""
    return _UNREADABLE.sub("\ufffd", _HARMFUL.sub(" ", text))


def isolated(text: str) -> str:
    """Keep a right-to-left text from turning the line around it; any other stays as it is."""
    return enclosed(text) if _RIGHT_TO_LEFT.search(text) else text


def enclosed(text: str) -> str:
    """Keep a text from turning the line around it, or from being turned by it."""
    return f"{_ISOLATE}{text}{_ISOLATED}"


def cut(text: str, length: int) -> str:
    """Cut a line at a word where one ends near, and say so with an ellipsis."""
    if len(text) <= length:
        return text
    head = text[: length - 1]
    at_word = head.rsplit(" ", 1)[0]
    return (at_word if len(at_word) > length // 2 else head).rstrip(" ,;:-") + "…"


def is_wide(text: str) -> bool:
    """Whether most of a text's letters take two columns, as those of China, Japan and Korea do.

    Source: Unicode Standard Annex 11.
    """
    head = text[:_SAMPLE]
    return sum(east_asian_width(letter) in "WF" for letter in head) * 2 > len(head)


def capital(text: str) -> str:
    """Begin a line with a capital letter, in scripts that have one."""
    return text[:1].upper() + text[1:]


def link_of(address: str | None) -> str | None:
    """Give an address that a mail may link to: http and https only, else None.

    It names its host as it is dialled and nothing before it, so that neither letters that look
    alike nor `https://known.example@evil.example` say another place than they lead to.
    """
    if address is None or _PLAIN_LINK.fullmatch(address):
        return address
    url = wire_form(address)
    place = address.partition("://")[2].partition("/")[0]
    if url is None or "\\" in place:  # which browsers take for a slash
        return None
    fragment = quote(address.partition("#")[2], safe=SAFE)
    link = f"{url.with_user(None)}{'#' if fragment else ''}{fragment}"
    return link if _LINK.fullmatch(link) else None


def language_of(language: str) -> str:
    """Give a language as `lang=` takes it (RFC 5646); nothing for what names none."""
    is_one = language != "und" and _LANGUAGE.fullmatch(language)
    return language if is_one else ""


def direction(language: str) -> str:
    """Say how a text of this language runs: `rtl`, or `auto` (by its first letter)."""
    return "rtl" if locale_of(language).text_direction == "rtl" else "auto"


def marked(text: str, places: Iterable[tuple[int, int]]) -> tuple[Piece, ...]:
    """Cut a text at the places that met the rule.

    Args:
        text: A title or snippet, as stored.
        places: Code points `[start, end)`; may overlap, touch, or lie outside of the text.

    Returns:
        Pieces that together are the text, cleaned; none is empty.
    """
    pieces: list[Piece] = []
    done = 0
    for start, end in _merged(places, len(text)):
        pieces += [Piece(text=text[done:start]), Piece(text=text[start:end], marked=True)]
        done = end
    pieces.append(Piece(text=text[done:]))
    return tuple(Piece(text=shown(p.text), marked=p.marked) for p in pieces if p.text)


def _merged(places: Iterable[tuple[int, int]], length: int) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted((max(0, s), min(e, length)) for s, e in places):
        if end <= start:
            continue
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged

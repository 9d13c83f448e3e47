"""HTML -> the pieces of its text, with gaps where a block, a line or a cell begins or ends.

Nearly all HTML of feeds is well nested and made of few elements: its tags are taken out where they
stand. The rest is parsed by libxml2. Both ways give the same pieces but for empty ones; a test
compares them.
"""

import html
import re
from functools import cache
from typing import Any, Final

BLOCKS: Final = frozenset(
    "address article aside blockquote body caption dd details div dl dt fieldset figcaption figure"
    " footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody"
    " tfoot thead tr ul".split()
)
CELLS: Final = frozenset({"td", "th", "option", "button"})
SILENT: Final = frozenset(
    "script style template noscript svg math iframe object head select textarea".split()
)
NEVER_CLOSED: Final = frozenset("br hr img input wbr source area embed".split())
INLINE: Final = frozenset(
    "a abbr audio b bdi big canvas center cite code del dfn em font i ins kbd label mark picture q"
    " s samp small span strike strong sub sup time tt u var video".split()
)
DEEPEST: Final = 200  # libxml2 gives up at 256
# Each unfinished comment or script costs a search through all that follows.
LONG: Final = 10_000
MOST_UNREAD: Final = 50

# No character has a number of so many digits; cut, it still has none.
_LONG_NUMBER = re.compile("&#0*+([0-9]{1,8})[0-9]*+")

_ATTRIBUTES = (
    r"""(?:\s++[a-zA-Z_@:][-\w.:]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'=<>`/]++))?+)*+\s*+"""
)
_COMMENT = r"!--(?!-?>)[^-]*+(?:-(?!-!?>)[^-]*+)*+--"
_UNREAD = "|".join(
    rf"{name}{_ATTRIBUTES}>[^<]*+(?:<(?!/|!--)[^<]*+)*+</{name}\s*+"
    for name in ("script", "style", "iframe")
)
_UNREAD_START = re.compile("<(?:!--|script|style|iframe)")
# What stands in neither group says nothing: a comment, or an element with all that is inside.
_READ = rf"(?!script|style|iframe)(/?[a-z][a-z0-9]*+){_ATTRIBUTES}(/?)"
_TAG = re.compile(f"<(?:{_READ}|{_COMMENT}|{_UNREAD})>")
_PLAIN = (BLOCKS - {"body", "fieldset", "form", "hr"}) | INLINE | {"td", "th"}
# Which start tags end the element they stand in. Source: libxml2's HTMLparser.c, htmlStartClose.
_ENDED_BY: Final = {
    name: frozenset(enders.split())
    for names, enders in {
        "a": "a table td th",
        "b i": "p td th center",
        "u": "p td th",
        "font": "td th center",
        "span": "td th",
        "big s small strike tt": "p",
        "p": "address blockquote caption center dd div dl dt h1 h2 h3 h4 h5 h6 li ol p pre table"
        " tbody td tfoot th tr ul hr",
        "h1 h2 h3 h4 h5 h6": "li p table",
        "li": "li",
        "ul": "address pre",
        "dl": "li",
        "dt": "dd dl",
        "dd": "dt",
        "address": "dd dl dt li ul",
        "pre": "dd dl dt li table ul",
        "thead tbody": "tbody tfoot",
        "tfoot": "tbody",
        "tr": "tbody tfoot tr",
        "td th": "tbody td tfoot th tr",
        "caption": "tbody tfoot thead tr",
    }.items()
    for name in names.split()
}
_PASSING: Final = {None, "img", *(f"/{name}" for name in NEVER_CLOSED)}
_NOBODY: Final[frozenset[str]] = frozenset()


def pieces(fragment: str) -> list[str]:
    r"""Read the text of an HTML fragment.

    Args:
        fragment: HTML without controls other than tab and newline.

    Returns:
        Its texts in order, and between them "\n\n" at blocks, "\n" at `br`, " " at cells; their
        number says nothing.
    """
    return _by_tags(fragment) or by_tree(fragment)


def _gap(name: str) -> str:
    if name in BLOCKS:
        return "\n\n"
    if name == "br":
        return "\n"
    return " " if name in CELLS else ""


_GAPS: Final[dict[str | None, str]] = {
    None: "",
    **{slash + name: _gap(name) for name in _PLAIN for slash in ("", "/")},
    **{name: _gap(name) for name in NEVER_CLOSED},
    **{f"/{name}": "" for name in NEVER_CLOSED - {"br"}},
}


def _by_tags(fragment: str) -> list[str] | None:
    """Take the tags out, or return None where only a parser knows what they mean."""
    if len(fragment) > LONG and len(_UNREAD_START.findall(fragment)) > MOST_UNREAD:
        return None
    found = _TAG.split(fragment)
    names = found[1::3]
    gaps = [_GAPS.get(name) for name in names]
    if None in gaps or not _is_nested(names, found[2::3]):
        return None
    found[1::3] = gaps
    del found[2::3]
    if fragment.count("<") != len(names) and any("<" in text for text in found):
        return None
    if "&" in fragment:
        found = [unescaped(text) if "&" in text else text for text in found]
    return found


def unescaped(text: str) -> str:
    """Write out the references of a text, as browsers do."""
    try:
        return html.unescape(text)
    except ValueError:  # Python reads no number of more than 4,300 digits
        return html.unescape(_LONG_NUMBER.sub(r"&#\1", text))


def _is_nested(names: list[Any], slashes: list[Any]) -> bool:
    """Whether each element ends where its end tag stands, for libxml2 as for anybody else."""
    around: list[str] = []
    for name, slash in zip(names, slashes, strict=True):
        if name in _PASSING:
            continue
        if name[0] == "/":
            if not around or around.pop() != name[1:]:
                return False
        elif around and name in _ENDED_BY.get(around[-1], _NOBODY):
            return False
        elif name not in NEVER_CLOSED:
            if slash or len(around) == DEEPEST:
                return False
            around.append(name)
    return True


def by_tree(fragment: str) -> list[str]:
    """Read the text of an HTML fragment by parsing it; see `pieces`."""
    from lxml import etree  # slow to import, and only feeds with odd markup need it

    tree = etree.fromstring(f"<html><body>{fragment}</body></html>".encode(), _parser())
    found: list[str] = []
    hidden = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        tag = element.tag
        if event == "start":
            hidden += tag in SILENT
            found += () if hidden else (_gap(tag), element.text or "")
        else:
            hidden -= tag in SILENT
            found += () if hidden else ("" if tag == "br" else _gap(tag), element.tail or "")
    return found


@cache
def _parser() -> Any:  # noqa: ANN401
    from lxml import etree

    return etree.HTMLParser(
        remove_comments=True, remove_pis=True, no_network=True, encoding="utf-8"
    )

"""HTML -> the article's text, by trafilatura, with the plain paragraphs as a rescue."""

import re
from datetime import UTC, datetime

import lxml.etree
import lxml.html
import trafilatura
from charset_normalizer import from_bytes

from monitor.model.article import PageText
from monitor.text.clean import clean_line, clean_text

CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
HEAD_BYTES = 4096
LEAST_CHARACTERS = 120
BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def extract(body: bytes, address: str | None = None, content_type: str | None = None) -> PageText:
    """Find the article in a page.

    Args:
        body: The page's bytes.
        address: Where it was found.
        content_type: The server's Content-Type; its charset wins over the page's own.

    Returns:
        The article; `method` is `trafilatura`, `paragraphs` when trafilatura found next to
        nothing and the page has more, or `none` with an empty text.
    """
    tree = _tree(decode(body, content_type))
    if tree is None:
        return PageText()
    language = (tree.get("lang") or "")[:20] or None
    rescue = _paragraphs(tree)
    found = trafilatura.bare_extraction(
        tree, url=address, favor_precision=True, with_metadata=True, include_comments=False
    )
    text = clean_text(getattr(found, "text", None) or "")
    method = "trafilatura"
    if len(text) < LEAST_CHARACTERS < len(rescue):
        text, method = rescue, "paragraphs"
    return PageText(
        title=clean_line(getattr(found, "title", None) or "") or None,
        text=text,
        date=_date(getattr(found, "date", None)),
        authors=_authors(getattr(found, "author", None)),
        language=language or getattr(found, "language", None),
        method=method if text else "none",
    )


def decode(body: bytes, content_type: str | None) -> str:
    """Decode a page: byte order mark, header, the page's own word, UTF-8, then a guess.

    Source: the order of the HTML standard's encoding sniffing, without its partial sniffing.
    """
    for mark, encoding in BOMS:
        if body.startswith(mark):
            return body.decode(encoding, errors="replace")
    stated = CHARSET.search((content_type or "").encode()) or CHARSET.search(body[:HEAD_BYTES])
    for encoding in (stated.group(1).decode("ascii") if stated else "utf-8", "utf-8"):
        try:
            return body.decode(_known(encoding))
        except (UnicodeDecodeError, LookupError):
            continue
    best = from_bytes(body[: 256 * 1024]).best()
    return body.decode(best.encoding if best else "utf-8", errors="replace")


def _known(encoding: str) -> str:
    """Read legacy labels as browsers do. Source: the WHATWG Encoding standard's table."""
    browsers = {
        "iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "gb2312": "gb18030",
        "gbk": "gb18030", "ks_c_5601-1987": "cp949", "euc-kr": "cp949", "shift_jis": "cp932",
        "x-sjis": "cp932", "iso-8859-9": "cp1254", "iso-8859-11": "cp874", "tis-620": "cp874",
    }  # fmt: skip
    low = encoding.lower()
    if low in browsers:
        return browsers[low]
    if low.startswith(("utf", "windows-", "iso-", "koi8", "big5", "euc-", "cp", "gb", "mac")):
        return low
    raise LookupError(encoding)


def _tree(html: str) -> "lxml.html.HtmlElement | None":
    """Parse once, deep trees included: a nesting of 256 must not lose the article."""
    parser = lxml.html.HTMLParser(huge_tree=True, encoding="utf-8")
    try:
        return lxml.html.document_fromstring(
            html.encode("utf-8", errors="replace"), parser=parser
        )
    except (lxml.etree.LxmlError, ValueError):
        return None


def _paragraphs(tree: "lxml.html.HtmlElement") -> str:
    texts = (clean_line(p.text_content(), longest=20_000) for p in tree.iter("p"))
    return clean_text("\n".join(text for text in texts if text))


def _date(value: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(value).replace(tzinfo=UTC) if value else None
    except ValueError:
        return None


def _authors(value: str | None) -> tuple[str, ...]:
    return tuple(clean_line(name, longest=200) for name in (value or "").split(";") if name.strip())

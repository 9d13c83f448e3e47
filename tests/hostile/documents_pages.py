"""Hostile pages: floods, towers, walls, and words that nobody sees; the article must be found."""

import json
from collections.abc import Callable, Iterator

from tests.hostile.documents import PAGE_AT, Expect, Hostile, Trap, either, read, refused
from tests.hostile.documents_text import CHARACTERS, LANGUAGES, MAD, ONLY_DECLARED

TITLE = "The mill reopens after the flood"
FIRST = "Forty workers came back to the looms of the river mill on Monday morning, said the owner."
LAST = "The owner thanked the firemen who had carried the bales upstairs during that long night."
MIDDLE = (
    "The water had stood a metre deep in the carding hall, and the belts had to be dried by hand.",
    "Two of the older looms will not run again, because their frames were bent by floating timber.",
    "The bank lent the money for the repairs at a low rate, and the town paid for the new dam.",
    "Orders from the coast are said to be enough for the winter, and a second shift is planned.",
    "Children from the school painted the gate, and the brass band played until the rain began.",
)
SENTENCES = (FIRST, *MIDDLE, LAST)
ARTICLE = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
FOUND = read(FIRST, LAST)
MANY = 100_000


def families(trap: Trap) -> Iterator[Hostile]:
    """Give every document of this file."""
    yield from floods()
    yield from towers()
    yield from silent_elements()
    yield from addresses(trap)
    yield from linked_data()
    yield from charsets()
    yield from odd_characters()
    yield from walls()
    yield from little()
    yield from broken_markup(trap)


def html(body: str = ARTICLE, *, head: str = "", around: str = "{}", attributes: str = "") -> str:
    """Write a page."""
    inside = around.format(f"<article><h1>{TITLE}</h1>{body}</article>")
    return (
        f'<!doctype html><html lang="en"{attributes}><head><meta charset="utf-8">'
        f"<title>{TITLE} | The Courier</title>{head}</head><body>{inside}</body></html>"
    )


def floods() -> Iterator[Hostile]:
    """100,000 of anything, with the article beside it."""
    many = "".join(f' a{n}="{n}"' for n in range(MANY))
    for place, page in {
        "html": lambda: html(attributes=many), "article": lambda: html().replace("<article", f"<article{many}"), "p": lambda: html(ARTICLE.replace("<p", f"<p{many}", 1)),
        "body": lambda: html().replace("<body", f"<body{many}"), "meta": lambda: html(head=f"<meta{many}>"), "an empty span": lambda: html(ARTICLE + f"<span{many}></span>"),
    }.items():  # fmt: skip
        yield _one("floods", f"100,000 attributes of {place}", page, FOUND)
    pieces = {
        "paragraphs": "<p>x</p>", "links": '<a href="/a">a</a> ', "spans": "<span></span>", "breaks": "<br>", "images": "<img src=a>", "empty divs": "<div></div>",
        "list items": "<li>x</li>", "comments": "<!-- x -->", "metas": "<meta name=a content=b>", "scripts": "<script>1</script>", "tables": "<table><tr><td>x</td></tr></table>",
        "ends": "</div>", "unknown tags": "<x-y></x-y>", "options": "<option>x", "cells": "<td>x", "forms": "<form>", "entities": "&nosuch;", "brackets": "< ", "headings": "<h2>x</h2>",
    }  # fmt: skip
    for name, piece in pieces.items():
        count = min(MANY, 4_500_000 // len(piece))
        yield _one("floods", f"{count} {name} behind the article", lambda p=piece, c=count: html(around="{}" + p * c), either(says=(FIRST,)))  # noqa: E501
        yield _one("floods", f"20,000 {name} inside of it", lambda p=piece: html(ARTICLE + p * 20_000 + f"<p>{LAST}</p>"), either(says=(FIRST,)))  # noqa: E501
    cells = "".join(f"<tr>{'<td>7</td>' * 300}</tr>" for _ in range(300))
    yield _one("floods", "a table of 300 x 300", lambda: html(ARTICLE + f"<table>{cells}</table>"), FOUND)  # noqa: E501
    yield _one("floods", "long paragraphs", lambda: html("".join(f"<p>{' '.join(SENTENCES)}</p>" for _ in range(6_000))), FOUND)  # noqa: E501
    yield _one("floods", "one paragraph of 4 MB", lambda: html(f"<p>{' '.join(SENTENCES) * 6_000}</p>"), FOUND)  # noqa: E501
    yield _one("floods", "one word of 4 MB", lambda: html(ARTICLE + f"<p>{'x' * 4_000_000}</p>"), read(FIRST))  # noqa: E501
    yield _one("floods", "a title of 4 MB", lambda: html(head=f"<title>{'x' * 4_000_000}</title>"), FOUND)  # noqa: E501
    yield _one("floods", "a style of 4 MB", lambda: html(head=f"<style>{'a{}' * 1_000_000}</style>"), FOUND)  # noqa: E501


def towers() -> Iterator[Hostile]:
    """Elements in elements in elements around the article."""
    for depth in (200, 2_000, MANY):
        for tag in ("span", "div", "table><tr><td", "b", "font", "section", "ul><li", "blockquote", "a href=x", "center", "form", "object", "svg", "details"):  # noqa: E501
            if depth * (len(tag) + 2) > 4_500_000:
                continue
            start, end = f"<{tag}>" * depth, f"</{tag.split('>')[0].split()[0]}>" * depth
            expect = FOUND if tag not in ("object", "svg", "form") else either("none", "wall", says=())  # noqa: E501
            yield _one("towers", f"{depth} times <{tag}>", lambda s=start, e=end: html(around=s + "{}" + e), expect)  # noqa: E501
        yield _one("towers", f"{depth} unclosed divs behind it", lambda d=depth: html(around="{}" + "<div>" * d), FOUND)  # noqa: E501
        yield _one("towers", f"{depth} divs between two sentences", lambda d=depth: html(ARTICLE.replace("<p>", "<div>" * d + "<p>", 2)[:5_000_000]), either("none", says=()))  # noqa: E501


def silent_elements() -> Iterator[Hostile]:
    """Words in elements that nobody sees: they must meet no rule."""
    secret = "Sappers secretly crossed the frontier at Kursk, which nobody can see on this page at all."
    never = (secret,)
    for tag in ("script", "style", "template", "noscript", "textarea", "title", "iframe", "svg", "select", "object", "noembed", "noframes", "xmp", "plaintext"):  # noqa: E501
        hides = tag in ("script", "style", "template", "iframe", "svg", "select", "textarea", "object", "noscript")  # noqa: E501
        expect = read(FIRST, LAST, never=never if hides else ())
        expect = expect if tag not in ("plaintext", "xmp") else either()
        yield _one("silent elements", f"{tag} before the article", lambda t=tag: html(f"<{t}>{secret}</{t}>" + ARTICLE), expect)  # noqa: E501
        yield _one("silent elements", f"{tag} never closed behind it", lambda t=tag: html(ARTICLE + f"<{t}>{secret}"), either())  # noqa: E501
    for name, wrap in {
        "a comment": f"<!-- {secret} -->", "a broken comment": f"<!-->{secret}<!-- -->", "an attribute": f'<p title="{secret}"></p>', "CDATA": f"<![CDATA[{secret}]]>",
        "a declaration": f"<!x {secret}>", "an instruction": f"<?x {secret}?>", "a nav": f"<nav>{secret}</nav>", "a footer": f"<footer>{secret}</footer>",
    }.items():  # fmt: skip
        yield _one("silent elements", name, lambda w=wrap: html(ARTICLE + w), either(says=(FIRST,)))
    yield _one("silent elements", "script in script", lambda: html("<script><!--<script>" + ARTICLE + "</script>--></script>" + ARTICLE), FOUND)  # noqa: E501
    yield _one("silent elements", "10,000 scripts never closed", lambda: html(ARTICLE + "<script>" * 10_000), read(FIRST))  # noqa: E501


def addresses(trap: Trap) -> Iterator[Hostile]:
    """What a page says of where it is: it cannot make us go there."""
    never = ("127.0.0.1", "169.254", "file:", "javascript:", "evil.example", trap.secret)
    for target in (trap.server, "http://169.254.169.254/", f"file://{trap.file}", "javascript:x()", "http://evil.example/", "//evil.example/", "data:text/html,x", "http://[", "\u202e"):  # noqa: E501
        for name, head in {
            "refresh": f'<meta http-equiv="refresh" content="0;url={target}">', "canonical": f'<link rel="canonical" href="{target}">',
            "og:url": f'<meta property="og:url" content="{target}">', "base": f'<base href="{target}"><link rel="canonical" href="x">',
            "amphtml": f'<link rel="amphtml" href="{target}">', "JSON-LD": _ld({"@type": "NewsArticle", "url": target, "mainEntityOfPage": target}),
            "a script": f'<script src="{target}"></script><img src="{target}"><iframe src="{target}"></iframe>', "an import": f'<link rel="import" href="{target}"><link rel=stylesheet href="{target}">',
        }.items():  # fmt: skip
            yield _one("addresses", f"{name}: {target[:30]!r}", lambda h=head: html(head=h), read(FIRST, LAST, never=never))  # noqa: E501


def linked_data() -> Iterator[Hostile]:
    """JSON-LD that is huge, deep or not true."""
    body = " ".join(SENTENCES)
    for name, data in {
        "deep lists": "[" * MANY + "]" * MANY, "deep objects": '{"a":' * MANY + "1" + "}" * MANY, "graph of 20,000": json.dumps({"@graph": [{"@type": "Thing"}] * 20_000}),
        "1e999": '{"@type": "NewsArticle", "datePublished": 1e999, "headline": 1e999}', "NaN": '{"@type": "NewsArticle", "headline": NaN}', "a million digits": '{"@type": "NewsArticle", "x": ' + "9" * 1_000_000 + "}",
        "surrogates": '{"@type": "NewsArticle", "headline": "\\ud800", "articleBody": "\\udc00"}', "lists": '{"@type": ["NewsArticle", [], {}], "headline": ["x"], "author": [[["x"]], {"name": {}}]}',
        "a wrong type": '{"@type": {"@type": "NewsArticle"}}', "nothing": "null", "a text": '"x"', "cut off": '{"@type": "NewsArticle", "articleBody": "', "controls": '{"@type": "NewsArticle", "headline": "a\x00\x1b\u202eb"}',
        "a body of 100 kB": json.dumps({"@type": "NewsArticle", "articleBody": body * 150}), "html in it": json.dumps({"@type": "NewsArticle", "headline": "<script>x</script>T", "articleBody": f"<p>{body}</p>"}),
        "dates": '{"@type": "NewsArticle", "datePublished": "9999-99-99", "author": "' + "x" * 100_000 + '"}', "year 1": '{"@type": "NewsArticle", "datePublished": "0001-01-01T00:00:00+14:00"}',
    }.items():  # fmt: skip
        script = f'<script type="application/ld+json">{data}</script>'
        yield _one("JSON-LD", name, lambda s=script: html(head=s), FOUND)
    yield _one("JSON-LD", "10,000 blocks", lambda: html(head=_ld({"@type": "Thing"}) * 10_000), FOUND)  # noqa: E501


def charsets() -> Iterator[Hostile]:
    """Declarations that lie, and pages of eleven languages."""
    for mad in MAD:
        page = html().replace('charset="utf-8"', f'charset="{mad}"')
        yield _one("charsets", f"meta: {mad[:20]!r}", lambda p=page: p, FOUND)
        yield _one("charsets", f"header: {mad[:20]!r}", html, FOUND, kind=f"text/html; charset={mad}")  # noqa: E501
    for language, (title, text, encodings) in LANGUAGES.items():
        page = f"<html lang={language}><head><title>{title}</title></head><body><h1>{title}</h1>"
        page += f"<p>{text}</p>" * 4
        for encoding in encodings:
            kind = f"text/html; charset={encoding}"
            yield _one("charsets", f"{language} in {encoding}, in the header", lambda p=page, e=encoding: p.encode(e), read(text), kind=kind)  # noqa: E501
            if encoding not in ONLY_DECLARED:
                yield _one("charsets", f"{language} in {encoding}, declared falsely", lambda p=page, e=encoding: p.encode(e), read(text), kind="text/html; charset=utf-8")  # noqa: E501
    for encoding in ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig"):
        yield _one("charsets", f"{encoding}, undeclared", lambda e=encoding: html().encode(e), FOUND if encoding != "utf-32" else either("none"))  # noqa: E501
    two = '<meta charset="utf-7"><meta charset="utf-16"><meta http-equiv="Content-Type" content="text/html; charset=x">'  # noqa: E501
    yield _one("charsets", "three metas", lambda: html(head=two), FOUND)


def odd_characters() -> Iterator[Hostile]:
    """Odd characters in the text, the title and every meta."""
    for name, odd in CHARACTERS.items():
        safe = odd.replace('"', "")
        head = "".join(f'<meta name="{n}" content="{safe}">' for n in ("author", "date", "description", "og:title", "language"))  # noqa: E501
        head += _ld({"@type": "NewsArticle", "headline": odd, "author": odd, "datePublished": odd})
        body = ARTICLE + f"<p>{odd} and some more words, so that this is a paragraph, too.</p>"
        yield _one("odd characters", name, lambda h=head, b=body: html(b, head=h), read(FIRST))
        yield _one("odd characters", f"{name}, between", lambda o=odd: html(ARTICLE.replace("looms", f"l{o}ooms")), either())  # noqa: E501
    for code in ("&#0;", "&#xD800;", "&#xFFFF;", "&#x110000;", f"&#{'9' * 5_000};", "&#x202E;", "&#27;", "&#133;", "&#12;"):  # noqa: E501
        yield _one("odd characters", f"{code[:12]}", lambda c=code: html(ARTICLE + f"<p>{c} is nothing, and yet it stands here among words.</p>", head=f"<title>{c}</title>"), read(FIRST))  # noqa: E501


def walls() -> Iterator[Hostile]:
    """Pages that only ask for something."""
    asks = {
        "consent": "We value your privacy. We and our partners use cookies. Accept all cookies to continue. Manage your consent preferences.",
        "login": "Please log in to continue reading. Sign in to your account. Forgot your password?",
        "paywall": "Subscribe to continue reading. This article is for subscribers only. Subscribe now.",
        "javascript": "Please enable JavaScript to view this page. JavaScript is disabled in your browser.",
        "robot": "Checking your browser before accessing. Please verify you are a human. Enable JavaScript and cookies to continue.",
    }  # fmt: skip
    for name, text in asks.items():
        yield _one("walls", name, lambda t=text: f"<html><body><p>{t}</p></body></html>", refused("wall", "none"))  # noqa: E501
        yield _one("walls", f"{name} before the article", lambda t=text: html(around=f"<div>{t}</div>" + "{}"), read(FIRST))  # noqa: E501


def little() -> Iterator[Hostile]:
    """Hardly anything."""
    for name, body in {"nothing": b"", "a BOM": b"\xef\xbb\xbf", "blanks": b" \n\t" * 1_000, "NULs": bytes(10_000), "a wide BOM": b"\xff\xfe", "one tag": b"<p>", "a doctype": b"<!doctype html>", "a comment": b"<!-- x -->", "an empty body": b"<html><body></body></html>", "a bracket": b"<"}.items():  # noqa: E501
        yield _one("little", name, lambda b=body: b, either("none", "wall"))


def broken_markup(trap: Trap) -> Iterator[Hostile]:
    """Markup that does not end, and XML's ways to ask for files."""
    whole = html()
    for start in ("<", "</", "<!", "<!--", "<![CDATA[", "<?", "<script>", "<style>", "<textarea>", "<p title='", '<a href="', "<p ", "&", "&#x", "\x00", "<table><tr>", "<select><option>", "<svg><title>", "<math><mi>"):  # noqa: E501
        yield _one("broken markup", f"begins with {start!r}", lambda s=start: s + whole, either("none"))  # noqa: E501
        yield _one("broken markup", f"ends with {start!r}", lambda s=start: whole.replace("</body></html>", s), read(FIRST))  # noqa: E501
        yield _one("broken markup", f"100,000 times {start!r}", lambda s=start: html(ARTICLE + s * 100_000), either(says=(FIRST,)))  # noqa: E501
    doctype = f'<!DOCTYPE html [<!ENTITY x SYSTEM "file://{trap.file}"><!ENTITY l "&x;&x;">]>'
    never = (trap.secret,)
    yield _one("broken markup", "an entity of a file", lambda: doctype + html(ARTICLE + "<p>&x; &l; is what the file said to us.</p>"), read(FIRST, never=never))  # noqa: E501
    xi = f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" parse="text" href="{trap.file}"/>'
    yield _one("broken markup", "xinclude", lambda: html(ARTICLE + xi), read(FIRST, never=never))
    for part in range(1, 12):
        yield _one("broken markup", f"cut off after {part} twelfths", lambda p=part: whole[: len(whole) * p // 12], either("none"))  # noqa: E501


def _ld(data: dict[str, object]) -> str:
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def _one(
    family: str, name: str, text: Callable[[], str | bytes], expect: Expect, kind: str | None = None
) -> Hostile:
    def make() -> bytes:
        made = text()
        return made.encode("utf-8", "surrogatepass") if isinstance(made, str) else made

    return Hostile(
        family=family, name=name, make=make, expect=expect, kind="page", content_type=kind, address=PAGE_AT
    )  # fmt: skip

"""Hostile pages: floods, towers, walls, and words that nobody sees; the article must be found."""

from collections.abc import Iterator

from tests.hostile.documents import PAGE_AT, Expect, Hostile, Trap, either, read, refused, written

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
        "html": html(attributes=many),
        "article": html().replace("<article", f"<article{many}"),
        "p": html(ARTICLE.replace("<p", f"<p{many}", 1)),
        "body": html().replace("<body", f"<body{many}"),
        "meta": html(head=f"<meta{many}>"),
        "an empty span": html(ARTICLE + f"<span{many}></span>"),
    }.items():
        yield _one("floods", f"100,000 attributes of {place}", page, FOUND)
    pieces = {
        "paragraphs": "<p>x</p>", "links": '<a href="/a">a</a> ', "spans": "<span></span>",
        "breaks": "<br>", "images": "<img src=a>", "empty divs": "<div></div>",
        "list items": "<li>x</li>", "comments": "<!-- x -->", "metas": "<meta name=a content=b>",
        "scripts": "<script>1</script>", "tables": "<table><tr><td>x</td></tr></table>",
        "ends": "</div>", "unknown tags": "<x-y></x-y>", "options": "<option>x", "cells": "<td>x",
        "forms": "<form>", "entities": "&nosuch;", "brackets": "< ", "headings": "<h2>x</h2>",
    }  # fmt: skip
    for name, piece in pieces.items():
        count = min(MANY, 4_500_000 // len(piece))
        yield _one(
            "floods",
            f"{count} {name} behind the article",
            html(around="{}" + piece * count),
            either(says=(FIRST,)),
        )
        yield _one(
            "floods",
            f"20,000 {name} inside of it",
            html(ARTICLE + piece * 20_000 + f"<p>{LAST}</p>"),
            either(says=(FIRST,)),
        )
    cells = "".join(f"<tr>{'<td>7</td>' * 300}</tr>" for _ in range(300))
    yield _one("floods", "a table of 300 x 300", html(ARTICLE + f"<table>{cells}</table>"), FOUND)
    yield _one(
        "floods",
        "long paragraphs",
        html("".join(f"<p>{' '.join(SENTENCES)}</p>" for _ in range(6_000))),
        FOUND,
    )
    yield _one(
        "floods",
        "one paragraph of 4 MB",
        html(f"<p>{' '.join(SENTENCES) * 6_000}</p>"),
        FOUND,
    )
    yield _one(
        "floods",
        "one word of 4 MB",
        html(ARTICLE + f"<p>{'x' * 4_000_000}</p>"),
        read(FIRST),
    )
    yield _one("floods", "a title of 4 MB", html(head=f"<title>{'x' * 4_000_000}</title>"), FOUND)
    yield _one("floods", "a style of 4 MB", html(head=f"<style>{'a{}' * 1_000_000}</style>"), FOUND)


def towers() -> Iterator[Hostile]:
    """Elements in elements in elements around the article."""
    for depth in (200, 2_000, MANY):
        for tag in (
            "span",
            "div",
            "table><tr><td",
            "b",
            "font",
            "section",
            "ul><li",
            "blockquote",
            "a href=x",
            "center",
            "form",
            "object",
            "svg",
            "details",
        ):
            if depth * (len(tag) + 2) > 4_500_000:
                continue
            start, end = f"<{tag}>" * depth, f"</{tag.split('>')[0].split()[0]}>" * depth
            expect = (
                FOUND if tag not in ("object", "svg", "form") else either("none", "wall", says=())
            )
            yield _one(
                "towers",
                f"{depth} times <{tag}>",
                html(around=start + "{}" + end),
                expect,
            )
        yield _one(
            "towers",
            f"{depth} unclosed divs behind it",
            html(around="{}" + "<div>" * depth),
            FOUND,
        )
        yield _one(
            "towers",
            f"{depth} divs between two sentences",
            html(ARTICLE.replace("<p>", "<div>" * depth + "<p>", 2)[:5_000_000]),
            either("none", says=()),
        )


def silent_elements() -> Iterator[Hostile]:
    """Words in elements that nobody sees: they must meet no rule."""
    secret = (
        "Sappers secretly crossed the frontier at Kursk, which nobody can see on this page at all."
    )
    never = (secret,)
    for tag in (
        "script",
        "style",
        "template",
        "noscript",
        "textarea",
        "title",
        "iframe",
        "svg",
        "select",
        "object",
        "noembed",
        "noframes",
        "xmp",
        "plaintext",
    ):
        hides = tag in (
            "script",
            "style",
            "template",
            "iframe",
            "svg",
            "select",
            "textarea",
            "object",
            "noscript",
        )
        expect = read(FIRST, LAST, never=never if hides else ())
        expect = expect if tag not in ("plaintext", "xmp") else either()
        yield _one(
            "silent elements",
            f"{tag} before the article",
            html(f"<{tag}>{secret}</{tag}>" + ARTICLE),
            expect,
        )
        yield _one(
            "silent elements",
            f"{tag} never closed behind it",
            html(ARTICLE + f"<{tag}>{secret}"),
            either(),
        )
    for name, wrap in {
        "a comment": f"<!-- {secret} -->",
        "a broken comment": f"<!-->{secret}<!-- -->",
        "an attribute": f'<p title="{secret}"></p>',
        "CDATA": f"<![CDATA[{secret}]]>",
        "a declaration": f"<!x {secret}>",
        "an instruction": f"<?x {secret}?>",
        "a nav": f"<nav>{secret}</nav>",
        "a footer": f"<footer>{secret}</footer>",
    }.items():
        yield _one("silent elements", name, html(ARTICLE + wrap), either(says=(FIRST,)))
    yield _one(
        "silent elements",
        "script in script",
        html("<script><!--<script>" + ARTICLE + "</script>--></script>" + ARTICLE),
        FOUND,
    )
    yield _one(
        "silent elements",
        "10,000 scripts never closed",
        html(ARTICLE + "<script>" * 10_000),
        read(FIRST),
    )


def walls() -> Iterator[Hostile]:
    """Pages that only ask for something."""
    asks = {
        "consent": (
            "We value your privacy. We and our partners use cookies. Accept all cookies "
            "to continue. Manage your consent preferences."
        ),
        "login": (
            "Please log in to continue reading. Sign in to your account. Forgot your password?"
        ),
        "paywall": (
            "Subscribe to continue reading. This article is for subscribers only. Subscribe now."
        ),
        "javascript": (
            "Please enable JavaScript to view this page. JavaScript is disabled in your browser."
        ),
        "robot": (
            "Checking your browser before accessing. Please verify you are a human. "
            "Enable JavaScript and cookies to continue."
        ),
    }
    for name, text in asks.items():
        yield _one(
            "walls",
            name,
            f"<html><body><p>{text}</p></body></html>",
            refused("wall", "none"),
        )
        yield _one(
            "walls",
            f"{name} before the article",
            html(around=f"<div>{text}</div>" + "{}"),
            read(FIRST),
        )


def little() -> Iterator[Hostile]:
    """Hardly anything."""
    for name, body in {
        "nothing": b"",
        "a BOM": b"\xef\xbb\xbf",
        "blanks": b" \n\t" * 1_000,
        "NULs": bytes(10_000),
        "a wide BOM": b"\xff\xfe",
        "one tag": b"<p>",
        "a doctype": b"<!doctype html>",
        "a comment": b"<!-- x -->",
        "an empty body": b"<html><body></body></html>",
        "a bracket": b"<",
    }.items():
        yield _one("little", name, body, either("none", "wall"))


def broken_markup(trap: Trap) -> Iterator[Hostile]:
    """Markup that does not end, and XML's ways to ask for files."""
    whole = html()
    for start in (
        "<",
        "</",
        "<!",
        "<!--",
        "<![CDATA[",
        "<?",
        "<script>",
        "<style>",
        "<textarea>",
        "<p title='",
        '<a href="',
        "<p ",
        "&",
        "&#x",
        "\x00",
        "<table><tr>",
        "<select><option>",
        "<svg><title>",
        "<math><mi>",
    ):
        yield _one("broken markup", f"begins with {start!r}", start + whole, either("none"))
        yield _one(
            "broken markup",
            f"ends with {start!r}",
            whole.replace("</body></html>", start),
            read(FIRST),
        )
        yield _one(
            "broken markup",
            f"100,000 times {start!r}",
            html(ARTICLE + start * 100_000),
            either(says=(FIRST,)),
        )
    doctype = f'<!DOCTYPE html [<!ENTITY x SYSTEM "file://{trap.file}"><!ENTITY l "&x;&x;">]>'
    never = (trap.secret,)
    yield _one(
        "broken markup",
        "an entity of a file",
        doctype + html(ARTICLE + "<p>&x; &l; is what the file said to us.</p>"),
        read(FIRST, never=never),
    )
    xi = f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" parse="text" href="{trap.file}"/>'
    yield _one("broken markup", "xinclude", html(ARTICLE + xi), read(FIRST, never=never))
    for part in range(1, 12):
        yield _one(
            "broken markup",
            f"cut off after {part} twelfths",
            whole[: len(whole) * part // 12],
            either("none"),
        )


def _one(
    family: str, name: str, text: str | bytes, expect: Expect, kind: str | None = None
) -> Hostile:
    return Hostile(
        family=family, name=name, body=written(text), expect=expect, kind="page",
        content_type=kind, address=PAGE_AT,
    )  # fmt: skip

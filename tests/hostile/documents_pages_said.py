"""What hostile pages say of themselves: addresses, JSON-LD, charsets, odd characters everywhere."""

import json
from collections.abc import Iterator

from tests.hostile.documents import PAGE_AT, Expect, Hostile, Trap, either, read, written
from tests.hostile.documents_pages import ARTICLE, FIRST, FOUND, LAST, MANY, SENTENCES, html
from tests.hostile.documents_text import CHARACTERS, LANGUAGES, MAD, ONLY_DECLARED


def families(trap: Trap) -> Iterator[Hostile]:
    """Give every document of this file."""
    yield from addresses(trap)
    yield from linked_data()
    yield from charsets()
    yield from odd_characters()


def addresses(trap: Trap) -> Iterator[Hostile]:
    """What a page says of where it is: it cannot make us go there."""
    never = ("127.0.0.1", "169.254", "file:", "javascript:", "evil.example", trap.secret)
    for target in (
        trap.server,
        "http://169.254.169.254/",
        f"file://{trap.file}",
        "javascript:x()",
        "http://evil.example/",
        "//evil.example/",
        "data:text/html,x",
        "http://[",
        "\u202e",
    ):
        for name, head in {
            "refresh": f'<meta http-equiv="refresh" content="0;url={target}">',
            "canonical": f'<link rel="canonical" href="{target}">',
            "og:url": f'<meta property="og:url" content="{target}">',
            "base": f'<base href="{target}"><link rel="canonical" href="x">',
            "amphtml": f'<link rel="amphtml" href="{target}">',
            "JSON-LD": _ld({"@type": "NewsArticle", "url": target, "mainEntityOfPage": target}),
            "a script": (
                f'<script src="{target}"></script><img src="{target}"><iframe '
                f'src="{target}"></iframe>'
            ),
            "an import": (
                f'<link rel="import" href="{target}"><link rel=stylesheet href="{target}">'
            ),
        }.items():
            yield _one(
                "addresses",
                f"{name}: {target[:30]!r}",
                html(head=head),
                read(FIRST, LAST, never=never),
            )


def linked_data() -> Iterator[Hostile]:
    """JSON-LD that is huge, deep or not true."""
    body = " ".join(SENTENCES)
    for name, data in {
        "deep lists": "[" * MANY + "]" * MANY,
        "deep objects": '{"a":' * MANY + "1" + "}" * MANY,
        "graph of 20,000": json.dumps({"@graph": [{"@type": "Thing"}] * 20_000}),
        "1e999": '{"@type": "NewsArticle", "datePublished": 1e999, "headline": 1e999}',
        "NaN": '{"@type": "NewsArticle", "headline": NaN}',
        "a million digits": '{"@type": "NewsArticle", "x": ' + "9" * 1_000_000 + "}",
        "surrogates": '{"@type": "NewsArticle", "headline": "\\ud800", "articleBody": "\\udc00"}',
        "lists": (
            '{"@type": ["NewsArticle", [], {}], "headline": ["x"],'
            ' "author": [[["x"]], {"name": {}}]}'
        ),
        "a wrong type": '{"@type": {"@type": "NewsArticle"}}',
        "nothing": "null",
        "a text": '"x"',
        "cut off": '{"@type": "NewsArticle", "articleBody": "',
        "controls": '{"@type": "NewsArticle", "headline": "a\x00\x1b\u202eb"}',
        "a body of 100 kB": json.dumps({"@type": "NewsArticle", "articleBody": body * 150}),
        "html in it": json.dumps(
            {
                "@type": "NewsArticle",
                "headline": "<script>x</script>T",
                "articleBody": f"<p>{body}</p>",
            }
        ),
        "dates": '{"@type": "NewsArticle", "datePublished": "9999-99-99", "author": "'
        + "x" * 100_000
        + '"}',
        "year 1": '{"@type": "NewsArticle", "datePublished": "0001-01-01T00:00:00+14:00"}',
    }.items():
        script = f'<script type="application/ld+json">{data}</script>'
        yield _one("JSON-LD", name, html(head=script), FOUND)
    yield _one("JSON-LD", "10,000 blocks", html(head=_ld({"@type": "Thing"}) * 10_000), FOUND)


def charsets() -> Iterator[Hostile]:
    """Declarations that lie, and pages of eleven languages."""
    for mad in MAD:
        page = html().replace('charset="utf-8"', f'charset="{mad}"')
        yield _one("charsets", f"meta: {mad[:20]!r}", page, FOUND)
        yield _one(
            "charsets", f"header: {mad[:20]!r}", html(), FOUND, kind=f"text/html; charset={mad}"
        )
    for language, (title, text, encodings) in LANGUAGES.items():
        page = f"<html lang={language}><head><title>{title}</title></head><body><h1>{title}</h1>"
        page += f"<p>{text}</p>" * 4
        for encoding in encodings:
            kind = f"text/html; charset={encoding}"
            yield _one(
                "charsets",
                f"{language} in {encoding}, in the header",
                page.encode(encoding),
                read(text),
                kind=kind,
            )
            if encoding not in ONLY_DECLARED:
                yield _one(
                    "charsets",
                    f"{language} in {encoding}, declared falsely",
                    page.encode(encoding),
                    read(text),
                    kind="text/html; charset=utf-8",
                )
    for encoding in ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig"):
        yield _one(
            "charsets",
            f"{encoding}, undeclared",
            html().encode(encoding),
            FOUND if encoding != "utf-32" else either("none"),
        )
    three = (
        '<meta charset="utf-7"><meta charset="utf-16">'
        '<meta http-equiv="Content-Type" content="text/html; charset=x">'
    )
    yield _one("charsets", "three metas", html(head=three), FOUND)


def odd_characters() -> Iterator[Hostile]:
    """Odd characters in the text, the title and every meta."""
    for name, odd in CHARACTERS.items():
        safe = odd.replace('"', "")
        head = "".join(
            f'<meta name="{n}" content="{safe}">'
            for n in ("author", "date", "description", "og:title", "language")
        )
        head += _ld({"@type": "NewsArticle", "headline": odd, "author": odd, "datePublished": odd})
        body = ARTICLE + f"<p>{odd} and some more words, so that this is a paragraph, too.</p>"
        yield _one("odd characters", name, html(body, head=head), read(FIRST))
        yield _one(
            "odd characters",
            f"{name}, between",
            html(ARTICLE.replace("looms", f"l{odd}ooms")),
            either(),
        )
    for code in (
        "&#0;",
        "&#xD800;",
        "&#xFFFF;",
        "&#x110000;",
        f"&#{'9' * 5_000};",
        "&#x202E;",
        "&#27;",
        "&#133;",
        "&#12;",
    ):
        yield _one(
            "odd characters",
            f"{code[:12]}",
            html(
                ARTICLE + f"<p>{code} is nothing, and yet it stands here among words.</p>",
                head=f"<title>{code}</title>",
            ),
            read(FIRST),
        )


def _ld(data: dict[str, object]) -> str:
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def _one(
    family: str, name: str, text: str | bytes, expect: Expect, kind: str | None = None
) -> Hostile:
    return Hostile(
        family=family, name=name, body=written(text), expect=expect, kind="page",
        content_type=kind, address=PAGE_AT,
    )  # fmt: skip

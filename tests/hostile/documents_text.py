"""Characters that break terminals, mails and databases, in every field; and every odd charset."""

import json
from collections.abc import Callable, Iterator, Mapping

from tests.hostile.documents import (
    GOOD,
    GOOD_TEXT,
    XML,
    Expect,
    Hostile,
    Trap,
    atom,
    either,
    item,
    read,
    rss,
    written,
)

CHARACTERS: Mapping[str, str] = {
    "NUL": "\x00", "C0": "".join(map(chr, range(1, 32))),
    "DEL and C1": "".join(map(chr, range(0x7F, 0xA0))),
    "escape": "\x1b[2J\x1b]8;;http://evil.example\x07x\x1b]52;c;eA==\x07",
    "CR LF": "a\r\nBcc: evil@x.example\r\n\r\nb", "separators": "a\u2028b\u2029c\u0085d\x0be\x0cf",
    "bidi": "\u202egnp.exe\u202c \u2066x\u2069\u200f\u061c",
    "zero width": "Ku\u200brs\u2060k\ufeff \u00adx\u115f\u3164",
    "Zalgo": "Z" + "\u0301\u0316\u20d0" * 3_000 + "algo",
    "Zalgo of rare scripts": "Z" + "\u0898\U0001d167\u1b34\u2de0" * 3_000,
    "Zalgo with joiners": "Z" + "\u0301\u200d" * 3_000, "surrogates": "a\ud83db\udc00c",
    "noncharacters": "\ufdd0\ufffe\uffff\U0001fffe\U0010ffff",
    "tags": "\U000e0041\U000e0042\U000e007f", "selectors": "x\ufe0f\U000e0100" * 500,
    "shorthand": "a\U0001bca0\U0001d173b", "private": "\ue000\U000f0000",
    "many spaces": " " * 100_000, "widths": "\u3000\u2003\xa0\u1680 x",
}  # fmt: skip
LANGUAGES: Mapping[str, tuple[str, str, tuple[str, ...]]] = {
    "ru": (
        "Сапёры вошли в Курск",
        "Сапёры разминировали поля под Курском, сообщила служба. Жители возвращаются домой.",
        ("windows-1251", "koi8-r", "cp866", "iso-8859-5"),
    ),
    "uk": (
        "Сапери зайшли до села",
        "Сапери розмінували поле біля річки, повідомила служба. Їхні сім'ї повертаються.",
        ("windows-1251", "koi8-u"),
    ),
    "zh": (
        "工兵部队抵达边境地区",
        "工兵部队清除了河边田野的地雷，当地居民正在返回家园，官员表示。",
        ("gb18030", "gbk", "gb2312"),
    ),
    "zh-TW": (
        "工兵部隊抵達邊境地區",
        "工兵部隊清除了河邊田野的地雷，當地居民正在返回家園，官員表示。",
        ("big5",),
    ),
    "ja": (
        "工兵隊が国境に到着した",
        "工兵隊は川沿いの畑の地雷を取り除いたと当局は発表した。住民は帰宅している。",
        ("shift_jis", "euc-jp", "iso-2022-jp"),
    ),
    "ko": (
        "공병 부대가 국경에 도착했다",
        "공병 부대가 강가의 밭에서 지뢰를 제거했다고 당국이 밝혔다. 주민들이 돌아온다.",
        ("euc-kr",),
    ),
    "ar": (
        "وصول خبراء المتفجرات إلى الحدود",
        "أزال خبراء المتفجرات الألغام من الحقول قرب النهر وعاد السكان إلى منازلهم.",
        ("windows-1256", "iso-8859-6"),
    ),
    "he": (
        "חבלנים הגיעו לגבול",
        "החבלנים פינו את השדות ליד הנהר והתושבים חוזרים לבתיהם.",
        ("windows-1255",),
    ),
    "el": (
        "Οι ναρκαλιευτές έφτασαν στα σύνορα",
        "Οι ναρκαλιευτές καθάρισαν τα χωράφια δίπλα στο ποτάμι.",
        ("windows-1253",),
    ),
    "tr": (
        "İstihkâmcılar sınıra ulaştı",
        "İstihkâmcılar nehir kıyısındaki tarlaları mayınlardan temizledi, halk dönüyor.",
        ("windows-1254",),
    ),
    "pl": (
        "Saperzy dotarli do granicy",
        "Saperzy rozminowali łąki nad rzeką, a mieszkańcy wracają do źródeł życia.",
        ("windows-1250", "iso-8859-2"),
    ),
    "th": ("ทหารช่างถึงชายแดนแล้ว", ("ทหารช่างเก็บกู้ทุ่นระเบิดในทุ่งริมแม่น้ำ ชาวบ้านกำลังกลับบ้าน"), ("tis-620",)),
}
# Nothing in the bytes tells these from their neighbours, and nobody guesses them.
ONLY_DECLARED = ("iso-2022-jp", "iso-8859-6")
MAD = (
    "zlib_codec",
    "rot13",
    "utf-7",
    "base64",
    "idna",
    "undefined",
    "punycode",
    "unicode_escape",
    "raw_unicode_escape",
    "hex",
    "quopri",
    "uu",
    "bz2",
    "mbcs",
    "oem",
    "x" * 5_000,
    "utf-8\x00",
    "../../etc/passwd",
    "cp65001",
    "utf-16",
    "utf-32",
    "ebcdic-cp-us",
    "latin1;x=1",
    "",
    "'",
    "utf-8-sig",
    "iso-2022-jp",
    "hz",
    "gb18030",
    "koi8-r",
    "cp1252",
    "utf_16_surrogatepass",
    "utf-8!",
    "euc_jisx0213",
)


def families(_trap: Trap) -> Iterator[Hostile]:
    """Give every document of this file."""
    yield from characters()
    yield from references()
    yield from languages()
    yield from mad_charsets()
    yield from broken_bytes()


def characters() -> Iterator[Hostile]:
    """Odd characters, plainly written, in every field of every format."""
    for name, odd in CHARACTERS.items():
        for form, write in FORMATS.items():
            yield _one(
                "characters",
                f"{name} in {form}",
                write(odd),
                either("not_a_feed", says=(GOOD,)),
            )


def references() -> Iterator[Hostile]:
    """Odd characters, written as references, once and twice."""
    codes = {
        "surrogate": "&#xD800;",
        "surrogate pair": "&#xD83D;&#xDE00;",
        "NUL": "&#0;&#x0;",
        "escape": "&#27;[2J",
        "noncharacter": "&#xFFFE;&#65535;",
        "too large": "&#x110000;&#99999999999;",
        "minus": "&#-1;",
        "C1": "&#128;&#151;&#x9f;",
        "bidi": "&#x202E;gnp",
        "10 kB of digits": f"&#{'0' * 10_000}65;",
    }
    for name, code in codes.items():
        twice = code.replace("&", "&amp;")
        for how, text in (("once", code), ("twice", twice), ("in CDATA", f"<![CDATA[{code}]]>")):
            yield _one(
                "references",
                f"{name}, {how}",
                rss(item(f"A {text} title", text=text, more=f"<author>{text}</author>")),
                read(GOOD),
            )
            yield _one(
                "references",
                f"{name}, {how}, of atom",
                atom(
                    f'<entry><id>{text}</id><title type="html">{text}</title><link '
                    f'href="http://a.example/{text}"/><content '
                    f'type="html">{text}</content></entry>'
                ),
                read(GOOD),
            )


def languages() -> Iterator[Hostile]:
    """Languages in the encodings that were theirs, with a true, a false and no declaration."""
    for language, (title, text, encodings) in LANGUAGES.items():
        for encoding in encodings:
            claims = {
                "in the document": (f'<?xml version="1.0" encoding="{encoding}"?>', None),
                "in the header": ('<?xml version="1.0"?>', f"text/xml; charset={encoding}"),
                "falsely": ('<?xml version="1.0" encoding="utf-8"?>', "text/xml; charset=utf-8"),
                "as Latin-1": ('<?xml version="1.0"?>', "text/xml; charset=iso-8859-1"),
                "nowhere": ("", None),
            }
            for where, (start, kind) in claims.items():
                if encoding in ONLY_DECLARED and where not in ("in the document", "in the header"):
                    continue
                head = f"<language>{language}</language>"
                made = rss(item(title, text=text), start=start, head=head)
                yield _one(
                    "languages",
                    f"{language} in {encoding}, declared {where}",
                    made.encode(encoding),
                    read(title, text, GOOD),
                    kind=kind,
                )
        made = rss(item(title, text=text), start=f'<?xml version="1.0" encoding="{encodings[0]}"?>')
        yield _one(
            "languages",
            f"{language} in utf-8, declared as {encodings[0]}",
            made,
            read(title, text, GOOD),
            kind=f"text/xml; charset={encodings[0]}",
        )


def mad_charsets() -> Iterator[Hostile]:
    """Declarations that name no table of letters, or one that no feed is written in."""
    for mad in MAD:
        for place in ("document", "header"):
            start = f'<?xml version="1.0" encoding="{mad}"?>' if place == "document" else XML
            kind = f"text/xml; charset={mad}" if place == "header" else None
            yield _one(
                "mad charsets",
                f"{mad[:20]!r} in the {place}",
                rss(item("Überfälle häufen sich am Flüßchen"), start=start),
                read(GOOD, "Überfälle häufen sich am Flüßchen"),
                kind=kind,
            )


def broken_bytes() -> Iterator[Hostile]:
    """Bytes that are no UTF-8, here and there and everywhere."""
    good = rss(
        item(
            "Überfall am Flüßchen: die Brücke fällt, die Häuser beben, größere "
            "Schäden drohen für Bürger und Händler"
        )
    ).encode()
    wounds = {
        "half a letter": b"\xc3",
        "too long": b"\xc0\xaf",
        "surrogate": b"\xed\xa0\x80",
        "beyond": b"\xf4\x90\x80\x80",
        "five bytes": b"\xf8\x88\x80\x80\x80",
        "FF": b"\xff",
        "lone tail": b"\x80\xbf",
        "BOM inside": b"\xef\xbb\xbf",
    }
    for name, wound in wounds.items():
        inside = good.replace(b"am Fl", b"am " + wound + b"Fl")
        yield _one("broken bytes", f"{name} in a title", inside, read(GOOD, "Überfall"))
        yield _one("broken bytes", f"{name} at the end", good + wound, read(GOOD, "Überfall"))
        yield _one(
            "broken bytes",
            f"{name} in a tag",
            good.replace(b"<item>", b"<item" + wound + b">", 1),
            either("not_a_feed", says=(GOOD,)),
        )
        yield _one(
            "broken bytes",
            f"{name} 100,000 times",
            good.replace(b"am Fl", wound * 100_000),
            either("not_a_feed", says=()),
        )
    for encoding in ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig"):
        made = rss(start="").encode(encoding)
        expect = read(GOOD) if encoding != "utf-32" else either("not_a_feed", says=(GOOD,))
        yield _one("broken bytes", f"{encoding}, whole", made, expect)
        yield _one("broken bytes", f"{encoding}, an odd byte more", made + b"\x00", expect)
    for name, body in {
        "a BOM": b"\xef\xbb\xbf",
        "a wide BOM": b"\xff\xfe",
        "nothing": b"",
        "blanks": b" \r\n\t",
        "NULs": bytes(1_000),
    }.items():
        yield _one("broken bytes", f"only {name}", body, either_empty())


def either_empty() -> Expect:
    """Expect that there is nothing."""
    return Expect(outcomes=frozenset({"empty", "not_a_feed"}))


def _in_rss(odd: str) -> str:
    entry = (
        f"<item><guid>{odd}</guid><title>{odd}</title><link>https://a.example/{odd}</link>"
        f"<description>{odd}</description><author>{odd}</author><category>{odd}</category>"
        f"<pubDate>{odd}</pubDate><source url='http://b.example/{odd}'>{odd}</source></item>"
    )
    head = (
        f"<title>{odd}</title><language>{odd}</language><ttl>{odd}</ttl><generator>{odd}</"
        "generator>"
    )
    return rss(entry, head=head)


def _in_atom(odd: str) -> str:
    return atom(
        f"<title>{odd}</title><link rel='next' href='http://a.example/{odd}'/><entry><id>{odd}</id>"
        f"<title type='html'>{odd}</title><link "
        f"href='{odd}'/><summary>{odd}</summary><updated>{odd}"
        f"</updated><author><name>{odd}</name><uri>{odd}</uri></author><content type='html'>{odd}"
        f"</content></entry>"
    )


def _in_rdf(odd: str) -> str:
    return (
        f'{XML}<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
        ' xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>'
        f"<title>{odd}</title></channel><item rdf:about='{odd}'><title>{odd}</title><link>{odd}"
        f"</link><dc:creator>{odd}</dc:creator><dc:date>{odd}</dc:date></item>"
        f"<item><title>{GOOD}</title><link>https://news.example.org/900</link></item></rdf:RDF>"
    )


def _in_json(odd: str, *, escaped: bool = True) -> str:
    bad = {
        "id": odd,
        "url": f"https://a.example/{odd}",
        "title": odd,
        "content_html": f"<p>{odd}</p>",
        "summary": odd,
        "date_published": odd,
        "language": odd,
        "authors": [{"name": odd}],
        odd: odd,
    }
    good = {"id": "900", "url": "/900", "title": GOOD, "content_text": GOOD_TEXT}
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": odd, "items": [bad, good]}
    return json.dumps({**feed, "next_url": odd, "home_page_url": odd}, ensure_ascii=escaped)


def _in_sitemap(odd: str) -> str:
    return (
        f'{XML}<urlset xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://a'
        f".example/{odd}</loc><lastmod>{odd}</lastmod><n:news><n:title>{odd}</n:title>"
        f"<n:publication><n:language>{odd}</n:language></n:publication><n:publication_date>{odd}"
        "</n:publication_date></n:news></url><url><loc>https://a.example/900</loc><n:news>"
        f"<n:title>{GOOD}</n:title></n:news></url></urlset>"
    )


FORMATS: Mapping[str, Callable[[str], str]] = {
    "rss": _in_rss,
    "atom": _in_atom,
    "rdf": _in_rdf,
    "json, escaped": _in_json,
    "json, raw": lambda odd: _in_json(odd, escaped=False),
    "sitemap": _in_sitemap,
    "html in rss": lambda odd: rss(item(text=f"<![CDATA[<p>{odd}<b title='{odd}'>x</b></p>]]>")),
}


def _one(
    family: str, name: str, text: str | bytes, expect: Expect, kind: str | None = None
) -> Hostile:
    return Hostile(family=family, name=name, body=written(text), expect=expect, content_type=kind)

"""Pages as newspapers build them, in many languages: an article and all that stands around it.

Paragraphs are the texts of `tests/quality/texts`, our own words; the rest of the page is made of
headlines of the same language and of a few words that sites of that language put there.
"""

import html
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

TEXTS = Path(__file__).parents[1] / "quality" / "texts"
PARAGRAPHS = 8
AROUND = 40
LEAST_CHARACTERS = 90
WORDS = {  # read also, newsletter, cookies, advertisement, comments
    "en": "Read also|Sign up for our newsletter|We use cookies. Accept all|Advertisement|Comments",
    "de": "Lesen Sie auch|Abonnieren Sie den Newsletter|Wir verwenden Cookies|Anzeige|Kommentare",
    "fr": "Lire aussi|Inscrivez-vous à la newsletter|Nous utilisons des cookies|Publicité|Avis",
    "es": "Lea también|Suscríbete a nuestro boletín|Usamos cookies|Publicidad|Comentarios",
    "it": "Leggi anche|Iscriviti alla newsletter|Usiamo i cookie|Pubblicità|Commenti",
    "pt": "Leia também|Inscreva-se na newsletter|Usamos cookies|Publicidade|Comentários",
    "nl": "Lees ook|Schrijf je in voor de nieuwsbrief|Wij gebruiken cookies|Advertentie|Reacties",
    "pl": "Czytaj też|Zapisz się na newsletter|Używamy plików cookies|Reklama|Komentarze",
    "cs": "Čtěte také|Novinky do schránky|Používáme soubory cookies|Reklama|Diskuse",
    "sv": "Läs också|Nyhetsbrev varje dag|Vi använder kakor|Annons|Kommentarer",
    "ru": "Читайте также|Подписывайтесь на канал|Мы используем файлы cookie|Реклама|Комментарии",
    "uk": "Читайте також|Підписуйтесь на канал|Ми використовуємо файли cookie|Реклама|Коментарі",
    "tr": "İlgili haber|Bizi takip edin|Çerezleri kullanıyoruz|Reklam|Yorumlar",
    "id": "Baca juga|Ikuti kami di Google News|Kami menggunakan cookie|Iklan|Komentar",
    "vi": "Xem thêm|Theo dõi báo chúng tôi|Chúng tôi sử dụng cookie|Quảng cáo|Bình luận",
    "ja": "関連記事|メールで受け取る|当サイトはクッキーを使用しています|広告|コメント",
    "ko": "관련기사|메일로 받기|쿠키를 사용합니다|광고|댓글",
    "zh": "相关阅读|关注微信公众号|本站使用cookie|广告|评论",
    "ar": "اقرأ أيضا|تابعونا على|نستخدم ملفات تعريف الارتباط|إعلان|تعليقات",
    "th": "อ่านเพิ่มเติม|ติดตามเรา|เว็บไซต์นี้ใช้คุกกี้|โฆษณา|ความคิดเห็น",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class GeneratedPage:
    """A page and the article that stands in it, a paragraph a line."""

    name: str
    language: str
    html: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """What one language has to print."""

    language: str
    texts: Sequence[str]
    titles: Sequence[str]

    @property
    def words(self) -> list[str]:
        """Read also, newsletter, cookies, advertisement, comments."""
        return WORDS[self.language].split("|")


def generated_pages() -> list[GeneratedPage]:
    """Give two pages in each language, of the two layouts in turn."""
    rows: dict[str, list[dict[str, str]]] = {language: [] for language in WORDS}
    for path in sorted(TEXTS.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if row["lang"] in rows:
                rows[row["lang"]].append(row)
    return [
        page
        for language, found in rows.items()
        for page in (_paper(_press(language, found)), _portal(_press(language, found)))
    ]


def _press(language: str, rows: Sequence[dict[str, str]]) -> Press:
    return Press(
        language=language,
        texts=[row["text"] for row in rows if len(row.get("text", "")) >= LEAST_CHARACTERS // 2],
        titles=[row["title"] for row in rows],
    )


def _links(titles: Sequence[str], tag: str = "li") -> str:
    return "".join(
        f'<{tag}><a href="/{n}">{html.escape(t)}</a></{tag}>' for n, t in enumerate(titles)
    )


def _head(press: Press, title: str) -> str:
    return (
        f'<!doctype html><html lang="{press.language}"><head><meta charset="utf-8">'
        f"<title>{html.escape(title)} | The Paper</title>"
        f'<meta property="og:title" content="{html.escape(title, quote=True)}">'
        "<style>p { margin: 0 }</style><script>window.paper = {}</script></head><body>"
    )


def _paper(press: Press) -> GeneratedPage:
    """Print a page of well-named elements: article, aside, footer, sections for the rest."""
    title, texts = press.titles[0], press.texts[:PARAGRAPHS]
    also, letter, cookies, advertisement, comments = press.words
    body = [f"<p>{html.escape(text)}</p>" for text in texts]
    body.insert(5, f'<div class="ad-slot"><p>{advertisement}</p></div>')
    body.insert(3, f'<p>{also}: <a href="/x">{html.escape(press.titles[1])}</a></p>')
    others = "".join(f'<p class="comment">{html.escape(t)}</p>' for t in press.texts[-4:])
    return GeneratedPage(
        name=f"paper-{press.language}",
        language=press.language,
        text="\n".join(texts),
        html=f"""{_head(press, title)}
        <div class="cookie-banner"><p>{cookies}</p><button>OK</button></div>
        <header><nav><ul>{_links(press.titles[2:12])}</ul></nav></header>
        <main><article><h1>{html.escape(title)}</h1><div class="byline">Ann Writer</div>
        <div class="share-bar"><a href="/f">Facebook</a> <a href="/x">X</a></div>
        <div class="article-body">{"".join(body)}</div>
        <div class="newsletter-box"><h3>{letter}</h3><form><input><button>OK</button></form></div>
        </article><section class="comments"><h2>{comments}</h2>{others}</section>
        <aside class="related"><h2>{also}</h2><ul>{_links(press.titles[12:AROUND])}</ul></aside>
        </main><footer><p>© The Paper 2026</p><ul>{_links(press.titles[:6])}</ul></footer>""",
    )


def _portal(press: Press) -> GeneratedPage:
    """Print a page of nameless boxes: subheadings, a list, a quotation, tables for the rest."""
    title, texts = press.titles[-1], press.texts[-PARAGRAPHS:]
    also, letter, cookies, advertisement, _ = press.words
    heading, items, words = press.titles[-2], texts[3:5], [html.escape(t) for t in texts]
    body = f"""<p>{words[0]}</p><p>{words[1]}</p><p>{advertisement}</p>
        <h2>{html.escape(heading)}</h2><p>{words[2]}</p>
        <ul><li>{words[3]}</li><li>{words[4]}</li></ul>
        <blockquote><p>{words[5]}</p></blockquote><p>{words[6]}</p><p>{words[7]}</p>
        <p><strong>{also}:</strong> <a href="/y">{html.escape(press.titles[-3])}</a></p>
        <p>{letter}</p>"""
    parts = [*texts[:2], heading, texts[2], *items, *texts[5:]]
    return GeneratedPage(
        name=f"portal-{press.language}",
        language=press.language,
        text="\n".join(parts),
        html=f"""{_head(press, title)}<table><tr><td><div class="top">{cookies}</div>
        {_links(press.titles[:15], "div")}</td></tr></table>
        <div id="wrap"><div class="col1"><h1>{html.escape(title)}</h1><div>{body}</div></div>
        <div class="col2">{_links(press.titles[15:AROUND], "p")}</div></div>
        <div class="end"><div>© The Paper 2026</div></div>""",
    )

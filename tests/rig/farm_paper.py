"""What the feeds of the farm print: RSS and Atom in eight languages, the same for the same seed.

Sentences are made once, of short lists of our own words; one word in fifty is of a kind that
rules ask for. A document is put together from them for every question anew, so that 100,000 feeds
of 21 KB need no memory. A text says nothing, but has the letters, the lengths and the markup of
what outlets print.
"""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from functools import lru_cache

ENTRIES = 20
NEW_ENTRIES = 2
NEWS = "newsflash"
"""The word in the title of every entry that was printed after the farm opened."""
FIRST_DATE = datetime(2025, 3, 3, 6, tzinfo=UTC)
SENTENCES = 400
SENTENCE_BYTES = 125
TITLE_BYTES = 60
COMMON = {
    "en": "the council winter of and report over a in morning said for new after with mayor school"
    " village today market people old hall garden children summer week music library",
    "ru": "совет зима в и отчёт на утром сказали для новый после город из через деревня по школа"
    " сегодня рынок люди старый сад дети лето неделя музыка библиотека",
    "id": "dewan musim di dan laporan yang pagi untuk baru setelah kota dari dengan desa sekolah"
    " hari pasar orang lama kebun anak minggu musik perpustakaan",
    "de": "die der Rat Winter im und Bericht am morgens sagten für neue nach Stadt aus mit Dorf"
    " Schule heute Markt Leute alte Garten Kinder Sommer Woche Musik Bibliothek",
    "es": "el consejo invierno en y informe la mañana dijeron para nuevo después ciudad de con"
    " pueblo escuela hoy mercado gente viejo jardín niños verano semana música biblioteca",
    "ar": "المجلس الشتاء في و التقرير على صباحا قالوا من جديد بعد المدينة مع القرية المدرسة اليوم"
    " السوق الناس القديم الحديقة الأطفال الصيف الأسبوع الموسيقى المكتبة",
    "el": "η συμβούλιο χειμώνας στο και έκθεση ο πρωί είπαν για νέο μετά πόλη από με χωριό σχολείο"
    " σήμερα αγορά άνθρωποι παλιός κήπος παιδιά καλοκαίρι εβδομάδα μουσική βιβλιοθήκη",
    "zh": "委员会 冬季 在 和 报告 的 早上 表示 新 城市 从 村庄 学校 今天 已经 开始 之后"
    " 市场 人们 老 花园 孩子 夏天 星期 音乐 图书馆",
}
RARE = {
    "en": "harbour bridge road engineer rebuilt budget river train station workers storm valley",
    "ru": "мост река дорога инженер станция поезд рабочие порт ремонт бюджет завод",
    "id": "jembatan sungai jalan insinyur stasiun kereta pekerja pelabuhan perbaikan anggaran",
    "de": "Brücke Fluss Straße Ingenieur Bahnhof Zug Arbeiter Hafen Ausbau Haushalt Werk",
    "es": "puente río camino ingeniero estación tren obreros puerto obra presupuesto",
    "ar": "الجسر النهر الطريق المهندس المحطة القطار العمال الميناء الميزانية المصنع",
    "el": "γέφυρα ποτάμι δρόμος μηχανικός σταθμός τρένο εργάτες λιμάνι έργο",
    "zh": "桥梁 河流 道路 工程师 车站 列车 工人 港口 修复 预算 工厂 风暴",
}
RARE_SHARE = 0.02
LANGUAGES = tuple(COMMON)


class Paper:
    """Prints the documents of all feeds; `base` is the address of their host, without a slash."""

    def __init__(self, seed: int = 7) -> None:
        """Make the sentences and titles of every language."""
        chance = random.Random(seed)
        self._bodies = {one: _pool(chance, one, SENTENCE_BYTES) for one in LANGUAGES}
        self._titles = {one: _pool(chance, one, TITLE_BYTES) for one in LANGUAGES}

    def document(self, feed: int, version: int, base: bytes) -> bytes:
        """Print a feed: every second one is Atom, and every second of both tells its language."""
        language = LANGUAGES[feed % len(LANGUAGES)]
        newest = ENTRIES + NEW_ENTRIES * version
        numbers = range(newest - 1, newest - 1 - ENTRIES, -1)
        told = language.encode() if feed // 16 % 2 else b""
        head, entry, foot = _ATOM if _is_atom(feed) else _RSS
        start = head % {b"feed": feed, b"base": base, b"language": _language(feed, told)}
        entries = [entry % self._entry(feed, number, base, language) for number in numbers]
        return b"".join([start, *entries, foot])

    def page(self, feed: int, number: int) -> bytes:
        """Print the page that an entry links to: its title, and three times its text."""
        language = LANGUAGES[feed % len(LANGUAGES)]
        title, text = self._title(feed, number, language), self._text(feed, number, language)
        return b"<!doctype html><html><head><title>%s</title></head><body><article><h1>%s</h1>" % (
            title,
            title,
        ) + b"%s</article></body></html>" % (text * 3)

    def _entry(self, feed: int, number: int, base: bytes, language: str) -> dict[bytes, object]:
        return {
            b"feed": feed,
            b"number": number,
            b"base": base,
            b"title": self._title(feed, number, language),
            b"text": self._text(feed, number, language),
            b"date": _date(number, _is_atom(feed)),
        }

    def _title(self, feed: int, number: int, language: str) -> bytes:
        pool = self._titles[language]
        news = NEWS.encode() + b" " if number >= ENTRIES else b""
        return b"%s%s &amp; %d.%d" % (news, pool[_draw(feed, number, 0)], feed, number)

    def _text(self, feed: int, number: int, language: str) -> bytes:
        """Give the HTML of an entry; the numbers make it a text that no other entry has."""
        pool = self._bodies[language]
        first, *others = (pool[_draw(feed, number, place)] for place in range(1, 6))
        second = b"<br/>".join(others[2:])
        return b"<p><b>%s</b> %s %s</p>\n<p>%d/%d %s</p>" % (
            first,
            others[0],
            others[1],
            feed,
            number,
            second,
        )


def _pool(chance: random.Random, language: str, most_bytes: int) -> list[bytes]:
    gap = b"" if language == "zh" else b" "
    words = COMMON[language].split(), RARE[language].split()
    return [gap.join(_sentence(chance, words, most_bytes)) + b"." for _ in range(SENTENCES)]


def _sentence(
    chance: random.Random, words: tuple[list[str], list[str]], most_bytes: int
) -> Iterator[bytes]:
    left = most_bytes
    while left > 0:
        word = chance.choice(words[chance.random() < RARE_SHARE]).encode()
        left -= len(word) + 1
        yield word


def _draw(feed: int, number: int, place: int) -> int:
    """Give a place of a pool that looks drawn: a hash that costs next to nothing."""
    return (feed * 7_919 + number * 104_729 + place * 15_485_863) % 2_147_483_647 % SENTENCES


def _is_atom(feed: int) -> bool:
    return feed // 8 % 2 == 1


def _language(feed: int, told: bytes) -> bytes:
    if not told:
        return b""
    return b' xml:lang="%s"' % told if _is_atom(feed) else b"<language>%s</language>" % told


@lru_cache(maxsize=4_096)
def _date(number: int, is_atom: bool) -> bytes:
    at = FIRST_DATE + timedelta(minutes=17 * number)
    return (at.isoformat() if is_atom else format_datetime(at)).encode()


_RSS = (
    b'<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0" xmlns:dc="http://purl.org/dc/'
    b'elements/1.1/"><channel><title>Outlet %(feed)d</title><link>%(base)s/%(feed)d/</link>'
    b"<description>What happened</description>%(language)s\n",
    b"<item><title>%(title)s</title><link>%(base)s/%(feed)d/%(number)d.html?utm_source=rss</link>"
    b'<guid isPermaLink="false">farm-%(feed)d-%(number)d</guid><pubDate>%(date)s</pubDate>'
    b"<dc:creator>Desk %(feed)d</dc:creator><category>news</category>"
    b"<description><![CDATA[%(text)s]]></description></item>\n",
    b"</channel></rss>",
)
_ATOM = (
    b'<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom"'
    b"%(language)s><title>Outlet %(feed)d</title><id>urn:farm:%(feed)d</id>"
    b'<updated>2025-03-03T06:00:00Z</updated><link href="%(base)s/%(feed)d/"/>\n',
    b"<entry><title>%(title)s</title><id>farm-%(feed)d-%(number)d</id>"
    b'<link href="%(base)s/%(feed)d/%(number)d.html"/><published>%(date)s</published>'
    b"<updated>%(date)s</updated><author><name>Desk %(feed)d</name></author>"
    b'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">%(text)s</div></content>'
    b"</entry>\n",
    b"</feed>",
)

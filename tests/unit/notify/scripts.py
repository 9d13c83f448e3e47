"""One sentence in each of many scripts, and a mail that says it."""

from collections.abc import Iterator
from dataclasses import replace

from monitor.model.message import Message, Parcel, Rendered
from monitor.model.watch import Destination
from monitor.notify.parcel import pack
from tests.unit.notify.samples import digest_message

SENDER = "news@example.org"
RINA = Destination(id="rina", mail="rina@example.org")

SCRIPTS = {
    "latin": "Đội công binh đến Kursk — „über‟ Łódź, Türkiye",
    "cyrillic": "Тысяча сапёров едет в Курскую область, їжак і ґанок",
    "greek": "Χίλιοι ναρκαλιευτές φτάνουν στο Κουρσκ",
    "arabic": "ألف خبير لإزالة الألغام إلى كورسك، ۱۲۳ گزارش",
    "hebrew": "אלף חבלנים מגיעים לקורסק",
    "devanagari": "एक हज़ार सैनिक कुर्स्क पहुँचे",
    "bengali": "এক হাজার সেনা কুর্স্কে পৌঁছেছে",
    "thai": "ทหารช่างหนึ่งพันนายเดินทางไปเคิร์สก์",
    "hangul": "공병 1천명이 쿠르스크로 간다",
    "japanese": "工兵千人がクルスクへ向かう",
    "chinese": "一千名工兵前往庫爾斯克，𠮷野家",
    "georgian": "ათასი მესანგრე მიემგზავრება კურსკში",
    "armenian": "Հազար սակրավոր մեկնում է Կուրսկ",
    "ethiopic": "አንድ ሺህ ወታደሮች ወደ ኩርስክ",
    "emoji": "👩🏽‍🚒 e\u0301 🇰🇵 at Kursk",
}


def letters() -> Iterator[tuple[str, Rendered, Parcel]]:
    """Give for each script its name, what was rendered, and the mail."""
    for name, sentence in SCRIPTS.items():
        yield name, rendered(sentence), letter(sentence)


def rendered(sentence: str) -> Rendered:
    """Say a sentence in a subject, a text with difficult lines, and a page."""
    text = f"{sentence}\n.\n.. {sentence}\nFrom {sentence}\n{sentence * 40}\n"
    return Rendered(subject=sentence, text=text, html=f"<p>{sentence}</p>\n", data={})


def letter(sentence: str, message: Message | None = None, reader: Destination = RINA) -> Parcel:
    """Pack a mail that says a sentence."""
    said = message or replace(digest_message(), sections=())
    return pack(said, rendered(sentence), reader, SENDER)

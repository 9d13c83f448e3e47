"""Words that say no, counted: a sentence that loses or gains one says the opposite."""

import re
from functools import cache
from typing import Final

from monitor.text.number_words import fold_numbers

_WORDS: Final = {
    "en": "not no never none nor neither cannot nobody nothing without",
    "id": "tidak tak bukan belum tanpa jangan tiada enggan",
    "ms": "tidak tak bukan belum tanpa jangan tiada",
    "ru": "не нет ни никогда никто ничего без нельзя",
    "uk": "не ні немає ніколи ніхто нічого без",
    "be": "не няма ніколі без",
    "bg": "не няма нито никога без",
    "sr": "ne nije nisu nema bez nikad не није нису нема без",
    "de": "nicht kein keine keinen keiner keinem nie niemals ohne weder noch",
    "nl": "niet geen nooit zonder",
    "fr": "ne n pas aucun aucune jamais sans ni non",
    "es": "no ni nunca sin ningún ninguna ninguno tampoco jamás",
    "pt": "não nem nunca sem nenhum nenhuma jamais",
    "it": "non né mai senza nessun nessuno nessuna",
    "ca": "no mai sense cap",
    "ro": "nu nici niciodată fără",
    "pl": "nie ani nigdy bez żaden żadnych",
    "cs": "ne ani nikdy bez není nejsou žádný žádné",
    "sk": "nie ani nikdy bez žiadny",
    "hu": "nem sem nincs soha nélkül",
    "tr": "değil yok hayır hiç hiçbir asla",
    "az": "deyil yox heç",
    "sv": "inte ej ingen inga aldrig utan",
    "no": "ikke ingen aldri uten",
    "da": "ikke ingen aldrig uden",
    "fi": "ei eivät en älä ilman",
    "el": "δεν δε μη μην ποτέ χωρίς όχι",
    "vi": "không chưa chẳng đừng",
    "ar": "لا لم لن ليس ليست لیس غير دون بدون ما",
    "fa": "نه نیست نیستند بدون هیچ نخواهد نکرد نشد نمی",
    "he": "לא אין בלי מעולם",
    "hi": "नहीं न ना बिना",
    "kk": "емес жоқ",
}
_PIECES: Final = {
    "en": "n['’]t\\b",
    "ko": "않|못|없|아니|안 ",
    "ja": "ない|なかった|ません|せず|ずに|否定",
    "zh": "不|没|沒|未|无|無|非|否",
    "th": "ไม่|มิได้|ปราศจาก",
    "tr": "m[ae]d[ıi]|m[ae]y[ae]c|m[ıiuü]yor|m[ae]z\\b",
    "fi": "(?:tta|ttä)\\b",
    "cs": "\\bne(?=[a-zá-ž]{3})",
}


def negations(text: str, language: str) -> int:
    """Count the words of a sentence that say no.

    Args:
        text: A sentence.
        language: Primary subtag; 0 for one whose words we do not know.

    Returns:
        How many there are. Two sentences that differ in it and in little else contradict each
        other; the number itself says nothing, for two negations may be none.
    """
    found = _pattern(language)
    return len(found.findall(fold_numbers(text))) if found else 0


@cache
def _pattern(language: str) -> re.Pattern[str] | None:
    words = [re.escape(fold_numbers(word)) for word in _WORDS.get(language, "").split()]
    whole = [rf"(?<!\w)(?:{'|'.join(words)})(?!\w)"] if words else []
    pieces = [_PIECES[language]] if language in _PIECES else []
    return re.compile("|".join((*whole, *pieces))) if whole or pieces else None

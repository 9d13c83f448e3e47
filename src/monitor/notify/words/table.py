"""Which phrases a reader gets; a further language is one file beside this one and one line here."""

from typing import Final

from monitor.notify.words.ar import ARABIC
from monitor.notify.words.de import GERMAN
from monitor.notify.words.en import ENGLISH
from monitor.notify.words.es import SPANISH
from monitor.notify.words.fr import FRENCH
from monitor.notify.words.frame import Words
from monitor.notify.words.id import INDONESIAN
from monitor.notify.words.ja import JAPANESE
from monitor.notify.words.ko import KOREAN
from monitor.notify.words.ru import RUSSIAN
from monitor.notify.words.uk import UKRAINIAN
from monitor.notify.words.zh import CHINESE
from monitor.notify.words.zh_hant import TRADITIONAL_CHINESE

ALL: Final = (
    ENGLISH,
    INDONESIAN,
    RUSSIAN,
    UKRAINIAN,
    KOREAN,
    JAPANESE,
    CHINESE,
    TRADITIONAL_CHINESE,
    GERMAN,
    FRENCH,
    SPANISH,
    ARABIC,
)
_BY_LANGUAGE: Final = {words.language.casefold(): words for words in ALL}
_TRADITIONAL: Final = ("zh-hant", "zh-tw", "zh-hk", "zh-mo")


def words_for(language: str) -> Words:
    """Give the phrases of a language (`id`, `pt-BR`, `zh-TW`), English where we have none."""
    tag = language.replace("_", "-").casefold()
    if tag.startswith(_TRADITIONAL):
        return TRADITIONAL_CHINESE
    return _BY_LANGUAGE.get(tag.partition("-")[0], ENGLISH)

"""Which phrases a reader gets; a further language is one file beside this one and one line here."""

from typing import Final

from monitor.notify.words.en import ENGLISH
from monitor.notify.words.frame import Words
from monitor.notify.words.id import INDONESIAN

ALL: Final = (ENGLISH, INDONESIAN)
_BY_LANGUAGE: Final = {words.language: words for words in ALL}


def words_for(language: str) -> Words:
    """Give the phrases of a language (`id`, `pt-BR`), English where we have none."""
    return _BY_LANGUAGE.get(language.replace("_", "-").partition("-")[0].casefold(), ENGLISH)

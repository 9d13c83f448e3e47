"""Russian names in Devanagari: vowels become signs behind a consonant, letters elsewhere."""

import re
from typing import Final

CONSONANTS: Final = dict(
    pair.split("=")
    for pair in (
        "б=ब в=व г=ग ґ=ग д=द ж=झ з=ज़ й=य к=क л=ल м=म н=न п=प р=र с=स т=त ф=फ़ х=ख ц=त्स ч=च ш=श щ=श्च"
    ).split()
)
VOWELS: Final = dict(
    pair.split("=", 1)
    for pair in (
        "а=आ/ा е=ए/े ё=यो/्यो и=इ/ि і=इ/ि ї=ई/ी о=ओ/ो у=उ/ु ы=इ/ि э=ए/े ю=यू/्यू я=या/्या є=ये/्ये"
    ).split()
)
VIRAMA: Final = "्"
NAME: Final = "Devanagari letters"
GUESS: Final = "read letter by letter; which vowels are long is a habit"


def devanagari(name: str) -> str:
    """Rewrite a Cyrillic name for readers of Hindi."""
    return " ".join(_word(word) for word in name.lower().split())


def _word(word: str) -> str:
    written: list[str] = []
    open_consonant = False
    word = re.sub(r"[иыі]й$", "и", word)
    for at, letter in enumerate(word):
        following = word[at + 1 : at + 2]
        if letter == "й" and following not in VOWELS:
            written.append("इ" if not open_consonant else "ि")  # Шойгу: शोइगु
            open_consonant = False
        elif letter in CONSONANTS:
            written.append(VIRAMA + CONSONANTS[letter] if open_consonant else CONSONANTS[letter])
            open_consonant = True
        elif letter in VOWELS:
            alone, sign = VOWELS[letter].split("/")
            written.append(sign if open_consonant else alone)
            open_consonant = False
    return "".join(written)

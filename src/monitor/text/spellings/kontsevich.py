"""Korean names in Cyrillic letters: the system of Kontsevich, and the habit of Russian papers."""

import re
from typing import Final

from monitor.text.spellings.hangul import System, syllables_of

KONTSEVICH: Final = System(
    initials="к,кк,н,т,тт,р,м,п,пп,с,сс,,ч,чч,чх,кх,тх,пх,х",
    vowels="а,э,я,йя,о,е,ё,йе,о,ва,вэ,ве,ё,у,во,ве,ви,ю,ы,ый,и",
    finals="ㄱ=к ㄲ=к ㄳ=к ㄴ=н ㄵ=н ㄶ=н ㄷ=т ㄹ=ль ㄺ=к ㄻ=м ㄼ=ль ㄽ=ль ㄾ=ль ㄿ=п "
    "ㅀ=ль ㅁ=м ㅂ=п ㅄ=п ㅅ=т ㅆ=т ㅇ=н ㅈ=т ㅊ=т ㅋ=к ㅌ=т ㅍ=п ㅎ=т",
    voiced="ㄱ=г ㄷ=д ㅂ=б ㅈ=чж",
)
# What papers have written since the forties, beside the system.
PRESS_SYLLABLES: Final = {
    "정": "чен",
    "성": "сен",
    "일": "ир",
    "희": "хи",
    "경": "ген",
    "평": "пхень",
}
PRESS_SURNAMES: Final = {"최": "цой", "이": "ли", "리": "ли", "유": "ю", "노": "но", "정": "чон"}
NAMES_KEEP: Final = {"희": "хи"}


def system_word(word: str) -> str:
    """Spell one word, its syllables joined; a hard sign keeps н and я apart."""
    return re.sub(r"н(?=[яёю])", "нъ", KONTSEVICH.spell(syllables_of(word)))


def press_word(word: str) -> str:
    """Spell a place as papers do: Пхеньян."""
    first = PRESS_SYLLABLES.get(word[:1])
    rest = KONTSEVICH.spell(syllables_of(word[1:]))
    return f"{first}{rest}" if first else system_word(word)


def given_name(word: str, *, press: bool) -> list[str]:
    """Spell a given name syllable by syllable: Чен Ын, Сон Хи, Ё Чжон."""
    syllables = syllables_of(word)
    before = [KONTSEVICH.spell(syllables[:at]) for at in range(len(syllables) + 1)]
    whole = [before[at + 1][len(before[at]) :] for at in range(len(syllables))]
    whole = [NAMES_KEEP.get(one, spelled) for one, spelled in zip(word, whole, strict=True)]
    if press:
        whole[0] = PRESS_SYLLABLES.get(word[0], whole[0])
    return whole


def surname(word: str, *, press: bool) -> str:
    """Spell a surname."""
    return PRESS_SURNAMES.get(word, system_word(word)) if press else system_word(word)

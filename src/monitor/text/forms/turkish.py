"""Turkish: nouns and verbs with their endings, put on by vowel harmony.

The dictionary gives derived words for forms (asker: askercik) and has no short verbs, so endings
are listed here. Archiphonemes: A is a or e, I is i or u or ü (a dotless i folds to i), D is d or t,
a bracketed letter stands only after a vowel, or before one: (y)A, (s)I, (I)m.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

_VOWELS: Final = "aeiıoöuü"
_VOWEL: Final = re.compile(f"[{_VOWELS}]")
_LETTERS: Final = re.compile(r"\((.)\)|(.)")
"""A letter that stands only sometimes, or one that always does."""
_BACK: Final = "aıou"
_ROUND: Final = "oöuü"
_HARD: Final = "fstkçşhp"
_HIGH: Final = {(True, True): "u", (True, False): "ı", (False, True): "ü", (False, False): "i"}
"""The high vowel after one that is back or not, round or not."""
_CLASSES: Final = str.maketrans("eıuü", "aiii")
_SOFT: Final = {"p": "b", "ç": "c", "t": "d", "k": "ğ"}

_CASES: Final = (
    "|(y)I|(y)A|DA|DAn|(n)In|(y)lA|DAki|DAkilAr|DAkilArI|DAydI|DAyken|DAdIr|dIr|DIr|(y)DI"
)
_OWNED: Final = "|nI|nA|nDA|nDAn|nIn|ylA|nDAki|nDAkilAr|nDAkilArI|nDAydI|nDAdIr|DIr|yDI|ncA"
_NOMINAL: Final = tuple(
    _CASES.split("|")
    + [f"(s)I{more}" for more in _OWNED.split("|")]
    + [f"lAr{more}" for more in _CASES.split("|")]
    + [f"lArI{more}" for more in _OWNED.split("|")]
    + [
        f"{owner}{more}"
        for owner in ("(I)m", "(I)mIz", "lArIm", "lArImIz")
        for more in ("", "I", "A", "DA", "DAn", "In", "lA", "DAki", "DIr")
    ]
)
_PERSONS: Final = "|(y)Im|sIn|(y)Iz|sInIz|lAr"
_TENSES: Final = tuple(
    [f"DI{who}" for who in ("", "m", "n", "k", "nIz", "lAr")]
    + [f"mIş{who}" for who in (*_PERSONS.split("|"), "tI", "tIr", "lArdI", "lArdIr")]
    + [f"(I)yor{who}" for who in ("", "um", "sun", "uz", "sunuz", "lar", "du", "lardI", "muş")]
    + [f"(y)AcAk{who}" for who in ("", "sIn", "sInIz", "lAr", "tI", "tIr", "lArdI", "lArdIr")]
    + [f"(y)AcAğ{who}" for who in ("Im", "Iz")]
    + [f"mAlI{who}" for who in ("", "yIm", "yIz", "lAr", "dIr", "ydI")]
    + [f"sA{who}" for who in ("", "m", "n", "k", "nIz", "lAr", "ydI")]
    + ["sIn", "sInlAr", "(y)In", "(y)InIz", "(y)AlIm", "(y)AyIm"]
    + ["mAktA", "mAktAdIr", "mAktAydI", "mAk", "mAktAn", "mAğA", "mAklA", "mAksIzIn"]
    + ["(y)ArAk", "(y)Ip", "(y)IncA", "mAdAn", "DIkçA", "DIktAn", "(y)AlI", "(y)IncAyA", "(y)A"]
    + [f"(y)An{more}" for more in ("", "I", "A", "DA", "DAn", "In", "lA", "lAr", "lArI", "lArA")]
    + [f"(y)AnlAr{more}" for more in ("DA", "DAn", "In", "lA")]
)
_PARTICIPLES: Final = tuple(
    f"{base}{owner}{more}"
    for base in ("DIğ", "(y)AcAğ", "mAs", "DIklAr", "(y)AcAklAr", "mAlAr")
    for owner, mores in (
        ("I", _OWNED.split("|")),
        ("Im", ("", "I", "A", "DA", "DAn", "In", "lA")),
        ("ImIz", ("", "I", "A", "DA", "DAn", "In", "lA")),
        ("InIz", ("", "I", "A", "DA")),
    )
    for more in mores
) + tuple(f"mA{case}" for case in _CASES.split("|"))
_AORIST: Final = ("", "lAr", "sA", "ken", "dI", "mIş", "Im", "Iz", "sIn", "sInIz", "lArdI")


def turkish_forms(word: str, lemma: str, listed: frozenset[str]) -> frozenset[str]:
    """Give the forms of a Turkish word that is not a name.

    Args:
        word: As written in the rule, lower case.
        lemma: Its stem in the dictionary; the word itself where that does not know it.
        listed: What the dictionary takes for its forms, derived words among them.

    Returns:
        Lower-case forms, the word itself among them.
    """
    if not _VOWEL.search(word):
        return frozenset({word})
    if word.endswith(("mak", "mek")) and len(word) > 4 and _VOWEL.search(word[:-3]):
        verb = _verb(word)
        return frozenset(verb | _like(verb, (word[:-3],), listed))
    forms = _noun(lemma, listed) if _VOWEL.search(lemma) else set()
    if word != lemma and word not in forms:
        forms = _noun(word, frozenset())  # savunma is no form of savun
    return frozenset(forms | {word})


def turkish_lower(word: str) -> str:
    """Write a word small, the Turkish way: İ is i, I is a dotless ı."""
    return word.replace("İ", "i").replace("I", "ı").lower()


def _noun(lemma: str, listed: frozenset[str]) -> set[str]:
    stems = _stems(lemma, listed)
    forms = _put_on(lemma, _NOMINAL)
    for stem in stems[1:]:
        opened = _put_on(stem, _NOMINAL, lemma)
        forms |= {form for form in opened if _VOWEL.match(form, len(stem))}
    return forms | _like(forms, stems, listed)


def _stems(lemma: str, listed: frozenset[str]) -> tuple[str, ...]:
    """Give the stem, the stem with a soft end (uçağ-), and the stem without its vowel (nehr-)."""
    found = [lemma]
    if lemma[-1:] in _SOFT and len(lemma) > 2:
        found.append(lemma[:-1] + ("g" if lemma.endswith("nk") else _SOFT[lemma[-1]]))
    short = lemma[:-2] + lemma[-1:]
    if len(lemma) > 3 and any(
        form.startswith(short) and _VOWEL.match(form, len(short)) for form in listed
    ):
        found.append(short)
    return tuple(found)


def _like(forms: Iterable[str], stems: tuple[str, ...], listed: frozenset[str]) -> set[str]:
    """Choose the listed forms that have endings of ours with other vowels: saati, rolü."""
    endings = {_classes(form, stem) for form in forms for stem in stems if form.startswith(stem)}
    return {
        form
        for form in listed
        for stem in stems
        if form.startswith(stem) and _classes(form, stem) in endings
    }


def _classes(form: str, stem: str) -> str:
    return form[len(stem) :].translate(_CLASSES)


def _verb(infinitive: str) -> set[str]:
    """Give the forms of a verb: active and passive, denied, and what can be or cannot."""
    stem = infinitive[:-3]
    forms = {infinitive}  # the bare stem is an order, or a noun (görüş)
    for active in (stem, _passive(stem)):
        for suffix in ("", "mA"):
            forms |= _conjugate(_attach(active, suffix), _TENSES + _PARTICIPLES)
        for suffix in ("(y)Abil", "(y)AmA"):
            forms |= _put_on(_attach(active, suffix), _TENSES)
        for aorist in _aorists(active):
            forms |= _put_on(aorist, _AORIST)
    return forms


def _conjugate(base: str, endings: tuple[str, ...]) -> set[str]:
    soft = _softened(base)
    forms = _put_on(base, endings)
    if soft == base:
        return forms
    return {soft + form[len(base) :] if _VOWEL.match(form, len(base)) else form for form in forms}


def _softened(stem: str) -> str:
    """Give the stem before a vowel: etmek, edecek; gitmek, gidecek."""
    return stem[:-1] + "d" if stem.endswith("et") or stem == "git" else stem


def _passive(stem: str) -> str:
    if stem[-1] in _VOWELS:
        return stem + "n"
    return _attach(_softened(stem), "In" if stem[-1] == "l" else "Il")


def _aorists(stem: str) -> tuple[str, ...]:
    soft = _softened(stem)
    positive = (stem + "r",) if stem[-1] in _VOWELS else (_attach(soft, "Ar"), _attach(soft, "Ir"))
    return (*positive, *(_attach(stem, end) for end in ("mAz", "(y)AmAz", "(y)Abilir")))


def _put_on(stem: str, suffixes: tuple[str, ...], harmony: str = "") -> set[str]:
    """Put many suffixes on; how they sound is remembered by the end of the stem."""
    vowels = _VOWEL.findall(harmony or stem)[-2:]
    last = stem[-1]
    sample = "l".join(vowels) if last in _VOWELS else vowels[-1] + last
    kept = stem[:-1]
    return {kept + ending for ending in _endings(suffixes, sample)}


@lru_cache(maxsize=1024)
def _endings(suffixes: tuple[str, ...], sample: str) -> tuple[str, ...]:
    """Give the last letter of a sample and what follows, for each suffix."""
    return tuple(_attach(sample, suffix)[len(sample) - 1 :] for suffix in suffixes)


def _attach(stem: str, suffix: str) -> str:
    """Put a suffix on: its vowels follow the last vowel, its first letters the last letter."""
    is_cut = suffix.startswith("(I)yor") and stem[-1] in _VOWELS
    word = stem[:-1] if is_cut else stem  # söyle- and -yor is söylüyor
    vowel = (_VOWEL.findall(word) or ["e"])[-1]
    for buffer, plain in _LETTERS.findall(suffix):
        if buffer and (word[-1:] in tuple(_VOWELS)) == (buffer == "I"):
            continue
        letter = _letter(buffer or plain, vowel, word[-1:])
        word += letter
        vowel = letter if letter in _VOWELS else vowel
    return word


def _letter(letter: str, vowel: str, before: str) -> str:
    if letter == "A":
        return "a" if vowel in _BACK else "e"
    if letter == "I":
        return _HIGH[vowel in _BACK, vowel in _ROUND]
    if letter == "D":
        return "t" if before in tuple(_HARD) else "d"
    return letter

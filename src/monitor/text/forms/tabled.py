"""Words of a language with a dictionary of simplemma: what it knows, and regular endings.

A dictionary gives a form to one lemma alone, so it knows no homographs: `parte` is a noun to it and
never a form of `partire`. Regular endings fill that gap, but not with a form that the dictionary
gives to another word, except where news needs it (ministra, enviado).
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, TypeAlias

from monitor.text.forms.arabic import arabic_forms, short_forms
from monitor.text.forms.endings import regular
from monitor.text.forms.languages import Kind
from monitor.text.forms.tables import Reach, Table, load_table
from monitor.text.forms.turkish import turkish_forms, turkish_lower
from monitor.text.normalise import fold_word

Asked: TypeAlias = tuple[str, Kind]
"""A word and its kind."""
Lexemes: TypeAlias = Mapping[Asked, frozenset[str]]
"""The forms of words; a word without any is missing, or has an empty set."""

_COMPOUNDING: Final = frozenset({"da", "de", "et", "fi", "hu", "nl", "no", "sv"})
_NAMES_LISTED: Final = frozenset({"bs", "cs", "hr", "lt", "lv", "pl", "ro", "sk", "sl", "sr"})
"""Languages whose dictionaries know what happens inside a name (Koreańczyk, Koreańczycy)."""
_GERMANIC: Final = frozenset({"da", "de", "nl", "nn", "no", "sv"})
_IRREGULAR: Final = frozenset({"ar", "en"})
"""Languages whose forms often begin with another letter (لغم, ألغام; go, went); small tables."""
_ROMANCE: Final = frozenset({"ca", "es", "fr", "gl", "it", "pt"})
_INFINITIVES: Final = ("ar", "er", "ir", "are", "ere", "ire")
_PARTICIPLES: Final = (
    *("ado ada ados adas ido ida idos idas ato ata ati ate uto uta uti ute".split()),
    *("ito ita iti ite é ée és ées".split()),
)


def tabled_forms(language: str, asked: Iterable[Asked]) -> Lexemes:
    """Inflect words of a language that has, or might have, a dictionary.

    Args:
        language: Two letters.
        asked: Words as written, with their kinds.

    Returns:
        Forms as the dictionary writes them; none for a bare word that it does not know.
    """
    wanted = set(asked)
    is_needed = language in _NAMES_LISTED or any(kind != "name" for _, kind in wanted)
    table = load_table(language) if is_needed else None
    known = _known(table, language, wanted) if table else {}
    if language == "ar":
        return _arabic(table, wanted, known)
    forms = _with_endings(table, language, wanted, known)
    return forms | _turkish(table, known, wanted) if language == "tr" else forms


def _known(table: Table, language: str, asked: set[Asked]) -> dict[Asked, frozenset[str]]:
    """Ask the dictionary for the words it may help with, all at once."""
    names = _listed_names(table, language, asked)
    wanted = {one for one in asked if one[1] != "name" or one[0] in names}
    spelled = {spelling for one in wanted for spelling in _spellings(one)}
    lexemes = table.lexemes(spelled, _reach(language, wanted))
    known = {
        (word, kind): lexemes[spelling]
        for word, kind in wanted
        for spelling in reversed(_spellings((word, kind)))
        if spelling in lexemes
    }
    if language in _COMPOUNDING:
        known |= _compounds(table, language, wanted, known)
    if language == "de":
        return _without_orders(table, known)
    return {one: _chosen(one[0], language, forms) for one, forms in known.items()}


def _reach(language: str, asked: set[Asked]) -> Reach:
    """Say how far forms may stand from their lemma; bare words of large tables are read quickly."""
    if language in _IRREGULAR:
        return "everywhere"
    if language in _GERMANIC | _ROMANCE or any(kind == "word" for _, kind in asked):
        return "letter"
    return "near"


def _listed_names(table: Table, language: str, asked: set[Asked]) -> set[str]:
    """Choose the names that the dictionary may inflect: lemmas only, Kim is no form of kto."""
    if language not in _NAMES_LISTED:
        return set()
    names = {word for word, kind in asked if kind == "name" and word[:1].isupper()}
    return {name for name, lemma in table.known(names).items() if name == lemma}


def _spellings(one: Asked) -> tuple[str, ...]:
    word, kind = one
    return (word,) if kind == "name" else (word, word.lower(), word.capitalize())


def _chosen(word: str, language: str, forms: frozenset[str]) -> frozenset[str]:
    """Leave out what is another word nearly always."""
    if language == "it" and word.endswith("tà"):
        return frozenset({word})  # the dictionary takes comunità for a form of comune
    if language in _ROMANCE and word.endswith(_INFINITIVES[:3]):
        return forms - {word[:-2] + "o"}  # "I publish", and público without its accent
    return forms


def _compounds(
    table: Table, language: str, asked: set[Asked], known: Lexemes
) -> dict[Asked, frozenset[str]]:
    """Inflect the longest end of a word that the dictionary knows: Minenräumtrupp like Trupp."""
    rest = {one for one in asked if one[1] == "word" and len(known.get(one, ())) < 2}
    reach: Reach = "letter" if language in _GERMANIC else "near"
    heads = table.lexemes((head for word, _ in rest for _, head in _heads(word)), reach)
    found: dict[Asked, frozenset[str]] = {}
    for word, kind in rest:
        start, head = next((cut for cut in _heads(word) if cut[1] in heads), (word, ""))
        if head:
            found[word, kind] = frozenset(start + form.lower() for form in heads[head])
    return found


def _heads(word: str) -> Iterator[tuple[str, str]]:
    for cut in range(3, len(word) - 3):
        yield word[:cut], word[cut:].capitalize()
        yield word[:cut], word[cut:]


def _without_orders(table: Table, known: Lexemes) -> dict[Asked, frozenset[str]]:
    """Leave out German orders that are nouns: "fall" of fallen, "land" of landen."""
    orders = {word: word[:-2].capitalize() for word, _ in known if word.islower()}
    nouns = table.known(orders.values())
    return {
        (word, kind): forms - {word[:-2]} if nouns.get(orders.get(word, "")) else forms
        for (word, kind), forms in known.items()
    }


def _with_endings(
    table: Table | None, language: str, asked: set[Asked], known: Lexemes
) -> dict[Asked, frozenset[str]]:
    """Join what the dictionary knows with regular endings that make no other word it knows."""
    found = dict(known)
    stated = [one for one in asked if one[1] != "bare"]
    guessed = {one: regular(one[0], language, name=one[1] == "name") for one in stated}
    doubtful = {
        one: _doubtful(one, language, guessed[one] - found.get(one, frozenset())) for one in stated
    }
    others = table.known(_either(language, doubtful.values())) if table else {}
    for one in stated:
        strangers = {form for form in doubtful[one] if others.keys() & _cases(language, form)}
        found[one] = found.get(one, frozenset()) | (guessed[one] - strangers) | {one[0]}
    return found


def _doubtful(one: Asked, language: str, forms: frozenset[str]) -> frozenset[str]:
    """Choose the regular forms that the dictionary may veto."""
    word, kind = one
    if kind != "word" or (language in _ROMANCE and not word.endswith(_INFINITIVES)):
        return frozenset()
    if language in _ROMANCE:
        return frozenset(form for form in forms if not form.endswith(_PARTICIPLES))
    return forms


def _either(language: str, forms: Iterable[frozenset[str]]) -> set[str]:
    return {spelling for some in forms for form in some for spelling in _cases(language, form)}


def _cases(language: str, form: str) -> set[str]:
    return {form, form.capitalize()} if language == "de" else {form}  # its nouns are capitalised


def _arabic(table: Table | None, asked: set[Asked], known: Lexemes) -> dict[Asked, frozenset[str]]:
    """Inflect Arabic words; of a word that is no lemma the dictionary knows derived words only."""
    lemmas = table.known(word for word, _ in asked) if table else {}
    found: dict[Asked, frozenset[str]] = {}
    for word, kind in asked:
        key = fold_word(word)
        listed = frozenset(map(fold_word, known.get((word, kind), ())))
        if kind != "bare" or listed:
            is_lemma = fold_word(lemmas.get(word, word)) == key
            found[word, kind] = arabic_forms(
                key, listed if is_lemma else frozenset(), name=kind == "name"
            )
    short = {one: short_forms(forms) for one, forms in found.items() if one[1] != "name"}
    others = table.known({form for forms in short.values() for form in forms}) if table else {}
    return {
        one: forms | (short.get(one, frozenset()) - others.keys()) for one, forms in found.items()
    }


def _turkish(table: Table | None, known: Lexemes, asked: set[Asked]) -> dict[Asked, frozenset[str]]:
    lemmas = table.known(turkish_lower(word) for word, _ in asked) if table else {}
    found: dict[Asked, frozenset[str]] = {}
    for word, kind in asked:
        listed = known.get((word, kind), frozenset())
        if kind == "word" or (kind == "bare" and listed):
            low = turkish_lower(word)
            found[word, kind] = turkish_forms(low, lemmas.get(low, low), listed)
    return found

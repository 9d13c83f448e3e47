"""A name: what the lexicon knows of it already, and spellings that it might have elsewhere."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from monitor.model.canonical import leaf as printed
from monitor.model.query import Prefix, Regex
from monitor.model.watch import LexiconEntry, LexiconTerm, WatchSet
from monitor.text.chinese import simplify
from monitor.text.normalise import fold_word, without_accents
from monitor.text.scripts import script_of
from monitor.text.spellings.convention import Proposal
from monitor.text.spellings.propose import propose

ANY = "any"
# Languages that spell foreign names as another one does, which has a table.
READS_AS = {"ms": "id", "da": "sv", "no": "sv", "sl": "hr", "bs": "hr", "gl": "es"}
# A name is best read from one of these; the first that its entry has is taken.
ORIGINALS = ("Cyrl", "Hang", "Hani")


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """An entry that has the name already.

    Attributes:
        entry: The entry.
        term: The term that the name is.
        aliases: Its terms by language, as they are written.
        missing: Languages of the lexicon that have no term of their own, nor one in their script
            under `any:`.
    """

    entry: LexiconEntry
    term: LexiconTerm
    aliases: dict[str, tuple[str, ...]]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """What is known of a name, and what is proposed besides.

    `source` is the spelling that the proposals were made from.
    """

    name: str
    known: tuple[Known, ...]
    source: str
    proposals: tuple[Proposal, ...]


def suggest(name: str, watches: WatchSet, languages: Sequence[str] = ()) -> Suggestion:
    """Look a name up in the lexicon, and propose further spellings.

    Args:
        name: In any script.
        watches: With the lexicon.
        languages: Propose for these only; for every one when empty.
    """
    known = tuple(_known(name, watches))
    source = _source(name, known)
    have = {_key(text) for one in known for term in one.entry.terms for text in _texts(term)}
    wanted = {ANY, *languages, *(READS_AS[code] for code in languages if code in READS_AS)}
    proposals = tuple(
        one
        for one in propose(source)
        if _key(one.text) not in have and (not languages or one.language in wanted)
    )
    return Suggestion(name=name, known=known, source=source, proposals=proposals)


def _known(name: str, watches: WatchSet) -> Iterator[Known]:
    """Find the entries that have a name."""
    key = _key(name)
    scripts = _scripts(watches)
    for entry in watches.lexicon.values():
        term = next((term for term in entry.terms if _is_name(term, key)), None)
        if term:
            aliases: dict[str, list[str]] = {}
            for one in entry.terms:
                aliases.setdefault(one.language, []).append(printed(one.leaf))
            yield Known(
                entry=entry,
                term=term,
                aliases={language: tuple(terms) for language, terms in aliases.items()},
                missing=tuple(sorted(_missing(entry, scripts))),
            )


def _missing(entry: LexiconEntry, scripts: Mapping[str, str]) -> Iterator[str]:
    own = {term.language for term in entry.terms}
    shared = {_script(t) for term in entry.terms if term.language == ANY for t in _texts(term)}
    for language, script in scripts.items():
        if language not in own and script not in shared:
            yield language


def _scripts(watches: WatchSet) -> dict[str, str]:
    """Say which script each language of the lexicon is written in, by what is written in it."""
    counts: dict[str, Counter[str]] = {}
    for entry in watches.lexicon.values():
        for term in entry.terms:
            for text in _texts(term) if term.language != ANY else ():
                counts.setdefault(term.language, Counter())[_script(text)] += 1
    return {language: found.most_common(1)[0][0] for language, found in counts.items()}


def _is_name(term: LexiconTerm, key: tuple[str, ...]) -> bool:
    if isinstance(term.leaf, Prefix) and len(key) == 1:
        return key[0].startswith(_key(term.leaf.text)[0])
    return any(_key(text) == key for text in _texts(term))


def _texts(term: LexiconTerm) -> tuple[str, ...]:
    return () if isinstance(term.leaf, Regex | Prefix) else (term.leaf.text,)


def _key(text: str) -> tuple[str, ...]:
    """Fold a name as articles are folded, so that Choïgou is Choigou and 金正恩 has one form."""
    return tuple(without_accents(fold_word(simplify(word))) for word in text.split())


def _source(name: str, known: Sequence[Known]) -> str:
    """Choose what to read: the name, or the original that its entry has."""
    if _script(name) in ORIGINALS:
        return name
    terms = [text for one in known for term in one.entry.terms for text in _texts(term)]
    words = len(name.split())
    for script in ORIGINALS[:2]:
        found = [text for text in terms if _script(text) == script and text[0].isalpha()]
        fitting = [text for text in found if len(text.split()) == words or script == "Hang"]
        if fitting:
            return fitting[0]
    return name


def _script(text: str) -> str:
    return next((script_of(letter) for letter in text if letter.isalpha()), "")

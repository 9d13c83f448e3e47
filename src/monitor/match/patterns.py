"""Terms made ready for looking up: for each word of a term, every key that an article may show.

A lexicon term of a language is looked for where that language is among the article's candidates,
or where the script belongs to that language alone; a name and an `any:` term everywhere. Inflected
forms count only in articles that may be in the form's language.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from monitor.model.query import Exact, Phrase, Prefix, Regex, Term
from monitor.model.watch import LexiconTerm, WatchSet
from monitor.text.forms.expand import languages_of_script
from monitor.text.forms.keys import WordKeys, term_stems, word_keys
from monitor.text.scripts import UNSPACED
from monitor.text.tokens import tokenize

Forms: TypeAlias = Mapping[tuple[str, str, bool], frozenset[str]]
Kind = Literal["word", "prefix", "exact", "case"]
OWN_SCRIPTS = {
    "ko": "Hang", "th": "Thai", "lo": "Laoo", "km": "Khmr", "el": "Grek", "he": "Hebr",
    "hy": "Armn", "ka": "Geor", "my": "Mymr", "ta": "Taml", "te": "Telu", "ml": "Mlym",
}  # fmt: skip
ANY = "any"
FOLD_MODES = (("und",), ("zh",), ("vi",))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PatternWord:
    """One word of a term.

    Attributes:
        surface: As written in the rule.
        script: Its script.
        keys: Keys that are the word itself, in every way of folding.
        forms: Keys of inflected forms, by language.
        stems: Stem keys, by language; empty for names.
    """

    surface: str
    script: str
    keys: frozenset[str]
    forms: Mapping[str, frozenset[str]] = field(default_factory=dict)
    stems: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Pattern:
    """One term ready for looking up; `language` says where it is looked for."""

    term: str
    entry: str | None
    kind: Kind
    language: str
    name: bool
    words: tuple[PatternWord, ...]
    source: LexiconTerm | None = None
    vetoes: tuple["Pattern", ...] = ()

    @property
    def squeezed(self) -> str:
        """The term without its inner spaces (Korean writes both)."""
        return "".join(word.surface for word in self.words)

    def is_sought(self, candidates: Iterable[str]) -> bool:
        """Whether the term is looked for in an article with these candidate languages."""
        if self.language == ANY or self.name or self.language in candidates:
            return True
        return self.words[0].script == OWN_SCRIPTS.get(self.language)


def is_single(pattern: Pattern) -> bool:
    """Whether the term is one Han or Hangul character alone."""
    return len(pattern.squeezed) == 1 and pattern.words[0].script in ("Hani", "Hang")


def base_keys(surface: str) -> frozenset[str]:
    """Give the keys of a word as written, in every way an article may fold it."""
    return frozenset(word_keys(surface, mode).surface for mode in FOLD_MODES)


def wanted(watches: WatchSet) -> frozenset[tuple[str, str, bool]]:
    """List every (word, language, is a name) whose inflected forms the watches need."""
    needs: set[tuple[str, str, bool]] = set()
    for entry in watches.lexicon.values():
        for term in entry.terms:
            needs.update(_needs(term))
            for veto in term.not_in:
                needs.update(_needs(_veto(term, veto)))
    return frozenset(needs)


def _veto(term: LexiconTerm, text: str) -> LexiconTerm:
    return LexiconTerm(leaf=Phrase(text=text), language=term.language, name=term.name)


def _needs(term: LexiconTerm) -> Iterator[tuple[str, str, bool]]:
    if isinstance(term.leaf, Term | Phrase):
        for token in tokenize(term.leaf.text):
            if token.script not in UNSPACED and token.script != "Hang":
                for language in _languages(term.language, token.script):
                    yield token.surface, language, term.name


def _languages(language: str, script: str) -> tuple[str, ...]:
    return languages_of_script(script) if language == ANY else (language,)


def patterns_of(term: LexiconTerm, entry: str | None, forms: Forms) -> Pattern | None:
    """Make the pattern of one lexicon term; None for a regular expression."""
    if isinstance(term.leaf, Regex):
        return None
    text = term.leaf.text
    words = tuple(_word(token.surface, token.script, term, forms) for token in tokenize(text))
    if not words:
        return None
    vetoes = (patterns_of(_veto(term, veto), None, forms) for veto in term.not_in)
    return Pattern(
        term=text,
        entry=entry,
        kind=_kind(term),
        language=term.language,
        name=term.name,
        words=words,
        source=term,
        vetoes=tuple(veto for veto in vetoes if veto),
    )


def _kind(term: LexiconTerm) -> Kind:
    match term.leaf:
        case Prefix():
            return "prefix"
        case Exact(case=True):
            return "case"
        case Exact():
            return "exact"
    return "word"


def _word(surface: str, script: str, term: LexiconTerm, forms: Forms) -> PatternWord:
    keys = base_keys(surface)
    if not isinstance(term.leaf, Term | Phrase) or script in UNSPACED or script == "Hang":
        return PatternWord(surface=surface, script=script, keys=keys)
    languages = _languages(term.language, script)
    known = {lang: forms.get((surface, lang, term.name), frozenset()) for lang in languages}
    return PatternWord(
        surface=surface,
        script=script,
        keys=keys,
        forms={lang: found for lang, found in known.items() if found},
        stems=frozenset() if term.name else _stems(surface, known),
    )


def _stems(surface: str, forms: Mapping[str, frozenset[str]]) -> frozenset[tuple[str, str]]:
    return frozenset(
        (language, stem)
        for language, known in forms.items()
        for stem in term_stems(surface, language, known)
    )


def shows(word: PatternWord, keys: WordKeys, candidates: tuple[str, ...]) -> str | None:
    """Tell how a word of an article shows a word of a term: `exact`, `form`, `stem`, or not."""
    if keys.surface in word.keys:
        return "exact"
    if any(extra in word.keys for extra in keys.extra):
        return "form"
    for language, known in word.forms.items():
        if language in candidates and (
            keys.surface in known or any(extra in known for extra in keys.extra)
        ):
            return "form"
    return "stem" if any(pair in word.stems for pair in keys.stems) else None

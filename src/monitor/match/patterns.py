"""Terms made ready for looking up: for each word of a term, every key that an article may show.

A lexicon term of a language is looked for where that language is among the article's candidates,
or where the script belongs to that language alone; a name and an `any:` term everywhere. Inflected
forms count only in articles that may be in the form's language.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from monitor.model.query import Exact, FieldName, Phrase, Prefix, Regex, Term
from monitor.model.watch import LexiconTerm
from monitor.text.forms.expand import Kind as WordKind
from monitor.text.forms.expand import languages_of_script
from monitor.text.forms.keys import WordKeys, stem_keys, term_stems, word_keys
from monitor.text.normalise import fold_word
from monitor.text.scripts import UNSPACED
from monitor.text.tokens import tokenize

Wanted: TypeAlias = tuple[str, str, WordKind]
Forms: TypeAlias = Mapping[Wanted, frozenset[str]]
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
    """One term ready for looking up.

    Attributes:
        term: As written in the rule.
        entry: Its lexicon entry, None for a word of a query and for a veto.
        kind: How its words are read.
        language: Where it is looked for.
        name: Whether it is a name.
        words: One for each token.
        in_field: It counts only there.
        company: Entries of which one must stand in the same title or sentence.
        vetoes: Phrases inside which it does not count.
        order: Which of its entry's terms it is.
        number: Its number in a book of compiled rules; -1 outside of one.
        signs: The numbers of its words there.
    """

    term: str
    entry: str | None
    kind: Kind
    language: str
    name: bool
    words: tuple[PatternWord, ...]
    in_field: FieldName | None = None
    company: tuple[str, ...] = ()
    vetoes: tuple["Pattern", ...] = ()
    order: int = 0
    number: int = -1
    signs: tuple[int, ...] = ()

    @property
    def is_hangul(self) -> bool:
        """Whether the term is read the Korean way: with particles, spaces anywhere."""
        return self.kind == "word" and self.words[0].script == "Hang"

    @property
    def is_plain(self) -> bool:
        """Whether its words, one after the other, are all that it takes."""
        if self.vetoes or self.in_field or self.company or self.is_hangul or is_single(self):
            return False
        return all(word.script not in UNSPACED for word in self.words)

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


def wanted_by(terms: Iterable[LexiconTerm]) -> frozenset[Wanted]:
    """List every (word, language, kind) whose inflected forms some terms need."""
    needs: set[Wanted] = set()
    for term in terms:
        needs.update(_needs(term))
        for veto in term.not_in:
            needs.update(_needs(_veto(term, veto)))
    return frozenset(needs)


def _veto(term: LexiconTerm, text: str) -> LexiconTerm:
    return LexiconTerm(leaf=Phrase(text=text), language=term.language, name=term.name)


def _needs(term: LexiconTerm) -> Iterator[Wanted]:
    if isinstance(term.leaf, Term | Phrase):
        kind = _word_kind(term)
        for token in tokenize(term.leaf.text):
            if token.script not in UNSPACED and token.script != "Hang":
                for language in _languages(term.language, token.script, kind):
                    yield token.surface, language, kind


def _word_kind(term: LexiconTerm) -> WordKind:
    """Say how a term's words are inflected; a common word of no language is a bare one."""
    return "name" if term.name else "bare" if term.language == ANY else "word"


def _languages(language: str, script: str, kind: WordKind) -> tuple[str, ...]:
    return languages_of_script(script, kind) if language == ANY else (language,)


class PatternMaker:
    """Makes patterns of terms; equal words of several terms are made once."""

    def __init__(self, forms: Forms) -> None:
        """Take the inflected forms of every word that `wanted_by` names."""
        self._forms = forms
        self._words: dict[tuple[str, str, str, WordKind | None], PatternWord] = {}

    def pattern(
        self, term: LexiconTerm, entry: str | None = None, order: int = 0
    ) -> Pattern | None:
        """Make the pattern of one term; None for a regular expression."""
        if isinstance(term.leaf, Regex):
            return None
        text = term.leaf.text
        words = tuple(self._word(token.surface, token.script, term) for token in tokenize(text))
        if not words:
            return None
        vetoes = (self.pattern(_veto(term, veto)) for veto in term.not_in)
        return Pattern(
            term=text,
            entry=entry,
            kind=_kind(term),
            language=term.language,
            name=term.name,
            words=words,
            in_field=term.in_field,
            company=term.with_entries,
            vetoes=tuple(veto for veto in vetoes if veto),
            order=order,
        )

    def _word(self, surface: str, script: str, term: LexiconTerm) -> PatternWord:
        inflects = isinstance(term.leaf, Term | Phrase) and script not in (*UNSPACED, "Hang")
        kind = _word_kind(term) if inflects else None
        asked = (surface, script, term.language if kind else "", kind)
        if asked not in self._words:
            self._words[asked] = _word(surface, script, term.language, kind, self._forms)
        return self._words[asked]


def _kind(term: LexiconTerm) -> Kind:
    match term.leaf:
        case Prefix():
            return "prefix"
        case Exact(case=True):
            return "case"
        case Exact():
            return "exact"
    return "word"


def _word(
    surface: str, script: str, language: str, kind: WordKind | None, forms: Forms
) -> PatternWord:
    keys = base_keys(surface)
    if kind is None:
        return PatternWord(surface=surface, script=script, keys=keys)
    languages = _languages(language, script, kind)
    known = {lang: forms.get((surface, lang, kind), frozenset()) for lang in languages}
    return PatternWord(
        surface=surface,
        script=script,
        keys=keys,
        forms={lang: found for lang, found in known.items() if found},
        stems=frozenset() if kind == "name" else _stems(surface, known),
    )


def _stems(surface: str, forms: Mapping[str, frozenset[str]]) -> frozenset[tuple[str, str]]:
    key = fold_word(surface)
    return frozenset(
        (language, stem)
        for language, known in forms.items()
        for stem in (term_stems(surface, language, known) if known else stem_keys(key, language))
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

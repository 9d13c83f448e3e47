"""Measure how well a rule's words find their forms: recall and precision for each language.

    python scripts/measure_forms.py                      # the hand-made set in tests/quality
    python scripts/measure_forms.py pt=porttinari.conllu # a treebank: language=path
    python scripts/measure_forms.py fi=fi.tsv --worst 20 # form, weight, lemma|lemma

A table of weighed words gives each word to its possible lemmas in proportion to how often these
occur at all, found by expectation maximisation. See docs/word-forms.md for what was measured.
"""

import json
import re
import sys
from argparse import ArgumentParser
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeAlias

from monitor.match.patterns import PatternWord, base_keys, shows
from monitor.text.forms.expand import Kind, expand_many
from monitor.text.forms.keys import term_stems, word_keys
from monitor.text.forms.korean import korean_prefix
from monitor.text.normalise import accent_key, fold_word
from monitor.text.tokens import tokenize

HAND_MADE: Final = Path(__file__).parents[1] / "tests/quality/word_forms.jsonl"
CONTENT: Final = frozenset({"NOUN", "VERB", "ADJ"})
RAREST: Final = 1e-6
"""Lemmas rarer than this share of the text are no terms: a treebank would not show them."""

Row: TypeAlias = tuple[str, float, tuple[str, ...]]
"""A word of the text, its weight, its possible lemmas."""


Pairs: TypeAlias = dict[tuple[str, str], float]


class Score(NamedTuple):
    """Percentages, and the pairs that cost most: (term, word) and their weight."""

    recall: float
    precision: float
    missed: Mapping[tuple[str, str], float]
    wrong: Mapping[tuple[str, str], float]


def score_by_hand(rows: Iterable[Mapping[str, Any]]) -> dict[str, Score]:
    """Score the hand-made set: each form and each near miss counts once.

    Args:
        rows: With lang, lemma, kind, forms and not.

    Returns:
        A score for each language.
    """
    rows = list(rows)
    made = expand_many(
        (token.surface, row["lang"], row["kind"])
        for row in rows
        for token in tokenize(row["lemma"])
    )
    found: dict[str, Counter[str]] = defaultdict(Counter)
    missed: dict[str, Pairs] = defaultdict(dict)
    wrong: dict[str, Pairs] = defaultdict(dict)
    for row in rows:
        lang, lemma = row["lang"], row["lemma"]
        seen = [form for form in row["forms"] if is_shown(row, form, made)]
        missed[lang] |= {(lemma, form): 1 for form in row["forms"] if form not in seen}
        strangers = [word for word in row["not"] if is_shown(row, word, made)]
        wrong[lang] |= {(lemma, word): 1 for word in strangers}
        found[lang].update(good=len(seen), all=len(row["forms"]), bad=len(strangers))
    return {
        lang: Score(
            100 * count["good"] / count["all"],
            100 * count["good"] / (count["good"] + count["bad"]),
            missed[lang],
            wrong[lang],
        )
        for lang, count in sorted(found.items())
    }


def is_shown(
    row: Mapping[str, Any], text: str, made: Mapping[tuple[str, str, Kind], frozenset[str]]
) -> bool:
    """Whether a text shows every word of a lemma, as the matcher sees it."""
    lang, kind = row["lang"], row["kind"]
    if lang == "ko":
        return korean_prefix(text, row["lemma"])
    tokens = [word_keys(token.surface, (lang,)) for token in tokenize(text)]
    words = (_pattern(token.surface, lang, kind, made) for token in tokenize(row["lemma"]))
    return all(any(shows(word, keys, (lang,)) for keys in tokens) for word in words)


def _pattern(
    surface: str, lang: str, kind: Kind, made: Mapping[tuple[str, str, Kind], frozenset[str]]
) -> PatternWord:
    forms = made[surface, lang, kind]
    stems = () if kind == "name" else term_stems(surface, lang, forms)
    return PatternWord(
        surface=surface,
        script="",
        keys=base_keys(surface),
        forms={lang: forms},
        stems=frozenset((lang, stem) for stem in stems),
    )


def score_text(rows: Sequence[Row], lang: str) -> Score:
    """Score running text: every lemma of it is a term, every word is shown or not.

    Args:
        rows: The words; their possible lemmas share their weight.
        lang: Two letters.

    Returns:
        Recall over the words of each lemma, precision over all pairs of a term and a word shown.
    """
    rows = [(word, weight, lemmas) for word, weight, lemmas in rows if lemmas]
    prior = _how_often(rows, lang)
    least = RAREST * sum(weight for _, weight, _ in rows)
    spelled = {_same(lemma, lang): lemma for _, _, lemmas in rows for lemma in lemmas}
    terms = {spelled[key]: key for key in prior if prior[key] >= least}
    index = _index(terms, lang)
    right: dict[str, float] = defaultdict(float)
    missed: Pairs = defaultdict(float)
    wrong: Pairs = defaultdict(float)
    for word, weight, lemmas in rows:
        shown = _shown(word, lang, index)
        shares = _shares(lemmas, prior, lang)
        for key in shares.keys() & set(terms.values()):
            right["all"] += weight * shares[key]
            if key not in shown:
                missed[key, word] += weight * shares[key]
        for key in shown:
            right["good"] += weight * shares.get(key, 0)
            wrong[key, word] += weight * (1 - shares.get(key, 0))
    good = right["good"]
    return Score(
        100 * good / right["all"], 100 * good / (good + sum(wrong.values())), missed, wrong
    )


def _same(lemma: str, lang: str) -> str:
    return accent_key(fold_word(lemma), lang)


def _shares(lemmas: Iterable[str], prior: Mapping[str, float], lang: str) -> dict[str, float]:
    keys = {_same(lemma, lang) for lemma in lemmas}
    total = sum(prior[key] for key in keys) or 1
    return {key: prior[key] / total for key in keys}


def _how_often(rows: Sequence[Row], lang: str) -> Mapping[str, float]:
    prior: Mapping[str, float] = defaultdict(lambda: 1.0)
    for _ in range(9):
        counted: dict[str, float] = defaultdict(float)
        for _, weight, lemmas in rows:
            for key, share in _shares(lemmas, prior, lang).items():
                counted[key] += weight * share
        prior = counted
    return prior


def _index(terms: Mapping[str, str], lang: str) -> dict[object, set[str]]:
    """Turn `shows` around: from a key to the terms that it shows."""
    made = expand_many((term, lang, "word") for term in terms)
    index: dict[object, set[str]] = defaultdict(set)
    for term, key in terms.items():
        forms = made[term, lang, "word"]
        for shown in base_keys(term) | forms:
            index[shown].add(key)
        for stem in term_stems(term, lang, forms):
            index[lang, stem].add(key)
    return index


def _shown(word: str, lang: str, index: Mapping[object, set[str]]) -> set[str]:
    keys = word_keys(tokenize(word)[0].surface, (lang,))
    return {term for key in (keys.surface, *keys.extra, *keys.stems) for term in index.get(key, ())}


def read_rows(path: Path) -> Iterator[Row]:
    """Read a treebank (.conllu) or a table of weighed words; only words of one token."""
    read = _treebank if path.suffix == ".conllu" else _weighed
    for word, weight, lemmas in read(path.read_text().splitlines()):
        if len(tokenize(word)) == 1:
            yield word, weight, tuple(lemma for lemma in lemmas if _is_token(lemma))


def _is_token(lemma: str) -> bool:
    return len(lemma) > 1 and [token.surface for token in tokenize(lemma)] == [lemma]


def _treebank(lines: Iterable[str]) -> Iterator[Row]:
    for line in lines:
        cells = line.split("\t")
        if len(cells) == 10 and cells[3] in CONTENT and re.fullmatch(r"[^\W\d_]+", cells[1]):
            yield cells[1], 1, (cells[2],)


def _weighed(lines: Iterable[str]) -> Iterator[Row]:
    for line in lines:
        word, weight, lemmas = line.split("\t")
        yield word, float(weight), tuple(lemmas.split("|"))


def main() -> None:
    """Print the table."""
    parser = ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("texts", nargs="*", metavar="language=path")
    parser.add_argument("--worst", type=int, default=0, help="how many bad pairs to print")
    asked = parser.parse_args()
    scores: dict[str, Score] = {}
    for text in asked.texts:
        lang, path = text.split("=", 1)
        scores[f"{lang} {Path(path).name}"] = score_text(list(read_rows(Path(path))), lang)
    if not asked.texts:
        scores = score_by_hand(map(json.loads, HAND_MADE.read_text().splitlines()))
    for name, score in scores.items():
        sys.stdout.write(f"{name:20} recall {score.recall:5.1f} precision {score.precision:5.1f}\n")
        for what, pairs in (("missed", score.missed), ("wrong", score.wrong)):
            most = sorted(pairs, key=lambda pair: -pairs[pair])[: asked.worst]
            worst = " ".join(f"{term}:{word}" for term, word in most)
            sys.stdout.write(f"  {what} {worst}\n" if worst else "")


if __name__ == "__main__":
    main()

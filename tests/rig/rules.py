"""Rules as users with very many of them write them: made up, and the same for the same seed.

The words come from the tables of lemmas that ship with simplemma, so that word forms and scripts
are real; what they say together means nothing.
"""

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate

from simplemma.strategies import DefaultDictionaryFactory

WATCHES_A_FILE = 5_000
ENTRIES = 200
LONGEST_WORD = 14
# How many words of each language, 20,000 together.
SHARES: Mapping[str, int] = {"en": 9_000, "ru": 4_000, "id": 2_500, "es": 2_500, "de": 2_000}
# How steeply the words of a language are drawn: 1 is running text, and less is whoever writes
# rules, who asks for the rarer word.
STEEPNESS = 0.5
NEVER_BARE = frozenset({"true", "false", "null"})  # YAML reads them as something else than text


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One way to ask: how many rules of a hundred do, and how it is written.

    In the patterns, `a` to `e` are words (or entries), `n` is a distance and `few` a small number.
    """

    share: int
    lines: tuple[str, ...]
    lists: tuple[str, ...]


WAYS = (
    Way(
        share=45,
        lines=("{a} AND {b}", "{a} AND ({b} OR {c} OR {d})", "{a} AND {b} AND ({c} OR {d})"),
        lists=(
            "{{all: [{a}, {b}]}}",
            "{{all: [{a}, {{any: [{b}, {c}, {d}]}}]}}",
            "{{all: [{a}, {b}], any: [{c}, {d}]}}",
        ),
    ),
    Way(share=20, lines=('"{c} {d}"',), lists=("{c} {d}",)),
    Way(
        share=15,
        lines=("{a} NEAR/{n} {b}", "({a} OR {c}) NEAR/{n} {b}"),
        lists=(
            "{{near: {{of: [{a}, {b}], within: {n} words}}}}",
            "{{near: {{of: [{{any: [{a}, {c}]}}, {b}], within: {n} words}}}}",
        ),
    ),
    Way(
        share=5,
        lines=("{a} PRE/{n} {b}", "{a} SAME sentence {b}"),
        lists=(
            "{{pre: {{of: [{a}, {b}], within: {n} words}}}}",
            "{{near: {{of: [{a}, {b}], within: sentence}}}}",
        ),
    ),
    Way(
        share=5,
        lines=("{a} NOT NEAR/{n} {b}", "ATLEAST/{few} ({a} OR {b})"),
        lists=(
            "{{not_near: {{of: [{a}, {b}], within: {n} words}}}}",
            "{{at_least: {{n: {few}, of: [{a}, {b}]}}}}",
        ),
    ),
    Way(
        share=10,
        lines=("{a} AND {b} AND NOT title:({c} OR {d})",),
        lists=("{{all: [{a}, {b}], none: [{{title: [{c}, {d}]}}]}}",),
    ),
)


def rules(count: int, seed: int) -> Iterator[str]:
    """Write watches, and the lexicon they speak of.

    Args:
        count: How many watches.
        seed: The same seed gives the same text, byte for byte.

    Yields:
        The text of one YAML file after another: the lexicon first, then 5,000 watches each.
    """
    chance = random.Random(seed)
    words = _Words(chance)
    yield "\n".join(["version: 1", "lexicon:", *_lexicon(words, chance), ""])
    for first in range(0, count, WATCHES_A_FILE):
        numbers = range(first, min(first + WATCHES_A_FILE, count))
        watches = (_watch(number, words, chance) for number in numbers)
        yield "\n".join(["version: 1", "watches:", *watches, ""])


class _Words:
    """Draws words, the frequent ones more often; a short word counts as a frequent one."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        factory = DefaultDictionaryFactory()
        self.words = {
            language: sorted(chance.sample(_lemmas(factory, language), share), key=len)
            for language, share in SHARES.items()
        }
        self.weights = {
            language: list(accumulate((rank + 20) ** -STEEPNESS for rank in range(share)))
            for language, share in SHARES.items()
        }

    def language(self) -> str:
        """Draw a language, as often as it has words."""
        return self.chance.choices(list(SHARES), list(SHARES.values()))[0]

    def draw(self, language: str, k: int) -> list[str]:
        """Draw words of one language, all of them different."""
        known, weights = self.words[language], self.weights[language]
        found: dict[str, None] = {}
        while len(found) < k:
            found.update(dict.fromkeys(self.chance.choices(known, cum_weights=weights, k=k)))
        return list(found)[:k]


def _lemmas(factory: DefaultDictionaryFactory, language: str) -> list[str]:
    lemmas = factory.get_dictionary(language).values()
    texts = {word if isinstance(word, str) else word.decode() for word in lemmas} - NEVER_BARE
    return sorted(w for w in texts if w.isalpha() and w.islower() and 3 < len(w) <= LONGEST_WORD)


def _lexicon(words: _Words, chance: random.Random) -> Iterator[str]:
    """Write the entries: 3 to 10 terms in two or three languages."""
    for number in range(ENTRIES):
        yield f"  entry_{number}:"
        languages = chance.sample(list(SHARES), chance.randint(2, 3))
        terms = chance.randint(3, 10)
        for place, language in enumerate(languages):
            share = (terms + place) // len(languages)  # these add up to `terms`
            yield f"    {language}: [{', '.join(words.draw(language, share))}]"


def _watch(number: int, words: _Words, chance: random.Random) -> str:
    """Write one watch: half of them as lists, half as one line."""
    language = words.language()
    drawn = words.draw(language, 10)
    asked = dict(zip("abcd", drawn, strict=False))
    if chance.random() < 0.25:  # a fifth of all rules name an entry: phrases cannot
        asked[chance.choice("ab")] = f"${_entry(chance)}"
    way = chance.choices(WAYS, [way.share for way in WAYS])[0]
    write: Callable[..., str] = chance.choice(way.lines).format
    key, quote = "query", "'"
    if chance.random() < 0.5:
        write, key, quote = chance.choice(way.lists).format, "match", ""
    question = write(**asked, n=chance.randint(2, 40), few=chance.randint(2, 5))
    title = " ".join(drawn[4:8]).capitalize()
    lines = [
        f"  - id: w-{number:06}",
        f"    title: {title}",
        f"    {key}: {quote}{question}{quote}",
    ]
    return "\n".join([*lines, *(_more(language, drawn, chance) if chance.random() < 0.1 else ())])


def _more(language: str, drawn: list[str], chance: random.Random) -> Iterator[str]:
    """Write what one watch in ten says beside its question."""
    yield f"    languages: [{', '.join(dict.fromkeys((language, 'en')))}]"
    yield f"    weight: [${_entry(chance)}]"
    yield "    alert: {on: [new_story, correction], severity: high}"
    yield f"    tests: {{match: [{' '.join(drawn[:6])}], ignore: [{' '.join(drawn[6:])}]}}"


def _entry(chance: random.Random) -> str:
    return f"entry_{chance.randrange(ENTRIES)}"

"""Rules made of the words of the articles that they are asked of: hard for every matcher.

Many words of every article are asked for by many rules, so that candidates are many and many of
them are met: a hundred hits an article at 100,000 rules.
"""

import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from monitor.model.query import And, Field, Near, Not, Or, Phrase, Query, Term, Window
from monitor.model.watch import Watch, WatchSet

WORD = re.compile(r"[^\W\d_]{4,}")


def dense(count: int, texts: Sequence[str], seed: int) -> WatchSet:
    """Make watches of the words of some texts; the rarer a word, the more often it is drawn.

    Args:
        count: How many watches.
        texts: Articles; their words and pairs of neighbouring words are the vocabulary.
        seed: The same seed gives the same watches.
    """
    chance = random.Random(seed)
    seen: Counter[str] = Counter()
    pairs: set[str] = set()
    for text in texts:
        found = WORD.findall(text)
        seen.update({word.lower() for word in found})
        pairs.update(f"{one} {two}" for one, two in pairwise(found))
    words = [word for word, _ in sorted(seen.items(), key=lambda one: (-one[1], one[0]))]
    draw = _Draw(chance, words, sorted(pairs))
    watches = tuple(
        Watch(id=f"w{number}", title=f"W {number}", query=query)
        for number, query in enumerate(draw.queries(count))
    )
    return WatchSet(watches=watches, lexicon={}, digest=f"dense-{count}-{seed}")


class _Draw:
    def __init__(self, chance: random.Random, words: list[str], pairs: list[str]) -> None:
        self.chance, self.words, self.pairs = chance, words, pairs

    def queries(self, count: int) -> Iterator[Query]:
        for _ in range(count):
            yield self.query(self.chance.random())

    def query(self, kind: float) -> Query:
        if kind < 0.15:
            return self.leaf()
        if kind < 0.3:
            window = Window(unit="words", n=self.chance.choice((5, 10, 20)))
            return Near(parts=(self.word(), self.word()), window=window)
        if kind < 0.4:
            return And(parts=(self.leaf(), self.either(), Not(part=self.word())))
        if kind < 0.5:
            return And(parts=(Field(field="title", part=self.word()), self.leaf()))
        sides = range(self.chance.randint(2, 3))
        return And(
            parts=tuple(self.leaf() if self.chance.random() < 0.5 else self.either() for _ in sides)
        )

    def word(self) -> Term:
        """Draw a word: the square root prefers the end of the list, where the rare ones are."""
        return Term(text=self.words[int(len(self.words) * self.chance.random() ** 0.5)])

    def leaf(self) -> Term | Phrase:
        if self.chance.random() < 0.2:
            return Phrase(text=self.chance.choice(self.pairs))
        return self.word()

    def either(self) -> Or:
        return Or(parts=tuple(self.leaf() for _ in range(self.chance.randint(2, 4))))

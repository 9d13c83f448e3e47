"""One thing that an article speaks of."""

from hashlib import blake2b
from typing import Final, Literal, NamedTuple

from monitor.text.soundalike import skeleton

TraitKind = Literal["entry", "figure", "day", "name", "place", "idea", "word"]
TITLE: Final = 3
LEAD: Final = 2
BODY: Final = 1
"""Where a trait stands: in the title, in the first sentences, further down."""


class Trait(NamedTuple):
    """One thing that an article speaks of; others that speak of it may tell the same story.

    Attributes:
        kind: What it is. All but `word` are the same in every language.
        mark: By what it is compared: an id, a number, the sound of a name.
        label: As the reader is told of it.
        weight: TITLE, LEAD or BODY: the heaviest place it stands in.
        rarity: How much it tells before anything is known of the day's news: about 1.
    """

    kind: TraitKind
    mark: str
    label: str
    weight: int
    rarity: float

    @property
    def key(self) -> int:
        """By which those that have it are found; names that sound alike have one key."""
        return key_of(self.kind, self.bones)

    @property
    def bones(self) -> str:
        """What of the mark is the same in every spelling."""
        return skeleton(self.mark) if self.kind == "name" else self.mark


def key_of(*parts: str) -> int:
    """Make a key of 63 bits of words."""
    digest = blake2b("\x1f".join(parts).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1

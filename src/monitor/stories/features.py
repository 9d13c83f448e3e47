"""What is kept of an article for comparing it with later ones."""

import json
import re
import struct
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice
from typing import Final

from monitor.model.story import Telling
from monitor.stories.sitetext import SiteText
from monitor.stories.trait import LEAD, TITLE, Trait, TraitKind, key_of
from monitor.stories.traits import traits
from monitor.text.fingerprint import ALGORITHM, WORDS_WIDE, folded_words, minhash, shingles, width

VERSION: Final = 1
PRINT_KEYS: Final = 12
"""So many places of a print are keys: texts of which a third agrees are found at 99 %."""
LEAD_KEYS: Final = 4
LEAD_WORDS: Final = 48
"""A summary is found by the beginning of the text it was made of."""
PRINTED: Final = 6_000
"""So many characters of a text are printed; who copies more copies these."""
FEWEST_RUNS: Final = 5
_MOST_KEYS: Final = {"name": 16, "figure": 6, "word": 8, "entry": 12}
_PLACES, _IDEAS = 3, 4
_LIVE: Final = re.compile(
    r"/(?:live|liveblog|ticker|newsticker|liveticker|en-direct|ao-minuto)(?:[/-]|$)"
)
_LISTED: Final = re.compile(r"^\s*(?:[—–•▪◆■●*-]\s|\d{1,2}[.:]\d{2}\b)", re.MULTILINE)
_FEWEST_LISTED: Final = 4


@dataclass(frozen=True, kw_only=True)
class Features:
    """An article as grouping remembers it.

    Attributes:
        language: As in `Telling`.
        site: As in `Telling`.
        words: How long the text is, in words of any script.
        roundup: Whether it tells of many things at once: a ticker, a list of the day's news.
        prints: A MinHash print of its own text; empty where that is too short for one.
        keys: By which it is found: of its text and of its traits, none twice.
        traits: What it speaks of.
        own: Its text without the furniture of its site; it is not written down.
    """

    language: str
    site: str | None = None
    words: int = 0
    roundup: bool = False
    prints: tuple[int, ...] = ()
    keys: tuple[int, ...] = ()
    traits: tuple[Trait, ...] = ()
    own: str | None = field(default=None, compare=False, repr=False)

    @cached_property
    def by_kind(self) -> Mapping[TraitKind, Mapping[str, Trait]]:
        """The traits by kind and by what of their mark is the same in every spelling.

        Of names that sound alike the one in the heaviest place is given.
        """
        found: dict[TraitKind, dict[str, Trait]] = {}
        for trait in self.traits:
            known = found.setdefault(trait.kind, {})
            bones = trait.bones
            if bones not in known or known[bones].weight < trait.weight:
                known[bones] = trait
        return found

    @property
    def text_keys(self) -> tuple[int, ...]:
        """Those of the keys that are of its text, not of its traits."""
        return self.keys[: PRINT_KEYS + LEAD_KEYS] if self.prints else ()

    def to_bytes(self) -> bytes:
        """Write it down, in about two kilobytes; `from_bytes` reads it."""
        fields = [self.language, self.site, self.words, int(self.roundup), self.traits]
        tail = json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode()
        sizes = (VERSION, ALGORITHM, len(self.prints), len(self.keys))
        numbers = f"<4B{len(self.prints)}I{len(self.keys)}Q"
        return struct.pack(numbers, *sizes, *self.prints, *self.keys) + tail

    @classmethod
    def from_bytes(cls, raw: bytes) -> "Features | None":
        """Read what `to_bytes` wrote.

        Returns:
            None for what another version wrote: it cannot be compared.
        """
        if raw[:2] != bytes((VERSION, ALGORITHM)):
            return None
        prints, keys = raw[2], raw[3]
        numbers = f"<4x{prints}I{keys}Q"
        read = struct.unpack_from(numbers, raw)
        language, site, words, roundup, traits = json.loads(raw[struct.calcsize(numbers) :])
        return cls(
            language=language,
            site=site,
            words=words,
            roundup=bool(roundup),
            prints=read[:prints],
            keys=read[prints:],
            traits=tuple(Trait(*trait) for trait in traits),
        )


def features(telling: Telling, common: SiteText) -> Features:
    """Make of an article what is kept of it.

    Args:
        telling: The article.
        common: The furniture of its site, as known before this article.
    """
    telling = replace(
        telling,
        title=unicodedata.normalize("NFC", telling.title),
        text=unicodedata.normalize("NFC", telling.text),
    )
    own = common.own(telling.text)
    words, wide = folded_words(own[:PRINTED]), width(own)
    found = traits(telling, own)
    runs = shingles(words, wide)
    prints = minhash(runs) if len(runs) >= FEWEST_RUNS else ()
    lead = minhash(shingles(words[: LEAD_WORDS * wide // 4], wide)) if prints else ()
    keys = (
        *_text_keys("print", prints, PRINT_KEYS),
        *_text_keys("lead", lead, LEAD_KEYS),
        *_trait_keys(found),
    )
    return Features(
        language=telling.language,
        site=telling.site,
        words=_length(own, wide),
        roundup=is_roundup(telling, found),
        prints=prints,
        keys=tuple(dict.fromkeys(keys)),
        traits=found,
        own=own,
    )


def _length(text: str, wide: int) -> int:
    """Count words, roughly; two characters of a script without spaces are one."""
    return len(text.split()) if wide == WORDS_WIDE else len(text) // 2


def is_roundup(telling: Telling, found: Sequence[Trait]) -> bool:
    """Whether an article tells of many things at once: a ticker, a list of the day's news."""
    if any(trait.mark == "roundup" and trait.weight == TITLE for trait in found):
        return True
    if telling.address and _LIVE.search(telling.address):
        return True
    return len(_LISTED.findall(telling.text)) >= _FEWEST_LISTED


def _text_keys(kind: str, prints: Sequence[int], most: int) -> Iterator[int]:
    for place, value in enumerate(prints[:most]):
        yield key_of(kind, str(place), str(value))


def _trait_keys(found: Sequence[Trait]) -> Iterator[int]:
    """Give the keys of single traits, and of pairs of a place and an idea, which names lack."""
    for kind, most in _MOST_KEYS.items():
        heavy = (one.key for one in found if one.kind == kind and one.weight >= _lightest(kind))
        yield from islice(dict.fromkeys(heavy), most)
    places = [one.mark for one in found if one.kind == "place" and one.weight >= LEAD][:_PLACES]
    ideas = [one.mark for one in found if one.kind == "idea" and one.weight >= LEAD][:_IDEAS]
    yield from (key_of("pair", place, idea) for place in places for idea in ideas)


def _lightest(kind: str) -> int:
    return TITLE if kind == "word" else LEAD

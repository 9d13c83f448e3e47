"""A name in any script -> spellings that readers of other languages may meet.

No transliterator can be trusted to invent the spelling of a name. These are proposals: each says
by which convention it was made, and why it is only a guess where it is one.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from monitor.text.scripts import script_counts
from monitor.text.spellings import devanagari, russian, ukrainian
from monitor.text.spellings.convention import Proposal, proposals
from monitor.text.spellings.greek import GREEK
from monitor.text.spellings.han import simplified, traditional
from monitor.text.spellings.korean import korean
from monitor.text.spellings.latin import READING
from monitor.text.spellings.semitic import ARABIC, HEBREW, PERSIAN

ONLY_UKRAINIAN: Final = re.compile("[іїєґІЇЄҐ]|[сц]ьк")
ONLY_RUSSIAN: Final = re.compile(r"[ыэъёЫЭЪЁ]|[сц]к(ий|ая|ой)\b")
IF_UKRAINIAN: Final = "only if the name is Ukrainian"
OTHER_ALPHABETS: Final = (GREEK, HEBREW, ARABIC, PERSIAN)
READ_BACK: Final = READING.doubt


def propose(name: str) -> tuple[Proposal, ...]:
    """Propose spellings of a name, the name as given first; none stands twice.

    Returns:
        Nothing for scripts that no table reads.
    """
    counts = script_counts(name)
    script = max(counts, key=lambda code: counts[code], default="")
    readers = {"Cyrl": _cyrillic, "Hang": _hangul, "Hani": _han, "Latn": _latin}
    reader = readers.get(script)
    return _merged(reader(" ".join(name.split()))) if reader else ()


def _cyrillic(name: str) -> Iterator[Proposal]:
    if ONLY_UKRAINIAN.search(name):
        yield _given("uk", name)
        yield from proposals(name, (ukrainian.TO_RUSSIAN, *ukrainian.CONVENTIONS))
        yield from _other_alphabets(name)
        return
    yield _given("ru", name)
    yield from proposals(name, (ukrainian.TO_UKRAINIAN, *russian.CONVENTIONS))
    if not ONLY_RUSSIAN.search(name):
        yield from proposals(name, ukrainian.CONVENTIONS, doubt=IF_UKRAINIAN)
    yield from _other_alphabets(name)


def _hangul(name: str) -> Iterator[Proposal]:
    yield _given("ko", name)
    yield from korean(name)


def _han(name: str) -> Iterator[Proposal]:
    yield _given("zh", name)
    yield Proposal(language="zh", text=simplified(name), convention="simplified")
    text, doubt = traditional(simplified(name))
    if name == simplified(name):
        yield Proposal(language="zh", text=text, convention="traditional", doubt=doubt)


def _latin(name: str) -> Iterator[Proposal]:
    """Read a Latin spelling back; its other Latin spellings would be guesses about a guess."""
    yield _given("any", name)
    (back,) = proposals(name, (READING,))
    yield back
    yield from proposals(back.text, (ukrainian.TO_UKRAINIAN,), doubt=READ_BACK)
    yield from _other_alphabets(back.text)


def _other_alphabets(name: str) -> Iterator[Proposal]:
    yield from proposals(name, OTHER_ALPHABETS)
    yield Proposal(
        language="hi",
        text=devanagari.devanagari(name),
        convention=devanagari.NAME,
        doubt=devanagari.GUESS,
    )


def _given(language: str, name: str) -> Proposal:
    return Proposal(language=language, text=name, convention="as given")


def _merged(found: Iterable[Proposal]) -> tuple[Proposal, ...]:
    """Name the conventions that give one spelling together; the surest reading of it stands."""
    kept: dict[tuple[str, str], Proposal] = {}
    for one in found:
        key = (one.language, one.text)
        earlier = kept.get(key)
        if earlier is None:
            kept[key] = one
        elif not one.doubt and one.convention not in earlier.convention:
            both = f"{earlier.convention}, {one.convention}"
            kept[key] = Proposal(language=one.language, text=one.text, convention=both)
    return tuple(kept.values())

"""What a convention is, and how a name is rewritten by one.

A convention is a table of letters and, before it, rules for what stands beside what. Rules and
table see the name in small letters; capitals come back at the end. What a rule writes between
`⟨` and `⟩` is final: the table leaves it alone.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

_FINAL = re.compile(r"⟨([^⟩]*)⟩|(.)", re.DOTALL)


@dataclass(frozen=True, kw_only=True)
class Convention:
    """One way of spelling.

    Attributes:
        language: Whose readers spell so, ISO 639-1, or `any`.
        name: What it is called.
        letters: Pairs `a=b`, apart by spaces, over those of `base`; `a=` drops a letter.
        rules: Pairs of an expression and what stands for it, tried in order; they see and may
            change the letters before the table does.
        base: Letters that many conventions share.
        after: Rules for what the table gave.
        doubt: Why it is only a guess; empty for a convention that people follow.
    """

    language: str
    name: str
    letters: str
    rules: tuple[tuple[str, str], ...] = ()
    base: str = ""
    after: tuple[tuple[str, str], ...] = ()
    doubt: str = ""

    @cached_property
    def table(self) -> dict[str, str]:
        """Which letter becomes what."""
        return dict(pair.split("=", 1) for pair in (*self.base.split(), *self.letters.split()))

    def spell(self, name: str) -> str:
        """Rewrite a name, word by word."""
        return re.sub(r"[^\W\d_][^\s\-]*", lambda found: self._word(found[0]), name)

    def _word(self, word: str) -> str:
        small = word.lower()
        for sign, given in self.rules:
            small = re.sub(sign, given, small)
        spelled = _FINAL.sub(self._letter, small)
        for sign, given in self.after:
            spelled = re.sub(sign, given, spelled)
        if not word[:1].isupper():
            return spelled
        return spelled.upper() if word.isupper() and len(word) > 2 else capital(spelled)

    def _letter(self, found: "re.Match[str]") -> str:
        return found[1] if found[1] is not None else self.table.get(found[2], found[2])


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """One spelling that readers of a language may meet.

    Attributes:
        language: ISO 639-1, or `any`.
        text: The spelling.
        convention: By which convention.
        doubt: Why it is only a guess; empty where a convention that people follow says so.
    """

    language: str
    text: str
    convention: str
    doubt: str = ""


def capital(text: str) -> str:
    """Write the first letter large, whatever stands before it."""
    for at, letter in enumerate(text):
        if letter.isalpha():
            return text[:at] + letter.upper() + text[at + 1 :]
    return text


def proposals(name: str, conventions: Iterable[Convention], doubt: str = "") -> list[Proposal]:
    """Spell a name by each convention.

    Args:
        name: In the script that the conventions read.
        conventions: In the order of the proposals.
        doubt: Why the name itself is a guess already.
    """
    return [
        Proposal(
            language=one.language,
            text=one.spell(name),
            convention=one.name,
            doubt=doubt or one.doubt,
        )
        for one in conventions
    ]

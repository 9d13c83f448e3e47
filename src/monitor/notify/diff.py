"""What changed between two sentences: words that went, words that came, words that stayed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final, Literal

from monitor.notify.marks import shown
from monitor.text.scripts import UNSPACED

LONGEST: Final = 600
_UNSPACED = "".join(UNSPACED.values())
# A word, or one letter of a script without blanks, or one other sign; blanks stay with it.
_TOKEN = re.compile(rf"(?:[{_UNSPACED}]|[^\W{_UNSPACED}]+(?:[.,]\d+)*|[^\w\s])\s*|\s+")
ChangeKind = Literal["same", "deleted", "added"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A stretch of a comparison; `deleted` stood only before, `added` stands only now."""

    text: str
    kind: ChangeKind


def changes(before: str, after: str) -> tuple[Change, ...]:
    """Compare two sentences word by word.

    Args:
        before: As it was; both may be any text, what is over `LONGEST` is not looked at.
        after: As it is now.

    Returns:
        Stretches in reading order, cleaned for showing. `same` and `deleted` together are
        `before`, `same` and `added` together are `after`.
    """
    old, new = _tokens(before), _tokens(after)
    matcher = SequenceMatcher(None, [t.strip() for t in old], [t.strip() for t in new], False)
    return tuple(
        change
        for tag, a, b, c, d in matcher.get_opcodes()
        for change in _changes(tag, "".join(old[a:b]), "".join(new[c:d]))
        if change.text
    )


def _tokens(sentence: str) -> list[str]:
    return _TOKEN.findall(shown(sentence[:LONGEST]).strip())


def _changes(tag: str, old: str, new: str) -> Iterator[Change]:
    if tag == "equal":
        yield Change(text=new, kind="same")
        return
    yield Change(text=old, kind="deleted")
    yield Change(text=new, kind="added")

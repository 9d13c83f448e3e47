"""A reading block by block: what other readings do not know goes, what they all know comes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from monitor.intake.counting import count_words, letters
from monitor.intake.home import Home
from monitor.intake.readers import Focus

WHOLE = 80
PART = 50
"""A block of more than 80 letters is known by its first or last 50: links in it may differ."""

SURE = 15
"""Letters of a block that are enough to tell where we are."""

LEAST_SUMMARY = 25
CUT_SUMMARY = 40
SHORT_START = 40
START = 12
HALF = 0.5
Tree = Any  # lxml ships no types


@dataclass(frozen=True, slots=True, kw_only=True)
class Second:
    """What others read on the same page, and what the page calls itself and its summary."""

    crawler: str
    home: Home | None
    paragraphs: str
    headings: Sequence[str] = ()
    summaries: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A line of a reading, and its letters."""

    text: str
    key: str

    def is_in(self, whole: str | None) -> bool:
        """Tell whether it stands in a whole text's letters; one without a say has all."""
        if whole is None:
            return True
        if len(self.key) <= WHOLE:
            return self.key in whole
        return self.key[:PART] in whole or self.key[-PART:] in whole


def blocks_of(text: str) -> list[Block]:
    """Give the lines that have letters."""
    found = (Block(line.strip(), letters(line)) for line in text.split("\n"))
    return [block for block in found if block.key]


def settle(text: str, second: Second, mode: Focus = "balanced") -> str:
    """Take out of a text what is no part of the article, and put in what was left out.

    With `precision` nothing is put in, with `recall` nothing is taken out but the title.

    A block stays when it is a plain paragraph, or when the crawler has it and it stands where the
    article lives. The page's title above the text goes; the summary under the title stays. What
    both others read between two blocks of ours (subheadings, lists, quotes) is put in. Another
    reading has a say only if it is at least half as long as ours.
    """
    own = blocks_of(text)
    whole = "".join(block.key for block in own)
    others = blocks_of(second.crawler)
    judge = _Judge(second, "".join(block.key for block in others), len(whole))
    kept = [
        block
        for at, block in enumerate(own)
        if not judge.is_title(block, at) and (mode == "recall" or judge.keeps(block, at))
    ]
    if mode != "precision" and judge.crawler is not None and judge.home is not None:
        _fill(kept, others, whole, judge)
    return "\n".join(block.text for block in kept) if kept else text


def with_summary(text: str, summaries: Sequence[str], tree: Tree) -> str:
    """Put the page's summary before the text if the page shows it and the text lacks it.

    Args:
        text: The article.
        summaries: What the page's metas say of it; the first one that says something counts.
        tree: The page.
    """
    for line in summaries:
        key = letters(line)
        if len(key) >= CUT_SUMMARY:
            is_new = key not in letters(text)
            return f"{line}\n{text}" if is_new and _shows(tree, line, key) else text
    return text


def _shows(tree: Tree, line: str, key: str) -> bool:
    """Look for the start of a line before looking at all letters of a page."""
    text = tree.text_content()
    return line[:START] in text and key in letters(text)


class _Judge:
    """What the other readings say of one block."""

    def __init__(self, second: Second, crawler: str, length: int) -> None:
        self.crawler = self._voice(crawler, length)
        self.home = self._voice(second.home.text, length) if second.home else None
        self._labelled = second.home.labelled if second.home else set()
        self._paragraphs = second.paragraphs
        self._headings = [letters(heading) for heading in second.headings]
        self._summaries = [letters(line) for line in second.summaries]

    def _voice(self, other: str, length: int) -> str | None:
        return other if len(other) >= HALF * length else None

    def keeps(self, block: Block, at: int) -> bool:
        if self.is_summary(block):
            return True
        if block.key in self._labelled:
            return False
        is_paragraph = block.is_in(self._paragraphs)
        if at == 0 and not is_paragraph and count_words(block.text) < SHORT_START:
            return False
        return is_paragraph or (block.is_in(self.crawler) and block.is_in(self.home))

    def is_title(self, block: Block, at: int) -> bool:
        key = block.key
        return at == 0 and any(
            key == one or (len(key) > SURE and one.startswith(key)) for one in self._headings
        )

    def is_summary(self, block: Block) -> bool:
        key = block.key
        return len(key) >= LEAST_SUMMARY and any(
            key == one or (len(one) >= CUT_SUMMARY and (key.startswith(one) or one.startswith(key)))
            for one in self._summaries
        )


def _fill(kept: list[Block], others: Sequence[Block], whole: str, judge: _Judge) -> None:
    """Put in, each at its place, what was read between our first block and our last one."""
    known = [len(block.key) >= SURE and block.is_in(whole) for block in others]
    if not any(known):
        return
    first, last = known.index(True), len(known) - 1 - known[::-1].index(True)
    for at, block in enumerate(others[: last + 1]):
        if known[at] or block.is_in(whole):
            continue
        if judge.is_summary(block) if at < first else block.is_in(judge.home):
            kept.insert(_place(kept, others[:at]), block)


def _place(kept: Sequence[Block], before: Sequence[Block]) -> int:
    """Say after which of our blocks a block of the other reading stands."""
    for block in reversed(before):
        for at in range(len(kept) - 1, -1, -1):
            if _is_same(block.key, kept[at].key):
                return at + 1
    return 0


def _is_same(key: str, own: str) -> bool:
    return key == own or (min(len(key), len(own)) > SURE and (key in own or own in key))

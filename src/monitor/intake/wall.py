"""Pages that stand in front of an article: consent, login, JavaScript, robot checks."""

import re
from dataclasses import dataclass

from monitor.intake.counting import UNSPACED, count_words, letters
from monitor.intake.phrases import CONSENT, PAY, ROBOT, any_of, small

LONGEST = 1_500
LEAST_SHARE = 0.4
"""Share of a short text's letters in demands that makes it a wall: between them stand excuses."""

LONGEST_LINE = 250
TEASER_WORDS = 300
"""An article that ends with a demand to pay is only its beginning if it has fewer words."""

LAST_LINES = 6
START = rf"(?<![^\W{UNSPACED}])"
"""The start of a word, or anywhere where words are not parted."""

DEMAND = re.compile(f"{START}{any_of(CONSENT, ROBOT, PAY)}")
PAYMENT = re.compile(f"{START}{any_of(PAY)}")
SENTENCE = re.compile(r"(?<=[.!?…])\s+|(?<=[。！？।])|\n")
QUOTES = "\"'“”„«»‘「『"


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A text without the demands in it; `is_teaser` when the rest of it is to be paid for."""

    text: str
    is_teaser: bool


def is_wall(text: str) -> bool:
    """Tell whether a page's text is no article but what stands before one.

    Long texts never are: an article about cookies is an article. A short one is a wall if much of
    it is spoken to the reader: it asks for consent, JavaScript, a login, money or a robot check. A
    quotation of such words is none.
    """
    if not text or len(text) > LONGEST:
        return False
    sizes = [(len(letters(one)), _is_demand(one)) for one in SENTENCE.split(text)]
    demanded = sum(size for size, is_demand in sizes if is_demand)
    return demanded > 0 and demanded >= LEAST_SHARE * sum(size for size, _ in sizes)


def without_demands(text: str, *, is_free: bool) -> Opened:
    """Take the lines out that ask the reader for something, so that no rule can meet them.

    In a long text only its last lines are looked at: it may well be about such demands.

    Args:
        text: The article, a paragraph a line.
        is_free: Whether the publisher says that all of it is for everybody.
    """
    lines = text.split("\n")
    start = 0 if len(text) <= LONGEST else max(0, len(lines) - LAST_LINES)
    asking = {at for at in range(start, len(lines)) if _is_asking(lines[at])}
    kept = "\n".join(line for at, line in enumerate(lines) if at not in asking)
    must_pay = not is_free or any(PAYMENT.search(small(lines[at])) for at in asking)
    return Opened(text=kept, is_teaser=must_pay and count_words(kept) < TEASER_WORDS)


def _is_asking(line: str) -> bool:
    return len(line) <= LONGEST_LINE and is_wall(line)


def _is_demand(sentence: str) -> bool:
    bare = sentence.strip(" .!>»*-")
    return not bare.startswith(tuple(QUOTES)) and DEMAND.search(small(bare)) is not None

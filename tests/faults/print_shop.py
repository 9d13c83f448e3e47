"""What the outlet prints: entries in words of their own, so that no two of them are one story.

Entry 17 of feed `a` is `a17q` in its title, wherever the title is told. Every other entry of this
feed says its news on its page alone.
"""

import re
from hashlib import blake2b
from random import Random

from tests.rig.paper import Story, rss

NEW_EACH_TIME = 2
FEEDS = ("a", "b")
MARK = re.compile(r"\b([a-z])(\d+)q\b")
_SYLLABLES = [c + v for c in "bdfgklmnprstvz" for v in "aeiou"]


def entries_until(last: int) -> int:
    """Count the entries of all documents up to one."""
    return (last + 1) * NEW_EACH_TIME


def document(feed: str, number: int) -> bytes:
    """Print a document: what is new, and the newest entry of the one before."""
    newest = entries_until(number)
    oldest = max(0, newest - NEW_EACH_TIME - 1)
    return rss([_story(feed, n) for n in reversed(range(oldest, newest))])


def page_of(name: str) -> bytes:
    """Print the page of an entry, by its mark."""
    body = "".join(f"<p>{_sentence(f'{name} {n}', 14)} bridge, harbour.</p>" for n in range(5))
    title = f"{name} {_sentence(name, 9)}"
    return (
        f'<!doctype html><html lang="en"><head><title>{title}</title></head>'
        f"<body><article><h1>{title}</h1>{body}</article></body></html>"
    ).encode()


def _story(feed: str, n: int) -> Story:
    name = f"{feed}{n}q"
    words, text = _sentence(name, 9), _sentence(f"{name} text", 25)
    if feed == FEEDS[0] and n % NEW_EACH_TIME:
        return Story(id=name, title=f"{name} {words}", link=f"/page/{name}", text=text)
    return Story(id=name, title=f"Sappers {name} {words}", link="", text=text)


def _sentence(seed: str, words: int) -> str:
    rng = Random(blake2b(seed.encode()).digest())
    return " ".join("".join(rng.choices(_SYLLABLES, k=3)) for _ in range(words))

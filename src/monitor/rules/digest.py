"""The hash of everything that decides what matches: same digest, same hits.

Each file says its part as text, which is kept with the file, since saying it takes longer than
hashing it.
"""

import json
from collections.abc import Iterable, Mapping
from hashlib import blake2b

from monitor.model.canonical import canonical, leaf
from monitor.model.watch import LexiconEntry, LexiconTerm, Watch


def digest_of(watches: Iterable[Watch], lexicon: Mapping[str, LexiconEntry]) -> str:
    """Hash watches and lexicon; how the files spell, order keys or comment does not count.

    Returns:
        32 hexadecimal figures.
    """
    return digest_of_said([said_of_lexicon(lexicon.values())], [said_of_watches(watches)])


def said_of_lexicon(entries: Iterable[LexiconEntry]) -> str:
    """Say what entries ask for, in one spelling; nothing when there is none."""
    return json.dumps([[entry.id, *map(_term, entry.terms)] for entry in entries])[1:-1]


def said_of_watches(watches: Iterable[Watch]) -> str:
    """Say what watches ask for, in one spelling; nothing when there is none."""
    return json.dumps([_watch(watch) for watch in watches])[1:-1]


def digest_of_said(lexicon: Iterable[str], watches: Iterable[str]) -> str:
    """Hash what several files say, in their order; into how many it is cut does not count."""
    said = blake2b(digest_size=16)
    for opening, parts in (('{"lexicon": [', lexicon), ('], "watches": [', watches)):
        said.update(opening.encode())
        for number, part in enumerate(filter(None, parts)):
            said.update((", " if number else "").encode() + part.encode())
    said.update(b"]}")
    return said.hexdigest()


def _term(term: LexiconTerm) -> list[object]:
    return [
        leaf(term.leaf), term.language, term.name, term.not_in, term.in_field, term.with_entries,
    ]  # fmt: skip


def _watch(watch: Watch) -> list[object]:
    return [
        watch.id, canonical(watch.query), watch.languages, watch.feeds, watch.feed_tags,
        watch.weight,
    ]  # fmt: skip

"""The hash of everything that decides what matches: same digest, same hits."""

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
    said = {
        "lexicon": [[entry.id, *map(_term, entry.terms)] for entry in lexicon.values()],
        "watches": [_watch(watch) for watch in watches],
    }
    return blake2b(json.dumps(said).encode(), digest_size=16).hexdigest()


def _term(term: LexiconTerm) -> list[object]:
    return [
        leaf(term.leaf), term.language, term.name, term.not_in, term.in_field, term.with_entries,
    ]  # fmt: skip


def _watch(watch: Watch) -> list[object]:
    return [
        watch.id, canonical(watch.query), watch.languages, watch.feeds, watch.feed_tags,
        watch.weight,
    ]  # fmt: skip

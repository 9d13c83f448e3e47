"""Which entries of a document a feed has said before, under whatever name."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection

from monitor.flow.seams import Access
from monitor.intake.identity import content_hash
from monitor.intake.replay import SAME_NEWS, worth_comparing
from monitor.intake.urls import canonical
from monitor.model.article import Entry
from monitor.store import articles
from monitor.store.articles import KnownEntry
from monitor.store.feeds import FeedClaim

Known = Mapping[str, KnownEntry]


async def known_of(claim: FeedClaim, entries: Sequence[Entry], read: Access) -> Known:
    """Give the entries that are known, by identity.

    An entry under a new identity is known, too, when its address is that of an article that this
    feed brought before: some feeds number their entries anew at every poll.
    """

    def look(rows: Connection) -> Known:
        known = articles.known(rows, claim.feed, [entry.identity for entry in entries])
        unknown = {
            entry.identity: address
            for entry in entries
            if entry.identity not in known and (address := canonical(entry.link or ""))
        }
        if not unknown:
            return known
        return {**known, **articles.known_by_address(rows, claim.feed, unknown)}

    # A feed that never answered has brought nothing.
    return await read(look) if claim.state.succeeded_at else {}


async def said_again(
    claim: FeedClaim, entries: Sequence[Entry], known: Known, now: datetime, read: Access
) -> frozenset[str]:
    """Give the identities of new entries whose very words, of the same date, this feed said."""
    hashes = {
        entry.identity: content_hash(entry.title, entry.text)
        for entry in entries
        if entry.identity not in known and worth_comparing(entry)
    }
    if not hashes or claim.state.succeeded_at is None:
        return frozenset()
    since = now - SAME_NEWS
    said = await read(lambda rows: articles.said_before(rows, claim.feed, hashes.values(), since))
    return frozenset(
        entry.identity
        for entry in entries
        if entry.identity in hashes and (hashes[entry.identity], entry.published) in said
    )


def unseen(entries: Sequence[Entry], known: Known) -> tuple[Entry, ...]:
    """Keep the entries that are new, or whose words have changed."""
    return tuple(
        entry
        for entry in entries
        if not entry.is_known
        and (
            entry.identity not in known
            or known[entry.identity].content_hash != content_hash(entry.title, entry.text)
        )
    )

"""What is known of a whole story: who had it first, who has it now, what this reader knows."""

from typing import Final

from monitor.model.message import HitRow, StoryCard
from monitor.model.watch import Destination
from monitor.notify.lines import rows_of
from monitor.notify.marks import capital, link_of, shown
from monitor.notify.teller import Teller

MOST_LANGUAGES: Final = 12
HASH_LETTERS: Final = 12
# What happens to an article that the reader knows already.
RETOLD: Final = ("correction", "withdrawn", "updated")


def so_far_of(teller: Teller, card: StoryCard) -> str:
    """Say a story's standing in one line; nothing for one that a single article tells.

    Returns:
        Such as `First reported by RIA, seen 17 June 21:44; 14 outlets; 6 languages: ru, ko, en`.
    """
    known = card.so_far
    if known is None or known.articles < 2:
        return ""
    words = teller.words
    seen = teller.moments.moment(known.first_seen_at)
    told = [words.first_by.format(outlet=teller.name(known.first_outlet), seen=seen)]
    if known.outlets:
        told.append(words.count(words.outlets, len(known.outlets)))
    if known.languages:
        codes = [teller.name(code) for code in known.languages[:MOST_LANGUAGES]]
        counted = words.count(words.languages, len(known.languages))
        told.append(words.labelled.format(label=counted, text=words.list_of(codes)))
    return words.semicolon.join(told)


def goes_on_of(teller: Teller, card: StoryCard) -> str:
    """Say how much is new of a story that was told before: `+6 articles, new: ja, figure 1,500`."""
    known, words = card.so_far, teller.words
    if known is None or not known.told_before:
        return ""
    retold = {found.article for found in card.developments if found.kind in RETOLD}
    fresh = [row for row in rows_of(card) if row.article_id not in retold]
    figures = [
        words.new_figure.format(value=teller.value(found.after))
        for found in card.developments
        if found.kind == "figure_changed"
    ]
    things = [*(teller.name(code) for code in known.new_languages), *figures]
    told = [words.count(words.goes_on, len(fresh))] if fresh else []
    told += [words.new_there.format(things=words.list_of(things))] if things else []
    return words.list_of(told)


def record_of(teller: Teller, row: HitRow) -> str:
    """Say which text the marked words stand in: when it was seen and fetched, and its hash."""
    words, moments = teller.words, teller.moments
    told = [words.first_seen.format(seen=moments.moment(row.first_seen_at))]
    if row.fetched_at is not None:
        at = moments.after(row.fetched_at, row.first_seen_at)
        told.append(words.fetched.format(at=at))
    if row.version > 1:
        told.append(words.version.format(n=words.number(row.version)))
    if row.text_hash:
        told.append(f"SHA-256 {shown(row.text_hash[:HASH_LETTERS])}")
    return capital(words.list_of(told))


def story_link(reader: Destination, card: StoryCard) -> str | None:
    """Give the address of a story on the operator's page, where there is one."""
    if not reader.page or card.so_far is None:
        return None
    return link_of(f"{reader.page}/stories/{card.so_far.id}")

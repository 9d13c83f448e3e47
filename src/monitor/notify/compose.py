"""Hits of one route and destination become one message: sections by watch, each story once."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Final

from monitor.model.message import (
    FeedTrouble,
    HitRow,
    Message,
    MessageKind,
    Quietness,
    Section,
    Slot,
    StoryCard,
    Volume,
)
from monitor.model.story import Development

SEVERITIES: Final = ("high", "normal", "low")


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """Which message this is.

    `number` counts the messages of the route from 1, `since` is when the last one was made,
    `slot` is the slot that it closes (None for an alert). Times are UTC.
    """

    route: str
    destination: str
    number: int
    made_at: datetime
    kind: MessageKind = "digest"
    since: datetime | None = None
    slot: Slot | None = None

    @property
    def id(self) -> str:
        """The message's id: the same for the same route, destination and slot (or time)."""
        at = self.slot.starts_at if self.slot else self.made_at
        return f"{self.kind}/{self.route}/{self.destination}/{at.astimezone(UTC).isoformat()}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """What there is to tell.

    Attributes:
        cards: Stories of each watch, by watch id.
        watches: Ids of all watches of the route, in file order.
        volumes: Hits a day of each watch, by watch id.
        trouble: Feeds that need attention.
        feeds_polled: Feeds that were polled since the last message.
        feeds_answering: Those of them that answered.
        refused_files: Rule files that a reload refused.
        names: Lexicon entry -> language -> the word a reader of that language knows it by.
        rule_hashes: A hash of each watch that changes with its rule, by watch id.
        quiet: Watches that found less than was expected.
    """

    cards: Mapping[str, Sequence[StoryCard]]
    watches: Sequence[str]
    volumes: Mapping[str, Volume] = field(default_factory=dict)
    trouble: tuple[FeedTrouble, ...] = ()
    feeds_polled: int = 0
    feeds_answering: int = 0
    refused_files: tuple[str, ...] = ()
    names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    rule_hashes: Mapping[str, str] = field(default_factory=dict)
    quiet: tuple[Quietness, ...] = ()


def compose(issue: Issue, ready: Ready) -> Message:
    """Make the message of one route for one destination.

    Sections stand by severity, then file order. An article that meets several watches
    stands once, under the first; the later watch is named in the card's `also_watches`, and its
    hits are in the message's `hit_ids` all the same: every hit given is told exactly once. What
    developed for a watch whose card does not stand by itself is told where its articles stand.

    Returns:
        The message; one without sections is not worth sending, unless it tells of trouble or
        of a watch that went quiet.
    """
    sections = _sections(ready)
    return Message(
        id=issue.id,
        kind=issue.kind,
        route=issue.route,
        number=issue.number,
        made_at=issue.made_at,
        since=issue.since,
        slot=issue.slot,
        sections=sections,
        silent_watches=sum(not ready.cards.get(watch) for watch in ready.watches),
        trouble=ready.trouble,
        feeds_polled=ready.feeds_polled,
        feeds_answering=ready.feeds_answering,
        refused_files=ready.refused_files,
        names=_names_of(sections, ready.names),
        quiet=ready.quiet,
    )


def _sections(ready: Ready) -> tuple[Section, ...]:
    told = _Told()
    for watch in sorted((w for w in ready.cards if ready.cards[w]), key=_order(ready)):
        for card in ready.cards[watch]:
            told.add(watch, card)
    return tuple(
        Section(
            watch=watch,
            title=cards[0].lead.watch_title,
            severity=cards[0].lead.severity,
            cards=tuple(cards),
            volume=ready.volumes.get(watch),
            rule_hash=ready.rule_hashes.get(watch),
        )
        for watch, cards in told.by_watch().items()
    )


def _order(ready: Ready) -> Callable[[str], tuple[int, int, str]]:
    """Make the key that sorts watches by severity, then place in the files, unknown ones last."""
    places = {watch: place for place, watch in enumerate(ready.watches)}

    def key(watch: str) -> tuple[int, int, str]:
        severity = ready.cards[watch][0].lead.severity
        weight = SEVERITIES.index(severity) if severity in SEVERITIES else len(SEVERITIES)
        return (weight, places.get(watch, len(places)), watch)

    return key


class _Told:
    """The cards that stand in the message so far, and where each article stands."""

    def __init__(self) -> None:
        self._cards: list[tuple[str, StoryCard]] = []
        self._place: dict[int, int] = {}
        self._stories: dict[int, int] = {}

    def add(self, watch: str, card: StoryCard) -> None:
        """Let the articles that no earlier watch told stand; name this watch at the others.

        Those of a story that stands already join it.
        """
        rows = (card.lead, *card.others)
        fresh = [row for row in rows if row.article_id not in self._place]
        for row in rows:
            if row.article_id in self._place:
                self._join(row, self._place[row.article_id])
        known = self._stories.get(card.so_far.id) if card.so_far else None
        place = len(self._cards) if fresh and known is None else known
        if place is None:
            place = self._place[rows[0].article_id]
        self._place.update({row.article_id: place for row in fresh})
        if place == len(self._cards):
            self._begin(watch, replace(card, lead=fresh[0], others=tuple(fresh[1:])))
        else:
            self._extend(place, fresh)
            self._develop(place, card.developments)

    def by_watch(self) -> dict[str, list[StoryCard]]:
        found: dict[str, list[StoryCard]] = {}
        for watch, card in self._cards:
            found.setdefault(watch, []).append(card)
        return found

    def _begin(self, watch: str, card: StoryCard) -> None:
        if card.so_far is not None:
            self._stories[card.so_far.id] = len(self._cards)
        self._cards.append((watch, card))

    def _extend(self, place: int, rows: Sequence[HitRow]) -> None:
        """Let further articles of a story stand, and name the watch that brings them."""
        watch, card = self._cards[place]
        card = replace(card, others=(*card.others, *rows))
        for row in rows:
            card = _also(card, row, watch)
        self._cards[place] = (watch, card)

    def _join(self, row: HitRow, place: int) -> None:
        watch, card = self._cards[place]
        self._cards[place] = (watch, _also(replace(card, also=(*card.also, row)), row, watch))

    def _develop(self, place: int, developments: Iterable[Development]) -> None:
        """Add what another watch saw develop, unless the card says the same already."""
        watch, card = self._cards[place]
        known = {(found.kind, found.subject, found.after) for found in card.developments}
        more = [f for f in developments if (f.kind, f.subject, f.after) not in known]
        self._cards[place] = (watch, replace(card, developments=(*card.developments, *more)))


def _also(card: StoryCard, row: HitRow, watch: str) -> StoryCard:
    """Name the watch of a hit at a card that stands under another one."""
    if row.watch == watch or row.watch_title in card.also_watches:
        return card
    return replace(card, also_watches=(*card.also_watches, row.watch_title))


def _names_of(
    sections: Iterable[Section], names: Mapping[str, Mapping[str, str]]
) -> Mapping[str, Mapping[str, str]]:
    """Keep the names of the entries that the message speaks of."""
    cards = [card for section in sections for card in section.cards]
    used = {entry for card in cards for row in (card.lead, *card.others) for entry in row.entries}
    used |= {f.entry for card in cards if card.so_far for f in card.so_far.figures}
    used |= {f.subject.partition("=")[0] for card in cards for f in card.developments}
    return {entry: dict(names[entry]) for entry in sorted(used) if entry in names}

"""Messages in which one payload stands in every field that a stranger or an author may fill."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from monitor.model.hit import Condition, Span
from monitor.model.message import FeedTrouble, HitRow, Message, Quietness, StoryCard
from monitor.model.story import Development, Figure, Quote
from monitor.notify.compose import compose
from tests.unit.notify.samples import (
    NOON,
    alert_issue,
    every_development,
    issue,
    ready,
    rows,
    so_far,
)

CARDS = 20


def evil_row(payload: str, number: int) -> HitRow:
    """Plant a payload in whatever an article, its outlet and its watch say."""
    base = rows()[number % 6]
    text = f"{payload} and more about Kursk. {payload}"
    span = Span(
        field="text",
        start=0,
        end=len(payload),
        surface=payload,
        term=payload,
        entry=payload,
        why="exact",
    )
    return replace(
        base,
        hit_id=number,
        article_id=number,
        watch=f"w{number}" if not payload.strip() else payload,
        watch_title=payload,
        title=payload,
        text=text,
        outlet=payload,
        site=payload,
        address=payload,
        canonical_address=payload,
        feed=payload,
        language=payload if number % 2 else base.language,
        tags=(payload, "wire"),
        cites=(payload,),
        entries=(payload, "north_korea"),
        spans=(span, *base.spans[:1]),
        why=Condition(line=payload, met=True, spans=(span,), note=payload),
    )


def evil_developments(payload: str, number: int) -> tuple[Development, ...]:
    """Plant a payload in whatever developed: quotes, figures, what was corrected."""
    quote = Quote(article=number, field="text", start=0, end=1, text=payload, outlet=payload)
    return tuple(
        replace(
            one,
            article=number,
            subject=payload if one.kind != "figure_changed" else f"{payload}={payload}",
            before=tuple(f"{text} {payload}" for text in one.before) or (payload,),
            after=f"{one.after} {payload}",
            evidence=(quote, *one.evidence),
        )
        for one in every_development()
    )


def evil_card(payload: str, number: int) -> StoryCard:
    """Plant a payload in a story."""
    lead = evil_row(payload, number)
    other = replace(lead, hit_id=number + 10_000, article_id=number + 10_000)
    known = so_far(
        first_outlet=payload,
        languages=(payload, "ru"),
        outlets=(payload, "Outlet 2"),
        figures=(Figure(entry=payload, value=1000, outlets=(payload,)),),
        told_before=3,
        new_languages=(payload,),
    )
    return StoryCard(
        lead=lead,
        others=(other,),
        so_far=known,
        developments=evil_developments(payload, number),
        also_watches=(payload,),
    )


def evil_digests(payloads: Sequence[str]) -> Iterator[Message]:
    """Make digests of many stories, a payload in each of them."""
    for first in range(0, len(payloads), CARDS):
        some = list(enumerate(payloads[first : first + CARDS], start=first + 1))
        cards = [evil_card(payload, number) for number, payload in some]
        trouble = tuple(
            FeedTrouble(feed=text, title=text, reason=text, detail=text, since=NOON)
            for _, text in some
        )
        names = {text: {"en": text, "ar": text} for _, text in some}
        number = 1_000 + first
        at = NOON + timedelta(minutes=number)
        made = compose(
            issue(number=number, made_at=at, slot=None),
            ready(cards, trouble=trouble, names=names, refused_files=tuple(t for _, t in some)),
        )
        yield replace(made, held_back={text: 1 for _, text in some})


def evil_alerts(payloads: Sequence[str]) -> Iterator[Message]:
    """Make for each payload an alert that has it in its subject, its route and its thread."""
    for number, payload in enumerate(payloads, start=1):
        at = NOON + timedelta(minutes=number)
        made = compose(
            alert_issue(route=payload or "desk", number=number, made_at=at),
            ready([evil_card(payload, number)], names={payload: {"en": payload, "ar": payload}}),
        )
        yield replace(
            made,
            thread=number if number % 3 == 0 else None,
            first_subject=payload if number % 3 == 0 else None,
            first_key="firstkey" if number % 3 == 0 else None,
        )


def evil_notices(payloads: Sequence[str]) -> Iterator[Message]:
    """Make messages without stories: feeds in trouble, a watch that went quiet."""
    for number, payload in enumerate(payloads, start=1):
        at = NOON + timedelta(minutes=number)
        broken = FeedTrouble(
            feed=payload, title=payload, reason=payload, detail=payload, since=NOON
        )
        quiet = Quietness(watch=payload, title=payload, since=NOON, hits=0, expected=5)
        kinds = {"trouble": {"trouble": (broken,)}, "silent": {"quiet": (quiet,)}}
        kind = "trouble" if number % 2 else "silent"
        yield compose(
            issue(kind=kind, route=payload or "desk", number=number, made_at=at, slot=None),
            ready([], **kinds[kind]),
        )

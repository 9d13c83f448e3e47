import json
from dataclasses import replace
from datetime import time

from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.model.message import FeedTrouble, HitRow, Message, StoryCard
from monitor.model.story import Development, Figure, Quote
from monitor.model.watch import Destination, Route
from monitor.notify.compose import compose
from monitor.notify.render import render
from tests.unit.notify.elements import ACTIVE, Elements
from tests.unit.notify.samples import NOON, alert_issue, issue, ready, rows, so_far

RINA = Destination(
    id="rina",
    mail="rina@example.org",
    language="id",
    tz="Asia/Jakarta",
    translate="https://tr.example/{address}",
    page="https://watch.example",
)
DAILY = Route(id="kursk-desk", to=("rina",), at=(time(8),), tz="Asia/Jakarta")

EVIL = st.one_of(
    st.text(st.characters(codec=None), max_size=80),
    st.sampled_from(
        (
            "x\r\nBcc: evil@example.org",
            "<script>alert(1)</script>",
            '"><img src=x onerror=alert(1)>',
            "</title><iframe>",
            "{{ 7 * 7 }}{% raw %}",
            "{title} {0} {reader.mail}",
            "\udcff\ud800",
            "\u202egnp.exe",
            "long",
            "ж long long",
            "",
            " \n ",
            "a\x00b",
        )
    ),
)


def grown(row: HitRow) -> HitRow:
    """Let a small example become a large text: Hypothesis prints its examples."""
    return replace(
        row,
        title=row.title.replace("long", "ж" * 90_000),
        text=row.text.replace("long", "a" * 90_000),
    )


@st.composite
def evil_rows(draw: st.DrawFn) -> HitRow:
    base = rows()[draw(st.integers(0, 5))]
    return replace(
        base,
        title=draw(EVIL),
        text=draw(EVIL),
        outlet=draw(EVIL),
        address=draw(st.one_of(st.none(), EVIL)),
        site=draw(EVIL),
        language=draw(st.sampled_from(("und", "ar", "xx-evil", "", "zh-Hant", "<b>"))),
        tags=(draw(EVIL), "wire"),
        watch_title=draw(EVIL),
        entries=(draw(EVIL),),
        cites=(draw(EVIL), "TASS"),
    )


@st.composite
def evil_developments(draw: st.DrawFn) -> tuple[Development, ...]:
    quote = Quote(article=99, field="text", start=0, end=1, text=draw(EVIL), outlet=draw(EVIL))
    return tuple(
        Development(
            kind=kind,  # type: ignore[arg-type]  these are the kinds
            watch="w",
            subject=draw(EVIL),
            article=99,
            before=(draw(EVIL).replace("long", "a" * 9_000), draw(EVIL)),
            after=draw(EVIL).replace("long", "b" * 9_000),
            evidence=(quote,),
        )
        for kind in ("correction", "figure_changed", "first_term", "first_from", "differs")
    )


def assert_harmless(message: Message, language: str) -> None:
    rendered = render(message, replace(RINA, language=language), DAILY)

    tags = Elements(rendered.html).tags
    links = [attrs.get("href") or "" for tag, attrs in tags if tag == "a"]
    assert ACTIVE.isdisjoint(tag for tag, _ in tags)
    assert not [name for _, attrs in tags for name in attrs if name.startswith("on")]
    assert not [link for link in links if not link.lower().startswith(("http://", "https://"))]
    assert len(rendered.subject) <= 70
    assert len(rendered.subject.splitlines()) == 1
    assert len(rendered.html.encode()) < 100_000
    assert rendered.text.encode()
    assert json.dumps(rendered.data, ensure_ascii=False).encode("utf-8", "strict")


@given(evil_rows(), evil_rows(), st.sampled_from(("id", "ar")))
@settings(max_examples=60, deadline=None)
def test_no_text_however_hostile_breaks_a_digest_or_becomes_part_of_its_markup(
    one: HitRow, other: HitRow, language: str
):
    second = replace(grown(other), hit_id=99, article_id=99)
    cards = [StoryCard(lead=grown(one)), StoryCard(lead=second)]

    assert_harmless(compose(issue(), ready(cards)), language)


@given(evil_rows(), evil_developments(), EVIL, st.sampled_from(("id", "ar")))
@settings(max_examples=40, deadline=None)
def test_nothing_that_is_said_of_a_story_breaks_its_alert(
    row: HitRow, found: tuple[Development, ...], evil: str, language: str
):
    known = so_far(
        first_outlet=evil,
        languages=(evil, "ru"),
        outlets=(evil,),
        figures=(Figure(entry=evil, value=1e300, outlets=(evil,)),),
        told_before=3,
        new_languages=(evil,),
    )
    lead = replace(grown(row), article_id=99)
    card = StoryCard(lead=lead, so_far=known, developments=found, also_watches=(evil,))
    trouble = FeedTrouble(feed=evil, title=evil, reason=evil, detail=evil, since=NOON)
    names = {lead.entries[0]: {"id": evil, "en": evil}}
    message = compose(alert_issue(), ready([card], trouble=(trouble,), names=names))

    assert_harmless(replace(message, first_subject=evil or "x", held_back={evil: 3}), language)
    assert_harmless(message, language)

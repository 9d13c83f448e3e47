"""Made-up hits in six languages, for everything that composes and shows digests."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from monitor.model.hit import Condition, Span
from monitor.model.message import (
    FeedTrouble,
    HitRow,
    Message,
    Quietness,
    Slot,
    StoryCard,
    Volume,
)
from monitor.model.story import Development, Figure, Quote, StorySoFar
from monitor.notify.compose import Issue, Ready, compose

NOON = datetime(2025, 6, 18, 7, 0, tzinfo=UTC)

NAMES = {
    "north_korea": {"en": "North Korea", "id": "Korea Utara"},
    "sappers": {"en": "sappers", "id": "penjinak ranjau"},
    "kursk": {"en": "Kursk", "id": "Kursk"},
    "shoigu": {"en": "Shoigu", "id": "Shoigu"},
    "builders": {"en": "builders", "id": "tentara pembangun"},
    "kcna": {"en": "KCNA", "id": "KCNA"},
}

# Each matched form, and the entry it belongs to.
FORMS = {
    "en": {
        "North Korea": "north_korea",
        "sappers": "sappers",
        "Kursk": "kursk",
        "Shoigu": "shoigu",
    },
    "id": {
        "Korut": "north_korea",
        "penjinak ranjau": "sappers",
        "sapper": "sappers",
        "Kursk": "kursk",
    },
    "ru": {"КНДР": "north_korea", "сапёров": "sappers", "Курскую": "kursk", "Шойгу": "shoigu"},
    "ko": {"북한": "north_korea", "공병": "sappers", "쿠르스크": "kursk", "쇼이구": "shoigu"},
    "ja": {"北朝鮮": "north_korea", "工兵": "sappers", "クルスク": "kursk", "ショイグ": "shoigu"},
    "ar": {"كوريا الشمالية": "north_korea", "خبراء إزالة الألغام": "sappers", "كورسك": "kursk"},
}


@dataclass(frozen=True, kw_only=True)
class Told:
    """One made-up article."""

    language: str
    title: str
    text: str
    outlet: str
    tags: tuple[str, ...] = ()


DISPATCH = (
    Told(
        language="id",
        title="Korut kirim seribu penjinak ranjau ke Kursk, kata utusan Moskwa",
        text=(
            "Sebuah rombongan tiba di Pyongyang pada Selasa pagi. Utusan itu mengatakan bahwa "
            "Korut telah setuju mengirim seribu sapper, atau penjinak ranjau, ke wilayah Kursk. "
            "Mereka akan membersihkan ladang dan jalan yang masih dipasangi bahan peledak. "
            "Belum ada keterangan kapan mereka berangkat."
        ),
        outlet="Kabar Nusantara",
    ),
    Told(
        language="ru",
        title="Шойгу: КНДР направит тысячу сапёров в Курскую область",
        text="Об этом сообщили после переговоров. КНДР поможет разминировать Курскую область.",
        outlet="Вестник Волги",
        tags=("state", "wire"),
    ),
    Told(
        language="ko",
        title="북한, 쿠르스크에 공병 1천명 보낸다…쇼이구 방북",
        text="북한이 쿠르스크에 공병을 보내기로 했다고 알려졌다.",
        outlet="한강일보",
    ),
    Told(
        language="ja",
        title="北朝鮮、クルスクに工兵千人を派遣へ ショイグ氏が発表",
        text="北朝鮮はクルスクに工兵を送ることで合意した。",
        outlet="港新聞",
    ),
    Told(
        language="ar",
        title="كوريا الشمالية ترسل ألفا من خبراء إزالة الألغام إلى كورسك",
        text="أعلن المبعوث أن كوريا الشمالية سترسل خبراء إزالة الألغام إلى كورسك قريبا.",
        outlet="بريد الميناء",
    ),
    Told(
        language="en",
        title="North Korea to send sappers to Kursk, Shoigu says",
        text="North Korea will send sappers to Kursk, an envoy said. No date was named.",
        outlet="Harbour Post",
    ),
)


def span_list(language: str, title: str, text: str) -> tuple[Span, ...]:
    """Find each known form of a language in title and text."""
    found = []
    for form, entry in FORMS[language].items():
        for field, whole in (("title", title), ("text", text)):
            start = whole.find(form)
            while start >= 0:
                found.append(
                    Span(
                        field="title" if field == "title" else "text",
                        start=start,
                        end=start + len(form),
                        surface=form,
                        term=form,
                        entry=entry,
                        why="exact",
                    )
                )
                start = whole.find(form, start + 1)
    return tuple(sorted(found, key=lambda s: (s.field != "title", s.start)))


def why_of(spans: Sequence[Span], asked: Sequence[str]) -> Condition:
    """Build the tree of `$a AND $b AND ...` as it was met by these spans."""
    parts = tuple(
        Condition(
            line=f"${entry}",
            met=any(s.entry == entry for s in spans),
            spans=tuple(s for s in spans if s.entry == entry),
        )
        for entry in asked
    )
    met = tuple(s for part in parts for s in part.spans)
    return Condition(line=" AND ".join(p.line for p in parts), met=True, spans=met, parts=parts)


def hit_row(
    number: int,
    told: Told,
    *,
    watch: str = "dprk-sappers-kursk",
    title: str = "North Korean sappers and builders in Kursk",
    severity: str = "high",
    seen: datetime | None = None,
    **more: object,
) -> HitRow:
    """Make one stored hit of a made-up article."""
    spans = span_list(told.language, told.title, told.text)
    at = seen or NOON - timedelta(hours=10) + timedelta(minutes=11 * number)
    fields: dict[str, object] = {
        "hit_id": number,
        "watch": watch,
        "watch_title": title,
        "severity": severity,
        "article_id": number,
        "title": told.title,
        "text": told.text,
        "language": told.language,
        "address": f"https://news.example/{told.language}/{number}",
        "site": f"{told.language}{number}.example",
        "outlet": told.outlet,
        "tags": told.tags,
        "published_at": at - timedelta(minutes=4),
        "first_seen_at": at,
        "spans": spans,
        "entries": tuple(dict.fromkeys(s.entry for s in spans if s.entry)),
        "rank": 1,
        "why": why_of(spans, ["north_korea", "sappers", "kursk"]),
        "text_hash": sha256(f"{number}{told.text}".encode()).hexdigest(),
    }
    return HitRow(**(fields | more))  # type: ignore[arg-type]


def rows() -> tuple[HitRow, ...]:
    """Give one hit for each article of the dispatch."""
    return tuple(hit_row(number, told) for number, told in enumerate(DISPATCH, start=1))


def issue(**more: object) -> Issue:
    """Name the noon digest of a desk."""
    fields: dict[str, object] = {
        "route": "kursk-desk",
        "destination": "rina",
        "number": 412,
        "made_at": NOON,
        "since": NOON - timedelta(hours=6),
        "slot": Slot(route="kursk-desk", starts_at=NOON),
    }
    return Issue(**(fields | more))  # type: ignore[arg-type]


def alert_issue(**more: object) -> Issue:
    """Name an alert of the same desk."""
    return issue(kind="alert", slot=None, **more)


def ready(cards: Sequence[StoryCard], **more: object) -> Ready:
    """Gather cards by their watch, with volumes and names."""
    by_watch: dict[str, list[StoryCard]] = {}
    for card in cards:
        by_watch.setdefault(card.lead.watch, []).append(card)
    fields: dict[str, object] = {
        "cards": by_watch,
        "watches": tuple(by_watch),
        "volumes": {
            watch: Volume(days=(2, 1, 3, 2, 4, 1, 2, 3, 1, 2, 5, 3, 4, 20), since=14)
            for watch in by_watch
        },
        "names": NAMES,
        "feeds_polled": 214,
        "feeds_answering": 212,
    }
    return Ready(**(fields | more))  # type: ignore[arg-type]


def dispatch_card() -> StoryCard:
    """Make the dispatch one story, led by the Indonesian article."""
    lead, *others = rows()
    return StoryCard(lead=lead, others=tuple(others))


def reaction_card() -> StoryCard:
    """Make a second story, of another watch."""
    told = Told(
        language="en",
        title="Seoul calls the plan for Kursk a grave concern",
        text="The ministry in Seoul said that sappers from North Korea at Kursk worry its allies.",
        outlet="Meridian Wire",
        tags=("wire",),
    )
    again = Told(
        language="ja",
        title="クルスク派遣に「深刻な懸念」、韓国外交省",
        text="韓国は北朝鮮の工兵派遣に懸念を示した。",
        outlet="港新聞",
    )
    same = {"watch": "allied-reactions", "title": "Reactions of allies", "severity": "normal"}
    return StoryCard(
        lead=hit_row(21, told, **same),  # type: ignore[arg-type]
        others=(hit_row(22, again, **same),),  # type: ignore[arg-type]
    )


def trouble() -> tuple[FeedTrouble, ...]:
    """Name two feeds that need attention."""
    return (
        FeedTrouble(
            feed="kcna-ko",
            title="KCNA (ko)",
            reason="timeout",
            detail="no answer in 30 s",
            since=NOON - timedelta(hours=3),
        ),
        FeedTrouble(
            feed="han",
            title="한강일보",
            reason="http_404",
            detail="404",
            since=NOON - timedelta(days=2),
        ),
    )


def digest_message() -> Message:
    """Make a whole digest: two watches, six languages, trouble."""
    cards = [dispatch_card(), reaction_card()]
    return compose(issue(), ready(cards, trouble=trouble()))


def so_far(**more: object) -> StorySoFar:
    """Say what is known of the dispatch: fourteen outlets, two figures."""
    outlets = tuple(told.outlet for told in DISPATCH) + tuple(f"Outlet {n}" for n in range(7, 15))
    fields: dict[str, object] = {
        "id": 77,
        "first_seen_at": NOON - timedelta(hours=10),
        "first_outlet": "Вестник Волги",
        "languages": ("ru", "id", "ko", "ja", "ar", "en"),
        "outlets": outlets,
        "articles": 17,
        "copies": 3,
        "figures": (
            Figure(entry="sappers", value=1000, outlets=outlets),
            Figure(entry="builders", value=5000, outlets=outlets[:13]),
        ),
    }
    return StorySoFar(**(fields | more))  # type: ignore[arg-type]


def development(kind: str, subject: str, **more: object) -> Development:
    """Make something that developed in the dispatch, found with its Korean article."""
    fields: dict[str, object] = {
        "kind": kind,
        "subject": subject,
        "watch": "dprk-sappers-kursk",
        "article": 3,
        "story": 77,
        "found_at": NOON,
        "evidence": (
            Quote(
                article=3,
                field="text",
                start=0,
                end=27,
                text="북한이 쿠르스크에 공병을 보내기로 했다고 알려졌다.",
                outlet="한강일보",
            ),
        ),
    }
    return Development(**(fields | more))  # type: ignore[arg-type]


def figure_changed() -> Development:
    """Two outlets raise the number of sappers."""
    quotes = tuple(
        Quote(article=number, field="text", start=0, end=len(text), text=text, outlet=outlet)
        for number, outlet, text in (
            (3, "한강일보", "공병 1천500명이 쿠르스크로 간다고 한다."),
            (4, "港新聞", "工兵1500人がクルスクへ向かうという。"),
        )
    )
    return development(
        "figure_changed", "sappers=1500", before=("1000",), after="1500", evidence=quotes
    )


def correction() -> Development:
    """The first outlet corrects its own sentence."""
    return development(
        "correction",
        "text",
        article=2,
        before=("КНДР направит тысячу сапёров в Курскую область.",),
        after="КНДР направит полторы тысячи сапёров в Курскую область.",
        evidence=(
            Quote(
                article=2,
                field="text",
                start=0,
                end=9,
                text="КНДР направит полторы тысячи сапёров в Курскую область.",
                outlet="Вестник Волги",
            ),
        ),
    )


def every_development() -> tuple[Development, ...]:
    """One development of each kind."""
    return (
        development("new_story", ""),
        development("first_in_language", "ko"),
        development("first_from", "hankang.example"),
        development("first_term", "kcna"),
        figure_changed(),
        correction(),
        development("withdrawn", "2:page", article=2, before=(DISPATCH[1].title,), evidence=()),
        development("unusual_volume", "2025-06-18T07", before=("3.1",), after="12", evidence=()),
        development("differs", "sappers=1200", before=("1000",), after="1200"),
        development("updated", "", article=6),
    )


def developed_card(*developments: Development, **more: object) -> StoryCard:
    """Make the dispatch a story that goes on: six articles more, with what developed."""
    card = dispatch_card()
    known = so_far(**({"told_before": 11, "new_languages": ("ja", "ar")} | more))
    return replace(card, so_far=known, developments=developments)


def quiet_message(*, cannot_tell: bool = False, hits: int = 0) -> Message:
    """Make the message that a watch found too little for two weeks."""
    quiet = Quietness(
        watch="dprk-sappers-kursk",
        title="North Korean sappers and builders in Kursk",
        since=NOON - timedelta(days=14),
        hits=hits,
        expected=5,
        cannot_tell=cannot_tell,
    )
    return compose(issue(kind="silent"), ready([], quiet=(quiet,)))


def one_line(text: str) -> str:
    """Join the lines of a text, as if it had not been broken to fit a screen."""
    return " ".join(text.split())

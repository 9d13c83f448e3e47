import json
from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.model.message import Message, Parcel, Rendered, StoryCard
from monitor.model.watch import Destination
from monitor.notify.compose import compose
from monitor.notify.marks import shown
from monitor.notify.parcel import key_of, pack
from monitor.notify.render import render
from monitor.notify.shorten import event_bytes
from tests.unit.notify.samples import (
    DISPATCH,
    alert_issue,
    digest_message,
    dispatch_card,
    hit_row,
    issue,
    ready,
    rows,
)

RINA = Destination(id="rina", mail="rina@example.org", language="id", tz="Asia/Jakarta")
HOOK = Destination(id="desk", webhook="https://hooks.example/kursk")
SENDER = "news@example.org"
SAID = Rendered(subject="Korut", text="text\n", html="<p>text", data={})


def packed(reader: Destination, message: Message | None = None) -> Parcel:
    message = message or digest_message()
    return pack(message, render(message, reader), reader, SENDER)


def parsed(parcel: Parcel) -> EmailMessage:
    mail = message_from_bytes(parcel.body, policy=default)
    assert isinstance(mail, EmailMessage)
    return mail


def part(mail: EmailMessage, kind: str) -> str:
    body = mail.get_body((kind,))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


def test_a_mail_has_the_headers_of_a_list_that_writes_by_itself():
    parcel = packed(RINA)

    mail = parsed(parcel)

    assert {name: mail[name] for name in ("From", "To", "Date", "Message-ID")} == {
        "From": "News Monitor <news@example.org>",
        "To": "rina@example.org",
        "Date": "Wed, 18 Jun 2025 07:00:00 +0000",
        "Message-ID": f"<{parcel.key}@example.org>",
    }
    assert mail["List-Id"] == "kursk-desk <kursk-desk.example.org>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Content-Language"] == "id"


def test_the_text_stands_before_the_page():
    parts = [part.get_content_type() for part in parsed(packed(RINA)).iter_parts()]

    assert parts == ["text/plain", "text/html"]


def test_subject_text_and_page_come_through_whole():
    message = digest_message()
    rendered = render(message, RINA)

    mail = parsed(pack(message, rendered, RINA, SENDER))

    assert mail["Subject"] == rendered.subject
    assert part(mail, "plain") == rendered.text
    assert part(mail, "html").rstrip("\n") == rendered.html.rstrip("\n")


def test_every_byte_of_a_mail_is_ascii_and_every_line_short():
    lines = packed(RINA).body.split(b"\r\n")

    assert packed(RINA).body.isascii()
    assert max(map(len, lines)) <= 998
    assert not any(b"\n" in line or b"\r" in line for line in lines)


@pytest.mark.parametrize("reader", [RINA, HOOK, Destination(id="files", folder="outbox")])
def test_the_same_message_gives_the_same_bytes(reader: Destination):
    assert packed(reader) == packed(reader)


def test_the_key_is_the_same_for_ever():
    assert key_of("digest/daily/rina/1", "rina") == "b4fxw3t345jdt4om2fpscnoe7nls76k3"


@given(st.text(max_size=300))
def test_a_subject_comes_through_as_it_is_shown(subject: str):
    rendered = Rendered(subject=subject, text="text", html="<p>text", data={})

    mail = parsed(pack(digest_message(), rendered, RINA, SENDER))

    assert mail["Subject"] == shown(subject).strip()


@given(st.text(), st.text(), st.text(), st.text())
def test_only_the_same_message_to_the_same_reader_has_the_same_key(
    message: str, reader: str, other: str, another: str
):
    same = (message, reader) == (other, another)

    assert (key_of(message, reader) == key_of(other, another)) == same


@given(st.text(st.characters(codec=None)))
def test_a_key_can_stand_in_any_header(message: str):
    key = key_of(message, "rina")

    assert len(key) == 32
    assert set(key) <= set("abcdefghijklmnopqrstuvwxyz234567")


def test_a_reader_whose_address_no_header_can_name_stands_in_the_envelope_only():
    mail = parsed(packed(replace(RINA, mail="rína@example.org")))

    assert mail["To"] == "undisclosed-recipients:;"


def test_a_domain_in_other_letters_is_spelled_in_ascii():
    mail = parsed(packed(replace(RINA, mail="rina@bücher.example")))

    assert mail["To"] == "rina@xn--bcher-kva.example"


EVIL = st.one_of(
    st.text(st.characters(codec=None), max_size=200),
    st.sampled_from(
        (
            "x\r\nBcc: evil@example.org",
            "=?utf-8?q?evil?=",
            "\udcff",
            "ж" * 200_000,
            ".",
            "\r\n.\r\n",
        )
    ),
)


@given(EVIL, EVIL, EVIL)
@settings(max_examples=80, deadline=None)
def test_no_title_adds_a_header_or_a_reader_or_stops_a_mail(title: str, text: str, outlet: str):
    title = title.replace("long", "ж" * 90_000)
    row = replace(rows()[0], title=title, text=text, outlet=outlet)
    message = compose(alert_issue(), ready([StoryCard(lead=row)]))

    mail = parsed(packed(RINA, message))

    assert set(mail.keys()) == set(parsed(packed(RINA)).keys())
    assert mail["To"] == "rina@example.org"
    assert mail.defects == []


@given(EVIL, EVIL, EVIL)
@settings(deadline=None)
def test_whatever_was_rendered_can_be_packed(subject: str, text: str, html: str):
    rendered = Rendered(subject=subject, text=text, html=html, data={})

    parcel = pack(digest_message(), rendered, RINA, SENDER)

    assert parcel.body.isascii()
    assert max(map(len, parcel.body.split(b"\r\n"))) <= 998


def test_an_event_of_usual_size_is_sent_whole():
    message = compose(alert_issue(), ready([dispatch_card()]))

    event = json.loads(packed(HOOK, message).body)

    assert event == render(message, HOOK).data


@pytest.mark.parametrize("stories", [1, 30, 150])
def test_a_large_event_is_shortened_and_says_so(stories: int):
    cards = []
    for story in range(stories):
        first = 1000 * story + 1
        found = [
            replace(hit_row(number, DISPATCH[number % 6]), text="long " * 400)
            for number in range(first, first + 40)
        ]
        cards.append(StoryCard(lead=found[0], others=tuple(found[1:])))

    body = packed(HOOK, compose(issue(), ready(cards))).body

    truncated = json.loads(body)["data"]["truncated"]["articles"]
    assert len(body) <= 20_000
    assert truncated["total"] == 40 * stories
    assert 0 < truncated["sent"] < truncated["total"]


@given(st.integers(2_000, 40_000), st.integers(1, 30))
@settings(max_examples=25, deadline=None)
def test_shortening_keeps_to_the_limit_and_counts_what_it_sends(limit: int, articles: int):
    found = [hit_row(number, DISPATCH[number % 6]) for number in range(1, articles + 1)]
    card = StoryCard(lead=found[0], others=tuple(found[1:]))
    data = render(compose(alert_issue(), ready([card])), HOOK).data

    event = json.loads(event_bytes(data, limit))

    sent = len(event["data"]["articles"])
    counted = event["data"].get("truncated", {"articles": {"sent": articles}})
    assert counted["articles"]["sent"] == sent
    assert len(event_bytes(data, limit)) <= limit


def threaded(reader: Destination, **more: object) -> EmailMessage:
    """Pack a later alert of a story whose first one had the key `first`."""
    message = replace(digest_message(), sections=(), **{"thread": 7, "first_key": "first", **more})
    return parsed(pack(message, SAID, reader, SENDER))


def test_a_later_alert_of_a_story_hangs_under_the_first():
    mail = threaded(RINA)

    assert (mail["In-Reply-To"], mail["References"]) == ("<first@example.org>",) * 2


@pytest.mark.parametrize(
    ("reader", "more"),
    [
        (replace(RINA, threads=False), {}),
        (RINA, {"thread": None}),
        (RINA, {"first_key": None}),
        (RINA, {"first_key": key_of(digest_message().id, "rina")}),
    ],
    ids=["without threads", "no story", "nothing before", "the first itself"],
)
def test_no_other_mail_hangs_under_one(reader: Destination, more: dict[str, object]):
    mail = threaded(reader, **more)

    assert (mail["In-Reply-To"], mail["References"]) == (None, None)


def test_a_mail_claims_no_precedence_and_asks_for_no_answer():
    mail = threaded(RINA)

    assert (mail["Precedence"], mail["X-Auto-Response-Suppress"]) == (None, "All")


def test_headers_of_ids_stand_in_one_line_however_long_the_domain():
    domain = f"{'d' * 60}.{'e' * 60}.example"
    message = replace(digest_message(), sections=(), thread=7, first_key="k" * 32)

    body = pack(message, SAID, RINA, f"news@{domain}").body

    assert f"\r\nReferences: <{'k' * 32}@{domain}>\r\n".encode() in body

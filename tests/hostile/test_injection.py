"""Whatever strangers and authors write stays text: in mails, events, files, feeds and chats."""

import asyncio
import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest

from monitor.model.message import Message, Parcel, Rendered, Sent
from monitor.model.seam import pass_by
from monitor.model.watch import Destination
from monitor.notify.folder import FolderSender
from monitor.notify.parcel import pack
from monitor.notify.render import render
from monitor.notify.smtp import MailPool, MailServer, SmtpSender
from tests.figures import Figure
from tests.hostile.active import LINK, active_parts
from tests.hostile.payloads import every_payload
from tests.hostile.planted import evil_alerts, evil_digests, evil_notices
from tests.rig.mailbox import Mailbox, mailbox
from tests.unit.notify.samples import NOON

PAYLOADS = every_payload()
SENDER = "news@example.org"
RINA = Destination(
    id="rina",
    mail="rina@example.org",
    language="en",
    tz="Asia/Jakarta",
    translate="https://tr.example/?to={language}&u={address}",
    page="https://watch.example",
)
FOLDER = Destination(id="files", folder="outbox", language="en")
CHAT = Destination(id="chat", chat="json://127.0.0.1/", page="https://watch.example")
HOOK = Destination(id="hook", webhook="https://hook.example/x")
HEADERS = set(
    "subject list-id in-reply-to references from to date message-id auto-submitted "
    "x-auto-response-suppress mime-version content-type content-language".split()
)
LONGEST_LINE = 998  # RFC 5322, 2.1.1
FILE = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{4}Z-[a-z0-9-]+-[a-z2-7]{8}\.(html|txt|json|eml)"
)
FEED_FILE = re.compile(r"[A-Za-z0-9_~-]{1,200}\.(json|atom)")
ATOM = "{http://www.w3.org/2005/Atom}"
# What chat services read as markup or as a call to somebody.
STEERING = frozenset("<>@*_`~|[]#\\")


def messages(share: int = 1) -> Iterator[Message]:
    """Give every digest, in which all payloads stand, and a share of what tells one of them."""
    yield from evil_digests(PAYLOADS)
    for number, pair in enumerate(zip(evil_alerts(PAYLOADS), evil_notices(PAYLOADS), strict=True)):
        if number % share == 0:
            yield from pair


def steering(text: str) -> list[str]:
    """List controls and marks that turn a line, but for line ends and our own isolates."""
    kinds = {one: unicodedata.category(one) for one in set(text) - set("\n\u2068\u2069")}
    turning = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067")
    return [one for one, kind in kinds.items() if kind in ("Cc", "Cs") or one in turning]


@pytest.mark.parametrize(("language", "share"), [("en", 1), ("ar", 4)])
def test_no_page_has_a_part_that_runs_loads_or_sends(language: str, share: int, figure: Figure):
    reader, count = replace(RINA, language=language), 0
    for message in messages(share):
        rendered = render(message, reader)
        count += 1
        assert active_parts(rendered.html) == [], message.id
        assert len(rendered.html.encode()) < 100_000
        assert steering(rendered.text) == steering(rendered.subject) == []
        assert len(rendered.subject.splitlines()) <= 1

    figure(f"injection payloads x messages ({language})", f"{len(PAYLOADS)} x {count}")
    assert len(PAYLOADS) >= 300


async def sent(parcels: list[Parcel]) -> tuple[Mailbox, list[bool]]:
    async with mailbox() as box:
        server = MailServer(host="127.0.0.1", port=box.port, sender=SENDER, security="none")
        pool = MailPool(server, pass_by)
        sender = SmtpSender(server, RINA.mail or "", pass_by, pool)
        outcomes = [await sender.send(parcel, NOON) for parcel in parcels]
        await pool.close()
        return box, [isinstance(outcome, Sent) for outcome in outcomes]


def test_every_mail_arrives_byte_for_byte_with_our_headers_and_our_reader_only(figure: Figure):
    told = [*evil_digests(PAYLOADS), *evil_alerts(PAYLOADS)]
    parcels = [pack(one, render(one, RINA), RINA, SENDER) for one in told]

    box, taken = asyncio.run(sent(parcels))

    assert all(taken)
    assert [letter == parcel.body for letter, parcel in zip(box.letters, parcels, strict=True)] == [
        True
    ] * len(parcels)
    assert set(box.readers) == {"rina@example.org"}
    for letter, mail in zip(box.letters, box.mails(), strict=True):
        assert {name.lower() for name in mail} <= HEADERS
        assert len(mail.get_all("subject", [])) == 1
        assert str(mail["to"]) == "rina@example.org"
        assert max(map(len, letter.split(b"\r\n"))) <= LONGEST_LINE
        assert letter.isascii()
        assert b"\n" not in letter.replace(b"\r\n", b"")
        assert b"\r" not in letter.replace(b"\r\n", b"")
        kinds = [(part.get_content_type(), part.defects) for part in mail.walk()]
        assert kinds == [(kind, []) for kind in KINDS_OF_A_MAIL]
    figure("mails received, byte for byte", len(box.letters))


KINDS_OF_A_MAIL = ("multipart/alternative", "text/plain", "text/html")


def test_a_mails_text_is_what_was_written_though_dots_and_from_begin_its_lines():
    text = "\r\n".join([".", "..", ".x", "From here", "QUIT", "RSET", "x" * 1_000_000, ".", ""])
    odd = Rendered(subject="x", text=text.replace("\r\n", "\n"), html="<p>.</p>\n.\n", data={})
    message = next(evil_alerts(PAYLOADS[:1]))

    box, taken = asyncio.run(sent([pack(message, odd, RINA, SENDER)]))

    (mail,) = box.mails()
    part, other = mail.iter_parts()  # type: ignore[attr-defined]  an EmailMessage
    assert taken == [True]
    assert part.get_content().replace("\r\n", "\n") == odd.text
    assert other.get_content().replace("\r\n", "\n") == odd.html


def addresses_in(value: Any) -> Iterator[str]:
    """Find every address of an event: the values under `url`, and of links."""
    if isinstance(value, dict):
        for name, below in value.items():
            is_address = name in ("url", "canonical_url", "mute", "feedback")
            if isinstance(below, str) and is_address:
                yield below
            yield from addresses_in(below)
    elif isinstance(value, list):
        for below in value:
            yield from addresses_in(below)


def test_every_event_is_sound_json_whose_addresses_are_links():
    for message in messages(4):
        rendered = render(message, HOOK)

        short = pack(message, rendered, HOOK, SENDER).body.decode("utf-8")
        whole = json.dumps(rendered.data, ensure_ascii=False)
        event = json.loads(whole)

        assert json.loads(short)["type"] == event["type"]
        assert steering(short) == steering(whole) == []
        assert [one for one in addresses_in(event) if not LINK.fullmatch(one)] == []
        assert [one for one in addresses_in(event) if "@" in urlsplit(one).netloc] == []


def test_files_and_feeds_stay_in_their_folder_and_hold_only_text(tmp_path: Path):
    outbox = tmp_path / "outbox"
    sender = FolderSender(outbox, pass_by)
    count = 0
    for message in (*evil_digests(PAYLOADS), *list(evil_alerts(PAYLOADS))[::4]):
        parcel = pack(message, render(message, FOLDER), FOLDER, SENDER)
        assert isinstance(asyncio.run(sender.send(parcel, NOON)), Sent)
        count += 1

    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    told = [path for path in outbox.iterdir() if path.is_file()]
    feeds = [path for path in (outbox / "feeds").iterdir() if not path.name.startswith(".")]
    assert {path.parent for path in files} == {outbox, outbox / "feeds"}
    assert [path.name for path in told if not FILE.fullmatch(path.name)] == []
    assert [path.name for path in feeds if not FEED_FILE.fullmatch(path.name)] == []
    assert len(told) == 4 * count
    for path in feeds:
        text = path.read_text("utf-8")
        assert steering(text) == []
        links = _links_of_json(text) if path.suffix == ".json" else _links_of_atom(text)
        assert [link for link in links if not LINK.fullmatch(link)] == []
    assert all(active_parts(path.read_text("utf-8")) == [] for path in outbox.glob("*.html"))


def _links_of_json(text: str) -> list[str]:
    return [item["url"] for item in json.loads(text)["items"] if "url" in item]


def _links_of_atom(text: str) -> list[str]:
    assert "<!" not in text
    tree = ElementTree.fromstring(text)
    assert {element.tag.removeprefix(ATOM) for element in tree.iter()} <= set(
        "feed id title updated generator entry published author name link category content".split()
    )
    return [element.attrib["href"] for element in tree.iter(f"{ATOM}link")]


def test_no_chat_calls_anybody_or_hides_where_a_link_leads():
    for message in messages(4):
        parcel = pack(message, render(message, CHAT), CHAT, SENDER)

        said = json.loads(parcel.body)

        assert steering(said["title"] + said["body"]) == []
        lines = [said["title"], *said["body"].split("\n")]
        own = [line for line in lines if line.startswith("https://watch.example")]
        links = [line for line in lines if LINK.fullmatch(line)]
        words = [line for line in lines if line not in links and line not in own]
        assert [line for line in words if STEERING & set(line)] == []
        assert [line for line in links if set("<>@*`|[]()\\\"' ") & set(line)] == []

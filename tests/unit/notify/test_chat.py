"""Chats are told through Apprise, for real: the services' addresses are set to 127.0.0.1."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest
from aiohttp import web

from monitor.model.message import Ambiguous, Outcome, Parcel, Refused, Sent
from monitor.model.seam import pass_by
from monitor.notify.chat import MISSING, UNKNOWN, ChatSender, chat_problem
from monitor.notify.chat_text import harmless
from tests.fakes import DROP, HANG, scripted_web
from tests.unit.notify.test_chat_text import EVIL, MARKUP

pytest.importorskip("apprise")

from apprise.plugins.discord import NotifyDiscord
from apprise.plugins.slack import NotifySlack
from apprise.plugins.telegram import NotifyTelegram

# One of Apprise's hundred services imports a module that Python 3.13 has no more.
pytestmark = pytest.mark.filterwarnings("ignore:.*imghdr:DeprecationWarning")

NOON = datetime(2025, 6, 18, 7, 0, tzinfo=UTC)
TOKEN = "TIiajkdnlazkcOXrIdevi7FQ"
SLACK = f"slack://T1JJ3T3L2/A1BRTD4JD/{TOKEN}/"
TELEGRAM = "tgram://123456789:abcdefg_hijklmnop/12315544/"
DISCORD = "discord://4174216298/JHMHI8qBe7bk2ZwO5U711o3dV_js/"
SERVICES = (
    SLACK,
    TELEGRAM,
    DISCORD,
    "mmost://127.0.0.1:{port}/3ccdd113474722377935511fc85d3dd4",
    "ntfy://127.0.0.1:{port}/kursk",
    "json://127.0.0.1:{port}/",
)


@dataclass
class Service:
    """Takes what any chat service takes, and answers with a status."""

    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    got: list[dict[str, Any]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)

    async def take(self, request: web.Request) -> web.Response:
        self.paths.append(request.path)
        self.got.append(await request.json())
        text = "ok" if request.path.startswith("/slack") else '{"ok": true}'
        return web.Response(text=text, status=self.status, headers=self.headers)

    def said(self) -> str:
        """Everything that was said, in the order of the keys."""
        return "\n".join(json.dumps(one, ensure_ascii=False) for one in self.got)


@asynccontextmanager
async def running(service: Service) -> AsyncIterator[int]:
    app = web.Application()
    app.router.add_post("/{path:.*}", service.take)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        yield runner.addresses[0][1]
    finally:
        await runner.cleanup()


@pytest.fixture
def point_at(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Set where Apprise believes Slack, Telegram and Discord to be."""

    def point(port: int) -> None:
        here = f"http://127.0.0.1:{port}"
        monkeypatch.setattr(NotifySlack, "webhook_url", f"{here}/slack")
        monkeypatch.setattr(NotifyTelegram, "notify_url", f"{here}/bot")
        monkeypatch.setattr(NotifyDiscord, "notify_url", f"{here}/discord")

    return point


def parcel(title: str = "Kursk desk", *paragraphs: str) -> Parcel:
    said = {"title": title, "body": "\n\n".join(paragraphs or ("a story",)), "format": "text"}
    body = json.dumps(said).encode()
    return Parcel(key="k", destination="team", content_type="x", body=body)


def told(
    point_at: Callable[[int], None],
    address: str,
    service: Service,
    sent: Parcel | None = None,
) -> Outcome:
    async def run() -> Outcome:
        async with running(service) as port:
            point_at(port)
            sender = ChatSender(address.format(port=port), pass_by)
            return await sender.send(sent or parcel(), NOON)

    return asyncio.run(run())


@pytest.mark.parametrize("address", SERVICES)
def test_a_service_gets_title_and_body(point_at, address: str):
    service = Service()

    outcome = told(point_at, address, service, parcel("Kursk desk", "сапёры 北朝鮮"))

    assert outcome == Sent(answer="told")
    assert "Kursk desk" in service.said()
    assert "сапёры 北朝鮮" in service.said()


@pytest.mark.parametrize("address", SERVICES)
def test_what_is_harmless_stays_so_through_apprise(point_at, address: str):
    service = Service()
    line = harmless(" ".join(EVIL))

    told(point_at, address, service, parcel(line, line))

    def strings(value: object) -> list[str]:
        match value:
            case dict():
                return [text for one in value.values() for text in strings(one)]
            case list():
                return [text for one in value for text in strings(one)]
        return [value] if isinstance(value, str) and "here" in value else []

    texts = [text for one in service.got for text in strings(one)]
    assert texts
    assert all(MARKUP.isdisjoint(text) for text in texts)


@pytest.mark.parametrize(
    ("address", "most"), [(TELEGRAM, 4096), (DISCORD, 2000), (SERVICES[3], 4000)]
)
def test_what_is_too_long_is_one_message_that_says_so(point_at, address: str, most: int):
    service = Service()
    stories = [f"story {number} " + "ж" * 90 for number in range(90)]

    outcome = told(point_at, address, service, parcel("Kursk desk", *stories))

    (text,) = (one.get("text") or one["content"] for one in service.got)
    assert outcome == Sent(answer="told")
    assert len(text) <= most
    assert "… +" in text[-9:]


@pytest.mark.parametrize("status", [400, 403, 404, 429, 500])
def test_a_refusal_can_be_tried_again_and_says_why(point_at, status: int):
    outcome = told(point_at, SLACK, Service(status))

    assert isinstance(outcome, Refused)
    assert (outcome.reason, outcome.final) == ("chat_failed", False)
    assert TOKEN not in outcome.answer


def test_a_redirect_is_not_followed(point_at):
    service = Service(302, {"Location": "/elsewhere"})

    outcome = told(point_at, SLACK, service)

    assert isinstance(outcome, Refused)
    assert [path for path in service.paths if "elsewhere" in path] == []


def test_a_service_that_took_it_and_hung_up_leaves_a_doubt():
    async def run() -> Outcome:
        async with scripted_web(DROP) as server:
            return await ChatSender(f"json://127.0.0.1:{server.port}/", pass_by).send(
                parcel(), NOON
            )

    assert isinstance(asyncio.run(run()), Ambiguous)


def test_a_service_that_hangs_ends_at_the_deadline_and_gets_no_second_thread():
    async def run() -> list[Outcome]:
        async with scripted_web(HANG) as server:
            sender = ChatSender(f"json://127.0.0.1:{server.port}/", pass_by, deadline=0.2)
            return [await sender.send(parcel(), NOON), await sender.send(parcel(), NOON)]

    first, second = asyncio.run(run())

    assert first == Ambiguous(reason="timeout", answer="0.2 s")
    assert second == Refused(reason="timeout", answer="the send before has not ended")


def test_nothing_secret_is_said_aloud(point_at, capfd: pytest.CaptureFixture[str], caplog):
    caplog.set_level(logging.DEBUG)

    told(point_at, SLACK, Service(500))

    ours = [record for record in caplog.records if not record.name.startswith("aiohttp")]
    heard = [*capfd.readouterr(), *(record.getMessage() for record in ours)]
    assert not any(TOKEN in line for line in heard)


def test_an_address_that_apprise_knows_is_no_problem():
    assert chat_problem(SLACK) is None


@pytest.mark.parametrize("address", ["nothing://here", "https-no-address", "", "slack://"])
def test_an_address_that_apprise_does_not_know_is_refused_without_repeating_it(address: str):
    assert chat_problem(address) == UNKNOWN
    with pytest.raises(ValueError, match="Apprise knows no such address"):
        ChatSender(address, pass_by)


def test_without_apprise_it_says_what_to_install():
    assert "pip install news-monitor[chat]" in MISSING

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone

import aiohttp
import pytest
from aiohttp import web
from standardwebhooks.webhooks import Webhook

from monitor.model.message import Ambiguous, Outcome, Parcel, Refused, Sent
from monitor.model.seam import pass_by
from monitor.notify.webhook import Answer, NoAnswer, WebhookSender, seconds_of
from tests.fakes import DROP, HANG, scripted_web

NOON = datetime(2025, 6, 18, 7, 0, tzinfo=UTC)
BODY = '{"type":"digest","data":{"title":"сапёров"}}'.encode()
PARCEL = Parcel(key="abc234", destination="desk", content_type="application/json", body=BODY)
NEW = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
OLD = "C2FVsBQIhrscChlQIMV+b5sSYspob7oD"


@dataclass
class Receiver:
    status: int = 204
    headers: dict[str, str] = field(default_factory=dict)
    got: list[tuple[dict[str, str], bytes]] = field(default_factory=list)

    async def take(self, request: web.Request) -> web.Response:
        headers = {name.lower(): value for name, value in request.headers.items()}
        self.got.append((headers, await request.read()))
        return web.Response(status=self.status, headers=self.headers)


@asynccontextmanager
async def running(receiver: Receiver) -> AsyncIterator[str]:
    app = web.Application()
    app.router.add_post("/hook", receiver.take)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    finally:
        await runner.cleanup()


async def post(
    url: str, headers: Mapping[str, str], body: bytes, timeout: float
) -> Answer | NoAnswer:
    """Post with a plain session; the program's own is the guarded one."""
    try:
        async with (
            asyncio.timeout(min(timeout, 1)),
            aiohttp.ClientSession() as session,
            session.post(url, data=body, headers=headers, allow_redirects=False) as answer,
        ):
            return Answer(
                status=answer.status,
                retry_after=answer.headers.get("Retry-After"),
                text=await answer.text(),
            )
    except aiohttp.ClientConnectorError as problem:
        return NoAnswer(reason="no_connection", detail=str(problem))
    except (aiohttp.ClientError, TimeoutError) as problem:
        return NoAnswer(reason="timeout", detail=str(problem), sent=True)


async def send(url: str, *secrets: str, now: datetime = NOON) -> Outcome:
    return await WebhookSender(url, secrets, post, pass_by).send(PARCEL, now)


def answer_of(status: int, **headers: str) -> Outcome:
    receiver = Receiver(status, {name.replace("_", "-"): text for name, text in headers.items()})

    async def run() -> Outcome:
        async with running(receiver) as url:
            return await send(url)

    return asyncio.run(run())


def delivered(*secrets: str, now: datetime = NOON) -> tuple[dict[str, str], bytes]:
    receiver = Receiver()

    async def run() -> Outcome:
        async with running(receiver) as url:
            return await send(url, *secrets, now=now)

    asyncio.run(run())
    return receiver.got[0]


@pytest.mark.parametrize("secret", [NEW, OLD])
def test_the_library_of_the_standard_accepts_the_signature_of_every_secret(secret: str):
    headers, body = delivered(NEW, OLD, now=datetime.now(UTC))  # noqa: TID251  it asks the clock

    assert Webhook(secret).verify(body, headers) == json.loads(BODY)


def test_the_zone_of_the_clock_does_not_change_a_signature():
    jakarta = NOON.astimezone(timezone(timedelta(hours=7)))

    here, there = delivered(NEW)[0], delivered(NEW, now=jakarta)[0]

    assert here["webhook-signature"] == there["webhook-signature"]


def test_a_repeat_has_the_same_id_and_body_and_a_new_time():
    first, second = delivered(NEW), delivered(NEW, now=NOON + timedelta(minutes=5))

    assert (first[0]["webhook-id"], first[1]) == (second[0]["webhook-id"], second[1])
    assert first[0]["webhook-timestamp"] != second[0]["webhook-timestamp"]


@pytest.mark.parametrize("status", [200, 202, 204, 299])
def test_only_a_2xx_is_success(status: int):
    assert isinstance(answer_of(status), Sent)


@pytest.mark.parametrize(
    ("status", "reason"),
    [(302, "http_3xx"), (400, "http_4xx"), (404, "http_4xx"), (500, "http_5xx")],
)
def test_everything_else_can_be_tried_again(status: int, reason: str):
    outcome = answer_of(status)

    assert isinstance(outcome, Refused)
    assert (outcome.reason, outcome.final) == (reason, False)


def test_410_wants_nothing_more():
    outcome = answer_of(410)

    assert isinstance(outcome, Refused)
    assert (outcome.reason, outcome.final, outcome.disable) == ("gone", True, True)


@pytest.mark.parametrize("status", [429, 503])
def test_the_receiver_says_when_to_come_again(status: int):
    outcome = answer_of(status, Retry_After="120")

    assert isinstance(outcome, Refused)
    assert outcome.retry_after == 120


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120),
        (" 0 ", 0),
        ("Wed, 18 Jun 2025 07:02:00 GMT", 120),
        ("Wed, 18 Jun 2025 06:00:00 GMT", -3600),
        ("-1", None),
        ("soon", None),
        ("1.5", None),
        ("9" * 400, 999_999_999_999),
    ],
)
def test_a_wish_is_seconds_or_a_date(header: str, seconds: float | None):
    assert seconds_of(header, NOON) == seconds


@pytest.mark.parametrize("fault", [HANG, DROP])
def test_a_receiver_that_took_the_body_and_fell_silent_leaves_a_doubt(fault: str):
    async def run() -> tuple[Outcome, int]:
        async with scripted_web(fault) as server:
            outcome = await send(f"http://127.0.0.1:{server.port}/hook", NEW)
            return outcome, len(server.requests)

    outcome, requests = asyncio.run(run())

    assert isinstance(outcome, Ambiguous)
    assert requests == 1


def test_nobody_at_the_door_is_no_doubt():
    async def run() -> Outcome:
        async with scripted_web() as server:
            port = server.port
        return await send(f"http://127.0.0.1:{port}/hook", NEW)

    outcome = asyncio.run(run())

    assert isinstance(outcome, Refused)
    assert (outcome.reason, outcome.final) == ("no_connection", False)


@pytest.mark.parametrize("secret", ["", "whsec_", "not base64!", "open sesame"])
def test_a_secret_that_is_not_base64_is_refused_at_once(secret: str):
    with pytest.raises(ValueError, match="base64"):
        WebhookSender("https://hooks.example", [secret], post, pass_by)


def test_what_the_receiver_says_is_safe_to_log():
    async def run() -> Outcome:
        reply = b"HTTP/1.1 200 OK\r\ncontent-length: 8\r\n\r\nok\r\n\x1b[2J"
        async with scripted_web(reply) as server:
            return await send(f"http://127.0.0.1:{server.port}/hook")

    assert asyncio.run(run()) == Sent(answer="200 ok [2J")

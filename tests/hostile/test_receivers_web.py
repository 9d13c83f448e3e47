"""Webhooks that misbehave: each gets its outcome, no delivery is lost, and no other waits for it.

All are tried at once, through the guarded door; the second try meets a receiver that is well.
"""

import asyncio
from collections.abc import Iterator, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import timedelta

import pytest
from standardwebhooks.webhooks import Webhook

from monitor.app.posting import posting
from monitor.intake import child_main
from monitor.model.message import Ambiguous, Done, GiveUp, Outcome, Refused, Sent, TryAgain
from monitor.model.seam import pass_by
from monitor.notify.webhook import Answer, NoAnswer, Post, WebhookSender
from monitor.outside.child import Children
from monitor.outside.dial import Dialer
from monitor.outside.guard import allowlist
from monitor.store.verify import verify
from tests.figures import Figure
from tests.hostile.answers import BOMB, BROKEN, packed
from tests.hostile.canary import FRIENDS, canary
from tests.hostile.hookhost import HookHost, hook_host
from tests.hostile.post import CALM, Tried, attempt, post_office, tell
from tests.hostile.server import (
    MIB,
    OK,
    Say,
    drip,
    endless,
    head,
    plain,
    reset,
    sent_to,
    silence,
    status,
    zeros,
)
from tests.rig.house import NOON, House

DEADLINE = 4.0
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A first answer, what it must come to, the reason word, and the wait that it wishes for."""

    say: Say
    kind: type[Outcome]
    reason: str | None = None
    is_final: bool = False
    wish: timedelta | None = None


def taken(say: Say) -> Case:
    return Case(say=say, kind=Sent)


def later(say: Say, reason: str, wish: timedelta | None = None) -> Case:
    return Case(say=say, kind=Refused, reason=reason, wish=wish)


def unknown(say: Say, reason: str) -> Case:
    return Case(say=say, kind=Ambiguous, reason=reason)


WISHES = {
    "0": MINUTE, "-1": None, "120": 2 * MINUTE, "999999999": DAY, "1" + "0" * 60: DAY, "1.5": None,
    "soon": None, "nan": None, "": None, "Tue, 17 Jun 2025 12:05:00 GMT": 5 * MINUTE,
    "Tue, 17 Jun 2025 11:00:00 GMT": MINUTE, "Fri, 31 Dec 9999 23:59:59 GMT": DAY,
    "Mon, 01 Jan 0000 00:00:00 GMT": None,
}  # fmt: skip
INSIDE = (
    "http://127.0.0.1:{port}/",
    "http://[::1]:{port}/",
    "http://169.254.169.254/",
    "//10.0.0.1",
)

CASES: Mapping[str, Case] = {
    **{f"status {code}": taken(status(code, body=b"{}")) for code in (200, 201, 202, 206, 299)},
    "status 204": taken(plain(b"HTTP/1.1 204 No Content\r\n\r\n")),
    "200 with words of failure": taken(status(200, body=b'{"error": "no_such_channel"}')),
    "200 with a page of error": taken(status(200, body=b"<h1>500 Internal Server Error</h1>")),
    **{
        f"status {code}": later(status(code, body=b"no"), f"http_{code // 100}xx")
        for code in (300, 305, 400, 401, 403, 404, 405, 413, 422, 451, 500, 501, 502, 504, 599)
    },
    **{
        f"status {code}, Retry-After {wish[:30]!r}": later(
            status(code, f"Retry-After: {wish}"), "slow_down" if code == 429 else "http_5xx", wait
        )
        for code in (429, 503)
        for wish, wait in WISHES.items()
    },
    "status 410": Case(say=status(410), kind=Refused, reason="gone", is_final=True),
    **{
        f"status {code} to {where}": later(sent_to(where, code), "http_3xx")
        for code in (301, 302, 303, 307, 308)
        for where in INSIDE
    },
    "status 304": later(status(304), "http_3xx"),
    "silence": unknown(silence(), "timeout"),
    "silence after the first line": unknown(silence(OK), "timeout"),
    "headers that drip": unknown(drip(OK, b"X: y\r\n"), "timeout"),
    "100 Continue drips": unknown(drip(b"", b"HTTP/1.1 100 Continue\r\n\r\n"), "timeout"),
    "a reset": unknown(reset(b""), "no_connection"),
    "an end": unknown(plain(b""), "broken_answer"),
    "a reset in the head": unknown(reset(OK), "no_connection"),
    "headers without end": unknown(endless(OK, b"X: y\r\n" * 999), "broken_answer"),
    "one header of a gibibyte": unknown(endless(OK + b"X: ", b"y" * MIB), "broken_answer"),
    "a mail server": unknown(plain(b"220 mail.example ESMTP\r\n"), "broken_answer"),
    "noise": unknown(BROKEN["noise"][0], "broken_answer"),
    # The status is the answer: whatever its body does, 200 is success, and 500 is none.
    "200 and a body without end": taken(endless(head(), b"x" * MIB)),
    "200 and a body that drips": taken(drip(head())),
    "200 and silence": taken(silence(head("Content-Length: 9"))),
    "200 and a reset": taken(reset(head("Content-Length: 9"))),
    "200 and a length that is too long": taken(plain(head("Content-Length: 9"), b"ok")),
    "200 and a chunk that breaks off": taken(plain(head("Transfer-Encoding: chunked"), b"9\r\nok")),
    "200 and a gzip of two gibibytes": taken(packed("gzip", lambda: zeros(31, BOMB))),
    "200 and a coding that we did not offer": taken(packed("br", lambda: [b"hello"])),
    "200 and no gzip": taken(packed("gzip", lambda: [b"hello"])),
    "500 and a body without end": later(
        endless(b"HTTP/1.1 500 No\r\n\r\n", b"x" * MIB), "http_5xx"
    ),
    "500 and a body that drips": later(drip(b"HTTP/1.1 500 No\r\n\r\n"), "http_5xx"),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """What became of every case at the first try and at the second, and what its host was sent."""

    first: Mapping[str, Tried]
    second: Mapping[str, Tried]
    hosts: Mapping[str, HookHost]
    strangers: list[str]
    broken_promises: tuple[str, ...]


def name_of(number: int) -> str:
    return f"hook-{number}"


def hurried(post: Post) -> Post:
    """Wait less long than the program does."""

    async def hurry(
        url: str, headers: Mapping[str, str], body: bytes, timeout: float, /
    ) -> Answer | NoAnswer:
        return await post(url, headers, body, min(timeout, DEADLINE))

    return hurry


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Day]:
    """Try all of them, and once more later."""
    folder = tmp_path_factory.mktemp("web")
    children = Children(child_main.main, count=1)
    try:
        with asyncio.Runner() as run:
            stack = AsyncExitStack()
            house = run.run(post_office(run, folder, children, stack))
            try:
                address = {"webhook": "https://hooks.example/"}
                tell(house, {name_of(n): address for n in range(len(CASES))})
                yield run.run(lived(house, stack))
            finally:
                run.run(stack.aclose())
    finally:
        children.close()


async def lived(house: House, stack: AsyncExitStack) -> Day:
    bird = await stack.enter_async_context(canary())
    dialer = await stack.enter_async_context(Dialer(agent="tests", allowed=allowlist([FRIENDS])))
    hosts, senders = {}, dict(house.senders)
    for number, case in enumerate(CASES.values()):
        host = await stack.enter_async_context(hook_host(case.say))
        hosts[name_of(number)] = host
        senders[name_of(number)] = WebhookSender(
            host.address, [SECRET], hurried(posting(dialer)), pass_by
        )
    first = await attempt(house, NOON, senders)
    second = await attempt(house, NOON + 2 * DAY, senders)
    return Day(
        first=first,
        second=second,
        hosts=hosts,
        strangers=bird.songs,
        broken_promises=await house.rows.read(verify),
    )


EACH = pytest.mark.parametrize(("number", "case"), list(enumerate(CASES.values())), ids=list(CASES))


@EACH
def test_a_receiver_gets_its_outcome_and_decision(day: Day, number: int, case: Case):
    tried = day.first[name_of(number)]

    assert isinstance(tried.outcome, case.kind), tried.outcome
    assert getattr(tried.outcome, "reason", None) == case.reason, tried.outcome
    wanted = Done if case.kind is Sent else GiveUp if case.is_final else TryAgain
    assert isinstance(tried.decision, wanted)
    if case.wish is not None and isinstance(tried.decision, TryAgain):
        assert tried.decision.at - tried.at == case.wish


@EACH
def test_only_what_may_go_better_is_tried_again(day: Day, number: int, case: Case):
    second = day.second.get(name_of(number))

    if case.kind is Sent or case.is_final:
        assert second is None
    else:
        assert second is not None
        assert isinstance(second.outcome, Sent), second.outcome


@EACH
def test_each_try_has_the_same_id_and_body_and_a_signature_of_its_time(
    day: Day, number: int, case: Case
):
    got = day.hosts[name_of(number)].got
    times = [day.first[name_of(number)].at]
    times += [day.second[name_of(number)].at] if name_of(number) in day.second else []

    assert len(got) == len(times)
    assert len({(one.headers["webhook-id"], one.body) for one in got}) == 1
    for one, at in zip(got, times, strict=True):
        assert one.headers["webhook-timestamp"] == str(int(at.timestamp()))
        signed = Webhook(SECRET).sign(one.headers["webhook-id"], at, one.body.decode())
        assert one.headers["webhook-signature"] == signed
    assert len({one.headers["webhook-signature"] for one in got}) == len(got)


def test_who_misbehaves_harms_nobody(day: Day, figure: Figure):
    longest = max(one.took for one in day.first.values())

    figure("webhooks that misbehave", len(CASES))
    figure(f"longest try, of {DEADLINE:g} s allowed", f"{longest:.2f} s")
    figure("connects to where webhooks sent us", len(day.strangers))
    assert isinstance(day.first[CALM].outcome, Sent)
    assert day.strangers == []
    assert longest < 3 * DEADLINE
    assert day.broken_promises == ()

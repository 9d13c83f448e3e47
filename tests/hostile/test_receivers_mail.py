"""Mail servers that misbehave: each gets its outcome, no mail is lost, and no other waits for it.

Every server is the destination of one hit, and all are tried at once. The first conversation goes
wrong, the second is polite, where there is one.
"""

import asyncio
from collections.abc import Iterator, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass
from email import message_from_bytes, policy
from itertools import pairwise
from pathlib import Path

import pytest

from monitor.intake import child_main
from monitor.model.message import Ambiguous, Done, GiveUp, Outcome, Refused, Sent, TryAgain
from monitor.model.seam import pass_by
from monitor.notify.smtp import MailPool, MailServer, SmtpSender
from monitor.outside.child import Children
from monitor.store.verify import verify
from tests.figures import Figure
from tests.hostile.mailserver import (
    HELLO,
    MailHost,
    Script,
    break_off,
    hang_up,
    mail_host,
    replies,
    take_and_hang_up,
    wait,
)
from tests.hostile.post import CALM, Tried, attempt, post_office, tell
from tests.hostile.server import MIB, drip, endless, plain
from tests.rig.house import HOUR, NOON, House

DEADLINE = 2.0
READER = "rina@example.org"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A first conversation, what it must come to, and the reason word."""

    script: Script
    kind: type[Outcome]
    reason: str | None = None
    is_final: bool = False


def later(script: Script, reason: str = "deferred") -> Case:
    return Case(script=script, kind=Refused, reason=reason)


def never(script: Script, reason: str = "refused") -> Case:
    return Case(script=script, kind=Refused, reason=reason, is_final=True)


def taken(script: Script) -> Case:
    return Case(script=script, kind=Sent)


def unknown(script: Script, reason: str) -> Case:
    return Case(script=script, kind=Ambiguous, reason=reason)


VERBS = ("greeting", "EHLO", "MAIL", "RCPT", "DATA")
BEFORE = {"hangs up": (hang_up, "no_connection"), "says no more": (wait, "timeout")}
LINE = b"220-words and words\r\n"
HUGE, LINES = plain(b"220 " + b"x" * (10 * MIB)), endless(LINE, LINE * 999)
MORE = endless(b"", b"250-SIZE 1\r\n" * 999)

CASES: Mapping[str, Case] = {
    **{
        f"{code} to {verb}": later(replies(**{verb: f"{code} 4.7.1 come back later"}))
        for code in (421, 450, 451, 452, 454)
        for verb in ("greeting", "MAIL", "RCPT", "DATA", "dot")
    },
    **{
        f"{code} to {verb}": never(replies(**{verb: f"{code} 5.7.1 not here"}))
        for code in (550, 551, 552, 553, 554, 535)
        for verb in ("greeting", "MAIL", "RCPT", "DATA", "dot")
    },
    **{
        f"{what} at {verb}": later({verb: said}, word)
        for what, (said, word) in BEFORE.items()
        for verb in VERBS
    },
    **{
        f"resets at {verb}": later({verb: break_off}, "no_connection") for verb in VERBS[1:]
    },
    "hangs up after the dot": unknown({".": hang_up}, "no_connection"),
    "says no more after the dot": unknown({".": wait}, "timeout"),
    "resets after the dot": unknown({".": break_off}, "no_connection"),
    "half an answer to the dot": unknown({".": plain(b"25")}, "timeout"),
    "a drip after the dot": unknown({".": drip(b"250-", b"250-x\r\n")}, "timeout"),
    "nonsense after the dot": unknown(replies(dot="hello?"), "broken_answer"),
    "354 to the dot": later(replies(dot="354 once more")),
    "250 and death": taken({".": take_and_hang_up}),
    "250 with words of refusal": taken(replies(dot="250 550 rejected as spam")),
    "250 and silence at the goodbye": taken({"QUIT": wait}),
    "250 and garbage at the goodbye": taken({"QUIT": plain(b"\xff\x00" * 999)}),
    "a banner of ten mebibytes": later({"greeting": HUGE}, "broken_answer"),
    "a banner without end": later({"greeting": endless(b"220-", b"x" * MIB)}, "broken_answer"),
    "lines of a banner without end": later({"greeting": LINES}, "broken_answer"),
    "a banner that drips": later({"greeting": drip(b"220 ")}, "timeout"),
    "lines of a banner that drip": later({"greeting": drip(LINE, LINE)}, "timeout"),
    "extensions without end": later({"EHLO": MORE}, "broken_answer"),
    "extensions that drip": later({"EHLO": drip(b"", b"250-SIZE 1\r\n")}, "timeout"),
    "a website": later({"greeting": plain(b"HTTP/1.1 400 Bad Request\r\n\r\n")}, "broken_answer"),
    "noise": later({"greeting": plain(bytes(range(256)) * 40 + b"\r\n")}, "broken_answer"),
    "NULs": later({"greeting": plain(bytes(9_999) + b"\n")}, "broken_answer"),
    "a code of words": later(replies(greeting="hi! mail.example"), "broken_answer"),
    "250 to DATA": later(replies(DATA="250 taken")),
    "354 to RCPT": later(replies(RCPT="354 go on"), "broken_answer"),
    "an answer to MAIL before its time": later({"EHLO": plain(HELLO + b"250 HELP\r\n250 x\r\n")}),
    "all answers at once, and 451": later(
        {"greeting": plain(b"220 x\r\n250 x\r\n451 x\r\n354 x\r\n250 x\r\n")}
    ),
    "only a password in the clear": taken(
        {"EHLO": plain(HELLO + b"250-AUTH PLAIN LOGIN\r\n250 HELP\r\n")}
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """What became of every case at the first try and at the second, and what each host heard."""

    first: Mapping[str, Tried]
    second: Mapping[str, Tried]
    hosts: Mapping[str, MailHost]
    outbox: int
    broken_promises: tuple[str, ...]


def name_of(number: int) -> str:
    return f"mail-{number}"


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Day]:
    """Try all of them, and once more a day later."""
    folder = tmp_path_factory.mktemp("mail")
    children = Children(child_main.main, count=1)
    try:
        with asyncio.Runner() as run:
            stack = AsyncExitStack()
            house = run.run(post_office(run, folder, children, stack))
            try:
                tell(house, {name_of(n): {"mail": READER} for n in range(len(CASES))})
                yield run.run(lived(house, stack))
            finally:
                run.run(stack.aclose())
    finally:
        children.close()


async def lived(house: House, stack: AsyncExitStack) -> Day:
    hosts, senders = {}, dict(house.senders)
    for number, case in enumerate(CASES.values()):
        host = await stack.enter_async_context(mail_host(case.script))
        server = MailServer(
            host="127.0.0.1",
            port=host.port,
            sender="news@example.org",
            security="none",
            deadline=DEADLINE,
        )
        hosts[name_of(number)] = host
        senders[name_of(number)] = SmtpSender(server, READER, pass_by)
    first = await attempt(house, NOON, senders)
    again = max(one.decision.at for one in first.values() if isinstance(one.decision, TryAgain))
    second = await attempt(house, again, senders)
    return Day(
        first=first,
        second=second,
        hosts=hosts,
        outbox=len(list((house.folder / "outbox").rglob("*.eml"))),
        broken_promises=await house.rows.read(verify),
    )


EACH = pytest.mark.parametrize(("number", "case"), list(enumerate(CASES.values())), ids=list(CASES))


@EACH
def test_a_server_gets_its_outcome_and_decision(day: Day, number: int, case: Case):
    tried = day.first[name_of(number)]

    assert isinstance(tried.outcome, case.kind), tried.outcome
    assert getattr(tried.outcome, "reason", None) == case.reason, tried.outcome
    assert getattr(tried.outcome, "final", False) == case.is_final
    wanted = Done if case.kind is Sent else GiveUp if case.is_final else TryAgain
    assert isinstance(tried.decision, wanted)


@EACH
def test_only_what_may_go_better_is_tried_again(day: Day, number: int, case: Case):
    second = day.second.get(name_of(number))

    if case.kind is Sent or case.is_final:
        assert second is None
    else:
        assert second is not None
        assert isinstance(second.outcome, Sent), second.outcome


@EACH
def test_a_repeat_is_the_same_mail_byte_for_byte(day: Day, number: int, case: Case):
    letters = day.hosts[name_of(number)].letters

    found = [message_from_bytes(one, policy=policy.SMTP)["Message-ID"] for one in letters]
    assert all(one == two for one, two in pairwise(letters))
    assert len(set(found)) == (0 if case.is_final and not letters else 1)
    assert len(letters) <= 2


def test_who_misbehaves_harms_nobody(day: Day, figure: Figure):
    longest = max(one.took for one in day.first.values())

    figure("mail servers that misbehave", len(CASES))
    figure(f"longest try, of {DEADLINE:g} s allowed", f"{longest:.2f} s")
    assert isinstance(day.first[CALM].outcome, Sent)
    assert day.outbox == 1
    assert longest < 4 * DEADLINE
    assert day.broken_promises == ()


def test_of_five_readers_only_the_one_that_was_put_off_is_tried_again(tmp_path: Path):
    readers = {f"reader-{number}": {"mail": f"r{number}@example.org"} for number in range(5)}
    greylist = Greylist("r3@")

    async def lived(house: House) -> tuple[dict[str, Tried], dict[str, Tried]]:
        async with mail_host() as greylist.host:
            greylist.host.scripts = [{"RCPT": greylist}]
            server = MailServer(
                host="127.0.0.1",
                port=greylist.host.port,
                sender="news@example.org",
                security="none",
            )
            pool = MailPool(server, pass_by)
            senders = {
                name: SmtpSender(server, reader["mail"], pass_by, pool)
                for name, reader in readers.items()
            }
            first = await attempt(house, NOON, {**house.senders, **senders})
            second = await attempt(house, NOON + HOUR, {**house.senders, **senders})
            await pool.close()
            return first, second

    children = Children(child_main.main, count=1)
    with asyncio.Runner() as run:
        stack = AsyncExitStack()
        house = run.run(post_office(run, tmp_path, children, stack))
        try:
            tell(house, readers)
            first, second = run.run(lived(house))
        finally:
            run.run(stack.aclose())
            children.close()

    put_off = [name for name, one in first.items() if not isinstance(one.outcome, Sent)]
    assert (put_off, list(second)) == (["reader-3"], ["reader-3"])
    assert isinstance(second["reader-3"].outcome, Sent)
    assert sorted(greylist.host.recipients) == [
        "r0@example.org",
        "r1@example.org",
        "r2@example.org",
        "r3@example.org",
        "r3@example.org",
        "r4@example.org",
    ]


class Greylist:
    """Puts a reader off once."""

    def __init__(self, name: str) -> None:
        self.host = MailHost(scripts=[])
        self._name, self._is_known = name, False

    async def __call__(self, writer: asyncio.StreamWriter) -> None:
        is_new = self.host.recipients[-1].startswith(self._name) and not self._is_known
        self._is_known = self._is_known or is_new
        writer.write(b"451 4.7.1 greylisted\r\n" if is_new else b"250 ok\r\n")

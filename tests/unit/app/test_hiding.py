"""Secrets in what others say are stars, however they are spelt."""

import asyncio
import json
from base64 import b64encode
from datetime import UTC, datetime
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.app.hiding import Discreet, Hiding, hiding_of
from monitor.model.message import Outcome, Parcel, Refused
from tests.unit.app.files import load

NOON = datetime(2025, 6, 18, 12, tzinfo=UTC)
SECRET = 'open "sésame"/7'
PARCEL = Parcel(key="k", destination="x", content_type="text/plain", body=b"x")


@given(before=st.binary(max_size=9), behind=st.binary(max_size=9))
def test_a_secret_is_hidden_wherever_it_begins_in_base64(before: bytes, behind: bytes):
    said = b64encode(before + SECRET.encode() + behind).decode()

    shown = Hiding([SECRET])(f"AUTH PLAIN {said}")

    assert "***" in shown
    assert len(shown) <= len("AUTH PLAIN ***") + 2 * (len(before) + len(behind)) + 10


@pytest.mark.parametrize(
    "said", [SECRET, quote(SECRET, safe=""), json.dumps(SECRET)[1:-1], repr(SECRET)[1:-1]]
)
def test_a_secret_is_hidden_in_every_spelling(said: str):
    assert Hiding([SECRET])(f"I know {said}!") == "I know ***!"


def test_what_is_no_secret_stays():
    assert Hiding([SECRET, "", "abc"])("abc, open sesame \ud800") == "abc, open sesame \ud800"
    assert Hiding()(SECRET) == SECRET


class Echo:
    """A receiver that repeats what it knows."""

    kind = "webhook"
    lane = None

    async def send(self, parcel: Parcel, now: datetime) -> Outcome:
        return Refused(reason="http_4xx", answer=f"401 {SECRET}", final=True)


def test_an_answer_is_cleaned_and_otherwise_what_it_was():
    sender = Discreet(Echo(), Hiding([SECRET]))  # type: ignore[arg-type]  a sender in shape

    outcome = asyncio.run(sender.send(PARCEL, NOON))

    assert outcome == Refused(reason="http_4xx", answer="401 ***", final=True)
    assert (sender.kind, sender.lane) == ("webhook", None)


def test_every_secret_of_a_configuration_is_hidden(tmp_path):
    config = load(
        tmp_path,
        {"PASS": "mailpass7", "KEY": "whsec_" + "QUJD" * 8, "CHAT": "slack://chattoken7/x"},
        monitor="database: 'postgresql://u:basepass7@h/d'\n"
        "mail: {host: h, sender: s@x.org, user: u, password: {env: PASS}}\n"
        "routes: [{id: all, watches: ['*'], to: [hook], wait: 2s}]\n"
        "destinations: {hook: {webhook: 'https://u:hookpass7@x.org/hooktoken7',"
        " secret: {env: KEY}}, chat: {chat: {env: CHAT}}}\n",
        feeds="feeds: [{address: 'https://u:feedpass7@x.org/rss?token=querytoken7',"
        " headers: {Authorization: Bearer headtoken7, Accept: text/something},"
        " cookies: {a: cookie7x}, proxy: 'http://u:proxypass7@p.example:1'}]\n",
    )
    secrets = [
        "mailpass7", "QUJD" * 8, "chattoken7", "basepass7", "hookpass7", "hooktoken7",
        "feedpass7", "querytoken7", "headtoken7", "cookie7x", "proxypass7",
    ]  # fmt: skip

    shown = hiding_of(config)(" ".join(secrets) + " text/something")

    assert [one for one in secrets if one in shown] == []
    assert shown.endswith("text/something")

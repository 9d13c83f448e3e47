"""Secrets taken out of what others say: a receiver may repeat them, an error may quote them."""

import json
import re
from base64 import b64encode
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Final
from urllib.parse import quote, quote_plus, unquote, urlsplit

from daachorse import MATCH_KIND_LEFTMOST_LONGEST, CharwiseDoubleArrayAhoCorasick

from monitor.app.config import Config
from monitor.model.message import Outcome, Parcel
from monitor.model.watch import DestinationKind
from monitor.notify.destination import Sender
from monitor.outside.address import hidden_values

HIDDEN: Final = "***"
# What is shorter is no secret, and would tear words of others apart.
SHORTEST: Final = 6
# Headers that say what we can read, not who we are.
_OPEN: Final = re.compile(r"accept|user-agent|referer|from\b|cache-control", re.IGNORECASE)


class Hiding:
    """Replaces the secrets of a configuration in any text, in every spelling they come back in."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        """Take the secrets as they are configured."""
        forms = {form for secret in secrets for form in _forms(secret) if len(form) >= SHORTEST}
        self._automaton = (
            CharwiseDoubleArrayAhoCorasick(sorted(forms), MATCH_KIND_LEFTMOST_LONGEST)
            if forms
            else None
        )

    def __call__(self, text: str) -> str:
        """Give the text with `***` where a secret stood."""
        if self._automaton is None:
            return text
        sound = text.encode("utf-8", "replace").decode("utf-8")
        told, done = [], 0
        for start, end, _ in self._automaton.find(sound):
            told += [sound[done:start], HIDDEN]
            done = end
        return "".join((*told, sound[done:])) if told else text


class Discreet:
    """A sender whose answers repeat no secret, whatever the receiver says."""

    def __init__(self, sender: Sender, hiding: Hiding) -> None:
        """Stand before a sender."""
        self.sender = sender
        self._hiding = hiding

    @property
    def kind(self) -> DestinationKind:
        """What the sender sends."""
        return self.sender.kind

    @property
    def lane(self) -> str | None:
        """What the sender shares with others."""
        return self.sender.lane

    async def send(self, parcel: Parcel, now: datetime) -> Outcome:
        """Have it sent, and clean the answer."""
        outcome = await self.sender.send(parcel, now)
        return replace(outcome, answer=self._hiding(outcome.answer))


def hiding_of(config: Config) -> Hiding:
    """Hide every secret that a configuration holds."""
    return Hiding(_secrets(config))


def _secrets(config: Config) -> Iterator[str]:
    yield from _of_address(config.database)
    if config.mail and config.mail.password:
        yield config.mail.password
    for destination in config.destinations.values():
        yield from (key.removeprefix("whsec_") for key in destination.secrets)
        for address in (destination.chat, destination.webhook):
            yield from _of_receiver(address or "")
    for feed in config.feeds:
        yield from _of_address(feed.address)
        yield from _of_address(feed.proxy or "")
        yield from feed.cookies.values()
        for name, value in feed.headers.items():
            if not _OPEN.match(name):
                yield from (value, *value.split())


def _of_address(address: str) -> Iterator[str]:
    """Give the password of an address, or the whole of what stands before the @ without one."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return
    user, at, _ = parts.netloc.rpartition("@")
    if at:
        name, _, password = user.partition(":")
        yield unquote(password or name)
    yield from (unquote(value) for value in hidden_values(parts.query))


def _of_receiver(address: str) -> Iterator[str]:
    """Give what lets somebody post there: what follows the host, and whatever looks like a key.

    Chats have keys in place of a host, too.
    """
    yield from _of_address(address)
    place, _, path = address.partition("://")[2].partition("/")
    yield path
    parts = re.split(r"[/?&=#]", path) + [
        part for part in re.split("[@:]", place) if "." not in part
    ]
    yield from filter(_is_like_a_key, parts)


def _is_like_a_key(part: str) -> bool:
    return len(part) >= 8 and (len(part) >= 20 or any(letter.isdigit() for letter in part))


def _forms(secret: str) -> Iterator[str]:
    """Spell a secret as addresses, JSON, Python and the headers of HTTP and SMTP do."""
    yield from (secret, quote(secret, safe=""), quote(secret), quote_plus(secret))
    yield from (json.dumps(secret)[1:-1], json.dumps(secret, ensure_ascii=False)[1:-1])
    yield repr(secret)[1:-1]
    yield from _inside_base64(secret.encode("utf-8", "replace"))


def _inside_base64(content: bytes) -> Iterator[str]:
    """Give the letters that content has inside of longer base64, wherever it begins in it.

    `user:password` and `NUL user NUL password` are sent so (RFC 7617, RFC 4616).
    """
    for before in range(3):
        whole = b64encode(bytes(before) + content).decode("ascii")
        first, last = (before * 8 + 5) // 6, (before + len(content)) * 8 // 6
        yield whole[first:last]

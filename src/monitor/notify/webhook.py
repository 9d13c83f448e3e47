"""Webhooks: signed POSTs as Standard Webhooks 1.0 has them.

Source: https://github.com/standard-webhooks/standard-webhooks, the specification.
"""

from base64 import b64decode
from binascii import Error as NotBase64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final, Literal, Protocol

from standardwebhooks.webhooks import Webhook

from monitor.model.message import Ambiguous, Outcome, Parcel, Refused, Sent
from monitor.model.seam import Point
from monitor.notify.marks import shown

DEADLINE_SECONDS: Final = 15.0
LONGEST_ANSWER: Final = 300
GONE: Final = 410
SLOW_DOWN: Final = 429
_PREFIX: Final = "whsec_"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a receiver said: `retry_after` is its header as it came, `text` some of its body."""

    status: int
    retry_after: str | None = None
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoAnswer:
    """Why there is no answer; `sent` says that the request may have reached the receiver."""

    reason: str
    detail: str
    sent: bool = False


class Post(Protocol):
    """Posts bytes through the guarded door."""

    async def __call__(
        self, url: str, headers: Mapping[str, str], body: bytes, timeout: float, /
    ) -> Answer | NoAnswer:
        """Post once, follow no redirect, take at most `timeout` seconds in all; never raise."""


class WebhookSender:
    """Posts to one receiver."""

    kind: Literal["webhook"] = "webhook"
    lane: str | None = None

    def __init__(self, url: str, secrets: Sequence[str], post: Post, point: Point) -> None:
        """Prepare the signatures.

        Args:
            url: Where to post.
            secrets: Base64, with or without `whsec_`, newest first: while a secret is changed,
                each delivery carries a signature of every one.
            post: The guarded door.
            point: The seam for faults.

        Raises:
            ValueError: A secret is not base64.
        """
        self._url = url
        self._signers = tuple(Webhook(secret_bytes(secret)) for secret in secrets)
        self._post = post
        self._point = point

    async def send(self, parcel: Parcel, now: datetime) -> Outcome:
        """Post the parcel's bytes, once: the key is the same at each attempt, the time is new."""
        headers = self._headers(parcel, now)
        self._point("webhook.post")
        answer = await self._post(self._url, headers, parcel.body, DEADLINE_SECONDS)
        self._point("webhook.answer")
        return outcome_of(answer, now)

    def _headers(self, parcel: Parcel, now: datetime) -> dict[str, str]:
        at = now.astimezone(UTC)  # the library mis-signs other zones
        body = parcel.body.decode()
        signatures = [signer.sign(parcel.key, at, body) for signer in self._signers]
        headers = {
            "content-type": parcel.content_type,
            "webhook-id": parcel.key,
            "webhook-timestamp": str(int(at.timestamp())),
        }
        return headers | ({"webhook-signature": " ".join(signatures)} if signatures else {})


def outcome_of(answer: Answer | NoAnswer, now: datetime) -> Outcome:
    """Say what an answer means: only 2xx is success, 410 wants nothing more at all.

    Source: Standard Webhooks 1.0, "Deliverability and reliability".
    """
    if isinstance(answer, NoAnswer):
        detail = _cleaned(answer.detail)
        if answer.sent:
            return Ambiguous(reason=answer.reason, answer=detail)
        return Refused(reason=answer.reason, answer=detail)
    said = _cleaned(f"{answer.status} {answer.text}")
    if 200 <= answer.status < 300:
        return Sent(answer=said)
    if answer.status == GONE:
        return Refused(reason="gone", answer=said, final=True, disable=True)
    wish = seconds_of(answer.retry_after, now) if answer.retry_after else None
    return Refused(reason=_status_word(answer.status), answer=said, retry_after=wish)


def seconds_of(retry_after: str, now: datetime) -> float | None:
    """Read a `Retry-After` header: seconds, or a date; None when it is neither.

    Source: RFC 9110, 10.2.3. The value is not limited here.
    """
    text = retry_after.strip()
    if text.isascii() and text.isdigit():
        return float(text[:12])
    try:
        at = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return (at - now).total_seconds()


def secret_bytes(secret: str) -> bytes:
    """Decode a secret strictly: the library drops what it does not understand.

    Raises:
        ValueError: The secret is not base64, or empty.
    """
    text = secret.strip().removeprefix(_PREFIX)
    try:
        found = b64decode(text + "=" * (-len(text) % 4), validate=True)
    except (NotBase64, ValueError):
        found = b""
    if not found:
        raise ValueError("a webhook secret is base64, with or without whsec_ before it")
    return found


def _status_word(status: int) -> str:
    """Name a status that is no success, by the words of docs/reasons.md."""
    return "slow_down" if status == SLOW_DOWN else f"http_{status // 100}xx"


def _cleaned(text: str) -> str:
    return shown(text).strip()[:LONGEST_ANSWER]

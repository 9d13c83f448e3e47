"""Webhooks go through the guarded session like everything else that speaks HTTP."""

from collections.abc import Mapping

from monitor.notify.webhook import Answer, NoAnswer, Post
from monitor.outside import dial
from monitor.outside.dial import Dialer, Request

MOST_ANSWER_BYTES = 64 * 1024
ANSWER_SECONDS = 2.0  # the status says all; what else is said is only shown


def posting(dialer: Dialer) -> Post:
    """Give the door through which webhooks are posted."""

    async def post(
        url: str, headers: Mapping[str, str], body: bytes, timeout: float, /
    ) -> Answer | NoAnswer:
        request = Request(
            address=url,
            headers=headers,
            method="POST",
            body=body,
            most_bytes=MOST_ANSWER_BYTES,
            deadline=timeout,
            body_seconds=ANSWER_SECONDS,
        )
        said = await dialer.ask(request)
        if isinstance(said, dial.NoAnswer):
            return NoAnswer(reason=said.reason, detail=said.detail, sent=said.sent)
        text = said.body[:300].decode("utf-8", errors="replace")
        return Answer(status=said.status, retry_after=said.headers.get("retry-after"), text=text)

    return post

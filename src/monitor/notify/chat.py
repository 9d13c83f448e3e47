"""Chat through Apprise, which knows a hundred services, and is installed only where it is wanted.

Apprise makes its own connections: they do not pass the guard of addresses. A chat's address is the
operator's own, no text from a feed can change it, and redirects are not followed.
"""

import asyncio
import json
import logging
import threading
from datetime import datetime
from importlib.util import find_spec
from typing import Any, Final, Literal

from monitor.model.message import Ambiguous, Outcome, Parcel, Refused, Sent
from monitor.model.seam import Point
from monitor.notify.chat_text import fitted, size_of
from monitor.notify.marks import shown

DEADLINE_SECONDS: Final = 20.0
LONGEST_ANSWER: Final = 300
MISSING: Final = "chat needs Apprise: pip install news-monitor[chat]"
UNKNOWN: Final = "Apprise knows no such address; see https://appriseit.com/services/"
# Apprise's own words for a request that got no answer, or none that was heard.
_NO_ANSWER: Final = "onnection error"


def chat_problem(address: str) -> str | None:
    """Say why a chat destination cannot work, in a sentence for its author; None when it can.

    The sentence does not repeat the address: it holds secrets.
    """
    if find_spec("apprise") is None:
        return MISSING
    _quieten()
    return UNKNOWN if _plugin(address) is None else None


class ChatSender:
    """Tells one chat. One send at a time: services want a gap, which Apprise keeps."""

    kind: Literal["chat"] = "chat"
    lane: str | None = None

    def __init__(self, address: str, point: Point, deadline: float = DEADLINE_SECONDS) -> None:
        """Read an address of Apprise.

        Args:
            address: Such as `slack://a/b/c`; it holds secrets.
            point: The seam for faults.
            deadline: For one send, in seconds, everything included.

        Raises:
            ValueError: Apprise is missing, or knows no such address.
        """
        problem = chat_problem(address)
        if problem is not None:
            raise ValueError(problem)
        self._plugin = _plugin(address)
        self._point = point
        self._deadline = deadline
        self._turn: asyncio.Lock | None = None
        self._thread: threading.Thread | None = None

    async def send(self, parcel: Parcel, now: datetime) -> Outcome:
        """Tell it once; never raises, and no service says when to come again."""
        self._turn = self._turn or asyncio.Lock()
        async with self._turn:
            if self._thread is not None and self._thread.is_alive():
                return Refused(reason="timeout", answer="the send before has not ended")
            self._point("chat.send")
            try:
                async with asyncio.timeout(self._deadline):
                    outcome = await self._in_thread(json.loads(parcel.body))
            except TimeoutError:
                return Ambiguous(reason="timeout", answer=f"{self._deadline:g} s")
            self._point("chat.answer")
            return outcome

    async def _in_thread(self, said: dict[str, str]) -> Outcome:
        """Run Apprise beside the loop: in a thread that no end of the program waits for."""
        loop = asyncio.get_running_loop()
        done: asyncio.Future[Outcome] = loop.create_future()

        def work() -> None:
            outcome = _tell(self._plugin, said)
            try:
                loop.call_soon_threadsafe(_settle, done, outcome)
            except RuntimeError:  # the loop has ended, and nobody waits any more
                return

        self._thread = threading.Thread(target=work, name="chat", daemon=True)
        self._thread.start()
        return await done


class _Heard(logging.Handler):
    """Keeps what Apprise complains of in one thread."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._thread = threading.get_ident()
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a line of this thread."""
        if record.thread == self._thread:
            self.lines.append(record.getMessage())


def _tell(plugin: Any, said: dict[str, str]) -> Outcome:  # noqa: ANN401  Apprise ships no types
    """Have a plugin send, in a form that fits its service, and read what it complained of."""
    from apprise import NotifyFormat, NotifyType

    logger, heard = logging.getLogger("apprise"), _Heard()
    logger.addHandler(heard)
    try:
        body, title = _form(plugin, said)
        # What is harmless needs no escapes, and Markdown's would stand in the middle of addresses.
        is_markdown = plugin.resolve_format(NotifyFormat.TEXT) == NotifyFormat.MARKDOWN
        words = NotifyFormat.MARKDOWN if is_markdown else NotifyFormat.TEXT
        is_told = plugin.notify(
            body=body, title=title, notify_type=NotifyType.INFO, body_format=words
        )
    except Exception as problem:  # a hundred plugins: any may break, and none may break us
        return Ambiguous(reason="chat_failed", answer=_cleaned(type(problem).__name__))
    finally:
        logger.removeHandler(heard)
    if is_told:
        return Sent(answer="told")
    answer = _cleaned(" ".join(heard.lines) or "no reason given")
    if any(_NO_ANSWER in line for line in heard.lines):
        return Ambiguous(reason="no_connection", answer=answer)
    return Refused(reason="chat_failed", answer=answer)


def _form(plugin: Any, said: dict[str, str]) -> tuple[str, str]:  # noqa: ANN401
    """Fit body and title to what the service takes.

    Nothing is ever split into two messages: what has no room is left out, and that is said.
    """
    title, body = said["title"], said["body"]
    if not plugin.title_maxlen:
        title, body = "", f"{title}\n\n{body}"
    title = title[: plugin.title_maxlen]
    shared = size_of(title) + 2 if plugin.overflow_amalgamate_title else 0
    return fitted(body, max(plugin.body_maxlen - shared, 1)), title


def _plugin(address: str) -> Any | None:  # noqa: ANN401
    """Make Apprise's plugin for an address: no pictures, no advertising, no redirects."""
    from apprise import Apprise, AppriseAsset

    asset = AppriseAsset(
        app_id="News Monitor",
        app_desc="News Monitor",
        app_url="",
        image_url_mask="",
        image_url_logo="",
        http_redirects=False,
        async_mode=False,
        secure_logging=True,
    )
    return Apprise.instantiate(address, asset=asset, suppress_exceptions=True)


def _quieten() -> None:
    """Keep secrets out of the log: at DEBUG both Apprise and its HTTP library tell addresses."""
    for name in ("apprise", "urllib3"):
        logging.getLogger(name).setLevel(logging.WARNING)
    logger = logging.getLogger("apprise")
    logger.propagate = False
    if not logger.handlers:
        logger.addHandler(logging.NullHandler())


def _settle(done: "asyncio.Future[Outcome]", outcome: Outcome) -> None:
    if not done.done():
        done.set_result(outcome)


def _cleaned(text: str) -> str:
    return shown(text).strip()[:LONGEST_ANSWER]

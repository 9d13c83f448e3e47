"""What the operator reads while the program runs: one event a line, as text or as JSON."""

import io
import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TextIO, cast

import structlog

from monitor.app.clock import Clock
from monitor.app.config import Config
from monitor.app.hiding import Hiding, hiding_of
from monitor.app.repeats import Repeats
from monitor.flow.digest import Made
from monitor.flow.ingest import Polled
from monitor.flow.pageturns import PageRead
from monitor.model.message import Decision, Done, GiveUp, Outcome, Sent, TryAgain
from monitor.store.outbox import DeliveryClaim
from monitor.text.visible import one_line, visible

KIND_CHARACTERS = 80  # of an error's text: what follows is often a number of its own


class Report:
    """Says what happens, calmly: one event a line, whatever strangers wrote, and no secret."""

    def __init__(self, clock: Clock, *, as_json: bool = False) -> None:
        """Write to standard error, which keeps standard output for results."""
        self._hiding = Hiding()
        self._clock, self._repeats = clock, Repeats()
        self._log = structlog.wrap_logger(
            structlog.PrintLogger(cast(TextIO, _Mouth())),
            processors=[
                _stamp(clock, as_json),
                structlog.processors.add_log_level,
                self._discreet,
                *_renderers(as_json),
            ],
            wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        )

    def say(self, event: str, **values: object) -> None:
        """Tell something that is as it should be."""
        self._log.info(event, **values)

    def warn(self, event: str, **values: object) -> None:
        """Tell something that needs the operator's eye."""
        self._log.warning(event, **values)

    def fault(self, event: str, error: BaseException) -> None:
        """Tell of an error in the program itself, with its traceback.

        One that comes again and again is told ever more seldom, with how often it came.
        """
        kind = f"{event} {type(error).__name__} {str(error)[:KIND_CHARACTERS]}"
        more = self._repeats.line(kind, self._clock())
        if more is None:
            return
        trace = structlog.processors.format_exc_info(None, "", {"exc_info": error})
        self._log.error(event, error=repr(error), **more, trace=trace.get("exception", ""))

    def database(self, event: str, detail: str) -> None:
        """Tell that the database is down, or works again."""
        self.warn(event, detail=detail)

    def keep_secrets_of(self, config: Config) -> None:
        """Take the secrets of a configuration out of whatever is told from now on."""
        self._hiding = hiding_of(config)

    def running(self, config: Config) -> None:
        """Tell what is watched, and where its digests can be looked at."""
        folders = [near(item.folder) for item in config.destinations.values() if item.folder]
        self.say(
            "News Monitor is running" if config.feeds else "no feeds are configured",
            watches=len(config.watches.watches),
            feeds=len(config.feeds),
            digests_in=", ".join(folders) or "no folder",
        )

    def polled(self, polled: Polled) -> None:
        """Tell what a poll brought, and what is to be noticed of the feed.

        An unchanged feed is not worth a line, nor is one whose host had no time.
        """
        if polled.later:
            return
        state = polled.state
        for notice in polled.notices:
            if notice.reason != state.reason:
                self.warn("feed", feed=polled.feed, reason=notice.reason, detail=notice.detail)
        if state.reason:
            self.warn(
                "feed does not answer",
                feed=polled.feed,
                reason=state.reason,
                detail=state.detail,
                next_try=_short(state.next_poll_at),
            )
        elif not polled.unchanged:
            self.say("polled", feed=polled.feed, new=polled.found.new, hits=polled.found.hits)

    def read(self, page: PageRead) -> None:
        """Tell of hits that only the page's text gave."""
        if page.new_hits:
            self.say("page read", article=page.article_id, new_hits=page.new_hits)

    def made(self, made: Made) -> None:
        """Tell that a message lies in the outbox."""
        message = made.message
        self.say(
            "digest made",
            route=message.route,
            number=message.number,
            to=made.parcel.destination,
            subject=made.subject,
        )

    def delivered(self, claim: DeliveryClaim, outcome: Outcome, decision: Decision) -> None:
        """Tell what became of a delivery, and where to look."""
        to = claim.parcel.destination
        match decision:
            case Done():
                where = outcome.answer if isinstance(outcome, Sent) else ""
                self.say("delivered", to=to, look_at=near(where))
            case TryAgain(at=at, reason=reason):
                self.warn(
                    "delivery failed",
                    to=to,
                    reason=reason,
                    answer=outcome.answer,
                    next_try=_short(at),
                )
            case GiveUp(reason=reason):
                self.warn("delivery given up", to=to, reason=reason, answer=outcome.answer)

    def _discreet(
        self, _logger: object, _method: str, event: structlog.typing.EventDict
    ) -> structlog.typing.EventDict:
        return {
            name: self._hiding(value) if isinstance(value, str) else value
            for name, value in event.items()
        }


class _Mouth(io.TextIOBase):
    """Standard error, which may be full or gone: whoever speaks does not notice."""

    def write(self, text: str) -> int:
        with _unnoticed():
            sys.stderr.write(text)
        return len(text)

    def flush(self) -> None:
        with _unnoticed():
            sys.stderr.flush()


@contextmanager
def _unnoticed() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:  # nobody will read again, and Python would try once more at its end
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stderr.fileno())
        os.close(nowhere)
    except OSError:  # a full disk: what was said waits in the stream
        pass


def near(path: str) -> str:
    """Give a path from the working folder when it lies below; anything else as it is."""
    here = f"{os.getcwd()}/"
    return path.removeprefix(here)


def _short(at: datetime) -> str:
    return at.astimezone().strftime("%H:%M:%S")


def _stamp(clock: Clock, as_json: bool) -> structlog.typing.Processor:
    def stamp(
        _logger: object, _method: str, event: structlog.typing.EventDict
    ) -> structlog.typing.EventDict:
        at = clock()
        return {"timestamp": at.isoformat() if as_json else _short(at), **event}

    return stamp


def _renderers(as_json: bool) -> tuple[structlog.typing.Processor, ...]:
    if as_json:
        return structlog.processors.JSONRenderer(ensure_ascii=False), _unbroken
    console = structlog.dev.ConsoleRenderer(
        colors=sys.stderr.isatty(), pad_event_to=20, sort_keys=False
    )
    return _shown, console


def _shown(
    _logger: object, _method: str, event: structlog.typing.EventDict
) -> structlog.typing.EventDict:
    return {
        name: visible(value) if isinstance(value, str) else value for name, value in event.items()
    }


def _unbroken(_logger: object, _method: str, line: object) -> str:
    return one_line(str(line))

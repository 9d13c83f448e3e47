"""What the operator reads while the program runs: one event a line, as text or as JSON."""

import logging
import os
import sys
from datetime import datetime

import structlog

from monitor.app.clock import Clock
from monitor.app.config import Config
from monitor.flow.digest import Made
from monitor.flow.ingest import Polled
from monitor.flow.pageturns import PageRead
from monitor.model.message import Decision, Done, GiveUp, Outcome, Sent, TryAgain
from monitor.store.outbox import DeliveryClaim


class Report:
    """Says what happens, calmly: what strangers wrote is quoted, secrets never come here."""

    def __init__(self, clock: Clock, *, as_json: bool = False) -> None:
        """Write to standard error, which keeps standard output for results."""
        self._log = structlog.wrap_logger(
            structlog.PrintLogger(sys.stderr),
            processors=[
                _stamp(clock, as_json),
                structlog.processors.add_log_level,
                _renderer(as_json),
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
        """Tell of an error in the program itself, with its traceback."""
        trace = structlog.processors.format_exc_info(None, "", {"exc_info": error})
        self._log.error(event, error=repr(error), trace=trace.get("exception", ""))

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


def _renderer(as_json: bool) -> structlog.typing.Processor:
    if as_json:
        return structlog.processors.JSONRenderer(ensure_ascii=False)
    return structlog.dev.ConsoleRenderer(
        colors=sys.stderr.isatty(), pad_event_to=20, sort_keys=False
    )

"""What is due becomes messages in the outbox: for one route and one destination at a time.

Closing is one transaction: the slot, the message, who was told what, and the frozen bytes to send.
Killed before it, the hits are still waiting; killed after it, the outbox holds everything.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection

from monitor.flow.gathering import REFUSED_FILES, Desired, Draft, Gathered, Press, gather
from monitor.flow.seams import Access
from monitor.model.message import Message, Parcel
from monitor.notify.compose import compose
from monitor.notify.parcel import pack
from monitor.notify.render import render
from monitor.store import due, outbox, trouble

__all__ = ["REFUSED_FILES", "Desired", "Made", "Press", "digests", "make", "packed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A message that lies in the outbox."""

    message: Message
    parcel: Parcel
    subject: str


async def digests(
    wish: Desired, now: datetime, press: Press, read: Access, write: Access
) -> tuple[Made, ...]:
    """Close what is due on one route for one destination: a digest, or alerts.

    Returns:
        The messages now in the outbox; none when nothing is due, nothing waits, or another
        process was faster.
    """
    gathered = await read(lambda rows: gather(rows, wish, now, press))
    if gathered.dropped or gathered.empty:
        await write(lambda rows: _leave(rows, gathered, wish.destination, now))
    made = [make(draft, press, wish) for draft in gathered.drafts]
    return tuple([one for one in made if await _close(one, wish.destination, now, write)])


def make(draft: Draft, press: Press, wish: Desired) -> Made:
    """Compose, render and pack one message."""
    return packed(_completed(compose(draft.issue, draft.ready), draft), press, wish)


def packed(message: Message, press: Press, wish: Desired) -> Made:
    """Render and pack one message."""
    reader = press.destinations[wish.destination]
    rendered = render(message, reader, wish.route)
    parcel = pack(message, rendered, reader, press.sender, press.way_out)
    return Made(message=message, parcel=parcel, subject=rendered.subject)


def _completed(message: Message, draft: Draft) -> Message:
    """Say what the message tells, of which thread it is, and what the reader is spared."""
    return replace(
        message,
        id="/".join((message.id, *draft.group)),
        told=tuple((row.hit_id, row.kind) for row in draft.rows),
        thread=draft.story,
        first_subject=draft.first.subject if draft.first else None,
        first_key=draft.first.key if draft.first else None,
        is_akin=draft.is_akin,
        known_trouble=draft.known_trouble,
        held_back=draft.held_back,
    )


async def _close(made: Made, destination: str, now: datetime, write: Access) -> bool:
    said = made.message

    def work(rows: Connection) -> bool:
        closed = outbox.close(rows, said, made.parcel, now, made.subject)
        if closed:
            trouble.mark(rows, destination, said.trouble, now)
        return closed

    return await write(work)


def _leave(rows: Connection, gathered: Gathered, destination: str, now: datetime) -> None:
    """Write down what is not told, and that a slot passed with nothing to tell."""
    for reason, ids in gathered.dropped.items():
        due.drop(rows, ids, reason)
    if gathered.empty:
        outbox.close_empty(rows, gathered.empty, destination, now)

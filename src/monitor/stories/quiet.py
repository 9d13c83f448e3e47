"""Whether a watch that expects hits went quiet, and whether that can be told at all."""

from datetime import datetime
from typing import Final

from monitor.model.message import Quietness
from monitor.model.watch import Watch

FEWEST_ANSWERING: Final = 0.8
"""Of the feeds that the watch listens to; with fewer, silence says nothing."""


def went_quiet(
    watch: Watch,
    hits: int,
    *,
    answering: int,
    total: int,
    since: datetime,
    now: datetime,
) -> Quietness | None:
    """Say whether a watch has fewer hits than its `expect:` asks for.

    Args:
        watch: One with `expect`; of another nothing is said.
        hits: How many it had in the last `expect.every`.
        answering: How many of its feeds answered within that time (RSS 304 is an answer).
        total: How many feeds it listens to.
        since: When it began to listen; nothing is said before a whole `every` is over.
        now: The present, UTC.

    Returns:
        What to tell; with fewer than 80 % of the feeds answering it says `cannot_tell`. None where
        there is nothing to tell.
    """
    expect = watch.expect
    if expect is None or now - since < expect.every or hits >= expect.at_least:
        return None
    return Quietness(
        watch=watch.id,
        title=watch.title,
        since=now - expect.every,
        hits=hits,
        expected=expect.at_least,
        cannot_tell=answering < FEWEST_ANSWERING * total or total == 0,
    )

"""How loud a watch is against its own last days, as one number that can be computed."""

from typing import Final

from monitor.model.message import Volume

FLOOR: Final = 5
FEWEST_DAYS: Final = 4
BURST: Final = 2


def times_usual(volume: Volume) -> int | None:
    """Say how many times the usual today is.

    Args:
        volume: Hits a day, today last.

    Returns:
        2 or more for a burst (today has at least `FLOOR` hits, so that one after none is none);
        1 for as usual; None where nothing can be said: the watch is younger than four days, or
        today has fewer than usual, for today is not over.
    """
    past = volume.days[:-1][-max(volume.since - 1, 0) :] if volume.since > 1 else ()
    if len(past) < FEWEST_DAYS or not volume.days:
        return None
    today = volume.days[-1]
    usual = max(sum(past) / len(past), 1)
    if today >= FLOOR and today >= BURST * usual:
        return round(today / usual)
    return 1 if 2 * today >= usual else None

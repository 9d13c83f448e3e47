"""A full disk loses nothing and moves no cursor; with room again all goes on by itself."""

from pathlib import Path

import pytest

from monitor.app.patience import DOWN, TIGHT
from monitor.app.reserve import Reserve
from tests.faults.disks import Filler, disk
from tests.faults.machine import SOUND, Ground, Trigger, damage, house_on, live
from tests.figures import Figure, by_length

POINTS = by_length(50, 400)
# An undisturbed life passes about so many statements.
STATEMENTS = 250
DISK_BYTES = 4 * 1024 * 1024
RESERVE_BYTES = 1536 * 1024


@pytest.mark.timeout(300)
def test_filled_at_any_statement_nothing_is_lost(ground: Ground, tmp_path: Path, figure: Figure):
    felt = 0
    for number in range(POINTS):
        with disk(tmp_path / str(number), DISK_BYTES) as place:
            filler = Filler(place, rest_bytes=number % 5 * 4096)
            passes = number * STATEMENTS // POINTS
            trigger = Trigger(fault=filler, place="store.statement", passes=passes)
            with house_on(ground, place, f"sqlite:///{place}/rows.db", trigger) as house:
                live(house, trigger)

                assert damage(house) == SOUND, f"filled at statement {passes}: {trigger.told}"
        felt += trigger.felt

    figure("points of a full disk", POINTS)
    figure("of these felt", felt)
    assert felt > POINTS / 2


def test_the_reserve_lets_what_is_under_way_be_written_down(ground: Ground, tmp_path: Path):
    with disk(tmp_path / "small", DISK_BYTES) as place:
        reserve = Reserve(place / "rows.db", RESERVE_BYTES)
        trigger = Trigger(fault=Filler(place), place="store.statement", passes=40)
        with house_on(ground, place, f"sqlite:///{place}/rows.db", trigger, reserve) as house:
            assert reserve.make()

            live(house, trigger)

            assert damage(house) == SOUND
    assert TIGHT in trigger.told
    assert DOWN not in trigger.told

"""Killed with years behind it and thousands of deliveries ahead, it sends again within moments."""

import signal
from pathlib import Path
from time import monotonic, sleep

import pytest

from tests.faults.archive import make_archive
from tests.faults.ear import Ear, listening
from tests.figures import Figure, by_length
from tests.rig import configuration
from tests.rig.program import FEEDS, daemon, until

HITS = by_length(20_000, 1_000_000)
PENDING = by_length(1_000, 10_000)
SANE_SECONDS = 60.0
QUIET_SECONDS = 0.5


def hook(ear: Ear) -> dict[str, object]:
    """Configure one reader: the receiver."""
    return {
        "destinations": {"hook": {"webhook": ear.url}},
        "routes": [{"id": "desk", "watches": ["*"], "to": ["hook"], "wait": "0s"}],
    }


def test_after_a_kill_the_first_send_comes_at_once(tmp_path: Path, figure: Figure):
    (tmp_path / "wire").mkdir()
    (tmp_path / "data").mkdir()
    make_archive(tmp_path / "data" / "monitor.db", hits=HITS, pending=PENDING)
    with listening() as ear:
        configuration.write(tmp_path, feeds=FEEDS, **hook(ear))
        with daemon(tmp_path) as running:
            assert until(lambda: len(ear.heard) >= 100, running.process, SANE_SECONDS)
            running.ask(signal.SIGKILL)
            running.end()
        sleep(QUIET_SECONDS)  # what the dead one said may still be read
        before = len(ear.heard)
        started = monotonic()

        with daemon(tmp_path) as running:
            has_sent = until(lambda: len(ear.heard) > before, running.process, SANE_SECONDS)

        assert has_sent, running.said()
        figure("hits stored", HITS)
        figure("deliveries waiting", PENDING)
        figure("seconds from start to first send", f"{ear.heard[before][1] - started:.2f}")


pytestmark = pytest.mark.timeout(600)

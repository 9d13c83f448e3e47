"""The daemon while a stranger holds its database: few words, no end of its own, nothing lost."""

import signal
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

import pytest

from monitor.app.patience import DOWN, UP
from tests.faults.disks import disk, make_read_only, make_writable
from tests.faults.machine import lone
from tests.figures import Figure, by_length
from tests.rig import configuration
from tests.rig.program import FEEDS, Wire, command, daemon, titles_told, until

HELD_SECONDS = by_length(8, 60)
MOST_LINES = 20
RESUMES_SECONDS = 60.0
SANE_STOP_SECONDS = 20.0  # of a busy machine; the figure says how long it took
TRY_LATER = 75
TOLD = lone("1", "The sappers leave")
NEW = lone("2", "The bridge opens")


@pytest.fixture
def wire(tmp_path: Path) -> Wire:
    configuration.write(tmp_path, feeds=FEEDS)
    made = Wire(folder=tmp_path / "wire")
    made.print(TOLD)
    return made


@contextmanager
def held(home: Path) -> Iterator[None]:
    """Hold the database as a careless tool does."""
    holder = sqlite3.connect(home / "data" / "monitor.db", isolation_level=None, timeout=20)
    holder.execute("BEGIN EXCLUSIVE")
    yield
    holder.close()


def test_locked_for_long_it_says_so_once_and_goes_on(tmp_path: Path, wire: Wire, figure: Figure):
    with daemon(tmp_path) as running:
        running.wait_for("delivered")
        with held(tmp_path):
            wire.print(NEW, TOLD)
            running.wait_for(DOWN)
            sleep(HELD_SECONDS)
        freed = monotonic()
        running.wait_for(UP)
        came = until(
            lambda: NEW.title in titles_told(tmp_path / "outbox"), running.process, RESUMES_SECONDS
        )
        resumed = monotonic() - freed
        lines = running.said()
    verified = command("verify", folder=tmp_path)

    figure("seconds from a freed lock to the next story told", f"{resumed:.1f}")
    assert came, lines
    assert sum(DOWN in line for line in lines) == 1 + HELD_SECONDS // 60
    assert len(lines) < MOST_LINES, lines
    assert not [line for line in lines if "error" in line]
    assert verified.returncode == 0, verified.stdout


def test_stopped_while_locked_it_ends_in_time(tmp_path: Path, wire: Wire, figure: Figure):
    with daemon(tmp_path) as running:
        running.wait_for("delivered")
        with held(tmp_path):
            wire.print(NEW, TOLD)
            running.wait_for(DOWN)
            asked = monotonic()
            running.ask(signal.SIGTERM)
            code = running.end()
            took = monotonic() - asked

    figure("seconds to stop while the database is locked", f"{took:.1f}")
    assert code == 0, running.said()
    assert took < SANE_STOP_SECONDS


def test_started_on_a_read_only_disk_it_leaves_at_once(tmp_path: Path, wire: Wire):
    with disk(tmp_path / "data", 32 * 1024 * 1024) as place:
        first = command("once", folder=tmp_path)
        make_read_only(place)
        refused = command("run", folder=tmp_path)
        make_writable(place)
        again = command("once", folder=tmp_path)

    assert first.returncode == 0, first.stderr
    assert refused.returncode == TRY_LATER
    assert "Read-only file system" in refused.stderr
    assert again.returncode == 0, again.stderr

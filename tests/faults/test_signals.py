"""Signals at bad moments, and a log that nobody reads: the daemon ends in time or goes on."""

import os
import re
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from time import monotonic, sleep

import pytest

from tests.faults.ear import Ear, listening
from tests.figures import Figure, by_length
from tests.rig import configuration
from tests.rig.program import (
    FEEDS,
    PATIENCE_SECONDS,
    Wire,
    command,
    daemon,
    story,
    until,
)

HURRIED_SECONDS = 6.0
STOP_SECONDS = 10.0
SANE_SECONDS = 20.0  # of a busy machine; the figure says how long it took
STORM = by_length(20, 500)


@pytest.fixture
def ear() -> Iterator[Ear]:
    with listening() as open_ear:
        yield open_ear


@pytest.fixture
def home(tmp_path: Path, ear: Ear) -> Path:
    """A house whose only reader is the ear."""
    (tmp_path / "wire").mkdir()
    configuration.write(tmp_path, feeds=FEEDS, destinations={"files": {"webhook": ear.url}})
    Wire(folder=tmp_path / "wire").print(story("1", "The sappers leave"))
    return tmp_path


def stop_seconds(home: Path, ear: Ear, signals: int) -> float:
    """Have the daemon stop while its receiver hangs; give how long that took."""
    ear.hang()
    with daemon(home) as running:
        assert until(lambda: bool(ear.heard), running.process)
        asked = monotonic()
        for _ in range(signals):
            running.ask(signal.SIGINT)
            running.wait_for("stopping")
        assert running.end() == 0
        took = monotonic() - asked
        assert running.left_behind() == []
    ear.answer()
    return took


def test_stopped_in_the_middle_of_a_send_it_ends_in_time_and_sends_again(
    home: Path, ear: Ear, figure: Figure
):
    took = stop_seconds(home, ear, signals=1)
    let_leases_run_out(home)

    again, verified = command("once", folder=home), command("verify", folder=home)

    figure("seconds to stop while a receiver hangs", f"{took:.1f}")
    assert took < SANE_SECONDS
    assert again.returncode == 0, again.stderr
    assert len(ear.keys) == 2
    assert len(set(ear.keys)) == 1
    assert verified.returncode == 0, verified.stdout


def test_a_second_signal_hurries(home: Path, ear: Ear, figure: Figure):
    took = stop_seconds(home, ear, signals=2)

    figure("seconds to stop when asked twice", f"{took:.1f}")
    assert took < HURRIED_SECONDS


def test_reloads_asked_for_all_the_time_lose_nothing(home: Path, ear: Ear, figure: Figure):
    wire = Wire(folder=home / "wire")
    with daemon(home) as running:
        running.wait_for("running")
        titles = {str(n): f"Sappers at bridge {n}" for n in range(5)}
        for number in range(STORM):
            if number == STORM // 2:
                wire.print(*(story(name, title) for name, title in titles.items()))
            running.ask(signal.SIGHUP)
            sleep(0.05)
        told = until(lambda: count(home, "hit") >= len(titles), running.process)
        delivered = until(lambda: not count(home, "delivery WHERE state <> 'sent'"), None)
        running.ask(signal.SIGTERM)
        code = running.end()
        lines = running.said()

    figure("reloads asked for", STORM)
    assert (told, delivered, code) == (True, True, 0), lines
    assert not [line for line in lines if "error" in line]
    assert command("verify", folder=home).returncode == 0
    assert len(ear.keys) == len(set(ear.keys))


@pytest.mark.parametrize(
    "streams", [">&- 2>&-", "<&- >&- 2>&-", "2>&1 | head -n 1 >/dev/null", ">/dev/full 2>/dev/full"]
)
def test_nobody_reads_the_log_and_all_is_told(home: Path, ear: Ear, streams: str):
    shell = f"exec setsid {sys.executable} -m monitor run {streams}"
    process = subprocess.Popen(["sh", "-c", shell], cwd=home, start_new_session=True)
    try:
        told = until(lambda: bool(ear.heard), None, PATIENCE_SECONDS)
        pid = holder(home)
        os.kill(pid, signal.SIGTERM)
        ended = until(lambda: not Path(f"/proc/{pid}").exists() or is_zombie(pid), None)
    finally:
        process.wait(PATIENCE_SECONDS)
    verified = command("verify", folder=home)

    assert told
    assert ended
    assert verified.returncode == 0, verified.stdout


def holder(home: Path) -> int:
    """Give the process that has the database."""
    said = (home / "data" / "monitor.db.lock").read_text()
    found = re.match(r"process (\d+) on ", said)
    assert found
    return int(found[1])


def is_zombie(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].startswith("Z")
    except OSError:
        return True


def count(home: Path, what: str) -> int:
    with closing(sqlite3.connect(home / "data" / "monitor.db")) as rows:
        return int(rows.execute(f"SELECT count(*) FROM {what}").fetchone()[0])


def let_leases_run_out(home: Path) -> None:
    """Do to the rows what five minutes of waiting would do."""
    with closing(sqlite3.connect(home / "data" / "monitor.db")) as rows, rows:
        for table in ("feed", "page", "delivery"):
            rows.execute(f"UPDATE {table} SET lease_until = '2000-01-01 00:00:00.000000'")

"""Too few file descriptors, and children that the kernel kills: less is done at a time, and all."""

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.faults.crowd import slow_outlets
from tests.figures import Figure
from tests.rig import configuration
from tests.rig.program import command, until

OUTLETS = 30
# The program itself needs about 25; 30 polls at once and their children would need 70.
DESCRIPTORS = 48
SANE_SECONDS = 60.0


@pytest.mark.timeout(200)
def test_with_few_descriptors_and_killed_children_all_is_told(tmp_path: Path, figure: Figure):
    with slow_outlets(OUTLETS, seconds=2.0) as addresses:
        feeds = [{"address": one, "first_run": "all", "every": "10s"} for one in addresses]
        configuration.write(tmp_path, feeds=feeds, every="10s")
        shell = f"ulimit -n {DESCRIPTORS}; exec {sys.executable} -m monitor run"
        with (tmp_path / "log.txt").open("wb") as log:
            process = subprocess.Popen(
                ["sh", "-c", shell], cwd=tmp_path, stdout=log, stderr=log, start_new_session=True
            )
        try:
            some = until(lambda: found(tmp_path) >= 1, process, SANE_SECONDS)
            killed = kill_children(process.pid)
            done = until(lambda: found(tmp_path) == OUTLETS, process, SANE_SECONDS)
            process.send_signal(signal.SIGTERM)
            code = process.wait(SANE_SECONDS)
        finally:
            process.kill()
    log_text = (tmp_path / "log.txt").read_text()
    verified = command("verify", folder=tmp_path)

    figure("descriptors for 30 slow outlets", DESCRIPTORS)
    assert (some, done, code) == (True, True, 0), log_text
    assert killed >= 1
    assert "error" not in log_text
    assert verified.returncode == 0, verified.stdout


def found(home: Path) -> int:
    """Count the outlets whose news was found."""
    try:
        with closing(sqlite3.connect(home / "data" / "monitor.db", timeout=10)) as rows:
            return int(rows.execute("SELECT count(DISTINCT article_id) FROM hit").fetchone()[0])
    except sqlite3.OperationalError:  # not made yet
        return 0


def kill_children(pid: int) -> int:
    """Do to all that a process started what the kernel does when memory is short."""
    found = 0
    for place in Path("/proc").iterdir():
        if place.name.isdigit() and int(place.name) != pid and session_of(place) == pid:
            os.kill(int(place.name), signal.SIGKILL)
            found += 1
    return found


def session_of(place: Path) -> int | None:
    try:
        return int((place / "stat").read_text().rpartition(") ")[2].split()[3])
    except OSError:
        return None

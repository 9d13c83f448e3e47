"""The daemon on a disk that runs full: it tells what it can, waits, and goes on by itself."""

from pathlib import Path
from time import monotonic

import pytest

from monitor.app.patience import ROOMY, TIGHT
from tests.faults.disks import Filler, disk
from tests.faults.machine import lone
from tests.figures import Figure
from tests.rig import configuration
from tests.rig.program import FEEDS, Wire, command, daemon, titles_told, until

DISK_BYTES = 32 * 1024 * 1024
MOST_LINES = 30
RESUMES_SECONDS = 60.0


@pytest.mark.timeout(240)
def test_a_full_disk_pauses_polls_is_told_and_passes(tmp_path: Path, figure: Figure):
    (tmp_path / "wire").mkdir()
    wire, outbox = Wire(folder=tmp_path / "wire"), tmp_path / "outbox"
    folders = {"files": {"folder": "outbox"}, "boss": {"folder": "boss"}}
    configuration.write(tmp_path, feeds=FEEDS, destinations=folders, operator="boss")
    with disk(tmp_path / "data", DISK_BYTES) as data, daemon(tmp_path) as running:
        wire.print(lone("1", "The sappers leave"))
        running.wait_for("delivered")
        assert until((data / "monitor.db.reserve").exists, running.process)
        filler = Filler(data)
        filler.begin()

        running.wait_for(TIGHT)
        running.wait_for("delivered", times=2)  # a word to the operator
        wire.print(lone("2", "The bridge opens"), lone("1", "The sappers leave"))
        ill = command("healthcheck", folder=tmp_path)
        told_while_full = titles_told(outbox)
        filler.end()
        mended = monotonic()
        running.wait_for(ROOMY)
        came = until(lambda: "The bridge opens" in titles_told(outbox), running.process, 60)
        resumed = monotonic() - mended
        lines = running.said()
        verified = command("verify", folder=tmp_path)

    assert told_while_full == ["The sappers leave"]
    assert came, lines
    assert resumed < RESUMES_SECONDS
    figure("seconds from room to the next story told", f"{resumed:.1f}")
    assert (ill.returncode, "is full" in ill.stderr) == (1, True)
    assert verified.returncode == 0, verified.stdout
    assert any("disk full" in path.read_text() for path in (tmp_path / "boss").glob("*.txt"))
    assert sum(TIGHT in line for line in lines) == 1
    assert len(lines) < MOST_LINES, lines

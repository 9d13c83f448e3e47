"""Two daemons on one SQLite database: the second is told who was first, and leaves."""

import os
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from monitor.app.clock import now
from tests.figures import Figure, by_length
from tests.rig import configuration
from tests.rig.program import FEEDS, Wire, command, daemon, story

STARTERS = 8
RACES = by_length(2, 50)
TRY_LATER = 75
STARTER = (
    "import sys\n"
    "from datetime import datetime, timezone\n"
    "from monitor.app.alone import alone\n"
    "from monitor.model.errors import StoreTaken\n"
    "then = datetime(2025, 6, 17, tzinfo=timezone.utc)\n"
    "for line in sys.stdin:\n"
    "    try:\n"
    "        with alone(line.strip(), then):\n"
    "            print('won', flush=True)\n"
    "            sys.stdin.readline()\n"
    "    except StoreTaken as taken:\n"
    "        print(taken, flush=True)\n"
    "        sys.stdin.readline()\n"
)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "wire").mkdir()
    configuration.write(tmp_path, feeds=FEEDS)
    return tmp_path


def test_the_second_names_the_first_and_a_kill_frees_the_place(home: Path):
    Wire(folder=home / "wire").print(story("1", "The sappers leave"))
    with daemon(home) as first:
        first.wait_for("running")
        begun = now()
        other_name = home / "other-name"
        other_name.symlink_to(home)

        second = command("run", folder=home)
        by_another_path = command("once", "--config", "config", folder=other_name)
        beside = command("hits", "list", folder=home)
        first.ask(signal.SIGKILL)
        first.end()
        freed = command("once", folder=home)

    for refused in (second, by_another_path):
        assert refused.returncode == TRY_LATER
        assert f"process {first.process.pid} on {socket.gethostname()}" in refused.stderr
        assert re.search(rf"since {begun:%Y-%m-%d} \d\d:\d\d:\d\d UTC", refused.stderr)
        assert "Traceback" not in refused.stderr
    assert beside.returncode == 0, beside.stderr
    assert freed.returncode == 0, freed.stderr


def test_of_many_who_start_at_once_exactly_one_wins(tmp_path: Path, figure: Figure):
    (tmp_path / "link").symlink_to(tmp_path)
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    starters = [
        subprocess.Popen(
            [sys.executable, "-c", STARTER],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=env,
        )
        for _ in range(STARTERS)
    ]

    outcomes = [race(starters, tmp_path, number) for number in range(RACES)]

    for starter in starters:
        starter.communicate()
    figure("races of eight starters", RACES)
    for said in outcomes:
        assert said.count("won") == 1
        assert sum("another monitor works on" in line for line in said) == STARTERS - 1


def race(starters: list["subprocess.Popen[str]"], folder: Path, number: int) -> list[str]:
    """Have all start at once, each under its own name of the database; give what they say."""
    for turn, starter in enumerate(starters):
        name = folder / ("link" if turn % 2 else ".") / f"race{number}.db"
        ask(starter, f"sqlite:///{name}")
    said = [starter.stdout.readline().strip() for starter in starters if starter.stdout]
    for starter in starters:
        ask(starter, "")
    return said


def ask(starter: "subprocess.Popen[str]", line: str) -> None:
    assert starter.stdin is not None
    print(line, file=starter.stdin, flush=True)

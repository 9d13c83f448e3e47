"""`monitor once` for cron: everything that is due is done, and what was done is not done again."""

from pathlib import Path
from time import gmtime

from tests.rig import configuration
from tests.rig.program import FEEDS, Wire, command, story, titles_told


def test_one_run_tells_what_is_there(home: Path, wire: Wire, outbox: Path):
    wire.print(story("1", "The sappers leave"), story("2", "Rain"), **{"2": "The bridge holds."})

    done = command("once", folder=home)

    assert done.returncode == 0, done.stderr
    assert sorted(titles_told(outbox)) == ["Rain", "The sappers leave"]


def test_a_second_run_sends_nothing(home: Path, wire: Wire, outbox: Path):
    wire.print(story("1", "The sappers leave"))
    command("once", folder=home)
    files = {path.name: path.stat().st_mtime_ns for path in outbox.iterdir()}

    done = command("once", folder=home)

    assert done.returncode == 0, done.stderr
    assert {path.name: path.stat().st_mtime_ns for path in outbox.iterdir()} == files


def test_a_run_keeps_every_promise(home: Path, wire: Wire):
    wire.print(story("1", "The sappers leave"), story("2", "The harbour wakes up"))
    command("once", folder=home)

    done = command("verify", folder=home)

    assert (done.returncode, done.stdout) == (0, "every promise is kept\n")


def test_wrong_files_end_a_run_with_their_place(home: Path, wire: Wire):
    watches = home / "config" / "watches" / "watches.yaml"
    watches.write_text("version: 1\nwatches:\n  - id: sappers\n    quary: sappers\n")

    done = command("once", folder=home)

    assert done.returncode == 78
    assert "watches.yaml:4:5: " in done.stderr


def test_a_route_of_the_calendar_waits_for_its_time(home: Path, wire: Wire, outbox: Path):
    far_from_now = f"{(gmtime().tm_hour + 12) % 24:02}:30"
    daily = {"id": "desk", "watches": ["*"], "to": ["files"], "at": [far_from_now], "tz": "UTC"}
    configuration.write(home, feeds=FEEDS, routes=[daily])
    wire.print(story("1", "The sappers leave"))

    done = command("once", folder=home)

    assert done.returncode == 0, done.stderr
    assert titles_told(outbox) == []

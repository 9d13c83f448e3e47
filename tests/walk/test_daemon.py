"""`monitor run` from outside: it tells within seconds, listens to signals, and survives a kill."""

import signal
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.rig import configuration
from tests.rig.program import Wire, command, daemon, story, titles_told

SECOND = {"folder": "../second", "first_run": "all"}
FLOODS = {"id": "floods", "title": "Floods", "query": "=flood"}


@pytest.fixture
def second(tmp_path: Path) -> Wire:
    """One more folder of feeds, which the configuration does not name yet."""
    folder = tmp_path / "second"
    folder.mkdir()
    return Wire(folder=folder)


def test_a_digest_lies_in_the_outbox_within_seconds(home: Path, wire: Wire, outbox: Path):
    wire.print(story("1", "The sappers leave"))

    with daemon(home) as running:
        line = running.wait_for("delivered")

    assert titles_told(outbox) == ["The sappers leave"]
    assert (home / line.partition("look_at=")[2].strip()).is_file()


def test_ctrl_c_ends_it_cleanly(home: Path, wire: Wire):
    wire.print(story("1", "The sappers leave"))

    with daemon(home) as running:
        running.wait_for("delivered")
        running.press_ctrl_c()
        code = running.end()
        left = running.left_behind()

    assert (code, left) == (0, [])
    assert "stopped" in running.said()[-1]
    assert not [line for line in running.said() if "error" in line]


def test_a_service_manager_ends_it_cleanly(home: Path, wire: Wire):
    wire.print(story("1", "The sappers leave"))

    with daemon(home) as running:
        running.wait_for("polled")
        running.ask(signal.SIGTERM)
        code = running.end()
        left = running.left_behind()

    assert (code, left) == (0, [])


def test_a_kill_leaves_no_orphans(home: Path, wire: Wire):
    wire.print(story("1", "The sappers leave"))

    with daemon(home) as running:
        running.wait_for("polled")
        running.ask(signal.SIGKILL)
        running.end()
        left = running.left_behind()

    assert left == []


def test_a_reload_takes_new_feeds_and_new_rules(home: Path, wire: Wire, second: Wire, outbox: Path):
    wire.print(story("1", "Rain"))
    second.print(story("2", "The flood is over"))

    with daemon(home) as running:
        running.wait_for("polled")
        configuration.write(home, feeds=[SECOND], watches=[*configuration.WATCHES, FLOODS])
        running.ask(signal.SIGHUP)
        running.wait_for("configuration reloaded")
        running.wait_for("delivered")

    assert titles_told(outbox) == ["The flood is over"]


def test_a_reload_of_wrong_files_keeps_the_old_rules_and_says_so(
    home: Path, wire: Wire, outbox: Path
):
    watches = home / "config" / "watches" / "watches.yaml"
    wire.print(story("1", "Rain"))

    with daemon(home) as running:
        running.wait_for("polled")
        watches.write_text("version: 1\nwatches:\n  - id: sappers\n    quary: sappers\n")
        running.ask(signal.SIGHUP)
        refused = running.wait_for("configuration refused")
        wire.print(story("2", "The sappers leave"))
        running.wait_for("delivered")

    assert "watches.yaml:4:5: " in refused
    assert titles_told(outbox) == ["The sappers leave"]
    (text,) = outbox.glob("*.txt")
    assert "watches.yaml" in text.read_text(encoding="utf-8")


def test_a_reload_asked_for_during_the_start_comes_after_it(home: Path, wire: Wire):
    with daemon(home) as running:
        running.wait_for("News Monitor is starting")
        running.ask(signal.SIGHUP)

        assert running.wait_for("configuration reloaded")


def let_leases_run_out(home: Path) -> None:
    """Do to the rows what five minutes of waiting would do."""
    with closing(sqlite3.connect(home / "data" / "monitor.db")) as rows, rows:
        for table in ("feed", "page", "delivery"):
            rows.execute(f"UPDATE {table} SET lease_until = '2000-01-01 00:00:00.000000'")


def kept_back(home: Path) -> list[str]:
    """Give the titles that no alert told because their story was told."""
    question = (
        "SELECT version.title FROM due JOIN hit ON hit.id = due.hit_id JOIN version ON "
        "version.article_id = hit.article_id AND version.number = hit.version "
        "WHERE due.state = 'absent' AND due.reason IN ('same_story', 'copy')"
    )
    with closing(sqlite3.connect(home / "data" / "monitor.db")) as rows:
        return [title for (title,) in rows.execute(question)]


def test_killed_at_three_moments_it_loses_nothing_and_tells_nothing_twice(
    home: Path, wire: Wire, outbox: Path
):
    titles: list[str] = []
    for moment in ("running", "polled", "digest made"):
        named = {f"{moment[:3]}{n}": f"The sappers of {moment} {n}" for n in range(9)}
        titles += named.values()
        wire.print(*(story(name, title) for name, title in named.items()), feed=moment[:3])
        with daemon(home) as running:
            running.wait_for(moment)
            running.ask(signal.SIGKILL)
            running.end()
        let_leases_run_out(home)

    last, verified = command("once", folder=home), command("verify", folder=home)

    assert last.returncode == 0, last.stderr
    assert sorted([*titles_told(outbox), *kept_back(home)]) == sorted(titles)
    assert (verified.returncode, verified.stdout) == (0, "every promise is kept\n")

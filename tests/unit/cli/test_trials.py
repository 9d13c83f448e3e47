"""`monitor test`: what watches say of themselves is tried, and failures say where and why."""

import json
from pathlib import Path

from tests.unit.cli.conftest import WATCHES, Command, Program, write_config


def failing(tmp_path: Path, old: str, new: str) -> Path:
    """Write the usual configuration with one test that cannot pass."""
    assert old in WATCHES
    return write_config(tmp_path, WATCHES.replace(old, new))


def test_watches_that_keep_their_word_pass(command: Command, config: Path):
    done = command("test", "--config", config)

    assert done.stdout == "2 watches, 4 tests, all passed\n"
    assert done.exit_code == 0


def test_a_text_that_should_match_is_told_with_its_place_and_what_is_missing(
    command: Command, tmp_path: Path
):
    config = failing(tmp_path, "[A chess evening]", "[A card evening]")

    done = command("test", "--config", config, "--watch", "chess")

    line = WATCHES[: WATCHES.index("[A chess evening]")].count("\n") + 1
    assert f"one.yaml:{line}: chess should match, but does not: A card evening" in done.stdout
    assert "✗ =chess" in done.stdout
    assert done.exit_code == 1


def test_a_text_that_should_be_ignored_is_told_with_the_words_that_met_it(
    command: Command, tmp_path: Path
):
    config = failing(tmp_path, "[A draughts evening]", "[A chess night]")

    done = command("test", "--config", config, "--watch", "chess")

    assert "should be ignored, but matches: A chess night" in done.stdout
    assert "✓ =chess  “chess” title 2-7 exact" in done.stdout


def test_a_failure_names_the_missing_condition_without_the_whole_tree(
    command: Command, tmp_path: Path
):
    old, new = "Korut kirim penjinak ranjau ke Kursk", "Korut kirim dokter ke Kurskov"
    config = failing(tmp_path, old, new)

    done = command("test", "--config", config)

    assert "  missing:\n  ✗ $sappers OR $kursk\n" in done.stdout
    assert "“Kurskov” begins like Kursk of $kursk: a form not listed?  [title 22]" in done.stdout
    assert "all of" not in done.stdout
    assert done.exit_code == 1


def test_failures_can_be_read_by_a_program(command: Command, tmp_path: Path):
    config = failing(tmp_path, "[A chess evening]", "[A card evening]")

    done = command("test", "--config", config, "--watch", "chess", "--json")

    found = json.loads(done.stdout)
    assert (found["tests"], len(found["failures"])) == (2, 1)
    assert found["failures"][0]["condition"]["met"] is False
    assert found["failures"][0]["missing"][0]["line"] == "=chess"


def test_an_unknown_watch_is_wrong_usage_and_the_nearest_is_offered(command: Command, config: Path):
    done = command("test", "--config", config, "--watch", "ches")

    assert done.exit_code == 2
    assert "did you mean 'chess'?" in done.stderr


def test_files_with_faults_end_with_78_and_every_fault(command: Command, tmp_path: Path):
    config = write_config(
        tmp_path, WATCHES.replace("title: Chess", "titel: Chess\n    colour: red")
    )

    done = command("test", "--config", config)

    assert done.exit_code == 78
    assert "unknown key 'titel'; did you mean 'title'?" in done.stderr
    assert "unknown key 'colour'" in done.stderr


def test_the_shipped_watches_pass_their_own_tests(program: Program):
    done = program("test", "--config", Path(__file__).parents[3] / "config")

    assert done.stdout.endswith("all passed\n")
    assert done.returncode == 0

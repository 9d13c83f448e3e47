"""`monitor lexicon suggest`: spellings to paste, and what is known already."""

import json
from pathlib import Path

import yaml

from monitor.rules.watchfile import load_watches
from tests.unit.cli.conftest import Command


def test_the_entry_can_be_pasted_as_it_is(command: Command, config: Path, tmp_path: Path):
    done = command("lexicon", "suggest", "Ч'хве Сон-но", "--config", config)
    file = tmp_path / "pasted.yaml"
    file.write_text(done.stdout, encoding="utf-8")

    assert load_watches(file).lexicon


def test_every_proposal_says_by_which_convention(command: Command, config: Path):
    done = command("lexicon", "suggest", "Шойгу", "--config", config)

    listed = [line for line in done.stdout.splitlines() if "- " in line[:10]]
    assert listed
    assert all("  # " in line for line in listed)
    assert "      - Szojgu                      # Polish (PWN)" in done.stdout.splitlines()


def test_guesses_are_not_read_before_somebody_wants_them(command: Command, config: Path):
    done = command("lexicon", "suggest", "Шойгу", "--config", config)

    (entry,) = yaml.safe_load(done.stdout)["lexicon"].values()
    assert "el" not in entry
    assert "# el:" in done.stdout


def test_a_name_in_the_lexicon_is_shown_with_its_aliases(command: Command, config: Path):
    done = command("lexicon", "suggest", "курск", "--config", config)

    first = done.stdout.splitlines()[0]
    assert first.startswith("курск is in the lexicon: $kursk (")
    assert "no spelling for" not in done.stdout


def test_proposals_can_be_read_by_a_program(command: Command, config: Path):
    done = command("lexicon", "suggest", "쇼이구", "--config", config, "--lang", "en", "--json")

    found = json.loads(done.stdout)
    assert found["known"] == []
    assert all(one["guess"] for one in found["proposals"])


def test_what_no_table_reads_is_said(command: Command, config: Path):
    done = command("lexicon", "suggest", "เคิร์สก์", "--config", config)

    assert done.exit_code == 0
    assert "no more spellings to propose" in done.stdout


def test_an_unknown_language_is_wrong_usage(command: Command, config: Path):
    done = command("lexicon", "suggest", "Шойгу", "--config", config, "--lang", "idn")

    assert done.exit_code == 2
    assert "did you mean 'id'?" in done.stderr

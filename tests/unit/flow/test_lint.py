"""What lint adds to the files' own faults."""

from pathlib import Path

from monitor.flow.lint import Linted, lint
from monitor.rules.watchfile import load_watches

TESTED = "tests: {match: [kursk], ignore: [nothing]}"


def linted(folder: Path, text: str) -> Linted:
    """Look at one watch file."""
    (folder / "w.yaml").write_text(text, encoding="utf-8")
    return lint(load_watches(folder))


def test_a_tested_watch_over_used_entries_is_fine(tmp_path: Path):
    text = f"""\
lexicon:
  kursk: {{any: [Kursk]}}
  weighty: {{any: [weighty]}}
  heard: {{any: [heard]}}
  beside: {{any: [beside]}}
  short: {{en: [{{term: term, with: [$beside]}}]}}
watches:
  - {{id: w, title: W, query: $kursk OR $short, weight: [$weighty], watch_for: [$heard], {TESTED}}}
"""

    assert linted(tmp_path, text) == Linted()


def test_an_entry_that_nothing_speaks_of_is_a_doubt_at_its_place(tmp_path: Path):
    text = f"""\
lexicon:
  kursk: {{any: [Kursk]}}
  harbour: {{any: [harbour]}}
watches:
  - {{id: w, title: W, query: $kursk, {TESTED}}}
"""

    (doubt,) = linted(tmp_path, text).warnings

    assert (doubt.line, doubt.problem) == (3, "nothing uses the lexicon entry 'harbour'")


def test_a_watch_without_tests_is_a_doubt(tmp_path: Path):
    (doubt,) = linted(tmp_path, "watches: [{id: w, title: W, query: kursk}]").warnings

    assert "'w' has no `tests:`" in doubt.problem


def test_errors_of_the_rules_are_errors_here(tmp_path: Path):
    text = f"watches: [{{id: w, title: W, query: zz, {TESTED}}}]"

    (error,) = linted(tmp_path, text).errors

    assert "too short" in error.problem

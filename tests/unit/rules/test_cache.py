"""What is kept of watch files: the same as what they say, and nothing that is foreign or old."""

import stat
from pathlib import Path

import pytest

from monitor.model.errors import ConfigError
from monitor.model.watch import WatchSet
from monitor.rules.cache import load
from monitor.rules.watchfile import load_watches

LEXICON = "lexicon: {x: {en: [word, {term: other, not_in: [other side], with: [$x]}]}}"
WATCHES = """\
watches:
- {id: one, title: A title, query: '$x NEAR/4 "two words" AND NOT title:(chess)'}
- id: two
  match: {all: [$x, {any: [a1, build*, =c1, ==D, /e+f/]}, {site: tass.ru}], none: [{lead: [f1]}]}
  weight: [$x]
  expect: {at_least: 1, every: 14d}
  first_run: {last: 24h}
  alert: {on: [new_story, {first_from: [tass.ru]}]}
  tests: {match: [A word], ignore: [{title: a, text: b, lang: ru}]}
- {id: three, match: {not_near: {of: [a1, b1], within: sentence}, at_least: {n: 2, of: c1}}}
"""


@pytest.fixture
def rules(tmp_path):
    folder = tmp_path / "watches"
    folder.mkdir()
    (folder / "a.yaml").write_text(LEXICON)
    (folder / "b.yaml").write_text(WATCHES)
    return folder


@pytest.fixture
def cache(tmp_path):
    return tmp_path / "deep" / "cache"


def shown(watches: WatchSet) -> str:
    return repr((watches.watches, watches.lexicon, watches.digest))


def kept(cache: Path) -> list[Path]:
    return sorted(cache.iterdir())


def test_what_was_kept_is_what_the_files_say_with_every_place(rules, cache):
    plain = load_watches(rules)

    cold, kept_ones = load_watches(rules, cache), load_watches(rules, cache)

    assert shown(plain) == shown(cold) == shown(kept_ones)


def test_unchanged_files_are_taken_from_the_cache(rules, cache):
    load_watches(rules, cache)
    before = {file: file.stat().st_mtime_ns for file in kept(cache)}
    (rules / "b.yaml").write_text(WATCHES.replace("three", "drei"))

    found = load_watches(rules, cache)

    assert [watch.id for watch in found.watches] == ["one", "two", "drei"]
    assert sum(file.stat().st_mtime_ns != before[file] for file in kept(cache)) == 1


def test_a_file_that_is_gone_says_nothing_any_more(rules, cache):
    (rules / "c.yaml").write_text("watches: [{id: gone, query: $x}]")
    load_watches(rules, cache)
    (rules / "c.yaml").unlink()

    assert "gone" not in {watch.id for watch in load_watches(rules, cache).watches}


@pytest.mark.parametrize("damage", [b"", b"nothing", b"\0" * 4096])
def test_a_damaged_cache_is_made_again(rules, cache, damage):
    load_watches(rules, cache)
    whole = [file.read_bytes() for file in kept(cache)]
    for file in kept(cache):
        file.write_bytes(damage)

    assert shown(load_watches(rules, cache)) == shown(load_watches(rules))
    assert [file.read_bytes() for file in kept(cache)] == whole


def test_one_changed_byte_is_noticed(rules, cache):
    load_watches(rules, cache)
    whole = [file.read_bytes() for file in kept(cache)]
    for file, content in zip(kept(cache), whole, strict=True):
        file.write_bytes(content[:-9] + bytes([content[-9] ^ 1]) + content[-8:])

    assert shown(load_watches(rules, cache)) == shown(load_watches(rules))
    assert [file.read_bytes() for file in kept(cache)] == whole


def test_files_with_faults_are_not_kept(rules, cache):
    (rules / "b.yaml").write_text("watches: [{id: a, query: a, titel: b}]")

    for _ in range(2):
        with pytest.raises(ConfigError, match="unknown key 'titel'"):
            load_watches(rules, cache)

    assert len(kept(cache)) == 1


def test_faults_between_files_are_found_in_kept_files_too(rules, cache):
    load_watches(rules, cache)
    (rules / "a.yaml").write_text("lexicon: {y: {en: [word]}}")
    (rules / "c.yaml").write_text("watches: [{id: one, query: word}]")

    said = []
    for folder in (cache, cache, None):
        with pytest.raises(ConfigError) as error:
            load_watches(rules, folder)
        said.append(str(error.value))

    assert said[0] == said[1] == said[2]
    assert "b.yaml:2:37: no entry 'x' in the lexicon" in said[0]
    assert f"c.yaml:1:16: the watch 'one' stands already at {rules}/b.yaml:2" in said[0]


def test_nobody_else_can_read_or_write_what_is_kept(rules, cache):
    load_watches(rules, cache)

    assert stat.S_IMODE(cache.stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in kept(cache)} == {0o600}


@pytest.mark.parametrize("mode", [0o720, 0o702, 0o777])
def test_a_folder_that_others_may_write_is_left_alone(rules, cache, mode):
    cache.mkdir(parents=True)
    cache.chmod(mode)

    load_watches(rules, cache)

    assert kept(cache) == []


def test_nothing_is_taken_from_a_folder_that_others_may_write(rules, cache):
    load_watches(rules, cache)
    content = (rules / "b.yaml").read_bytes()
    before = load(cache, rules / "b.yaml", content)

    cache.chmod(0o777)

    assert (before is not None, load(cache, rules / "b.yaml", content)) == (True, None)


def test_a_folder_behind_a_link_is_left_alone(rules, cache, tmp_path):
    (tmp_path / "real").mkdir(mode=0o700)
    (tmp_path / "link").symlink_to(tmp_path / "real")

    load_watches(rules, tmp_path / "link")

    assert kept(tmp_path / "real") == []


def test_a_cache_that_cannot_be_made_costs_only_time(rules, tmp_path):
    (tmp_path / "file").write_text("")

    assert len(load_watches(rules, tmp_path / "file" / "cache").watches) == 3
    assert len(load_watches(rules, tmp_path / "file").watches) == 3


def test_no_draft_is_left_behind(rules, cache):
    load_watches(rules, cache)

    assert {file.suffix for file in kept(cache)} == {".rules"}


def test_a_folder_of_rules_that_moved_says_where_it_is_now(rules, cache):
    load_watches(rules, cache)
    moved = rules.rename(rules.with_name("moved"))

    places = {watch.place.path for watch in load_watches(moved, cache).watches if watch.place}

    assert places == {str(moved / "b.yaml")}

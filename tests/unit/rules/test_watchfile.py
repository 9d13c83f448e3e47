"""Files of watches: what is read, and every fault of every file with its place."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.model.errors import ConfigError
from monitor.model.feed import FirstRun
from monitor.model.watch import AlertOn, Expect, TestText, WatchSet
from monitor.rules.grammar import parse_query
from monitor.rules.watchfile import load_watches

WHOLE = """\
# yaml-language-server: $schema=../../schema/watches.schema.json
version: 1
lexicon:
  north_korea: {en: [North Korea], ko: [{term: 北, with: [$kursk]}]}
  kursk: {any: [Kursk]}
  sappers: {counted: true, en: [sapper]}
watches:
  - id: dprk-sappers-kursk
    title: North Korean sappers
    languages: [en, ru]
    feeds: {tags: [asia], ids: [tass]}
    match:
      all: [$north_korea, {any: [$sappers, builder]}]
      none: [{title: chess}]
    weight: [$kursk]
    watch_for: [$kursk]
    sources: 2
    alert: {on: [new_story, {first_in_language: [ko, ja]}], severity: high}
    first_run: {last: 24h}
    expect: {at_least: 1, every: 14d}
    tests:
      match: [Sappers arrive, {title: a, text: b, lang: ru, site: tass.ru}]
      ignore: [Chess]
  - id: plain
    query: '$kursk NEAR/4 "two words"'
"""


def load(folder: Path, **files: str) -> WatchSet:
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text)
    return load_watches(folder)


def faults(folder: Path, **files: str) -> list[str]:
    with pytest.raises(ConfigError) as error:
        load(folder, **files)
    return [str(fault).removeprefix(f"{folder}/") for fault in error.value.faults]


def test_a_watch_is_read_with_everything_it_says(tmp_path):
    watch = load(tmp_path, a=WHOLE).watches[0]

    assert watch.query == parse_query(
        "$north_korea AND ($sappers OR builder) AND NOT title:(chess)"
    )
    assert (watch.id, watch.title) == ("dprk-sappers-kursk", "North Korean sappers")
    assert (watch.languages, watch.feeds, watch.feed_tags) == (("en", "ru"), ("tass",), ("asia",))
    assert (watch.weight, watch.watch_for, watch.sources) == (("kursk",), ("kursk",), 2)
    assert watch.alert_on == (
        AlertOn(kind="new_story"), AlertOn(kind="first_in_language", values=("ko", "ja")),
    )  # fmt: skip
    assert (watch.severity, watch.expect) == (
        "high", Expect(at_least=1, every=timedelta(days=14)),
    )  # fmt: skip
    assert watch.first_run == FirstRun(kind="last", window=timedelta(hours=24))
    assert watch.must_match == (
        TestText(title="Sappers arrive"),
        TestText(title="a", text="b", language="ru", site="tass.ru"),
    )
    assert watch.must_ignore == (TestText(title="Chess"),)


def test_what_a_watch_does_not_say_has_a_default(tmp_path):
    watch = load(tmp_path, a=WHOLE).watches[1]

    assert (watch.title, watch.severity, watch.sources) == ("plain", "normal", 1)
    assert (watch.alert_on, watch.first_run) == ((AlertOn(kind="new_story"),), FirstRun())


def test_watches_tests_and_terms_know_where_they_stand(tmp_path):
    watches = load(tmp_path, a=WHOLE)

    watch, term = watches.watches[0], watches.lexicon["north_korea"].terms[1]

    places = [watch.place, term.place, watch.must_match[0].place]
    assert [(p.line, p.column) for p in places if p] == [(8, 5), (4, 41), (22, 15)]


def test_files_of_a_folder_are_one_set_in_name_order(tmp_path):
    (tmp_path / "c.yml").write_text("watches: [{id: c, query: $x}]")
    (tmp_path / "notes.txt").write_text("not: [yaml")
    watches = load(tmp_path, b="watches: [{id: b, query: $x}]", a="lexicon: {x: {en: [word]}}")

    assert ([w.id for w in watches.watches], list(watches.lexicon)) == (["b", "c"], ["x"])


def test_one_file_can_be_read_alone(tmp_path):
    file = tmp_path / "one.yaml"
    file.write_text("watches: [{id: a, query: word}]")

    assert [watch.id for watch in load_watches(file).watches] == ["a"]


def test_a_file_of_comments_holds_nothing(tmp_path):
    assert load(tmp_path, a="# later\n").watches == ()


@pytest.mark.parametrize("name", ["nowhere", "."])
def test_no_file_at_all_is_a_fault(tmp_path, name):
    with pytest.raises(ConfigError, match="no "):
        load_watches(tmp_path / name)


FAULTS = [
    ("versoin: 1", "1:1: unknown key 'versoin'; did you mean 'version'?"),
    ("version: 2", "1:10: this program knows version 1 of these files"),
    ("- a", "1:1: a mapping with version, lexicon, watches is expected here"),
    ("watches: {id: a}", "1:10: a list of watches is expected here, each begins with '- id: ...'"),
    ("lexicon: {Kursk: {any: [Kursk]}}", "1:11: an entry's name has small Latin letters"),
    ("watches: [5]", "1:11: a mapping is expected here"),
    ("watches: [{query: a}]", "1:11: 'id:' is missing here"),
    ("watches: [{id: a b, query: a}]", "1:16: 'a b': a watch's id has small Latin"),
    ("watches: [{id: a}]", "1:11: a watch asks one question: either `match:` or `query:`"),
    ("watches: [{id: a, query: a, match: a}]", "1:11: a watch asks one question"),
    ("watches: [{id: a, query: 5}]", "1:26: text is expected here"),
    ("watches: [{id: a, query: 'a b'}]", "1:29: no operator between two words"),
    ("watches: [{id: a, query: $x}]", "1:26: no entry 'x' in the lexicon"),
    ("watches:\n- id: a\n  query: a #b", "3:10: a # behind a query begins a comment"),
    ("watches: [{id: a, query: a, titel: x}]", "1:29: unknown key 'titel'; did you mean 'title'?"),
    (
        "watches: [{id: a, query: a, severity: high}]",
        "1:29: unknown key 'severity': write alert: {",
    ),
    ("watches: [{id: a, query: a, sources: 0}]", "1:38: at least 1 is expected here"),
    ("watches: [{id: a, query: a, languages: idn}]", "1:40: unknown language 'idn'; did you mean"),
    ("watches: [{id: a, query: a, weight: [x]}]", "1:38: a lexicon entry is written with a dollar"),
    ("watches: [{id: a, query: a, weight: [$x]}]", "1:38: no entry 'x' in the lexicon"),
    ("watches: [{id: a, query: a, alert: {on: [x]}}]", "1:42: 'x' is not one of new_story"),
    ("watches: [{id: a, query: a, alert: {on: [first_from]}}]", "1:42: first_from says of which"),
    ("watches: [{id: a, query: a, alert: {sevrity: x}}]", "1:37: unknown key 'sevrity'; did you"),
    ("watches: [{id: a, query: a, first_run: none}]", "1:40: write baseline, all, or {last: 24h}"),
    ("watches: [{id: a, query: a, expect: {at_least: 1}}]", "1:37: 'every:' is missing here"),
    ("watches: [{id: a, query: a, tests: {match: [{}]}}]", "1:45: a test needs a title or a text"),
    ("watches: [{id: a, query: a, tests: {match: [5]}}]", "1:45: a mapping is expected here"),
    ("watches: [{id: a, query: a, tests: }]", "1:36: nothing stands behind the colon"),
]


@pytest.mark.parametrize(("text", "said"), FAULTS)
def test_a_fault_is_named_with_line_and_column(tmp_path, text, said):
    (fault,) = faults(tmp_path, a=text)

    assert fault.startswith(f"a.yaml:{said}")


def test_every_fault_of_every_file_is_found_at_once(tmp_path):
    found = faults(
        tmp_path,
        a="lexicon: {x: {en: [ab*]}}\nwatches: [{id: a, query: a b}, {id: b, quary: x}]",
        b="watches: [{id: c, match: {all: [$y, 5]}}]",
    )

    assert [fault.split(": ")[0] for fault in found] == [
        "a.yaml:1:20", "a.yaml:2:28", "a.yaml:2:32", "a.yaml:2:40", "b.yaml:1:33", "b.yaml:1:37",
    ]  # fmt: skip


def test_twins_in_two_files_are_named_with_both_places(tmp_path):
    found = faults(
        tmp_path,
        a="lexicon: {x: {en: [word]}}\nwatches: [{id: a, query: $x}]",
        b="lexicon: {x: {en: [word]}}\nwatches: [{id: a, query: $x}]",
    )

    assert found == [
        f"b.yaml:1:11: the entry 'x' stands already at {tmp_path}/a.yaml:1",
        f"b.yaml:2:16: the watch 'a' stands already at {tmp_path}/a.yaml:2",
    ]


def test_a_file_that_cannot_be_parsed_does_not_blame_its_neighbours(tmp_path):
    found = faults(tmp_path, a="lexicon: {x: [", b="watches: [{id: a, query: $x}]")

    assert [fault.partition(":")[0] for fault in found] == ["a.yaml"]


def test_an_unknown_entry_is_offered_the_nearest_one(tmp_path):
    (fault,) = faults(
        tmp_path, a="lexicon: {kursk: {any: [Kursk]}}\nwatches: [{id: a, query: 'b AND $kurks'}]"
    )

    assert fault == "a.yaml:2:33: no entry 'kurks' in the lexicon; did you mean 'kursk'?"


KEYS = st.sampled_from(
    ["version", "lexicon", "watches", "id", "match", "query", "all", "any", "none", "near", "of",
     "within", "title", "en", "ru", "term", "not_in", "with", "tests", "alert", "on", "x"]
)  # fmt: skip
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers(-2, 2)
    | st.sampled_from(
        [
            "$x",
            "a",
            "a b",
            "a*",
            "abc*",
            "/(/",
            "lang:ru",
            "=a",
            "sentence",
            "5 words",
            "",
            "北",
            "a OR b",
        ]
    )
)
ANYTHING = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=20,
)
FILES = st.fixed_dictionaries(
    {},
    optional={
        "version": LEAVES,
        "lexicon": st.dictionaries(KEYS, ANYTHING, max_size=3) | ANYTHING,
        "watches": st.lists(st.dictionaries(KEYS, ANYTHING, max_size=5), max_size=3) | ANYTHING,
    },
)


@given(value=FILES)
def test_any_file_is_read_or_has_faults_with_places(value, tmp_path_factory):
    file = tmp_path_factory.getbasetemp() / "any.yaml"
    file.write_text(json.dumps(value))

    try:
        load_watches(file)
    except ConfigError as error:
        assert all(fault.line == 1 and fault.column >= 1 for fault in error.faults)  # noqa: PT017


SAME_DIGEST = [
    (
        "watches: [{id: a, query: a AND b}]",
        "# x\nwatches:\n- {title: t, id: a, match: {all: [a, b]}}",
    ),
    ("watches: [{id: a, query: a, tests: {match: [x]}}]", "watches: [{id: a, query: a}]"),
]


@pytest.mark.parametrize(("one", "other"), SAME_DIGEST)
def test_what_does_not_change_a_match_does_not_change_the_digest(tmp_path, one, other):
    assert load(tmp_path, a=one).digest == load(tmp_path, a=other).digest


OTHER_DIGEST = [
    "watches: [{id: b, query: $x}]",
    "watches: [{id: a, query: $x AND y}]",
    "watches: [{id: a, query: $x, languages: [ru]}]",
    "watches: [{id: a, query: $x, feeds: {tags: [asia]}}]",
    "watches: [{id: a, query: $x, weight: [$x]}]",
]


@pytest.mark.parametrize("other", OTHER_DIGEST)
def test_what_changes_a_match_changes_the_digest(tmp_path, other):
    lexicon = "lexicon: {x: {en: [word]}}\n"
    before = load(tmp_path, a=f"{lexicon}watches: [{{id: a, query: $x}}]").digest

    assert load(tmp_path, a=lexicon + other).digest != before


@pytest.mark.parametrize(
    "term", ["words", "=word", "{term: word, in: title}", "{term: word, not_in: a word}"]
)
def test_another_term_is_another_digest(tmp_path, term):
    watch = "\nwatches: [{id: a, query: $x}]"
    before = load(tmp_path, a="lexicon: {x: {en: [word]}}" + watch).digest

    assert load(tmp_path, a=f"lexicon: {{x: {{en: [{term}]}}}}" + watch).digest != before

"""Doubts about rules that can be read: errors keep a check from passing, warnings do not."""

import pytest

from monitor.model.watch import LexiconEntry, LexiconTerm, Watch, WatchSet
from monitor.rules.grammar import parse_query
from monitor.rules.lexicon import entry_of
from monitor.rules.lint import lint
from monitor.rules.watchfile import load_watches, watch_set

PLACES = {"places": {"any": ["Russia", "Moscow"]}}


def watches_of(lexicon: dict[str, object], *queries: str) -> WatchSet:
    entries = {
        name: LexiconEntry(id=name, terms=tuple(t for _, t in entry_of(value, ()).terms))
        for name, value in lexicon.items()
    }
    asked = [Watch(id=f"w{n}", title="", query=parse_query(q)) for n, q in enumerate(queries)]
    return watch_set(asked, entries)


def doubts(lexicon: dict[str, object], *queries: str) -> list[tuple[str, str]]:
    return [(f.level, f.problem) for f in lint(watches_of(lexicon, *queries))]


CALM = [
    {"en": ["sapper", "combat engineer", {"case": "DPRK"}]},
    {"ko": ["지뢰제거", "북한"], "zh": ["朝鲜", "工兵"], "ja": ["クルスク"]},
    {"ko": [{"term": "北", "with": ["$places"]}], "id": [{"case": "AS", "with": ["$places"]}]},
    {"hi": ["रूस"]},
    {"zh": [{"term": "朝鲜", "not_in": ["朝鲜族"]}]},
    {"ja": [{"term": "地雷", "not_in": ["地雷系"]}]},
    {"en": [{"term": "sapper", "not_in": ["sapper game"]}], "fr": ["sapeur"]},
    {"en": [{"term": "pionier game", "not_in": ["x y"]}, "pionier gaming"]},
]


@pytest.mark.parametrize("entry", CALM)
def test_careful_terms_raise_no_doubt(entry):
    assert doubts({"e": entry, **PLACES}) == []


SHORT = ["北", "러", "AS", "NK", "рф", "А.", "크", "ка"]


@pytest.mark.parametrize("term", SHORT)
def test_one_dense_character_or_two_letters_alone_are_an_error(term):
    (found,) = doubts({"e": {"ko": [term]}})

    assert found[0] == "error"
    assert "too short to stand alone" in found[1]


def test_a_short_word_in_a_query_line_is_an_error_too():
    ((level, problem),) = doubts({}, "sapper AND AS")

    assert (level, "AS is too short" in problem) == ("error", True)


def test_a_veto_that_a_twin_undoes_is_an_error():
    entry = {"any": [{"term": "Kursk", "not_in": ["Kursk station"]}], "en": ["Kursk"]}

    ((level, problem),) = doubts({"e": entry})

    assert (level, "undoes it" in problem) == ("error", True)


def test_a_common_word_of_another_language_undoes_no_veto():
    entry = {"en": [{"term": "sapper", "not_in": ["sapper game"]}], "sv": ["sapper"]}

    assert doubts({"e": entry}) == []


def test_short_words_of_an_entry_are_told_in_one_warning():
    ((level, problem),) = doubts({"e": {"en": ["mine", "dig", "rid", "sapper"]}})

    assert (level, "mine, dig, rid;" in problem) == ("warning", True)


@pytest.mark.parametrize("term", ["génie", "Kim", "мина", "공병", "地雷", "Pionier", "RIA", "NIS"])
def test_known_ambiguous_words_are_a_warning(term):
    found = doubts({"e": {"fr": [term]}})

    assert [level for level, _ in found] == ["warning"]
    assert "ambiguous" in found[0][1]


@pytest.mark.parametrize("options", [{"with": ["$places"]}, {"not_in": ["bon génie"]}])
def test_an_ambiguous_word_with_options_raises_no_doubt(options):
    assert doubts({"e": {"fr": [{"term": "génie", **options}]}, **PLACES}) == []


def test_a_short_thai_term_is_a_warning():
    ((level, problem),) = doubts({"e": {"th": ["คิม"]}})

    assert (level, "Thai" in problem or "short" in problem) == ("warning", True)


IMPOSSIBLE = [
    "sapper AND NOT sapper",
    "sapper AND NOT (deminer OR sapper)",
    "(sapper OR deminer) AND NOT sapper AND NOT deminer",
    "title:(sapper) AND NOT sapper",
    "title:(sapper) AND NOT title:(sapper OR chess)",
    "lead:(sapper) AND NOT body:(sapper)",
    "sapper NEAR/5 deminer AND NOT deminer",
    "ATLEAST/2 sapper AND NOT sapper",
    "$places AND sapper AND NOT $places",
    "sapper AND site:tass.ru AND site:ria.ru",
]


@pytest.mark.parametrize("query", IMPOSSIBLE)
def test_a_question_that_can_never_be_met_is_a_warning(query):
    found = doubts(PLACES, query)

    assert [problem for _, problem in found if "never match" in problem]


POSSIBLE = [
    "sapper AND NOT deminer",
    "(sapper OR deminer) AND NOT sapper",
    "sapper AND NOT title:(sapper)",
    "title:(sapper) AND NOT body:(sapper)",
    "sapper AND NOT (sapper AND deminer)",
    "sapper AND NOT sapper NEAR/5 deminer",
    "sapper AND lang:ru AND lang:uk",
    "$places AND NOT title:(chess)",
]


@pytest.mark.parametrize("query", POSSIBLE)
def test_a_question_that_can_be_met_raises_no_doubt(query):
    assert doubts(PLACES, query) == []


def test_a_forbidden_phrase_that_holds_a_wanted_word_is_a_warning():
    lexicon = {"kursk": {"any": ["Kursk"]}}

    ((level, problem),) = doubts(lexicon, '$kursk AND sapper AND NOT "Battle of Kursk"')

    assert (level, "not_in" in problem) == ("warning", True)


def test_the_same_phrase_forbidden_in_the_title_is_meant_so():
    lexicon = {"kursk": {"any": ["Kursk"]}}

    assert doubts(lexicon, '$kursk AND NOT title:("Battle of Kursk")') == []


def test_a_phrase_with_an_operator_in_it_is_a_warning():
    ((level, problem),) = doubts({}, '"sapper AND deminer"')

    assert (level, "no operator" in problem) == ("warning", True)


def test_two_watches_that_ask_the_same_are_a_warning():
    ((level, problem),) = doubts({}, "sapper AND deminer", "sapper AND deminer")

    assert (level, "'w0'" in problem) == ("warning", True)


def test_an_unknown_entry_is_an_error_wherever_it_is_named():
    term = LexiconTerm(leaf=parse_query("sapper"), language="en", with_entries=("nowhere",))
    entry = LexiconEntry(id="e", terms=(term,))
    watch = Watch(id="w", title="", query=parse_query("$q"), weight=("v",), watch_for=("f",))

    found = lint(watch_set([watch], {"e": entry}))

    assert [(f.level, f.subject, f.problem.split("'")[1]) for f in found] == [
        ("error", "$e", "nowhere"), ("error", "w", "q"), ("error", "w", "v"), ("error", "w", "f"),
    ]  # fmt: skip


def test_errors_come_first_and_every_finding_has_its_place(tmp_path):
    file = tmp_path / "a.yaml"
    file.write_text("lexicon:\n  e: {fr: [génie], ko: [北]}\n")

    found = [str(finding) for finding in lint(load_watches(file))]

    assert [line.split(" ", 2)[:2] for line in found] == [
        [f"{file}:2:25:", "error:"], [f"{file}:2:12:", "warning:"],
    ]  # fmt: skip

"""Doubts about rules that can be read: errors keep a check from passing, warnings do not."""

import pytest

from monitor.model.query import And, Filter, Not
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


NEVER = [
    ('"north korea" AND NOT korea', "NOT korea forbids"),
    ("$korea AND NOT korea", "NOT korea forbids $korea"),
    ("korean* AND NOT kor*", "NOT kor* forbids"),
    ("朝鲜族 AND NOT 朝鲜", "forbids"),
    ("sapper AND deminer AND NOT (sapper AND deminer)", "forbids what the rest of it needs"),
    ("sapper NEAR/5 deminer AND NOT sapper NEAR/9 deminer", "forbids what the rest of it needs"),
    ("sapper AND site:ria.ru AND NOT site:ria.ru", "NOT site:ria.ru forbids site:ria.ru"),
    ("sapper AND site:en.tass.ru AND NOT site:tass.ru", "NOT site:tass.ru forbids"),
    ("sapper AND feed:alpha AND feed:beta", "one feed"),
    ("sapper AND lang:ru AND NOT lang:ru", "NOT lang:ru forbids"),
    ("NEAR/1(sapper, deminer, engineer)", "do not fit"),
    ("title:(ATLEAST/90 sapper)", "out of reach"),
    ("ATLEAST/401 sapper", "out of reach"),
    (r"sapper AND /north^korea/", "means the beginning"),
    (r"sapper AND /north$korea/", "means the end"),
    (r"sapper AND /no\brth/", "never fits"),
    (r"sapper AND /north  korea/", "two spaces"),
]
KOREA = {"korea": {"en": ["North Korea", "South Korea"]}, **PLACES}


@pytest.mark.parametrize(("query", "why"), NEVER)
def test_why_a_question_can_never_be_met_is_said(query, why):
    found = [problem for _, problem in doubts(KOREA, query) if "can never match" in problem]

    assert len(found) == 1
    assert why in found[0]


FINE = [
    "sapper AND site:tass.ru AND site:en.tass.ru",
    '"north korea" AND NOT "south korea"',
    "$korea AND NOT $places",
    '"north korea" AND NOT =koreas',
    "sapper NEAR/9 deminer AND NOT sapper NEAR/5 deminer",
    "NEAR/1(工兵, 地雷清除, 库尔斯克) AND sapper",
    r"sapper AND /^north|korea$/",
    r"sapper AND /[^a-z]north[^$]/",
    r"sapper AND /north\s+korea/",
    "title:(ATLEAST/3 sapper)",
]


@pytest.mark.parametrize("query", FINE)
def test_what_may_be_met_is_never_called_impossible(query):
    assert not [problem for _, problem in doubts(KOREA, query) if "never match" in problem]


def test_an_alternative_that_can_never_be_met_is_named_alone():
    ((_, problem),) = doubts({}, "deminer OR (sapper AND NOT sapper)")

    assert "can never match by sapper AND NOT sapper" in problem


def test_a_word_near_itself_is_a_count_in_disguise():
    ((_, problem),) = doubts({}, "sapper NEAR/5 sapper")

    assert "ATLEAST/2 sapper" in problem


def test_a_watch_whose_languages_leave_out_a_needed_entry_hardly_ever_matches():
    lexicon = {"works": {"ru": ["стройка"], "uk": ["будова"]}}
    watches = watches_of(lexicon, "$works AND sapper")
    watch = Watch(id="w", title="", query=watches.watches[0].query, languages=("en", "de"))

    ((_, problem),) = [
        (f.level, f.problem) for f in lint(watch_set([watch], watches.lexicon))
    ]  # fmt: skip

    assert "needs $works, which has words in ru, uk only, of articles in de, en" in problem


def test_an_alternative_in_the_watch_s_language_is_enough():
    lexicon = {"works": {"ru": ["стройка"]}, "site": {"en": ["building site"]}}
    query = watches_of(lexicon, "($works OR $site) AND sapper NOT NEAR/5 $works").watches[0].query
    watch = Watch(id="w", title="", query=query, languages=("en",))

    assert lint(watch_set([watch], watches_of(lexicon).lexicon)) == ()


def test_two_languages_at_once_are_no_fault():
    assert doubts(PLACES, "$places AND lang:ru AND lang:en") == []


BROAD = [
    ("the OR sapper", "matches nearly everything"),
    ("will AND and", "matches nearly everything"),
    ("$small", "и of $small"),
    (r"/[A-Z]\w+/ OR sapper", "matches nearly everything"),
    (r"/[Kk]ursk-?\d+/", "costs a look at every article"),
    ("$numbers", "costs a look at every article"),
]


@pytest.mark.parametrize(("query", "what"), BROAD)
def test_questions_that_rest_on_nothing_much_are_told_with_a_remedy(query, what):
    lexicon = {"small": {"ru": ["сапёр", "=и"]}, "numbers": {"en": ["/[0-9]{4}-[A-Z]{3}/"]}}

    found = [problem for _, problem in doubts(lexicon, query) if what in problem]

    assert len(found) == 1
    assert "AND a" in found[0]


def test_a_name_in_capitals_is_no_small_word():
    assert doubts({}, "==WHO OR sapper") == []


def test_a_question_without_a_word_is_told():
    query = And(parts=(Filter(name="site", value="kcna.kp"), Not(part=parse_query("sapper"))))

    (found,) = lint(watch_set([Watch(id="w", title="", query=query)], {}))

    assert "asks for no word" in found.problem


def test_a_rare_word_beside_them_is_enough():
    query = r"sapper AND after AND /[Kk]ursk-?\d+/ AND site:kcna.kp"

    assert doubts({}, query) == []


def test_a_beginning_of_three_letters_is_a_warning():
    ((_, problem),) = doubts({}, "con* AND sapper")

    assert "thousands of words begin so: con*" in problem


def test_equal_questions_are_found_in_whatever_order_they_stand():
    ((level, problem),) = doubts(
        {}, "sapper AND (deminer OR engineer)", "(engineer OR deminer) AND sapper"
    )

    assert (level, "asks the same as the watch 'w0'" in problem) == ("warning", True)


@pytest.mark.parametrize(
    ("one", "other", "narrow"),
    [
        ("sapper AND deminer AND engineer", "engineer AND sapper", "w0"),
        ("sapper", "sapper AND deminer", "w1"),
        ("sapper OR deminer", "sapper OR deminer OR engineer", "w0"),
    ],
)
def test_a_watch_that_has_no_hit_of_its_own_is_told(one, other, narrow):
    found = [f for f in lint(watches_of({}, one, other)) if "every hit of" in f.problem]

    assert [f.subject for f in found] == [narrow]


@pytest.mark.parametrize(
    ("one", "other"),
    [("sapper AND deminer", "sapper OR deminer"), ("sapper NEAR/5 deminer", "sapper PRE/5 deminer"),
     ("title:(sapper)", "body:(sapper)"), ("Sapper", "sapper")],
)  # fmt: skip
def test_questions_that_differ_are_no_twins(one, other):
    assert doubts({}, one, other) == []


def test_a_term_that_stands_twice_in_an_entry_is_a_warning():
    ((_, problem),) = doubts({"e": {"ru": ["сапёрный", "сапер", "саперный"]}})

    assert "саперный is found by сапёрный already" in problem


def test_terms_that_stand_in_two_entries_are_told_together():
    lexicon = {"a": {"en": ["sapper", "deminer"]}, "b": {"en": ["sapper", "deminer", "engineer"]}}

    ((_, problem),) = doubts(lexicon)

    assert problem.startswith("sapper (en), deminer (en): in $a too")

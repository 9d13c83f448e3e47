"""The lists of `match:`: the same tree as the line, and a path for every fault."""

import pytest
from hypothesis import given

from monitor.model.query import Window
from monitor.rules.grammar import parse_query
from monitor.rules.lists import read_lists, window_of
from tests.strategies import as_lists, queries

SAME = [
    ("sapper", "sapper"),
    ("combat engineer", '"combat engineer"'),
    ("$kursk", "$kursk"),
    ("=Word", "=Word"),
    ("=North Korea", '="North Korea"'),
    ("==NIS", "==NIS"),
    ("sap*", "sap*"),
    ("/sapp?er/", "/sapp?er/"),
    ({"all": ["a", "lang:ru"]}, "a AND lang:ru"),
    ({"all": ["a", {"lang": "ru"}]}, "a AND lang:ru"),
    ({"term": "$kursk"}, '"$kursk"'),
    ({"term": "AND"}, '"AND"'),
    ({"case": "NIS"}, "==NIS"),
    ({"exact": "Word"}, "=Word"),
    ({"all": ["a", "b"]}, "a AND b"),
    ({"any": ["a", "b"]}, "a OR b"),
    ({"all": "a"}, "a"),
    ({"all": ["a", {"any": ["b", "c"]}]}, "a AND (b OR c)"),
    ({"all": ["a"], "any": ["b", "c"], "none": ["d", "e"]}, "a AND (b OR c) AND NOT d AND NOT e"),
    ({"none": ["d"], "all": ["a"]}, "a AND NOT d"),
    ({"all": ["a"], "none": [{"title": "chess"}]}, "a AND NOT title:(chess)"),
    ({"title": ["a", "b"]}, "title:(a OR b)"),
    ({"title": {"all": ["a", "b"]}}, "title:(a AND b)"),
    ({"lead": "a b"}, 'lead:("a b")'),
    ({"near": {"of": ["a", "b"], "within": "40 words"}}, "a NEAR/40 b"),
    ({"near": {"of": ["a", "b", "c"], "within": "paragraph"}}, "SAME paragraph (a, b, c)"),
    (
        {"near": {"of": ["a", {"any": ["b", "c"]}], "within": "sentence"}},
        "a SAME sentence (b OR c)",
    ),
    ({"pre": {"of": ["a", "b"], "within": "5 words"}}, "a PRE/5 b"),
    ({"not_near": {"of": ["a", "b"], "within": "2 sentences"}}, "a NOT SAME 2 sentences b"),
    ({"at_least": {"n": 3, "of": ["a", "b"]}}, "ATLEAST/3 (a OR b)"),
    ({"all": ["a"], "near": {"of": ["b", "c"], "within": "9 words"}}, "a AND b NEAR/9 c"),
]


@pytest.mark.parametrize(("lists", "line"), SAME)
def test_lists_and_line_are_two_spellings_of_one_tree(lists, line):
    assert read_lists(lists, ()).query == parse_query(line)


@given(query=queries())
def test_every_tree_can_be_spelled_in_lists(query):
    assert read_lists(as_lists(query), ()).query == query


FAULTS = [
    (["a", "b"], (), "all: [...] or any: [...]"),
    ({"all": []}, ("all",), "the list is empty"),
    ({}, (), "nothing stands here"),
    (None, (), "nothing stands here"),
    ({"any": ["a", 1943]}, ("any", 1), "'1943'"),
    ({"any": [True]}, ("any", 0), "quotes"),
    ({"alll": ["a"]}, ("alll",), "did you mean 'all'"),
    ({"not": ["a"]}, ("not",), "did you mean 'none'"),
    ({"must": ["a"]}, ("must",), "did you mean 'all'"),
    ({"none": ["a"]}, (), "something positive"),
    ({"any": ["a", {"none": ["b"]}]}, ("any", 1), "NOT cannot stand in OR"),
    ({"near": {"of": ["a", "b"], "within": 40}}, ("near", "within"), "40 what"),
    ({"near": {"of": ["a", "b"], "within": "40"}}, ("near", "within"), "40 words"),
    ({"near": {"of": ["a", "b"]}}, ("near",), "'within:' is missing"),
    ({"near": ["a", "b"]}, ("near",), "{of: [a, b], within: 40 words}"),
    ({"near": {"of": ["a"], "within": "sentence"}}, ("near",), "two parts"),
    ({"near": {"of": ["a", "b"], "withn": "sentence"}}, ("near", "withn"), "did you mean 'within'"),
    ({"near": {"of": ["a", {"all": ["b", "c"]}], "within": "9 words"}}, ("near", "of", 1), "hold"),
    ({"pre": {"of": ["a", "b"], "within": "sentence"}}, ("pre",), "number of words"),
    ({"not_near": {"of": ["a", "b", "c"], "within": "9 words"}}, ("not_near",), "takes two"),
    ({"at_least": {"n": "3", "of": "a"}}, ("at_least", "n"), "a number"),
    ({"all": ["a", "title:x"]}, ("all", 1), "{title: ...}"),
    ({"all": ["a", {"lang": "idn"}]}, ("all", 1, "lang"), "did you mean 'id'"),
    ({"all": ["a", {"lang": ["ru", "uk"]}]}, ("all", 1, "lang"), "`languages:`"),
    ({"all": ["$Kursk"]}, ("all", 0), "small Latin letters"),
    ({"all": ["ab*"]}, ("all", 0), "too short"),
    ({"all": ["two words*"]}, ("all", 0), "single word"),
    ({"all": ["/(/"]}, ("all", 0), "RE2"),
    ({"title": {"lead": "a"}}, ("title",), "a field inside a field"),
]


@pytest.mark.parametrize(("lists", "at", "said"), FAULTS)
def test_a_fault_is_named_with_its_path(lists, at, said):
    reading = read_lists(lists, ())

    assert reading.query is None
    assert [(slip.at, said in slip.problem) for slip in reading.slips] == [(at, True)]


def test_every_fault_of_a_tree_is_found_at_once():
    reading = read_lists({"all": ["ab*", {"foo": "x"}, 5], "none": [None]}, ("match",))

    assert [slip.at for slip in reading.slips] == [
        ("match", "all", 0), ("match", "all", 1, "foo"), ("match", "all", 2), ("match", "none", 0),
    ]  # fmt: skip


def test_references_come_with_their_paths():
    reading = read_lists({"all": ["$a", {"any": ["x", "$b"]}]}, ("match",))

    assert reading.references == [(("match", "all", 0), "a"), (("match", "all", 1, "any", 1), "b")]


@pytest.mark.parametrize(
    ("written", "window"),
    [
        ("1 word", Window(unit="words", n=1)),
        ("40 words", Window(unit="words", n=40)),
        ("sentence", Window(unit="sentences")),
        ("1 sentence", Window(unit="sentences")),
        ("3 sentences", Window(unit="sentences", n=3)),
        ("paragraph", Window(unit="paragraph")),
    ],
)
def test_a_window_is_read_with_its_unit(written, window):
    assert window_of(written, ()) == window

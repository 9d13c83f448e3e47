"""The short way to a watch: it gives what the long way gives, and takes nothing that is wrong."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from monitor.model.watch import Place
from monitor.rules.grammar import parse_query
from monitor.rules.watch_entry import shaped_watch
from monitor.rules.watch_models import WatchShape
from monitor.rules.watch_plain import is_plain, plain_watch

WRONG = [None, 5, True, "", "x" * 10_001, [], [5], [None], {}, {"a": 1}, ["x"], [["x"]], [{}]]
RIGHT: dict[str, list[Any]] = {
    "id": ["a", "a.b-c_d9", "A", "ä"],
    "title": ["A title", "Заголовок"],
    "query": ["word"],
    "languages": [["ru", "en"], ["RU"], "ru", ["idn"]],
    "weight": [["$a", "$b_2"], ["a"], ["$A"], "$a"],
    "watch_for": [["$a"], ["$"]],
    "alert": [
        {"on": ["new_story", "correction"], "severity": "high"},
        {"severity": "low"},
        {"on": []},
        {"on": [{"first_from": ["x"]}]},
        {"on": ["first_from"]},
        {"severity": "hihg"},
        {"severity": None},
        {"on": None},
        {"on": "new_story"},
        {"off": []},
    ],
    "tests": [
        {"match": ["a", ""], "ignore": ["b"]},
        {"match": [{"title": "a"}]},
        {"match": "a"},
        {"match": None},
        {"mtach": []},
    ],
    "sources": [2, 0],
    "expect": [{"at_least": 1, "every": timedelta(days=1)}],
    "titel": ["x"],
}
WATCHES = st.fixed_dictionaries(
    {"id": st.sampled_from(RIGHT["id"])},
    optional={k: st.sampled_from([*v, *v, *WRONG]) for k, v in RIGHT.items() if k != "id"},
)
QUERY = parse_query("word")


def place_of(path: tuple[str | int, ...]) -> Place:
    return Place(path=repr(path), line=1, column=1)


@given(value=WATCHES)
def test_a_plain_watch_is_the_same_as_by_the_long_way(value):
    if not is_plain(value):
        return
    long = shaped_watch(WatchShape.model_validate(value), QUERY, ("watches", 0), place_of)

    assert repr(plain_watch(value, QUERY, ("watches", 0), place_of)) == repr(long)


@given(value=WATCHES)
def test_nothing_that_is_wrong_is_plain(value):
    try:
        WatchShape.model_validate(value)
    except ValidationError:
        assert not is_plain(value)


@pytest.mark.parametrize("key", ["title", "languages", "weight", "alert", "tests"])
def test_what_nearly_everybody_writes_is_plain(key):
    assert is_plain({"id": "a", "query": "word", key: RIGHT[key][0]})

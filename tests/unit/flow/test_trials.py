"""The tests that watches carry are tried as the watches would meet them."""

from monitor.flow.trials import Trial, trials
from monitor.match.matcher import Matcher
from monitor.model.watch import TestText, Watch, WatchSet
from monitor.rules.grammar import parse_query


def tried(line: str, **more: object) -> list[Trial]:
    """Try the tests of one watch."""
    watch = Watch(id="w", title="W", query=parse_query(line), **more)  # type: ignore[arg-type]
    return list(trials(Matcher(WatchSet(watches=(watch,), lexicon={}, digest=""), {})))


def test_a_text_is_tried_as_a_title_with_its_body_language_and_site():
    text = TestText(title="one", text="two", language="ru", site="tass.ru")

    (trial,) = tried("title:=one AND body:=two AND site:tass.ru", must_match=(text,))

    assert trial.passed


def test_a_text_that_must_be_ignored_passes_when_it_is():
    texts = (TestText(title="one"), TestText(title="two"))

    assert [trial.passed for trial in tried("=one", must_ignore=texts)] == [False, True]


def test_a_watch_of_certain_feeds_is_tried_as_if_the_text_came_from_one():
    trials_of_feed = tried("=one", feeds=("mill",), must_match=(TestText(title="one"),))
    trials_of_tag = tried("=one", feed_tags=("asia",), must_match=(TestText(title="one"),))

    assert [trial.passed for trial in (*trials_of_feed, *trials_of_tag)] == [True, True]

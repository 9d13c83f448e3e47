import re

from hypothesis import given
from hypothesis import strategies as st

from monitor.intake.body import FULL_CHARACTERS, join_body
from monitor.intake.words import contains, united
from monitor.model.article import PageText

LONG = "Sappers reached the border region on Monday morning and began to clear the fields. " * 4
SAID = re.compile(r"\w+")
WORDS = st.text(st.sampled_from("ab ж.\n北 "), max_size=40)


def page(text: str, method: str = "trafilatura") -> PageText:
    return PageText(text=text, method=method)


def test_without_a_page_the_feeds_words_stand():
    body = join_body("summary", None)

    assert (body.text, body.state) == ("summary", "feed")


def test_a_page_that_holds_the_summary_stands_alone():
    body = join_body("Sappers reached the border region", page(LONG))

    assert (body.text, body.state) == (LONG, "full")


def test_a_cut_off_summary_is_held_by_the_page():
    assert join_body("Sappers reached the border region on Monday mor…", page(LONG)).text == LONG


def test_a_summary_of_its_own_stands_before_the_page():
    body = join_body("What nobody expected has come to pass", page(LONG))

    assert body.text == f"What nobody expected has come to pass\n\n{LONG}"


def test_a_page_that_says_less_than_the_feed_leaves_the_feeds_words():
    body = join_body(LONG, page("Read more"))

    assert (body.text, body.state) == (LONG, "partial")


def test_a_page_without_text_leaves_the_feeds_words():
    body = join_body("summary", page("", "none"))

    assert (body.text, body.state) == ("summary", "partial")


def test_a_wall_leaves_the_feeds_words_and_says_so():
    body = join_body("summary", page("", "wall"))

    assert (body.text, body.state) == ("summary", "blocked")


def test_the_beginning_of_an_article_is_partial():
    body = join_body("What nobody expected", PageText(text=LONG, method="x", is_teaser=True))

    assert body.state == "partial"
    assert LONG in body.text
    assert "What nobody expected" in body.text


def test_a_page_of_the_full_length_is_full_beside_a_longer_feed():
    body = join_body(LONG * 2, page("x" * FULL_CHARACTERS))

    assert body.state == "full"
    assert LONG in body.text


@given(feed=WORDS.filter(lambda said: "..." not in said), text=WORDS)
def test_no_word_of_the_feed_is_lost(feed, text):
    joined = join_body(feed, page(text)).text

    assert set(SAID.findall(feed)) <= set(SAID.findall(joined))


@given(first=WORDS, second=WORDS)
def test_uniting_twice_is_uniting_once(first, second):
    once = united(first, second)

    assert united(first, once) == once or contains(first, once)


@given(text=WORDS)
def test_a_text_contains_itself(text):
    assert contains(text, text)

"""`feeds.yaml` grows by a feed and loses nothing."""

import yaml
from hypothesis import given
from hypothesis import strategies as st

from monitor.cli.feedfile import NewFeed, with_feed

NEW = NewFeed(address="https://a.example/feed", id="a", tags=("x", "y"), language="ru")
ITEM = "  - address: https://a.example/feed\n    id: a\n    tags: [x, y]\n    language: ru\n"
INDENTED = """\
# Where news comes from.
version: 1
feeds:   # the list
  # the wire
  - {folder: ../seeds, first_run: all}
  - address: 'https://b.example/feed'   # quoted
"""


def test_a_feed_comes_to_the_end_of_an_indented_list():
    assert with_feed(INDENTED, NEW) == INDENTED + ITEM


def test_a_feed_comes_to_the_end_of_a_list_that_is_not_indented():
    text = "version: 1\nfeeds:\n- https://b.example/feed\n"

    assert with_feed(text, NewFeed(address="https://a.example")) == (
        f"{text}- address: https://a.example\n"
    )


def test_what_stands_behind_the_list_stays_behind_it():
    assert with_feed("feeds:\n  - https://b.example/f\nversion: 1\n", NEW).endswith(
        f"{ITEM}version: 1\n"
    )


def test_an_empty_list_becomes_one_with_a_feed():
    assert with_feed("version: 1\nfeeds: []\n", NEW) == f"version: 1\nfeeds:\n{ITEM}"


def test_an_empty_file_becomes_one_with_a_feed():
    assert with_feed("", NEW) == f"version: 1\nfeeds:\n{ITEM}"


@given(
    comments=st.lists(
        st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=20), max_size=5
    )
)
def test_no_comment_is_lost(comments: list[str]):
    text = "feeds:\n" + "".join(
        f"  # {comment}\n  - https://b{number}.example/feed  # {comment}\n"
        for number, comment in enumerate(comments)
    )

    grown = with_feed(text, NEW)

    assert all(grown.count(f"# {comment}\n") >= 2 for comment in comments)
    assert len(yaml.safe_load(grown)["feeds"]) == len(comments) + 1

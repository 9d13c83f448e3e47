"""`feeds.yaml` grows by feeds and nothing else in it changes."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from monitor.cli.feedfile import NotAdded, add_feeds, lines_of, scalar, with_feeds
from monitor.flow.importing import NewFeed
from monitor.rules.marks import read_yaml
from monitor.text.clean import clean_line

NEW = NewFeed(address="https://a.example/feed", id="a", title="A", tags=("x", "y"), language="ru")
ITEM = "- {address: 'https://a.example/feed', id: a, title: A, language: ru, tags: [x, y]}\n"
INDENTED = """\
# Where news comes from.
version: 1
feeds:   # the list
  # the wire
  - {folder: ../seeds, first_run: all}
  - address: 'https://b.example/feed'   # quoted
"""


def test_a_feed_comes_to_the_end_of_an_indented_list():
    assert with_feeds(INDENTED, [NEW]) == f"{INDENTED}  {ITEM}"


def test_a_feed_comes_to_the_end_of_a_list_that_is_not_indented():
    text = "version: 1\nfeeds:\n- https://b.example/feed\n"

    assert with_feeds(text, [NEW]) == f"{text}{ITEM}"


def test_what_stands_behind_the_list_stays_behind_it():
    text = "feeds:\n  - https://b.example/f\n\n# how\nversion: 1\n"

    assert (
        with_feeds(text, [NEW]) == f"feeds:\n  - https://b.example/f\n  {ITEM}\n# how\nversion: 1\n"
    )


def test_a_text_of_several_lines_may_stand_last():
    text = "feeds:\n  - address: https://b.example/f\n    title: |\n      B\n# end\n"

    assert with_feeds(text, [NEW]) == text.replace("# end\n", f"  {ITEM}# end\n")


def test_a_list_in_brackets_stays_in_brackets():
    grown = with_feeds("feeds: ['https://b.example/f',  # b\n  ]\nversion: 1\n", [NEW])

    assert [
        one if isinstance(one, str) else one["id"] for one in yaml.safe_load(grown)["feeds"]
    ] == [
        "https://b.example/f",
        "a",
    ]
    assert "# b\n" in grown


@pytest.mark.parametrize("empty", ["feeds: []", "feeds:", "feeds: null", "feeds: ~"])
def test_an_empty_list_becomes_one_with_a_feed(empty: str):
    text = f"version: 1\n{empty}   # none yet\n"

    assert with_feeds(text, [NEW]) == f"version: 1\nfeeds:   # none yet\n  {ITEM}"


def test_an_empty_file_becomes_one_with_a_feed():
    assert with_feeds("", [NEW]) == f"version: 1\nfeeds:\n  {ITEM}"


def test_a_file_without_a_list_gets_one():
    assert with_feeds("# mine\nversion: 1", [NEW]) == f"# mine\nversion: 1\nfeeds:\n  {ITEM}"


def test_line_ends_and_byte_order_mark_stay():
    text = "\ufefffeeds:\r\n  - https://b.example/f"

    assert with_feeds(text, [NEW]) == f"{text}\r\n  {ITEM}".replace("}\n", "}\r\n")


@given(
    comments=st.lists(
        st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=20), max_size=5
    )
)
def test_all_that_was_there_is_still_there(comments: list[str]):
    text = "feeds:\n" + "".join(
        f"  # {comment}\n  - https://b{number}.example/feed  # {comment}\n"
        for number, comment in enumerate(comments)
    )

    grown = with_feeds(text, [NEW, NEW])

    assert grown == f"{text}  {ITEM}  {ITEM}"
    assert len(yaml.safe_load(grown)["feeds"]) == len(comments) + 2


@given(st.text())
@pytest.mark.parametrize("hard", ["no", "null", "1e3", "a: b", "a #b", "it's", "{a}", "*a", "@a"])
def test_what_is_written_is_read_again(hard: str, text: str):
    for line in filter(None, (clean_line(text), hard)):
        read = read_yaml(f"[{{title: {scalar(line)}}}]".encode(), "feeds.yaml")

        assert (read.value, read.faults) == ([{"title": line}], ())


def test_a_file_that_would_be_wrong_stays_as_it_was(tmp_path: Path):
    file = tmp_path / "feeds.yaml"
    file.write_text(INDENTED.replace("../seeds", "."))
    before = file.read_bytes()

    with pytest.raises(NotAdded, match="'xx'"):
        add_feeds(tmp_path, [NewFeed(address="https://a.example/feed", language="xx")], {})

    assert file.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["feeds.yaml"]


def test_every_address_has_its_line(tmp_path: Path):
    (tmp_path / "feeds.yaml").write_text(f"{INDENTED}  - HTTPS://C.example\n")

    assert lines_of(tmp_path, {}) == {"https://b.example/feed": 6, "https://c.example/": 7}

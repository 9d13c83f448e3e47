"""A condition tree on paper."""

from monitor.cli.tree import draw
from monitor.match.matcher import Matcher
from monitor.model.article import Article
from monitor.model.canonical import canonical
from monitor.model.watch import Watch, WatchSet
from monitor.rules.grammar import parse_query

LINE = (
    "=sappers NEAR/3 =kursk AND (=one OR =two) AND ATLEAST/2 =mine "
    "AND title:(=north AND =korea) AND =old NOT NEAR/2 =new AND NOT =chess"
)


def drawn(line: str, title: str, text: str = "") -> list[str]:
    """Draw how an article meets a query."""
    watch = Watch(id="w", title="W", query=parse_query(line))
    matcher = Matcher(WatchSet(watches=(watch,), lexicon={}, digest=""), {})
    (explained,) = matcher.explain(Article(id="1", title=title, text=text))
    return list(draw(watch.query, explained.condition))


def test_every_condition_has_a_line():
    lines = drawn(LINE, "north korea", "sappers go to kursk")

    assert [line.strip()[2:] for line in lines] == [
        "all of",
        "within 3 words",
        "=sappers  “sappers” text 0-7 exact",
        "=kursk  “kursk” text 14-19 exact",
        "=one OR =two",
        "at least 2 of",
        "=mine",
        "in the title",
        "all of",
        "=north  “north” title 0-5 exact",
        "=korea  “korea” title 6-11 exact",
        "the first without the second within 2 words",
        "=old",
        "=new",
        "none of",
        "=chess",
    ]


def test_parts_stand_deeper_than_what_they_belong_to():
    depths = [len(line) - len(line.lstrip()) for line in drawn("=a AND NOT =b", "a")]

    assert depths == [0, 4, 4, 8]


def test_a_not_is_met_by_what_is_not_there():
    assert [line.strip()[0] for line in drawn("=a AND NOT =b", "a")] == ["✓", "✓", "✓", "✗"]


def test_what_is_too_far_apart_says_so():
    lines = drawn("=a NEAR/1 =b", "a x y z b")

    assert lines[0] == "✗ within 1 word  (found, but too far apart)"


def test_many_occurrences_are_counted_not_listed():
    (line,) = drawn("=mine", "mine " * 20)

    assert line.endswith("; and 14 more")


def test_an_alternative_of_words_is_its_own_line_of_the_language():
    query = parse_query("title:(=a OR =b)")

    assert drawn(canonical(query), "c") == [f"✗ {canonical(query)}"]

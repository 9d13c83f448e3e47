"""One line of query text: every form, every precedence, every fault with its column."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.model.canonical import canonical
from monitor.model.errors import QueryError
from monitor.model.query import (
    And,
    AtLeast,
    EntryRef,
    Exact,
    Field,
    Filter,
    Near,
    Not,
    NotNear,
    Or,
    Phrase,
    Prefix,
    Query,
    Regex,
    Term,
    Window,
)
from monitor.rules.grammar import parse_query
from tests.strategies import queries

A, B, C = Term(text="a"), Term(text="b"), Term(text="c")
FIVE = Window(unit="words", n=5)

FORMS: dict[str, Query] = {
    "word": Term(text="word"),
    '"word"': Term(text="word"),
    '"two words"': Phrase(text="two words"),
    '"two   words "': Phrase(text="two words"),
    r'"say \"hi\""': Phrase(text='say "hi"'),
    "word*": Prefix(text="word"),
    "北*": Prefix(text="北"),
    "공*": Prefix(text="공"),
    "=Word": Exact(text="Word"),
    '="North Korea"': Exact(text="North Korea"),
    "==NIS": Exact(text="NIS", case=True),
    "$north_korea": EntryRef(name="north_korea"),
    "/a\\/b/": Regex(pattern="a/b"),
    r"/\p{L}+ск/": Regex(pattern=r"\p{L}+ск"),
    "a AND b": And(parts=(A, B)),
    "a OR b": Or(parts=(A, B)),
    "a AND NOT b": And(parts=(A, Not(part=B))),
    "(a)": A,
    "a NEAR/5 b": Near(parts=(A, B), window=FIVE),
    "a PRE/5 b": Near(parts=(A, B), window=FIVE, ordered=True),
    "a SAME sentence b": Near(parts=(A, B), window=Window(unit="sentences")),
    "a SAME 2 sentences b": Near(parts=(A, B), window=Window(unit="sentences", n=2)),
    "a SAME paragraph b": Near(parts=(A, B), window=Window(unit="paragraph")),
    "a NOT NEAR/5 b": NotNear(part=A, other=B, window=FIVE),
    "a NOT SAME sentence b": NotNear(part=A, other=B, window=Window(unit="sentences")),
    "NEAR/5(a, b, c)": Near(parts=(A, B, C), window=FIVE),
    "PRE/5(a, b, c)": Near(parts=(A, B, C), window=FIVE, ordered=True),
    "SAME paragraph (a, b, c)": Near(parts=(A, B, C), window=Window(unit="paragraph")),
    "SAME 2 sentences(a, b)": Near(parts=(A, B), window=Window(unit="sentences", n=2)),
    "a NEAR/5 (b OR c)": Near(parts=(A, Or(parts=(B, C))), window=FIVE),
    "NEAR/5(a, b OR c)": Near(parts=(A, Or(parts=(B, C))), window=FIVE),
    "ATLEAST/3 a": AtLeast(n=3, part=A),
    "ATLEAST/3 (a OR b)": AtLeast(n=3, part=Or(parts=(A, B))),
    "title:(a)": Field(field="title", part=A),
    "title:a": Field(field="title", part=A),
    "lead:(a OR b)": Field(field="lead", part=Or(parts=(A, B))),
    "body:(a AND NOT b)": Field(field="body", part=And(parts=(A, Not(part=B)))),
    "title:(ATLEAST/2 a)": Field(field="title", part=AtLeast(n=2, part=A)),
    "a AND lang:ru": And(parts=(A, Filter(name="lang", value="ru"))),
    "a AND site:www.TASS.ru": And(parts=(A, Filter(name="site", value="tass.ru"))),
    "a AND feed:bbc/x": And(parts=(A, Filter(name="feed", value="bbc/x"))),
    'a AND tag:"East Asia"': And(parts=(A, Filter(name="tag", value="East Asia"))),
    "a AND NOT lang:ru": And(parts=(A, Not(part=Filter(name="lang", value="ru")))),
}


@pytest.mark.parametrize("line", FORMS)
def test_every_form_of_the_language_gives_its_tree(line):
    assert parse_query(line) == FORMS[line]


BINDING = {
    "a AND b AND c": "a AND (b AND c)",
    "a OR (b AND c)": "a OR (b AND (c))",
    "NOT a NEAR/5 b AND c": "(NOT (a NEAR/5 b)) AND c",
    "a NEAR/5 b AND c": "(a NEAR/5 b) AND c",
    "a OR b NEAR/5 c": "a OR (b NEAR/5 c)",
    "ATLEAST/2 a AND b": "(ATLEAST/2 a) AND b",
    "title:a AND b": "(title:a) AND b",
}


@pytest.mark.parametrize(("line", "same"), BINDING.items())
def test_operators_bind_as_their_brackets_say(line, same):
    assert parse_query(line) == parse_query(same)


FAULTS = [
    ("", 1, "empty"),
    ("a b", 3, 'write "a b"'),
    ("a or b", 3, "capitals"),
    ("not a", 5, "capitals"),
    ("a NOT b", 3, "AND NOT"),
    ("a OR b AND c", 8, "brackets"),
    ("a AND b OR c", 9, "brackets"),
    ("NOT a", 1, "something positive"),
    ("NOT a AND NOT b", 1, "something positive"),
    ("a OR NOT b", 6, "NOT cannot stand in OR"),
    ("a AND NOT NOT b", 11, "leave both out"),
    ("a NEAR/5 NOT b", 10, "missing before NOT"),
    ("a NEAR/5 (NOT b)", 11, "can only hold"),
    ("a NEAR/5 (b AND c)", 11, "can only hold"),
    ("a NEAR/5 title:(b)", 10, "can only hold"),
    ("a NEAR/5 b NEAR/5 c", 12, "does not chain"),
    ("a NEAR/5 b NOT NEAR/5 c", 12, "does not chain"),
    ("a NEAR b", 3, "NEAR/5"),
    ("a NEAR/x b", 3, "NEAR/5"),
    ("a NEAR/0 b", 1, "from 1 to"),
    ("a NEAR/1001 b", 1, "from 1 to"),
    ("a SAME b", 3, "SAME sentence"),
    ("a SAME 2 b", 3, "SAME sentence"),
    ("NEAR/5(a)", 1, "two parts"),
    ("NEAR/5 a", 1, "before a list"),
    ("a NOT PRE/5 b", 7, "NOT NEAR"),
    ("ATLEAST/2 (a AND b)", 12, "can only hold"),
    ("ATLEAST/0 a", 1, "from 1 to"),
    ("(a, b)", 1, "only behind NEAR"),
    ("a, b", 2, "a comma stands only"),
    ("(a", 1, "never closed"),
    ("a)", 2, "without an opening"),
    ("()", 2, "empty brackets"),
    ("a AND", 6, "missing before the end"),
    ("AND a", 1, "missing before AND"),
    ("a AND OR b", 7, "missing before OR"),
    ('a AND "b', 7, "never closed"),
    ("“a b”", 1, "straight"),
    ("«a b»", 1, "straight"),
    ("ab*", 1, "too short"),
    ("a*b", 2, "end of a word"),
    ("*abc", 1, "end of a word"),
    ("=abc*", 1, "exactly this form, or a beginning"),
    ("= abc", 1, "missing right behind"),
    ("$Kursk", 1, "small Latin letters"),
    ("titel:(a)", 1, "did you mean 'title'"),
    ("foo:bar", 1, "quotes"),
    ("lang:ru", 1, "filter alone"),
    ("lang:ru AND site:tass.ru", 1, "filter alone"),
    ("a OR lang:ru", 6, "filter alone"),
    ("a AND (lang:ru OR lang:uk)", 8, "`languages:`"),
    ("a AND lang:idn", 7, "did you mean 'id'"),
    ("a AND lang:ua", 7, "did you mean 'uk'"),
    ("a AND lang:", 7, "needs a value"),
    ("a AND site:https://tass.ru/x", 7, "write the name alone"),
    ("title:(lead:(a))", 8, "a field inside a field"),
    ("title:(a AND lang:ru)", 8, "outside title:"),
    ("title:(NOT a)", 8, "something positive"),
    ("/(a/", 1, "missing )"),
    ("/a", 1, "never closed"),
    ("/a*/", 1, "match everything"),
    (r"/\bкурск/", 1, r"\p{L}"),
    (r"/курск\w+/", 1, r"\p{L}"),
    (r"/(?=a)b/", 1, "RE2"),
    (f"/{'a' * 1001}/", 1, "1,000"),
    ("--", 1, "no letter"),
    ('a AND ""', 7, "empty"),
    ("a\u202eb", 1, "U+202E"),
]


@pytest.mark.parametrize(("line", "column", "said"), FAULTS)
def test_a_fault_is_named_with_its_column(line, column, said):
    with pytest.raises(QueryError) as error:
        parse_query(line)

    assert (error.value.column, said in error.value.problem) == (column, True), error.value


def test_an_error_shows_a_caret_under_the_fault():
    with pytest.raises(QueryError) as error:
        parse_query("a OR b AND c")

    assert str(error.value).endswith("  a OR b AND c\n         ^")


@given(query=queries())
def test_reading_what_was_printed_gives_the_same_tree(query):
    assert parse_query(canonical(query)) == query


@given(query=queries())
def test_printing_what_was_read_gives_the_same_line(query):
    line = canonical(query)

    assert canonical(parse_query(line)) == line


@given(line=st.text(max_size=60) | st.text('ab"()/*=$,: ANDORTE5\\', max_size=60))
def test_any_text_is_a_query_or_an_error_inside_the_line(line):
    try:
        query = parse_query(line)
    except QueryError as error:
        assert 1 <= error.column <= len(line) + 1  # noqa: PT017
    else:
        assert parse_query(canonical(query)) == query


def test_brackets_inside_each_other_have_a_limit():
    with pytest.raises(QueryError, match="64 brackets"):
        parse_query("(" * 9_000 + "a" + ")" * 9_000)


def test_a_query_has_a_longest_length():
    with pytest.raises(QueryError, match="20,000"):
        parse_query("a OR " * 5_000 + "a")


def test_a_word_in_letters_and_marks_is_the_word_in_composed_letters():
    assert parse_query("й") == parse_query("й")

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.text import clean, markup
from monitor.text.clean import clean_text

NAMES = sorted(markup._PLAIN | markup.NEVER_CLOSED)
PIECES = [
    *(f"{start}{name}>" for name in NAMES for start in ("<", "</")), "a", "b c", " ", "\n", "<",
    "&",
    "&amp;", "&lt;", "&#8217;", "&nbsp;", "&#x80;", "&copy", "3 < 5", "<br/>", "<hr />", "<p/>",
    "<I>",
    '<img src="x>y" alt=\'q\'>', "<a href=x>", "<a href='x' b>", "<a href='x'b='y'>", "</br>",
    "<!-- x -->", "<!---->", "<!-->", "<!-- - -- -->", "<!-- a --!>", "<!doctype html>", "<?pi?>",
    "<script>a < b</script>", "<style>", "</style>", "<iframe src='q'></iframe>", "<svg>", "</svg>",
    "<script>'</p>'</script>", "</img>", "</source>", "<custom>", "</custom>", "<div class='a' id>",
]  # fmt: skip


def read(pieces: list[str] | None) -> str:
    return clean_text("".join(pieces or ()))


def around(name: str, inside: str) -> str:
    return f"<{name}>{inside}" + ("" if name in markup.NEVER_CLOSED else f"</{name}>")


@pytest.mark.parametrize("outer", NAMES)
def test_tags_taken_out_leave_what_a_parser_reads(outer):
    for inner in NAMES:
        both = around(outer, "1" + around(inner, "2") + "3")
        fragment = f"<div>0{both}4</div>5"
        quick = markup._by_tags(fragment)

        assert quick is None or read(quick) == read(markup.by_tree(fragment)), fragment


@given(pieces=st.lists(st.sampled_from(PIECES), max_size=12))
def test_any_fragment_is_read_as_a_parser_reads_it(pieces):
    fragment = "".join(pieces)

    assert read(markup.pieces(fragment)) == read(markup.by_tree(fragment))


@pytest.mark.parametrize(
    "fragment",
    [
        "<p>One <b>two</b><br/>three</p><p>four</p>", "<ul><li>a</li><li>b</li></ul>",
        '<figure><img src="a>b"><figcaption>c</figcaption></figure>', "a<!-- b - c -->d",
        "<div><script>if (a < b) c()</script>x</div>", "<p>never closed",
    ],
)  # fmt: skip
def test_usual_html_needs_no_parser(fragment):
    assert markup._by_tags(fragment) is not None


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "run", ["<a b", "<a b='", "<!--", "<!-- -", "<script>", "<script><", "<p a=b ", "<p\n",
    "<iframe>x"]
)  # fmt: skip
def test_a_long_run_of_unfinished_tags_takes_no_quadratic_time(run):
    assert isinstance(markup.pieces(run * 20_000), list)


def test_ordinary_characters_are_those_that_no_rule_touches():
    whole = clean._WHOLE
    for code in range(sys.maxunicode + 1):
        char = chr(code)
        if clean._ORDINARY.fullmatch(char):
            rules = (whole.lone, whole.dropped, clean._PILE, clean._BREAKS)
            assert not any(rule.match(char * 5) for rule in rules), hex(code)
            assert not clean._is_mark(char), hex(code)
            assert char in " \n\t\xa0\u3000" or not char.isspace(), hex(code)


def test_the_usual_rules_are_the_whole_rules_for_all_but_odd_characters():
    for code in range(0x10000):
        char = chr(code)
        for usual, whole in zip(
            (clean._USUAL.lone, clean._USUAL.dropped), (clean._WHOLE.lone, clean._WHOLE.dropped),
            strict=True,
        ):  # fmt: skip
            assert bool(usual.match(char)) == bool(whole.match(char)), hex(code)

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.intake.parse.prune import first_entries, with_ampersands, without_forbidden


@given(text=st.text(max_size=100))
def test_taking_out_twice_is_taking_out_once(text):
    once = without_forbidden(text)

    assert without_forbidden(once) == once


@given(text=st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn"]), max_size=100))
def test_allowed_text_stays(text):
    plain = text.replace("&", "")

    assert without_forbidden(plain) == plain


@pytest.mark.parametrize("reference", ["&#10;", "&#x43A;", "&#1082;", "&amp;", "&#;", "&#x;"])
def test_allowed_references_stay(reference):
    assert without_forbidden(reference) == reference


@given(count=st.integers(0, 12), most=st.integers(1, 10))
def test_the_first_entries_stay_and_the_rest_is_counted(count, most):
    entries = "".join(f"<item>{n}</item>\n" for n in range(count))

    kept, skipped = first_entries(f"<rss>{entries}</rss>", most)

    assert re.findall(r"<item>(\d+)", kept) == [str(n) for n in range(min(count, most))]
    assert skipped == max(0, count - most)
    assert kept.startswith("<rss>")
    assert kept.endswith("</rss>")


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("AT&T", "AT&amp;T"), ("a & b", "a &amp; b"), ("a &amp; b", "a &amp; b"),
        ("&#1082;", "&#1082;"), ("&&amp;", "&amp;&amp;"),
        ("&nbsp;", "&nbsp;"), ("?a=1&b=2", "?a=1&amp;b=2"), ("&", "&amp;"),
        ("a&b<![CDATA[c&d]]>e&f<![CDATA[g&h", "a&amp;b<![CDATA[c&d]]>e&amp;f<![CDATA[g&h"),
    ],
)  # fmt: skip
def test_bare_ampersands_are_written_as_xml_wants_them(text, written):
    assert with_ampersands(text) == written


@given(text=st.text(st.sampled_from("&;#x1aT<![CDATA[]> "), max_size=60))
def test_writing_ampersands_twice_is_writing_them_once(text):
    once = with_ampersands(text)

    assert with_ampersands(once) == once


def test_a_flood_of_open_sections_takes_no_longer_than_its_length():
    text = "<![CDATA[" * 200_000

    assert with_ampersands(text) == text

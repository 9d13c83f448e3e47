import re
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.text import clean
from monitor.text.clean import clean_line, clean_text, plain

HOSTILE = st.text(
    alphabet=st.one_of(
        st.characters(exclude_categories=()),
        st.sampled_from(
            "a é\n\r\t\x00\u200d\u200c\u202e\u0301\u0e33\ufe0f\U0001f1e6\ud83d\ude00می"
        ),
    )
)

PILES = st.text(
    alphabet=st.one_of(
        st.characters(categories=("Mn", "Me", "Mc")), st.sampled_from("aकเ☀\u200d\u200c\ufe0f")
    ),
    min_size=5,
)


@given(text=HOSTILE)
def test_cleaning_a_line_twice_is_cleaning_it_once(text):
    once = clean_line(text)

    assert clean_line(once) == once


@given(text=HOSTILE)
def test_cleaning_text_twice_is_cleaning_it_once(text):
    once = clean_text(text)

    assert clean_text(once) == once


@given(text=HOSTILE, longest=st.integers(1, 30))
def test_what_is_cut_stays_clean_and_short(text, longest):
    once = clean_text(text, longest)

    assert len(once) <= longest
    assert clean_text(once, longest) == once


@given(text=PILES)
def test_no_letter_carries_a_pile_of_marks_of_any_script(text):
    once = clean_text(text)

    assert not any(map(is_pile, windows(once.replace("\u200c", "").replace("\u200d", ""))))
    assert clean_text(once) == once


def windows(text):
    return [text[at : at + 5] for at in range(len(text) - 4)]


def is_pile(five):
    return all(unicodedata.category(char) in ("Mn", "Me") for char in five)


@given(text=HOSTILE)
def test_clean_text_can_be_written_as_utf_8_and_holds_no_control_but_newline(text):
    cleaned = clean_text(text)

    cleaned.encode()
    assert all(unicodedata.category(c) not in ("Cc", "Cs") or c == "\n" for c in cleaned)


@given(fragment=HOSTILE)
def test_any_fragment_of_html_gives_clean_text(fragment):
    read = plain(f"<p>{fragment}")

    assert clean_text(read) == read


@pytest.mark.parametrize(
    ("hostile", "clean"),
    [
        ("Kursk\u202egnp.exe", "Kurskgnp.exe"),
        ("Kur\u200bsk", "Kursk"),
        ("two\nlines\tand\u2028more", "two lines and more"),
        ("half \ud83d, whole \ud83d\ude00", "half \ufffd, whole 😀"),
        ("Z" + "\u0301" * 50, "Z" + "\u0301" * 4),
        ("Z" + "\u0301\u200d" * 50, "Z" + "\u0301" * 4),
        ("a\U0001d173b\U0001bca0c\u180fd", "abcd"),
        ("می\u200cشود", "می\u200cشود"),
        ("mi\u200cx", "mix"),
        ("👩\u200d🚒", "👩\u200d🚒"),
        ("☀\u200d☀ a\u200d☀", "☀\u200d☀ a☀"),
        ("\U000e0041tag", "tag"),
    ],
)
def test_a_title_becomes_one_safe_line(hostile, clean):
    assert clean_line(hostile) == clean


def test_text_keeps_its_paragraphs():
    assert clean_text("one  \r\n two\n\n\n\nthree\u2029four") == "one\ntwo\n\nthree\nfour"


def test_a_cut_never_parts_a_letter_from_its_mark():
    assert clean_line("Курскии\u0306 край", longest=7) == "Курски"


@pytest.mark.parametrize(
    ("fragment", "text"),
    [
        ("<p>Tass &amp; RIA<br>report</p><p>Kursk</p>", "Tass & RIA\nreport\n\nKursk"),
        ("<b>Kur</b>sk<script>alert(1)</script>", "Kursk"),
        ("3 < 5 &gt; 2", "3 < 5 > 2"),
        ("<ul><li>one</li><li>two</ul>", "one\n\ntwo"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "a b"),
        ("&lt;b&gt; is bold", "<b> is bold"),
        (f"a&#{'9' * 5000};b &#{'0' * 5000}65; c", "a\ufffdb A c"),
        (f"<b>a</b>&#{'9' * 5000};", "a\ufffd"),
        ("<!-- hidden --><style>p{}</style>", ""),
        ("<p>unclosed <i>tags", "unclosed tags"),
        ("<b>hid&#8203;den</b>", "hidden"),
        ("Z\u0301\u0301<b>\u0301\u0301\u0301</b>", "Z" + "\u0301" * 4),
    ],
)
def test_html_is_read_as_its_text(fragment, text):
    assert plain(fragment) == text


@pytest.mark.timeout(20)
@pytest.mark.parametrize("run", ["<div>", "<", "&", "\u0301", "\u200c", " \n", "</p>", "<!--"])
def test_a_long_run_of_anything_is_cleaned_in_linear_time(run):
    assert len(plain(run * 50_000)) <= 50_000 * len(run)


def test_every_blank_is_tidied():
    blanks = "".join(map(chr, range(sys.maxunicode + 1))).split("\n")
    safe = clean._safe("".join(char for part in blanks for char in part if char.isspace()))

    assert clean_text(f"a{safe}b").split() == ["a", "b"]
    assert set(safe) - {"\n"} == {" ", "\t", *clean._BLANKS}


@given(text=st.text(st.sampled_from("ab \n\t\xa0\u2003\u3000"), max_size=40))
def test_text_is_tidied_line_by_line(text):
    lines = [" ".join(line.split()) for line in text.split("\n")]

    assert clean_text(text) == re.sub(r"\n{3,}", "\n\n", "\n".join(lines).strip())


@given(text=HOSTILE, between=st.sampled_from(["", "a", "☀", "\n", "ordinary words " * 4]))
def test_a_text_is_mended_in_parts_as_it_is_as_a_whole(text, between):
    whole = f"{text}{between}{text[::-1]}{between}{text}"

    assert clean._safe(whole) == clean._mended(whole)

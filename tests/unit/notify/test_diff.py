from hypothesis import given
from hypothesis import strategies as st

from monitor.notify.diff import Change, changes
from monitor.notify.marks import shown
from monitor.notify.templating import compared, edited

SENTENCES = st.text("abc 1,0工兵 \u0301.", max_size=60)


def letters(found: tuple[Change, ...], *kinds: str) -> str:
    return "".join("".join(change.text.split()) for change in found if change.kind in kinds)


def bare(text: str) -> str:
    return "".join(shown(text).split())


@given(SENTENCES, SENTENCES)
def test_both_sentences_can_be_read_out_of_a_comparison(before: str, after: str):
    found = changes(before, after)

    assert letters(found, "same", "deleted") == bare(before)
    assert letters(found, "same", "added") == bare(after)


@given(SENTENCES)
def test_a_sentence_does_not_differ_from_itself(sentence: str):
    assert all(change.kind == "same" for change in changes(sentence, sentence))


def test_a_number_is_one_word():
    found = changes("About 1,000 sappers left.", "About 1,500 sappers left.")

    assert edited(found) == "About [-1,000-] {+1,500+} sappers left."


def test_a_script_without_blanks_is_compared_by_its_letters():
    found = changes("工兵千人を派遣", "工兵二千人を派遣")

    assert edited(found) == "工兵{+二+}千人を派遣"


def test_what_went_is_struck_and_what_came_is_underlined_without_the_blank_behind_it():
    html = compared(changes("<u> <b> c", "<u> <i> c"))

    assert ">b</del>" in html
    assert ">i</ins>" in html
    assert "<b>" not in html
    assert "<u>" not in html
    assert " </del>" not in html


def test_a_text_of_any_length_is_compared_in_no_time():
    found = changes("ab" * 50_000, "ba" * 50_000)

    assert sum(len(change.text) for change in found) <= 1_200

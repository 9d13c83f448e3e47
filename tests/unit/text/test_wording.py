"""Two wordings of a sentence, and what was changed between them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.text.wording import difference, likeness


def marked(text, pieces):
    for start, end in reversed(pieces):
        text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
    return text


@pytest.mark.parametrize(
    ("language", "before", "after"),
    [
        ("en", "Kim sends [1,000] sappers", "Kim sends [1,500] sappers"),
        ("en", "Kim sends sappers", "Kim [never] sends sappers"),
        ("en", "Kim [quickly] sends sappers", "Kim sends sappers"),
        ("ru", "КНДР направит [тысячу] сапёров", "КНДР направит [пять тысяч] сапёров"),
        ("zh", "朝鲜派[6千]名工兵", "朝鲜派[5千]名工兵"),
        ("ja", "[北]朝鮮が工兵を派遣", "[南]朝鮮が工兵を派遣"),
        ("ko", "공병 [1천]명 파견", "공병 [6천]명 파견"),
        ("th", "ส่งทหารช่าง [1,000] นาย", "ส่งทหารช่าง [5,000] นาย"),
        ("ar", "ترسل [ألف] خبير", "ترسل [ستة آلاف] خبير"),
    ],
)
def test_the_changed_words_are_marked(language, before, after):
    plain = [text.replace("[", "").replace("]", "") for text in (before, after)]

    found = difference(*plain, language)

    assert marked(plain[0], found.removed) == before
    assert marked(plain[1], found.added) == after


def test_case_and_punctuation_change_nothing():
    assert likeness("Kim sends sappers.", "«KIM», sends sappers!") == 1


def test_strangers_are_not_alike():
    assert likeness("Kim sends sappers", "Rice is cheap today") == 0


@given(st.text(max_size=40), st.text(max_size=40))
def test_marks_stand_in_order_inside_their_sentence(before, after):
    found = difference(before, after, "en")

    for text, pieces in ((before, found.removed), (after, found.added)):
        places = [place for piece in pieces for place in piece]
        assert places == sorted(places)
        assert all(0 <= place <= len(text) for place in places)


@given(st.text(max_size=40))
def test_a_sentence_is_like_itself_and_has_no_marks(text):
    assert likeness(text, text) == 1
    assert difference(text, text, "en") == ((), ())

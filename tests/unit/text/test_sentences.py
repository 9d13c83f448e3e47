"""Sentences with their places."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.text.sentences import LONGEST_SHOWN, Sentence, sentence_at, sentences, shown


@pytest.mark.parametrize(
    "parts",
    [
        ["Kim met Shoigu.", "They spoke of 1,000 sappers.", "That was all."],
        ["КНДР направит 5 тыс. строителей.", "Об этом сообщил С. Шойгу."],
        ["«Они приедут», — сказал он.", "«Скоро»."],
        ["北朝鮮は工兵を派遣する。", "「すぐだ」と語った。"],
        ["وصل الخبراء؟", "نعم."],
        ["A line", "another line"],
    ],
)
def test_a_text_is_cut_where_its_sentences_end(parts):
    text = "\n".join(parts)

    assert [text[one.start : one.end] for one in sentences(text)] == parts


def test_a_text_without_words_has_no_sentences():
    assert sentences("") == sentences(" … ") == []


def test_a_place_is_found_in_its_sentence():
    cut = sentences("One. Two. Three.")

    assert sentence_at(cut, 0) == cut[0]
    assert sentence_at(cut, 6) == cut[1]
    assert sentence_at([], 3) is None


def test_a_long_sentence_is_shown_around_a_place():
    whole = Sentence(0, 3000)

    start, end = shown(whole, 1500, 1510)

    assert start <= 1500 < 1510 <= end
    assert end - start <= LONGEST_SHOWN
    assert shown(Sentence(0, 50), 10, 20) == Sentence(0, 50)


@given(st.text(st.sampled_from('ab 工.。!?\n"«「(1,'), max_size=80))
def test_sentences_stand_in_order_and_hold_every_word(text):
    found = sentences(text)

    assert all(one.start < one.end <= len(text) for one in found)
    assert all(one.end <= two.start for one, two in pairwise(found))
    inside = {place for one in found for place in range(one.start, one.end)}
    assert all(place in inside for place, letter in enumerate(text) if letter.isalnum())

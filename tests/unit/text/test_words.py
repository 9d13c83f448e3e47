"""The quick ways to words are held to the slow ones."""

from hypothesis import given, settings

from monitor.text.normalise import fold_word, fold_words
from monitor.text.tokens import split_words, tokenize, word_starts
from tests.unit.match.twins import texts


@settings(max_examples=400)
@given(text=texts())
def test_words_and_their_starts_are_those_of_the_tokens(text: str):
    tokens = tokenize(text)

    assert split_words(text) == [token.surface for token in tokens]
    assert word_starts(text) == [token.start for token in tokens]


@settings(max_examples=400)
@given(text=texts())
def test_the_words_of_a_text_are_those_of_its_pieces(text: str):
    pieces = [word for piece in text.split() for word in split_words(piece)]

    assert pieces == split_words(text)


@given(text=texts())
def test_many_words_fold_as_each_of_them_does(text: str):
    words = split_words(text)

    assert fold_words(words) == [fold_word(word) for word in words]

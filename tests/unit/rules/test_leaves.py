"""Leaves: the short ways to them change nothing."""

import sys
import unicodedata

import pytest

from monitor.rules import leaves


def test_no_printable_character_is_invisible():
    hidden = {"Cc", "Cs", "Co", "Cn"}
    everything = map(chr, range(sys.maxunicode + 1))

    wrong = [
        c
        for c in everything
        if c.isprintable() and (c in leaves.BIDI or unicodedata.category(c) in hidden)
    ]

    assert wrong == []


def test_equal_words_are_one_object():
    assert leaves.literal("sapper") is leaves.literal("sapper")


@pytest.mark.parametrize("text", ["a\u202eb", "a\x07b", "a \u200f"])
def test_an_invisible_character_is_refused_every_time(text):
    for _ in range(2):
        with pytest.raises(ValueError, match="an invisible character stands here"):
            leaves.literal(text)

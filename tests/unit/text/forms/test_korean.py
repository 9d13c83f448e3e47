import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.text.forms.korean import korean_prefix


@pytest.mark.parametrize(
    ("word", "term"),
    [
        ("북한이", "북한"),
        ("북한군이", "북한"),
        ("북한측은", "북한"),
        ("북한발", "북한"),
        ("북한서", "북한"),
        ("북한이라고", "북한"),
        ("쿠르스크에", "쿠르스크"),
        ("쿠르스크주에서도", "쿠르스크"),
        ("공병들에게는", "공병"),
        ("공병을", "공병"),
        ("러시아로부터의", "러시아"),
        ("러시아산", "러시아"),
        ("서울로", "서울"),
        ("파병했다", "파병"),
        ("재건하는", "재건"),
        ("지뢰제거에", "지뢰제거"),
        ("김정은이", "김정은"),
        ("北의", "北"),
        ("공병", "공병"),
        ("공병대", "공병"),
        ("공병부대가", "공병"),
    ],
)
def test_a_term_is_found_before_its_particles(word, term):
    assert korean_prefix(word, term)


@pytest.mark.parametrize(
    ("word", "term"),
    [
        ("북부", "북"),
        ("북미", "북"),
        ("북한산성", "북한"),
        ("평양냉면", "평양"),
        ("공병보증금", "공병"),
        ("공병는", "공병"),
        ("국경일", "국경"),
        ("러시아은", "러시아"),
        ("러시아어학원", "러시아"),
        ("남북한이", "북한"),
    ],
)
def test_a_term_is_not_found_inside_another_word(word, term):
    assert not korean_prefix(word, term)


@given(word=st.text("북한군이가에서공병는", max_size=8))
def test_every_word_is_its_own_term(word):
    assert korean_prefix(word, word)

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.text.tokens import tokenize

TEXT = st.text(
    alphabet=st.one_of(
        st.characters(),
        st.sampled_from("aZéя'’-.!?。\n 1,0北はク한ก้ำคم\u200c\u0301"),
    )
)


def surfaces(text):
    return [token.surface for token in tokenize(text)]


def sentences(text):
    return 1 + tokenize(text)[-1].sentence


@given(text=TEXT)
def test_every_token_is_a_slice_of_the_text(text):
    assert all(text[token.start : token.end] == token.surface for token in tokenize(text))


@given(text=TEXT)
def test_tokens_stand_in_order_and_never_overlap(text):
    tokens = tokenize(text)

    assert all(one.end <= next_.start for one, next_ in pairwise(tokens))
    assert all(token.start < token.end for token in tokens)


@given(text=TEXT)
def test_sentence_paragraph_and_place_never_fall(text):
    tokens = tokenize(text)

    for one, following in pairwise(tokens):
        assert one.sentence <= following.sentence <= one.sentence + 1
        assert one.paragraph <= following.paragraph <= one.paragraph + 1
        assert one.at < following.at


@given(text=TEXT)
def test_no_letter_is_lost(text):
    covered = {place for token in tokenize(text) for place in range(token.start, token.end)}

    assert all(
        place in covered
        for place, letter in enumerate(text)
        if letter.isalpha() and letter.isidentifier() and not "\u02b0" <= letter <= "\u02ff"
    )


@pytest.mark.timeout(10)
@pytest.mark.parametrize(
    "run", ["-", '. "', "000,", "a\u200b", "\u200b", "★", "a'", "\u0301", ".\n"]
)
def test_a_long_run_of_anything_is_read_in_linear_time(run):
    tokens = tokenize(run * 100_000)

    assert len(tokens) <= 200_000


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Kursk's", ["Kursk", "s"]),
        ("KURSK’TA", ["KURSK", "TA"]),
        ("l'armée d’Ukraine", ["l", "armée", "d", "Ukraine"]),
        ("п'ять об’єктів", ["п'ять", "об’єктів"]),
        ("penjinak-penjinak", ["penjinak", "penjinak"]),
        ("朝鮮がKurskへ", ["朝", "鮮", "が", "Kursk", "へ"]),
        ("AI가 K9을", ["AI", "가", "K9", "을"]),
        ("북한이 간다", ["북한이", "간다"]),
        ("เคิร์สก์", ["เ", "คิ", "ร์", "ส", "ก์"]),
        ("ｶﾞｽ", ["ｶﾞ", "ｽ"]),
        ("मंत्री ने", ["मंत्री", "ने"]),
        ("كُورْسك", ["كُورْسك"]),
        ('צה"ל תקף', ['צה"ל', "תקף"]),
        ("Nord\u00adkorea", ["Nord\u00adkorea"]),
        ("e\u0301te\u0301", ["e\u0301te\u0301"]),
        ("1,000 and 3.5", ["1,000", "and", "3", "5"]),
        ("می\u200cشود", ["می\u200cشود"]),
    ],
)
def test_words_are_split_as_their_script_asks(text, words):
    assert surfaces(text) == words


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Kursk is quiet. Tass agrees.", 2),
        ("Mr. Kim met S. Shoigu in St. Petersburg.", 1),
        ("1.000 sappers left.", 1),
        ("It is on tass.ru today.", 1),
        ("工兵派遣。クルスクへ！", 2),
        ("क्या हुआ। अब", 2),
        ("ماذا حدث؟ لا شيء", 2),
        ("Why? He knows!", 2),
        ("«Они уехали». Курск молчит.", 2),
        ("в т. ч. в г. Курске", 1),
        ("Am 3. Mai kam er.", 1),
        ("one\ntwo", 2),
        ("Wait... what", 1),
    ],
)
def test_sentences_are_counted(text, count):
    assert sentences(text) == count


def test_a_line_break_begins_a_paragraph():
    assert [token.paragraph for token in tokenize("\n\none two\nthree\n\nfour")] == [0, 0, 1, 2]


@pytest.mark.parametrize(("text", "words"), [("a b c", 2.0), ("北朝鮮x", 1.5), ("กขคงx", 1.0)])
def test_distance_is_counted_in_words(text, words):
    tokens = tokenize(text)

    assert tokens[-1].at - tokens[0].at == words

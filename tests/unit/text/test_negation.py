"""How often a sentence says no."""

import pytest

from monitor.text.negation import negations


@pytest.mark.parametrize(
    ("language", "yes", "no"),
    [
        ("en", "They did go", "They didn't go"),
        ("en", "There was an answer", "There was no answer"),
        ("id", "Ia datang", "Ia tidak datang"),
        ("ms", "Dia datang", "Dia bukan datang"),
        ("ru", "Он приехал", "Он не приехал"),
        ("uk", "Він приїхав", "Він не приїхав"),
        ("de", "Er kam", "Er kam nicht"),
        ("fr", "Il vient", "Il ne vient pas"),
        ("es", "Él vino", "Él nunca vino"),
        ("pt", "Ele veio", "Ele não veio"),
        ("it", "È venuto", "Non è venuto"),
        ("pl", "On przyszedł", "On nie przyszedł"),
        ("tr", "Doğru", "Doğru değil"),
        ("tr", "Gelmedik sanıyor, geldi", "Gelmedik sanıyor, gelmedi"),
        ("vi", "Ông đến", "Ông không đến"),
        ("ko", "그는 왔다", "그는 오지 않았다"),
        ("ja", "彼は来た", "彼は来なかった"),
        ("zh", "他来了", "他没有来"),
        ("ar", "جاء الرجل", "لم يأت الرجل"),
        ("fa", "درست است", "درست نیست"),
        ("hi", "वह आया", "वह नहीं आया"),
        ("th", "เขามา", "เขาไม่มา"),
        ("sv", "Han kom", "Han kom inte"),
        ("fi", "Hän tuli", "Hän ei tullut"),
        ("nl", "Hij kwam", "Hij kwam niet"),
        ("cs", "On přišel", "On nepřišel"),
        ("el", "Ήρθε", "Δεν ήρθε"),
        ("he", "הוא בא", "הוא לא בא"),
    ],
)
def test_a_no_is_counted(language, yes, no):
    assert negations(no, language) > negations(yes, language)


def test_a_word_that_holds_a_no_is_none():
    assert negations("a notable nomad", "en") == 0


def test_an_unknown_language_never_says_no():
    assert negations("not", "xx") == 0

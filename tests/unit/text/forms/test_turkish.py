import pytest

from monitor.text.forms.turkish import turkish_forms, turkish_lower


def forms(word: str, lemma: str | None = None, listed: frozenset[str] = frozenset()):
    return turkish_forms(word, lemma or word, listed)


@pytest.mark.parametrize(
    ("word", "shown"),
    [
        ("asker", "askeri askere askerler askerlerini askerlerinin askerdeki"),
        ("mayın", "mayını mayınlar mayınlarından"),
        ("bölge", "bölgeye bölgesi bölgesinde bölgelerinden"),
        ("uçak", "uçağı uçaklar uçağında"),
        ("köprü", "köprüyü köprüsünü köprüler"),
        ("göndermek", "gönderdi gönderiyor gönderildi gönderilecek göndermesi gönderdiğini"),
        ("söylemek", "söylüyor söyledi söylenen söyleyecek"),
        ("etmek", "ediyor edildi ettiği edecek eder"),
        ("gitmek", "gidiyor gitti gidecek"),
    ],
)
def test_endings_follow_the_vowels_of_the_word(word, shown):
    assert set(shown.split()) <= forms(word)


@pytest.mark.parametrize(
    ("word", "strangers"),
    [
        ("mayın", "mayıs mayısta"),
        ("asker", "askerlik askercik askerı askerlar"),
        ("görüşmek", "görüş"),
    ],
)
def test_endings_make_no_other_word(word, strangers):
    assert forms(word).isdisjoint(strangers.split())


def test_a_vowel_that_falls_out_is_learned_from_the_dictionary():
    assert {"şehri", "şehrinde"} <= forms("şehir", listed=frozenset({"şehri"}))


def test_a_form_of_the_dictionary_counts_only_with_an_ending_of_ours():
    listed = frozenset({"saati", "saatçilik"})

    assert "saati" in forms("saat", listed=listed)
    assert "saatçilik" not in forms("saat", listed=listed)


def test_a_word_that_is_no_form_of_its_lemma_is_inflected_by_itself():
    assert "savunması" in forms("savunma", "savun")
    assert "savundu" not in forms("savunma", "savun")


@pytest.mark.parametrize("word", ["tbmm", "ab", "k"])
def test_a_word_is_always_a_form_of_itself(word):
    assert word in forms(word)


def test_capital_i_is_dotless():
    assert turkish_lower("SINIR İL") == "sınır il"

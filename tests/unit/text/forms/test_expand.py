"""The sentence pairs of each language, seen from the forms: which words show a term."""

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.text.forms.expand import expand, expand_many
from monitor.text.forms.keys import word_keys
from monitor.text.normalise import fold_word
from monitor.text.tokens import tokenize


@cache
def all_forms():
    """Expand all terms below at once: a dictionary is loaded once."""
    names = [(term[0], term[1], "name") for term in (*NAMES, *NO_NAMES)]
    words = [(term[0], term[1], "word") for term in (*WORDS, *NO_WORDS, *COMMONER)]
    bare = [(term[0], term[1], "bare") for term in BARE]
    unknown = [("blorbing", language, "bare") for language in UNKNOWING]
    return expand_many([*names, *words, *bare, *unknown])


def shown(term, language, text, *, name=False):
    """List the words of a text that show a term."""
    forms = all_forms()[term, language, "name" if name else "word"]
    found = []
    for token in tokenize(text):
        keys = word_keys(token.surface, (language,))
        if not forms.isdisjoint({keys.surface, *keys.extra}):
            found.append(token.surface)
    return found


NAMES = [
    ("Курск", "ru", "Из Курска, под Курском, к Курску", ["Курска", "Курском", "Курску"]),
    ("Северная", "ru", "в Северной, Северную", ["Северной", "Северную"]),
    ("Корея", "ru", "Кореи, Корее, Корею, Кореей", ["Кореи", "Корее", "Корею", "Кореей"]),
    ("Ким", "ru", "Кима и Киму", ["Кима", "Киму"]),
    ("Ын", "ru", "Ким Чен Ына", ["Ына"]),
    ("Шойгу", "ru", "Шойгу едет, о Шойгу", ["Шойгу", "Шойгу"]),
    ("Пхеньян", "ru", "в Пхеньяне", ["Пхеньяне"]),
    ("курский", "ru", "в Курской области, курских", ["Курской", "курских"]),
    ("Курськ", "uk", "у Курську, з Курська", ["Курську", "Курська"]),
    ("Курщина", "uk", "на Курщині", ["Курщині"]),
    ("Ким", "uk", "Кима, Кимом", ["Кима", "Кимом"]),
    ("Kursk", "pl", "w Kursku, z Kurska, w Kurskiem", ["Kursku", "Kurska", "Kurskiem"]),
    ("Korea", "pl", "z Korei, Koreę", ["Korei", "Koreę"]),
    ("Un", "pl", "Kim Dzong Una", ["Una"]),
    ("Koreańczyk", "pl", "Koreańczycy i Koreańczyków", ["Koreańczycy", "Koreańczyków"]),
    ("Korut", "id", "Korutlah dan Korut-nya", ["Korutlah", "Korut"]),
    ("Koreli", "tr", "KUZEY KORELİLER", ["KORELİLER"]),
    ("Kursk", "tr", "KURSK’TA, Kursk'un", ["KURSK", "Kursk"]),
    ("Kursk", "en", "Kursk's", ["Kursk"]),
    ("Korean", "en", "North Koreans", ["Koreans"]),
    ("Kursk", "fi", "Kurskin ja Kurskissa", ["Kurskin", "Kurskissa"]),
    ("Kurszk", "hu", "Kurszkban, Kurszkból", ["Kurszkban", "Kurszkból"]),
    ("Nordkorea", "de", "Nordkoreas Kunst", ["Nordkoreas"]),
    ("Korea", "cs", "z Koreje, v Koreji", ["Koreje", "Koreji"]),
    ("كورسك", "ar", "بكورسك وكورسك", ["بكورسك", "وكورسك"]),
    ("شويغو", "ar", "شويجو", ["شويجو"]),
    ("Bình", "vi", "Bình", ["Bình"]),
    ("Koursk", "fr", "à Koursk", ["Koursk"]),
]


@pytest.mark.parametrize(("term", "language", "text", "words"), NAMES)
def test_a_name_shows_in_its_case_endings(term, language, text, words):
    assert shown(term, language, text, name=True) == words


NO_NAMES = [
    ("Kursk", "de", "Kurskorrektur und Kurskosten, Kurs"),
    ("Kursk", "hu", "kurs, kursok"),
    ("Kursk", "id", "kurs rubel naik"),
    ("Kursk", "tr", "Mayısta kursta"),
    ("Курск", "ru", "курс, курсы, курсков, Курски"),
    ("Курск", "uk", "Курси для курсантів"),
    ("Tass", "de", "eine Tasse Tee, Tassen"),
    ("Tass", "fr", "une tasse"),
    ("Tass", "nl", "de tas"),
    ("Ким", "uk", "хто, кого, кому"),
    ("Kim", "pl", "kto, kogo, komu"),
    ("كورسك", "ar", "كورس مجاني"),
    ("Iran", "id", "di perairan"),
    ("РФ", "ru", "рфа"),
]


@pytest.mark.parametrize(("term", "language", "text"), NO_NAMES)
def test_a_name_never_shows_in_another_word(term, language, text):
    assert shown(term, language, text, name=True) == []


WORDS = [
    ("penjinak", "id", "Penjinak-penjinak, penjinaknya", ["Penjinak", "penjinak", "penjinaknya"]),
    ("ranjau", "id", "ranjau-ranjau, lahan beranjau", ["ranjau", "ranjau", "beranjau"]),
    ("menjinakkan", "id", "dijinakkan, menjinakkannya", ["dijinakkan", "menjinakkannya"]),
    ("membersihkan", "id", "dibersihkan, bersihkan", ["dibersihkan", "bersihkan"]),
    ("bangun", "id", "membangun, dibangun", ["membangun", "dibangun"]),
    ("kirim", "id", "mengirim, dikirim, kirimkan", ["mengirim", "dikirim", "kirimkan"]),
    ("menyapu", "id", "disapu", ["disapu"]),
    ("сапёр", "ru", "сапёры, саперов, САПЁРАМИ", ["сапёры", "саперов", "САПЁРАМИ"]),
    ("мина", "ru", "мины, минами, 20 мин", ["мины", "минами"]),
    ("северокорейский", "ru", "северокорейскими", ["северокорейскими"]),
    ("сапер", "uk", "Саперів, сапера", ["Саперів", "сапера"]),
    ("розмінування", "uk", "розмінуванням", ["розмінуванням"]),
    ("saper", "pl", "Saperów, saperzy, saperami", ["Saperów", "saperzy", "saperami"]),
    ("północnokoreański", "pl", "północnokoreańskich", ["północnokoreańskich"]),
    ("Pionier", "de", "Pioniere, Pionieren", ["Pioniere", "Pionieren"]),
    (
        "Minenräumtrupp",
        "de",
        "Minenräumtrupps, Minenraeumtrupp",
        ["Minenräumtrupps", "Minenraeumtrupp"],
    ),
    (
        "nordkoreanisch",
        "de",
        "nordkoreanische, nordkoreanischen",
        ["nordkoreanische", "nordkoreanischen"],
    ),
    ("mayın", "tr", "MAYINLAR, mayını", ["MAYINLAR", "mayını"]),
    ("asker", "tr", "askerler, askerlerini", ["askerler", "askerlerini"]),
    ("démineur", "fr", "DEMINEURS, démineurs", ["DEMINEURS", "démineurs"]),
    ("zapador", "es", "zapadores", ["zapadores"]),
    ("norcoreano", "es", "norcoreanas", ["norcoreanas"]),
    ("sapador", "pt", "sapadores", ["sapadores"]),
    ("geniere", "it", "genieri", ["genieri"]),
    ("genist", "nl", "genisten", ["genisten"]),
    ("minröjare", "sv", "minröjarna", ["minröjarna"]),
    ("sotilas", "fi", "sotilaita, sotilaat", ["sotilaita", "sotilaat"]),
    ("sapper", "en", "sappers", ["sappers"]),
    ("rebuild", "en", "rebuilt, rebuilding", ["rebuilt", "rebuilding"]),
    ("deminer", "en", "deminers", ["deminers"]),
    ("لغم", "ar", "الألغام، لغم، اللغم", ["الألغام", "لغم", "اللغم"]),
    ("مهندس", "ar", "والمهندسين، بمهندسين", ["والمهندسين", "بمهندسين"]),
    ("mìn", "vi", "gỡ mìn", ["mìn"]),
]


@pytest.mark.parametrize(("term", "language", "text", "words"), WORDS)
def test_a_word_shows_in_its_forms(term, language, text, words):
    assert shown(term, language, text) == words


NO_WORDS = [
    ("penjinak", "id", "gajah jinak, menjinakkan"),
    ("pekerja", "id", "Pekerjaan konstruksi, kerja"),
    ("menjinakkan", "id", "gajah jinak"),
    ("Pionier", "de", "Pioniergeist"),
    ("mayın", "tr", "Mayısta, mayıs"),
    ("mina", "pl", "5 min"),
    ("mìn", "vi", "mịn, min"),
    ("engineer", "en", "engine, engines"),
    ("saper", "pl", "saperka"),
]


@pytest.mark.parametrize(("term", "language", "text"), NO_WORDS)
def test_a_word_never_shows_in_a_stranger(term, language, text):
    assert shown(term, language, text) == []


def test_asking_for_many_words_gives_what_asking_for_each_gives():
    words = [
        ("Курск", "ru", "name"),
        ("saper", "pl", "word"),
        ("朝鮮", "zh", "word"),
        ("enviar", "es", "word"),
        ("ministro", "es", "word"),
        ("Mine", "de", "word"),
        ("gönderi", "tr", "word"),
        ("دعم", "ar", "word"),
    ]

    many = expand_many(words)

    assert many == {word: expand(word[0], word[1], name=word[2] == "name") for word in words}


def test_a_language_without_tools_gives_the_word_itself():
    assert expand("Wort", "xx") == {"wort"}


def test_chinese_forms_are_simplified():
    assert expand("庫爾斯克", "zh") == {"库尔斯克"}


BARE = [
    ("soldiers", "en", {"soldier", "soldiers"}),
    ("fight", "en", {"fight", "fought"}),
    ("ranjau", "id", {"ranjau", "beranjau", "ranjaunya"}),
    ("солдат", "ru", {"солдат", "солдаты", "солдатами"}),
    ("солдат", "uk", {"солдат", "солдати"}),
    ("saper", "pl", {"saper", "saperów"}),
    ("asker", "tr", {"asker", "askerler"}),
    ("لغم", "ar", {"لغم", "الغام"}),
]


@pytest.mark.parametrize(("word", "language", "forms"), BARE)
def test_a_bare_word_has_the_forms_of_each_dictionary_that_knows_it(word, language, forms):
    assert forms <= all_forms()[word, language, "bare"]


UNKNOWING = ["de", "eu", "fi", "id", "ms", "pl", "sv", "tr", "ar", "ru"]


@pytest.mark.parametrize("language", UNKNOWING)
def test_a_bare_word_that_no_dictionary_knows_has_no_form_at_all(language):
    assert all_forms()["blorbing", language, "bare"] == frozenset()


COMMONER = [
    ("masa", "id", "masalah"),
    ("mula", "id", "mulai"),
    ("kubah", "id", "mengubah"),
    ("Politik", "de", "politiker"),
    ("landen", "de", "land"),
    ("publicar", "es", "publico"),
    ("comunità", "it", "comune"),
    ("görüşmek", "tr", "görüş"),
    ("تشخيص", "ar", "شخص"),
]


@pytest.mark.parametrize(("word", "language", "stranger"), COMMONER)
def test_no_form_is_a_commoner_word(word, language, stranger):
    assert stranger not in all_forms()[word, language, "word"]


@settings(max_examples=6, deadline=None)
@given(words=st.lists(st.text("abcčdeěioprsuzžКурсякийكورسالb'", min_size=1, max_size=9)))
def test_a_word_is_always_a_form_of_itself(words):
    asked = [
        (word, language, kind)
        for word in words
        for language in ("ru", "id", "ar", "sv", "tr")
        for kind in ("name", "word")
    ]

    forms = expand_many(asked)

    assert all(
        fold_word(word, language) in forms[word, language, kind] for word, language, kind in asked
    )

import pytest
from simplemma import lemmatize

from monitor.text.forms.tables import Table, load_table


@pytest.mark.parametrize(
    ("language", "lemma"),
    [
        ("cs", "ženista"),
        ("de", "Pionier"),
        ("en", "sapper"),
        ("it", "soldato"),
        ("sv", "soldat"),
        ("fr", "sapeur"),
    ],
)
def test_every_form_of_a_lemma_leads_back_to_it_in_the_library(language, lemma):
    table = load_table(language)

    assert table is not None
    forms = table.lexemes([lemma])[lemma]
    assert len(forms) > 1
    assert all(lemmatize(form, lang=language) == lemma for form in forms)


def test_a_form_that_begins_otherwise_is_found():
    table = load_table("en")

    assert table is not None
    assert "fought" in table.lexemes(["fight"])["fight"]


def test_a_form_gives_the_lexeme_of_its_lemma():
    table = load_table("cs")

    assert table is not None
    lexemes = table.lexemes(["ženistů", "ženista"])
    assert lexemes["ženistů"] == lexemes["ženista"]


def test_a_word_that_the_dictionary_does_not_know_has_no_lexeme():
    table = load_table("cs")

    assert table is not None
    assert table.lexemes(["blorbing", ""]) == {}


def test_asking_for_many_words_gives_what_asking_for_each_gives():
    table = load_table("sv")
    words = ["soldat", "soldaterna", "gick", "gå", "minister", "ministrar"]

    assert table is not None
    assert table.lexemes(words) == {
        word: lexeme for asked in words for word, lexeme in table.lexemes([asked]).items()
    }


@pytest.mark.parametrize("language", ["ru", "xx", "ko"])
def test_languages_with_a_better_tool_or_none_have_no_table(language):
    assert load_table(language) is None


def test_a_file_packed_otherwise_is_refused():
    with pytest.raises(ValueError, match="simplemma"):
        Table(b"PICKLED", 3)

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
    assert len(table.forms(lemma)) > 1
    assert all(lemmatize(form, lang=language) == lemma for form in table.forms(lemma))


def test_a_form_that_begins_otherwise_is_found_in_small_tables():
    table = load_table("en")

    assert table is not None
    assert "fought" in table.forms("fight")


def test_the_lemma_of_a_form_is_what_the_library_says():
    table = load_table("cs")

    assert table is not None
    assert table.lemma("ženistů") == lemmatize("ženistů", lang="cs") == "ženista"


@pytest.mark.parametrize("language", ["ru", "xx", "ko"])
def test_languages_with_a_better_tool_or_none_have_no_table(language):
    assert load_table(language) is None


def test_a_file_packed_otherwise_is_refused():
    with pytest.raises(ValueError, match="simplemma"):
        Table(b"PICKLED", 3)

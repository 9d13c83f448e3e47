from monitor.text.forms.languages import languages_of_script


def test_names_of_no_language_try_the_languages_with_case_endings():
    assert "pl" in languages_of_script("Latn")
    assert "es" not in languages_of_script("Latn")
    assert languages_of_script("Hang") == ()


def test_words_of_no_language_try_every_language_with_a_dictionary_or_a_stemmer():
    assert {"en", "es", "fr", "it", "pt", "ca", "gl", "ro", "eu", "id"} <= set(
        languages_of_script("Latn", "bare")
    )
    assert languages_of_script("Cyrl", "bare") == languages_of_script("Cyrl")

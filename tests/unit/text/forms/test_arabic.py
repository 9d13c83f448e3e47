from monitor.text.forms.arabic import arabic_forms, short_forms


def test_a_verb_is_completed_from_the_duals_of_the_dictionary():
    listed = frozenset({"ارسل", "ارسلتا", "يرسلا"})

    assert {"ارسلت", "يرسل", "ترسل", "يرسلون"} <= arabic_forms("ارسل", listed, name=False)


def test_a_noun_never_becomes_the_adjective_made_of_it():
    assert "عالمي" not in arabic_forms("عالم", frozenset(), name=False)


def test_clitics_are_written_on_words_of_three_letters():
    assert {"بشكل", "وشكل", "شكلها"} <= short_forms(frozenset({"شكل", "اشكال"}))


def test_longer_words_need_no_clitics_written_on():
    assert short_forms(frozenset({"اشكال"})) == frozenset()

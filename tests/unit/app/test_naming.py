"""The word by which a reader of each language knows a lexicon entry."""

from monitor.app.naming import names_of
from monitor.model.query import Term
from monitor.model.watch import LexiconEntry, LexiconTerm, WatchSet


def names(entry: str, **terms: list[str]) -> dict[str, str]:
    made = tuple(
        LexiconTerm(leaf=Term(text=text), language=language)
        for language, texts in terms.items()
        for text in texts
    )
    lexicon = {entry: LexiconEntry(id=entry, terms=made)}
    return names_of(WatchSet(watches=(), lexicon=lexicon, digest=""))[entry]


def test_each_language_has_its_first_term():
    assert names("kursk", de=["Kursk", "Kurskgebiet"], pl=["Kurskie"]) == {
        "de": "Kursk",
        "pl": "Kurskie",
    }


def test_a_term_for_all_is_the_name_for_those_who_read_its_script():
    found = names("shoigu", any=["Shoigu", "Шойгу", "쇼이구", "شويغو", "绍伊古"], ja=["ショイグ"])

    assert (found["any"], found["ru"], found["ko"]) == ("Shoigu", "Шойгу", "쇼이구")
    assert (found["ar"], found["zh"], found["ja"]) == ("شويغو", "绍伊古", "ショイグ")


def test_english_readers_get_the_name_of_the_entry_where_the_term_is_its_bare_form():
    assert names("casualties", en=["casualty"])["en"] == "casualties"
    assert names("denial", en=["deny"])["en"] == "denial"
    assert names("kcna", en=["state media"])["en"] == "state media"
    assert names("north_korea", en=["North Korea"])["en"] == "North Korea"

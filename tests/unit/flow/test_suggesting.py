"""A name is looked up in the lexicon before anything is proposed."""

import pytest

from monitor.flow.suggesting import Suggestion, suggest
from monitor.model.watch import LexiconEntry
from monitor.rules.lexicon import entry_of
from monitor.rules.watchfile import watch_set

LEXICON = {
    "shoigu": {"any": ["Шойгу", "Choïgou"], "de": [{"term": "Schoigu", "name": True}]},
    "kim": {"ko": [{"term": "김정은", "name": True}], "zh": ["金正恩"]},
    "bridge": {"id": ["jembatan"]},
}


def asked(name: str, *languages: str) -> Suggestion:
    entries = {
        name: LexiconEntry(id=name, terms=tuple(t for _, t in entry_of(value, ()).terms))
        for name, value in LEXICON.items()
    }
    return suggest(name, watch_set([], entries), languages)


@pytest.mark.parametrize("name", ["Шойгу", "ШОЙГУ", "Choigou", "schoigu"])
def test_a_name_is_known_in_whatever_spelling(name):
    (known,) = asked(name).known

    assert known.entry.id == "shoigu"
    assert known.aliases == {"any": ("Шойгу", "Choïgou"), "de": ("Schoigu",)}
    assert known.missing == ("ko", "zh")


def test_proposals_are_made_from_the_original_that_the_entry_has():
    found = asked("Choigou", "pl")

    assert found.source == "Шойгу"
    assert "Szojgu" in [one.text for one in found.proposals]


def test_what_the_entry_has_is_not_proposed():
    texts = [one.text for one in asked("Шойгу").proposals]

    assert not {"Schoigu", "Choïgou", "Шойгу"} & set(texts)


def test_a_name_that_nobody_knows_is_only_proposed():
    found = asked("Белоусов", "de")

    assert found.known == ()
    assert {one.language for one in found.proposals} == {"de", "any"}


def test_readers_of_malay_are_served_by_the_indonesian_table():
    assert "id" in {one.language for one in asked("Белоусов", "ms").proposals}

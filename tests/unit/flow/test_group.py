"""Articles grouped in memory, one after the other."""

from datetime import UTC, datetime

from monitor.flow.group import FIRST_MOMENT, Grouped, Grouping
from monitor.flow.lexical import Lexicon
from monitor.model.article import Article

NOON = datetime(2025, 6, 17, 12, tzinfo=UTC)
TEXT = (
    "The old bridge over the Warle will be closed from Monday, the mayor of Uelm said after a "
    "night of rain. Two of its seven pillars have cracks, and lorries have to drive 40 kilometres."
)
LINE = "Subscribe now and read all the news of your town for one euro in the first month."


def article(text: str = TEXT, **more: object) -> Article:
    return Article(**{"id": "x", "title": "Bridge over the Warle closed", "text": text, **more})


def test_articles_are_named_by_their_place():
    grouping = Grouping(Lexicon())

    grouping.add(article())
    second = grouping.add(article(title="Warle bridge: lorries have to turn"))

    assert second == Grouped(number=2, copy_of=1, story=1, grounds=second.grounds)
    assert [one.kind for one in second.grounds] == ["same_text", "time"]
    assert grouping.story_of(2) == 1


def test_an_article_without_a_time_was_told_when_the_one_before_it_was():
    grouping = Grouping(Lexicon())
    grouping.add(article(published=NOON))

    assert grouping.add(article()).copy_of == 1


def test_articles_of_no_time_at_all_are_near_each_other():
    grouping = Grouping(Lexicon())
    grouping.add(article())

    assert grouping.add(article()).copy_of == 1
    assert FIRST_MOMENT.tzinfo is UTC


def test_the_furniture_of_a_site_makes_no_copies():
    grouping = Grouping(Lexicon())
    for number in range(4):
        grouping.add(article(f"Short news number {number}. {LINE} {LINE}", site="mill.example"))

    answer = grouping.add(article(f"Quite another thing. {LINE} {LINE}", site="mill.example"))

    assert answer.copy_of is None


def test_a_text_that_a_site_prints_again_and_again_is_no_furniture():
    grouping = Grouping(Lexicon())
    for number in range(5):
        grouping.add(article(title=f"Bridge closed, {number}", site="mill.example"))

    assert grouping.add(article(site="other.example")).copy_of == 1
    assert grouping.add(article(site="mill.example")).copy_of == 1

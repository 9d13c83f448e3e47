"""An article is made of a text, a page or an address, and every watch says how it reads it."""

from monitor.flow.explain import article_at, article_of_page, article_of_text, explain
from monitor.intake.fetch import FetchError
from monitor.model.article import Article
from tests.rig.house import NOON, House
from tests.rig.paper import FILLER, page


def test_every_watch_says_whether_it_is_met(house: House):
    explanation = explain(house.matcher, article_of_text("Sappers mend a bridge", None))

    assert {one.watch.id: one.met for one in explanation.watches} == {
        "sappers": True,
        "bridges": True,
        "harbour": False,
    }


def test_the_first_line_of_a_text_is_its_title():
    article = article_of_text("One\n\nTwo\nThree", None)

    assert (article.title, article.text) == ("One", "Two\nThree")


def test_a_page_becomes_its_article(house: House):
    made = house.run.run(article_of_page(page("A bridge"), house.doors.children, "en"))

    assert isinstance(made, Article)
    assert FILLER[0] in made.text


def test_an_address_becomes_the_article_of_its_page(house: House):
    house.print_page("/a", "A bridge", "The sappers left.")
    address = house.news.address("/a")

    made = house.run.run(article_at(address, house.doors.dialer, house.doors.children, None, NOON))

    assert isinstance(made, Article)
    assert "The sappers left." in made.text
    assert made.site == "127.0.0.1"


def test_an_address_without_a_page_says_why(house: House):
    address = house.news.address("/nowhere")

    made = house.run.run(article_at(address, house.doors.dialer, house.doors.children, None, NOON))

    assert isinstance(made, FetchError)
    assert made.reason == "http_404"

"""The fast matcher is held to its slow twin: the same hits, for the same reasons."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings

from monitor.match.document import Document
from monitor.match.index import MOST_PAIRS
from monitor.match.needles import without_unspaced
from monitor.match.spaced import SpacedDocument
from monitor.match.terms import wanted
from monitor.model.article import Article
from monitor.model.query import And, Or, Term
from monitor.rules.watchfile import load_watches
from monitor.text.forms.expand import expand_many
from monitor.text.language import Languages, candidates
from tests.unit.match.twins import LARGE, Scenario, row, scenarios, texts, twins, watch_set

TOP = Path(__file__).parents[3]


@settings(max_examples=300, deadline=None, suppress_health_check=LARGE)
@given(scenario=scenarios())
def test_both_matchers_find_the_same_hits_for_the_same_reasons(scenario: Scenario):
    fast, slow = twins(scenario.watches)

    for article, languages in scenario.articles * 2:  # then words are known
        found = [row(hit) for hit in fast.hits(article, languages)]
        assert found == [row(hit) for hit in slow.hits(article, languages)]


@pytest.mark.parametrize(("text", "met"), [("a3 b9", True), ("a3 a4", False), ("b1", False)])
def test_a_rule_of_two_long_lists_is_met_by_one_word_of_each(text: str, met: bool):
    lists = [Or(parts=tuple(Term(text=f"{x}{n}") for n in range(40))) for x in "ab"]
    assert MOST_PAIRS < 40 * 40
    fast, _ = twins(watch_set([And(parts=tuple(lists))], {}))
    article = Article(id="1", title="", text=text)

    found = fast.hits(article, Languages(best="en", score=0.9, candidates=("en",), by="detected"))

    assert bool(found) is met


@settings(deadline=None, suppress_health_check=LARGE)
@given(scenario=scenarios())
def test_an_explanation_is_the_same_whether_met_or_not(scenario: Scenario):
    fast, slow = twins(scenario.watches)
    watches = scenario.watches.watches

    for article, languages in scenario.articles:
        told = fast.conditions(article, languages, [watch.id for watch in watches])
        scene = slow.scene(article, languages)
        assert list(told) == [slow.condition(scene, watch) for watch in watches]


@settings(max_examples=300, deadline=None)
@given(title=texts(), text=texts())
def test_an_article_in_columns_has_the_same_words(title: str, text: str):
    kept = [without_unspaced(part)[0] for part in (title, text)]
    article = Article(id="1", title=kept[0], text=kept[1])
    languages = Languages(best="en", score=0.9, candidates=("en", "ru"), by="detected")
    whole, columns = Document(article, languages), SpacedDocument(article, languages)

    assert columns.title_words == whole.title_words
    assert columns.lead_end == whole.lead_end
    assert list(columns.surfaces) == list(whole.surfaces)
    for one, two in zip(columns.words, whole.words, strict=True):
        assert one.token[:4] == two.token[:4]
        assert (one.field, one.at, one.sentence, one.paragraph, one.keys) == (
            two.field, two.at, two.sentence, two.paragraph, two.keys,
        )  # fmt: skip


def quality_texts() -> list[Article]:
    """Give the texts of the quality set: 28 languages and more."""
    rows = []
    for path in sorted((TOP / "tests" / "quality" / "texts").glob("*.jsonl")):
        rows += [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [
        Article(
            id=str(n), title=r["title"], text=r.get("text", ""), declared=r["lang"], body="full"
        )
        for n, r in enumerate(rows)
    ]


@pytest.mark.quality
@pytest.mark.timeout(900)  # the slow twin takes its time over 1,000 texts
def test_both_matchers_agree_on_the_shipped_watches_and_every_third_text_there_is():
    watches = load_watches(TOP / "config" / "watches")
    fast, slow = twins(watches, expand_many(wanted(watches)))
    found = quality_texts()
    shared = TOP.parent / "shared" / "data" / "articles" / "texts.jsonl"
    for line in shared.read_text(encoding="utf-8").splitlines() if shared.exists() else ():
        found.append(Article(id="s", title="", text=json.loads(line)["text"]))

    for article in found[::3]:
        languages = candidates(article.title, article.text, article.declared)
        hits = [row(hit) for hit in fast.hits(article, languages)]
        assert hits == [row(hit) for hit in slow.hits(article, languages)]

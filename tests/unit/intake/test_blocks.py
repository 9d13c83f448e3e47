import pytest

from monitor.intake.blocks import Second, blocks_of, settle, with_summary
from monitor.intake.counting import letters
from monitor.intake.home import Home
from monitor.intake.tree import tree_of

FIRST = "On the first day the water rose over the second step of the town hall in the valley."
THIRD = "On the third day it fell again, and the fire brigade went from house to house with pumps."
LAST = "Nobody was hurt, the mayor said, and the school is going to open its doors on Monday."
STORY = [FIRST, THIRD, LAST]


def second(crawler: list[str], home: list[str], **more) -> Second:
    return Second(
        crawler="\n".join(crawler),
        home=Home(text=letters("".join(home)), labelled=more.pop("labelled", set())),
        paragraphs=letters("".join(more.pop("paragraphs", STORY))),
        **more,
    )


def settled(own: list[str], others: Second, mode: str = "balanced") -> list[str]:
    return settle("\n".join(own), others, mode).split("\n")


def test_what_all_agree_on_stays():
    assert settled(STORY, second(STORY, STORY)) == STORY


def test_what_no_other_reading_knows_goes():
    own = [FIRST, "Share this story with all of your friends", THIRD, LAST]

    assert settled(own, second(STORY, STORY)) == STORY


@pytest.mark.parametrize("missing", ["crawler", "home"])
def test_one_voice_against_a_block_that_is_no_paragraph_is_enough(missing):
    own = [FIRST, "Pumps against the mud", THIRD, LAST]
    voices = {"crawler": own, "home": own, missing: STORY}

    assert settled(own, second(**voices)) == STORY


def test_a_plain_paragraph_needs_no_other_voice():
    own = [FIRST, THIRD, "A sentence in a paragraph of its own that others left out.", LAST]

    assert settled(own, second(STORY, STORY, paragraphs=own)) == own


def test_subheadings_and_lists_come_back_to_their_places():
    whole = [FIRST, "Pumps against the mud", THIRD, "four pumps", "two boats", LAST]

    assert settled(STORY, second(whole, whole)) == whole


def test_what_stands_before_or_after_the_article_is_not_put_in():
    whole = ["Water everywhere in town", *STORY, "Written by somebody at some desk"]

    assert settled(STORY, second(whole, whole)) == STORY


def test_what_one_reading_alone_has_is_not_put_in():
    assert settled(STORY, second([FIRST, "Advertisement here", THIRD, LAST], STORY)) == STORY


def test_the_title_above_the_text_goes():
    title = "The water is back in the valley"
    own = [title, *STORY]

    assert settled(own, second(own, own, paragraphs=own, headings=[title])) == STORY


def test_the_summary_under_the_title_stays_and_comes_back():
    summary = "For three days a whole valley lived without a road, and nobody came to help."
    around = second([summary, *STORY], STORY, summaries=[summary])

    assert settled([summary, *STORY], around) == [summary, *STORY]
    assert settled(STORY, around) == [summary, *STORY]


def test_a_labelled_link_goes_even_as_a_paragraph():
    link = "Lasīt arī: Upe pārplūdusi jau trešo reizi šogad"
    own = [FIRST, link, THIRD, LAST]

    assert settled(own, second(own, own, paragraphs=own, labelled={letters(link)})) == STORY


def test_a_reading_that_found_nothing_has_no_say():
    own = [FIRST, THIRD, "four pumps and two boats", LAST]

    assert settled(own, Second(crawler="", home=None, paragraphs=letters("".join(STORY)))) == own


def test_precision_puts_nothing_in_and_recall_takes_nothing_out():
    own = [FIRST, "known to us alone, and no paragraph", LAST]
    others = second(
        [FIRST, "Pumps against the mud", THIRD, LAST], [*STORY, "Pumps against the mud"]
    )

    assert settled(own, others, "precision") == [FIRST, LAST]
    assert settled(own, others, "recall") == [FIRST, *others.crawler.split("\n")[1:3], *own[1:]]


def test_a_text_is_never_settled_away():
    assert settled(["Short."], second(["x" * 90], ["y" * 90])) == ["Short."]


def test_a_summary_is_put_first_only_if_the_page_shows_it():
    line = "For three days a whole valley lived without a road, and nobody came."
    shown, hidden = tree_of(f"<p>{line}</p><p>{FIRST}</p>"), tree_of(f"<p>{FIRST}</p>")

    assert with_summary(FIRST, [line], shown) == f"{line}\n{FIRST}"
    assert with_summary(FIRST, [line], hidden) == FIRST
    assert with_summary(f"{line} And more.", [line], shown) == f"{line} And more."
    assert with_summary(FIRST, [], shown) == FIRST


def test_blocks_are_lines_with_letters():
    assert [block.text for block in blocks_of("one\n\n--\n two ")] == ["one", "two"]

"""What a site prints under many articles is no news."""

from hypothesis import given
from hypothesis import strategies as st

from monitor.stories.sitetext import MOST, OFTEN, SiteText, sentences

LINE = "Read all of it for one euro a week."


def site(*texts: str) -> SiteText:
    found = SiteText()
    for text in texts:
        found = found.add(text)
    return found


def test_a_sentence_of_many_articles_is_left_out_and_the_rest_stays():
    known = site(*(f"Article {number} tells of a bridge.\n{LINE}" for number in range(OFTEN)))

    assert known.own(f"The mill burns. {LINE} Nobody was hurt.") == (
        "The mill burns.\nNobody was hurt."
    )


def test_numbers_make_no_other_sentence():
    known = site(*(f"Read {number} comments." for number in (12, 7, 830)))

    assert known.own("Read 44 comments.") == ""


def test_until_a_sentence_came_often_nothing_is_left_out():
    known = site(*([LINE] * (OFTEN - 1)))

    assert known.own(LINE) == LINE


def test_adding_leaves_the_memory_before_it_as_it_was():
    before = site(LINE, LINE)
    before.add(LINE)

    assert before.own(LINE) == LINE


def test_a_full_memory_forgets_what_stood_in_one_article():
    known = site(*([LINE] * OFTEN))
    for number in range(MOST // 100):
        known = known.add(
            "\n".join(f"{chr(97 + number)} word {'x' * line}." for line in range(120))
        )

    assert known.own(LINE) == ""
    assert len(known.to_bytes()) <= 1 + 9 * MOST


@given(texts=st.lists(st.text(max_size=40), max_size=6), asked=st.text(max_size=60))
def test_what_was_written_down_says_the_same(texts: list[str], asked: str):
    known = site(*texts)

    assert SiteText.from_bytes(known.to_bytes()).own(asked) == known.own(asked)


def test_bytes_of_another_version_are_an_empty_memory():
    assert SiteText.from_bytes(b"\x00rubbish").own(LINE) == LINE


def test_sentences_end_at_stops_of_any_script():
    assert list(sentences("One. Two! 三。四\nfive")) == ["One.", "Two!", "三。", "四", "five"]

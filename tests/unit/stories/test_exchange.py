"""What stands in the place of what."""

from monitor.stories.exchange import Words, digit_runs, exchange
from monitor.text.normalise import fold_words
from monitor.text.tokens import split_words

DRAWN = "The numbers drawn on {day} are {numbers} and the jackpot stays at {sum} euros for now."


def words(text: str, *spelled: str) -> Words:
    written = split_words(text)
    return Words(fold_words(written), written, frozenset(spelled))


def exchanged(one: str, other: str, *spelled: str) -> int:
    return exchange(words(one, *spelled), words(other), 3).numbers


def test_numbers_in_the_place_of_others_are_exchanged_and_those_left_out_are_not():
    one = DRAWN.format(day="Monday", numbers="4, 11, 17", sum=3)
    other = DRAWN.format(day="Friday", numbers="2, 9, 30", sum=5)

    assert exchanged(one, other) == 2
    assert exchanged(one.replace("4, 11, 17", "unknown"), one) == 0
    assert exchanged(one, one) == 0


def test_numbers_that_change_places_round_or_become_words_are_not_exchanged():
    report = "Police said that {a} people left the villages and {b} engines were at work all night"

    assert exchanged(report.format(a=3812, b=60), report.format(a=3800, b=60)) == 0
    assert exchanged(report.format(a=3812, b=60), report.format(a=4100, b=60)) == 1
    assert exchanged(report.format(a="seven", b=60), report.format(a=7, b="sixty"), "7") == 0


def test_a_paragraph_left_out_is_no_exchange():
    story = (
        "The line to the coast is closed until 9 today {more} and the crane comes from the south"
    )
    long = "for " + "many travellers wait at the station and drink tea " * 3 + "with 300 others"

    assert exchanged(story.format(more="since 4"), story.format(more=long)) == 0


def test_names_in_the_place_of_names_are_a_form():
    form = "Speed is checked today in {} and tomorrow in {} and on Friday in {} by the town"
    one, other = form.format("Mill", "Long", "High"), form.format("Lake", "Oak", "Hill")
    reworded = "Speed is checked today in Mill and the day after in Long, later in High by the town"

    assert exchange(words(one), words(other), 3).is_form
    assert not exchange(words(one), words(reworded), 3).is_form


def test_numbers_that_stand_together_are_one():
    assert digit_runs(["on", "24", "11", "at", "7", "2"]) == {"24 11", "7 2"}

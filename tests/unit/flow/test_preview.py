"""A preview is what would be sent, and leaves no trace."""

from monitor.flow.digest import Desired
from monitor.flow.preview import Preview, preview, send_test
from monitor.model.message import Sent
from monitor.store import outbox
from tests.rig.house import DAY, MINUTE, NOON, House, rows_of, told
from tests.unit.flow.telling import Piece, bring

LATER = {"id": "desk", "watches": ["*"], "to": ["files"], "at": ["08:00"]}


def previewed(house: House) -> tuple[Preview, ...]:
    """Look at what the desk would be told a minute past noon."""
    wish = Desired(route=house.route("desk"), destination="files", at_once=True)
    rows = house.rows
    return house.run.run(preview(wish, NOON + MINUTE, house.press, rows.read, rows.write))


def test_nothing_is_shown_while_nothing_waits(any_house: House):
    assert previewed(any_house) == ()


def test_what_is_shown_is_what_is_sent(any_house: House):
    any_house.print(any_house.story("a", "The sappers of a"))
    any_house.poll(NOON)

    (shown,) = previewed(any_house)

    made = any_house.compose(NOON + MINUTE)
    assert [(row.watch, row.title) for row in rows_of(shown.message)] == told(made)
    assert shown.rendered.subject == made[0].subject


def test_what_is_shown_still_waits(any_house: House):
    any_house.print(any_house.story("a", "The sappers of a"))
    any_house.poll(NOON)

    previewed(any_house)

    assert any_house.waiting(NOON + MINUTE) == ["sappers"]
    assert any_house.ask(lambda rows: outbox.listing(rows, limit=9)) == ()


def test_a_digest_with_a_time_is_shown_before_it(house: House):
    house.configure(routes=[LATER])
    house.print(house.story("a", "The sappers of a"))
    house.poll(NOON)

    assert house.compose(NOON + MINUTE) == []
    assert len(previewed(house)) == 1


def test_each_story_that_waits_is_shown_as_the_alert_that_it_will_be(house: House):
    house.configure(routes=[{**LATER, "at": [], "wait": "5m"}])
    bring(house, Piece(name="a"))
    bring(house, Piece(name="b"))

    assert len(previewed(house)) == 2


def test_a_test_message_reaches_its_destination_and_no_row(house: House):
    outcome = house.run.run(send_test("files", NOON + DAY, house.press, house.senders))

    assert isinstance(outcome, Sent)
    assert house.ask(lambda rows: outbox.listing(rows, limit=9)) == ()

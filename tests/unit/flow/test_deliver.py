"""From the outbox to the reader: folders, mail and webhooks that work, refuse, or are gone."""

import asyncio
import base64
import json
from collections.abc import Iterator
from datetime import timedelta

import pytest
from standardwebhooks.webhooks import Webhook

from monitor.flow.digest import Desired
from monitor.flow.preview import preview
from monitor.model.message import Ambiguous, Done, GiveUp, TryAgain
from monitor.store import outbox
from tests.rig.configuration import AT_ONCE
from tests.rig.house import DAY, HOUR, LEASE, MINUTE, NOON, House, rows_of
from tests.rig.mailbox import Mailbox, mailbox
from tests.rig.newsroom import Reply

HOOK = "/hook"
SECRET = "whsec_" + base64.b64encode(b"a secret of thirty-two bytes, yes").decode()


def meet(house: House, name: str = "a", at=NOON) -> None:
    """Have the courier bring one more hit, and close the route."""
    house.print(house.story(name, f"The sappers of {name}"))
    house.poll(at)
    house.compose(at)


def to_webhook(house: House, *replies: Reply) -> None:
    """Send everything to a webhook that answers so."""
    hook = {"webhook": house.news.address(HOOK), "secret": {"file": "../secret"}}
    (house.folder / "secret").write_text(SECRET)
    house.configure(destinations={"files": hook})
    house.news.put(HOOK, *(replies or (Reply(status=204),)))


@pytest.fixture
def post(runner: asyncio.Runner) -> Iterator[Mailbox]:
    """A mail server."""
    opened = mailbox()
    yield runner.run(opened.__aenter__())
    runner.run(opened.__aexit__(None, None, None))


def to_mail(house: House, post: Mailbox) -> None:
    """Send everything to a reader of that server."""
    house.configure(
        destinations={"files": {"mail": "rina@reader.example"}},
        mail={
            "host": "127.0.0.1",
            "port": post.port,
            "sender": "news@sender.example",
            "security": "none",
        },
    )


def states(house: House) -> list[str]:
    listed = house.ask(lambda rows: outbox.listing(rows, limit=99))
    return [one.state for one in reversed(listed)]


def test_a_folder_gets_a_mail_a_page_a_text_and_data(house: House):
    meet(house)

    decisions = house.send(NOON)

    endings = {path.suffix for path in (house.folder / "outbox").glob("*.*")}
    assert (decisions, endings) == ([Done()], {".eml", ".html", ".json", ".txt"})


def test_what_was_sent_is_not_sent_again(any_house: House):
    meet(any_house)
    any_house.send(NOON)

    assert any_house.send(NOON + DAY) == []


def test_a_folder_that_cannot_be_written_is_tried_again(house: House):
    (house.folder / "outbox").write_text("a file where the folder should be")
    meet(house)
    house.send(NOON)
    (house.folder / "outbox").unlink()

    decisions = house.send(NOON + MINUTE)

    assert decisions == [Done()]


def test_a_webhook_gets_the_hit(house: House):
    to_webhook(house)
    meet(house)

    decisions = house.send(NOON)

    (asked,) = house.news.asked_for(HOOK)
    assert decisions == [Done()]
    assert "The sappers of a" in json.dumps(json.loads(asked.body), ensure_ascii=False)


def test_a_webhook_is_signed_as_its_receiver_checks(house: House):
    to_webhook(house)
    meet(house)

    house.send(NOON)

    (asked,) = house.news.asked_for(HOOK)
    signed = Webhook(SECRET).sign(asked.headers["webhook-id"], NOON, asked.body.decode())
    assert asked.headers["webhook-signature"] == signed


def test_a_webhook_is_tried_again_with_the_same_key_and_bytes(any_house: House):
    to_webhook(any_house, Reply(status=500), Reply(status=204))
    meet(any_house)
    (decision,) = any_house.send(NOON)
    assert isinstance(decision, TryAgain)

    any_house.send(decision.at)

    first, second = any_house.news.asked_for(HOOK)
    assert first.headers["webhook-id"] == second.headers["webhook-id"]
    assert first.body == second.body


def test_a_webhook_is_not_tried_before_its_time(house: House):
    to_webhook(house, Reply(status=500))
    meet(house)
    (decision,) = house.send(NOON)
    assert isinstance(decision, TryAgain)

    assert house.send(decision.at - timedelta(seconds=1)) == []


def test_a_webhook_that_is_gone_is_given_up(house: House):
    to_webhook(house, Reply(status=410))
    meet(house)

    assert house.send(NOON) == [GiveUp(reason="gone")]


def test_who_died_while_sending_is_followed_by_the_same_bytes_under_the_same_key(any_house: House):
    to_webhook(any_house)
    meet(any_house)
    any_house.tell(lambda rows: outbox.claim(rows, NOON, limit=1, lease=LEASE))

    decisions = any_house.send(NOON), any_house.send(NOON + LEASE)

    assert decisions == ([], [Done()])


def test_a_slow_sender_that_lost_its_lease_changes_nothing(any_house: House):
    meet(any_house)
    (slow,) = any_house.tell(lambda rows: outbox.claim(rows, NOON, limit=1, lease=LEASE))
    any_house.send(NOON + LEASE)

    failed = Ambiguous(reason="timeout", answer="15 s")
    again = TryAgain(at=NOON + DAY, reason="timeout")
    kept = any_house.tell(lambda rows: outbox.finish(rows, slow, failed, again, NOON + LEASE))

    assert (kept, states(any_house)) == (False, ["sent"])


def test_a_mail_is_taken_by_a_real_server(any_house: House, post: Mailbox):
    to_mail(any_house, post)
    meet(any_house)

    decisions = any_house.send(NOON)

    assert (decisions, post.readers) == ([Done()], ["rina@reader.example"])


def test_a_mail_says_the_same_as_text_and_as_a_page(house: House, post: Mailbox):
    to_mail(house, post)
    meet(house)

    house.send(NOON)

    (mail,) = post.mails()
    parts = {part.get_content_type(): part.get_content() for part in mail.iter_parts()}
    assert all("sappers" in parts[kind] for kind in ("text/plain", "text/html"))


def test_a_mail_that_the_server_defers_comes_again_byte_for_byte(house: House, post: Mailbox):
    to_mail(house, post)
    meet(house)
    post.answer = "451 come back later"
    (decision,) = house.send(NOON)
    assert isinstance(decision, TryAgain)
    post.answer = "250 taken"

    house.send(decision.at)

    first, second = post.letters
    assert first == second


def test_a_mail_that_the_server_refuses_for_good_is_given_up(house: House, post: Mailbox):
    to_mail(house, post)
    meet(house)
    post.answer = "550 no such reader"

    assert house.send(NOON) == [GiveUp(reason="refused")]


def test_hits_of_a_dead_delivery_come_late_with_the_next_message(any_house: House, post: Mailbox):
    to_mail(any_house, post)
    meet(any_house)
    post.answer = "550 no such reader"
    any_house.send(NOON)
    post.answer = "250 taken"
    any_house.print(any_house.story("b", "The sappers of b"))
    any_house.poll(NOON + HOUR)

    made = any_house.compose(NOON + HOUR)

    late = {row.title: row.late for one in made for row in rows_of(one.message)}
    assert late == {"The sappers of a": True, "The sappers of b": False}


def test_a_delivery_without_a_destination_is_given_up(any_house: House):
    meet(any_house)
    any_house.configure(
        destinations={"other": {"folder": "other"}}, routes=[{**AT_ONCE, "to": ["other"]}]
    )

    assert any_house.send(NOON) == [GiveUp(reason="no_destination")]


def test_hits_come_late_when_a_lost_destination_is_back(any_house: House):
    meet(any_house)
    any_house.configure(
        destinations={"other": {"folder": "other"}}, routes=[{**AT_ONCE, "to": ["other"]}]
    )
    any_house.send(NOON)
    any_house.configure()

    (made,) = any_house.compose(NOON + HOUR)

    assert [(row.title, row.late) for row in rows_of(made.message)] == [("The sappers of a", True)]


def test_a_preview_shows_the_message_and_keeps_nothing(any_house: House):
    any_house.print(any_house.story("a", "The sappers of a"))
    any_house.poll(NOON)
    wish = Desired(route=any_house.route("desk"), destination="files", at_once=True)
    rows = any_house.rows

    (shown,) = any_house.run.run(preview(wish, NOON, any_house.press, rows.read, rows.write))

    assert "sappers" in shown.rendered.text
    assert (states(any_house), any_house.waiting(NOON)) == ([], ["sappers"])

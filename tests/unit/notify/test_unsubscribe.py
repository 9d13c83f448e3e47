import re
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.model.watch import Destination
from monitor.notify.parcel import pack
from monitor.notify.unsubscribe import WayOut, read_token, token_of
from tests.unit.notify.samples import digest_message
from tests.unit.notify.scripts import rendered

SECRET = b"a secret of the operator, thirty-two"
PAGE = "https://news.example.org/desk"
RINA = Destination(id="rina", mail="rina@example.org", page=PAGE)
names = st.text(max_size=40).map(lambda name: name.encode("utf-8", "replace").decode())


def mail(way_out: WayOut, reader: Destination = RINA) -> EmailMessage:
    parcel = pack(digest_message(), rendered("Kursk"), reader, "news@example.org", way_out)
    found = message_from_bytes(parcel.body, policy=default)
    assert isinstance(found, EmailMessage)
    return found


@given(names, names)
def test_a_token_says_who_and_what(destination: str, route: str):
    assert read_token(token_of(destination, route, SECRET), SECRET) == (destination, route)


@given(names, names)
def test_a_token_can_stand_in_an_address(destination: str, route: str):
    assert re.fullmatch(r"[A-Za-z0-9_-]+", token_of(destination, route, SECRET))


def test_a_token_of_another_secret_opens_nothing():
    assert read_token(token_of("rina", "desk", b"another"), SECRET) is None


@given(st.text(max_size=80))
def test_rubbish_opens_nothing(token: str):
    assert read_token(token, SECRET) is None


@given(st.data())
def test_a_token_with_one_letter_changed_opens_nothing(data: st.DataObject):
    token = token_of("rina", "desk", SECRET)
    place = data.draw(st.integers(0, len(token) - 2))  # the last letter holds unused bits
    other = "A" if token[place] != "A" else "B"

    assert read_token(token[:place] + other + token[place + 1 :], SECRET) is None


def test_without_a_way_out_none_is_offered():
    assert mail(WayOut())["List-Unsubscribe"] is None


def test_a_mailbox_is_offered_where_the_operator_names_one():
    found = mail(WayOut(mailto="leave@example.org"))

    way = "<mailto:leave@example.org?subject=unsubscribe%20kursk-desk.example.org>"
    assert (found["List-Unsubscribe"], found["List-Unsubscribe-Post"]) == (way, None)


def test_one_click_is_offered_where_there_is_a_page():
    found = mail(WayOut(mailto="leave@example.org", secret=SECRET))

    ways = re.findall(r"<([^>]+)>", found["List-Unsubscribe"])
    token = ways[0].removeprefix(f"{PAGE}/unsubscribe/")
    assert read_token(token, SECRET) == ("rina", "kursk-desk")
    assert ways[1].startswith("mailto:")
    assert found["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


@pytest.mark.parametrize("page", [None, "http://127.0.0.1:8080"])
def test_one_click_needs_https(page: str | None):
    reader = Destination(id="rina", mail="rina@example.org", page=page)

    assert mail(WayOut(secret=SECRET), reader)["List-Unsubscribe"] is None


def test_a_long_link_stands_in_one_piece():
    reader = Destination(id="r" * 100, mail="rina@example.org", page=f"{PAGE}/{'p' * 200}")

    body = pack(
        digest_message(), rendered("x"), reader, "news@example.org", WayOut(secret=SECRET)
    ).body

    assert re.search(rb"^List-Unsubscribe: <https://[^ <>]+>\r\n", body, re.MULTILINE)
    assert max(map(len, body.split(b"\r\n"))) <= 998

"""Mails in every script arrive as they were written: by our parser's reading, and by another's."""

from email import message_from_bytes
from email.policy import default

import pytest

from monitor.model.message import Parcel, Rendered
from tests.unit.notify.scripts import letters

LETTERS = list(letters())
NAMES = [name for name, _, _ in LETTERS]
CASES = [(rendered, parcel) for _, rendered, parcel in LETTERS]


@pytest.mark.parametrize(("rendered", "parcel"), CASES, ids=NAMES)
def test_pythons_parser_reads_what_was_written(rendered: Rendered, parcel: Parcel):
    mail = message_from_bytes(parcel.body, policy=default)

    parts = [part.get_content().replace("\r\n", "\n") for part in mail.iter_parts()]
    assert [mail["Subject"], *parts] == [rendered.subject, rendered.text, rendered.html]


@pytest.mark.parametrize(("rendered", "parcel"), CASES, ids=NAMES)
def test_a_parser_of_other_people_reads_the_same(rendered: Rendered, parcel: Parcel):
    other = pytest.importorskip("fast_mail_parser")

    mail = other.parse_email(parcel.body)

    parts = [part.replace("\r\n", "\n") for part in (*mail.text_plain, *mail.text_html)]
    assert [mail.subject, *parts] == [rendered.subject, rendered.text, rendered.html]


@pytest.mark.parametrize(("rendered", "parcel"), CASES, ids=NAMES)
def test_a_mail_is_ascii_in_short_lines(rendered: Rendered, parcel: Parcel):
    lines = parcel.body.split(b"\r\n")

    assert parcel.body.isascii()
    assert max(map(len, lines)) <= 998
    assert all(len(line) <= 78 for line in lines if line.startswith(b" =?"))

import os
import pickle
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from monitor.model.article import Entry, PageText
from monitor.outside.answer import read_answer
from monitor.outside.dial import Dialer
from monitor.outside.serve import Limits

ENTRY = Entry(identity="1", link=None, title="Sappers", published=datetime(2025, 6, 17, tzinfo=UTC))


class Calls:
    """Pickles as a call of whatever it is given."""

    def __init__(self, what, *arguments):
        self._call = (what, arguments)

    def __reduce__(self):
        return self._call


@pytest.mark.parametrize(
    "value",
    [None, 1, "text", b"bytes", [1], {"a": (1, 2)}, {1}, frozenset({b"a"}), timedelta(1), ENTRY],
)
def test_what_jobs_answer_is_read(value):
    assert read_answer(pickle.dumps((True, value))) == (True, value)


@pytest.mark.parametrize(
    "call",
    [
        Calls(os.system, "true"),
        Calls(eval, "1"),
        Calls(getattr, "text", "upper"),
        Calls(Path, "/"),
        Calls(Dialer, "agent"),
        Calls(read_answer, b""),
    ],
)
def test_nothing_else_is_found_let_alone_called(call):
    with pytest.raises(EOFError):
        read_answer(pickle.dumps((True, call)))


@pytest.mark.parametrize(
    "named",
    [
        b"cmonitor.outside.answer\nread_answer\n.",
        b"cmonitor.outside.answer\npickle\n.",
        b"cmonitor.outside.answer\npickle.loads\n.",
        b"cmonitor.no_such_module\nThing\n.",
    ],
)
def test_a_function_is_not_reached_through_a_module_of_ours(named):
    with pytest.raises(EOFError):
        read_answer(named)


def test_a_class_is_found_only_where_it_is_written():
    elsewhere = pickle.dumps(PageText).replace(b"monitor.model.article", b"monitor.outside.child")

    with pytest.raises(EOFError):
        read_answer(elsewhere)
    assert read_answer(pickle.dumps(Limits)) is Limits


@pytest.mark.parametrize("broken", [b"", b"junk", pickle.dumps((True, "text"))[:-3]])
def test_what_is_no_answer_is_none(broken):
    with pytest.raises(EOFError):
        read_answer(broken)

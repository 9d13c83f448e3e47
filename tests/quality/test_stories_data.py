"""The articles that judge the grouping of stories are themselves in order."""

from collections import Counter, defaultdict
from datetime import datetime, timedelta
from difflib import SequenceMatcher
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.quality.stories_data import load

FIELDS = {
    *("id", "event", "lang", "title", "text"),
    *("url", "published", "label", "story", "copy_of"),
}
LABELS = {"trigger", "copy", "followup", "topic", "none"}
MUST_BE_THERE = set("en id ru uk ko ja zh-Hans zh-Hant ar de fr es".split())
MAY_BE_THERE = set("pl tr vi pt it nl fa hi th".split())
LONGEST_WAIT = timedelta(hours=10)
LEAST_ALIKE = 0.55  # a copy may lack the last paragraphs

pytestmark = pytest.mark.quality

Row = dict[str, Any]


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    return load()


@pytest.fixture(scope="module")
def events(rows: list[Row]) -> dict[int, list[Row]]:
    found: defaultdict[int, list[Row]] = defaultdict(list)
    for row in rows:
        found[row["event"]].append(row)
    return found


def time(row: Row) -> datetime:
    return datetime.fromisoformat(row["published"])


def stories(rows: list[Row], *labels: str) -> dict[str, list[Row]]:
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row["label"] in labels:
            found[row["story"]].append(row)
    return found


def test_every_article_is_complete_and_stands_alone(rows: list[Row]):
    assert [row["id"] for row in rows if set(row) != FIELDS or not row["title"].strip()] == []
    for field in ("id", "url"):
        assert [value for value, n in Counter(row[field] for row in rows).items() if n > 1] == []


def test_every_outlet_is_imaginary(rows: list[Row]):
    hosts = {urlsplit(row["url"]).hostname or "" for row in rows}

    assert [host for host in hosts if not host.endswith(".example")] == []


def test_languages_and_labels_are_those_of_the_protocol(rows: list[Row]):
    assert {row["label"] for row in rows} == LABELS
    assert {row["lang"] for row in rows} <= MUST_BE_THERE | MAY_BE_THERE
    assert {row["lang"] for row in rows} >= MUST_BE_THERE
    assert len({row["lang"] for row in rows} & MAY_BE_THERE) >= 5


def test_every_time_is_in_utc(rows: list[Row]):
    assert [row["id"] for row in rows if time(row).utcoffset() != timedelta()] == []


def test_there_are_forty_events_in_five_languages_each(events: dict[int, list[Row]]):
    assert sorted(events) == list(range(1, 41))
    for number, told in events.items():
        trigger = stories(told, "trigger", "copy")
        assert len(trigger) == 1, number
        assert 5 <= len(next(iter(trigger.values()))) <= 14, number
        assert len({row["lang"] for row in told}) >= 5, number


def test_a_trigger_is_told_within_hours(events: dict[int, list[Row]]):
    for number, told in events.items():
        times = [time(row) for row in told if row["label"] in ("trigger", "copy")]
        assert max(times) - min(times) <= LONGEST_WAIT, number


def test_a_story_belongs_to_one_event_and_keeps_to_its_kind(rows: list[Row]):
    kinds = defaultdict(set)
    for row in rows:
        kind = {"copy": None, "none": "topic"}.get(row["label"], row["label"])
        kinds[row["story"]] |= {(row["event"], kind)} if kind else set()

    assert {story: kind for story, kind in kinds.items() if len(kind) > 1} == {}


def test_a_copy_is_a_later_telling_of_the_same_text_elsewhere(rows: list[Row]):
    by_id = {row["id"]: row for row in rows}
    copies = [row for row in rows if row["label"] == "copy"]

    assert [row["id"] for row in rows if (row["label"] == "copy") != bool(row["copy_of"])] == []
    assert len(copies) >= 20
    for copy in copies:
        origin = by_id[copy["copy_of"]]
        alike = SequenceMatcher(None, origin["text"], copy["text"], autojunk=False).ratio()
        assert (copy["story"], copy["lang"]) == (origin["story"], origin["lang"]), copy["id"]
        assert urlsplit(copy["url"]).hostname != urlsplit(origin["url"]).hostname, copy["id"]
        assert copy["title"] != origin["title"], copy["id"]
        assert time(copy) > time(origin), copy["id"]
        assert LEAST_ALIKE <= alike < 1, copy["id"]


def test_fifteen_events_have_a_sibling_that_comes_later(events: dict[int, list[Row]]):
    siblings = 0
    for told in events.values():
        first = min(time(row) for row in told if row["label"] == "trigger")
        for sibling in stories(told, "followup").values():
            assert min(time(row) for row in sibling) > first, sibling[0]["id"]
            siblings += len(sibling) >= 3 and len({row["lang"] for row in sibling}) >= 3

    assert siblings >= 15


def test_ten_articles_and_more_are_of_another_story(rows: list[Row]):
    others = stories(rows, "topic", "none")

    assert len(others) >= 10
    assert sum(row["label"] == "none" for row in rows) >= 6

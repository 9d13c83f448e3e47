"""The labelled pairs for copy detection are whole: counts, labels, times, hosts.

Nothing is measured here; `copies/README.md` says what the pairs are and how they are judged.
"""

import json
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

HERE = Path(__file__).parent / "copies"
LONGEST_APART = timedelta(days=3)
OTHER_LANGUAGES = ("en", "id", "ru", "ko", "zh", "ja", "ar", "es")

pytestmark = pytest.mark.quality


def rows(name: str) -> list[dict[str, Any]]:
    """Read one file of labelled articles."""
    return [json.loads(line) for line in (HERE / name).read_text(encoding="utf-8").splitlines()]


def all_pairs() -> list[dict[str, Any]]:
    """Read the pairs and those that were held out."""
    return rows("pairs.jsonl") + rows("held.jsonl")


def host(article: dict[str, Any]) -> str:
    """Give the host of an article without its `www.`."""
    return (urlsplit(article["url"]).hostname or "").removeprefix("www.")


def test_there_are_pairs_enough_of_both_labels_in_every_language() -> None:
    counts = Counter((pair["lang"], pair["copy"]) for pair in rows("pairs.jsonl"))

    assert counts["de", True] >= 60
    assert counts["de", False] >= 70
    assert counts["vi", True] >= 50
    assert counts["vi", False] >= 60
    assert all(counts[lang, label] == 8 for lang in OTHER_LANGUAGES for label in (True, False))


def test_there_are_held_pairs_of_both_labels_in_the_two_main_languages() -> None:
    counts = Counter((pair["lang"], pair["copy"]) for pair in rows("held.jsonl"))

    assert set(counts) == {(lang, label) for lang in ("de", "vi") for label in (True, False)}
    assert min(counts.values()) >= 30


def test_every_pair_has_a_name_of_its_own() -> None:
    names = Counter(pair["id"] for pair in all_pairs())

    assert [name for name, count in names.items() if count > 1] == []


def test_a_kind_is_either_of_copies_or_of_others() -> None:
    pairs = all_pairs()

    copies = {pair["kind"] for pair in pairs if pair["copy"]}
    others = {pair["kind"] for pair in pairs if not pair["copy"]}
    assert copies & others == set()


def test_no_pair_can_be_told_by_its_dates() -> None:
    apart = {
        pair["id"]: datetime.fromisoformat(pair["b"]["published"])
        - datetime.fromisoformat(pair["a"]["published"])
        for pair in all_pairs()
    }

    assert {
        name: gap for name, gap in apart.items() if not timedelta(0) < gap < LONGEST_APART
    } == {}


def test_pairs_that_are_no_copies_differ_in_their_words() -> None:
    same = [
        pair["id"]
        for pair in all_pairs()
        if not pair["copy"] and set(pair["a"]["text"].split()) == set(pair["b"]["text"].split())
    ]

    assert same == []


def test_twelve_hosts_repeat_their_lines_around_different_news() -> None:
    articles = rows("hosts.jsonl")
    news = Counter((article["host"], article["news"]) for article in articles)

    assert set(Counter(article["host"] for article in articles).values()) == {6}
    assert len({article["host"] for article in articles}) == 12
    assert max(news.values()) == 1
    assert all(line in article["text"] for article in articles for line in article["boilerplate"])


def test_the_hosts_are_older_than_every_pair_by_more_than_copies_are_apart() -> None:
    last = max(datetime.fromisoformat(row["published"]) for row in rows("hosts.jsonl"))
    first = min(datetime.fromisoformat(pair["a"]["published"]) for pair in rows("pairs.jsonl"))

    assert first - last > LONGEST_APART


def test_pairs_in_boilerplate_stand_on_the_known_hosts() -> None:
    known = {article["host"] for article in rows("hosts.jsonl")}
    kinds = ("heavy", "same_boilerplate")
    dressed = [pair for pair in rows("pairs.jsonl") if pair["kind"] in kinds]

    assert dressed
    assert [pair["id"] for pair in dressed if host(pair["b"]) not in known] == []

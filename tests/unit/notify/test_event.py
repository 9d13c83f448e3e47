import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from monitor.model.message import Message, StoryCard
from monitor.model.watch import Destination
from monitor.notify.body import body_of, event_schema
from monitor.notify.compose import compose
from monitor.notify.shorten import event_bytes
from tests.unit.notify.samples import (
    NOON,
    alert_issue,
    correction,
    developed_card,
    development,
    digest_message,
    dispatch_card,
    every_development,
    figure_changed,
    issue,
    quiet_message,
    reaction_card,
    ready,
    rows,
    so_far,
    trouble,
)

HOOK = Destination(id="hook", webhook="https://hook.example/", page="https://watch.example")
BARE = replace(HOOK, page=None)


def alert(card: StoryCard) -> Message:
    hashes = {card.lead.watch: "b3"}
    return compose(alert_issue(), ready([card], rule_hashes=hashes))


def known_alert() -> Message:
    lead, *others = rows()
    seen = replace(
        lead,
        fetched_at=NOON,
        feed="kabar",
        canonical_address="https://news.example/a",
        published_by="feed",
        cites=("TASS",),
        copy_of=3,
        tags=("state", "indonesia"),
    )
    card = developed_card(*every_development())
    return alert(replace(card, lead=seen, others=tuple(others)))


MESSAGES = {
    "digest": digest_message(),
    "new": alert(dispatch_card()),
    "unknown": alert(StoryCard(lead=replace(rows()[0], site=None, address=None, language="und"))),
    "developed": known_alert(),
    "two": compose(alert_issue(), ready([reaction_card(), developed_card(correction())])),
    "silent": quiet_message(),
    "trouble": compose(issue(kind="trouble"), ready([], trouble=trouble())),
    "test": compose(issue(kind="test"), ready([])),
    "empty": compose(issue(), ready([])),
}


def data_of(message: Message, reader: Destination = HOOK) -> Any:
    return json.loads(json.dumps(body_of(message, reader)))["data"]


def strict(schema: Any) -> Any:
    """Forbid what the schema does not name, so that nothing is carried undocumented."""
    if isinstance(schema, list):
        return [strict(one) for one in schema]
    if not isinstance(schema, Mapping):
        return schema
    closed = {"additionalProperties": False} if "properties" in schema else {}
    return closed | {name: strict(one) for name, one in schema.items()}


SCHEMA = Draft202012Validator(strict(event_schema()))


def test_the_schema_is_one():
    Draft202012Validator.check_schema(event_schema())


@pytest.mark.parametrize("name", MESSAGES)
@pytest.mark.parametrize("reader", [HOOK, BARE], ids=["page", "bare"])
def test_every_event_is_as_the_schema_says(name: str, reader: Destination):
    body = json.loads(json.dumps(body_of(MESSAGES[name], reader)))

    assert [fault.message for fault in SCHEMA.iter_errors(body)] == []


@pytest.mark.parametrize("limit", [20_000, 9_000, 3_000])
def test_a_shortened_event_is_as_the_schema_says(limit: int):
    body = json.loads(event_bytes(body_of(MESSAGES["developed"], HOOK), limit))

    assert [fault.message for fault in SCHEMA.iter_errors(body)] == []


def test_a_story_with_very_many_developments_is_shortened_too():
    found = [development("first_from", f"site{n}.example", after="x" * 600) for n in range(90)]

    body = event_bytes(body_of(alert(developed_card(*found)), HOOK))

    data = json.loads(body)["data"]
    assert len(body) <= 20_000
    assert data["development"] == data["developments"][0]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("digest", "digest"),
        ("new", "story.new"),
        ("developed", "article.corrected"),
        ("two", "digest"),
        ("silent", "watch.silent"),
        ("trouble", "feed.trouble"),
        ("test", "test"),
    ],
)
def test_the_type_says_what_the_event_is(name: str, kind: str):
    assert body_of(MESSAGES[name], HOOK)["type"] == kind


def test_a_story_that_developed_updates_its_incident():
    body = body_of(alert(developed_card(figure_changed())), HOOK)

    data = body["data"]
    assert body["type"] == "story.developed"
    assert (data["action"], data["dedup_key"]) == ("update", "dprk-sappers-kursk:77")


def test_more_articles_of_a_story_update_its_incident():
    body = body_of(alert(developed_card()), HOOK)

    assert (body["type"], body["data"]["action"]) == ("story.developed", "update")


def test_a_withdrawn_article_resolves_its_incident():
    card = developed_card(development("withdrawn", "", evidence=()))

    assert data_of(alert(card))["action"] == "resolve"


def test_a_quiet_watch_is_one_incident_however_often_it_is_told():
    later = replace(quiet_message(), id="later", made_at=NOON + timedelta(days=1))

    assert data_of(later)["dedup_key"] == data_of(quiet_message())["dedup_key"]


def test_a_figure_is_a_number_with_its_evidence():
    found = data_of(alert(developed_card(figure_changed())))["development"]

    assert (found["kind"], found["entry"]) == ("figure_changed", "sappers")
    assert (found["before"], found["after"]) == ([1000], 1500)
    assert found["evidence"][1] == {
        "article": "4",
        "outlet": "港新聞",
        "field": "text",
        "quote": "工兵1500人がクルスクへ向かうという。",
        "start": 0,
        "end": 20,
    }


def test_a_burst_is_told_in_numbers_and_what_is_no_number_stays_text():
    burst = development("unusual_volume", "", before=("3", "inf"), after="12.5")

    found = data_of(alert(developed_card(burst)))["development"]

    assert (found["before"], found["after"], found["entry"]) == ([3, "inf"], 12.5, None)


def test_what_is_unknown_is_null():
    data = data_of(MESSAGES["unknown"], BARE)

    article = data["articles"][0]
    unknown = ("url", "canonical_url", "lang", "lang_by", "feed", "fetched_at", "copy_of")
    assert [article[name] for name in unknown] == [None] * 7
    assert article["outlet"]["country"] is None
    assert data["development"] is None
    assert data["links"] == {"story": None, "mute": None, "feedback": None}


def test_a_known_story_is_told_with_everything_that_is_known():
    data = data_of(alert(replace(dispatch_card(), so_far=so_far(replaces=(80,)))))

    story = data["story"]
    assert (story["id"], story["articles"], story["publishers"]) == ("77", 17, 14)
    assert story["figures"][1]["value"] == 5000
    assert story["replaces"] == ["80"]
    assert story["url"] == data["links"]["story"] == "https://watch.example/stories/77"
    assert data["watch"]["rule_hash"] == "b3"
    assert data["truncated"] == {"articles": {"sent": 6, "total": 6}}


def test_the_country_of_an_outlet_comes_from_its_tags():
    outlet = data_of(MESSAGES["developed"])["articles"][0]["outlet"]

    assert (outlet["country"], outlet["tags"]) == ("ID", ["state", "indonesia"])


def test_a_digest_is_as_severe_as_its_severest_watch():
    assert data_of(MESSAGES["digest"])["severity"] == "high"
    assert data_of(MESSAGES["empty"])["severity"] is None


def test_the_example_of_the_page_about_webhooks_is_an_event():
    page = (Path(__file__).parents[3] / "docs" / "webhook.md").read_text()

    example = json.loads(page.split("```json\n")[1].split("```")[0])

    assert [fault.message for fault in SCHEMA.iter_errors(example)] == []

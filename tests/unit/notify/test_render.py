import json
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.model.message import Message, Rendered, StoryCard, Volume
from monitor.model.watch import Destination, Route
from monitor.notify.compose import compose
from monitor.notify.render import render
from tests.unit.notify.elements import Elements
from tests.unit.notify.samples import (
    DISPATCH,
    Told,
    alert_issue,
    digest_message,
    dispatch_card,
    hit_row,
    issue,
    one_line,
    ready,
    rows,
    trouble,
)

RINA = Destination(id="rina", mail="rina@example.org", language="id", tz="Asia/Jakarta")
JOHN = replace(RINA, id="john", mail="john@example.org", language="en")
DAILY = Route(id="kursk-desk", to=("rina",), at=(time(8), time(14), time(20)), tz="Asia/Jakarta")


def told(**more: object) -> Rendered:
    lead, *others = rows()
    card = StoryCard(lead=replace(lead, **more), others=tuple(others))
    return render(compose(issue(), ready([card])), RINA, DAILY)


def many_stories(count: int) -> Message:
    cards = [
        StoryCard(lead=hit_row(number, DISPATCH[number % 6])) for number in range(1, count + 1)
    ]
    return compose(issue(), ready(cards))


def test_the_subject_names_route_count_and_the_first_title():
    assert (
        render(digest_message(), JOHN).subject
        == "Kursk desk, 2 stories: Korut kirim seribu penjinak ranjau ke Kursk…"
    )


def test_the_subject_of_an_alert_names_its_first_source_and_counts_the_others():
    told = Told(language="ru", title="КНДР направит сапёров", text="", outlet="RIA")
    first = hit_row(1, told)
    others = [hit_row(number, replace(told, outlet=f"Outlet {number}")) for number in (2, 3, 4)]
    card = StoryCard(lead=first, others=tuple(others))

    subject = render(compose(alert_issue(), ready([card])), JOHN).subject

    assert subject == "New: КНДР направит сапёров (RIA +3)"


def test_the_heading_is_the_first_story_in_its_own_language():
    html = render(digest_message(), JOHN).html

    heading = next(attrs for tag, attrs in Elements(html).tags if tag == "h1")
    assert heading["lang"] == "id"
    assert "Korut kirim seribu penjinak ranjau ke Kursk, kata utusan Moskwa</h1>" in html


def test_times_are_the_readers_and_the_zone_is_named_once():
    html = Elements(render(digest_message(), JOHN, DAILY).html)

    assert "Wednesday 18 June, 14:00 in Jakarta" in html.text
    assert "18 June 04:07, seen 04:11" in html.text
    assert html.text.count("Jakarta") == 1


def test_a_sighting_of_another_day_is_told_with_its_day():
    seen = datetime(2025, 6, 17, 20, 0, tzinfo=UTC)

    text = told(published_at=seen - timedelta(days=1), first_seen_at=seen).text

    assert "17 Juni 03:00, terlihat 18 Juni 03:00" in text


def test_a_time_of_another_year_names_it():
    seen = datetime(2024, 12, 31, 20, 0, tzinfo=UTC)

    assert "1 Jan 2025 03:00" not in told(first_seen_at=seen, published_at=None).text
    assert (
        "31 Des 2024 23:00" in told(first_seen_at=seen - timedelta(hours=4), published_at=None).text
    )


def test_stories_of_watches_that_find_no_room_are_counted():
    cards = [
        StoryCard(lead=hit_row(n, DISPATCH[0], watch=f"w{n}", title=f"Watch {n}"))
        for n in range(1, 151)
    ]

    html = render(compose(issue(), ready(cards)), JOHN).html

    shown = html.count("<h3") + html.count('class="o"')
    assert f"and {150 - shown} more stories" in html


def test_frame_words_and_dates_are_in_the_readers_language():
    text = render(digest_message(), RINA, DAILY).text

    assert "Rabu, 18 Juni, pukul 14:00 di Jakarta" in text
    assert "Alasan: Korut, penjinak ranjau dan Kursk dalam judul." in text


def test_a_reader_of_a_language_we_do_not_speak_is_told_in_english():
    html = render(digest_message(), replace(RINA, language="sw")).html

    assert '<html lang="en" dir="ltr">' in html


def test_matched_words_are_marked_in_their_inflected_form():
    html = render(digest_message(), JOHN).html

    marked = Elements(html).marked(html)

    assert {"сапёров", "Курскую", "쿠르스크", "خبراء إزالة الألغام"} <= set(marked)


def test_every_foreign_text_names_its_language_and_direction():
    tags = Elements(render(digest_message(), JOHN).html).tags

    lines = [attrs for tag, attrs in tags if tag == "div" and "lang" in attrs]
    directions = {attrs["lang"]: attrs.get("dir") for attrs in lines}
    assert directions == {"ru": "auto", "ko": "auto", "ja": "auto", "ar": "rtl", "en": "auto"}


def test_a_foreign_story_has_a_gist_in_the_readers_language():
    text = render(digest_message(), RINA).text

    assert "[en] Kursk · penjinak ranjau · Korea Utara" in text


def test_a_story_in_the_readers_language_needs_no_gist():
    assert "[id] Korea Utara" not in render(digest_message(), RINA).text


def test_what_only_raises_the_rank_is_told_apart():
    korean = rows()[2]
    message = compose(issue(), ready([StoryCard(lead=korean)]))

    assert "Shoigu adds weight." in render(message, JOHN).text


def test_the_text_part_tells_the_same_articles():
    message = digest_message()
    rendered = render(message, JOHN)

    titles = [row.title for s in message.sections for c in s.cards for row in (c.lead, *c.others)]
    plain_text = one_line(rendered.text.replace("*", ""))
    plain_html = one_line(Elements(rendered.html).text)
    assert all(title in plain_text for title in titles)
    assert all(title in plain_html for title in titles)


def test_six_further_articles_have_a_line_and_the_rest_are_counted():
    others = tuple(hit_row(number, DISPATCH[number % 6]) for number in range(2, 17))
    message = compose(issue(), ready([StoryCard(lead=rows()[0], others=others)]))

    rendered = render(message, JOHN)

    assert rendered.text.count("https://news.example/") == 7
    assert "Also reported by 9 more" in rendered.html


def test_the_volume_is_drawn_as_fourteen_bars_and_said_in_words():
    html = render(digest_message(), JOHN).html

    first_section = html.split("<h3")[0]
    assert first_section.count('class="bar') - first_section.count('class="bars') == 14
    assert "8 times the usual" in first_section


def test_a_watch_without_hits_in_its_days_has_no_bars():
    volumes = {"dprk-sappers-kursk": Volume(days=(0,) * 14, since=14)}
    message = compose(issue(), ready([dispatch_card()], volumes=volumes))

    assert 'class="bars"' not in render(message, JOHN).html


def test_trouble_is_told_so_that_silence_is_not_mistaken():
    text = one_line(render(digest_message(), JOHN).text)

    assert "2 feeds need attention: KCNA (ko) (no answer in time since 11:00)" in text
    assert "212 of 214 feeds answered." in text


def test_refused_rule_files_are_named():
    message = compose(issue(), ready([dispatch_card()], refused_files=("watches/a.yaml",)))

    assert "watches/a.yaml" in render(message, JOHN).text


def test_the_foot_says_why_the_reader_gets_it():
    text = one_line(render(digest_message(), JOHN, DAILY).text)

    assert (
        "Sent to john@example.org because you receive Kursk desk at 08:00, 14:00 and 20:00. "
        "Digest 2025-06-18T07:00Z no. 412." in text
    )


def test_another_watch_that_was_met_is_named():
    again = StoryCard(lead=hit_row(31, DISPATCH[0], watch="later", title="Later", article_id=1))
    message = compose(issue(), ready([dispatch_card(), again]))

    assert "Also meets: Later." in render(message, JOHN).text


def test_a_delayed_article_says_so():
    assert "(tertunda)" in told(late=True).text


def test_only_addresses_of_the_web_are_links():
    html = told(address="javascript:alert(1)").html

    assert "javascript" not in html


def test_the_same_message_is_said_in_the_same_words():
    message = digest_message()

    assert render(message, RINA, DAILY) == render(message, RINA, DAILY)


@pytest.mark.parametrize("count", [1, 60, 400])
def test_a_mail_stays_below_what_services_clip_and_counts_what_it_leaves_out(count: int):
    rendered = render(many_stories(count), JOHN)

    shown = rendered.html.count('class="o"') + rendered.html.count("<h3")
    shown += count == 1
    left = f"and {count - shown} more stories"
    assert len(rendered.html.encode()) < 100_000
    assert shown == count or left in rendered.html


def test_data_is_an_event_of_the_standard():
    message = digest_message()

    data = json.loads(json.dumps(render(message, JOHN).data))

    assert data["type"] == "digest"
    assert data["timestamp"] == "2025-06-18T07:00:00+00:00"
    assert [s["watch"]["id"] for s in data["data"]["sections"]] == [
        "dprk-sappers-kursk",
        "allied-reactions",
    ]


def test_an_alert_of_one_story_is_a_new_story():
    data = render(compose(alert_issue(), ready([dispatch_card()])), JOHN).data

    body = data["data"]
    assert isinstance(body, dict)
    assert data["type"] == "story.new"
    assert body["story"]["publishers"] == 6


def test_the_spans_of_an_event_point_at_their_surface():
    data = render(compose(alert_issue(), ready([dispatch_card()])), JOHN).data

    body = data["data"]
    assert isinstance(body, dict)
    articles, texts = body["articles"], {row.article_id: row.text for row in rows()}
    for article in articles:
        whole = {"title": article["title"], "text": texts[int(article["id"])]}
        for span in article["spans"]:
            assert whole[span["field"]][span["start"] : span["end"]] == span["surface"]


def test_a_test_message_says_that_it_is_one():
    message = compose(issue(kind="test"), ready([], feeds_polled=0))

    rendered = render(message, JOHN)

    assert rendered.subject == "Test: News Monitor can reach you"
    assert rendered.data["type"] == "test"


def test_trouble_without_news_can_be_told():
    message = compose(issue(kind="trouble"), ready([], trouble=trouble()))

    rendered = render(message, JOHN)

    assert "KCNA (ko)" in rendered.html
    assert rendered.data["type"] == "feed.trouble"


def test_an_article_that_cannot_be_said_is_left_out_and_named():
    timeless = datetime(1, 1, 1, tzinfo=UTC)
    lead, *others = rows()
    broken = replace(lead, published_at=timeless)
    west = replace(JOHN, tz="America/New_York")

    text = one_line(
        render(compose(issue(), ready([StoryCard(lead=broken, others=tuple(others))])), west).text
    )

    assert "Could not be shown: Korut kirim seribu penjinak" in text
    assert "Шойгу" in text


@given(st.integers(1, 12), st.sampled_from(("en", "id")))
@settings(max_examples=20, deadline=None)
def test_counts_have_the_right_plural(count: int, language: str):
    subject = render(many_stories(count), replace(RINA, language=language)).subject

    words = {"en": "story" if count == 1 else "stories", "id": "berita"}
    assert f"{count} {words[language]}" in subject

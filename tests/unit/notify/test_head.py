from dataclasses import replace
from datetime import timedelta

import pytest

from monitor.model.message import FeedTrouble, Message, StoryCard
from monitor.model.story import Development
from monitor.model.watch import Destination
from monitor.notify.compose import compose
from monitor.notify.render import render
from monitor.notify.words.table import ALL
from tests.unit.notify.samples import (
    NOON,
    alert_issue,
    correction,
    developed_card,
    development,
    dispatch_card,
    every_development,
    figure_changed,
    issue,
    one_line,
    quiet_message,
    ready,
    trouble,
)

JOHN = Destination(id="john", mail="john@example.org", language="en", tz="Asia/Jakarta")
LANGUAGES = [words.language for words in ALL]
FIRST = "New: Шойгу: КНДР направит тысячу сапёров (Вестник Волги +3)"


def alert(*developments: Development, **more: object) -> Message:
    return compose(alert_issue(), ready([developed_card(*developments, **more)]))


@pytest.mark.parametrize(
    ("found", "subject"),
    [
        (figure_changed(), "Figure: 1,000 → 1,500 sappers (한강일보, 港新聞)"),
        (correction(), "Correction: Шойгу: КНДР направит тысячу сапёров в… (Вестник Волги)"),
        (
            development("first_in_language", "ko"),
            "First in Korean: Korut kirim seribu penjinak ranjau ke Kursk… (한강일보)",
        ),
        (
            development("first_term", "kcna"),
            "First mention of KCNA: Korut kirim seribu penjinak ranjau ke… (한강일보)",
        ),
    ],
)
def test_the_subject_of_an_alert_says_what_developed(found: Development, subject: str):
    assert render(alert(found), JOHN).subject == subject


def test_the_weightiest_development_is_the_subject():
    subject = render(alert(*every_development()), JOHN).subject

    assert subject.startswith("Correction: ")


def test_what_only_a_digest_tells_is_no_subject():
    subject = render(alert(development("differs", "sappers=1200", after="1200")), JOHN).subject

    assert subject.startswith("Continues: Korut kirim")
    assert subject.endswith("(+6)")


def test_a_quiet_watch_is_told_with_the_feeds_that_answered():
    assert (
        render(quiet_message(), JOHN).subject
        == "Quiet: no hit for 14 days, 212 of 214 feeds answered"
    )


def test_silence_with_feeds_down_is_not_mistaken_for_silence():
    rendered = render(quiet_message(cannot_tell=True), JOHN)

    assert rendered.subject == "Cannot tell: feeds down, 212 of 214 feeds answered"
    assert "too many of its feeds did not answer" in one_line(rendered.text)


def test_a_few_hits_are_counted():
    text = one_line(render(quiet_message(hits=2), JOHN).text)

    assert "only 2 hits since 4 June 14:00, at least 5 expected in 14 days." in text


def test_several_quiet_watches_are_counted_and_named():
    one = quiet_message().quiet[0]
    other = replace(one, watch="b", title="Reactions", since=NOON - timedelta(hours=12))
    rendered = render(compose(issue(kind="silent"), ready([], quiet=(one, other))), JOHN)

    assert rendered.subject == "Quiet: 2 watches, 212 of 214 feeds answered"
    assert "Reactions: no hit since 18 June 02:00, at least 5 expected in 12 hours." in one_line(
        rendered.text
    )


def test_feeds_in_trouble_are_named_in_the_subject_and_told_one_by_one():
    rendered = render(compose(issue(kind="trouble"), ready([], trouble=trouble())), JOHN)

    assert rendered.subject == "2 feeds need attention: KCNA (ko), 한강일보"
    assert "KCNA (ko) (no answer in time since 11:00); no answer in 30 s" in rendered.text


def test_a_thread_keeps_its_subject_and_the_news_goes_into_the_first_lines():
    rendered = render(replace(alert(figure_changed()), first_subject=FIRST), JOHN)

    assert rendered.subject == f"Re: {FIRST}"
    assert rendered.html.index("Figure: 1,000 → 1,500 sappers") < rendered.html.index("<h1")
    assert "\nFigure: 1,000 → 1,500 sappers (한강일보, 港新聞)\n" in rendered.text


def test_a_reader_who_wants_no_threads_gets_the_news_as_subject():
    message = replace(alert(figure_changed()), first_subject=FIRST)

    subject = render(message, replace(JOHN, threads=False)).subject

    assert subject.startswith("Figure: ")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_subject_of_every_language_is_one_line_of_seventy_letters(language: str):
    reader = replace(JOHN, language=language)
    messages = [alert(found) for found in every_development()]
    messages += [alert(), quiet_message(), quiet_message(cannot_tell=True), quiet_message(hits=1)]
    messages += [compose(issue(), ready([dispatch_card()]))]
    messages += [compose(issue(kind="trouble"), ready([], trouble=trouble()))]

    subjects = [render(message, reader).subject for message in messages]

    assert all(0 < len(subject) <= 70 for subject in subjects)
    assert not [subject for subject in subjects if "{" in subject or "\n" in subject]


def test_arabic_points_from_old_to_new_in_its_own_direction():
    subject = render(alert(figure_changed()), replace(JOHN, language="ar")).subject

    assert "1,000 ← 1,500" in subject


def test_a_zone_without_capital_letters_is_still_a_place():
    html = render(compose(issue(), ready([dispatch_card()])), replace(JOHN, language="ja")).html

    assert "ジャカルタ時間" in html


def test_a_long_list_of_troubled_feeds_fits_the_subject():
    many = tuple(
        FeedTrouble(feed=f"f{n}", title=f"Feed {n}", reason="tls", detail="", since=NOON)
        for n in range(300)
    )

    rendered = render(compose(issue(kind="trouble"), ready([], trouble=many)), JOHN)

    assert len(rendered.subject) <= 70
    assert "and 260 more" in rendered.text


def test_nothing_is_a_story_that_goes_on_without_articles_told_before():
    message = compose(alert_issue(), ready([StoryCard(lead=dispatch_card().lead)]))

    assert render(message, JOHN).subject.startswith("New: ")


def test_a_figure_is_whole_in_the_subject_however_long_its_outlets_are():
    found = figure_changed()
    long = tuple(
        replace(quote, article=90, outlet="a-site-of-many.example") for quote in found.evidence
    )

    subject = render(alert(replace(found, evidence=long)), JOHN).subject

    assert "1,000 → 1,500 sappers" in subject


def test_who_had_a_story_first_is_the_same_in_subject_and_card():
    subject = render(alert(first_outlet="港新聞", told_before=0), JOHN).subject

    assert subject.endswith("(港新聞 +5)")


def test_a_thread_is_for_mail():
    known = replace(alert(figure_changed()), first_subject=FIRST)
    room = Destination(id="room", chat="json://127.0.0.1")

    assert render(known, JOHN).subject == f"Re: {FIRST}"
    assert render(known, room).subject.startswith("Figure: 1,000 → 1,500 sappers")


def test_an_alert_does_not_speak_of_other_watches():
    told = compose(alert_issue(), ready([dispatch_card()], watches=("dprk-sappers-kursk", "a")))

    assert "had nothing new" not in render(told, JOHN).text

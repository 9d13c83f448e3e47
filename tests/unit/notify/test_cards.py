from dataclasses import replace
from datetime import timedelta

import pytest

from monitor.model.message import Message, StoryCard
from monitor.model.story import Development, Figure
from monitor.model.watch import Destination
from monitor.notify.compose import compose
from monitor.notify.render import render
from monitor.notify.sources import country
from tests.unit.notify.samples import (
    DISPATCH,
    alert_issue,
    correction,
    developed_card,
    development,
    dispatch_card,
    every_development,
    figure_changed,
    hit_row,
    issue,
    one_line,
    ready,
    rows,
    so_far,
)

JOHN = Destination(id="john", mail="john@example.org", language="en", tz="Asia/Jakarta")
TRANSLATED = replace(JOHN, translate="https://tr.example/?to={language}&u={address}")


def text_of(card: StoryCard, reader: Destination = JOHN) -> str:
    return one_line(render(compose(issue(), ready([card])), reader).text)


def html_of(card: StoryCard, reader: Destination = JOHN) -> str:
    return render(compose(issue(), ready([card])), reader).html


def of(*developments: Development, **more: object) -> str:
    return text_of(developed_card(*developments, **more))


def test_a_changed_figure_is_told_with_who_says_it_and_how_many_said_the_old_one():
    text = of(figure_changed())

    assert "! Figure: 1,000 → 1,500 sappers, say 한강일보 and 港新聞; before: 14 outlets" in text
    assert "港新聞: 工兵1500人がクルスクへ向かうという。" in text


def test_outlets_of_several_figures_known_before_are_counted_once():
    figures = (
        Figure(entry="sappers", value=1000, outlets=("a", "b")),
        Figure(entry="sappers", value=1100, outlets=("b", "c")),
    )
    found = development("figure_changed", "sappers=1500", before=("1000", "1100"), after="1500")

    assert "1,000, 1,100 → 1,500 sappers, says 한강일보; before: 3 outlets" in of(
        found, figures=figures
    )


def test_a_single_outlet_says_a_figure_in_the_singular():
    text = of(development("figure_changed", "sappers=1500", before=("1000",), after="1500"))

    assert "sappers, says 한강일보;" in text


def test_a_figure_that_only_differs_is_told_with_its_rival():
    text = of(development("differs", "sappers=1200", before=("1000",), after="1200"))

    assert "! Differs: 1,200 sappers, says 한강일보; before: 1,000 (14 outlets)" in text


def test_a_corrected_sentence_shows_what_went_and_what_came():
    card = developed_card(correction())

    text, html = text_of(card), html_of(card)

    assert "! Correction: Вестник Волги КНДР направит [-тысячу-] {+полторы тысячи+} сапёров" in text
    assert ">тысячу</del>" in html
    assert ">полторы тысячи</ins>" in html


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (development("first_in_language", "ko"), "! First in Korean: 한강일보"),
        (development("first_from", "kcna.kp"), "! First from kcna.kp: 한강일보"),
        (development("first_term", "kcna"), "! First mention of KCNA: 한강일보"),
        (
            development("withdrawn", "2:page", article=2, before=("Шойгу: КНДР",), evidence=()),
            "! Withdrawn: Вестник Волги [-Шойгу: КНДР-]",
        ),
        (development("updated", "", article=6), "! Updated: 한강일보"),
        (
            development("unusual_volume", "", before=("3",), after="12", evidence=()),
            "! Unusually many reports: 3 → 12",
        ),
        (development("unusual_volume", "", evidence=()), "! Unusually many reports Kabar"),
    ],
)
def test_each_development_is_one_sentence(found: Development, said: str):
    assert said in of(found)


def test_a_new_story_is_no_development_of_its_own():
    assert "!" not in of(development("new_story", ""))


def test_developments_stand_above_the_title_in_the_mail():
    card = developed_card(figure_changed())
    other = StoryCard(lead=hit_row(9, DISPATCH[5]))

    html = render(compose(issue(), ready([card, other])), JOHN).html

    assert html.index("1,000 → 1,500") < html.index("<h3")


def test_the_sentence_that_shows_it_names_its_language():
    assert '<bdi lang="ko">북한이 쿠르스크에' in html_of(developed_card(*every_development()))


def test_a_story_that_goes_on_says_how_much_is_new():
    assert "+6 articles, new: ja, ar, figure 1,500" in of(figure_changed())


def test_an_article_that_was_only_corrected_is_not_counted_as_new():
    assert "+5 articles, new: ja, ar " in of(correction())


def test_a_story_says_who_had_it_first_and_who_has_it_now():
    text = text_of(replace(dispatch_card(), so_far=so_far()))

    assert (
        "First reported by Вестник Волги, seen 18 June 04:00; 14 outlets; "
        "6 languages: ru, id, ko, ja, ar, en" in text
    )


def test_a_story_of_one_article_does_not_repeat_itself():
    alone = StoryCard(lead=rows()[0], so_far=so_far(articles=1))

    assert "First reported" not in text_of(alone)


def test_figures_are_told_with_the_number_of_their_outlets():
    assert "sappers 1,000 (14 outlets) · builders 5,000 (13) " in of()


def test_the_gist_gives_the_figure_of_its_own_outlet():
    figures = (
        Figure(entry="sappers", value=1000, outlets=("Kabar Nusantara",)),
        Figure(entry="sappers", value=1500, outlets=("한강일보",)),
    )

    text = of(figures=figures)

    assert "[id] North Korea · sappers 1,000 · Kursk" in text
    assert "[ko] North Korea · Kursk · sappers 1,500 · Shoigu" in text


def test_a_gist_that_says_nothing_more_is_not_repeated():
    text = text_of(dispatch_card())

    assert "[id] North Korea · sappers · Kursk" in text
    assert "[ar] North Korea" not in text


def test_the_operators_translation_is_offered_for_foreign_articles_only():
    card = StoryCard(lead=rows()[5], others=(rows()[2],))

    html = html_of(card, TRANSLATED)

    assert html.count("https://tr.example/") == 1
    assert "https://tr.example/?to=en&amp;u=https%3A%2F%2Fnews.example%2Fko%2F3" in html


def test_a_translation_that_is_no_web_address_is_no_link():
    assert "javascript" not in html_of(
        dispatch_card(), replace(JOHN, translate="javascript:{address}")
    )


def test_the_character_of_a_source_comes_from_its_tags():
    row = replace(rows()[1], tags=("asia", "state", "agency", "wire", "russia", "KP"))

    assert "(state media, agency, wire, Russia, North Korea)" in text_of(StoryCard(lead=row))


def test_a_group_of_countries_is_no_country():
    assert country(("un", "eu", "asia", "european-union", "KP")) == "KP"


def test_a_country_is_named_in_the_readers_language():
    row = replace(rows()[1], tags=("north-korea",))

    assert "(북한)" in text_of(StoryCard(lead=row), replace(JOHN, language="ko"))


def test_whom_an_article_cites_is_told():
    row = replace(rows()[0], cites=("TASS", "RIA", "TASS", "Yonhap", "AFP"))

    assert "(cites TASS, RIA, Yonhap, +1)" in text_of(StoryCard(lead=row))


def test_the_record_of_the_lead_names_its_text():
    lead = rows()[0]
    seen = replace(lead, fetched_at=lead.first_seen_at + timedelta(minutes=1), version=2)

    text = text_of(StoryCard(lead=seen))

    assert f"Seen 18 June 04:11, fetched 04:12, version 2, SHA-256 {lead.text_hash[:12]}" in text


def test_a_story_leads_to_the_operators_page_where_there_is_one():
    card = replace(dispatch_card(), so_far=so_far())

    html = html_of(card, replace(JOHN, page="https://watch.example"))

    assert 'href="https://watch.example/stories/77"' in html
    assert "/stories/" not in html_of(card)


def test_what_silences_and_limits_held_back_is_counted_in_words():
    message = compose(issue(), ready([dispatch_card()]))
    held = replace(message, held_back={"silenced": 3, "over_limit": 2, "old": 0}, known_trouble=3)

    text = one_line(render(held, JOHN).text)

    assert "Held back: silences 3, limit 2." in text
    assert "3 feeds told of earlier still need attention." in text


def test_what_developed_for_a_second_watch_is_told_where_its_articles_stand():
    again = [replace(row, hit_id=row.hit_id + 100, watch="later") for row in rows()]
    second = StoryCard(
        lead=again[0], others=tuple(again[1:]), developments=(correction(), figure_changed())
    )

    message: Message = compose(issue(), ready([developed_card(correction()), second]))

    cards = [card for section in message.sections for card in section.cards]
    assert [[found.kind for found in card.developments] for card in cards] == [
        ["correction", "figure_changed"]
    ]


def test_names_of_figures_and_terms_are_kept():
    message = compose(issue(), ready([developed_card(development("first_term", "kcna"))]))

    assert {"builders", "kcna", "sappers"} <= set(message.names)


def test_many_developments_are_told_up_to_a_limit():
    found = [development("first_from", f"site{n}.example") for n in range(20)]

    assert of(*found).count("First from") == 6


@pytest.mark.parametrize("language", ["ar", "ru", "ja", "zh-TW"])
def test_every_development_can_be_told_in_every_kind_of_language(language: str):
    reader = replace(JOHN, language=language)

    text = text_of(developed_card(*every_development()), reader)

    assert "Could not be shown" not in text
    assert "{" not in text.replace("{+", "")


def test_watches_are_told_apart_though_their_titles_have_commas():
    card = replace(dispatch_card(), also_watches=("Seoul, Tokyo and Washington", "The front"))

    assert "Also meets: Seoul, Tokyo and Washington; The front." in text_of(card)


def test_entries_that_a_reader_calls_alike_are_one():
    figures = (
        Figure(entry="sappers", value=1000, outlets=("a", "b")),
        Figure(entry="engineers", value=1000, outlets=("b", "c")),
    )
    alike = {entry: {"en": "sappers"} for entry in ("sappers", "engineers")}
    told = compose(issue(), ready([developed_card(figures=figures)], names=alike))

    assert "sappers 1,000 (3 outlets)\n" in render(told, JOHN).text


def test_an_outlet_is_called_by_its_name_and_not_by_its_domain():
    quote = replace(development("first_term", "kcna").evidence[0], outlet="ko3.example")
    text = of(development("first_term", "kcna", evidence=(quote,)))

    assert "First mention of KCNA: 한강일보" in text
    assert "ko3.example" not in text


def test_a_figure_of_one_outlet_is_not_told_beside_its_change():
    single = development("differs", "sappers=1500", before=("1000",), after="1500")
    changed = development("figure_changed", "sappers=1500", before=("1000",), after="1500")

    assert "Differs" not in of(changed, single)


def test_nobody_is_shown_what_an_outlet_took_back():
    before = "북한, 쿠르스크에 공병 1천명 보낸다…쇼이구 방북"
    after = before.replace("1천명", "2천명")
    found = development("correction", "3:a", before=(before,), after=after, evidence=())
    card = StoryCard(lead=rows()[2], so_far=so_far(), developments=(found,))

    rendered = render(compose(alert_issue(), ready([card])), replace(JOHN, language="ko"))

    assert rendered.text.splitlines()[0] == "*북한*, *쿠르스크*에 *공병* 2천명 보낸다…*쇼이구* 방북"
    assert "2천명" in rendered.subject
    assert "보내기로" not in rendered.text


def test_a_text_in_letters_of_two_columns_is_shown_half_as_long():
    sentence = "北朝鮮はクルスクに工兵を送ることで合意した。"
    row = replace(rows()[3], text=sentence * 20)

    assert 100 < text_of(StoryCard(lead=row)).count("送ることで") * len(sentence) <= 140


def test_a_gist_names_no_figure_where_its_outlet_gave_several():
    figures = tuple(
        Figure(entry="sappers", value=value, outlets=("Kabar Nusantara",)) for value in (1000, 400)
    )

    assert "[id] North Korea · sappers · Kursk" in of(figures=figures)


def test_a_sentence_that_shows_two_developments_is_shown_once():
    text = of(development("first_term", "kcna"), development("first_from", "kcna.kp"))

    assert text.count("한강일보: 북한이 쿠르스크에") == 1

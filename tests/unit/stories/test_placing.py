"""Where articles are put, and why."""

from datetime import UTC, datetime, timedelta

import pytest

from monitor.model.story import Placing, Telling
from monitor.stories.features import features
from monitor.stories.memory import MemoryNeighbours
from monitor.stories.placing import REACH, place
from monitor.stories.sitetext import SiteText

NOON = datetime(2025, 6, 17, 12, tzinfo=UTC)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)

SENT = {
    "en": ("North Korea to send 1,000 sappers to Kursk, Shoigu says",
           "North Korea will send 1,000 sappers and 5,000 military builders to Russia's Kursk "
           "region, Sergei Shoigu said in Pyongyang on Tuesday after talks with Kim Jong Un."),
    "ru": ("Шойгу: КНДР направит в Курск тысячу сапёров",
           "КНДР направит в Курскую область тысячу сапёров и пять тысяч военных строителей, "
           "сообщил во вторник в Пхеньяне Сергей Шойгу после встречи с Ким Чен Ыном."),
    "ko": ("쇼이구 \"북한, 쿠르스크에 공병 1천명 파견\"",
           "북한이 러시아 쿠르스크에 공병 1천명과 군 건설 인력 5천명을 보낸다고 쇼이구 서기가 17일 "
           "평양에서 김정은 위원장을 만난 뒤 밝혔다."),
    "ja": ("北朝鮮、クルスク州に工兵1000人派遣へ　ショイグ氏",
           "ロシアのショイグ書記は17日、平壌で金正恩総書記と会談し、北朝鮮がクルスク州に工兵1000人"
           "と軍の建設要員5000人を派遣すると述べた。"),
    "ar": ("كوريا الشمالية ترسل ألف خبير ألغام إلى كورسك",
           "قال سيرغي شويغو الثلاثاء إن كوريا الشمالية ترسل ألف من خبراء إزالة الألغام وخمسة آلاف "
           "عامل بناء عسكري إلى كورسك."),
}  # fmt: skip
QUAKE = ("Strong earthquake shakes Mindanao",
         "A magnitude 7.2 earthquake shook the Philippine island of Mindanao on Tuesday and killed "
         "three people, officials said.")  # fmt: skip
RETURN = ("Kim welcomes sappers home from Kursk, nine dead",
          "North Korean leader Kim Jong Un welcomed home a regiment that cleared mines in Russia's "
          "Kursk region for 120 days and said on Friday that nine men had died.")  # fmt: skip


class Desk:
    """Places articles one after the other."""

    def __init__(self) -> None:
        self.memory = MemoryNeighbours()
        self.count = 0

    def tell(
        self, words: tuple[str, str], language: str = "en", at: timedelta = MINUTE, **more: object
    ) -> Placing:
        self.count += 1
        telling = Telling(
            article=self.count, title=words[0], text=words[1], language=language, seen_at=NOON + at,
            **{"site": f"outlet{self.count}.example", **more},
        )  # fmt: skip
        found = features(telling, SiteText())
        placing = place(telling, found, self.memory)
        self.memory.put(telling, found, placing)
        return placing


def words(placing: Placing) -> set[str]:
    return {ground.kind for ground in placing.grounds}


@pytest.mark.parametrize("language", sorted(SENT.keys() - {"en"}))
def test_one_news_in_two_languages_is_one_story(language: str):
    desk = Desk()
    desk.tell(SENT["en"])

    placing = desk.tell(SENT[language], language, HOUR)

    assert (placing.story, placing.joined) == (1, "same_news")
    assert words(placing) >= {"figures", "places", "time"}


def test_the_first_article_begins_a_story_and_other_news_another():
    desk = Desk()

    assert desk.tell(SENT["en"]) == Placing(story=None, joined="first")
    assert desk.tell(QUAKE, at=HOUR).story is None


def test_later_news_of_the_same_people_and_places_is_another_story():
    desk = Desk()
    desk.tell(SENT["en"])
    desk.tell(SENT["ru"], "ru")

    assert desk.tell(RETURN, at=60 * HOUR).story is None


def test_a_copy_names_the_earliest_article_with_its_text():
    desk = Desk()
    desk.tell(SENT["en"])
    desk.tell((SENT["en"][0], f"{SENT['en'][1]} Reporting by the wire."))

    third = desk.tell(("Sappers for Kursk", SENT["en"][1]), at=HOUR)

    assert (third.story, third.joined, third.copy_of) == (1, "copy", 1)
    assert words(third) == {"same_text", "time"}


def test_the_same_text_after_more_than_three_days_is_no_copy():
    desk = Desk()
    desk.tell(SENT["en"])

    assert desk.tell(SENT["en"], at=REACH + HOUR) == Placing(story=None, joined="first")


def test_a_name_in_two_scripts_is_told_in_both():
    desk = Desk()
    desk.tell(SENT["en"])

    grounds = desk.tell(SENT["ru"], "ru").grounds

    assert any("=" in ground.detail for ground in grounds if ground.kind == "names")


def test_a_list_of_the_days_news_stays_alone_and_nobody_joins_it():
    day = "\n".join(
        (f"— {SENT['en'][0]}.", f"— {QUAKE[0]}.", "— Rain in the west.", "— Two goals.")
    )
    desk = Desk()

    first = desk.tell(("News of the day: Kursk, quake and rain", day))
    second = desk.tell(SENT["en"])
    third = desk.tell(("News of the evening: Kursk, quake and rain", f"{day}\n— Snow."))

    assert (first.story, second.story) == (None, None)
    assert third.joined in ("first", "copy")
    assert words(first) == {"roundup"}


def test_an_article_that_is_placed_again_is_not_its_own_neighbour():
    desk = Desk()
    telling = Telling(article=1, title=QUAKE[0], text=QUAKE[1], language="en", seen_at=NOON)
    found = features(telling, SiteText())
    desk.memory.put(telling, found, place(telling, found, desk.memory))

    assert place(telling, found, desk.memory) == Placing(story=None, joined="first")


def test_two_stories_that_prove_to_be_one_become_the_older():
    desk = Desk()
    english, russian = SENT["en"], SENT["ru"]
    for article, (title, text), language in ((1, english, "en"), (2, russian, "ru")):
        telling = Telling(article=article, title=title, text=text, language=language, seen_at=NOON)
        alone = Placing(story=None, joined="first")
        desk.memory.put(telling, features(telling, SiteText()), alone)
    desk.count = 2

    placing = desk.tell(SENT["ko"], "ko")

    assert (placing.story, placing.merges) == (1, (2,))
    assert desk.memory.story_of(2) == 1


def test_the_same_articles_give_the_same_answers():
    def told() -> list[Placing]:
        desk = Desk()
        return [desk.tell(SENT[language], language) for language in SENT]

    assert told() == told()


def test_a_form_that_is_filled_in_anew_is_other_news():
    form = (
        "The lottery of the county gave its numbers on Tuesday: {}. The jackpot is at {} million "
        "euros. All numbers without liability; tickets are on sale until Friday at seven."
    )
    title = "Lottery: numbers of the county and the jackpot"
    desk = Desk()
    desk.tell((title, form.format("4, 11, 17, 23", 3)))

    placing = desk.tell((title, form.format("2, 9, 30, 41", 5)), at=HOUR)

    assert (placing.story, words(placing)) == (None, {"veto_numbers"})

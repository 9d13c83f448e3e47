"""What is kept of an article: it comes back from bytes, and its keys find others like it."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from monitor.model.hit import Span
from monitor.model.story import Telling
from monitor.stories.features import Features, features
from monitor.stories.sitetext import SiteText
from monitor.stories.trait import TITLE, Trait, key_of

NOON = datetime(2025, 6, 17, 12, tzinfo=UTC)
TITLE_TEXT = "Sappers go to Kursk, says Shoigu"
TEXT = (
    "Sergei Shoigu said on Tuesday that 1,000 sappers will clear mines in the Kursk region. "
    "The men are to arrive by train within a month, he told reporters after the talks."
)


def telling(title: str = TITLE_TEXT, text: str = TEXT, **more: object) -> Telling:
    return Telling(**{"article": 1, "title": title, "text": text, "language": "en",
                      "seen_at": NOON, **more})  # type: ignore[arg-type]  # fmt: skip


def made(title: str = TITLE_TEXT, text: str = TEXT, **more: object) -> Features:
    return features(telling(title, text, **more), SiteText())


def marks(found: Features, kind: str) -> set[str]:
    return {one.mark for one in found.traits if one.kind == kind}


@given(
    title=st.text(max_size=60),
    text=st.text(max_size=300),
    language=st.sampled_from("en ru ja ar".split()),
)
def test_features_of_any_text_come_back_from_bytes(title: str, text: str, language: str):
    found = made(title, text, language=language, site="mill.example")

    assert Features.from_bytes(found.to_bytes()) == found


def test_bytes_of_another_version_cannot_be_read():
    assert Features.from_bytes(b"\x00\x00rubbish") is None


def test_keys_are_whole_numbers_that_fit_into_the_rows_and_none_stands_twice():
    found = made()

    assert len(set(found.keys)) == len(found.keys)
    assert all(0 <= key < 2**63 for key in found.keys)
    assert len(found.keys) < 80


def test_what_an_article_speaks_of_is_free_of_its_language():
    russian = made(
        "Шойгу: в Курск поедут сапёры",
        "Сергей Шойгу сообщил во вторник, что тысяча сапёров разминирует Курскую область.",
        language="ru",
    )

    for kind in ("figure", "day", "idea"):
        assert marks(made(), kind) & marks(russian, kind), kind
    assert set(made().keys) & set(russian.keys)


def test_a_thing_in_the_title_weighs_most():
    weights = {one.mark: one.weight for one in made().traits if one.kind == "idea"}

    assert weights["sapper"] == TITLE
    assert weights["landmine"] < TITLE


def test_entries_of_the_lexicon_are_traits():
    span = Span(field="title", start=0, end=7, surface="Sappers", term="sapper", entry="sappers",
                why="form")  # fmt: skip

    assert marks(made(entries={"sappers": (span,)}), "entry") == {"sappers"}


def test_letters_composed_otherwise_make_no_other_text():
    text = "Công binh dò mìn ở tỉnh Kursk từ sáng thứ Ba, theo lời ông Shoigu nói với báo giới."
    apart = text.replace("ì", "i\u0300")

    assert made(text=text, language="vi").prints == made(text=apart, language="vi").prints


def test_the_furniture_of_a_site_is_not_printed():
    line = "Read this and every other story for one euro a week, cancel at any time you like."
    common = SiteText().add(line).add(line).add(line)

    assert features(telling(text=f"{TEXT} {line}"), common).prints == made().prints


def test_a_ticker_is_known_by_its_address_its_title_or_its_lines():
    list_ = "\n".join(f"— item number {number} of the day" for number in range(6))

    assert made(address="https://mill.example/live/2025").roundup
    assert made(title="Live updates: storm over the coast").roundup
    assert made(text=list_).roundup
    assert not made(address="https://mill.example/livestock/2025").roundup


def test_names_that_sound_alike_have_one_key():
    one = Trait("name", "Soigu", "Shoigu", TITLE, 0.3)
    other = Trait("name", "soygu", "Sojgu", TITLE, 0.3)

    assert one.key == other.key != key_of("name", "Soigu")

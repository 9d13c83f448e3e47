from hypothesis import given
from hypothesis import strategies as st

from monitor.model.hit import Span
from monitor.notify.snippet import snippet


def span(text: str, word: str, entry: str | None = None, after: int = 0) -> Span:
    start = text.index(word, after)
    return Span(
        field="text",
        start=start,
        end=start + len(word),
        surface=word,
        term=word,
        entry=entry or word,
        why="exact",
    )


FILLER = "Nothing of interest was said that day in the long hall. " * 8
TOLD = "An envoy promised sappers for Kursk. They come from North Korea. "


def test_the_sentences_with_the_most_ideas_are_shown():
    text = "One sapper spoke early. " + FILLER + TOLD + FILLER
    spans = [
        span(text, "sapper"),
        span(text, "sappers", "sapper"),
        span(text, "Kursk"),
        span(text, "North Korea"),
    ]

    found = snippet(text, spans)

    assert found.text.startswith("An envoy promised sappers for Kursk. They come from North Korea.")


def test_a_text_without_a_match_shows_its_beginning():
    found = snippet(FILLER, [])

    assert FILLER.startswith(found.text)
    assert (found.cut_before, found.cut_after) == (False, True)


def test_a_short_text_is_shown_whole():
    found = snippet(TOLD, [span(TOLD, "Kursk")])

    assert (found.text, found.cut_before, found.cut_after) == (TOLD, False, False)


def test_a_sentence_too_long_is_cut_between_words():
    text = "alpha " * 100 + "Kursk " + "omega " * 100

    found = snippet(text, [span(text, "Kursk")])

    assert set(found.text.split()) == {"alpha", "Kursk", "omega"}
    assert len(found.text) <= 280


def test_a_text_without_spaces_is_cut_at_its_sentences():
    text = "会談が行われた。" * 60 + "工兵がクルスクへ向かう。" + "会談が行われた。" * 60

    found = snippet(text, [span(text, "クルスク")])

    assert found.text.startswith("工兵がクルスクへ向かう。")
    assert found.text.endswith("。")


def test_places_of_the_title_are_not_looked_for_in_the_text():
    title = Span(
        field="title", start=0, end=5, surface="Kursk", term="Kursk", entry=None, why="exact"
    )

    assert snippet(TOLD, [title]).places == ()


words = st.text(alphabet="ab.!? \n。工兵éث́", min_size=0, max_size=900)
places = st.lists(st.tuples(st.integers(0, 900), st.integers(1, 400)), max_size=12)


@given(words, places, st.integers(20, 300))
def test_a_snippet_is_a_stretch_of_the_text_and_its_places_lie_in_it(
    text: str, drawn: list[tuple[int, int]], length: int
):
    spans = [
        Span(
            field="text",
            start=start,
            end=start + size,
            surface=text[start : start + size],
            term="x",
            entry=None,
            why="exact",
        )
        for start, size in drawn
    ]

    found = snippet(text, spans, length)

    surfaces = {span.surface for span in spans}
    assert found.text in text
    assert len(found.text) <= length
    assert all(found.text[start:end] in surfaces for start, end in found.places)


@given(words, st.integers(0, 600), st.integers(1, 20))
def test_a_match_in_the_text_is_always_shown(text: str, start: int, size: int):
    text = text.ljust(start + size, "x")
    one = Span(
        field="text",
        start=start,
        end=start + size,
        surface=text[start : start + size],
        term="x",
        entry=None,
        why="exact",
    )

    found = snippet(text, [one])

    assert [found.text[a:b] for a, b in found.places] == [one.surface]

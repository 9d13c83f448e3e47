"""What is written as JSON is read back as it was."""

from hypothesis import given
from hypothesis import strategies as st

from monitor.model.hit import Condition, Span
from monitor.store import codec

# Also what a broken page may hold: NUL, lone surrogates.
TEXT = st.text(st.characters(), max_size=20)
SPANS = st.builds(
    Span,
    field=st.sampled_from(["title", "text"]),
    start=st.integers(0, 9999),
    end=st.integers(0, 9999),
    surface=TEXT,
    term=TEXT,
    entry=st.none() | TEXT,
    why=st.sampled_from(["exact", "form", "stem", "prefix", "alias", "regex"]),
)
LEAVES = st.builds(Condition, line=TEXT, met=st.booleans(), spans=st.tuples(SPANS), note=TEXT)
CONDITIONS = st.recursive(
    LEAVES,
    lambda parts: st.builds(
        Condition, line=TEXT, met=st.booleans(), parts=st.lists(parts, max_size=3).map(tuple)
    ),
    max_leaves=6,
)


@given(spans=st.lists(SPANS, max_size=4).map(tuple))
def test_spans_come_back_as_they_were(spans: tuple[Span, ...]):
    text = codec.spans_to_json(spans)

    assert codec.spans_from_json(text) == spans


@given(condition=CONDITIONS)
def test_a_condition_comes_back_with_all_its_parts(condition: Condition):
    text = codec.condition_to_json(condition)

    assert codec.condition_from_json(text) == condition


@given(names=st.lists(TEXT, max_size=4).map(tuple))
def test_names_come_back_as_they_were(names: tuple[str, ...]):
    text = codec.names_to_json(names)

    assert codec.names_from_json(text) == names


@given(condition=CONDITIONS)
def test_what_is_written_can_be_encoded(condition: Condition):
    text = codec.condition_to_json(condition)

    assert text.encode().decode() == text


def test_letters_stand_as_they_are():
    assert codec.names_to_json(["сапёр"]) == '["сапёр"]'

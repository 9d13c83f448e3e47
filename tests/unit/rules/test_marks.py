"""The one YAML reader: YAML 1.2 values, the place of each, and faults that say what to do."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.rules.marks import DEEPEST, Document, read_yaml
from monitor.rules.slip import Slip


def read(text: str) -> Document:
    return read_yaml(text.encode(), "a.yaml")


SCALARS = [
    ("no", "no"),
    ("yes", "yes"),
    ("on", "on"),
    ("NO", "NO"),
    ("14:00", "14:00"),
    ("014", 14),
    ("0o14", 12),
    ("0x1F", 31),
    ("-7", -7),
    ("1.5", 1.5),
    ("1e3", 1000.0),
    ("1_000", "1_000"),
    ("2026-11-23", "2026-11-23"),
    ("true", True),
    ("False", False),
    ("null", None),
    ("~", None),
    ("", None),
    ("'14'", "14"),
    ('"true"', "true"),
    ("北", "北"),
    ("1234567890123456789012", "1234567890123456789012"),
]


@pytest.mark.parametrize(("written", "value"), SCALARS)
def test_a_plain_scalar_is_what_yaml_1_2_says(written, value):
    found = read(f"key: {written}").value

    assert found == {"key": value}
    assert type(found["key"]) is type(value)


TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co", "Cf")), max_size=20)
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**17), 10**17) | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=12,
)


@given(value=PLAIN)
def test_json_is_yaml_and_means_the_same(value):
    assert read(json.dumps(value, ensure_ascii=False)).value == value


@given(
    content=st.binary(max_size=80)
    | st.text("a:-[]{}'\"#*&!|>%@`\t\n ,?", max_size=40).map(str.encode)
)
def test_no_bytes_make_the_reader_raise(content):
    document = read_yaml(content, "a.yaml")

    assert all(fault.path == "a.yaml" and fault.line >= 1 for fault in document.faults)


def test_every_key_and_value_has_its_place():
    document = read("top:\n  - {ключ: value, b: [1, 北]}\n")

    keys = [document.place(("top", 0, "b"), key=True), document.place(("top", 0, "b", 1))]

    assert [(place.line, place.column) for place in keys] == [(2, 19), (2, 26)]


def test_a_path_that_leads_nowhere_has_the_place_of_what_holds_it():
    document = read("a: 1\nb: {c: 1}\n")

    place = document.place(("b", "missing", "deeper"))

    assert (place.line, place.column) == (2, 4)


def test_a_byte_order_mark_moves_nothing():
    document = read_yaml(b"\xef\xbb\xbfa: 1\n", "a.yaml")

    assert (document.value, document.place(("a",), key=True).column) == ({"a": 1}, 1)


FAULTS = [
    ("a: 1\nb: 2\na: 3\n", 3, 1, "stands already in line 1"),
    ("a: !!python/object:os.system x\n", 1, 4, "tag"),
    ("a: !x y\n", 1, 4, "single quotes"),
    ("a: &x 1\n", 1, 4, "anchor"),
    ("a: *word\n", 1, 4, "single quotes"),
    ("a: [Kursk, *word]\n", 1, 12, "single quotes"),
    ("a: *слово\n", 1, 5, "single quotes"),
    ('a: "x y" NEAR/3 c\n', 1, 10, "single quotes"),
    ("a: [%x]\n", 1, 5, "cannot begin with %"),
    ("a: @x\n", 1, 4, "cannot begin with @"),
    ("a: `x`\n", 1, 4, "cannot begin with `"),
    ("a: b: c\n", 1, 5, "single quotes"),
    ("a: /a: b/\n", 1, 6, "single quotes"),
    ('a: "\\p{L}"\n', 1, 5, "backslash"),
    ("a: 'x\n", 2, 1, "never closed"),
    ("a: [1,\n", 2, 1, "never closed"),
    ("a: ['x' 1]\n", 1, 9, "comma"),
    ("{a: 1, b:}\n", 1, 9, "a space is missing"),
    ("a:\n\tb: 1\n", 2, 1, "tab"),
    ("a: 1\n  b: 2\n", 2, 4, "indentation"),
    (" a: 1\nb: 2\n", 2, 1, "indentation"),
    ("- a\nb: 1\n", 2, 1, "'- '"),
    ("a: 1\n---\nb: 1\n", 2, 1, "second document"),
    ("a: \x01\n", 1, 4, "U+0001"),
    ("é: б\nж: 北x\x07", 2, 6, "U+0007"),
    ("? [a, b]\n: 1\n", 1, 3, "a key is one word"),
]


@pytest.mark.parametrize(("text", "line", "column", "said"), FAULTS)
def test_a_fault_of_syntax_is_named_with_its_place_and_its_remedy(text, line, column, said):
    first = read(text).faults[0]

    assert (first.line, first.column, said in first.problem) == (line, column, True), first


def test_faults_that_are_not_syntax_are_found_all_at_once():
    document = read("a: &x 1\nb: *x\nc: !!str y\nc: 2\n")

    assert [fault.line for fault in document.faults] == [1, 2, 3, 4]


def test_bytes_that_are_no_utf_8_have_a_place():
    (fault,) = read_yaml("a: 1\nb: Курск\n".encode("cp1251"), "a.yaml").faults

    assert (fault.line, fault.column, "UTF-8" in fault.problem) == (2, 4, True)


def test_deep_nesting_is_refused():
    (fault,) = read("[" * 500 + "]" * 500).faults

    assert str(DEEPEST) in fault.problem


def test_a_file_has_a_largest_size():
    (fault,) = read_yaml(b"# " + b"x" * (64 * 1024 * 1024), "a.yaml").faults

    assert "64 MiB" in fault.problem


@pytest.mark.parametrize(
    ("text", "column"), [("q: abc", 6), ("q: 'abc'", 7), ('q: "abc"', 7), ("q: |\n  abc", 4)]
)
def test_a_column_inside_a_value_is_counted_from_its_first_letter(text, column):
    fault = read(text).fault(Slip("wrong", ("q",), column=3))

    assert fault.column == column


@pytest.mark.parametrize(
    ("text", "cut"),
    [("q: a #b", True), ("q: 'a #b'", False), ("q: a#b", False), ("q: |\n  a #b", False)],
)
def test_a_comment_behind_a_plain_value_is_seen(text, cut):
    assert read(text).comment_behind(("q",)) is cut

"""JSON schemas: made from the models, committed, and kept by the files that are shipped."""

import json
from pathlib import Path

import jsonschema
import pytest

from monitor.app.schema_export import schemas
from monitor.rules.marks import read_yaml

TOP = Path(__file__).parents[3]
SHIPPED = [
    TOP / "config" / "monitor.yaml",
    TOP / "config" / "feeds.yaml",
    *sorted((TOP / "config" / "watches").glob("*.yaml")),
]


def schema_of(file: Path) -> str:
    kind = file.stem if file.parent.name == "config" else "watches"
    return f"{kind}.schema.json"


def is_valid(name: str, value: object) -> bool:
    return bool(jsonschema.Draft202012Validator(json.loads(schemas()[name])).is_valid(value))


@pytest.mark.parametrize("name", ["monitor", "feeds", "watches"])
def test_the_committed_schema_is_the_one_that_the_models_make(name):
    file = TOP / "schema" / f"{name}.schema.json"

    assert file.read_text() == schemas()[file.name], "run `monitor config schema --write schema`"


@pytest.mark.parametrize("name", ["monitor", "feeds", "watches"])
def test_a_schema_obeys_the_dialect_it_names(name):
    schema = json.loads(schemas()[f"{name}.schema.json"])

    jsonschema.Draft202012Validator.check_schema(schema)

    assert schema["$schema"] == jsonschema.Draft202012Validator.META_SCHEMA["$id"]


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.name)
def test_a_shipped_file_keeps_its_schema_and_names_it_in_its_first_line(file):
    content = file.read_bytes()

    first = content.decode().partition("\n")[0]
    named = (file.parent / first.rpartition("$schema=")[2]).resolve()

    assert named == TOP / "schema" / schema_of(file)
    assert is_valid(named.name, read_yaml(content, file.name).value)


WRONG = [
    ("monitor.schema.json", {"evry": "5m"}),
    ("monitor.schema.json", {"every": 5}),
    ("monitor.schema.json", {"routes": [{"id": "r"}]}),
    ("monitor.schema.json", {"mail": {"host": "h", "sender": "s", "password": "x"}}),
    ("feeds.schema.json", {"feeds": [{"adress": "x"}]}),
    ("watches.schema.json", {"watches": [{"id": "a"}]}),
    ("watches.schema.json", {"watches": [{"id": "a", "query": "x", "match": "x"}]}),
    ("watches.schema.json", {"watches": [{"id": "a", "match": {"al": ["x"]}}]}),
    ("watches.schema.json", {"watches": [{"id": "a", "match": ["x"]}]}),
    ("watches.schema.json", {"lexicon": {"x": {"idn": ["x"]}}}),
    ("watches.schema.json", {"lexicon": {"x": {"en": [{"not_in": ["x"]}]}}}),
]


@pytest.mark.parametrize(("name", "value"), WRONG)
def test_a_schema_refuses_what_the_program_refuses(name, value):
    assert not is_valid(name, value)

"""The shape of `config/watches/*.yaml`, from which its JSON schema is made too.

`match:` and the lexicon's terms are read by hand (`lists.py`, `lexicon.py`), since unions of
forms give no sentence that an author could use; their schemas stand here beside the others.
"""

import re
from collections.abc import Mapping
from datetime import timedelta
from typing import Annotated, Any, ClassVar, Literal, get_args

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    WithJsonSchema,
)
from pydantic_core import CoreSchema

from monitor.model.watch import DevelopmentKind, Severity
from monitor.rules.codes import CODES, language_code
from monitor.rules.durations import PATTERN, duration
from monitor.rules.leaves import NAME

PAIRED: tuple[str, ...] = ("first_in_language", "first_from")
ON_WORDS = tuple(kind for kind in get_args(DevelopmentKind) if kind not in PAIRED)


class Shape(BaseModel):
    """What all models of files share: unknown keys are refused, nothing is converted."""

    model_config = ConfigDict(extra="forbid", strict=True, populate_by_name=True, frozen=True)


def listed(value: object) -> object:
    """Let one value stand for a list of one."""
    return value if isinstance(value, list | None) else [value]


def _reference(value: object) -> object:
    if isinstance(value, str) and not value.startswith("$"):
        raise ValueError(f"a lexicon entry is written with a dollar sign; did you mean '${value}'?")
    if isinstance(value, str) and not NAME.fullmatch(value[1:]):
        raise ValueError(f"{value!r} is no name of a lexicon entry")
    return value[1:] if isinstance(value, str) else value


def _code(value: object) -> object:
    return language_code(value) if isinstance(value, str) else value


def fits(pattern: str, sentence: str) -> tuple[AfterValidator, WithJsonSchema]:
    """Demand that a text fits a pattern, and say in words what the pattern says in signs."""

    def check(value: str) -> str:
        if not re.fullmatch(pattern, value):
            raise ValueError(f"{value!r}: {sentence}")
        return value

    return AfterValidator(check), WithJsonSchema({"type": "string", "pattern": f"^{pattern}$"})


ID = re.compile(r"[a-z0-9][a-z0-9._-]{0,99}")
LONGEST_TEXT = 10_000
WatchId = Annotated[
    str,
    *fits(
        ID.pattern,
        "a watch's id has small Latin letters, figures, - _ and ., 100 at most",
    ),
]
DURATION_SCHEMA = {"type": "string", "pattern": PATTERN, "examples": ["30s", "5m", "2h", "14d"]}
Duration = Annotated[timedelta, BeforeValidator(duration), WithJsonSchema(DURATION_SCHEMA)]
REFERENCE_SCHEMA = {"type": "string", "pattern": r"^\$[a-z][a-z0-9_-]{0,63}$"}
Reference = Annotated[str, BeforeValidator(_reference), WithJsonSchema(REFERENCE_SCHEMA)]
Code = Annotated[
    str, BeforeValidator(_code), WithJsonSchema({"type": "string", "enum": sorted(CODES)})
]
Text = Annotated[str, Field(min_length=1, max_length=LONGEST_TEXT)]


def one_or_many(item: object) -> dict[str, object]:
    """Say in JSON schema: one of these, or a list of them."""
    return {"anyOf": [item, {"type": "array", "items": item}]}


class OrText:
    """Says in JSON schema that text may stand in place of the mapping."""

    def __get_pydantic_json_schema__(
        self, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"anyOf": [{"type": "string", "minLength": 1}, handler(core_schema)]}


class OrList:
    """Says in JSON schema that one item may stand for a list of one."""

    def __get_pydantic_json_schema__(
        self, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        found = handler(core_schema)
        return {"anyOf": [found["items"], found]}


Texts = Annotated[list[Text], BeforeValidator(listed), OrList()]
References = Annotated[list[Reference], BeforeValidator(listed), OrList()]
Languages = Annotated[list[Code], BeforeValidator(listed), OrList()]


class FirstRunShape(Shape):
    """What a new feed or watch may tell of what is there already."""

    baseline: bool = False
    all: bool = False
    last: Duration | None = None


def _first_run(value: object) -> object:
    if isinstance(value, str):
        if value not in ("baseline", "all"):
            raise ValueError("write baseline, all, or {last: 24h}")
        return {value: True}
    if not (isinstance(value, dict) and list(value) == ["last"]):
        raise ValueError("write baseline, all, or {last: 24h}")
    return value


FIRST_RUN_SCHEMA: dict[str, Any] = {
    "description": "baseline: tell nothing that is there already; {last: 24h}: only what is that "
    "new; all: tell everything",
    "anyOf": [
        {"enum": ["baseline", "all"]},
        {
            "type": "object",
            "properties": {"last": DURATION_SCHEMA},
            "required": ["last"],
            "additionalProperties": False,
        },
    ],
}
FirstRunField = Annotated[
    FirstRunShape, BeforeValidator(_first_run), WithJsonSchema(FIRST_RUN_SCHEMA)
]


class OnShape(Shape):
    """One item of `alert: on:`."""

    kind: DevelopmentKind
    values: list[str] = []


def _on(value: object) -> object:
    if isinstance(value, str):
        if value in PAIRED:
            example = "[ko, ja]" if value == "first_in_language" else "[kcna.kp]"
            raise ValueError(f"{value} says of which: write {{{value}: {example}}}")
        return {"kind": value}
    if not isinstance(value, dict) or len(value) != 1:
        raise ValueError("write a word, or one pair such as {first_in_language: [ko, ja]}")
    kind, values = next(iter(value.items()))
    if kind not in PAIRED:
        raise ValueError(f"{kind!r} takes no values; only {' and '.join(PAIRED)} do")
    listed = [values] if isinstance(values, str) else values
    if not isinstance(listed, list) or not listed:
        raise ValueError(f"{kind} needs a list: {{{kind}: [ko, ja]}}")
    checked = [_code(item) for item in listed] if kind == "first_in_language" else listed
    return {"kind": kind, "values": checked}


ON_SCHEMA: dict[str, Any] = {
    "anyOf": [
        {"enum": list(ON_WORDS)},
        *(
            {
                "type": "object",
                "properties": {kind: one_or_many({"type": "string"})},
                "required": [kind],
                "additionalProperties": False,
            }
            for kind in PAIRED
        ),
    ]
}
OnItem = Annotated[OnShape, BeforeValidator(_on), WithJsonSchema(ON_SCHEMA)]


class AlertShape(Shape):
    """What is worth an alert, and how urgent it is."""

    on: list[OnItem] = Field(
        default=[OnShape(kind="new_story")],
        description="What makes an alert; an empty list means digests only",
    )
    severity: Severity = "normal"


class ExpectShape(Shape):
    """Say so when a watch goes quiet."""

    at_least: int = Field(ge=1, description="Fewer hits than this in `every` is a silence")
    every: Duration


class FeedsShape(Shape):
    """Which feeds a watch listens to; all, unless said."""

    tags: list[str] = []
    ids: list[str] = []


class TestShape(Shape):
    """A text that a watch must match, or must ignore."""

    title: str = ""
    text: str = ""
    lang: Code | None = None
    site: str | None = None


def _test(value: object) -> object:
    if isinstance(value, str):
        return {"title": value}
    if isinstance(value, dict) and not (value.get("title") or value.get("text")):
        raise ValueError("a test needs a title or a text")
    return value


TestItem = Annotated[TestShape, BeforeValidator(_test), OrText()]


class TestsShape(Shape):
    """The watch's own examples, which `monitor test` runs."""

    match: list[TestItem] = []
    ignore: list[TestItem] = []


class WatchShape(Shape):
    """One question that is asked of every article."""

    elsewhere: ClassVar[Mapping[str, str]] = {
        "severity": "alert: {severity: high}",
        "on": "alert: {on: [new_story]}",
        "tags": "feeds: {tags: [asia]}",
        "language": "languages: [id]",
        "all": "match: {all: [...]}",
        "any": "match: {any: [...]}",
        "near": "match: {near: {...}}",
        "none": "match: {all: [...], none: [...]}",
    }

    id: WatchId = Field(description="Never changed: hits are kept under it")
    title: Text | None = Field(default=None, description="What digests call it")
    languages: Languages = Field(default=[], description="Only articles in one of these")
    feeds: FeedsShape = FeedsShape()
    match: object = Field(default=None, description="The question as lists")
    query: Text | None = Field(default=None, description="The question as one line")
    weight: list[Reference] = Field(default=[], description="Entries that raise the rank")
    watch_for: list[Reference] = Field(
        default=[], description="Entries whose first appearance in a story is a development"
    )
    sources: int = Field(default=1, ge=1, le=100, description="Publishers needed for an alert")
    alert: AlertShape = AlertShape()
    first_run: FirstRunField = FirstRunShape(baseline=True)
    expect: ExpectShape | None = None
    tests: TestsShape = TestsShape()


class TermShape(Shape):
    """One term of the lexicon with its options; exactly one of term, exact, case, prefix."""

    term: Text | None = Field(default=None, description="Any inflected form, any case")
    exact: Text | None = Field(default=None, description="Exactly this form, any case")
    case: Text | None = Field(default=None, description="Exactly this form and case")
    prefix: Text | None = Field(default=None, description="Words that begin so, without asterisk")
    not_in: Texts = Field(default=[], description="Phrases inside which it does not count")
    in_field: Literal["title", "lead", "body"] | None = Field(
        default=None, alias="in", description="Counts only there"
    )
    with_entries: References = Field(
        default=[],
        alias="with",
        description="Counts only if one of these stands in the same title or sentence",
    )
    name: bool | None = Field(
        default=None,
        description="A name: only case endings come off, and it is looked for in "
        "every article; by default what begins with a capital (not in German)",
    )

"""The JSON schema of `watches/*.yaml`: the models, and by hand what is read by hand."""

from typing import Any

from monitor.rules.codes import ANY, CODES
from monitor.rules.lists import KEYS
from monitor.rules.watch_models import TermShape, WatchShape, one_or_many

Schema = dict[str, Any]
MATCH: Schema = {"$ref": "#/$defs/Match"}
MANY: Schema = {"type": "array", "items": MATCH, "minItems": 1}
TEXT: Schema = {"type": "string", "minLength": 1}
WITHIN: Schema = {
    "type": "string",
    "pattern": r"^(\d+ words?|(1 )?sentence|\d+ sentences|paragraph)$",
    "examples": ["40 words", "sentence", "2 sentences", "paragraph"],
}
SAID = {
    "all": "Each of these",
    "any": "One of these",
    "none": "Not one of these, in the whole article",
    "near": "One window that holds one of each, in any order",
    "pre": "The same, in the order given, within a number of words",
    "not_near": "The first, where the second is not near",
    "at_least": "So many occurrences, over all alternatives",
    "title": "Only in the title",
    "lead": "Only in the first 100 words of the text",
    "body": "Only in the text",
    "lang": "Only in this language",
    "site": "Only from this host, without www.",
    "feed": "Only from the feed of this id",
    "tag": "Only from feeds with this tag",
    "term": "Exactly this text: nothing in it is special",
    "exact": "Only this form, in any case",
    "case": "Only this form and case",
}


def watches_schema() -> Schema:
    """Make the schema of one file of watches."""
    watch = WatchShape.model_json_schema(by_alias=True)
    term = TermShape.model_json_schema(by_alias=True)
    definitions = {**watch.pop("$defs", {}), **term.pop("$defs", {})}
    watch["properties"]["match"] = MATCH | {"description": "The question as lists"}
    watch["oneOf"] = [{"required": ["match"]}, {"required": ["query"]}]
    definitions |= {
        "Watch": watch,
        "TermOptions": term
        | {"oneOf": [{"required": [n]} for n in ("term", "exact", "case", "prefix")]},
        "Terms": one_or_many({"anyOf": [TEXT, {"$ref": "#/$defs/TermOptions"}]}),
        "Entry": _entry(),
        "Match": _match(),
    }
    return {
        "title": "Watches of News Monitor",
        "description": "Lexicon entries and watches; all files of the folder belong together",
        "type": "object",
        "properties": {
            "version": {"const": 1},
            "lexicon": {
                "type": ["object", "null"],
                "description": "One idea, many languages; word forms are made per language",
                "propertyNames": {"pattern": r"^[a-z][a-z0-9_-]{0,63}$"},
                "additionalProperties": {"$ref": "#/$defs/Entry"},
            },
            "watches": {"type": ["array", "null"], "items": {"$ref": "#/$defs/Watch"}},
        },
        "additionalProperties": False,
        "$defs": definitions,
    }


def _entry() -> Schema:
    languages = {code: {"$ref": "#/$defs/Terms"} for code in sorted(CODES)}
    counted = {"type": "boolean", "description": "Figures beside it are watched"}
    everywhere = {"$ref": "#/$defs/Terms", "description": "Names, looked for in every article"}
    return {
        "type": "object",
        "properties": {"counted": counted, ANY: everywhere, **languages},
        "additionalProperties": False,
        "minProperties": 1,
    }


def _match() -> Schema:
    nearness = _object({"of": MANY, "within": WITHIN})
    some = {"anyOf": [MATCH, MANY]}
    count = {"type": "integer", "minimum": 1}
    forms = {key: some for key in ("all", "any", "none", "title", "lead", "body")}
    forms |= {key: nearness for key in ("near", "pre", "not_near")}
    forms["at_least"] = _object({"n": count, "of": some})
    properties = {key: forms.get(key, TEXT) | {"description": SAID[key]} for key in KEYS}
    text = TEXT | {
        "description": "A word, a phrase, $entry, =exact, ==Case, beginning*, /regex/, or a filter "
        "such as lang:ru"
    }
    mapping = {
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
        "minProperties": 1,
    }
    return {"anyOf": [text, mapping]}


def _object(properties: dict[str, Schema]) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }

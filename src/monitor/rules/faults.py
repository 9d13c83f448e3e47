"""What pydantic says is wrong -> one sentence for the author of a file, at its place."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from monitor.rules.slip import Path, Slip, did_you_mean

KINDS = {
    "string_type": "text is expected here; a number or true as text stands in quotes",
    "int_type": "a whole number is expected here",
    "int_from_float": "a whole number is expected here",
    "int_parsing": "a whole number is expected here",
    "float_type": "a number is expected here",
    "bool_type": "true or false is expected here",
    "list_type": "a list is expected here: [a, b]",
    "tuple_type": "a list is expected here: [a, b]",
    "dict_type": "a mapping is expected here: {key: value}",
    "model_type": "a mapping is expected here: {key: value}",
    "model_attributes_type": "a mapping is expected here: {key: value}",
}


def slips_of(error: ValidationError, model: type[BaseModel], at: Path = ()) -> Iterator[Slip]:
    """Turn each of pydantic's errors into a slip.

    Args:
        error: What validation said.
        model: The model that was validated, for offers in place of unknown keys.
        at: The path of the validated value in its file.
    """
    for detail in error.errors(include_url=False):
        path = (*at, *detail["loc"])
        if detail["type"] == "extra_forbidden":
            yield Slip(_unknown(str(path[-1]), model_at(model, detail["loc"][:-1])), path, key=True)
        elif detail["type"] == "missing":
            yield Slip(f"'{detail['loc'][-1]}:' is missing here", path)
        else:
            yield Slip(_sentence(detail), path)


def model_at(model: type[BaseModel], loc: Iterable[str | int]) -> type[BaseModel]:
    """Find the model that stands at a path below another one."""
    here = model
    for step in loc:
        field = _fields(here).get(str(step))
        found = _model_in(field.annotation) if field else None
        here = found or here  # else the step is a number in a list, or the name of one of many
    return here


def _unknown(key: str, model: type[BaseModel]) -> str:
    elsewhere: Mapping[str, str] = getattr(model, "elsewhere", {})
    if key in elsewhere:
        return f"unknown key '{key}': write {elsewhere[key]}"
    return f"unknown key '{key}'{did_you_mean(key, _fields(model))}"


def _fields(model: type[BaseModel]) -> Mapping[str, FieldInfo]:
    return {field.alias or name: field for name, field in model.model_fields.items()}


def _model_in(annotation: Any) -> type[BaseModel] | None:  # noqa: ANN401 - a type, or a form of it
    """Find the first model inside an annotation such as `dict[str, Model] | None`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    found = (_model_in(inner) for inner in getattr(annotation, "__args__", ()))
    return next((model for model in found if model is not None), None)


def _sentence(detail: ErrorDetails) -> str:
    context = detail.get("ctx", {})
    writers: dict[str, Callable[[], str]] = {
        "value_error": lambda: str(context["error"]),
        "literal_error": lambda: _choice(detail["input"], str(context["expected"])),
        "greater_than_equal": lambda: f"at least {context['ge']} is expected here",
        "less_than_equal": lambda: f"at most {context['le']} is expected here",
        "string_too_short": lambda: "nothing stands here",
        "too_short": lambda: "the list is empty",
        "string_too_long": lambda: f"longer than {context['max_length']} characters",
    }
    if detail["input"] is None:
        return "nothing stands behind the colon"
    if detail["type"] in writers:
        return writers[detail["type"]]()
    return KINDS.get(detail["type"], detail["msg"])


def _choice(written: object, expected: str) -> str:
    choices = [word.strip("' ") for word in expected.replace(" or ", ", ").split(", ")]
    return f"{written!r} is not one of {', '.join(choices)}{did_you_mean(str(written), choices)}"

"""The environment over the file: `MONITOR__MAIL__HOST=smtp.example.org` sets `mail: {host:}`."""

from collections.abc import Mapping
from typing import Any

from monitor.app.sheet import Sheet
from monitor.rules.scalars import resolve
from monitor.rules.slip import Path as At

PREFIX = "MONITOR__"
# Short names of what differs most between machines; the first that is set counts.
# The last column says that the variable names a file which holds the value.
SHORT: tuple[tuple[str, str, bool], ...] = (
    ("MONITOR_DATABASE", "database", False),
    ("MONITOR_DATABASE_FILE", "database", True),
    ("DATABASE_URL", "database", False),
    ("DATABASE_URL_FILE", "database", True),
    ("MONITOR_DATA", "data", False),
)
Setting = tuple[str, tuple[str, ...], object]


def overridden(value: object, sheet: Sheet) -> object:
    """Give the file's value with what the environment says instead.

    Only single values can be set, not lists or mappings. A step of the path is a key in any
    case, or the number of a list's item from 0.
    """
    result = _copy(value) if value is not None else {}
    for name, at, written in _settings(sheet.environment):
        _put(result, at, name, written, sheet)
    return result


def _settings(environment: Mapping[str, str]) -> list[Setting]:
    long = [
        (name, tuple(name.removeprefix(PREFIX).lower().split("__")), resolve(text))
        for name, text in sorted(environment.items())
        if name.startswith(PREFIX)
    ]
    taken = {at for _, at, _ in long}
    short: list[Setting] = []
    for name, key, is_file in SHORT:
        text = environment.get(name)
        if text and (key,) not in taken:
            taken.add((key,))
            short.append((name, (key,), {"file": text} if is_file else text))
    return [*long, *short]


def _put(root: object, steps: tuple[str, ...], name: str, written: object, sheet: Sheet) -> None:
    here: object = root
    at: At = ()
    for step in steps[:-1]:
        key = _key(here, step)
        if isinstance(here, dict):
            here = here.setdefault(key, {})
        elif isinstance(here, list) and isinstance(key, int) and key < len(here):
            here = here[key]
        else:
            here = None
        at = (*at, key)
    key = _key(here, steps[-1])
    sheet.variables[(*at, key)] = name
    if isinstance(here, dict):
        here[key] = written
    else:
        sheet.blame((*at, key), f"nothing can be set there: {'.'.join(map(str, at))} is no mapping")


def _key(here: object, step: str) -> str | int:
    if isinstance(here, dict):
        return next((key for key in here if str(key).lower() == step), step)
    return int(step) if step.isdecimal() else step


def _copy(value: Any) -> Any:  # noqa: ANN401 - plain values of any kind
    if isinstance(value, dict):
        return {key: _copy(item) for key, item in value.items()}
    return [_copy(item) for item in value] if isinstance(value, list) else value

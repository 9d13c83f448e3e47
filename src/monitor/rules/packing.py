"""Nouns of rules <-> bytes, for the cache and for a child process.

These are pickles of an own kind: they can name nothing but the nouns below, so that no bytes,
whoever wrote them, make this program run anything else. Equal words become one object.
"""

import io
import pickle
from collections.abc import Callable
from dataclasses import fields
from datetime import timedelta
from functools import lru_cache
from typing import Any

from monitor.model import query as q
from monitor.model.errors import Fault
from monitor.model.feed import FirstRun
from monitor.model.watch import (
    AlertOn,
    Expect,
    LexiconEntry,
    LexiconTerm,
    Place,
    TestText,
    Watch,
)
from monitor.rules import leaves
from monitor.rules.events import shared_line

Make = Callable[..., object]
Remembering = type(lru_cache(maxsize=1)(print))
SHARED: tuple[type, ...] = (
    q.Window, q.Term, q.Prefix, q.Exact, q.EntryRef, q.Filter, AlertOn, FirstRun,
)  # fmt: skip
ALONE: tuple[type, ...] = (
    q.Phrase, q.Regex, q.And, q.Or, q.Not, q.Near, q.NotNear, q.AtLeast, q.Field,
    Expect, Fault, LexiconEntry, LexiconTerm, Place, TestText, Watch,
)  # fmt: skip
NAMES: dict[type, tuple[str, ...]] = {
    noun: tuple(field.name for field in fields(noun)) for noun in (*SHARED, *ALONE)
}


def pack(value: object) -> bytes:
    """Turn nouns, and tuples of them, into bytes."""
    target = io.BytesIO()
    _Packer(target, protocol=5).dump(value)
    return target.getvalue()


def unpack(content: bytes) -> Any:  # noqa: ANN401 - what was packed, which the caller knows
    """Give back what `pack` was given.

    Raises:
        ValueError: If these bytes are not from `pack`, or from another edition of the nouns.
    """
    try:
        return _Unpacker(io.BytesIO(content)).load()
    except Exception as error:  # a damaged pickle raises nearly everything
        raise ValueError(f"these are no packed rules: {error}") from error


def forget() -> None:
    """Forget which equal nouns are one object: the rules that hold them are all read."""
    for make in (*MAKERS.values(), leaves.one_word, leaves.entry, shared_line):
        if isinstance(make, Remembering):
            make.cache_clear()


class _Packer(pickle.Pickler):
    """Writes a noun as its kind and the values of its fields."""

    def reducer_override(self, value: Any) -> Any:  # noqa: ANN401 - pickle's own signature
        names = NAMES.get(type(value))
        if names is None:
            return NotImplemented
        return type(value), tuple([getattr(value, name) for name in names])


class _Unpacker(pickle.Unpickler):
    """Knows the nouns, and nothing else that a pickle could name."""

    def find_class(self, module: str, name: str) -> Any:  # noqa: ANN401 - pickle's own signature
        if (module, name) not in MAKERS:
            raise pickle.UnpicklingError(f"{module}.{name} is no noun of rules")
        return MAKERS[module, name]


def _maker(noun: type) -> Make:
    names = NAMES[noun]

    def make(*values: object) -> object:
        return noun(**dict(zip(names, values, strict=True)))

    return lru_cache(maxsize=leaves.REMEMBERED)(make) if noun in SHARED else make


def _place(path: str, line: int, column: int) -> Place:
    return Place(path=path, line=shared_line(line), column=column)


MAKERS: dict[tuple[str, str], Make] = {
    **{(noun.__module__, noun.__qualname__): _maker(noun) for noun in NAMES},
    (Place.__module__, Place.__qualname__): _place,
    ("datetime", "timedelta"): timedelta,
}

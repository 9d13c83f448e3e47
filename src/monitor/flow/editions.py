"""What compiled things depend on besides the rules: another edition makes them anew."""

import hashlib
from collections.abc import Iterable
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import monitor.match
import monitor.text
from monitor.match.book import edition

_DICTIONARIES = (
    "simplemma",
    "pymorphy3",
    "pymorphy3-dicts-ru",
    "pymorphy3-dicts-uk",
    "pysastrawi",
    "pystemmer",
)


@cache
def dictionaries() -> str:
    """Name the edition of the word forms: dictionaries, and our ways to use them."""
    return _hash([*map(_version, _DICTIONARIES), *_sources(Path(monitor.text.__file__).parent)])


@cache
def books() -> str:
    """Name the edition of compiled rules: how they are read and written, and the word forms."""
    match = _sources(Path(monitor.match.__file__).parent)
    return _hash([edition(), dictionaries(), _version("daachorse"), *match])


def _version(name: str) -> str:
    try:
        return f"{name} {version(name)}"
    except PackageNotFoundError:
        return name


def _sources(folder: Path) -> Iterable[str]:
    for path in sorted(folder.rglob("*.py")):
        yield path.read_text(encoding="utf-8")


def _hash(parts: Iterable[str]) -> str:
    return hashlib.blake2b("\n".join(parts).encode(), digest_size=6).hexdigest()

"""Word forms made before, one file a language, so that a changed rule costs only its new words."""

import marshal
import os
from collections.abc import Iterable
from pathlib import Path

from monitor.flow.editions import dictionaries
from monitor.match.patterns import Forms, Wanted
from monitor.text.forms.expand import Kind

MOST_WORDS = 500_000


def load_forms(cache: Path, languages: Iterable[str]) -> dict[Wanted, frozenset[str]]:
    """Read the forms of some languages; what cannot be read is not there."""
    found: dict[Wanted, frozenset[str]] = {}
    for language in languages:
        for (word, kind), forms in _read(_path(cache, language)).items():
            found[word, language, kind] = forms
    return found


def save_forms(cache: Path, language: str, forms: Forms) -> None:
    """Keep the forms of one language for the next time; only its own words are written.

    Raises:
        OSError: The folder cannot be written.
    """
    path = _path(cache, language)
    known = _read(path)
    if len(known) > MOST_WORDS:
        known = {}
    known |= {(word, kind): found for (word, own, kind), found in forms.items() if own == language}
    draft = path.with_suffix(f".{os.getpid()}")
    draft.write_bytes(marshal.dumps(known))
    draft.replace(path)


def _path(cache: Path, language: str) -> Path:
    return cache / f"forms-{dictionaries()}-{language}.bin"


def _read(path: Path) -> dict[tuple[str, Kind], frozenset[str]]:
    try:
        found = marshal.loads(path.read_bytes())
    except (OSError, ValueError, EOFError, TypeError):
        return {}
    return found if isinstance(found, dict) else {}

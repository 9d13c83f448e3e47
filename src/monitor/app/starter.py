"""The shipped examples: configuration, seeds, schemas; in a wheel, or at the top of a checkout."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from monitor.model.errors import MonitorError

PARTS: Final = ("config", "seeds", "schema")


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """One file of the examples in its new place; `is_new` is False where one stood already."""

    path: Path
    is_new: bool


class StarterMissing(MonitorError):
    """The program was installed without its examples."""


def starter_folder() -> Path:
    """Find the folder that holds the examples.

    Raises:
        StarterMissing: There is none.
    """
    package = Path(__file__).resolve().parent.parent
    for folder in (package / "starter", package.parent.parent):
        if all((folder / part).is_dir() for part in PARTS):
            return folder
    raise StarterMissing("the examples are missing: install the program from its wheel")


def lay_out(starter: Path, target: Path) -> Iterator[Laid]:
    """Copy the examples into a folder; a file that stands there already is never touched.

    Raises:
        StarterMissing: The folder cannot be written.
    """
    try:
        for part in PARTS:
            for source in sorted((starter / part).rglob("*")):
                if source.is_file() and not _is_private(source.relative_to(starter)):
                    yield _copy(source, target / source.relative_to(starter))
    except OSError as error:
        raise StarterMissing(f"cannot write {error.filename}: {error.strerror}") from error


def _is_private(path: Path) -> bool:
    """Whether a file of a checkout is somebody's own: hidden, or compiled."""
    return any(name.startswith((".", "__")) for name in path.parts)


def _copy(source: Path, target: Path) -> Laid:
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with source.open("rb") as ours, target.open("xb") as theirs:
            shutil.copyfileobj(ours, theirs)
    except FileExistsError:
        return Laid(path=target, is_new=False)
    return Laid(path=target, is_new=True)

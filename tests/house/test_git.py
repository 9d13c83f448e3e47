"""What git holds is true on every machine: no addresses of registries, no paths of one machine."""

import re
from pathlib import Path

import pytest

from tests.house.tree import TOP, files_of_git, name_of

# Put together here so that this file does not find itself.
REGISTRIES = ("pypi" + ".org", "pythonhosted" + ".org", "npmjs" + ".org", "/pypi" + "/simple")
MACHINE_PATH = re.compile(r"(?<![\w.:/-])/(?:root|work|home|Users|tmp)/\w[\w./-]*")
BINARY = {".png", ".gz", ".db", ".ico", ".woff2"}

FILES = [path for path in files_of_git() if path.suffix not in BINARY and not path.is_symlink()]


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_no_file_names_a_registry_or_a_path_of_one_machine(path: Path):
    text = path.read_text(encoding="utf-8", errors="replace")

    registries = [name for name in REGISTRIES if name in text]
    paths = MACHINE_PATH.findall(text)

    assert (registries, paths) == ([], [])


@pytest.mark.parametrize("name", ["uv.lock", "data/monitor.db", ".venv/bin/python", ".env"])
def test_git_does_not_hold_what_belongs_to_one_machine(name: str):
    held = {name_of(path) for path in files_of_git()}

    assert name not in held


def test_a_path_of_one_machine_would_be_found():
    text = "see " + "/ho" + "me/someone/notes.txt"

    assert MACHINE_PATH.search(text)


def test_the_licence_is_the_one_that_pyproject_names():
    text = (TOP / "LICENSE").read_text()

    assert "Apache License\n" in text
    assert "Version 2.0, January 2004" in text
    assert 'license = "Apache-2.0"' in (TOP / "pyproject.toml").read_text()

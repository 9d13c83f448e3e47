"""The wheel carries what `monitor init` copies and what the program reads of its own."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.house.tree import TOP, files_of_git, name_of


@pytest.fixture(scope="module", name="inside")
def build_wheel(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder)]
    subprocess.run([*command, str(TOP)], check=True, capture_output=True)
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel:
        return set(wheel.namelist())


@pytest.mark.parametrize("folder", ["config", "schema", "seeds"])
def test_the_wheel_holds_everything_that_a_beginner_needs(inside: set[str], folder: str):
    ours = {name_of(path) for path in files_of_git() if name_of(path).startswith(f"{folder}/")}

    missing = {name for name in ours if f"monitor/starter/{name}" not in inside}

    assert missing == set()


def test_the_wheel_holds_every_file_of_the_source(inside: set[str]):
    source = [path for path in files_of_git() if name_of(path).startswith("src/")]

    missing = {path.relative_to(TOP / "src").as_posix() for path in source} - inside

    assert missing == set()


def test_the_wheel_holds_nothing_else(inside: set[str]):
    tops = {Path(name).parts[0] for name in inside}

    assert {top for top in tops if not top.endswith(".dist-info")} == {"monitor"}

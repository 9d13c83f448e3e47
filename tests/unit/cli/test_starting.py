"""`monitor init`: everything to begin with, and nothing of the user's is touched."""

import hashlib
from pathlib import Path

from monitor.app.starter import PARTS, starter_folder
from tests.unit.cli.conftest import Command


def contents(folder: Path) -> dict[str, str]:
    """Name every file below a folder, with a hash of what it holds."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_the_examples_are_copied_whole(command: Command, tmp_path: Path):
    command("init", tmp_path / "new")

    made, ours = contents(tmp_path / "new"), contents(starter_folder())
    shipped = {name: hash_ for name, hash_ in ours.items() if name.split("/")[0] in PARTS}
    assert made == {name: hash_ for name, hash_ in shipped.items() if "/." not in name}


def test_what_was_copied_is_a_configuration_without_fault(command: Command, tmp_path: Path):
    command("init", tmp_path)

    assert command("config", "dump", "--config", tmp_path / "config").exit_code == 0


def test_a_file_that_stands_there_stays_as_it_is(command: Command, tmp_path: Path):
    mine = tmp_path / "config" / "monitor.yaml"
    mine.parent.mkdir()
    mine.write_text("mine")

    done = command("init", tmp_path)

    assert mine.read_text() == "mine"
    assert "1 were there already" in done.stdout


def test_a_folder_that_cannot_be_made_is_told(command: Command, tmp_path: Path):
    (tmp_path / "file").write_text("")

    done = command("init", tmp_path / "file" / "below")

    assert done.exit_code == 1
    assert "cannot write" in done.stderr

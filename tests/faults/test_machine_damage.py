"""A damaged database is refused before anything is written, and left alone when found later."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from shutil import copyfile

import pytest

from monitor.app.access import existing_rows, upgraded_rows
from monitor.model.errors import SchemaError, StoreBroken, StoreError
from tests.faults.archive import make_archive
from tests.rig import configuration
from tests.rig.program import FEEDS, command, daemon

CONFIG = 78
PAGE_BYTES = 4096
Damage = Callable[[Path], object]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with some hundred hits, in one file."""
    file = tmp_path_factory.mktemp("sound") / "monitor.db"
    make_archive(file, hits=500, pending=3)
    return file


@pytest.fixture
def file(sound: Path, tmp_path: Path) -> Path:
    """A copy to be damaged."""
    copy = tmp_path / "data" / "monitor.db"
    copy.parent.mkdir()
    copyfile(sound, copy)
    return copy


def flip(at: int, count: int = 64) -> Damage:
    """Turn bytes over, from the beginning of the file or, below zero, from its end."""

    def damage(file: Path) -> None:
        content = bytearray(file.read_bytes())
        start = at % len(content)
        for place in range(start, min(start + count, len(content))):
            content[place] ^= 0xFF
        file.write_bytes(content)

    return damage


def flip_middle_page(file: Path) -> None:
    pages = file.stat().st_size // PAGE_BYTES
    flip(pages // 2 * PAGE_BYTES, PAGE_BYTES)(file)


def cut_off(file: Path) -> None:
    with file.open("r+b") as opened:
        opened.truncate(file.stat().st_size // 2 // PAGE_BYTES * PAGE_BYTES)


def be_text(file: Path) -> None:
    file.write_text("dear diary, " * 1000)


def be_emptied(file: Path) -> None:
    file.with_name(f"{file.name}-wal").write_bytes(b"something")
    file.write_bytes(b"")


def be_gone(file: Path) -> None:
    file.with_name(f"{file.name}.reserve").write_bytes(b"it was in use")
    file.unlink()


def run_sql(*statements: str) -> Damage:
    def damage(file: Path) -> None:
        with closing(sqlite3.connect(file)) as rows, rows:
            for statement in statements:
                rows.execute(statement)

    return damage


DAMAGES = {
    "magic": flip(0, 16),
    "header": flip(16, 20),
    "schema page": flip(100, 100),
    "second page": flip(PAGE_BYTES, PAGE_BYTES),
    "middle page": flip_middle_page,
    "last page": flip(-PAGE_BYTES, PAGE_BYTES),
    "cut off": cut_off,
    "text": be_text,
    "emptied": be_emptied,
    "gone": be_gone,
    "no delivery": run_sql("DROP TABLE attempt", "DROP TABLE delivery"),
    "no version": run_sql("DROP TABLE alembic_version"),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_a_damaged_database_is_refused_and_not_written_to(file: Path, name: str):
    DAMAGES[name](file)
    before = file.read_bytes() if file.exists() else None

    with pytest.raises(StoreBroken, match="backup"), upgraded_rows(f"sqlite:///{file}"):
        pass

    assert (file.read_bytes() if file.exists() else None) == before


def test_a_newer_database_is_refused_and_not_written_to(file: Path):
    run_sql("UPDATE alembic_version SET version_num = '9999'")(file)
    before = file.read_bytes()

    with pytest.raises(SchemaError, match="newer program"), upgraded_rows(f"sqlite:///{file}"):
        pass

    assert file.read_bytes() == before


@pytest.mark.parametrize("name", ["magic", "text", "no delivery"])
def test_single_commands_refuse_it_too(file: Path, name: str):
    DAMAGES[name](file)

    with pytest.raises(StoreError), existing_rows(f"sqlite:///{file}"):
        pass


def test_the_daemon_says_which_file_and_what_to_do(file: Path):
    (file.parent.parent / "wire").mkdir()
    configuration.write(file.parent.parent, feeds=FEEDS)
    flip_middle_page(file)

    refused = command("run", folder=file.parent.parent)

    assert refused.returncode == CONFIG
    assert str(file) in refused.stderr
    assert ".recover" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_damage_that_comes_later_ends_the_daemon_and_nothing_more_is_written(file: Path):
    home = file.parent.parent
    (home / "wire").mkdir()
    configuration.write(home, feeds=FEEDS)
    with daemon(home) as running:
        running.wait_for("given up", times=3)
        with file.open("r+b") as opened:  # as a failing disk does it, beneath a running program
            for page in range(1, file.stat().st_size // PAGE_BYTES):
                opened.seek(page * PAGE_BYTES)
                opened.write(b"\xa5" * PAGE_BYTES)
        code = running.end()
        said = running.said()

    assert code == CONFIG, said
    assert sum("is damaged" in line for line in said) == 1
    assert any(".recover" in line for line in said)

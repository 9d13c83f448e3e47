"""One process for one SQLite file, under whatever name; any number for PostgreSQL."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from monitor.app.alone import alone
from monitor.model.errors import StoreDown, StoreTaken

NOON = datetime(2025, 6, 17, 12, tzinfo=UTC)


def test_who_comes_second_is_told_who_was_first(tmp_path: Path):
    url = f"sqlite:///{tmp_path / 'rows.db'}"

    with alone(url, NOON), pytest.raises(StoreTaken) as refused, alone(url, NOON):
        pass

    assert f"process {os.getpid()} on " in str(refused.value)
    assert "since 2025-06-17 12:00:00 UTC" in str(refused.value)


def test_the_place_is_free_when_the_block_ends(tmp_path: Path):
    url = f"sqlite:///{tmp_path / 'rows.db'}"
    with alone(url, NOON):
        pass

    with alone(url, NOON + timedelta(hours=1)):
        signed = (tmp_path / "rows.db.lock").read_text()

    assert "since 2025-06-17 13:00:00 UTC" in signed


def test_a_link_to_a_database_is_no_other_database(tmp_path: Path):
    (tmp_path / "rows.db").touch()
    (tmp_path / "link.db").symlink_to(tmp_path / "rows.db")

    with (
        alone(f"sqlite:///{tmp_path / 'rows.db'}", NOON),
        pytest.raises(StoreTaken),
        alone(f"sqlite:///{tmp_path / 'link.db'}", NOON),
    ):
        pass


def test_a_relative_name_is_no_other_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)

    with (
        alone(f"sqlite:///{tmp_path / 'rows.db'}", NOON),
        pytest.raises(StoreTaken),
        alone("sqlite:///rows.db", NOON),
    ):
        pass


def test_several_share_postgresql():
    with alone("postgresql://host/name", NOON), alone("postgresql://host/name", NOON):
        pass


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path):
    (tmp_path / "rows.db.lock").mkdir()

    with (
        pytest.raises(StoreDown, match=r"rows\.db\.lock"),
        alone(f"sqlite:///{tmp_path / 'rows.db'}", NOON),
    ):
        pass

"""Configurations that commands are tried on, and two ways to call a command."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from monitor.cli.main import app

TOP = Path(__file__).parents[3]
MONITOR = """\
version: 1
database: sqlite:///data/rows.db
destinations: {files: {folder: outbox}}
routes: [{id: desk, to: [files], at: ['08:00']}]
"""
WATCHES = """\
version: 1
lexicon:
  korea:
    en: [North Korea, {case: DPRK}]
    id: [Korut]
    ru: [{term: КНДР, name: true}]
  sappers: {en: [sapper], id: [penjinak ranjau], ru: [сапёр]}
  kursk:
    any: [{term: Kursk, not_in: [submarine Kursk]}, Курск]
watches:
  - id: sappers-kursk
    title: Sappers in Kursk
    match:
      all: [$korea, {any: [$sappers, $kursk]}]
      none: [{title: [=chess]}]
    tests:
      match: ["Korut kirim penjinak ranjau ke Kursk"]
      ignore: ["A film about the submarine Kursk opens today"]
  - id: chess
    title: Chess
    query: =chess
    tests: {match: [A chess evening], ignore: [A draughts evening]}
"""
Command = Callable[..., Result]
Program = Callable[..., subprocess.CompletedProcess[str]]


def write_config(folder: Path, watches: str = WATCHES, monitor: str = MONITOR) -> Path:
    """Write a configuration into a folder."""
    config = folder / "config"
    (config / "watches").mkdir(parents=True)
    (config / "monitor.yaml").write_text(monitor, encoding="utf-8")
    (config / "feeds.yaml").write_text("version: 1\nfeeds: []\n", encoding="utf-8")
    (config / "watches" / "one.yaml").write_text(watches, encoding="utf-8")
    return config


@pytest.fixture(scope="session")
def config(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A configuration for commands that change nothing; its word forms are made once."""
    return write_config(tmp_path_factory.mktemp("shared"))


@pytest.fixture
def own_config(tmp_path: Path) -> Path:
    """A configuration that a test may change."""
    return write_config(tmp_path)


@pytest.fixture
def command() -> Command:
    """Call a command inside this process."""

    def call(*arguments: object, given: bytes | None = None) -> Result:
        runner = CliRunner(env={"COLUMNS": "200"})  # so that no table breaks its lines
        return runner.invoke(app, [str(one) for one in arguments], input=given)

    return call


@pytest.fixture
def program() -> Program:
    """Call a command as its users do: as a program of its own."""

    def call(*arguments: object, given: str | None = None) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "monitor", *map(str, arguments)],
            input=given,
            capture_output=True,
            encoding="utf-8",
            env={**os.environ, "PYTHONPATH": str(TOP / "src")},
            timeout=100,
            check=False,
        )

    return call

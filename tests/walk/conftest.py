"""A folder as a user has it: a configuration, a folder of feeds, an outbox."""

from pathlib import Path

import pytest

from tests.rig import configuration
from tests.rig.program import FEEDS, Wire


@pytest.fixture
def wire(tmp_path: Path) -> Wire:
    """The local outlets."""
    folder = tmp_path / "wire"
    folder.mkdir()
    return Wire(folder=folder)


@pytest.fixture
def outbox(tmp_path: Path) -> Path:
    """Where messages go."""
    return tmp_path / "outbox"


@pytest.fixture
def home(tmp_path: Path, wire: Wire) -> Path:
    """The folder above `config/`, where the program is started."""
    configuration.write(tmp_path, feeds=FEEDS)
    return tmp_path

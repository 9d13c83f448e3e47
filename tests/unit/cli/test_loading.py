"""Where watches are found, and where their word forms are kept."""

from pathlib import Path

import pytest

from monitor.cli.loading import cache_folder, watches_of
from tests.unit.cli.conftest import write_config


@pytest.mark.parametrize("below", [".", "watches", "watches/one.yaml"])
def test_a_configuration_a_folder_of_watches_and_one_file_are_read_alike(config: Path, below: str):
    assert [watch.id for watch in watches_of(config / below).watches] == ["sappers-kursk", "chess"]


def test_one_watch_keeps_the_whole_lexicon(config: Path):
    found = watches_of(config, "chess")

    assert [watch.id for watch in found.watches] == ["chess"]
    assert set(found.lexicon) == {"korea", "sappers", "kursk"}


def test_a_configuration_keeps_word_forms_in_its_data_folder(tmp_path: Path):
    config = write_config(tmp_path)

    assert cache_folder(config) == tmp_path / "data" / "cache"


def test_without_a_folder_that_can_be_written_nothing_is_kept(tmp_path: Path):
    config = write_config(tmp_path)
    (tmp_path / "data").write_text("a file where the folder should be")

    assert cache_folder(config) is None

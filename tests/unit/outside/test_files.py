"""Whatever stands behind a name, reading it ends."""

import os
from pathlib import Path

import pytest

from monitor.outside.files import is_folder, read_regular, whole


def test_a_file_is_read_up_to_a_limit_and_one_byte_more(tmp_path: Path):
    (tmp_path / "x").write_bytes(b"abcdef")

    assert read_regular(tmp_path / "x", 3) == b"abcd"
    assert read_regular(tmp_path / "x", 6) == b"abcdef"


def test_a_link_to_a_file_is_that_file(tmp_path: Path):
    (tmp_path / "x").write_bytes(b"abc")
    (tmp_path / "link").symlink_to("x")

    assert read_regular(tmp_path / "link", 9) == b"abc"


def test_a_pipe_is_refused_without_waiting_for_a_writer(tmp_path: Path):
    os.mkfifo(tmp_path / "pipe")

    with pytest.raises(OSError, match="it is a pipe, not a file"):
        read_regular(tmp_path / "pipe", 9)


@pytest.mark.parametrize(("name", "kind"), [("/dev/zero", "a device"), ("/", "a folder")])
def test_what_has_no_end_is_refused(name: str, kind: str):
    with pytest.raises(OSError, match=kind):
        read_regular(Path(name), 9)


def test_a_name_that_cannot_be_asked_for_is_no_folder(tmp_path: Path):
    assert is_folder(tmp_path)
    assert not is_folder(tmp_path / ("x" * 300))


def test_a_path_that_leads_in_circles_is_still_a_path(tmp_path: Path):
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")

    assert whole(tmp_path / "a").is_absolute()

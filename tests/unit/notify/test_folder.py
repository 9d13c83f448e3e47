import asyncio
import json
from dataclasses import replace
from pathlib import Path

import pytest

from monitor.model.message import Outcome, Parcel, Refused, Sent
from monitor.model.seam import Point, pass_by
from monitor.model.watch import Destination
from monitor.notify.folder import FolderSender
from monitor.notify.parcel import pack
from tests.unit.notify.samples import NOON, digest_message
from tests.unit.notify.scripts import rendered

FILES = Destination(id="files", folder="outbox")


def parcel() -> Parcel:
    message = replace(digest_message(), sections=())  # what is told of watches goes into feeds
    return pack(message, rendered("Kursk"), FILES, "news@example.org")


def put(folder: Path, sent: Parcel, point: Point = pass_by) -> Outcome:
    return asyncio.run(FolderSender(folder, point).send(sent, NOON))


def test_a_digest_becomes_four_files_of_one_name(tmp_path: Path):
    sent = parcel()

    outcome = put(tmp_path / "outbox", sent)

    name = f"2025-06-18T0700Z-kursk-desk-{sent.key[:8]}"
    written = sorted(path.name for path in (tmp_path / "outbox").iterdir())
    assert written == [f"{name}.{ending}" for ending in ("eml", "html", "json", "txt")]
    assert outcome == Sent(answer=str(tmp_path / "outbox" / f"{name}.html"))


def test_the_files_hold_what_the_parcel_holds(tmp_path: Path):
    sent = parcel()

    put(tmp_path, sent)

    files = json.loads(sent.body)["files"]
    written = {path.suffix[1:]: path.read_bytes().decode() for path in tmp_path.iterdir()}
    assert written == files


def test_a_repeat_changes_nothing(tmp_path: Path):
    put(tmp_path, parcel())
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    put(tmp_path, parcel())

    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_folder_that_cannot_be_written_can_be_tried_again(tmp_path: Path):
    (tmp_path / "outbox").write_text("a file stands in the way")

    outcome = put(tmp_path / "outbox", parcel())

    assert isinstance(outcome, Refused)
    assert (outcome.reason, outcome.final) == ("folder_unwritable", False)


@pytest.mark.parametrize("files", [1, 2, 3, 4])
def test_a_death_in_between_leaves_no_half_file_and_a_repeat_mends_it(tmp_path: Path, files: int):
    sent, passed = parcel(), 0

    def point(name: str) -> None:
        nonlocal passed
        passed += name == "folder.rename"
        if passed == files:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        put(tmp_path, sent, point)
    whole = {path.name for path in tmp_path.iterdir() if not path.name.startswith(".")}
    put(tmp_path, sent)

    assert len(whole) == files - 1
    assert len([path for path in tmp_path.iterdir() if not path.name.startswith(".")]) == 4


def test_the_mail_comes_last_so_that_it_stands_for_the_whole(tmp_path: Path):
    sent, order = parcel(), []

    def point(name: str) -> None:
        order.append({path.suffix for path in tmp_path.iterdir() if path.name[0] != "."})

    put(tmp_path, sent, point)

    assert order[-1] == {".html", ".txt", ".json"}


def test_two_deliveries_never_share_a_name(tmp_path: Path):
    message = replace(digest_message(), sections=())
    other = replace(FILES, id="archive")

    put(tmp_path, parcel())
    put(tmp_path, pack(message, rendered("Kursk"), other, "news@example.org"))

    assert len(list(tmp_path.iterdir())) == 8

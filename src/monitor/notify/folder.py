"""Deliveries as files: a mail to open, a page, plain text and data, under one name; and feeds."""

import asyncio
import fcntl
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from monitor.model.message import Outcome, Parcel, Refused, Sent
from monitor.model.seam import Point
from monitor.notify.feed_files import atom, file_name, json_feed, merged

ENDINGS = ("html", "txt", "json", "eml")  # the mail comes last: where it is, the others are
FEEDS = "feeds"


class FolderSender:
    """Writes into one folder, which is made when it is not there."""

    kind: Literal["folder"] = "folder"
    lane: str | None = None

    def __init__(self, folder: Path, point: Point) -> None:
        """Name the folder, and the seam for faults."""
        self._folder = folder
        self._point = point

    async def send(self, parcel: Parcel, now: datetime) -> Outcome:
        """Write the parcel's files, each whole or not at all; a repeat writes the same names.

        Before them the feeds of its watches take in what it tells.
        """
        return await asyncio.to_thread(self._write, parcel)

    def _write(self, parcel: Parcel) -> Outcome:
        content = json.loads(parcel.body)
        name = content["name"]
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._write_feeds(content.get(FEEDS, ()))
            for ending in ENDINGS:
                self._put(self._folder / f"{name}.{ending}", content["files"][ending])
            _sync_folder(self._folder)
        except OSError as problem:
            return Refused(reason="folder_unwritable", answer=str(problem))
        return Sent(answer=str(self._folder / f"{name}.html"))

    def _write_feeds(self, feeds: Sequence[Mapping[str, Any]]) -> None:
        """Take what is told into the feeds, while nobody else writes them."""
        if not feeds:
            return
        folder = self._folder / FEEDS
        folder.mkdir(exist_ok=True)
        with _alone(folder):
            for feed in feeds:
                path = folder / f"{file_name(feed['_monitor']['watch'])}.json"
                whole = merged(_held(path), feed)
                self._put(path, json_feed(whole), "feeds.rename")
                self._put(path.with_suffix(".atom"), atom(whole), "feeds.rename")
        _sync_folder(folder)

    def _put(self, path: Path, text: str, place: str = "folder.rename") -> None:
        """Write beside, make it durable, then put it in place in one step."""
        beside = path.with_name(f".{path.name}.part")
        with beside.open("w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        self._point(place)
        beside.replace(path)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Wait until no other thread or process is in here; the lock ends with the process."""
    with (folder / ".lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _held(path: Path) -> str | None:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return None


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

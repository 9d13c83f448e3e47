"""Deliveries as files: a mail to open, a page, plain text and data, under one name."""

import asyncio
import json
import os
from datetime import datetime
from pathlib import Path
from typing import Literal

from monitor.model.message import Outcome, Parcel, Refused, Sent
from monitor.model.seam import Point

ENDINGS = ("html", "txt", "json", "eml")  # the mail comes last: where it is, the others are


class FolderSender:
    """Writes into one folder, which is made when it is not there."""

    kind: Literal["folder"] = "folder"

    def __init__(self, folder: Path, point: Point) -> None:
        """Name the folder, and the seam for faults."""
        self._folder = folder
        self._point = point

    async def send(self, parcel: Parcel, now: datetime) -> Outcome:
        """Write the parcel's files, each whole or not at all; a repeat writes the same names."""
        return await asyncio.to_thread(self._write, parcel)

    def _write(self, parcel: Parcel) -> Outcome:
        content = json.loads(parcel.body)
        name = content["name"]
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            for ending in ENDINGS:
                self._put(self._folder / f"{name}.{ending}", content["files"][ending])
            _sync_folder(self._folder)
        except OSError as problem:
            return Refused(reason="folder_unwritable", answer=str(problem))
        return Sent(answer=str(self._folder / f"{name}.html"))

    def _put(self, path: Path, text: str) -> None:
        """Write beside, make it durable, then put it in place in one step."""
        beside = path.with_name(f".{path.name}.part")
        with beside.open("w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        self._point("folder.rename")
        beside.replace(path)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

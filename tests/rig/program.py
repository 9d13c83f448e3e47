"""The program as a user runs it: a process of its own, in a folder of its own."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from tests.rig.paper import Story, page, rss

PATIENCE_SECONDS = 30.0
TICK_SECONDS = 0.02
GRACE_SECONDS = 3.0
FEEDS = ({"folder": "../wire", "first_run": "all", "every": "10s"},)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wire:
    """A folder of feed files with their pages, as `{folder: ../NAME}` names it."""

    folder: Path

    def print(self, *stories: Story, feed: str = "courier", **sentences: str) -> None:
        """Have a feed say these stories; a story's page says the sentence under its id."""
        pages = self.folder / "pages"
        pages.mkdir(parents=True, exist_ok=True)
        for story in stories:
            text = page(story.title, sentences.get(story.id, ""))
            (pages / f"{story.id}.html").write_bytes(text)
        draft = self.folder / f"{feed}.new"
        draft.write_bytes(rss(stories))
        draft.replace(self.folder / f"{feed}.xml")


def story(name: str, title: str) -> Story:
    """Make an entry whose page lies beside the feed."""
    return Story(id=name, title=title, link=f"pages/{name}.html")


def command(
    *words: str, folder: Path, seconds: float = PATIENCE_SECONDS
) -> subprocess.CompletedProcess[str]:
    """Run one command of the program to its end."""
    return subprocess.run(
        [sys.executable, "-m", "monitor", *words],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=seconds,
        check=False,
    )


@dataclass(slots=True, kw_only=True)
class Daemon:
    """A running daemon, the leader of a session of its own; `log` is its standard error."""

    process: subprocess.Popen[bytes]
    log: Path

    def said(self) -> list[str]:
        """Give the lines of the log so far."""
        return self.log.read_text(encoding="utf-8").splitlines()

    def wait_for(self, words: str, times: int = 1) -> str:
        """Wait until a line of the log holds some words, and give that line.

        Raises:
            AssertionError: The line did not come; with the log.
        """
        lines: list[str] = []

        def has_come() -> bool:
            lines[:] = [line for line in self.said() if words in line]
            return len(lines) >= times

        assert until(has_come, self.process), f"no {words!r} in:\n" + "\n".join(self.said())
        return lines[times - 1]

    def ask(self, number: signal.Signals) -> None:
        """Send a signal to the daemon alone, as a service manager does."""
        self.process.send_signal(number)

    def press_ctrl_c(self) -> None:
        """Send SIGINT to everything the daemon started, as a terminal does."""
        os.killpg(self.process.pid, signal.SIGINT)

    def end(self) -> int:
        """Wait for the end, and give the exit code; below zero for a signal."""
        return self.process.wait(PATIENCE_SECONDS)

    def left_behind(self) -> list[str]:
        """Give what still runs of the daemon's session after a moment of grace."""
        until(lambda: not _living(self.process.pid), None, GRACE_SECONDS)
        return _living(self.process.pid)


@contextmanager
def daemon(folder: Path) -> Iterator[Daemon]:
    """Run a daemon in a folder; it is killed at the end, with all it started."""
    log = folder / "log.txt"
    with log.open("wb") as stream:
        process = subprocess.Popen(
            [sys.executable, "-m", "monitor", "run"],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=stream,
            stderr=stream,
            start_new_session=True,
        )
    try:
        yield Daemon(process=process, log=log)
    finally:
        for pid in _living(process.pid):
            os.kill(int(pid.split()[0]), signal.SIGKILL)
        process.wait(PATIENCE_SECONDS)


def until(
    holds: Callable[[], bool],
    process: subprocess.Popen[bytes] | None,
    seconds: float = PATIENCE_SECONDS,
) -> bool:
    """Wait until something holds; False when the time is over, or the process is."""
    deadline = monotonic() + seconds
    while not holds():
        if monotonic() > deadline or (process is not None and process.poll() is not None):
            return holds()
        sleep(TICK_SECONDS)
    return True


def titles_told(folder: Path) -> list[str]:
    """Give the title of every article in every message of an outbox folder, in order."""
    messages = sorted(folder.glob("*.json"), key=lambda path: path.stat().st_mtime_ns)
    return [title for path in messages for title in _titles(json.loads(path.read_bytes()))]


def _titles(event: dict[str, Any]) -> Iterator[str]:
    """Give the titles of a digest of many stories, or of an alert of one."""
    data = event["data"]
    stories = [story_ for section in data.get("sections", ()) for story_ in section["stories"]]
    for told in stories or [data]:
        yield from (article["title"] for article in told["articles"])


def _living(session: int) -> list[str]:
    """List the processes of a session that have not ended: `pid name`."""
    found = []
    for place in Path("/proc").iterdir():
        if place.name.isdigit():
            try:
                name, _, rest = (place / "stat").read_text().partition("(")[2].rpartition(")")
            except OSError:
                continue
            state, _parent, _group, its_session, *_ = rest.split()
            if int(its_session) == session and state not in "ZX":
                found.append(f"{place.name} {name}")
    return found

"""A contender on the farm, and what it costs: CPU seconds and memory of its whole process tree."""

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
MEGABYTE = 1e6


@dataclass(frozen=True, slots=True, kw_only=True)
class Contender:
    """A process that does one step for each line it is told."""

    process: subprocess.Popen[str]

    def step(self, what: str) -> float:
        """Have it do one step; give the CPU seconds, user and system, of its tree."""
        before = cpu_seconds(self.process.pid)
        self._say(what)
        return cpu_seconds(self.process.pid) - before

    def megabytes(self) -> float:
        """Give the memory that its tree holds: private pages and its share of common ones."""
        return sum(_pss_bytes(one) for one in tree(self.process.pid)) / MEGABYTE

    def _say(self, what: str) -> None:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        print(what, file=self.process.stdin, flush=True)
        answer = self.process.stdout.readline().strip()
        assert answer == "done", f"{self.process.args!r}: {answer or 'it died'}"


@contextmanager
def contender(module: str, *words: str, log: Path) -> Iterator[Contender]:
    """Run a module until the block ends; what it logs goes to a file."""
    command: Sequence[str] = (sys.executable, "-m", module, *words)
    with log.open("w", encoding="utf-8") as errors:
        process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, text=True
        )
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            ready = process.stdout.readline().strip()
            assert ready == "ready", log.read_text(encoding="utf-8")[-2_000:]
            yield Contender(process=process)
        finally:
            process.stdin.close()
            process.wait(30)
            process.stdout.close()


def cpu_seconds(process: int) -> float:
    """Give the CPU seconds of a process and all below it, those that ended included."""
    return sum(sum(_times(one)) for one in tree(process)) / TICKS


def tree(process: int) -> list[int]:
    """Give a process and all below it."""
    found = [process]
    for one in found:
        try:
            tasks = list(Path(f"/proc/{one}/task").iterdir())
            for task in tasks:
                found += map(int, (task / "children").read_text().split())
        except FileNotFoundError:
            continue
    return found


def _times(process: int) -> list[int]:
    """Give user and system ticks of a process, and of its children that ended."""
    try:
        line = Path(f"/proc/{process}/stat").read_text(encoding="utf-8")
    except FileNotFoundError:
        return []
    return [int(word) for word in line.rpartition(")")[2].split()[11:15]]


def _pss_bytes(process: int) -> int:
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return 0
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))

"""Workers that share one database: each is the engine, ticking in real time until it is killed.

The process that forks them is warm and alone; it obeys `start` and `kill PID`, one a line.
"""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from monitor.app import engine as engine_module
from monitor.app import sending
from monitor.app.clock import now
from monitor.app.config import Config
from monitor.app.engine import Engine
from monitor.app.report import Report
from monitor.model.seam import pass_by
from tests.faults.nursery import LOG, ROOT
from tests.faults.station import Life, config_of, opened

TICK_SECONDS = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Workforce:
    """Starts workers, and kills them."""

    _say: Callable[[str], int]

    def start(self) -> int:
        """Start one more worker; gives its process id."""
        return self._say("start")

    def kill(self, pid: int) -> None:
        """Kill a worker; it is gone when this comes back."""
        assert self._say(f"kill {pid}") == -signal.SIGKILL, "a worker ended by itself"


@contextmanager
def workforce(folder: Path, lease_seconds: float) -> Iterator[Workforce]:
    """Open a workforce for the configuration of a folder; all are gone at the end.

    Args:
        folder: Where `config/` is.
        lease_seconds: How long what a worker claims is nobody else's, instead of five minutes.
    """
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-m", "tests.faults.workforce", str(folder), str(lease_seconds)]
    with subprocess.Popen(
        command, cwd=ROOT, env=env, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        orders, answers = process.stdin, process.stdout

        def say(order: str) -> int:
            print(order, file=orders, flush=True)
            return int(answers.readline())

        try:
            yield Workforce(_say=say)
        finally:
            orders.close()
            process.wait(30)


def main(folder: str, lease_seconds: str) -> None:
    """Obey orders until there are no more, then kill whoever is left."""
    lease = timedelta(seconds=float(lease_seconds))
    engine_module.POLL_LEASE = engine_module.PAGE_LEASE = sending.LEASE = lease
    config = config_of(Path(folder))
    workers: set[int] = set()
    for line in sys.stdin:
        order, _, pid = line.strip().partition(" ")
        if order == "start":
            worker = os.fork()
            if worker == 0:
                _work(Path(folder), config)
            workers.add(worker)
            print(worker, flush=True)
        else:
            workers.discard(int(pid))
            print(_killed(int(pid)), flush=True)
    for worker in workers:
        _killed(worker)


def _killed(pid: int) -> int:
    os.kill(pid, signal.SIGKILL)
    _, status = os.waitpid(pid, 0)
    return os.waitstatus_to_exitcode(status)


def _work(folder: Path, config: Config) -> None:
    os.dup2(os.open(folder / LOG, os.O_WRONLY | os.O_CREAT | os.O_APPEND), 2)
    try:
        asyncio.run(_ticking(config))
    finally:
        os._exit(1)


async def _ticking(config: Config) -> None:
    async with opened(Life(at=now(), point=pass_by), config) as shop:
        engine = Engine(shop, now, Report(now, as_json=True))
        await engine.sync()
        while True:
            for tick in (engine.poll_some, engine.read, engine.compose, engine.send):
                await tick()
            await asyncio.sleep(TICK_SECONDS)


if __name__ == "__main__":
    main(*sys.argv[1:])

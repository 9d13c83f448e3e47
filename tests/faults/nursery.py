"""One warm process that forks the victims: a fork is ready in a moment, an import takes a second.

It reads one order a line from its input, forks, lets the victim die as ordered, and answers with
how it ended. It holds no connection and no thread, so that forking is safe.
"""

import asyncio
import gc
import json
import os
import select
import signal
import subprocess
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr
from dataclasses import asdict, dataclass, replace
from functools import cache
from pathlib import Path

from monitor.app.config import Config
from monitor.model.errors import StoreError
from monitor.model.seam import pass_by
from tests.faults.mutations import CHANGES
from tests.faults.points import Death, Watched
from tests.faults.station import BETWEEN_LIVES, START, Life, config_of, live

ROOT = Path(__file__).parents[2]
KILLED, REFUSED = -signal.SIGKILL, 75
LOG, TRACE = "victims.log", "trace.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """How one victim works and ends: after some seconds, or at a point that it passes.

    With neither it ends by itself, and leaves the points it passed in its folder.

    Attributes:
        folder: Where its configuration and its data are.
        life: How many lives, of an hour each, were before.
        rounds: How many rounds it works.
        steps: The name of the mutation that it lives with.
        in_order: Whether it does everything one after the other.
        is_patient: Whether it waits for a database that is down.
        url: Its database; None is the configured one.
        seconds: When it is killed from outside.
        place: The point where it dies or meets a fault; None is any point.
        passes: How often it passes this point before.
        fault: The name of the fault; None is death.
    """

    folder: str
    life: int
    rounds: int = 1
    steps: str = "sound"
    in_order: bool = False
    is_patient: bool = True
    url: str | None = None
    seconds: float | None = None
    place: str | None = None
    passes: int | None = None
    fault: str | None = None


Fate = Callable[[Order], int]


@contextmanager
def nursery() -> Iterator[Fate]:
    """Start the warm process; the given function has a victim live, and says how it ended.

    It ended with 0 by itself, with `KILLED`, or with `REFUSED`: its database let it not start.
    """
    # The order of a set must not differ from run to run: the n-th operation is always the same.
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONHASHSEED": "0"}
    command = [sys.executable, "-m", "tests.faults.nursery"]
    with subprocess.Popen(
        command, cwd=ROOT, env=env, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        orders, ends = process.stdin, process.stdout

        def fate(order: Order) -> int:
            print(json.dumps(asdict(order)), file=orders, flush=True)
            status = int(ends.readline())
            assert status in (0, REFUSED, KILLED), f"a victim failed by itself: {status}"
            return status

        try:
            yield fate
        finally:
            process.kill()


def log_of(folder: Path) -> str:
    """Give what the victims of a folder said."""
    return (folder / LOG).read_text(errors="replace")


def trace_of(folder: Path) -> list[str]:
    """Give the points that the last victim passed that ended by itself."""
    found: list[str] = json.loads((folder / TRACE).read_text())
    return found


def main() -> None:
    """Obey orders until there are no more."""
    for line in sys.stdin:
        order = Order(**json.loads(line))
        config = _warmed(order.folder)
        if order.url is not None:
            config = replace(config, database=order.url)
        pid = os.fork()
        if pid == 0:
            _live(order, config)
        _kill_in_time(pid, order.seconds)
        _, status = os.waitpid(pid, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


@cache
def _warmed(folder: str) -> Config:
    """Read a configuration, and live once: what is made at the first use is made here."""
    config = config_of(Path(folder))
    with (Path(folder) / LOG).open("a") as log, redirect_stderr(log):
        asyncio.run(live(Life(at=START, point=pass_by), config))
    assert threading.active_count() == 1, "whoever forks must be alone"
    gc.collect()
    gc.freeze()
    return config


def _kill_in_time(pid: int, seconds: float | None) -> None:
    if seconds is None:
        return
    watched = os.pidfd_open(pid)
    ended, _, _ = select.select([watched], [], [], seconds)
    os.close(watched)
    if not ended:
        os.kill(pid, signal.SIGKILL)


def _live(order: Order, config: Config) -> None:
    folder = Path(order.folder)
    log = os.open(folder / LOG, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(log, 2)
    try:
        point = Watched(Death(place=order.place, passes=order.passes, fault=order.fault), config)
        asyncio.run(live(_life(order, point), config))
        (folder / TRACE).write_text(json.dumps(point.passed))
    except StoreError:
        os._exit(REFUSED)
    except BaseException:
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def _life(order: Order, point: Watched) -> Life:
    return Life(
        at=START + BETWEEN_LIVES * order.life,
        point=point,
        rounds=order.rounds,
        in_order=order.in_order,
        is_patient=order.is_patient,
        change=CHANGES[order.steps],
    )


if __name__ == "__main__":
    main()

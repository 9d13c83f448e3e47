"""One warm process that forks the victims: a fork is ready in a moment, an import takes a second.

It reads one order a line from its input, forks, lets the victim die as ordered, and answers with
how it ended. It holds no connection and no thread, so that forking is safe.
"""

import json
import os
import select
import signal
import subprocess
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path

from monitor.model.seam import Point, pass_by
from monitor.store.database import Database
from tests.faults.mutations import STEPS
from tests.faults.scenario import START, World

BETWEEN_RUNS = timedelta(minutes=10)  # longer than a lease: the next finds what the last held
ROUNDS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """How one victim works and dies: after some seconds, or at a point it has passed some times.

    With neither it ends by itself.
    """

    url: str
    port: int
    steps: str
    run: int
    seconds: float | None = None
    point: str | None = None
    passes: int = 0


Fate = Callable[[Order], bool]


@contextmanager
def nursery(root: Path) -> Iterator[Fate]:
    """Start the warm process; the given function has a victim live, and says if it was killed."""
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(
        [sys.executable, "-m", "tests.faults.nursery"],
        cwd=root,
        env=env,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:

        def live(order: Order) -> bool:
            assert process.stdin is not None
            assert process.stdout is not None
            print(json.dumps(asdict(order)), file=process.stdin, flush=True)
            status = int(process.stdout.readline())
            assert status in (0, -signal.SIGKILL), f"a victim failed by itself: {status}"
            return status != 0

        yield live
        assert process.stdin is not None
        process.stdin.close()


def main() -> None:
    for line in sys.stdin:
        order = Order(**json.loads(line))
        pid = os.fork()
        if pid == 0:
            _live(order)
        _kill_in_time(pid, order.seconds)
        _, status = os.waitpid(pid, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


def _kill_in_time(pid: int, seconds: float | None) -> None:
    if seconds is None:
        return
    watched = os.pidfd_open(pid)
    ended, _, _ = select.select([watched], [], [], seconds)
    os.close(watched)
    if not ended:
        os.kill(pid, signal.SIGKILL)


def _live(order: Order) -> None:
    try:
        work(order, _dying_at(order.point, order.passes))
    except BaseException:
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def work(order: Order, point: Point) -> None:
    """Go through all steps a few times, at the times of this run."""
    steps = STEPS[order.steps]
    database = Database(order.url, point)
    world = World(database=database, port=order.port, point=point)
    for number in range(ROUNDS):
        now = START + BETWEEN_RUNS * order.run + timedelta(seconds=2 * number)
        steps.poll(world, now)
        steps.close(world, now)
        steps.deliver(world, now)
    database.close()


def _dying_at(place: str | None, passes: int) -> Point:
    if place is None:
        return pass_by
    left = iter(range(passes))

    def point(name: str) -> None:
        if name == place and next(left, None) is None:
            os.kill(os.getpid(), signal.SIGKILL)

    return point


if __name__ == "__main__":
    main()

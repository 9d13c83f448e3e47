"""Killable children: foreign bytes are parsed there, with limits of time and memory.

A child is one process of a forkserver (never a fork of a process with threads). It answers one
job at a time over a pipe; a job that hangs, crashes or eats its memory costs only itself.
Children return values, never exceptions: a dataclass exception does not survive pickling.
"""

import asyncio
import multiprocessing
import signal
import threading
from collections.abc import Callable, Mapping, Sequence
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext
from multiprocessing.process import BaseProcess
from typing import Any

from monitor.model.errors import ChildError
from monitor.outside.serve import Job, Limits, serve

__all__ = ["Child", "Children", "Job", "Limits", "serve"]

Main = Callable[[Connection, Limits], None]
START_SECONDS = 60


class Child:
    """One child process; started when first asked, replaced after it dies or has done its jobs.

    `ask` belongs to one thread at a time; `close` may be called from any other.
    """

    def __init__(self, context: ForkServerContext, main: Main, limits: Limits) -> None:
        """Keep what is needed to start; starts nothing yet."""
        self._context, self._main, self._limits = context, main, limits
        self._busy = threading.Lock()
        self._closed = False
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None
        self._jobs = 0

    def ask(self, name: str, seconds: int, arguments: Mapping[str, Any]) -> Any:  # noqa: ANN401
        """Have one job done.

        Args:
            name: One of the names the child serves.
            seconds: CPU seconds the job may take; on the clock it may take twice as long and
                two seconds more, since a busy machine is not the document's fault.
            arguments: What the job is called with; must pickle.

        Raises:
            ChildError: The child hung, died, or its parser failed; the next job gets a new one.
        """
        with self._busy:
            ok, *rest = self._exchange(name, seconds, arguments)
        if not ok:
            raise ChildError(*rest)
        return rest[0]

    def close(self) -> None:
        """End the process at once and for good; a job under way fails with `child_died`."""
        self._closed = True
        process = self._process
        if process is not None:
            process.kill()
        with self._busy:
            self._bury()

    def _exchange(self, name: str, seconds: int, arguments: Mapping[str, Any]) -> tuple[Any, ...]:
        try:
            pipe = self._ready()
            pipe.send((name, seconds, arguments))
            if not pipe.poll(2 * seconds + 2):
                self._bury()
                return (False, "timeout", f"{seconds} s")
            answer, peak_bytes = pipe.recv()
        except (EOFError, OSError):
            return self._died(seconds)
        self._jobs += 1
        if self._jobs >= self._limits.jobs or peak_bytes > self._limits.recycle_bytes:
            self._bury()
        return tuple(answer)

    def _ready(self) -> Connection:
        if self._closed:
            raise EOFError
        if self._process is not None and not self._process.is_alive():
            self._bury()
        return self._pipe or self._start()

    def _start(self) -> Connection:
        """Start a process and wait until it can work: a slow start is no job's fault."""
        pipe, theirs = self._context.Pipe()
        self._pipe = pipe
        self._process = self._context.Process(
            target=self._main, args=(theirs, self._limits), daemon=True
        )
        self._process.start()
        theirs.close()
        if not pipe.poll(START_SECONDS):
            raise EOFError
        pipe.recv()
        return pipe

    def _died(self, seconds: int) -> tuple[Any, ...]:
        if self._process is not None:
            self._process.join(1)
        code = self._process.exitcode if self._process is not None else None
        self._bury()
        if code == -signal.SIGXCPU:
            return (False, "timeout", f"{seconds} s")
        return (False, "child_died", f"exit code {code}")

    def _bury(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._process.close()
        if self._pipe is not None:
            self._pipe.close()
        self._process, self._pipe, self._jobs = None, None, 0


class Children:
    """A few children that share the work; ask from any task of one event loop."""

    def __init__(
        self,
        main: Main,
        *,
        count: int = 2,
        limits: Limits | None = None,
        preload: Sequence[str] = (),
    ) -> None:
        """Prepare children; none is started yet.

        Args:
            main: What a child runs: a function of a module, which calls `serve`.
            count: How many work at the same time.
            limits: Limits of each.
            preload: More modules that other children of this program will need. All children
                come from one forkserver, and it imports only what is known when it starts.
        """
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload([main.__module__, *preload])
        self._all = [Child(context, main, limits or Limits()) for _ in range(count)]
        self._idle: asyncio.Queue[Child] = asyncio.Queue()
        for child in self._all:
            self._idle.put_nowait(child)

    async def ask(self, name: str, *, seconds: int, **arguments: Any) -> Any:  # noqa: ANN401
        """Have one job done by the next idle child.

        Args:
            name: One of the names the children serve.
            seconds: CPU seconds the job may take, see `Child.ask`.
            arguments: What the job is called with.

        Raises:
            ChildError: As for `Child.ask`.
        """
        child = await self._idle.get()
        work = asyncio.ensure_future(asyncio.to_thread(child.ask, name, seconds, arguments))
        # A cancelled caller must not hand the child on while it is still busy.
        work.add_done_callback(lambda done: self._give_back(child, done))
        return await asyncio.shield(work)

    def _give_back(self, child: Child, done: "asyncio.Future[Any]") -> None:
        if not done.cancelled():
            done.exception()
        self._idle.put_nowait(child)

    def close(self) -> None:
        """End all children; what they were doing fails with `child_died`."""
        for child in self._all:
            child.close()

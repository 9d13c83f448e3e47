"""Killable children: foreign bytes are parsed there, with limits of time and memory.

A child is one process of a forkserver (never a fork of a process with threads). It answers one
job at a time over a pipe; a job that hangs, crashes or eats its memory costs only itself.
Children return values, never exceptions: a dataclass exception does not survive pickling.
"""

import asyncio
import multiprocessing
import pickle
import signal
import threading
from collections.abc import Callable, Mapping, Sequence
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext
from multiprocessing.process import BaseProcess
from socket import socketpair
from typing import Any

from monitor.model.errors import ChildError
from monitor.outside.answer import read_answer
from monitor.outside.line import Line
from monitor.outside.serve import Job, Limits, serve

__all__ = ["Child", "Children", "Job", "Limits", "serve"]

Main = Callable[[Connection, Limits], None]
START_SECONDS = 60
AGAIN_SECONDS = 1.0


class Child:
    """One child process; started when first asked, replaced after it dies or has done its jobs.

    `ask` belongs to one task at a time; `close` may be called from any thread.
    """

    def __init__(self, context: ForkServerContext, main: Main, limits: Limits) -> None:
        """Keep what is needed to start; starts nothing yet."""
        self._context, self._main, self._limits = context, main, limits
        self._life = threading.Lock()  # whoever starts or ends the process
        self._is_closed = self._is_busy = False
        self._process: BaseProcess | None = None
        self._line: Line | None = None
        self._jobs = 0

    async def ask(self, name: str, seconds: int, arguments: Mapping[str, Any]) -> Any:  # noqa: ANN401
        """Have one job done.

        Args:
            name: One of the names the child serves.
            seconds: CPU seconds the job may take; on the clock it may take twice as long and
                two seconds more, since a busy machine is not the document's fault.
            arguments: What the job is called with; must pickle.

        Raises:
            ChildError: The child hung, died, or its parser failed; the next job gets a new one.
            CancelledError: The caller was; the child was ended with its job.
        """
        self._is_busy = True
        try:
            ok, *rest = await self._exchange(name, seconds, arguments)
        except asyncio.CancelledError:  # its answer would be taken for the next one's
            self._bury()
            raise
        finally:
            self._is_busy = False
            if self._is_closed:
                self._bury()
        if not ok:
            raise ChildError(*rest)
        return rest[0]

    def close(self) -> None:
        """End the process at once and for good; a job under way fails with `child_died`."""
        with self._life:
            self._is_closed = True
            if self._process is not None and self._process.pid is not None:
                self._process.kill()
        if not self._is_busy:  # else whoever waits for an answer sees its end, and buries it
            self._bury()

    async def _exchange(
        self, name: str, seconds: int, arguments: Mapping[str, Any]
    ) -> tuple[Any, ...]:
        try:
            line = await self._ready()
            async with asyncio.timeout(2 * seconds + 2):
                await line.send(pickle.dumps((name, seconds, arguments)))
                answer, peak_bytes = _told(read_answer(await line.receive()))
        except TimeoutError:
            await asyncio.to_thread(self._bury)
            return (False, "timeout", f"{seconds} s")
        except (EOFError, OSError):
            return await asyncio.to_thread(self._died, seconds)
        self._jobs += 1
        if self._jobs >= self._limits.jobs or peak_bytes > self._limits.recycle_bytes:
            await asyncio.to_thread(self._bury)
        return answer

    async def _ready(self) -> Line:
        """Give a line to a child that can work: a slow start is no job's fault."""
        if self._line is not None:
            if self._line.is_quiet:
                return self._line
            await asyncio.to_thread(self._bury)
        try:
            async with asyncio.timeout(START_SECONDS):
                line = await self._started()
                await line.receive()
        except TimeoutError as error:
            raise EOFError from error
        return line

    async def _started(self) -> Line:
        """Start; where the machine has no descriptor or process to spare, again in a moment."""
        while True:
            try:
                return await asyncio.to_thread(self._start)
            except (OSError, EOFError):
                if self._is_closed:
                    raise
                await asyncio.sleep(AGAIN_SECONDS)

    def _start(self) -> Line:
        with self._life:
            if self._is_closed:
                raise EOFError
            ours, theirs = socketpair()
            line = Line(ours, self._limits.answer_bytes)
            try:
                with Connection(theirs.detach()) as pipe:
                    process = self._context.Process(
                        target=self._main, args=(pipe, self._limits), daemon=True
                    )
                    process.start()
            except BaseException:
                line.close()
                raise
            self._process, self._line = process, line
            return line

    def _died(self, seconds: int) -> tuple[Any, ...]:
        if self._process is not None:
            self._process.join(1)
        code = self._process.exitcode if self._process is not None else None
        self._bury()
        if code == -signal.SIGPROF:  # the kernel's, when a job's CPU time is over
            return (False, "timeout", f"{seconds} s")
        detail = "its answer was none" if code is None else f"exit code {code}"
        return (False, "child_died", detail)

    def _bury(self) -> None:
        with self._life:
            if self._process is not None:
                self._process.kill()
                self._process.join()
                self._process.close()
            if self._line is not None:
                self._line.close()
            self._process, self._line, self._jobs = None, None, 0


def _told(message: Any) -> tuple[tuple[Any, ...], int]:  # noqa: ANN401
    """Take an answer and the child's peak apart.

    Raises:
        EOFError: It is not what `serve` sends: the child is no longer itself.
    """
    match message:
        case ((True, _) | (False, str(), str())) as answer, int() as peak_bytes:
            return answer, peak_bytes
    raise EOFError


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
        try:
            return await child.ask(name, seconds, arguments)
        finally:
            self._idle.put_nowait(child)

    def close(self) -> None:
        """End all children; what they were doing fails with `child_died`."""
        for child in self._all:
            child.close()

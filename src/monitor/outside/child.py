"""Killable children: foreign bytes are parsed there, with limits of time and memory.

A child is one process of a forkserver (never a fork of a process with threads). It answers one
job at a time over a pipe; a job that hangs, crashes or eats its memory costs only itself.
Children return values, never exceptions: a dataclass exception does not survive pickling.
"""

import asyncio
import multiprocessing
import resource
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext
from typing import Any

from monitor.model.errors import ChildError

Job = Callable[..., Any]
MIB = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one child may use: address space in bytes, jobs before it is replaced."""

    memory_bytes: int = 2048 * MIB
    jobs: int = 500


def serve(pipe: Connection, jobs: Mapping[str, Job], limits: Limits) -> None:
    """Answer jobs until the other end closes; runs inside the child.

    Args:
        pipe: Receives `(name, cpu_seconds, arguments)`, sends `(True, value)` or
            `(False, reason, detail)`.
        jobs: What may be asked for, by name.
        limits: Limits of this process.
    """
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, limits.memory_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    while True:
        try:
            name, cpu_seconds, arguments = pipe.recv()
        except (EOFError, KeyboardInterrupt):
            return
        _allow_cpu(cpu_seconds)
        pipe.send(_run(jobs[name], arguments))


def _allow_cpu(seconds: int) -> None:
    """Raise the soft limit: RLIMIT_CPU counts from the start of the process."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime) + seconds + 1
    resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.RLIM_INFINITY))


def _run(job: Job, arguments: Mapping[str, Any]) -> tuple[Any, ...]:
    try:
        return (True, job(**arguments))
    except MemoryError:
        return (False, "out_of_memory", "")
    except RecursionError:
        return (False, "too_deep", "")
    except Exception as error:  # whatever a parser raises belongs to this document only
        return (False, "parser_failed", f"{type(error).__name__}: {error}"[:300])


class Child:
    """One child process; started when first asked, replaced after it dies or has done its jobs."""

    def __init__(self, context: ForkServerContext, main: Callable[..., None], limits: Limits) -> None:
        """Keep what is needed to start; starts nothing yet."""
        self._context, self._main, self._limits = context, main, limits
        self._process: multiprocessing.process.BaseProcess | None = None
        self._pipe: Connection | None = None
        self._jobs = 0

    def ask(self, name: str, seconds: int, arguments: Mapping[str, Any]) -> Any:  # noqa: ANN401
        """Have one job done; blocks for at most `seconds` and a second more.

        Raises:
            ChildError: The child hung, died, or its parser failed; the next job gets a new one.
        """
        pipe = self._ready()
        try:
            pipe.send((name, seconds, arguments))
            if not pipe.poll(seconds + 1):
                self.close()
                raise ChildError("timeout", f"{seconds} s")
            ok, *rest = pipe.recv()
        except (EOFError, OSError) as error:
            code = self._buried()
            raise ChildError("child_died", f"exit code {code}") from error
        self._jobs += 1
        if not ok:
            raise ChildError(rest[0], rest[1])
        return rest[0]

    def close(self) -> None:
        """End the process at once."""
        if self._pipe is not None:
            self._pipe.close()
        if self._process is not None:
            self._process.kill()
            self._process.join()
        self._process, self._pipe, self._jobs = None, None, 0

    def _ready(self) -> Connection:
        if self._jobs >= self._limits.jobs or (self._process and not self._process.is_alive()):
            self.close()
        if self._pipe is None:
            self._pipe, theirs = self._context.Pipe()
            self._process = self._context.Process(
                target=self._main, args=(theirs, self._limits), daemon=True
            )
            self._process.start()
            theirs.close()
        return self._pipe

    def _buried(self) -> int | None:
        process = self._process
        if process is not None:
            process.join(1)
        code = process.exitcode if process is not None else None
        self.close()
        return code


class Children:
    """A few children that share the work; ask from any task of one event loop."""

    def __init__(self, main: Callable[..., None], *, count: int = 2, limits: Limits | None = None):
        """Prepare `count` children that run `main(pipe, limits)`; none is started yet."""
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload([main.__module__])
        self._all = [Child(context, main, limits or Limits()) for _ in range(count)]
        self._idle: asyncio.Queue[Child] = asyncio.Queue()
        for child in self._all:
            self._idle.put_nowait(child)

    async def ask(self, name: str, *, seconds: int, **arguments: Any) -> Any:  # noqa: ANN401
        """Have one job done by the next idle child.

        Raises:
            ChildError: As for `Child.ask`.
        """
        child = await self._idle.get()
        work = asyncio.ensure_future(asyncio.to_thread(child.ask, name, seconds, arguments))
        try:
            return await asyncio.shield(work)
        finally:
            # A cancelled caller must not hand the child on while it is still busy.
            work.add_done_callback(lambda done: self._give_back(child, done))

    def _give_back(self, child: Child, done: "asyncio.Future[Any]") -> None:
        if not done.cancelled():
            done.exception()
        self._idle.put_nowait(child)

    def close(self) -> None:
        """End all children."""
        for child in self._all:
            child.close()

"""The real child of the program, which tells beside each answer what it cost."""

import resource
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from monitor.intake.child_main import JOBS
from monitor.outside.serve import PEAK_UNIT, Limits, serve

Measured = tuple[Any, float, int]
"""An answer, the CPU seconds it took, and the most bytes that the child held meanwhile."""


def main(pipe: Connection, limits: Limits) -> None:
    """Serve the program's own jobs."""
    serve(pipe, {name: _measured(job) for name, job in JOBS.items()}, limits)


def _measured(job: Callable[..., Any]) -> Callable[..., Measured]:
    def measured(**arguments: Any) -> Measured:
        _forget_the_peak()
        before = resource.getrusage(resource.RUSAGE_SELF)
        answer = job(**arguments)
        after = resource.getrusage(resource.RUSAGE_SELF)
        cpu_seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        return answer, cpu_seconds, after.ru_maxrss * PEAK_UNIT

    return measured


def _forget_the_peak() -> None:
    """Have Linux count the most memory from here on; elsewhere it is that of the whole process."""
    with suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5")

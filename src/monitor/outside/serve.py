"""The inside of a child: jobs in, values out, under limits that only the kernel can enforce."""

import gc
import multiprocessing
import os
import pickle
import resource
import signal
import sys
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

from monitor.text.clean import clean_line

Job = Callable[..., Any]
MIB = 1024 * 1024
LONGEST_DETAIL = 300
PEAK_UNIT = 1 if sys.platform == "darwin" else 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one child may use.

    `memory_bytes` is address space; a child is replaced after `jobs` jobs, or when it has once
    held more than `recycle_bytes`. An answer of more than `answer_bytes` is none.
    """

    memory_bytes: int = 2048 * MIB
    recycle_bytes: int = 512 * MIB
    answer_bytes: int = 64 * MIB
    jobs: int = 500


def serve(pipe: Connection, jobs: Mapping[str, Job], limits: Limits) -> None:
    """Answer jobs until the parent goes away; runs inside the child.

    Args:
        pipe: Receives `(name, cpu_seconds, arguments)`, sends `(answer, peak_bytes)`, where
            answer is `(True, value)` or `(False, reason, detail)`. The first thing sent says
            that the child is ready.
        jobs: What may be asked for, by name.
        limits: Limits of this process.
    """
    _settle(limits)
    pipe.send("ready")
    while True:
        try:
            name, cpu_seconds, arguments = pipe.recv()
        except (EOFError, OSError):
            return
        _allow_cpu(cpu_seconds)
        answer = _run(jobs[name], arguments)
        _allow_cpu(0)
        pipe.send_bytes(answer)


def _settle(limits: Limits) -> None:
    """Limit this process, and tie its life to its parent's alone.

    What was imported before the fork is shared with the other children while nobody writes to it;
    Python's collector of rubbish would.

    A Ctrl-C or a service manager's SIGTERM reaches the whole group; the parent then ends its
    children itself, after what they were doing.
    """
    gc.freeze()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    threading.Thread(target=_die_with_parent, daemon=True).start()
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = limits.memory_bytes if hard == resource.RLIM_INFINITY else min(limits.memory_bytes, hard)
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _die_with_parent() -> None:
    """Leave at once when the parent is gone, also from the middle of a long job."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _allow_cpu(seconds: int) -> None:
    """Have the kernel end this process after so many more CPU seconds; 0 takes that back.

    RLIMIT_CPU counts whole seconds from the start of the process: it would give up to one more.
    """
    signal.setitimer(signal.ITIMER_PROF, seconds)


def _run(job: Job, arguments: Mapping[str, Any]) -> bytes:
    """Do one job and pickle what came of it; a value that does not pickle is a failed job."""
    try:
        return _packed((True, job(**arguments)))
    except MemoryError:
        return _packed((False, "out_of_memory", ""))
    except RecursionError:
        return _packed((False, "too_deep", ""))
    except Exception as error:  # whatever a parser raises belongs to this document only
        sentence = clean_line(f"{type(error).__name__}: {error}", LONGEST_DETAIL)
        return _packed((False, "parser_failed", sentence))


def _packed(answer: tuple[Any, ...]) -> bytes:
    peak_bytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * PEAK_UNIT
    return pickle.dumps((answer, peak_bytes))

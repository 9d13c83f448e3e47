"""What this process holds, once everything that is over has been let go."""

import asyncio
import ctypes
import gc
import os
from pathlib import Path

PAGE = os.sysconf("SC_PAGE_SIZE")
MEGABYTE = 1e6


def settled_megabytes() -> float:
    """Give the resident memory of this process after rubbish was collected, and given back."""
    gc.collect()
    ctypes.CDLL(None).malloc_trim(0)
    return int(Path("/proc/self/statm").read_text().split()[1]) * PAGE / MEGABYTE


def open_files() -> int:
    """Count the open files and sockets of this process."""
    return len(list(Path("/proc/self/fd").iterdir()))


def tasks() -> int:
    """Count the tasks of the running event loop."""
    return len(asyncio.all_tasks())

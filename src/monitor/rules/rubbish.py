"""Keeping Python's collector of cyclic rubbish quiet while very many small values are made."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Do without the collector, which would look at every value again and again, and free none.

    Reading a file makes no cycles; what is left behind by its faults is collected later. The
    collector is never left switched off by threads that do this at the same time, only switched
    on too early.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()

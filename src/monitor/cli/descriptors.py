"""Standard input, output and error are there, even for a program started without them.

`monitor run >&-` leaves number 1 free: the next file to be opened would get it, and whatever is
printed would be written into that file.
"""

import os
import sys

STANDARD = (0, 1, 2)


def fill_gaps() -> None:
    """Open the null device wherever a standard stream is missing; call it before anything else."""
    for number in STANDARD:
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # the lowest free number, which is this one
    if sys.stdout is None:
        sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115  for good
    if sys.stderr is None:
        sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115  for good

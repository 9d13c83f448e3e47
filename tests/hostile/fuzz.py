"""Fuzz one target with atheris: `python -m tests.hostile.fuzz TARGET [SECONDS] [SEED]`.

Atheris (libFuzzer for Python) sees which branches of `monitor` an input reaches, and keeps those
that reach new ones. It takes over its process, so tests start this file as a program. What it
finds is written to `crash-*` in the present folder; keep it in `findings/TARGET/` and mend it.
"""

import sys
import tempfile
from pathlib import Path

import atheris

DEFAULTS = ("8", "1")  # seconds, seed

with atheris.instrument_imports(include=["monitor"]):
    from tests.hostile.fuzz_targets import TARGETS, seeds_of


def main(arguments: list[str]) -> None:
    """Fuzz until the time is over; ends the process, with an exit code other than 0 if it finds."""
    name, seconds, seed, *_ = [*arguments, *DEFAULTS[len(arguments) - 1 :]]
    target = TARGETS[name]
    with tempfile.TemporaryDirectory() as folder:
        for number, content in enumerate(seeds_of(name)):
            (Path(folder) / f"{number:04}").write_bytes(content)
        options = {
            "max_total_time": seconds,
            "seed": seed,
            "max_len": target.longest,
            "timeout": 20,
            "rss_limit_mb": 2048,
            "print_final_stats": 1,
            "verbosity": 1,
        }
        given = [f"-{key}={value}" for key, value in options.items()]
        atheris.Setup([sys.argv[0], *given, folder], target.one)
        atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1:])

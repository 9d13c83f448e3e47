"""How long a hundred thousand rules take to read, cold and from the cache, and what they weigh.

Prints, and asserts nothing about time: `pytest -m bench -s tests/bench/test_loading.py`.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.rig.rules import rules

SEED = 7
# A process of its own, so that nothing else is weighed.
MEASURE = """
import gc, json, re, resource, sys, time
from pathlib import Path
from monitor.rules.watchfile import load_watches

def megabytes():
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1e6

before, began, used = megabytes(), time.perf_counter(), time.process_time()
found = load_watches(Path(sys.argv[1]), Path(sys.argv[2]))
seconds, cpu = time.perf_counter() - began, time.process_time() - used
print(json.dumps({
    "watches": len(found.watches), "digest": found.digest, "seconds": seconds, "cpu": cpu,
    "left_mb": megabytes() - before,
    "peak_mb": int(re.search(r"VmHWM:\\s*(\\d+)", Path("/proc/self/status").read_text())[1]) / 1e3,
}))
"""


def measured(folder: Path, cache: Path, title: str) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, str(folder), str(cache)],
        check=True,
        capture_output=True,
        text=True,
        env={"PYTHONPATH": "src"},
    )
    found = json.loads(done.stdout)
    print(
        f"\n{found['watches']:>7} rules {title}: {found['seconds']:.2f} s "
        f"({found['cpu']:.2f} s of a core), {found['left_mb']:.0f} MB stay, "
        f"peak of the process {found['peak_mb']:.0f} MB"
    )
    return found


@pytest.mark.bench
@pytest.mark.timeout(600)
@pytest.mark.parametrize("count", [10_000, 100_000])
def test_rules_are_read_cold_and_from_the_cache(tmp_path, count):
    folder = tmp_path / "watches"
    folder.mkdir()
    for number, text in enumerate(rules(count, SEED)):
        (folder / f"{number:03}.yaml").write_text(text, encoding="utf-8")

    cold = measured(folder, tmp_path / "cache", "cold")
    kept = measured(folder, tmp_path / "cache", "kept")

    assert (cold["watches"], cold["digest"]) == (kept["watches"], kept["digest"])
    assert cold["watches"] == count


@pytest.mark.bench
def test_one_seed_gives_the_same_rules_and_another_one_others():
    first, again, other = (list(rules(300, seed)) for seed in (1, 1, 2))

    assert first == again
    assert first != other

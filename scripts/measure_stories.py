"""How well articles are grouped: `python scripts/measure_stories.py [--all-pairs] [--shuffles N]`.

Reads the labelled articles of tests/quality/stories and the pairs of tests/quality/copies, and
prints what `docs/stories.md` tells. Nothing is fitted here; see `scripts/fit_stories.py`.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

TOP = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TOP), str(TOP / "src")]

from tests.quality.copies_data import judged  # noqa: E402
from tests.quality.stories_data import load  # noqa: E402
from tests.rig.grouping import (  # noqa: E402
    Row,
    alerts,
    b_cubed,
    grouped,
    halves,
    in_order,
    pairs,
    swallowed,
)


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--all-pairs", action="store_true", help="every pair of languages")
    options.add_argument("--shuffles", type=int, default=0, help="orders of arrival to try")
    given = options.parse_args()
    rows = load()
    for seed in (None, *range(given.shuffles)):
        _stories(in_order(rows, seed), seed, all_pairs=given.all_pairs)
    _copies()


def _stories(rows: Sequence[Row], seed: int | None, *, all_pairs: bool) -> None:
    groups = grouped(rows)
    for name, half in halves(rows):
        scores = pairs(half, groups)
        whole = scores["all", "all"]
        one, two = b_cubed(half, groups)
        lost = swallowed(half, groups)
        moved = len([row for row in half if row["id"] in groups.moved]) / len(half)
        print(
            f"{name:8} order {'told' if seed is None else seed}: pairs {whole.precision:.3f} "
            f"{whole.recall:.3f}, B-cubed {one:.3f} {two:.3f}, alerts {alerts(half, groups):.2f}, "
            f"swallowed {len(lost)} of {len({row['story'] for row in half})}, moved {moved:.3f}"
        )
        if all_pairs and seed is None:
            for languages, score in sorted(scores.items()):
                if score.right + score.wrong + score.apart:
                    print("   ", *languages, f"{score.precision:.2f} {score.recall:.2f}", score)


def _copies() -> None:
    for (part, language), score in sorted(judged().items()):
        print(f"copies {part:7} {language}: {score.precision:.3f} {score.recall:.3f}")


if __name__ == "__main__":
    main()

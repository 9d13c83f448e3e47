"""What the README promises in code runs as it stands there."""

import re
import subprocess
import sys
from pathlib import Path

TOP = Path(__file__).parents[2]
README = (TOP / "README.md").read_text(encoding="utf-8")


def block(language: str) -> str:
    """Give the first block of a language in the README."""
    found = re.search(rf"^```{language}\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
    assert found is not None
    return found[1]


def test_the_python_example_prints_the_words_that_met_the_rule():
    done = subprocess.run(
        [sys.executable, "-c", block("python")],
        check=False,
        cwd=TOP,
        capture_output=True,
        text=True,
        timeout=100,
    )

    assert done.returncode == 0, done.stderr
    assert "сапёров sappers form" in done.stdout


def test_the_first_watch_of_the_readme_is_right_and_passes_its_own_tests(tmp_path: Path):
    (tmp_path / "mine.yaml").write_text(block("yaml"), encoding="utf-8")

    done = subprocess.run(
        [sys.executable, "-m", "monitor", "test", "--config", str(tmp_path)],
        check=False,
        capture_output=True,
        text=True,
        timeout=100,
    )

    assert done.returncode == 0, done.stdout + done.stderr
    assert "all passed" in done.stdout

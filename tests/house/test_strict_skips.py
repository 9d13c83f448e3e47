"""`--strict-skips` turns each kind of skip into a failure: CI cannot pass by not looking."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.tree import TOP

SKIPS = {
    "inside the test": "import pytest\ndef test_x(): pytest.skip('no server')",
    "by a mark": "import pytest\n@pytest.mark.skip(reason='no server')\ndef test_x(): pass",
    "by a fixture": (
        "import pytest\n"
        "@pytest.fixture\ndef server(): pytest.skip('no server')\n"
        "def test_x(server): pass"
    ),
    "of the whole file": "import pytest\npytest.skip('no server', allow_module_level=True)",
}
XFAIL = "import pytest\n@pytest.mark.xfail\ndef test_x(): assert False"


def pytest_code(folder: Path, source: str, *options: str) -> int:
    """Run pytest on one file with the plugin and nothing else of ours; give its exit code."""
    (folder / "test_x.py").write_text(source)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "tests.strict_skips"]
    done = subprocess.run(
        [*command, f"--rootdir={folder}", "-c", "/dev/null", *options, str(folder)],
        cwd=TOP,
        capture_output=True,
        check=False,
    )
    return done.returncode


@pytest.mark.parametrize("source", SKIPS.values(), ids=SKIPS)
def test_a_skip_fails_where_skips_are_forbidden(tmp_path: Path, source: str):
    code = pytest_code(tmp_path, source, "--strict-skips")

    assert code == pytest.ExitCode.TESTS_FAILED or code == pytest.ExitCode.INTERRUPTED


def test_a_skip_is_only_a_skip_elsewhere(tmp_path: Path):
    code = pytest_code(tmp_path, SKIPS["by a fixture"])

    assert code == pytest.ExitCode.OK


def test_a_known_fault_stays_a_known_fault(tmp_path: Path):
    code = pytest_code(tmp_path, XFAIL, "--strict-skips")

    assert code == pytest.ExitCode.OK

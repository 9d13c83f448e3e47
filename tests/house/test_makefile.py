"""The Makefile has the targets that the pages promise, and CI runs them."""

import subprocess

import pytest

from tests.house.tree import TOP

PROMISED = (
    *("setup", "run", "test", "test-all", "fresh", "machine", "check", "lint", "types", "layers"),
    *("bench", "docs", "lock", "clean", "help"),
)


def help_lines() -> dict[str, str]:
    told = subprocess.run(["make", "help"], cwd=TOP, capture_output=True, text=True, check=True)
    words = [line.split(maxsplit=2) for line in told.stdout.splitlines()]
    return {target: sentence for _, target, sentence in words}


@pytest.mark.parametrize("target", PROMISED)
def test_help_says_what_a_target_does(target: str):
    assert help_lines()[target]


def test_make_alone_is_help():
    alone = subprocess.run(["make"], cwd=TOP, capture_output=True, text=True, check=True)

    assert "make run " in alone.stdout


def test_ci_calls_the_same_target_as_people_do():
    assert "\nmake test-all\n" in (TOP / ".ci" / "run").read_text()


@pytest.mark.parametrize("script", [".ci/run", "scripts/setup.sh", "scripts/machine.sh"])
def test_a_script_can_be_executed(script: str):
    assert (TOP / script).stat().st_mode & 0o111


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_a_changed_lock_asks_for_a_new_install(lock: str, tmp_path):
    for name in ("Makefile", "requirements.lock", "requirements-dev.lock"):
        (tmp_path / name).write_bytes((TOP / name).read_bytes())
    before = planned(tmp_path)
    with (tmp_path / lock).open("a") as changed:
        changed.write("# one more line\n")

    after = planned(tmp_path)

    assert before != after


def planned(folder) -> str:
    """Say what `make setup-dev setup` would do in a folder."""
    command = ["make", "--dry-run", "setup", "setup-dev"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout

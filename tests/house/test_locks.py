"""The lock files pin every package by version and hash, and name no address."""

import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.house.tree import TOP

LOCKS = ["requirements.lock", "requirements-dev.lock"]
PIN = re.compile(r"^([a-z0-9._-]+(?:\[[a-z0-9,._-]+\])?)==(\S+?)(?: ; .+?)? \\$")
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}(?: \\)?$")


def pins(lock: str) -> dict[str, str]:
    """Read package and version of every line that pins one."""
    lines = (TOP / lock).read_text().splitlines()
    found = [PIN.match(line) for line in lines]
    return {canonicalize_name(m[1].split("[")[0]): m[2] for m in found if m}


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_pins_and_hashes_and_nothing_else(lock: str):
    lines = (TOP / lock).read_text().splitlines()

    strange = [line for line in lines if not PIN.match(line) and not HASH.match(line)]

    assert strange == []


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_has_a_hash(lock: str):
    lines = (TOP / lock).read_text().splitlines()

    bare = [
        line
        for line, following in zip(lines, [*lines[1:], ""], strict=True)
        if PIN.match(line) and not HASH.match(following)
    ]

    assert bare == []


def test_the_tests_run_on_the_versions_that_users_get():
    run, dev = pins("requirements.lock"), pins("requirements-dev.lock")

    assert {name: dev.get(name) for name in run} == run


@pytest.mark.parametrize("lock", LOCKS)
def test_the_lock_satisfies_what_pyproject_asks_for(lock: str):
    project = tomllib.loads((TOP / "pyproject.toml").read_text())
    asked = list(project["project"]["dependencies"])
    if lock == "requirements-dev.lock":
        asked += project["dependency-groups"]["dev"]
    locked = pins(lock)

    unmet = []
    for requirement in map(Requirement, asked):
        version = locked.get(canonicalize_name(requirement.name))
        if version is None or not requirement.specifier.contains(version, prereleases=True):
            unmet.append(str(requirement))

    assert unmet == []

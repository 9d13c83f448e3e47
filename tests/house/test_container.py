"""There is no container engine where the tests run: the files are held against what they must be.

The schema is our own, of the parts of the Compose Specification that we use; a key that is not
in it fails, so that a slip of the pen (`volume:`, `health_check:`) cannot pass.

Source: https://github.com/compose-spec/compose-spec (05-services, 07-volumes).
"""

import re
from pathlib import Path

import jsonschema
import pytest
import yaml

from tests.house.tree import TOP, name_of

DURATION = {"type": "string", "pattern": r"^(\d+(us|ms|s|m|h))+$"}
NAME = r"^[a-zA-Z0-9._-]+$"
STRINGS = {"type": "array", "items": {"type": "string"}, "uniqueItems": True}
HEALTHCHECK = {
    "type": "object",
    "additionalProperties": False,
    "required": ["test"],
    "properties": {
        "test": {
            "type": "array",
            "minItems": 2,
            "prefixItems": [{"enum": ["CMD", "CMD-SHELL"]}],
            "items": {"type": "string"},
        },
        "interval": DURATION,
        "timeout": DURATION,
        "start_period": DURATION,
        "retries": {"type": "integer", "minimum": 1},
    },
}
DEPENDENCY = {
    "type": "object",
    "additionalProperties": False,
    "required": ["condition"],
    "properties": {
        "condition": {
            "enum": ["service_started", "service_healthy", "service_completed_successfully"]
        },
        "required": {"type": "boolean"},
    },
}
SERVICE = {
    "type": "object",
    "additionalProperties": False,
    "anyOf": [{"required": ["image"]}, {"required": ["build"]}],
    "properties": {
        "build": {"type": "string"},
        "image": {"type": "string"},
        "profiles": {"type": "array", "items": {"type": "string", "pattern": NAME}},
        "restart": {"enum": ["no", "always", "on-failure", "unless-stopped"]},
        "init": {"type": "boolean"},
        "depends_on": {"type": "object", "additionalProperties": DEPENDENCY},
        "environment": {"type": "object", "additionalProperties": {"type": "string"}},
        "volumes": {
            "type": "array",
            "items": {"type": "string", "pattern": r"^[\w./-]+:/[\w./-]+(:ro)?$"},
        },
        "read_only": {"type": "boolean"},
        "tmpfs": STRINGS,
        "cap_drop": STRINGS,
        "security_opt": STRINGS,
        "stop_grace_period": DURATION,
        "healthcheck": HEALTHCHECK,
    },
}
COMPOSE = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "additionalProperties": False,
    "required": ["services"],
    "properties": {
        "name": {"type": "string", "pattern": r"^[a-z0-9][a-z0-9_-]*$"},
        "services": {
            "type": "object",
            "patternProperties": {NAME: SERVICE},
            "additionalProperties": False,
        },
        "volumes": {"type": "object", "patternProperties": {NAME: {"type": "null"}}},
    },
}


@pytest.fixture(name="compose")
def read_compose() -> dict[str, dict]:
    return yaml.safe_load((TOP / "docker-compose.yml").read_text())


@pytest.fixture(name="steps")
def read_dockerfile() -> list[tuple[str, str]]:
    text = (TOP / "Dockerfile").read_text().replace("\\\n", " ")
    lines = [line.strip() for line in text.splitlines()]
    told = [line for line in lines if line and not line.startswith("#")]
    return [tuple(line.split(maxsplit=1)) for line in told]


def test_the_compose_file_says_nothing_that_compose_does_not_know(compose):
    faults = [e.message for e in jsonschema.Draft202012Validator(COMPOSE).iter_errors(compose)]

    assert faults == []


@pytest.mark.parametrize("slip", ["volume", "health_check", "enviroment"])
def test_a_slip_of_the_pen_would_be_found(compose, slip: str):
    compose["services"]["monitor"][slip] = []

    faults = list(jsonschema.Draft202012Validator(COMPOSE).iter_errors(compose))

    assert len(faults) == 1


def test_every_named_volume_and_dependency_is_defined(compose):
    services = compose["services"].values()
    used = {v.split(":")[0] for s in services for v in s["volumes"] if not v.startswith(".")}
    needed = {name for s in services for name in s.get("depends_on", {})}

    assert used == set(compose["volumes"])
    assert needed <= set(compose["services"])


def test_only_the_database_waits_for_its_profile(compose):
    profiles = {name: s.get("profiles", []) for name, s in compose["services"].items()}

    assert profiles == {"monitor": [], "postgres": ["postgres"]}


def test_the_image_and_compose_ask_the_same_health_question(compose, steps):
    image = next(rest for word, rest in steps if word == "HEALTHCHECK")

    command = compose["services"]["monitor"]["healthcheck"]["test"]

    assert command == ["CMD", *re.findall('"(.+?)"', image)]


def test_the_image_is_set_up_by_the_makefile(steps):
    runs = [rest for word, rest in steps if word == "RUN"]

    assert any(re.search(r"\bmake setup$", run) for run in runs)
    assert not any(re.search(r"\b(pip|uv) ", run) for run in runs)


def test_the_program_in_the_image_is_not_root(steps):
    words = [word for word, _ in steps]

    user = next(rest for word, rest in steps if word == "USER")

    assert user == "monitor"
    assert words.index("USER") > max(n for n, word in enumerate(words) if word == "RUN")


def test_what_the_image_copies_exists_and_is_not_ignored(steps):
    copied = [Path(name) for word, rest in steps if word == "COPY" for name in rest.split()[:-1]]
    allowed = {
        line[1:]
        for line in (TOP / ".dockerignore").read_text().splitlines()
        if line.startswith("!")
    }

    assert [name_of(TOP / path) for path in copied if not (TOP / path).exists()] == []
    assert {path.as_posix() for path in copied} == allowed


def test_what_compose_mounts_is_where_the_program_looks(compose, steps):
    home = next(rest for word, rest in steps if word == "WORKDIR")

    mounts = dict(v.split(":")[:2] for v in compose["services"]["monitor"]["volumes"])

    assert mounts == {"data": "/data", "./config": f"{home}/config"}

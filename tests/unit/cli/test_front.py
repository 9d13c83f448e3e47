"""The door of every command: exit codes, help, speed."""

import resource
import subprocess
import sys

import pytest

from monitor.cli.front import Exit, code_of
from monitor.model.errors import (
    ChildError,
    ConfigError,
    Fault,
    MonitorError,
    QueryError,
    SchemaError,
    StoreError,
)
from tests.unit.cli.conftest import Command, Program

FAULT = Fault(path="a.yaml", line=1, column=1, problem="odd")
HELP_SECONDS = 0.3


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (ConfigError([FAULT]), Exit.CONFIG),
        (SchemaError("old"), Exit.CONFIG),
        (StoreError("busy"), Exit.TRY_LATER),
        (QueryError("odd", 1, "x"), Exit.USAGE),
        (ChildError("timeout"), Exit.NO),
    ],
)
def test_every_error_has_its_exit_code(error: MonitorError, code: Exit):
    assert code_of(error) == code


def test_a_folder_that_is_not_there_is_told_without_a_traceback(program: Program):
    done = program("check", "--config", "nowhere")

    assert done.returncode == 78
    assert "nowhere" in done.stderr
    assert "Traceback" not in done.stderr


def test_no_command_shows_the_help(command: Command):
    done = command()

    assert "Commands:" in done.output
    assert done.exit_code == 2


def test_an_unknown_command_is_wrong_usage(command: Command):
    assert command("mach").exit_code == 2


def test_the_help_comes_at_once():
    """Measure processor seconds: the machine may be busy with other things."""

    def seconds() -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-m", "monitor", "--help"], check=True, capture_output=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    assert min(seconds() for _ in range(3)) < HELP_SECONDS


def test_the_help_loads_nothing_heavy():
    heavy = ("aiohttp", "sqlalchemy", "rich", "yaml", "pydantic", "lxml", "apscheduler", "jinja2")
    code = f"import sys, monitor.cli.main; print([m for m in {heavy} if m in sys.modules])"

    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)

    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    "name", ["digest", "feeds", "hits", "outbox", "rules", "config", "db", "match", "check"]
)
def test_every_command_explains_itself(command: Command, name: str):
    done = command(name, "--help")

    assert done.exit_code == 0
    assert "Usage: " in done.stdout

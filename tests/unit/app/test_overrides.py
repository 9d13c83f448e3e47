"""The environment over the file, and secrets that stand in neither of them."""

import pytest

from tests.unit.app.files import MONITOR, faults, load


def test_a_variable_goes_over_a_single_value(tmp_path):
    environment = {"MONITOR__LIMITS__POLLS": "3", "MONITOR__EVERY": "1h", "OTHER": "x"}

    config = load(tmp_path, environment, monitor=MONITOR + "limits: {polls: 9}\n")

    assert (config.limits.polls, config.every.total_seconds()) == (3, 3600)


def test_a_variable_can_reach_into_a_list_and_a_named_thing(tmp_path):
    environment = {
        "MONITOR__ROUTES__0__WAIT": "9s",
        "MONITOR__DESTINATIONS__FILES__FOLDER": "elsewhere",
    }

    config = load(tmp_path, environment)

    assert config.routes[0].wait is not None
    assert config.routes[0].wait.total_seconds() == 9
    assert config.destinations["files"].folder == str(tmp_path / "elsewhere")


@pytest.mark.parametrize(
    ("environment", "database"),
    [
        ({"MONITOR_DATABASE": "sqlite:////a.db"}, "sqlite:////a.db"),
        ({"DATABASE_URL": "postgres://h/d"}, "postgresql://h/d"),
        (
            {"DATABASE_URL": "postgres://h/d", "MONITOR_DATABASE": "sqlite:////a.db"},
            "sqlite:////a.db",
        ),
        (
            {"DATABASE_URL": "postgres://h/d", "MONITOR__DATABASE": "sqlite:////b.db"},
            "sqlite:////b.db",
        ),
    ],
)
def test_the_database_has_short_names(tmp_path, environment, database):
    config = load(tmp_path, environment, monitor=MONITOR + "database: sqlite:///c.db\n")

    assert config.database == database


def test_the_data_folder_has_a_short_name(tmp_path):
    assert str(load(tmp_path, {"MONITOR_DATA": "/var/monitor"}).data) == "/var/monitor"


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("MONITOR__LIMITS__POLLS", "many", "a whole number is expected here"),
        ("MONITOR__LIMITS__POLS", "3", "unknown key 'pols'; did you mean 'polls'?"),
        ("MONITOR__ROUTES__9__WAIT", "3s", "nothing can be set there"),
        ("MONITOR__VERSION__X", "3", "nothing can be set there"),
        ("MONITOR_DATABASE", "mysql://x", "no database of kind 'mysql'"),
    ],
)
def test_a_fault_in_a_variable_names_the_variable(tmp_path, name, value, said):
    found = faults(tmp_path, {name: value}, monitor=f"{MONITOR}version: 1\n")

    assert f"environment:{name}:0:0: {said}" in found[0]


def test_a_secret_can_stand_in_a_file_that_a_variable_names(tmp_path):
    (tmp_path / "url").write_text("postgresql://u:p@h/d\n")

    config = load(tmp_path, {"DATABASE_URL_FILE": str(tmp_path / "url")})

    assert config.database == "postgresql://u:p@h/d"


@pytest.mark.parametrize("written", ["{env: DB}", "{file: ../url}"])
def test_a_secret_can_stand_in_a_file(tmp_path, written):
    (tmp_path / "url").write_text("postgresql://u:p@h/d\r\n")

    config = load(
        tmp_path, {"DB_FILE": str(tmp_path / "url")}, monitor=f"{MONITOR}database: {written}\n"
    )

    assert config.database == "postgresql://u:p@h/d"


@pytest.mark.parametrize(
    ("content", "said"),
    [(None, "cannot be read"), (b"", "empty"), (b"\xff", "not UTF-8"), (b"x" * 70_000, "too long")],
)
def test_a_secret_that_cannot_be_read_is_a_fault(tmp_path, content, said):
    if content is not None:
        (tmp_path / "url").write_bytes(content)

    (fault,) = faults(tmp_path, monitor=MONITOR + "database: {file: ../url}\n")

    assert fault.startswith("monitor.yaml:3:11: ")
    assert said in fault


def test_a_secret_that_everybody_may_write_is_doubtful(tmp_path):
    (tmp_path / "url").write_text("postgresql://h/d")
    (tmp_path / "url").chmod(0o666)

    config = load(tmp_path, monitor=MONITOR + "database: {file: ../url}\n")

    assert ["chmod 600" in warning.problem for warning in config.warnings] == [True]

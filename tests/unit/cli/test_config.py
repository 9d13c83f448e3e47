"""`monitor config` and `monitor rules`: what was understood."""

import json
from pathlib import Path

import jsonschema
import yaml

from monitor.rules.grammar import parse_query
from tests.unit.cli.conftest import MONITOR, Command, write_config


def test_the_configuration_is_shown_as_yaml_and_as_json(command: Command, config: Path):
    as_yaml = command("config", "dump", "--config", config)
    as_json = command("config", "dump", "--config", config, "--json")

    assert yaml.safe_load(as_yaml.stdout) == json.loads(as_json.stdout)


def test_a_password_is_never_shown(command: Command, tmp_path: Path):
    url = "postgresql://user:open-sesame@db.example/monitor"
    config = write_config(tmp_path, monitor=MONITOR.replace("sqlite:///data/rows.db", url))

    done = command("config", "dump", "--config", config)

    assert "db.example" in done.stdout
    assert "open-sesame" not in done.output


def test_schemas_are_written_one_file_each(command: Command, tmp_path: Path):
    command("config", "schema", "--write", tmp_path / "schema")

    names = {path.name for path in (tmp_path / "schema").iterdir()}
    assert names == {f"{one}.schema.json" for one in ("monitor", "feeds", "watches", "event")}


def test_the_schemas_accept_the_configuration(command: Command, config: Path):
    found = json.loads(command("config", "schema").stdout)

    for file, name in (("monitor.yaml", "monitor"), ("watches/one.yaml", "watches")):
        content = yaml.safe_load((config / file).read_text())
        checker = jsonschema.Draft202012Validator(found[f"{name}.schema.json"])
        assert list(checker.iter_errors(content)) == []


def test_a_watch_is_shown_as_one_line_that_can_be_read_again(command: Command, config: Path):
    done = command("rules", "show", "sappers-kursk", "--config", config)

    assert done.stdout == "$korea AND ($sappers OR $kursk) AND NOT title:(=chess)\n"
    assert parse_query(done.stdout.strip())


def test_every_watch_is_shown_with_its_name(command: Command, config: Path):
    done = command("rules", "show", "--config", config)

    assert [line.split(":")[0] for line in done.stdout.splitlines()] == ["sappers-kursk", "chess"]

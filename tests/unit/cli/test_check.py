"""`monitor check`: every fault at once, doubts, and what connects."""

import json
from pathlib import Path

from pytest_httpserver import HTTPServer

from tests.unit.cli.conftest import MONITOR, WATCHES, Command, write_config
from tests.unit.cli.filled import polled


def test_a_configuration_without_fault_is_summed_up(command: Command, config: Path):
    done = command("check", "--config", config)

    assert done.exit_code == 0
    assert done.stdout.startswith("0 feeds, 2 watches, 1 route, 1 destination; next digest 20")
    assert done.stdout.endswith("08:00 UTC (desk)\n")


def test_every_fault_of_every_file_has_a_line_of_its_own(command: Command, tmp_path: Path):
    watches = WATCHES.replace("title: Chess", "titel: Chess")
    config = write_config(tmp_path, watches, MONITOR.replace("at:", "att:"))

    done = command("check", "--config", config)

    lines = done.stderr.splitlines()
    assert done.exit_code == 78
    assert any("monitor.yaml:4:" in line and "'att'; did you mean 'at'" in line for line in lines)
    assert any("one.yaml:" in line and "'titel'; did you mean 'title'" in line for line in lines)


def test_faults_can_be_read_by_a_program(command: Command, tmp_path: Path):
    config = write_config(tmp_path, WATCHES.replace("title: Chess", "titel: Chess"))

    done = command("check", "--config", config, "--json")

    found = json.loads(done.stdout)
    assert found["fine"] is False
    line = WATCHES[: WATCHES.index("title: Chess")].count("\n") + 1
    assert line in [fault["line"] for fault in found["faults"]]
    assert done.exit_code == 78


def test_an_error_of_lint_is_a_fault(command: Command, tmp_path: Path):
    config = write_config(tmp_path, WATCHES.replace("{case: DPRK}", "KP"))

    done = command("check", "--config", config)

    assert done.exit_code == 78
    assert "KP is too short" in done.stderr


def test_a_doubt_is_told_and_stops_nobody(command: Command, tmp_path: Path):
    unused = WATCHES.replace("lexicon:\n", "lexicon:\n  harbour: {en: [harbour]}\n")
    config = write_config(tmp_path, unused)

    done = command("check", "--config", config)

    assert done.exit_code == 0
    assert "nothing uses the lexicon entry 'harbour' (warning)" in done.stderr


def test_a_webhook_gets_a_test_message_when_connections_are_tried(
    command: Command, tmp_path: Path, httpserver: HTTPServer
):
    httpserver.expect_request("/hook").respond_with_data("", status=204)
    config = with_webhook(tmp_path, httpserver)

    done = command("check", "--config", config, "--connect")

    assert done.exit_code == 0
    assert [request.method for request, _ in httpserver.log] == ["POST"]


def test_a_connection_that_fails_is_named(command: Command, tmp_path: Path, httpserver: HTTPServer):
    httpserver.expect_request("/hook").respond_with_data("closed", status=410)
    config = with_webhook(tmp_path, httpserver)

    done = command("check", "--config", config, "--connect")

    assert done.exit_code == 1
    assert "webhook hook: gone: 410" in done.stderr


def test_a_mail_server_that_is_not_there_is_named(command: Command, tmp_path: Path):
    mail = "mail: {host: 127.0.0.1, port: 1, sender: a@b.example, security: none}\n"
    config = write_config(tmp_path, monitor=MONITOR + mail)

    done = command("check", "--config", config, "--connect")

    assert done.exit_code == 1
    assert "mail server 127.0.0.1:1" in done.stderr


def test_warnings_of_one_kind_are_counted_after_a_few(command: Command, tmp_path: Path):
    names = [f"harbour{n}" for n in range(5)]
    unused = "".join(f"  {name}: {{en: [{name}]}}\n" for name in names)
    config = write_config(tmp_path, WATCHES.replace("lexicon:\n", f"lexicon:\n{unused}"))

    few = command("check", "--config", config)
    every = command("check", "--config", config, "--all")

    assert few.stderr.count("nothing uses") == 3
    assert "and 2 more warnings of these kinds (2 of unused entries): --all names" in few.stderr
    assert every.stderr.count("nothing uses") == 5


def test_a_program_is_told_every_warning_with_its_kind(command: Command, tmp_path: Path):
    unused = WATCHES.replace("lexicon:\n", "lexicon:\n  harbour: {en: [harbour]}\n")
    config = write_config(tmp_path, unused)

    found = json.loads(command("check", "--config", config, "--json").stdout)["warnings"]

    assert ("unused entries", 3) in [(one["kind"], one["line"]) for one in found]


def test_a_watch_that_meets_a_fifth_of_what_is_stored_is_named(command: Command, tmp_path: Path):
    config = polled(tmp_path)

    done = command("check", "--config", config, "--stored", "2d")

    assert done.exit_code == 0
    assert "the watch 'sappers' meets 1 of 3 stored articles (33%)" in done.stderr
    assert "'harbour' meets" not in done.stderr


def test_without_a_database_stored_articles_cannot_be_asked(command: Command, own_config: Path):
    done = command("check", "--config", own_config, "--stored", "2d")

    assert done.exit_code == 1
    assert "stored articles could not be asked: the database is empty" in done.stderr


def with_webhook(folder: Path, server: HTTPServer) -> Path:
    """Write a configuration with a webhook at a server."""
    monitor = MONITOR.replace(
        "{files: {folder: outbox}}",
        f"{{files: {{folder: outbox}}, hook: {{webhook: '{server.url_for('/hook')}'}}}}",
    )
    return write_config(folder, monitor=f"{monitor}allow: [127.0.0.0/8, localhost]\n")

"""The whole configuration: what is read, where paths begin, and every fault with its place."""

from datetime import timedelta
from pathlib import Path

import pytest

from monitor.app.config import Limits, MailAccount, load_config
from monitor.model.errors import ConfigError
from tests.unit.app.files import MONITOR, faults, load

SHIPPED = Path(__file__).parents[3] / "config"


def test_the_shipped_configuration_has_no_fault():
    config = load_config(SHIPPED, {})

    assert config.database == f"sqlite:///{SHIPPED.parent}/data/monitor.db"
    assert {feed.is_local for feed in config.feeds} == {True, False}
    assert config.watches.watches


def test_what_the_files_do_not_say_has_a_default(tmp_path):
    config = load(tmp_path)

    assert config.database == f"sqlite:///{tmp_path}/data/monitor.db"
    assert (config.data, config.folder) == (tmp_path / "data", tmp_path / "config")
    assert (config.every, config.keep_articles) == (timedelta(minutes=15), timedelta(days=90))
    assert (config.limits, config.mail, config.operator) == (Limits(), None, None)


def test_what_the_files_say_is_kept(tmp_path):
    config = load(
        tmp_path,
        monitor=MONITOR + "every: 5m\nkeep: {articles: 7d}\ncontact: 'https://example.org'\n"
        "allow: [10.0.0.0/8]\noperator: files\nlimits: {polls: 3, timeout: 10s}\n",
    )

    assert (config.every, config.keep_articles) == (timedelta(minutes=5), timedelta(days=7))
    assert (config.contact, config.allow) == ("https://example.org", ("10.0.0.0/8",))
    assert (config.operator, config.limits) == ("files", Limits(polls=3, seconds=10.0))


DATABASES = [
    ("sqlite:///x/y.db", "sqlite:///{base}/x/y.db"),
    ("sqlite:////var/y.db", "sqlite:////var/y.db"),
    ("sqlite:///y.db?mode=rw", "sqlite:///{base}/y.db?mode=rw"),
    ("postgresql://u:p@h/d", "postgresql://u:p@h/d"),
    ("postgres://u:p@h/d", "postgresql://u:p@h/d"),
]


@pytest.mark.parametrize(("written", "meant"), DATABASES)
def test_a_relative_database_lies_above_the_configuration(tmp_path, written, meant):
    config = load(tmp_path, monitor=f"{MONITOR}database: {written}\n")

    assert config.database == meant.format(base=tmp_path)


def test_mail_is_read_with_its_password_from_the_environment(tmp_path):
    mail = "mail: {host: h, user: u, password: {env: PASS}, sender: a@example.org}\n"

    config = load(tmp_path, {"PASS": "secret"}, monitor=MONITOR + mail)

    assert config.mail == MailAccount(
        host="h", port=587, user="u", password="secret", sender="a@example.org"
    )
    assert "secret" not in repr(config)


FAULTS = [
    ("version: 2", "3:10: 2 is not one of 1"),
    ("evry: 5m", "3:1: unknown key 'evry'; did you mean 'every'?"),
    ("every: 5", "3:8: 5 has no unit: write 5s, 5m, 5h or 5d"),
    ("limits: {polls: 0}", "3:17: at least 1 is expected here"),
    ("limits: {pols: 1}", "3:10: unknown key 'pols'; did you mean 'polls'?"),
    ("database: mysql://h/d", "3:11: no database of kind 'mysql'"),
    ("database: 'sqlite://'", "3:11: no database of kind 'sqlite'"),
    ("database: 'sqlite:///:memory:'", "3:11: a database in memory forgets"),
    ("database: {env: NOWHERE}", "3:11: the environment has neither NOWHERE nor NOWHERE_FILE"),
    ("operator: fils", "3:11: no destination 'fils'; did you mean 'files'?"),
    ("mail: {host: h, sender: s@x.org, user: u}", "3:7: user and password belong together"),
    ("mail: {host: h, sender: s, user: u, password: x}", "3:47: a secret does not stand in this"),
    ("mail: {host: h, sender: s, security: ssl}", "3:38: 'ssl' is not one of starttls, tls, none"),
    ("mail: {host: h}", "3:7: 'sender:' is missing here"),
    ("a: [", "4:1: a bracket [ or { that was opened here or above is never closed"),
]


@pytest.mark.parametrize(("line", "said"), FAULTS)
def test_a_fault_is_named_with_line_and_column(tmp_path, line, said):
    (fault,) = faults(tmp_path, monitor=f"{MONITOR}{line}\n")

    assert fault.startswith(f"monitor.yaml:{said}")


def test_a_password_never_goes_over_an_open_line(tmp_path):
    mail = "mail: {host: h, sender: s@x.org, user: u, password: {env: P}, security: none}\n"

    (fault,) = faults(tmp_path, {"P": "x"}, monitor=MONITOR + mail)

    assert "open line" in fault


def test_every_fault_of_every_file_is_found_at_once(tmp_path):
    found = faults(
        tmp_path,
        monitor="evry: 5m\n",
        feeds="feeds: ['ftp://x']\n",
        watches="watches: [{id: a, query: a b}]\n",
    )

    assert [fault.split(": ")[0] for fault in found] == [
        "feeds.yaml:1:9", "monitor.yaml:1:1", "watches/a.yaml:1:28",
    ]  # fmt: skip


def test_files_that_are_not_there_are_named(tmp_path):
    with pytest.raises(ConfigError) as error:
        load_config(tmp_path / "nowhere", {})

    assert [Path(fault.path).name for fault in error.value.faults] == [
        "feeds.yaml", "monitor.yaml", "watches",
    ]  # fmt: skip

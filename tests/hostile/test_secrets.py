"""No secret of the configuration stands in anything that the program prints, logs, sends or keeps.

Everything is run for real, against receivers that repeat what they were told, and whatever was
written is searched for each secret: plain, quoted, in JSON, and inside of base64.
"""

import json
import os
import re
import sqlite3
import ssl
import subprocess
import sys
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from time import sleep

import pytest
from typer.testing import CliRunner

from monitor.app.config import load_config
from monitor.cli.main import app
from monitor.model.errors import ConfigError
from tests.figures import Figure
from tests.hostile.echoes import Echoes, echoes
from tests.rig import configuration
from tests.rig.program import until
from tests.unit.notify.conftest import Certificate
from tests.unit.notify.conftest import certificate as certificate  # a fixture

# One of Apprise's hundred services imports a module that Python 3.13 has no more.
pytestmark = pytest.mark.filterwarnings("ignore:.*imghdr:DeprecationWarning")
SECONDS_OF_THE_DAEMON = 4
# A letter before and behind, which addresses and JSON spell in their own ways.
FRAME = "p/{}+ä"


def core(name: str) -> str:
    """Make what each spelling of a secret holds, and nothing else does."""
    return f"c4n4ry{name}q7"


NAMES = (
    "smtp", "hooknew", "hookold", "bearer", "cookie", "feedpass", "feedtoken", "feedquery",
    "proxy", "hookpass", "hookpath", "hookquery", "chatpass", "chattoken", "database",
)  # fmt: skip
CORES = {name: core(name) for name in NAMES}


def framed(name: str) -> str:
    return FRAME.format(CORES[name])


def quoted(name: str) -> str:
    return f"p%2F{CORES[name]}%2B%C3%A4"


def signing(name: str) -> str:
    return "whsec_" + b64encode(CORES[name].ljust(32, "=").encode()).decode()


def spellings(secret: str) -> Iterator[str]:
    """Give what is left of a secret in every spelling; in base64 at each of its three places."""
    yield secret
    yield b64encode(secret.encode()).decode()[:-4]
    for before in (1, 2):
        yield b64encode(b"\0" * before + secret.encode()).decode()[before + 1 : -4]


NEEDLES = {form: name for name, secret in CORES.items() for form in spellings(secret)}
NEEDLE = re.compile("|".join(map(re.escape, NEEDLES)))


@dataclass(slots=True, kw_only=True)
class House:
    """A folder with a configuration full of secrets, and everything that was printed there."""

    folder: Path
    environment: Mapping[str, str]
    said: dict[str, str] = field(default_factory=dict)

    def run(self, *words: str, **more: str) -> int:
        """Run a command inside this process, and keep what it prints."""
        was = Path.cwd()
        os.chdir(self.folder)
        try:
            done = CliRunner(env={**self.environment, **more}).invoke(app, words)
        finally:
            os.chdir(was)
        assert not done.exception or isinstance(done.exception, SystemExit), done.exception
        self.said[" ".join((*words, *more))] = done.output
        return done.exit_code

    def leaks(self) -> list[str]:
        """Name each secret that stands in what was printed or kept, and where."""
        places = {**self.said, **dict(self._files()), **dict(self._rows())}
        return sorted(
            {
                f"{NEEDLES[found[0]]} in {place}: …{text[max(found.start() - 60, 0) : found.end()]}"
                for place, text in places.items()
                for found in NEEDLE.finditer(text)
            }
        )

    def _files(self) -> Iterator[tuple[str, str]]:
        for path in self.folder.rglob("*"):
            own = path.relative_to(self.folder).parts[0] not in ("config", "secrets")
            if path.is_file() and own and not path.name.startswith("monitor.db"):
                yield str(path), path.read_bytes().decode("utf-8", "replace")

    def _rows(self) -> Iterator[tuple[str, str]]:
        """Give every row; the addresses of feeds are the configuration itself."""
        with closing(sqlite3.connect(self.folder / "data" / "monitor.db")) as database:
            tables = "SELECT name FROM sqlite_master WHERE type = 'table'"
            for (table,) in database.execute(tables).fetchall():
                cursor = database.execute(f'SELECT * FROM "{table}"')
                names = [column[0] for column in cursor.description]
                for row in cursor:
                    for name, value in zip(names, row, strict=True):
                        if (table, name) != ("feed", "address"):
                            yield f"{table}.{name}", _text(value)


def _text(value: object) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


def feeds_of(web: int) -> list[Mapping[str, object]]:
    """Ask an outlet in every way that takes a secret, and have it fail in every way."""
    bad = ("401", "403", "500", "line", "header", "reset", "redirect", "200")
    cookies = {"cookies": {"session": CORES["cookie"]}, "first_run": "all"}
    headers = {"Authorization": {"env": "BEARER"}, "X-Plain": framed("bearer")}
    login = f"me:{quoted('feedpass')}@127.0.0.1:{web}"
    token = f"{CORES['feedtoken']}@127.0.0.1:{web}"
    query = f"api_key={CORES['feedquery']}"
    ways = {"login": (login, {}), "token": (token, {}), "bearer": (f"127.0.0.1:{web}", headers)}
    found: list[Mapping[str, object]] = [
        {
            "id": f"{way}{kind}",
            "address": f"http://{place}/{kind}?{way}&{query}",
            "headers": more,
            **cookies,
        }
        for way, (place, more) in ways.items()
        for kind in (*bad, "feed")
    ]
    proxy = {"proxy": {"file": "../secrets/proxy"}}
    return [
        *found,
        {"id": "through", "address": "http://a.example/x", **proxy},
        {"id": "tls", "address": f"https://{login}/x", **cookies},
        {"id": "closed", "address": f"http://me:{quoted('feedpass')}@127.0.0.1:1/x", **cookies},
    ]


def destinations_of(web: int) -> Mapping[str, object]:
    place = f"http://me:{quoted('hookpass')}@127.0.0.1:{web}"
    signed = [{"file": "../secrets/new"}, {"env": "HOOK_OLD"}]
    kinds = {
        f"hook{kind}": {"webhook": f"{place}/{kind}/{CORES['hookpath']}", "secret": signed}
        for kind in ("200", "401", "500", "410", "line", "reset")
    }
    return {
        **kinds,
        "hookenv": {"webhook": {"env": "HOOK"}, "secret": signed},
        "chat": {"chat": {"env": "CHAT"}},
        "rina": {"mail": "rina@example.org"},
        "files": {"folder": "outbox"},
    }


@pytest.fixture(scope="module")
def servers(certificate: Certificate) -> Iterator[Echoes]:
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    tls.load_cert_chain(certificate.certificate, certificate.key)
    with echoes(tls) as running:
        yield running


@pytest.fixture
def house(tmp_path: Path, servers: Echoes, certificate: Certificate) -> House:
    """Write a configuration in which every place that takes a secret has one."""
    secrets = tmp_path / "secrets"
    secrets.mkdir()
    proxy = f"http://me:{quoted('proxy')}@127.0.0.1:{servers.web}"
    for name, value in {
        "new": signing("hooknew"),
        "proxy": proxy,
        "smtp": framed("smtp"),
    }.items():
        (secrets / name).write_text(value, "utf-8")
        (secrets / name).chmod(0o600)
    destinations = destinations_of(servers.web)
    configuration.write(
        tmp_path,
        feeds=feeds_of(servers.web),
        destinations=destinations,
        routes=[{"id": "desk", "to": list(destinations), "wait": "0s", "group_by": []}],
        operator="files",
        mail={
            "host": "127.0.0.1",
            "port": servers.mail,
            "security": "tls",
            "user": "me",
            "password": {"env": "SMTP"},
            "sender": "news@example.org",
        },
        limits={"timeout": "5s"},
    )
    environment = {
        **os.environ,
        "SSL_CERT_FILE": str(certificate.certificate),
        "SMTP_FILE": str(secrets / "smtp"),
        "BEARER": f"Bearer {framed('bearer')}",
        "HOOK_OLD": signing("hookold"),
        "HOOK": f"http://127.0.0.1:{servers.web}/500/{CORES['hookpath']}?k={CORES['hookquery']}",
        "CHAT": f"json://me:{quoted('chatpass')}@127.0.0.1:{servers.web}/500/{CORES['chattoken']}",
    }
    return House(folder=tmp_path, environment=environment)


def daemon(house: House, form: str) -> None:
    """Run the daemon for a while, reload it, and end it politely."""
    log = house.folder / f"log.{form}"
    with log.open("wb") as stream:
        process = subprocess.Popen(
            [sys.executable, "-m", "monitor", "run", "--log", form],
            cwd=house.folder,
            env=house.environment,
            stdout=stream,
            stderr=stream,
        )
        until(lambda: b"delivery" in log.read_bytes(), process, 20)
        sleep(SECONDS_OF_THE_DAEMON / 2)
        process.send_signal(1)
        sleep(SECONDS_OF_THE_DAEMON / 2)
        process.terminate()
        process.wait(20)


COMMANDS: Sequence[str] = (
    "check", "check --json", "check --connect", "config dump", "config dump --json",
    "once --log json", "digest preview", "digest preview --json", "feeds list",
    "feeds list --json", "feeds check", "feeds check --json", "feeds export", "outbox list",
    "outbox list --json", "outbox retry --all", "hits list --json", "story list --json",
    "routes list", "routes list --json", "verify", "healthcheck",
    *(f"digest send --test {name}" for name in ("hook401", "hookenv", "hookline", "chat", "rina")),
)  # fmt: skip


@pytest.mark.timeout(240)
def test_no_secret_is_in_what_is_printed_logged_or_kept(
    house: House, servers: Echoes, figure: Figure
):
    daemon(house, "text")
    for words in COMMANDS:
        house.run(*words.split())

    leaks = house.leaks()

    assert leaks == []
    heard = "".join(servers.heard)
    told = {NEEDLES[found[0]] for found in NEEDLE.finditer(heard)}
    unheard = {"hooknew", "hookold", "database"}  # signatures are made with them, logins not
    assert set(NAMES) - unheard <= told, "a secret was never sent: the test would see nothing"
    assert "***" in "".join(house.said.values())
    figure(
        "secrets, spellings, commands, leaks", f"{len(NAMES)}, {len(NEEDLES)}, {len(COMMANDS)}, 0"
    )


DATABASES = (
    "postgresql://me:{}@127.0.0.1:1/x",
    "postgresql://me:{}@127.0.0.1:99999/x",
    "postgresql://me:{}@[::1/x",
    "postgresql://127.0.0.1:1/x?user=me&password={}",
    "postgresql://me:{}@127.0.0.1:1/x?nonsense=1&sslmode=no",
    "postgresql+psycopg://me:{}@/x?host=/nowhere",
    "mysql://me:{}@127.0.0.1/x",
    "{}",
    "sqlite://{}",
)


@pytest.mark.parametrize("database", DATABASES)
def test_an_address_of_a_database_never_shows_its_password(house: House, database: str):
    address = database.replace("{}", CORES["database"])
    commands = ("check", "config dump", "db upgrade", "verify")

    codes = [house.run(*words.split(), DATABASE_URL=address) for words in commands]

    assert codes[2] != 0
    said = "".join(house.said.values())
    assert NEEDLE.findall(said) == []


FAULTS = (
    ("HOOK", "ftp://{}@x/{}"),
    ("HOOK", "{}"),
    ("HOOK", "x.example/{}"),
    ("HOOK", "https://[{}/"),
    ("HOOK", "https:///{}"),
    ("HOOK", "feed://x/{}"),
    ("HOOK", "https://x/ {}"),
    ("HOOK_OLD", "whsec_{}!"),
    ("CHAT", "{}"),
    ("BEARER", "{}\nX: y"),
)


@pytest.mark.parametrize(("variable", "value"), FAULTS)
def test_a_fault_of_a_secret_is_told_without_it(house: House, variable: str, value: str):
    code = house.run("check", **{variable: value.replace("{}", CORES["hookquery"])})

    assert code == 78
    assert NEEDLE.findall("".join(house.said.values())) == []


INLINE = (
    "mail: {host: h, sender: s@x.org, user: me, password: C}",
    "mail: {host: h, sender: s@x.org, user: me, password: {env: 'C!'}}",
    "mail: {host: h, sender: s@x.org, user: me, password: [C]}",
    "mail: {host: h, sender: s@x.org, user: me, password: '*C}",
    "database: 'mysql://me:C@h/x'",
    "destinations: {x: {webhook: 'ftp://me:C@h/x'}}",
    "destinations: {x: {webhook: 'me:C@h.example/x'}}",
    "destinations: {x: {webhook: 'https://h.example/x', secret: whsec_C}}",
    "destinations: {x: {chat: 'slack://C/x'}}",
)


@pytest.mark.parametrize("line", INLINE)
def test_a_secret_in_the_file_is_refused_without_being_repeated(tmp_path: Path, line: str):
    config = configuration.write(tmp_path, feeds=[])
    (config / "monitor.yaml").write_text(line.replace("C", CORES["smtp"]) + "\n")

    with pytest.raises(ConfigError, match=r"monitor\.yaml") as refused:
        load_config(config, {})

    assert NEEDLE.findall(str(refused.value)) == []


@pytest.mark.parametrize(
    "address",
    [
        "me:C@h.example/x", "ftp://me:C@h/x", "https://me:C@[h/x", "feed://me:C@h/x",
        "https://me:C@/x", "https://me:C@h/x y", "h.example/x?key=C",
    ],
)  # fmt: skip
def test_a_bad_address_of_a_feed_is_refused_without_its_password(tmp_path: Path, address: str):
    said = address.replace("C", CORES["feedpass"])
    config = configuration.write(tmp_path, feeds=[{"address": said}])

    with pytest.raises(ConfigError, match=r"feeds\.yaml") as refused:
        load_config(config, {})

    assert NEEDLE.findall(str(refused.value)) == []


@pytest.mark.parametrize(("mode", "warned"), [(0o600, 0), (0o640, 0), (0o644, 1), (0o666, 1)])
def test_a_secret_that_everybody_may_read_is_doubtful(tmp_path: Path, mode: int, warned: int):
    (tmp_path / "key").write_text(signing("hooknew"))
    (tmp_path / "key").chmod(mode)
    hook = {"webhook": "https://x.example/", "secret": {"file": str(tmp_path / "key")}}
    route = {"id": "desk", "to": ["hook"], "wait": "0s"}
    config = configuration.write(tmp_path, feeds=[], destinations={"hook": hook}, routes=[route])

    warnings = load_config(config, {}).warnings

    assert [f"chmod 600 {tmp_path / 'key'}" in str(one) for one in warnings] == [True] * warned


def test_the_search_would_find_each_secret_in_each_spelling():
    for name in NAMES:
        told = [
            framed(name),
            quoted(name),
            json.dumps(framed(name)),
            b64encode(f"me:{framed(name)}".encode()).decode(),
            b64encode(f"\0me\0{framed(name)}".encode()).decode(),
            b64encode(framed(name).encode()).decode(),
        ]
        assert [NEEDLE.search(text) is not None for text in told] == [True] * len(told)

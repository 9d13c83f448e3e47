"""A PostgreSQL server of our own for tests: real, local, gone when the tests end.

It listens on a Unix socket only, keeps its files in a temporary folder, and promises nothing about
a power cut (`fsync=off`), which makes a fresh database cost about 50 ms.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from signal import SIGQUIT
from time import monotonic, sleep

import psycopg
from psycopg import sql

START_SECONDS = 30
SUPERUSER = "postgres"
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "max_connections": "50",
    "shared_buffers": "32MB",
    "timezone": "UTC",
}


class Missing(Exception):
    """The machine lacks what the server needs; the text says what and how to get it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A running server; databases are named by the caller."""

    folder: Path
    admin: psycopg.Connection[tuple[object, ...]]

    def url(self, name: str) -> str:
        """Say the address of a database, as SQLAlchemy and libpq both read it."""
        return address(self.folder, name)

    def create(self, name: str, template: str = "template0") -> str:
        """Create a database as a copy of a template, and say its address.

        The template must have no open connection.
        """
        statement = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        self.admin.execute(statement.format(sql.Identifier(name), sql.Identifier(template)))
        return self.url(name)

    def drop(self, name: str) -> None:
        """Drop a database, and close whatever connections to it are left."""
        statement = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
        self.admin.execute(statement.format(sql.Identifier(name)))


def address(folder: Path, name: str) -> str:
    """Say the address of a database behind the socket in a folder."""
    return f"postgresql://{SUPERUSER}@/{name}?host={folder}"


def programs() -> Path:
    """Find the folder of the server's programs, the newest version first.

    Raises:
        Missing: If there are none; Debian keeps them off PATH.
    """
    versions = Path("/usr/lib/postgresql").glob("*/bin")
    newest_first = sorted(versions, key=lambda place: int(place.parent.name), reverse=True)
    on_path = [Path(place) for place in os.get_exec_path()]
    for place in [*newest_first, *on_path]:
        if all((place / name).is_file() for name in ("initdb", "postgres")):
            return place
    raise Missing("no PostgreSQL server programs: apt-get install postgresql, or `make machine`")


def as_server_user() -> list[str]:
    """Say the words before a command that make it run as a user the server accepts.

    The server refuses root. `--pdeathsig` stops it when the tests are killed, too.
    """
    if shutil.which("setpriv") is None:
        raise Missing("no `setpriv` (package util-linux)")
    if os.geteuid() != 0:
        return ["setpriv", "--pdeathsig", "INT"]
    user = server_user()
    return [
        "setpriv",
        f"--reuid={user.pw_uid}",
        f"--regid={user.pw_gid}",
        "--init-groups",
        "--pdeathsig",
        "INT",
    ]


def server_user() -> pwd.struct_passwd:
    """Find the unprivileged user that runs the server when the tests run as root."""
    try:
        return pwd.getpwnam("postgres")
    except KeyError:
        raise Missing("no user `postgres` on this machine: apt-get install postgresql") from None


@contextmanager
def server() -> Iterator[Server]:
    """Start a server in a new temporary folder, and remove both at the end.

    Raises:
        Missing: If the machine lacks something; a test then skips with this reason.
    """
    found = programs()
    prefix = as_server_user()
    folder = Path(tempfile.mkdtemp(prefix="monitor-pg-"))
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, user="postgres", group=server_user().pw_gid)
        _create_cluster(prefix, found, folder)
        with (
            running(prefix, found, folder),
            closing(psycopg.connect(address(folder, "postgres"), autocommit=True)) as admin,
        ):
            yield Server(folder=folder, admin=admin)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _create_cluster(prefix: list[str], found: Path, folder: Path) -> None:
    command = [
        str(found / "initdb"),
        f"--pgdata={folder / 'data'}",
        f"--username={SUPERUSER}",
        "--auth=trust",
        "--encoding=UTF8",
        "--locale=C.UTF-8",
        "--no-sync",
    ]
    done = subprocess.run(
        [*prefix, *command], cwd=folder, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise RuntimeError(f"initdb failed:\n{done.stdout}\n{done.stderr}")


@contextmanager
def running(prefix: list[str], found: Path, folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Run a server on the cluster in a folder, until the block ends."""
    options = [f"--{name.replace('_', '-')}={value}" for name, value in SETTINGS.items()]
    command = [str(found / "postgres"), "-D", str(folder / "data"), "-k", str(folder), *options]
    with (folder / "server.log").open("wb") as log:
        process = subprocess.Popen(
            [*prefix, *command], cwd=folder, stdout=log, stderr=log, stdin=subprocess.DEVNULL
        )
    try:
        _wait_until_ready(process, folder)
        yield process
    finally:
        process.terminate()
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:  # somebody holds a connection: do not wait for them
            process.send_signal(SIGQUIT)
            process.wait(10)


def _wait_until_ready(process: subprocess.Popen[bytes], folder: Path) -> None:
    deadline = monotonic() + START_SECONDS
    while monotonic() < deadline and process.poll() is None:
        try:
            psycopg.connect(address(folder, "postgres")).close()
        except psycopg.OperationalError:
            sleep(0.05)
        else:
            return
    log = (folder / "server.log").read_text(errors="replace")
    raise RuntimeError(f"PostgreSQL did not start within {START_SECONDS} s:\n{log}")

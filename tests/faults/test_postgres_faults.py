"""PostgreSQL that cuts connections, takes no more of them, or restarts: nothing is lost."""

import os
import signal
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from functools import partial
from pathlib import Path
from threading import Lock
from time import monotonic

import psycopg
import pytest

from monitor.app.patience import DOWN, UP
from tests import postgres
from tests.conftest import make_tables
from tests.databases import PostgresDatabases
from tests.faults.machine import SOUND, Fault, Ground, Trigger, damage, house_on, live, lone
from tests.figures import Figure, by_length
from tests.rig import configuration
from tests.rig.program import FEEDS, Wire, command, daemon, titles_told, until

CUTS = by_length(30, 300)
CROWDS = by_length(10, 100)
RESTARTS = by_length(8, 100)
RESUMES_SECONDS = 60.0
TRY_LATER = 75
# An undisturbed life passes about so many statements.
STATEMENTS = 250


class Cut:
    """Somebody ends every connection to a database."""

    def __init__(self, server: postgres.Server, name: str) -> None:
        self._server, self._name = server, name

    def begin(self) -> None:
        self._server.admin.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s",
            (self._name,),
        )

    def end(self) -> None:
        """New connections are welcome."""


class Crowd(Cut):
    """Others take every connection there is, and ours are cut."""

    def __init__(self, server: postgres.Server, name: str) -> None:
        super().__init__(server, name)
        self._others: list[psycopg.Connection] = []

    def begin(self) -> None:
        super().begin()
        with suppress(psycopg.OperationalError):
            while True:
                self._others.append(psycopg.connect(self._server.url("postgres")))

    def end(self) -> None:
        while self._others:
            self._others.pop().close()


class Restart:
    """The server dies at once, as with its machine, and comes back a little later."""

    def __init__(self, stack: ExitStack, server: postgres.Server) -> None:
        self._stack, self._folder = stack, server.folder
        self._is_down = False
        self._one = Lock()  # a timer mends, and so does the end of the test
        # A server dies with the thread that started it (PR_SET_PDEATHSIG), and a timer's is short.
        self._starter = stack.enter_context(ThreadPoolExecutor(1))

    def begin(self) -> None:
        pid = int((self._folder / "data" / "postmaster.pid").read_text().split()[0])
        os.kill(pid, signal.SIGQUIT)
        os.waitpid(pid, 0)  # a new one does not start beside its remains
        self._is_down = True

    def end(self) -> None:
        with self._one:
            if not self._is_down:
                return
            self._is_down = False
            self._starter.submit(self._start).result()

    def _start(self) -> None:
        server = postgres.running(postgres.as_server_user(), postgres.programs(), self._folder)
        self._stack.enter_context(server)


@pytest.mark.timeout(300)
def test_cut_off_at_any_statement_nothing_is_lost(
    ground: Ground,
    postgres_server: postgres.Server,
    postgres_databases: PostgresDatabases,
    tmp_path: Path,
    figure: Figure,
):
    fault_of = partial(Cut, postgres_server)

    felt = [
        survives(ground, postgres_databases, fault_of, tmp_path / str(n), n * STATEMENTS // CUTS)
        for n in range(CUTS)
    ]

    figure("points of cut connections", CUTS)
    assert sum(felt) > CUTS / 2


@pytest.mark.timeout(300)
def test_with_no_connection_left_at_any_statement_nothing_is_lost(
    ground: Ground,
    postgres_server: postgres.Server,
    postgres_databases: PostgresDatabases,
    tmp_path: Path,
    figure: Figure,
):
    fault_of = partial(Crowd, postgres_server)

    felt = [
        survives(ground, postgres_databases, fault_of, tmp_path / str(n), n * STATEMENTS // CROWDS)
        for n in range(CROWDS)
    ]

    figure("points of too many connections", CROWDS)
    assert all(felt)


@pytest.mark.timeout(300)
def test_a_server_that_dies_and_comes_back_loses_nothing(
    ground: Ground, tmp_path: Path, figure: Figure
):
    with ExitStack() as restarted, postgres.server() as server:
        databases = PostgresDatabases(server)
        urls = [databases.prepared(make_tables) for _ in range(RESTARTS)]
        restart = Restart(restarted, server)
        for number, url in enumerate(urls):
            passes = number * STATEMENTS // RESTARTS
            trigger = Trigger(fault=restart, place="store.statement", passes=passes)
            with house_on(ground, tmp_path / str(number), url, trigger) as house:
                live(house, trigger)

                assert trigger.felt
                assert damage(house) == SOUND, f"died at statement {passes}: {trigger.told}"

    figure("points of a dying server", RESTARTS)


@pytest.mark.timeout(200)
def test_the_daemon_stays_up_while_its_server_dies(tmp_path: Path, figure: Figure):
    wire, outbox = Wire(folder=tmp_path / "wire"), tmp_path / "outbox"
    with ExitStack() as restarted, postgres.server() as server:
        configuration.write(tmp_path, feeds=FEEDS, database=server.create("house"))
        wire.print(lone("1", "The sappers leave"))
        restart = Restart(restarted, server)
        with daemon(tmp_path) as running:
            running.wait_for("delivered")
            restart.begin()
            wire.print(lone("2", "The bridge opens"), lone("1", "The sappers leave"))
            running.wait_for(DOWN)
            restart.end()
            mended = monotonic()
            running.wait_for(UP)
            came = until(lambda: "The bridge opens" in titles_told(outbox), running.process, 60)
            resumed = monotonic() - mended
            running.ask(signal.SIGTERM)
            code = running.end()
            lines = running.said()
        verified = command("verify", folder=tmp_path)

    figure("seconds from PostgreSQL's return to the next story told", f"{resumed:.1f}")
    assert (came, code) == (True, 0), lines
    assert resumed < RESUMES_SECONDS
    assert sum("error" in line for line in lines) == 0, lines
    assert verified.returncode == 0, verified.stdout


def test_a_server_that_is_down_at_the_start_is_said(tmp_path: Path):
    (tmp_path / "wire").mkdir()
    configuration.write(tmp_path, feeds=FEEDS, database=f"postgresql:///house?host={tmp_path}")

    refused = command("run", folder=tmp_path)

    assert refused.returncode == TRY_LATER
    assert "the database refused" in refused.stderr
    assert "Traceback" not in refused.stderr


def survives(
    ground: Ground,
    databases: PostgresDatabases,
    fault_of: Callable[[str], Fault],
    folder: Path,
    passes: int,
) -> bool:
    """Live on a fresh database that fails once, and lose nothing; whether it was felt."""
    url = databases.prepared(make_tables)
    trigger = Trigger(fault=fault_of(databases.given[-1]), place="store.statement", passes=passes)
    with house_on(ground, folder, url, trigger) as house:
        live(house, trigger)

        assert damage(house) == SOUND, f"failed at statement {passes}: {trigger.told}"
    databases.drop_all()
    return trigger.felt

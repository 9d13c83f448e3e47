"""What every test may ask for: databases and a browser; and which part a test belongs to."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from monitor.store.database import Database, upgrade
from tests import postgres
from tests.databases import Databases, PostgresDatabases, SqliteDatabases

pytest_plugins = ["tests.strict_skips", "tests.figures"]

PARTS = ("store", "browser", "quality", "faults", "hostile", "bench")
NEEDS = {"databases": "store", "postgres_server": "store", "chromium": "browser"}
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark each test with the part it belongs to: its folder under `tests`, or what it asks for."""
    here = Path(__file__).parent
    for item in items:
        part = item.path.relative_to(here).parts[0]
        if part in PARTS:
            item.add_marker(part)
        wanted = set(getattr(item, "fixturenames", ()))
        for fixture, needed in NEEDS.items():
            if fixture in wanted:
                item.add_marker(needed)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[postgres.Server]:
    """A PostgreSQL server for this test process; skips where the machine has none."""
    try:
        with postgres.server() as running:
            yield running
    except postgres.Missing as missing:
        pytest.skip(str(missing))


@pytest.fixture(scope="session")
def postgres_databases(postgres_server: postgres.Server) -> PostgresDatabases:
    """Databases on the session's server."""
    return PostgresDatabases(postgres_server)


@pytest.fixture(scope="session")
def sqlite_databases(tmp_path_factory: pytest.TempPathFactory) -> SqliteDatabases:
    """Databases in the session's temporary folder."""
    return SqliteDatabases(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(params=["sqlite", "postgresql"])
def databases(request: pytest.FixtureRequest) -> Iterator[Databases]:
    """Both kinds of database, one after the other; what a test was given goes when it ends."""
    kind = "sqlite_databases" if request.param == "sqlite" else "postgres_databases"
    found: Databases = request.getfixturevalue(kind)
    yield found
    found.drop_all()


@pytest.fixture
def database_url(databases: Databases) -> str:
    """The address of a fresh database without tables, on SQLite and on PostgreSQL."""
    return databases.empty()


def make_tables(url: str) -> None:
    """Bring an empty database to the newest schema."""
    database = Database(url)
    upgrade(database)
    database.close()


@pytest.fixture
def store_url(databases: Databases) -> str:
    """The address of a fresh database with all tables, on SQLite and on PostgreSQL."""
    return databases.prepared(make_tables)


@pytest.fixture
def postgres_url(postgres_databases: PostgresDatabases) -> Iterator[str]:
    """The address of a fresh PostgreSQL database without tables."""
    yield postgres_databases.empty()
    postgres_databases.drop_all()


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of the system's Chromium, for Playwright's `executable_path`."""
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip("no Chromium: apt-get install chromium, or `make machine`")
    return found

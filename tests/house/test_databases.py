"""The databases that tests are given are fresh, real, and copies of what was prepared."""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa

from tests.databases import Databases


@contextmanager
def connected(url: str) -> Iterator[sa.Connection]:
    engine = sa.create_engine(url)
    with engine.begin() as connection:
        yield connection
    engine.dispose()


def make_shelf(url: str) -> None:
    with connected(url) as connection:
        connection.execute(sa.text("CREATE TABLE shelf (book TEXT)"))
        connection.execute(sa.text("INSERT INTO shelf VALUES ('Курск')"))


def books(url: str) -> list[str]:
    with connected(url) as connection:
        return list(connection.scalars(sa.text("SELECT book FROM shelf")))


def test_an_empty_database_has_no_tables(database_url: str):
    with connected(database_url) as connection:
        tables = sa.inspect(connection).get_table_names()

    assert tables == []


def test_a_prepared_database_is_a_copy_of_the_template(databases: Databases):
    url = databases.prepared(make_shelf)

    assert books(url) == ["Курск"]


def test_what_one_test_writes_no_other_copy_sees(databases: Databases):
    first = databases.prepared(make_shelf)
    with connected(first) as connection:
        connection.execute(sa.text("INSERT INTO shelf VALUES ('Орёл')"))

    second = databases.prepared(make_shelf)

    assert books(second) == ["Курск"]


def test_the_address_means_the_psycopg_3_driver(postgres_url: str):
    with connected(postgres_url) as connection:
        driver = connection.engine.driver

    assert driver == "psycopg"


def test_the_server_takes_any_letter_of_the_world(postgres_url: str):
    with connected(postgres_url) as connection:
        back = connection.scalar(sa.text("SELECT '북한 𝛼 Курск'"))

    assert back == "북한 𝛼 Курск"


def test_a_store_begins_with_all_tables_and_no_rows(store_url: str):
    with connected(store_url) as connection:
        tables = sa.inspect(connection).get_table_names()
        hits = connection.scalar(sa.text("SELECT count(*) FROM hit"))

    assert {"feed", "entry", "article", "hit", "message", "delivery"} <= set(tables)
    assert hits == 0

"""An article is found by its address."""

from monitor.store.database import Database
from monitor.store.lookup import by_address
from tests.store.make import put_article


def test_an_article_is_found_by_its_canonical_address(database: Database):
    article_id = database.write(put_article)

    def find(name: str) -> int | None:
        return database.read(lambda rows: by_address(rows, f"https://desk.example/{name}"))

    assert (find("1"), find("2")) == (article_id, None)

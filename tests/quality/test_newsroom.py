"""The shipped rules on the shipped newsroom: what must be found is found, and nothing else."""

import json
import re
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

import pytest

from tests.rig import configuration
from tests.rig.program import command

ROOT = Path(__file__).parents[2]
CANONICAL = re.compile(rb'<link rel="canonical" href="([^"]+)"')
EVERYTHING = "9999"
RUN_SECONDS = 110.0  # the first run expands the words of every language

Hits = Mapping[str, frozenset[str]]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what is shipped, without the feeds of the world, after one run."""
    folder = tmp_path_factory.mktemp("newsroom")
    for name in ("config", "seeds"):
        shutil.copytree(ROOT / name, folder / name)
    configuration.write_feeds(folder / "config", [{"folder": "../seeds", "first_run": "all"}])
    done = command("once", folder=folder, seconds=RUN_SECONDS)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def expected() -> Mapping[str, Mapping[str, list[str]]]:
    """What the newsroom's editors say of each article, by its canonical address."""
    found: Mapping[str, Mapping[str, list[str]]] = json.loads(
        (ROOT / "seeds" / "expected.json").read_bytes()
    )
    return found


@pytest.fixture(scope="module")
def hits(home: Path) -> Hits:
    """The watches that each article met, by its canonical address."""
    done = command("hits", "list", "--json", "--limit", EVERYTHING, folder=home)
    assert done.returncode == 0, done.stderr
    met: dict[str, set[str]] = {}
    for line in done.stdout.splitlines():
        hit = json.loads(line)
        met.setdefault(canonical(hit["url"]), set()).add(hit["watch"])
    return {address: frozenset(watches) for address, watches in met.items()}


def canonical(address: str) -> str:
    """Give the address by which a page of the newsroom calls itself."""
    found = CANONICAL.search(Path(url2pathname(urlsplit(address).path)).read_bytes())
    assert found, f"{address} names no canonical address"
    return found[1].decode()


def test_the_newsroom_and_its_expectations_speak_of_the_same_articles(
    expected: Mapping[str, Mapping[str, list[str]]],
):
    pages = {canonical(page.as_uri()) for page in (ROOT / "seeds" / "pages").rglob("*.html")}

    assert pages == expected.keys()


def test_every_article_is_read(home: Path, expected: Mapping[str, Mapping[str, list[str]]]):
    done = command("feeds", "list", "--json", folder=home)

    read = sum(json.loads(line)["entries"] for line in done.stdout.splitlines())
    assert read == len(expected)


def test_every_article_meets_what_it_must_and_nothing_that_it_may_not(
    hits: Hits, expected: Mapping[str, Mapping[str, list[str]]]
):
    differences = sorted(_differences(hits, expected))

    assert not differences, "\n" + "\n".join(differences)


def _differences(hits: Hits, expected: Mapping[str, Mapping[str, list[str]]]) -> Iterator[str]:
    for address, wanted in expected.items():
        met, must = hits.get(address, frozenset()), frozenset(wanted["must"])
        for watch in must - met:
            yield f"missed  {watch}: {address}"
        for watch in met - must - frozenset(wanted["may"]):
            yield f"wrong   {watch}: {address}"


def test_the_messages_keep_every_promise(home: Path):
    done = command("verify", folder=home)

    assert done.returncode == 0, done.stdout

"""The shipped rules on the shipped newsroom: what must be found is found, and nothing else."""

import json
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
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
Expected = Mapping[str, Mapping[str, Any]]


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
def expected() -> Expected:
    """What the newsroom's editors say of each article, by its canonical address."""
    found: Expected = json.loads((ROOT / "seeds" / "expected.json").read_bytes())
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
    expected: Expected,
):
    pages = {canonical(page.as_uri()) for page in (ROOT / "seeds" / "pages").rglob("*.html")}

    assert pages == expected.keys()


def test_every_article_is_read(home: Path, expected: Expected):
    done = command("feeds", "list", "--json", folder=home)

    read = sum(json.loads(line)["entries"] for line in done.stdout.splitlines())
    assert read == len(expected)


def test_every_article_meets_what_it_must_and_nothing_that_it_may_not(
    hits: Hits, expected: Expected
):
    differences = sorted(_differences(hits, expected))

    assert not differences, "\n" + "\n".join(differences)


def _differences(hits: Hits, expected: Expected) -> Iterator[str]:
    for address, wanted in expected.items():
        met, must = hits.get(address, frozenset()), frozenset(wanted["must"])
        for watch in must - met:
            yield f"missed  {watch}: {address}"
        for watch in met - must - frozenset(wanted["may"]):
            yield f"wrong   {watch}: {address}"


@pytest.fixture(scope="module")
def stories(home: Path) -> Sequence[Mapping[str, Any]]:
    """What `monitor story show` says of every story."""
    listed = command(
        "story", "list", "--since", "9999d", "--json", "--limit", EVERYTHING, folder=home
    )
    ids = [json.loads(line)["story"] for line in listed.stdout.splitlines()]
    shown = [command("story", "show", str(one), "--json", folder=home) for one in ids]
    return [json.loads(one.stdout) for one in shown]


def test_the_dispatch_is_one_story_whoever_tells_it_in_whatever_language(
    stories: Sequence[Mapping[str, Any]], expected: Expected
):
    dispatch = {address for address, wanted in expected.items() if wanted.get("story")}
    told = [{canonical(one["url"]) for one in story["articles"]} for story in stories]
    holding = [addresses for addresses in told if addresses & dispatch]

    assert [sorted(dispatch - addresses) for addresses in holding] == [[]]
    (story,) = [one for one in stories if len(one["articles"]) == max(map(len, told))]
    assert len({one["language"] for one in story["articles"]}) >= 16


def test_the_wire_copy_is_a_copy_of_the_wire(
    stories: Sequence[Mapping[str, Any]], expected: Expected
):
    articles = [one for story in stories for one in story["articles"]]
    by_id = {one["id"]: canonical(one["url"]) for one in articles}
    copies = {by_id[one["id"]]: by_id[one["copy_of"]] for one in articles if one["copy_of"]}

    pairs = {frozenset((one, other)) for one, other in copies.items()}
    wanted = {
        frozenset((address, str(one["copy_of"])))
        for address, one in expected.items()
        if one.get("copy_of")
    }
    assert pairs == wanted


def test_what_the_follow_up_says_first_is_a_development(stories: Sequence[Mapping[str, Any]]):
    found = {
        (one["watch"], one["kind"], one["subject"])
        for story in stories
        for one in story["developments"]
    }

    assert ("dprk-sappers-kursk", "first_term", "kcna") in found
    assert not {kind for _, kind, _ in found} & {"figure_changed", "withdrawn"}


def test_the_messages_keep_every_promise(home: Path):
    done = command("verify", folder=home)

    assert done.returncode == 0, done.stdout

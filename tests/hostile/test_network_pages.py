"""Pages that an enemy answers: the feed's own words are told all the same, and of each page is
said why it was not read.
"""

import asyncio
import gzip
from collections.abc import Iterator, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from monitor.flow.read import PageRead
from monitor.intake import child_main
from monitor.outside.child import Children
from monitor.store import articles, pages
from tests.figures import Figure
from tests.hostile.answers import BROKEN, CODINGS, SLOW
from tests.hostile.answers_said import TO, archive
from tests.hostile.server import Say, enemy, ok
from tests.rig.house import FEED, LEASE, NOON, House, told
from tests.rig.paper import Story, page, rss

SECONDS, AT_ONCE = 2.0, 32
HTML = "Content-Type: text/html; charset=utf-8"
FINE = "fine"
ARTICLE = page("Sappers", "They mend the old bridge.")


def html(body: str, head: str = "") -> Say:
    return ok(f"<html><head>{head}</head><body>{body}</body></html>".encode(), kind=HTML)


INSIDE = "http://10.0.0.1/secret"
STRANGE: Mapping[str, Say] = {
    "a paper for print": ok(b"%PDF-1.7\n" + bytes(999), kind=HTML),
    "a picture": ok(b"\x89PNG\r\n\x1a\n" + bytes(999), kind=HTML),
    "a photograph": ok(b"\xff\xd8\xff\xe0" + bytes(999), kind=HTML),
    "a film": ok(b"\x00\x00\x00\x18ftypmp42" + bytes(999), kind=HTML),
    "a sound": ok(b"ID3\x04" + bytes(999), kind=HTML),
    "a film that says so": ok(bytes(999), kind="Content-Type: video/mp4"),
    "an archive": ok(archive(), kind=HTML),
    "an archive that is a page, too": ok(archive() + ARTICLE, kind=HTML),
    "a picture that is a page, too": ok(b"GIF89a" + ARTICLE, kind=HTML),
    "a gzip": ok(gzip.compress(ARTICLE), kind=HTML),
    "a program": ok(b"\x7fELF" + bytes(999), kind=HTML),
    "a program of Windows": ok(b"MZ\x90\x00" + bytes(999), kind=HTML),
    "JSON": ok(b'{"error": "no"}', kind="Content-Type: application/json"),
    "nothing": ok(b"", kind=HTML),
    "blanks": ok(b" \n" * 999, kind=HTML),
    "a wall of consent": html("<p>We value your privacy. Accept all cookies to continue.</p>"),
    "a login": html("<p>Please sign in to continue reading this article.</p>"),
    "a wall of money": html("<p>Subscribe now to continue reading this article.</p>"),
    "a page that needs a script": html("<noscript>Please enable JavaScript.</noscript>"),
    "a page that reloads inside": html("", f'<meta http-equiv="refresh" content="0;url={INSIDE}">'),
    "a page whose real address is inside": html(
        "", f'<link rel="canonical" href="{INSIDE}"><base href="{INSIDE}">'
    ),
    "a page with a frame that is inside": html(f'<iframe src="{INSIDE}"></iframe>'),
}
ANSWERS: Mapping[str, Say] = {
    **{name: say for name, (say, _) in {**SLOW, **CODINGS, **BROKEN, **TO}.items()},
    **STRANGE,
}
WORDS = {name: word for name, (_, word) in {**SLOW, **BROKEN, **TO}.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What became of each page, and the titles that were told."""

    of: Mapping[str, PageRead]
    bodies: Mapping[str, str]
    told: frozenset[str]
    broken_promises: tuple[str, ...]


@pytest.fixture(scope="module")
def reading(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Read]:
    """Have one feed link all of them, read each once, and tell."""
    children = Children(child_main.main, count=2)
    stack = AsyncExitStack()
    with asyncio.Runner() as run:
        try:
            yield read(run, tmp_path_factory.mktemp("pages"), children, stack)
        finally:
            run.run(stack.aclose())
            children.close()


def read(run: asyncio.Runner, folder: Path, children: Children, stack: AsyncExitStack) -> Read:
    house = run.run(House.open(run, folder, f"sqlite:///{folder / 'rows.db'}", children, stack))
    house.fetch_seconds = SECONDS
    foe = run.run(stack.enter_async_context(enemy()))
    stories = []
    for number, (name, say) in enumerate({**ANSWERS, FINE: ok(ARTICLE, kind=HTML)}.items()):
        foe.put(f"/{number}", say)
        link = foe.address(f"/{number}", f"127.3.{number // 250}.{number % 250 + 1}")
        stories.append(Story(id=str(number), title=f"Sappers: {name}", link=link))
    foe.put(FEED, ok(rss(stories)))
    house.configure(feeds=[{"id": "courier", "address": foe.address(FEED), "first_run": "all"}])
    house.poll(NOON)
    found = run.run(read_all(house))
    names = {}
    for number in found:
        stored = house.ask(lambda rows, number=number: articles.get(rows, number))
        assert stored is not None
        names[number] = stored.article.title.removeprefix("Sappers: "), stored.article.body
    return Read(
        of={names[number][0]: one for number, one in found.items()},
        bodies=dict(names.values()),
        told=frozenset(title for _, title in told(house.compose(NOON))),
        broken_promises=house.broken_promises(),
    )


async def read_all(house: House) -> dict[int, PageRead]:
    """Read every page once, 32 at a time."""
    claims = await house.rows.write(lambda rows: pages.claim(rows, NOON, limit=9_999, lease=LEASE))
    gate = asyncio.Semaphore(AT_ONCE)

    async def one(claim: pages.PageClaim) -> PageRead:
        async with gate:
            return await house.read_page(claim, NOON)

    return {one.article_id: one for one in await asyncio.gather(*map(one, claims))}


@pytest.mark.parametrize("name", ANSWERS)
def test_what_the_feed_said_is_told_whatever_its_page_does(reading: Read, name: str):
    assert f"Sappers: {name}" in reading.told


@pytest.mark.parametrize("name", WORDS)
def test_a_page_that_cannot_be_read_gets_its_word(reading: Read, name: str):
    assert reading.of[name].reason == WORDS[name]


@pytest.mark.parametrize("name", STRANGE)
def test_what_is_no_article_is_not_taken_for_one(reading: Read, name: str):
    assert reading.bodies[name] != "full"


def test_the_page_that_nobody_attacks_is_read(reading: Read, figure: Figure):
    figure("pages that an enemy answered", len(ANSWERS))
    assert reading.bodies[FINE] == "full"
    assert reading.broken_promises == ()

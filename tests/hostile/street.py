"""Every way by which a stranger's address can come to be dialled, tried with each of many forms.

The enemy's own hosts, in 127.77.0.0/16, stand for the public network. Each way gives a reason word
for each form, or what else became of it.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from html import escape

from monitor.app.posting import posting
from monitor.flow.explain import article_at
from monitor.flow.feedcheck import Look, look_at_all
from monitor.flow.finding import find_feeds
from monitor.flow.ingest import ingest
from monitor.intake.fetch import FetchError, FetchLimits
from monitor.model.feed import Feed, FirstRun
from monitor.model.message import Parcel, Sent
from monitor.model.seam import pass_by
from monitor.notify.webhook import WebhookSender
from monitor.store import feeds
from tests.hostile.canary import Canary
from tests.hostile.server import Enemy, ok, sent_to, status
from tests.rig.house import DAY, HOUR, LEASE, NOON, House
from tests.rig.paper import Story, rss

CODES = (301, 302, 303, 307, 308)
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
HTML = "Content-Type: text/html"
ALL = FirstRun(kind="all")


@dataclass(frozen=True, slots=True, kw_only=True)
class Street:
    """A house, an enemy, and a canary next door."""

    house: House
    foe: Enemy
    bird: Canary
    look: Look
    forms: Sequence[str]

    def each(self) -> Iterator[tuple[int, str, str]]:
        """Give a number, a host of the enemy, and an address of the canary, for every form."""
        for number, form in enumerate(self.forms):
            host = f"127.77.{1 + number // 250}.{1 + number % 250}"
            yield number, host, self.bird.address(form)

    def at(self, host: str, path: str) -> str:
        """Give an address of the enemy."""
        return self.foe.address(path, host)


Way = Callable[[Street], Awaitable[list[str | None]]]


def wire(address: str) -> str:
    """Write an address into a header as it is, in UTF-8."""
    return address.encode().decode("latin-1")


async def polled(street: Street, addresses: Sequence[str], *times: datetime) -> list[str | None]:
    """Poll feeds at these addresses, configured or not, and give the last reason of each."""
    house = street.house
    subscribed = [
        Feed(id=f"f{number}", address=address, first_run=ALL)
        for number, address in enumerate(addresses)
    ]
    room = replace(house.room, feeds={feed.id: feed for feed in subscribed})
    await house.rows.write(lambda rows: feeds.sync(rows, subscribed, NOON - DAY))
    found: dict[str, str | None] = {}
    for at in times:
        choice = feeds.Choice(now=at, limit=9_999)
        claims = await house.rows.write(
            lambda rows, choice=choice: feeds.claim(rows, choice, lease=LEASE)
        )
        walks = (ingest(claim, at, room, house.rows.read, house.rows.write) for claim in claims)
        for polled in await asyncio.gather(*walks):
            found[polled.feed] = polled.state.reason
    return [found[feed.id] for feed in subscribed]


async def read(street: Street, links: Sequence[str]) -> list[str | None]:
    """Have a feed link these, read every page, and give a reason for each."""
    stories = [Story(id=str(n), title=f"Story {n}", link=link) for n, link in enumerate(links)]
    street.foe.put("/links", ok(rss(stories)))
    assert await polled(street, [street.at("127.77.0.1", "/links")], NOON) == [None]
    found: list[str | None] = []
    while some := await street.house.reading(NOON):
        found += [one.reason for one in some]
    return found


async def a_feed(street: Street) -> list[str | None]:
    return await polled(street, [address for _, _, address in street.each()], NOON)


async def a_redirect(street: Street) -> list[str | None]:
    asked = []
    for number, host, address in street.each():
        street.foe.put(f"/from/{number}", sent_to(wire(address), CODES[number % len(CODES)]))
        asked.append(street.at(host, f"/from/{number}"))
    return await polled(street, asked, NOON)


async def an_article(street: Street) -> list[str | None]:
    return await read(street, [address for _, _, address in street.each() if fits_xml(address)])


async def a_pages_redirect(street: Street) -> list[str | None]:
    asked = []
    for number, host, address in street.each():
        street.foe.put(f"/page/{number}", sent_to(wire(address), CODES[number % len(CODES)]))
        asked.append(street.at(host, f"/page/{number}"))
    return await read(street, asked)


async def a_robots_redirect(street: Street) -> list[str | None]:
    asked = []
    for number, host, address in street.each():
        street.foe.put(f"{host}/robots.txt", sent_to(wire(address)))
        street.foe.put(f"/page/{number}", ok(b"<p>hello</p>", kind=HTML))
        asked.append(street.at(host, f"/page/{number}"))
    return await read(street, asked)


async def an_archive(street: Street) -> list[str | None]:
    """Have feeds that say of older entries that they lie elsewhere, and lost some."""
    asked = []
    for number, host, address in street.each():
        if not fits_xml(address):
            continue
        link = (
            '<a:link xmlns:a="http://www.w3.org/2005/Atom" '
            f'rel="{("next", "prev-archive")[number % 2]}" href="{escape(address)}"/>'
        ).encode()
        body = paper(number, "new").replace(b"<language>", link + b"<language>")
        street.foe.put(f"/older/{number}", ok(paper(number, "old")), ok(body))
        asked.append(street.at(host, f"/older/{number}"))
    return await polled(street, asked, NOON, NOON + DAY + HOUR)


async def a_sitemap(street: Street) -> list[str | None]:
    """Have sites whose robots.txt names sitemaps elsewhere, and feeds that lost something."""
    asked = []
    for number, host, address in street.each():
        text = f"User-agent: *\nSitemap: {address}news.xml\n".encode()
        street.foe.put(f"{host}/robots.txt", ok(text, kind="Content-Type: text/plain"))
        street.foe.put(f"/lossy/{number}", ok(paper(number, "old")), ok(paper(number, "new")))
        asked.append(street.at(host, f"/lossy/{number}"))
    return await polled(street, asked, NOON, NOON + DAY + HOUR)


async def a_look(street: Street) -> list[str | None]:
    subscribed = [Feed(id=str(n), address=address) for n, _, address in street.each()]
    return [one.reason for one in await look_at_all(subscribed, street.look, NOON)]


async def a_search(street: Street) -> list[str | None]:
    searches = [await find_feeds(a, street.look, NOON, pause=0) for _, _, a in street.each()]
    return [tried.reason for search in searches for tried in search.tried]


async def an_announcement(street: Street) -> list[str | None]:
    found: list[str | None] = []
    for number, host, address in street.each():
        link = f'<link rel="alternate" type="application/rss+xml" href="{escape(address)}">'
        page = f"<html><head><base href='{escape(address)}'>{link}</head><body>hello</body></html>"
        street.foe.put(f"/site/{number}", ok(page.encode(), kind=HTML))
        search = await find_feeds(street.at(host, f"/site/{number}"), street.look, NOON, pause=0)
        found += [tried.reason for tried in search.tried]
    return found


async def an_explanation(street: Street) -> list[str | None]:
    found: list[str | None] = []
    doors = street.house.doors
    for _, _, address in street.each():
        article = await article_at(address, doors.dialer, doors.children, None, NOON)
        found.append(article.reason if isinstance(article, FetchError) else None)
    return found


async def a_webhook(street: Street) -> list[str | None]:
    return [await posted(street, address) for _, _, address in street.each()]


async def a_webhooks_redirect(street: Street) -> list[str | None]:
    found = []
    for number, host, address in street.each():
        street.foe.put("/hook", status(CODES[number % len(CODES)], f"Location: {wire(address)}"))
        found.append(await posted(street, street.at(host, "/hook")))
    return found


async def posted(street: Street, address: str) -> str | None:
    """Post to an address, and give the reason why it was refused."""
    parcel = Parcel(key="abc", destination="desk", content_type="application/json", body=b"{}")
    sender = WebhookSender(address, [SECRET], posting(street.house.doors.dialer), pass_by)
    outcome = await sender.send(parcel, NOON)
    return None if isinstance(outcome, Sent) else outcome.reason


def paper(number: int, edition: str) -> bytes:
    return rss([Story(id=f"{number}-{edition}", title="Nothing", link=f"/{number}/{edition}")])


def fits_xml(text: str) -> bool:
    """Whether a text can stand in XML at all."""
    return all(letter >= " " or letter in "\t\n\r" for letter in text)


# What the threats name is tried with every form; the rest, by which the same doors open, with some.
MAIN: Mapping[str, Way] = {
    "a feed's address": a_feed,
    "where a feed sends us": a_redirect,
    "an article's link": an_article,
    "a webhook's address": a_webhook,
    "an address to explain": an_explanation,
    "a feed that is looked at": a_look,
}
MORE: Mapping[str, Way] = {
    "where a page sends us": a_pages_redirect,
    "where a robots.txt sends us": a_robots_redirect,
    "where a feed keeps what is older": an_archive,
    "a sitemap of news": a_sitemap,
    "an address to find feeds at": a_search,
    "a feed that a page announces": an_announcement,
}
# Nobody is followed here, not even where the operator opens the street.
NEVER: Mapping[str, Way] = {"where a webhook sends us": a_webhooks_redirect}
LIMITS = FetchLimits(seconds=2.0)

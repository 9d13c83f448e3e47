"""The text of a robots.txt: whether it lets us read an address, and the sitemaps it names.

Runs in a child.
"""

from protego import Protego

NAME = "NewsMonitor"
MOST_SITEMAPS = 3
LONGEST_ADDRESS = 2_000


def may_read(text: bytes, address: str) -> bool:
    """Say whether a robots.txt lets us read an address. Source: RFC 9309, section 2.2."""
    return bool(_parsed(text).can_fetch(address, NAME))


def news_sitemaps(text: bytes) -> tuple[str, ...]:
    """Give the addresses of the sitemaps that say in their name that they hold news.

    Source: https://www.sitemaps.org/protocol.html, "Specifying the sitemap location in your
    robots.txt file".
    """
    named = (str(address) for address in _parsed(text).sitemaps)
    fit = [one for one in named if "news" in one.lower() and len(one) <= LONGEST_ADDRESS]
    return tuple(fit[:MOST_SITEMAPS])


def _parsed(text: bytes) -> Protego:
    return Protego.parse("\n".join(text.decode("utf-8-sig", "replace").splitlines()))

"""The text of a robots.txt: whether it lets us read an address. Runs in a child."""

from protego import Protego

NAME = "NewsMonitor"


def may_read(text: bytes, address: str) -> bool:
    """Say whether a robots.txt lets us read an address. Source: RFC 9309, section 2.2."""
    lines = text.decode("utf-8-sig", "replace").splitlines()
    return bool(Protego.parse("\n".join(lines)).can_fetch(address, NAME))

"""The address that relative ones are resolved against, as `xml:base` changes it on the way.

Source: feedparser 6.0, `mixin.py` (`unknown_starttag`, `unknown_endtag`) and `urls.py`.
"""

import re
from urllib.parse import urljoin

from monitor.intake.parse.names import Unsure

EXTRA_SLASHES = re.compile(r"^([A-Za-z][A-Za-z0-9+-.]*://)/+")


class Base:
    """The base that holds at this place of a document.

    Args:
        unseen: How many bases the document states by the look of its bytes. Those that the fast
            reader meets are counted down; if any is left at the end, it stood where the reader
            does not look, and the reader must not be believed.
    """

    def __init__(self, unseen: int) -> None:
        self.address = ""
        self.unseen = unseen

    def enter(self, stated: str) -> None:
        """Take over a stated base.

        Raises:
            Unsure: It is no plain address of the web.
        """
        address = resolved(self.address, stated)
        if not address.startswith(("http://", "https://")) or resolved(address, address) != address:
            raise Unsure("an odd address base")
        self.address = address
        self.unseen -= 1

    def leave(self, outside: str) -> None:
        """Go back to the base outside; where there is none, feedparser stays with the last."""
        self.address = outside or self.address

    def resolved(self, address: str) -> str:
        """Resolve an address against the base that holds here."""
        return resolved(self.address, address) if address else address


def resolved(base: str, address: str) -> str:
    """Resolve an address against a base, which is empty where none is stated."""
    if ":///" in address:
        address = EXTRA_SLASHES.sub(r"\1", address)
    if not base:
        return address
    try:
        return urljoin(base, address)
    except ValueError:
        return ""

"""A link that ends a subscription: signed, so that nobody can end another's."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from dataclasses import dataclass, field
from hmac import compare_digest, digest
from typing import Final
from urllib.parse import quote

from monitor.model.watch import Destination

_PURPOSE: Final = b"monitor.unsubscribe/1\0"
_SEAL_BYTES: Final = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class WayOut:
    """How readers of mail leave: by a mail to `mailto`, and by a page whose links `secret` seals.

    A page needs both the secret and the destination's own `page`.
    """

    mailto: str | None = None
    secret: bytes | None = field(default=None, repr=False)


NO_WAY_OUT: Final = WayOut()


def token_of(destination: str, route: str, secret: bytes) -> str:
    """Make the token of one reader on one route: `A-Z a-z 0-9 - _`, the same for ever.

    It says who and what in the open, and is sealed with HMAC-SHA256 cut to 128 bits (RFC 2104).
    """
    said = json.dumps([destination, route], ensure_ascii=False, separators=(",", ":"))
    content = said.encode("utf-8", "replace")
    return urlsafe_b64encode(_seal(content, secret) + content).rstrip(b"=").decode("ascii")


def read_token(token: str, secret: bytes) -> tuple[str, str] | None:
    """Read destination and route from a token; None when it was not made with this secret."""
    try:
        found = urlsafe_b64decode(token.encode("ascii") + b"=" * (-len(token) % 4))
    except (NotBase64, ValueError):
        return None
    seal, content = found[:_SEAL_BYTES], found[_SEAL_BYTES:]
    if not compare_digest(seal, _seal(content, secret)):
        return None
    destination, route = json.loads(content)
    return str(destination), str(route)


def list_headers(reader: Destination, route: str, list_id: str, way_out: WayOut) -> dict[str, str]:
    """Give the headers by which a mail program offers to unsubscribe.

    Source: RFC 2369, 3.2; RFC 8058 (one click, which needs an https address).
    """
    ways, headers = [], {}
    if reader.page and reader.page.startswith("https://") and way_out.secret:
        token = token_of(reader.id, route, way_out.secret)
        ways.append(f"<{reader.page}/unsubscribe/{token}>")
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    if way_out.mailto:
        mailbox = quote(way_out.mailto, safe="@")
        ways.append(f"<mailto:{mailbox}?subject=unsubscribe%20{list_id}>")
    return {"List-Unsubscribe": ", ".join(ways), **headers} if ways else {}


def _seal(content: bytes, secret: bytes) -> bytes:
    return digest(secret, _PURPOSE + content, "sha256")[:_SEAL_BYTES]

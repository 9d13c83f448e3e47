"""An address as people write it, made fit for the wire without changing what it means."""

import re
from urllib.parse import quote, urlsplit

from yarl import URL

SCHEMES = ("http", "https")
LONGEST = 8192
# Everything an address may hold, the percent sign included: what is quoted stays as it is, since
# a signed address breaks when its quoting is tidied.
SAFE = "%/?:@!$&'()*+,;=~-._[]"
HIDDEN = "***"
# Parameters whose names say that their values are nobody's business.
_SECRET = re.compile(
    r"([?&](?:[\w.-]*[_.-])?(?:api_?key|auth|key|pass(?:word|wd)?|pw|secret|sig(?:nature)?|token"
    r"|accesstoken|apitoken|sslpassword)=)(?P<value>[^&#\s]+)",
    re.IGNORECASE,
)


def wire_form(address: str) -> URL | None:
    """Make the URL to ask for, or None when this is no http(s) address.

    Letters outside ASCII are quoted (the host becomes punycode); everything else is sent byte
    for byte, the fragment excepted.
    """
    text = address.strip()
    if len(text) > LONGEST or not text.isprintable():
        return None
    try:
        return _wire_form(text)
    except ValueError:
        return None


def _wire_form(text: str) -> URL | None:
    parts = urlsplit(text)
    host, port = parts.hostname, parts.port
    if parts.scheme.lower() not in SCHEMES or not host:
        return None
    place = URL.build(scheme="http", host=host).raw_host or ""
    place = f"[{place}]" if ":" in place else place
    user = parts.netloc.rpartition("@")[0]
    netloc = f"{quote(user, safe=SAFE)}@{place}" if user else place
    netloc += f":{port}" if port is not None else ""
    path = quote(parts.path, safe=SAFE) or "/"
    query = f"?{quote(parts.query, safe=SAFE)}" if parts.query else ""
    return URL(f"{parts.scheme.lower()}://{netloc}{path}{query}", encoded=True)


def masked(address: str) -> str:
    """Give an address with its password as `***`, to be shown; so are keys in its query."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return HIDDEN
    user, at, place = parts.netloc.rpartition("@")
    if at:
        name, _, password = user.partition(":")
        shown = f"{name}:{HIDDEN}" if password else HIDDEN
        address = address.replace(parts.netloc, f"{shown}@{place}", 1)
    return _SECRET.sub(rf"\g<1>{HIDDEN}", address)


def hidden_values(query: str) -> list[str]:
    """Give the values of a query that `masked` hides, as they are written."""
    return [found["value"] for found in _SECRET.finditer(f"?{query}")]

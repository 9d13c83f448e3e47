"""An address as people write it, made fit for the wire without changing what it means."""

from urllib.parse import quote, urlsplit

from yarl import URL

SCHEMES = ("http", "https")
LONGEST = 8192
# Everything an address may hold, the percent sign included: what is quoted stays as it is, since
# a signed address breaks when its quoting is tidied.
SAFE = "%/?:@!$&'()*+,;=~-._[]"


def wire_form(address: str) -> URL | None:
    """Make the URL to ask for, or None when this is no http(s) address.

    Letters outside ASCII are quoted (the host becomes punycode); everything else is sent byte
    for byte, the fragment excepted.
    """
    text = address.strip()
    if len(text) > LONGEST or not text.isprintable():
        return None
    try:
        parts = urlsplit(text)
        host, port = parts.hostname, parts.port
        if parts.scheme.lower() not in SCHEMES or not host:
            return None
        place = URL.build(scheme="http", host=host).raw_host or ""
    except ValueError:
        return None
    place = f"[{place}]" if ":" in place else place
    user = parts.netloc.rpartition("@")[0]
    netloc = f"{quote(user, safe=SAFE)}@{place}" if user else place
    netloc += f":{port}" if port is not None else ""
    path = quote(parts.path, safe=SAFE) or "/"
    query = f"?{quote(parts.query, safe=SAFE)}" if parts.query else ""
    return URL(f"{parts.scheme.lower()}://{netloc}{path}{query}", encoded=True)


def masked(address: str) -> str:
    """Give an address with its password as `***`, to be shown."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return "***"
    user, at, place = parts.netloc.rpartition("@")
    if not at:
        return address
    shown = f"{user.partition(':')[0]}:***" if ":" in user else "***"
    return address.replace(parts.netloc, f"{shown}@{place}", 1)

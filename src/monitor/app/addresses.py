"""Addresses that a file may hold: http(s) only, with the place of whatever else stands there."""

from urllib.parse import urlsplit, urlunsplit

LONGEST = 2_048
SCHEMES = ("http", "https")


def web_address(written: str) -> str:
    """Give an http(s) address with its host in the form that the network knows (punycode).

    User name and password may stand in it; they never appear in a log.

    Raises:
        ValueError: With a sentence that says what to write instead; no password and no query,
            which may be a key, stands in it.
    """
    text = written.strip()
    if len(text) > LONGEST:
        raise ValueError(f"the address is longer than {LONGEST:,} characters")
    if any(character.isspace() or not character.isprintable() for character in text):
        raise ValueError("a space or an invisible character stands in the address; write %20")
    try:
        parts = urlsplit(text)
        host, port = parts.hostname, parts.port
    except ValueError:
        raise ValueError("this is no address: check brackets and port") from None
    if parts.scheme.lower() not in SCHEMES:
        raise ValueError(_scheme(text, parts.scheme.lower()))
    if not host:
        raise ValueError("this address names no host")
    place = _host(host) + (f":{port}" if port is not None else "")
    user, at, _ = parts.netloc.rpartition("@")
    return urlunsplit((parts.scheme.lower(), f"{user}{at}{place}", parts.path, parts.query, ""))


def host_of(address: str) -> str:
    """Give the host of a checked address, without `www.`."""
    return (urlsplit(address).hostname or "").removeprefix("www.")


def _host(host: str) -> str:
    if ":" in host:
        return f"[{host}]"
    try:
        return host.lower() if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError:
        raise ValueError(f"{host!r} is no host name") from None


def _scheme(text: str, scheme: str) -> str:
    if scheme == "file":
        return "file: addresses are not read; for feeds on this machine write {folder: PATH}"
    is_open = "@" not in text and "?" not in text
    if scheme == "feed":
        offer = f"; did you mean https:{text.partition(':')[2]}?" if is_open else ""
        return f"write https: in place of feed:{offer}"
    if "." in text.partition("/")[0] or not scheme:
        offer = f"; did you mean https://{text.lstrip('/')}?" if is_open else ""
        return f"an address begins with https://{offer}"
    return f"{scheme}: addresses are not read, only http: and https:"

"""Addresses of articles: one canonical form, so that the same page is found again.

Only what is known to be noise is removed: fragments, tracking parameters, default ports, the
case of scheme and host. Everything else stays, since a site may mean something by it.
"""

from urllib.parse import parse_qsl, quote, urlencode, urljoin, urlsplit, urlunsplit

TRACKING = frozenset(
    "fbclid gclid dclid gclsrc yclid ysclid msclkid mc_cid mc_eid igshid igsh twclid wickedid "
    "_hsenc _hsmi mkt_tok at_medium at_campaign at_custom1 at_custom2 at_custom3 at_custom4 "
    "cmpid ocid ito xtor ns_mchannel ns_source ns_campaign s_cid guccounter __twitter_impression "
    "ref_src sr_share_id".split()
)
TRACKING_PREFIXES = ("utm_", "pk_", "mtm_", "hsa_", "oly_")
DEFAULT_PORTS = {"http": 80, "https": 443}
LONGEST = 2048


def canonical(address: str) -> str | None:
    """Give the canonical form of an http(s) address, or None when it is none.

    The result is idempotent: the canonical form of a canonical form is itself. Scheme http and
    https stay apart, as do paths with and without a final slash.
    """
    try:
        parts = urlsplit(address.strip())
        host = (parts.hostname or "").rstrip(".")
        port = parts.port
        encoded = host if host.isascii() else host.encode("idna").decode("ascii")
    except (ValueError, UnicodeError):
        return None
    if parts.scheme.lower() not in DEFAULT_PORTS or not encoded or len(address) > LONGEST:
        return None
    place = f"[{encoded}]" if ":" in encoded else encoded
    netloc = place if port in (None, DEFAULT_PORTS[parts.scheme.lower()]) else f"{place}:{port}"
    path = quote(parts.path, safe="/%:@!$&'()*+,;=~")
    return urlunsplit((parts.scheme.lower(), netloc, path or "/", _query(parts.query), ""))


def _query(query: str) -> str:
    if not query:
        return ""
    pairs = parse_qsl(query, keep_blank_values=True)
    kept = [(name, value) for name, value in pairs if not _is_tracking(name)]
    return query if len(kept) == len(pairs) else urlencode(kept)


def _is_tracking(name: str) -> bool:
    low = name.lower()
    return low in TRACKING or low.startswith(TRACKING_PREFIXES)


def site_of(address: str | None) -> str | None:
    """Give the host of an address in lower case, without `www.`, or None."""
    try:
        host = (urlsplit(address or "").hostname or "").rstrip(".")
    except ValueError:
        return None
    return host.removeprefix("www.") or None


def join(base: str | None, link: str) -> str | None:
    """Resolve a link against the address it stands in; None when the result is no address."""
    try:
        joined = urljoin(base or "", link.strip())
        scheme = urlsplit(joined).scheme.lower()
    except ValueError:
        return None
    return joined if scheme in ("http", "https", "file") else None

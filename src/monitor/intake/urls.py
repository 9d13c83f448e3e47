"""Addresses of articles: one canonical form, so that the same page is found again.

Only what is known to be noise is removed: fragments, tracking parameters, sessions, default
ports, the case of scheme and host. Everything else stays, since a site may mean something by it.
"""

import re
from functools import lru_cache
from urllib.parse import parse_qsl, quote, urlencode, urljoin, urlsplit, urlunsplit

from monitor.text.clean import clean_line

TRACKING_NAMES = """
fbclid gclid dclid gclsrc gbraid wbraid yclid ysclid msclkid mc_cid mc_eid igshid igsh twclid
wickedid _hsenc _hsmi mkt_tok at_medium at_campaign at_custom1 at_custom2 at_custom3 at_custom4
cmpid ocid ito xtor ns_mchannel ns_source ns_campaign s_cid guccounter __twitter_impression
ref_src sr_share_id phpsessid jsessionid
"""
TRACKING = frozenset(TRACKING_NAMES.split())
TRACKING_PREFIXES = ("utm_", "pk_", "mtm_", "hsa_", "oly_")
SESSION = re.compile(r";jsessionid=[^/?#;]*", re.IGNORECASE)
DEFAULT_PORTS = {"http": 80, "https": 443}
LONGEST = 2048
LONGEST_RESOLVED = 8192
# What resolving cannot change: an address with host and path, and nothing that needs a closer look.
WHOLE = re.compile(
    r"https?://[A-Za-z0-9.-]+(?::[0-9]+)?/[A-Za-z0-9/._~%!$&'()*+,=@:-]*"
    r"(?:\?[A-Za-z0-9/._~%!$&'()*+,=@:?-]+)?"
)
# What has its canonical form but for its query; ports are left to the closer look.
PLAIN = re.compile(
    r"(https?://[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::(?!80/|443/)(?:[1-9][0-9]{1,3}|[1-5][0-9]{4}))?/"
    r"[A-Za-z0-9/._~%!$&'()*+,=@:-]*)(?:\?([A-Za-z0-9/._~%!$&'()*+,=@:?-]*))?"
)
HOST = re.compile(r"https?://([a-z0-9.-]+)(?::[0-9]+)?/")
SAFE_IN_PATH = "/%:@!$&'()*+,;=~"
SAFE_IN_QUERY = SAFE_IN_PATH + "?[]|"


def canonical(address: str) -> str | None:
    """Give the canonical form of an http(s) address, or None when it is none.

    The result is idempotent: the canonical form of a canonical form is itself. Scheme http and
    https stay apart, as do paths with and without a final slash. A user's name and password are
    left out.
    """
    if len(address) <= LONGEST and (plain := PLAIN.fullmatch(address)):
        kept = _kept(plain[2]) if plain[2] else ""
        return f"{plain[1]}?{kept}" if kept else plain[1]
    return _looked_at(address.strip())


def _looked_at(address: str) -> str | None:
    try:
        parts = urlsplit(address)
        place = _place(parts.hostname or "")
        port = parts.port
    except (ValueError, UnicodeError):
        return None
    scheme = parts.scheme.lower()
    if scheme not in DEFAULT_PORTS or not place or not address.isprintable():
        return None
    netloc = place if port in (None, DEFAULT_PORTS[scheme]) else f"{place}:{port}"
    path = quote(SESSION.sub("", parts.path), safe=SAFE_IN_PATH)
    whole = urlunsplit((scheme, netloc, path or "/", _kept(parts.query), ""))
    return whole if len(whole) <= LONGEST else None


def _place(hostname: str) -> str:
    """Write a host as it is dialled: lower case, punycode, without the root's dot."""
    host = hostname.rstrip(".")
    encoded = host if host.isascii() else host.encode("idna").decode("ascii")
    return f"[{encoded}]" if ":" in encoded else encoded.rstrip(".").lower()


# The links of a feed often have one query.
@lru_cache(maxsize=256)
def _kept(query: str) -> str:
    """Drop tracking parameters; a query that has none is left exactly as it is."""
    pairs = parse_qsl(query, keep_blank_values=True)
    kept = [(name, value) for name, value in pairs if not _is_tracking(name)]
    return quote(query if len(kept) == len(pairs) else urlencode(kept), safe=SAFE_IN_QUERY)


def _is_tracking(name: str) -> bool:
    low = name.lower()
    return low in TRACKING or low.startswith(TRACKING_PREFIXES)


def site_of(address: str | None) -> str | None:
    """Give the host of an address in lower case, without `www.`, or None."""
    if not address:
        return None
    try:
        plain = HOST.match(address)
        host = (plain[1] if plain else urlsplit(address).hostname or "").rstrip(".")
    except ValueError:
        return None
    return host.removeprefix("www.") or None


def join(base: str | None, link: str) -> str | None:
    """Resolve a link against the address it stands in.

    Returns:
        An http(s) address; a `file:` address only if the link stands in a file itself; the link
        as it is when it is relative and the base unknown; else None, for `javascript:`, `data:`
        and whatever is no address. What it returns is a clean line of 8,192 characters at most.
    """
    if len(link) <= LONGEST_RESOLVED and WHOLE.fullmatch(link):
        return link
    try:
        joined = urljoin(base or "", link.strip())
        parts = urlsplit(joined)
        local = parts.scheme == "file" and urlsplit(base or "").scheme == "file"
    except ValueError:
        return None
    web = parts.scheme in ("http", "https") and bool(parts.netloc)
    fits = web or local or (base is None and not parts.scheme and bool(joined))
    is_clean = joined.isprintable() and joined == clean_line(joined, LONGEST_RESOLVED)
    return joined if fits and is_clean else None

"""Which address may be dialled: decides over the number really dialled, never over a name.

`ipaddress.is_global` is not enough: it lets NAT64, 6to4 and multicast forms of private
addresses through, so embedded IPv4 addresses are unwrapped and the special-purpose blocks are
listed here. Source: IANA special-purpose address registries (RFC 6890), RFC 6052, RFC 3056,
RFC 4380.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)
from socket import inet_aton

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

SPECIAL = """
0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24
192.0.2.0/24 192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24
224.0.0.0/4 240.0.0.0/4 2001::/23 2001:db8::/32 3fff::/20
"""
BLOCKED: tuple[Network, ...] = tuple(ip_network(block) for block in SPECIAL.split())
GLOBAL_UNICAST = IPv6Network("2000::/3")
NAT64 = IPv6Network("64:ff9b::/96")
SIX_TO_FOUR = IPv6Network("2002::/16")
TEREDO = IPv6Network("2001::/32")
# A cloud machine's own credentials live here: a network that covers them is not permission.
METADATA = frozenset(
    ip_address(number) for number in ("169.254.169.254", "169.254.170.2", "fd00:ec2::254")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowlist:
    """What the operator allows beyond the public network: whole host names, and networks."""

    hosts: frozenset[str] = frozenset()
    networks: tuple[Network, ...] = ()


def allowlist(items: Sequence[str]) -> Allowlist:
    """Read an operator's list of host names, addresses and networks.

    Args:
        items: Such as `hooks.internal`, `10.1.2.3` or `10.0.0.0/8`.
    """
    hosts, networks = set(), []
    for item in items:
        try:
            networks.append(ip_network(item.strip("[]"), strict=False))
        except ValueError:
            hosts.add(item.lower().rstrip("."))
    return Allowlist(hosts=frozenset(hosts), networks=tuple(networks))


def may_dial(number: str, allowed: Allowlist) -> bool:
    """Tell whether this numeric address may be dialled.

    Args:
        number: An IPv4 or IPv6 address as the resolver gave it; a zone (`%eth0`) is refused.
        allowed: What the operator allows. The address where a cloud keeps a machine's
            credentials is allowed only when it is named itself, not by a network around it.

    Returns:
        False for every private, local, reserved or unreadable address that is not allowed,
        also when it is wrapped inside an IPv6 form.
    """
    try:
        address = ip_address(number)
    except ValueError:
        return False
    if address in METADATA:
        return ip_network(address) in allowed.networks
    if any(address in network for network in allowed.networks):
        return True
    return all(_is_public(form) for form in _forms(address))


def is_named(host: str, allowed: Allowlist) -> bool:
    """Whether an operator's list names this host, or a network around it if it is a number."""
    if host in allowed.hosts:
        return True
    number = number_of(host)
    return number is not None and any(ip_address(number) in one for one in allowed.networks)


def number_of(host: str) -> str | None:
    """Give the address that a host is written as, odd spellings included; None for a name.

    `127.1`, `0x7f000001` and `2130706433` are all spellings of an IPv4 address to a resolver
    (POSIX, inet_addr).
    """
    bare = host.strip("[]")
    try:
        return str(ip_address(bare))
    except ValueError:
        pass
    try:
        return str(IPv4Address(inet_aton(bare)))
    except (OSError, UnicodeError):
        return None


def _is_public(address: Address) -> bool:
    if isinstance(address, IPv6Address) and address not in GLOBAL_UNICAST:
        return False
    return not any(address in network for network in BLOCKED)


def _forms(address: Address) -> tuple[Address, ...]:
    """Give what is wrapped in the address, or the address itself."""
    if isinstance(address, IPv4Address):
        return (address,)
    if address.ipv4_mapped:
        return (address.ipv4_mapped,)
    if address in NAT64:
        return (IPv4Address(int(address) & 0xFFFFFFFF),)
    if address in SIX_TO_FOUR and address.sixtofour:
        return (address.sixtofour,)
    if address in TEREDO and address.teredo:
        return address.teredo
    return (address,)

"""Which address may be dialled: decides over the number really dialled, never over a name.

`ipaddress.is_global` is not enough: it lets NAT64, 6to4 and multicast forms of private
addresses through, so embedded IPv4 addresses are unwrapped and the special-purpose blocks are
listed here. Source: IANA special-purpose address registries (RFC 6890), RFC 6052, RFC 3056,
RFC 4380.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

BLOCKED: tuple[Network, ...] = tuple(
    ip_network(block)
    for block in (
        "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 "
        "192.0.2.0/24 192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 "
        "224.0.0.0/4 240.0.0.0/4 ::/127 100::/64 2001::/23 2001:db8::/32 fc00::/7 fe80::/10 "
        "fec0::/10 ff00::/8"
    ).split()
)
NAT64 = (IPv6Network("64:ff9b::/96"), IPv6Network("64:ff9b:1::/48"))
SIX_TO_FOUR = IPv6Network("2002::/16")
TEREDO = IPv6Network("2001::/32")


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
            networks.append(ip_network(item, strict=False))
        except ValueError:
            hosts.add(item.lower().rstrip("."))
    return Allowlist(hosts=frozenset(hosts), networks=tuple(networks))


def may_dial(number: str, allowed: Allowlist) -> bool:
    """Tell whether this numeric address may be dialled.

    Args:
        number: An IPv4 or IPv6 address as the resolver gave it; a zone (`%eth0`) is refused.
        allowed: What the operator allows.

    Returns:
        False for every private, local, reserved or unreadable address that is not allowed,
        also when it is wrapped inside an IPv6 form.
    """
    try:
        address = ip_address(number)
    except ValueError:
        return False
    if any(address in network for network in allowed.networks):
        return True
    return all(_is_public(form) for form in _forms(address))


def _is_public(address: Address) -> bool:
    return not any(address in network for network in BLOCKED)


def _forms(address: Address) -> Iterator[Address]:
    """Yield the address, or what is wrapped in it."""
    if isinstance(address, IPv4Address):
        yield address
        return
    wrapped = _wrapped(address)
    yield from wrapped
    if not wrapped:
        yield address


def _wrapped(address: IPv6Address) -> tuple[IPv4Address, ...]:
    if address.ipv4_mapped:
        return (address.ipv4_mapped,)
    if any(address in network for network in NAT64):
        return (IPv4Address(int(address) & 0xFFFFFFFF),)
    if address in SIX_TO_FOUR and address.sixtofour:
        return (address.sixtofour,)
    if address in TEREDO and address.teredo:
        return address.teredo
    return ()

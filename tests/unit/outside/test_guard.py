from ipaddress import IPv4Address, IPv6Address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.outside.guard import Allowlist, allowlist, may_dial

NOBODY = Allowlist()

PRIVATE = [
    "0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.127.255.254",
    "127.0.0.1", "127.255.255.254", "169.254.0.1", "169.254.169.254", "172.16.0.1",
    "172.31.255.255", "192.0.0.8", "192.0.2.1", "192.88.99.1", "192.168.1.1", "198.18.0.1",
    "198.19.255.255", "198.51.100.7", "203.0.113.9", "224.0.0.1", "239.255.255.255", "240.0.0.1",
    "255.255.255.255",
]  # fmt: skip
PRIVATE_V6 = [
    "::", "::1", "::7f00:1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:10.1.2.3",
    "::ffff:0:127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::10.0.0.1", "64:ff9b::169.254.169.254",
    "64:ff9b:1::1", "100::1", "2001::1", "2001:0:7f00:1::", "2001:10::1", "2001:20::1",
    "2001:db8::1", "2002:7f00:1::", "2002:c0a8:101::1", "2002:a9fe:a9fe::", "3fff::1", "5f00::1",
    "fc00::1", "fd00:ec2::254", "fd12:3456::1", "fe80::1", "febf::1", "fec0::1", "ff02::1",
    "ff0e::1", "1::1", "4000::1",
]  # fmt: skip
UNREADABLE = [
    "", "127.1", "0x7f000001", "2130706433", "017700000001", "0", "127.0.0.1:80", "fe80::1%eth0",
    "::1%lo", "[::1]", "１２７.0.0.1", "localhost", "127.0.0.01", "256.1.1.1", "1.2.3", "::ffff:",
    " 8.8.8.8", "8.8.8.8 ", "8.8.8.8/32",
]  # fmt: skip
PUBLIC = [
    "8.8.8.8", "1.1.1.1", "93.184.216.34", "100.63.255.255", "100.128.0.0", "172.15.0.1",
    "172.32.0.1", "192.167.255.255", "198.17.0.1", "223.255.255.255", "2606:4700::1111",
    "2a00:1450::1", "64:ff9b::808:808", "2002:808:808::1", "::ffff:8.8.8.8",
]  # fmt: skip


@pytest.mark.parametrize("number", PRIVATE + PRIVATE_V6)
def test_no_private_number_is_dialled(number):
    assert not may_dial(number, NOBODY)


@pytest.mark.parametrize("number", UNREADABLE)
def test_what_is_no_plain_number_is_not_dialled(number):
    assert not may_dial(number, NOBODY)


@pytest.mark.parametrize("number", PUBLIC)
def test_a_public_number_is_dialled(number):
    assert may_dial(number, NOBODY)


@pytest.mark.parametrize("number", PRIVATE)
@pytest.mark.parametrize("wrap", ["::ffff:{}", "64:ff9b::{}"])
def test_wrapping_a_private_number_does_not_free_it(number, wrap):
    assert not may_dial(wrap.format(number), NOBODY)


@given(private=st.ip_addresses(v=4, network="10.0.0.0/8"), rest=st.integers(0, 2**80 - 1))
def test_no_6to4_form_of_a_private_number_is_dialled(private, rest):
    wrapped = IPv6Address((0x2002 << 112) | (int(private) << 80) | rest)

    assert not may_dial(str(wrapped), NOBODY)


@given(private=st.ip_addresses(v=4, network="127.0.0.0/8"))
def test_no_teredo_form_with_a_private_client_is_dialled(private):
    server = int(IPv4Address("8.8.8.8"))
    wrapped = IPv6Address((0x20010000 << 96) | (server << 64) | (int(private) ^ 0xFFFFFFFF))

    assert not may_dial(str(wrapped), NOBODY)


@pytest.mark.parametrize("number", ["10.1.2.3", "10.200.0.1"])
def test_the_operators_network_may_be_dialled(number):
    assert may_dial(number, allowlist(["10.0.0.0/8"]))


def test_a_named_number_frees_no_other():
    allowed = allowlist(["127.0.0.1"])

    assert may_dial("127.0.0.1", allowed)
    assert not may_dial("127.0.0.2", allowed)


@pytest.mark.parametrize("around", ["169.254.0.0/16", "0.0.0.0/0", "fd00::/8", "::/0"])
@pytest.mark.parametrize("number", ["169.254.169.254", "fd00:ec2::254"])
def test_a_network_around_it_does_not_free_a_clouds_metadata(around, number):
    assert not may_dial(number, allowlist([around]))


def test_a_clouds_metadata_may_be_dialled_when_named_itself():
    assert may_dial("169.254.169.254", allowlist(["169.254.169.254"]))


def test_names_and_networks_are_told_apart():
    allowed = allowlist(["Hooks.Internal.", "10.0.0.0/8", "[::1]", "192.168.1.5"])

    assert allowed.hosts == {"hooks.internal"}
    assert [str(network) for network in allowed.networks] == [
        "10.0.0.0/8", "::1/128", "192.168.1.5/32",
    ]  # fmt: skip

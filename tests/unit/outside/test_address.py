import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.outside.address import masked, wire_form

NONE = [
    "", " ", "example.org", "//example.org/a", "file:///etc/passwd", "ftp://example.org/",
    "gopher://example.org/", "javascript:alert(1)", "data:text/html,x", "http://", "http:///a",
    "http://example.org:99999/", "http://example.org:port/", "http://[::1/", "http://a b/",
    "http://example.org/\x00", "http://example.org/a\r\nHost: evil", "http://[fe80::1%25eth0",
    "http://example.org/" + "a" * 9000, "http://[::1]:80@example.org/", "http://[::127.1]/",
]  # fmt: skip


@pytest.mark.parametrize("address", NONE)
def test_what_is_no_http_address_has_no_wire_form(address):
    assert wire_form(address) is None


@pytest.mark.parametrize(
    ("address", "wire"),
    [
        ("HTTP://Example.ORG", "http://example.org/"),
        (" https://example.org/a ", "https://example.org/a"),
        ("https://example.org/a#part", "https://example.org/a"),
        ("https://example.org/новости?q=сапёр", "https://example.org/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8?q=%D1%81%D0%B0%D0%BF%D1%91%D1%80"),
        ("https://пример.рф/", "https://xn--e1afmkfd.xn--p1ai/"),
        ("https://example.org/a%2Fb%7e?x=%41+b&sig=a%3D%3d", "https://example.org/a%2Fb%7e?x=%41+b&sig=a%3D%3d"),
        ("http://[2606:4700::1111]:8080/a", "http://[2606:4700::1111]:8080/a"),
        ("https://user:p%40ss@example.org/a", "https://user:p%40ss@example.org/a"),
        ("http://example.org/a b", "http://example.org/a%20b"),
    ],
)  # fmt: skip
def test_an_address_is_sent_as_it_is_written(address, wire):
    assert str(wire_form(address)) == wire


@given(text=st.text(max_size=60))
def test_no_text_makes_the_wire_form_fail(text):
    url = wire_form(f"http://example.org/{text}")

    assert url is None or url.host == "example.org"


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://token:@a.example/", "https://***@a.example/"),
        ("https://a.example/?api_key=x1&q=2", "https://a.example/?api_key=***&q=2"),
        ("https://a.example/?access_token=x1#z", "https://a.example/?access_token=***#z"),
        ("postgresql://h/d?password=x1&sslmode=a", "postgresql://h/d?password=***&sslmode=a"),
        ("https://a.example/?keyword=x1&monkey=2", "https://a.example/?keyword=x1&monkey=2"),
    ],
)
def test_keys_in_a_query_are_not_shown(address: str, shown: str):
    assert masked(address) == shown

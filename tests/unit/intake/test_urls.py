import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.intake.urls import canonical, join, site_of

URL_TEXT = st.text(st.sampled_from("ab.%/?&=;#:@[]+ -_~юß文\\|\"'<>{}^`0129utm_x"), max_size=40)
# What links are put together of, and what makes one odd.
PARTS = st.sampled_from(
    "a.example www.example.org Example.org .. . - / x/y.html ? & utm_source=rss gclid=2 a=1 a=%2F"
    " %zz ;jsessionid=1 ; # #top : :80 :443 :8080 :59999 :65536 :60001 :0 @ u:p@ u:12@ é [ ] | + ~"
    " ' =".split()
)
ADDRESSES = st.builds(
    lambda scheme, parts: f"{scheme}{''.join(parts)}",
    st.sampled_from(["http://", "https://", "https://a.example/", "HTTPS://a.example/", "ftp://"]),
    st.lists(PARTS, max_size=7),
)


@pytest.mark.parametrize(
    ("address", "form"),
    [
        ("HTTP://Example.ORG", "http://example.org/"),
        ("http://example.org:80/a", "http://example.org/a"),
        ("https://example.org:443/a", "https://example.org/a"),
        ("https://example.org:8443/a", "https://example.org:8443/a"),
        ("https://example.org./a", "https://example.org/a"),
        ("https://example.org/a#top", "https://example.org/a"),
        (" https://example.org/a\n", "https://example.org/a"),
        ("https://example.org/a?utm_source=rss&utm_medium=x", "https://example.org/a"),
        ("https://example.org/a?id=7&fbclid=x&UTM_campaign=y", "https://example.org/a?id=7"),
        ("https://example.org/a?PHPSESSID=1f", "https://example.org/a"),
        ("https://example.org/a;jsessionid=1F?x=1", "https://example.org/a?x=1"),
        ("https://example.org/a?b=%2F&c=d+e", "https://example.org/a?b=%2F&c=d+e"),
        ("https://example.org/a?flag&b=", "https://example.org/a?flag&b="),
        ("https://user:pass@example.org/a", "https://example.org/a"),
        ("https://пример.рф/новости", "https://xn--e1afmkfd.xn--p1ai/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8"),
        ("https://example.org/%D0%BD", "https://example.org/%D0%BD"),
        ("https://example.org/a b", "https://example.org/a%20b"),
        ("http://[2606:4700::1111]:80/a", "http://[2606:4700::1111]/a"),
        ("https://example.org/a/", "https://example.org/a/"),
        ("https://example.org/?", "https://example.org/"),
    ],
)  # fmt: skip
def test_an_address_has_one_canonical_form(address, form):
    assert canonical(address) == form


@pytest.mark.parametrize(
    "address",
    [
        "", "example.org", "mailto:a@b.c", "javascript:alert(1)", "data:text/html,x", "ftp://a.b/",
        "file:///etc/passwd", "http://", "http://a:port/", "http://[::1/", "https://a.b/\u202ec",
        "https://a.b/" + "a" * 3000, "http://.", "http://a.b/\x00", "http://" + "a" * 300 + ".юю/",
    ],
)  # fmt: skip
def test_what_is_no_web_address_has_none(address):
    assert canonical(address) is None


@given(rest=URL_TEXT, scheme=st.sampled_from(["http", "https", "HTTPS", "ftp", ""]))
def test_the_canonical_form_of_a_canonical_form_is_itself(rest, scheme):
    once = canonical(f"{scheme}://{rest}")

    assert once is None or canonical(once) == once


@given(path=URL_TEXT)
def test_any_path_on_a_host_keeps_its_host(path):
    form = canonical(f"https://example.org/{path}")

    assert form is None or site_of(form) == "example.org"


@pytest.mark.parametrize(
    ("address", "site"),
    [
        ("https://www.example.org/a", "example.org"),
        ("https://News.Example.org:80", "news.example.org"),
        ("https://example.org.", "example.org"), ("", None), (None, None), ("http://[::1", None),
        ("file:///a", None), ("https://www.", "www"),
    ],
)  # fmt: skip
def test_a_site_is_its_host_without_www(address, site):
    assert site_of(address) == site


@pytest.mark.parametrize(
    ("base", "link", "joined"),
    [
        ("https://a.b/feed", "/x", "https://a.b/x"), ("https://a.b/feed/", "x", "https://a.b/feed/x"),
        ("https://a.b/feed", "//c.d/x", "https://c.d/x"), ("https://a.b/", " http://c.d ", "http://c.d"),
        ("file:///r/feed.xml", "a.html", "file:///r/a.html"), (None, "https://a.b/x", "https://a.b/x"),
        (None, "a.b/x", "a.b/x"), ("https://a.b/feed", "?x=1", "https://a.b/feed?x=1"),
        ("https://a.b/", "file:///etc/passwd", None), (None, "file:///etc/passwd", None),
        ("https://a.b/", "javascript:alert(1)", None), ("https://a.b/", "data:text/html,x", None),
        ("https://a.b/", "mailto:a@b.c", None), ("https://a.b/", "http://[::1", None),
        ("https://a.b/", "x\u202ey", None), ("https://a.b/", "x" + "\u0301" * 9, None),
        ("https://a.b/", "x" * 9_000, None), (None, "https://a.b/" + "x" * 9_000, None),
        (None, "", None), (None, "javascript:alert(1)", None),
    ],
)  # fmt: skip
def test_a_link_is_resolved_where_it_stands(base, link, joined):
    assert join(base, link) == joined


@given(address=ADDRESSES)
def test_the_quick_look_at_an_address_sees_what_the_closer_one_does(address):
    # With blanks around it no address is a plain one.
    assert canonical(address) == canonical(f" {address} ")
    assert site_of(address) == site_of(f" {address}")

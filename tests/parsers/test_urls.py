"""Addresses as identities: what is the same, whose it is, and what may be a link."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.press.urls import canonical_url, is_http_url, registrable_domain, resolve

SAME = {
    "upper case": ("HTTPS://WWW.Example.COM/News", "https://www.example.com/News"),
    "default port": ("http://example.com:80/a", "http://example.com/a"),
    "own port": ("http://example.com:8080/a", "http://example.com:8080/a"),
    "no path": ("https://example.com?b=1", "https://example.com/?b=1"),
    "fragment": ("https://example.com/a#top", "https://example.com/a"),
    "dot segments": ("https://example.com/a/./b/../c/", "https://example.com/a/c/"),
    "escaped dots": ("https://example.com/a/%2e%2E/c", "https://example.com/c"),
    "dots above the root": ("https://example.com/../../a", "https://example.com/a"),
    "escape case": ("https://example.com/%e6%97%a5", "https://example.com/%E6%97%A5"),
    "needless escape": ("https://example.com/%7Euser/%41", "https://example.com/~user/A"),
    "stray percent": ("https://example.com/100%", "https://example.com/100%25"),
    "unicode path": ("https://example.com/日", "https://example.com/%E6%97%A5"),
    "unicode host": ("https://例え.jp/", "https://xn--r8jz45g.jp/"),
    "full-width host": ("https://ｅｘａｍｐｌｅ．com/", "https://example.com/"),
    "final dot": ("https://example.com./a", "https://example.com/a"),
    "line end inside": (" https://example.com/a\n/b ", "https://example.com/a/b"),
    "backslashes": ("https:\\\\example.com\\a?b=\\c", "https://example.com/a?b=%5Cc"),
    "backslash spoof": ("https://good.com\\@evil.com/x", "https://good.com/@evil.com/x"),
    "query order": ("https://example.com/?b=2&a=1&b=1", "https://example.com/?a=1&b=2&b=1"),
    "empty parameters": ("https://example.com/?&&a=1&", "https://example.com/?a=1"),
    "empty query": ("https://example.com/a?", "https://example.com/a"),
    "tracking": (
        "https://example.com/a?utm_source=x&fbclid=1&CMP=z&at_medium=y&WT.mc_id=1&id=5&page=2",
        "https://example.com/a?id=5&page=2",
    ),
    "escaped tracking": ("https://example.com/a?%75tm_source=x", "https://example.com/a"),
    "amp path": ("https://example.com/a/amp/", "https://example.com/a/"),
    "amp suffix": ("https://example.com/a.amp", "https://example.com/a"),
    "amp page": ("https://example.com/a.amp.html", "https://example.com/a.html"),
    "amp twice": ("https://example.com/a/amp/amp", "https://example.com/a"),
    "amp as the whole path": ("https://example.com/amp", "https://example.com/amp"),
    "amp in a word": ("https://example.com/a/camp", "https://example.com/a/camp"),
    "amp that hides dots": ("https://example.com/a/...amp", "https://example.com/"),
    "amp parameter": ("https://example.com/a?outputType=amp&amp=1", "https://example.com/a"),
    "amp host": ("https://amp.example.co.uk/a", "https://www.example.co.uk/a"),
    "amp under a host": ("https://amp.edition.example.com/a", "https://edition.example.com/a"),
    "amp as the site": ("https://amp.com/a", "https://amp.com/a"),
    "amp cache": (
        "https://www-example-com.cdn.ampproject.org/c/s/www.example.com/a.amp?x=1",
        "https://www.example.com/a?x=1",
    ),
    "amp cache without tls": (
        "https://example-com.cdn.ampproject.org/v/example.com/a",
        "http://example.com/a",
    ),
    "amp viewer": ("https://www.google.co.jp/amp/s/example.com/a/amp", "https://example.com/a"),
    "redirect": (
        "https://www.google.com/url?sa=U&q=https%3A%2F%2Fexample.com%2Fa%3Fb%3D1",
        "https://example.com/a?b=1",
    ),
    "mobile host": ("https://m.example.com/a", "https://m.example.com/a"),
    "address": ("http://127.0.0.1:8000/a", "http://127.0.0.1:8000/a"),
    "v6 address": ("http://[0:0::1]:80/a", "http://[::1]/a"),
}
REFUSED = {
    "no scheme": "example.com/a",
    "script": "javascript:alert(1)",
    "mail": "mailto:desk@example.com",
    "file": "file:///etc/passwd",
    "no host": "https:///",
    "user": "https://mofa.go.jp@evil.example/a",
    "port": "https://example.com:65536/",
    "port zero": "https://example.com:0/",
    "word port": "https://example.com:http/",
    "number host": "http://0x7f.1/",
    "short address": "http://127.1/",
    "space in host": "https://exa mple.com/",
    "v6 zone": "http://[fe80::1%25eth0]/",
    "v6 nonsense": "http://[::zz]/",
    "long label": f"https://{'a' * 64}.com/",
    "long host": f"https://{'a.' * 130}com/",
    "long unicode host": f"https://{'ä' * 2_000}.com/",
    "long": f"https://example.com/{'a' * 20_000}",
    "empty": "",
}


@pytest.mark.parametrize(("url", "identity"), SAME.values(), ids=SAME)
def test_identity(url: str, identity: str) -> None:
    """Each spelling has the identity that is written beside it, and that is its own."""
    assert canonical_url(url) == identity
    assert canonical_url(identity) == identity


@pytest.mark.parametrize("url", REFUSED.values(), ids=REFUSED)
def test_refused(url: str) -> None:
    """What is no safe http(s) address has no identity, is no link, and belongs to nobody."""
    with pytest.raises(ValueError, match=r"http|host|user|port|longer|octets|digit|permitted"):
        canonical_url(url)
    assert not is_http_url(url)
    assert registrable_domain(url) == ""


def test_message_names_the_url() -> None:
    """The error quotes the URL, but never a password in it."""
    with pytest.raises(ValueError, match=r"ftp://example\.com/a"):
        canonical_url("ftp://example.com/a")
    with pytest.raises(ValueError, match="user") as caught:
        canonical_url("https://jo:secret@example.com/a")
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("url", "domain"),
    [
        ("https://www.mofa.go.jp/press", "mofa.go.jp"),
        ("https://news.bbc.co.uk/", "bbc.co.uk"),
        ("https://one.blogspot.com/", "one.blogspot.com"),
        ("https://www.gov.uk/a", "www.gov.uk"),
        ("https://a.b.例え.jp/", "xn--r8jz45g.jp"),
        ("https://www.xn--55qx5d.cn/", "www.xn--55qx5d.cn"),
        ("https://www.paper.invalid/", "paper.invalid"),
        ("http://localhost:8000/", ""),
        ("http://10.0.0.1/", ""),
        ("http://[::1]/", ""),
    ],
)
def test_registrable_domain(url: str, domain: str) -> None:
    """The owner's part of the host follows the Public Suffix List, private section included."""
    assert registrable_domain(url) == domain


@pytest.mark.parametrize(
    "url",
    [
        "https://example.com/a b",
        "https://example.com/a\n",
        "https://example.com/a\u202eb",
        "https://example.com/a\u3000b",
        'https://example.com/"onclick',
        "https://example.com/<b>",
        "https://example.com/|label",
        "https://example.com/`a`",
        "https://example.com\\a",
        "https:////example.com/",
        "https://ex%61mple.com/",
        "https://@example.com/",
        f"https://example.com/{'a' * 2_000}",
    ],
)
def test_unsafe_links(url: str) -> None:
    """A URL that could break out of a link is no link."""
    assert not is_http_url(url)


@pytest.mark.parametrize(
    "url",
    ["https://example.com", "HTTP://例え.jp/日本?q=1#top", "http://127.0.0.1:8000/a(b)'c"],
)
def test_safe_links(url: str) -> None:
    """An ordinary URL is a link as it stands."""
    assert is_http_url(url)


@pytest.mark.parametrize(
    ("link", "address"),
    [
        (" /a\n", "https://example.com/a"),
        ("b c", "https://example.com/x/b%20c"),
        ("//other.example/a", "https://other.example/a"),
        ("javascript:x", "javascript:x"),
        ("http://[broken", "http://[broken"),
    ],
)
def test_resolve(link: str, address: str) -> None:
    """A written link becomes an address to fetch, and nothing raises on a broken one."""
    assert resolve(link, "https://example.com/x/y") == address


PIECES = st.sampled_from(
    ["https://", "http://", "example.com", "amp.", "/amp", ".amp", "..", "/", "%", "%2e", "%41",
     "?", "&", "=", "utm_x", "#", "@", ":", "80", "[::1]", "\\", "é", "日", "www.google.com/url?q=",
     "a.cdn.ampproject.org/c/s/", "http%3A%2F%2F", " ", "\t", "xn--", "\ud800", "%FF", "1.2.3.4"]
)  # fmt: skip
URLS = st.one_of(
    st.text(max_size=60),
    st.lists(PIECES, max_size=12).map("".join),
    st.lists(PIECES, max_size=10).map(lambda pieces: "https://example.com/" + "".join(pieces)),
)


@settings(max_examples=400, deadline=None)
@given(URLS)
def test_identity_is_stable(url: str) -> None:
    """Taking the identity twice changes nothing, and only ValueError is ever raised."""
    resolve(url, "https://example.com/")
    domain = registrable_domain(url)
    try:
        identity = canonical_url(url)
    except ValueError:
        assert domain == ""
        assert not is_http_url(url)
        return
    assert canonical_url(identity) == identity
    assert is_http_url(identity) or len(identity) > 2_000


@pytest.mark.timeout(20)
@pytest.mark.parametrize("tail", ["/amp", "/..", "%", "&a", ".amp", "日", "/./", "?q=http://"])
def test_long_urls_end(tail: str) -> None:
    """Repeating what is cut stays cheap up to the longest identity, and beyond."""
    for times in (2_000, 1_000_000):
        url = "https://www.google.com/url" + tail * times
        try:
            assert canonical_url(url) == canonical_url(canonical_url(url))
        except ValueError:
            assert len(url) > 2_000

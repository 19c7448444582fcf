"""Text and addresses from feeds are harmless when they leave the house."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts.untrusted import clean, host_label, link, look_alikes, shortened

PERSIAN = "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"

TEXTS = [
    ("tab\tvt\vff\ffs\x1cnel\x85ls\u2028ps\u2029end", "tab vt ff fs nel ls ps end"),
    ("nul\0bel\x07esc\x1b[31m", "nulbelesc[31m"),
    ("a\u202egnp.exe", "agnp.exe"),
    ("left\u2066open", "leftopen"),
    ("Qu\u200bad\ufeff", "Quad"),
    ("Quad\U000e0041\U000e0042", "Quad"),
    ("joiner at the end\u200d", "joiner at the end"),
    (PERSIAN, PERSIAN),
    ("lone \ud800 surrogate", "lone \ufffd surrogate"),
    ("private \ue000 use", "private use"),
    ("Cafe\u0301", "Caf\u00e9"),
    ("title\r\nBcc: x@evil.example", "title Bcc: x@evil.example"),
    ("  many   spaces  ", "many spaces"),
    ("{{7*7}} {% include 'x' %} %s {0}", "{{7*7}} {% include 'x' %} %s {0}"),
    ("\U0001f91d kept", "\U0001f91d kept"),
]


@pytest.mark.parametrize(("hostile", "expected"), TEXTS)
def test_clean(hostile: str, expected: str) -> None:
    """What no reader should see is gone, what he should see stays."""
    assert clean(hostile) == expected


def test_clean_thins_towers_of_accents() -> None:
    """Two hundred marks on one letter become three at most, and the rest stays."""
    thinned = clean("Z" + "\u0301" * 200 + "oo")
    marks = [character for character in thinned if unicodedata.combining(character)]
    assert 1 <= len(marks) <= 3
    assert thinned.endswith("oo")


@pytest.mark.parametrize("text", ["word " * 1000, "x" * 5000, "\u6f22" * 5000])
def test_clean_caps_at_the_limit(text: str) -> None:
    """The longest text becomes 200 characters with an ellipsis."""
    assert len(clean(text, 200)) <= 200
    assert clean(text, 200).endswith("…")


def test_shortened_keeps_words_and_letters_whole() -> None:
    """A cut falls between words, and never between a letter and its accent."""
    assert shortened("ministers of four countries", 20) == "ministers of four…"
    assert shortened("abce\u0301\u0301fgh", 6) == "abc…"


@given(st.text(max_size=300))
def test_clean_is_idempotent_and_one_line(text: str) -> None:
    """Cleaning twice changes nothing, and no control character survives."""
    once = clean(text)
    assert clean(once) == once
    assert not any(unicodedata.category(character) in {"Cc", "Cs", "Co"} for character in once)


REFUSED = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "\x01javascript:alert(1)",
    "data:text/html;base64,PHNjcmlwdD4=",
    "vbscript:x",
    "file:///etc/passwd",
    "mailto:a@b.example",
    "//host.example/path",
    "https:host.example",
    "https://mofa.example@evil.example/",
    "https://evil.example\\@mofa.example/",
    'https://evil.example/"onclick="x',
    "https://evil.example|https://good.example",
    "https://evil.example/>x",
    "https://host.example:99999/",
    "https://[::1",
    "https://",
    "https://host.example/a b",
    "https://host.example/" + "a" * 3000,
    "https://fa\u00dfade.example/",
    "https://intranet/",
    "https://a..b.example/",
    "",
]


@pytest.mark.parametrize("url", REFUSED)
def test_link_refuses(url: str) -> None:
    """What is no plain web address becomes no link, without an exception."""
    assert link(url) is None


ACCEPTED = [
    ("https://news.example/a?b=c&d=%20#e", "https://news.example/a?b=c&d=%20#e"),
    ("http://news.example:8080/a", "http://news.example:8080/a"),
    ("https://\u0430pple.example/", "https://xn--pple-43d.example/"),
    ("https://news\uff0eexample/", "https://news.example/"),
    ("https://news.example/\u202egnp", "https://news.example/%E2%80%AEgnp"),
    ("https://news.example/日本", "https://news.example/%E6%97%A5%E6%9C%AC"),
    ("http://127.0.0.1:8000/a", "http://127.0.0.1:8000/a"),
    ("http://localhost:8000/a", "http://localhost:8000/a"),
    ("http://[::1]:80/a", "http://[::1]:80/a"),
    ("HTTPS://NEWS.example/A", "https://news.example/A"),
]


@pytest.mark.parametrize(("url", "expected"), ACCEPTED)
def test_link_returns_ascii(url: str, expected: str) -> None:
    """A web address comes back in ASCII, a host in another script in punycode."""
    assert link(url) == expected


@given(st.text(max_size=200))
def test_link_never_raises_and_returns_plain_ascii(text: str) -> None:
    """Any text behind a scheme is refused or becomes a quotable address."""
    made = link("https://news.example/" + text)
    assert made is None or (made.isascii() and not set(made) & set(" \"'<>\\|"))


def test_host_label_shows_look_alike_domains_in_punycode() -> None:
    """A domain that only looks like Latin is shown for what it is; names stay."""
    assert host_label("\u0430pple.example") == "xn--pple-43d.example"
    assert host_label("Yonhap") == "Yonhap"
    assert host_label("\u5171\u540c\u901a\u4fe1") == "\u5171\u540c\u901a\u4fe1"


def test_look_alikes() -> None:
    """A Cyrillic letter in a Latin word is found; whole Cyrillic words are no fault."""
    assert look_alikes("\u0421hina and \u0410UKUS met in \u041c\u043e\u0441\u043a\u0432\u0430") == (
        "\u0421hina",
        "\u0410UKUS",
    )

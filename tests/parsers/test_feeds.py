"""Feeds: what each dialect says, what is dropped and why, and what hostile bytes may not do."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.errors import FeedUnreadableError
from parsers.model import content_id
from parsers.press.feeds import MAX_FEED_SIZE, FeedReading, read_feed

DATA = Path(__file__).parent / "data"
NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
URL = "https://www.harbourgazette.example/world/rss"
ITEM = (
    "<item><title>Item {n}</title><link>https://paper.example/{n}</link>"
    "<pubDate>Wed, 18 Nov 2026 10:00:00 GMT</pubDate><description>Text {n}.</description></item>"
)


def read(
    body: bytes | str, *, content_type: str = "application/rss+xml", country: str | None = None
) -> FeedReading:
    """Read a body as the feed ``paper``."""
    raw = body.encode() if isinstance(body, str) else body
    return read_feed(
        raw, feed="paper", url=URL, content_type=content_type, country=country, now=NOW
    )


def rss(*items: str, head: str = '<?xml version="1.0"?>') -> str:
    """Return an RSS document with the given items."""
    return (
        f'{head}<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:media="http://search.yahoo.com/mrss/"><channel><title>Paper</title>'
        f"{''.join(items)}</channel></rss>"
    )


def reason(body: bytes | str) -> str:
    """Return the reason word with which a body is refused."""
    with pytest.raises(FeedUnreadableError) as caught:
        read(body)
    assert caught.value.identity == "paper"
    assert caught.value.remedy.endswith(".")
    return caught.value.reason


def test_rss() -> None:
    """An RSS 2.0 document is read whole: every entry comes back or is dropped with a word."""
    reading = read((DATA / "rss.xml").read_bytes(), country="FJ")
    assert reading.title == "Harbour Gazette & Mail: World"
    assert not reading.is_malformed
    assert reading.dropped == (
        ("hg-1004", "no_link"),
        ("hg-1005", "bad_link"),
        ("https://www.harbourgazette.example/world/suva-talks?id=7#top", "duplicate"),
    )
    first, second, third = reading.entries
    assert first.id == content_id("paper", "hg-1001")
    assert first.feed == "paper"
    assert first.url == "https://www.harbourgazette.example/world/suva-talks?utm_source=rss&id=7"
    assert first.title == "Ministers of Japan, Fiji & Palau to meet in Suva"
    assert first.summary == (
        "Three foreign ministers gather in Suva on Friday.\nThey will talk about fisheries patrols."
    )
    assert first.published_at == datetime(2026, 11, 18, 10, 30, tzinfo=UTC)
    assert first.published_text == "Wed, 18 Nov 2026 19:30:00 JST"
    assert first.author == "Mere Tuilagi, Kenji Mori"
    assert first.source == "Island Wire"
    assert second.title == ""
    assert second.url == "https://www.harbourgazette.example/world/no-title"
    assert second.id == content_id("paper", second.url)
    assert second.summary == "Envoys left for Nadi."
    assert second.author == "Foreign Desk"
    assert third.url == "https://www.harbourgazette.example/world/permalink"
    assert third.published_at is None
    assert third.published_text == "not a date"


def test_atom() -> None:
    """Atom: text is no HTML, the alternate link counts, and publication precedes update."""
    reading = read((DATA / "atom.xml").read_bytes(), content_type="application/atom+xml")
    assert reading.title == "Ministry of Foreign Affairs"
    first, second = reading.entries
    assert first.title == "Statement on x < y talks"
    assert first.url == "https://ministry.example/press/2026/11/18"
    assert first.id == content_id("paper", "urn:uuid:0f7cd0b2-8e0a-4a2f-8a4e-0d6f6b1b0002")
    assert first.published_at == datetime(2026, 11, 17, 14, 15, tzinfo=UTC)
    assert first.summary == "The minister spoke.\nHe left."
    assert first.author == "Press Office"
    assert second.url == "https://ministry.example/press/2"
    assert second.published_at == datetime(2026, 11, 16, 10, 0, tzinfo=UTC)
    assert second.source == "Embassy in Suva"
    assert not reading.is_malformed


@pytest.mark.parametrize("encoding", ["shift_jis", "utf-8", "euc_jp", "utf-16", "iso2022_jp"])
def test_rdf_in_any_encoding(encoding: str) -> None:
    """RSS 1.0 that claims Shift_JIS is read in whatever encoding it really has."""
    text = (DATA / "rdf.xml").read_text(encoding="utf-8")
    reading = read(text.encode(encoding), country="JP")
    (entry,) = reading.entries
    assert reading.title == "港新聞"
    assert entry.title == "日比豪、防衛相会談を来週開催へ"
    assert entry.published_at == datetime(2026, 11, 18, 0, 0, tzinfo=UTC)


def test_json_feed() -> None:
    """JSON Feed 1.1: authors fall back on the feed's, members of a wrong type are absent."""
    reading = read((DATA / "feed.json").read_bytes(), content_type="application/feed+json")
    assert reading.title == "Strait Review"
    assert reading.is_malformed
    assert reading.dropped == (("43", "no_link"),)
    first, second = reading.entries
    assert first.id == content_id("paper", "41")
    assert first.title == "Four coast guards & one table"
    assert first.summary == "Four coast guards met.\nThey agreed."
    assert first.author == "Ines Calder, Tom Wray"
    assert first.published_at == datetime(2026, 11, 15, 13, 0, tzinfo=UTC)
    assert second.url == "https://elsewhere.example/x"
    assert second.summary == "Link post"
    assert second.author == "The Editors"


def test_same_bytes_same_reading() -> None:
    """Reading twice gives equal values."""
    body = (DATA / "rss.xml").read_bytes()
    assert read(body) == read(body)


@pytest.mark.parametrize(
    ("body", "word"),
    [
        (b"", "empty"),
        (b" \r\n\0\xef\xbb\xbf ", "empty"),
        (b"\xff\xfe", "empty"),
        (b"<!DOCTYPE html><html><body><p>Not found</p></body></html>", "html_page"),
        (b"<HTML lang=en><rss></rss>", "html_page"),
        (b"Not found", "no_feed"),
        (b"<urlset><url/></urlset>", "no_feed"),
        (b"<!-- <rss version='2.0'/> -->", "no_feed"),
        (b'{"items": 3}', "no_items"),
        (b'{"items": [', "broken_json"),
        (b'{"a":' + b"[" * 200_000, "broken_json"),
        (b" " * (MAX_FEED_SIZE + 1), "too_large"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_unreadable(body: bytes, word: str) -> None:
    """What is no feed is refused with the feed's name, one word and a remedy."""
    assert reason(body) == word


def test_empty_feed_is_a_feed() -> None:
    """A feed without entries is read, since a quiet feed is not a broken one."""
    assert read(rss()).entries == ()
    assert read('{"items": []}').entries == ()


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("AT&T and R&D", "AT&T and R&D"),
        ("caf&eacute; &mdash; d&#233;j&#xE0;&nbsp;vu", "café — déjà vu"),
        ("a &unknown; b & c", "a &unknown; b & c"),
        ("A\0B\x07C", "ABC"),
        ("&#0;&#xD800;&#x110000;x", "x"),
        ("5 &lt; 6", "5 < 6"),
        ("&amp;lt;b&amp;gt;", "<b>"),
        ("<![CDATA[Tom & Jerry]]>", "Tom & Jerry"),
        ("<![CDATA[Tom &amp; Jerry]]>", "Tom & Jerry"),
        ("Line\n  break", "Line\nbreak"),
    ],
)
def test_titles(title: str, text: str) -> None:
    """References and characters that break XML are mended without loss around them."""
    (entry,) = read(rss(f"<item><title>{title}</title><link>/1</link></item>")).entries
    assert entry.title == text


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("windows-1252", "café — “déjà vu”"),
        ("euc-kr", "한미일 외교장관 회담이 서울에서 열렸다고 밝혔다"),
        ("koi8-r", "Министры иностранных дел встретились в Москве"),
        ("gb18030", "外交部长今天在北京举行了三方会谈并发表声明"),
    ],
)
def test_wrong_label(encoding: str, text: str) -> None:
    """Bytes under a false UTF-8 label are read as what they are, and that is reported."""
    head = '<?xml version="1.0" encoding="utf-8"?>'
    body = rss(f"<item><title>{text}</title><link>/1</link></item>", head=head).encode(encoding)
    reading = read(body)
    assert reading.entries[0].title == text
    assert reading.is_malformed


def test_utf16_label_on_utf8() -> None:
    """A UTF-16 label on UTF-8 bytes costs nothing but the remark."""
    reading = read(rss(ITEM.format(n="é"), head='<?xml version="1.0" encoding="utf-16"?>'))
    assert reading.entries[0].title == "Item é"
    assert reading.is_malformed


@pytest.mark.parametrize("cut", range(1, 120, 7))
def test_truncated(cut: int) -> None:
    """A document torn anywhere in its last entry keeps all entries before, and their texts."""
    reading = read(rss(ITEM.format(n=1), ITEM.format(n=2), ITEM.format(n=3))[:-cut])
    titles = [entry.title for entry in reading.entries]
    assert titles[:2] == ["Item 1", "Item 2"]
    assert reading.entries[1].summary == "Text 2."
    assert reading.is_malformed


def test_torn_cdata_keeps_its_text() -> None:
    """The text before the tear is kept, inside CDATA too."""
    torn = rss("<item><link>/1</link><description><![CDATA[<p>Three met in Su").partition("</ch")[0]
    assert read(torn).entries[0].summary == "Three met in Su"


def test_mismatched_tags() -> None:
    """A tag that is never closed harms its own entry at most."""
    bad = "<item><link>/1</link><description>a <br> b</description></item>"
    reading = read(rss(bad, ITEM.format(n=2)))
    assert [entry.title for entry in reading.entries] == ["", "Item 2"]
    assert reading.entries[0].summary == "a\nb"


@pytest.mark.parametrize(
    ("element", "source", "url"),
    [
        (
            '<source url="https://www.gazette.example">The Gazette</source>',
            "The Gazette",
            "https://www.gazette.example",
        ),
        (
            '<source url=" https://gazette.example/rss ">Gazette</source>',
            "Gazette",
            "https://gazette.example/rss",
        ),
        (
            '<source url="https://gazette.example/"/>',
            "https://gazette.example/",
            "https://gazette.example/",
        ),
        ("<source>Gazette</source>", "Gazette", ""),
        ('<source url="javascript:x()">&lt;b&gt;Gazette&lt;/b&gt;</source>', "Gazette", ""),
        ('<source url="https://me:pw@gazette.example/">Gazette</source>', "Gazette", ""),
        ('<source url="//gazette.example">Gazette</source>', "Gazette", ""),
        (f'<source url="https://a.example/{"x" * 3000}">Gazette</source>', "Gazette", ""),
    ],
)
def test_the_source_element_gives_name_and_address(element: str, source: str, url: str) -> None:
    """Both are kept as given; of an address that may not be fetched nothing is kept."""
    item = f"<item><title>Talks</title><link>https://a.example/1</link>{element}</item>"
    (entry,) = read(rss(item)).entries
    assert (entry.source, entry.source_url) == (source, url)


def test_an_atom_source_gives_the_page_it_came_from() -> None:
    """Of the source that an aggregator's entry carries, title and link."""
    feed = """<feed xmlns="http://www.w3.org/2005/Atom"><id>u:1</id><title>Planet</title>
      <updated>2031-03-09T00:00:00Z</updated><entry><id>u:2</id><title>Talks</title>
      <link href="https://planet.example/1"/><updated>2031-03-09T00:00:00Z</updated>
      <source><id>u:3</id><title>Gazette</title><link href="https://gazette.example/"/></source>
      </entry></feed>"""
    (entry,) = read(feed).entries
    assert (entry.source, entry.source_url) == ("Gazette", "https://gazette.example/")


def test_photo_credit_is_no_source() -> None:
    """A media credit counts by its role; without one it is a photographer's."""
    credit = "<media:credit{role}>Somebody</media:credit>"
    item = "<item><link>/{n}</link>{credit}</item>"
    roles = ("", ' role="photographer"', ' role="publisher"', ' role="author"')
    items = (item.format(n=n, credit=credit.format(role=role)) for n, role in enumerate(roles))
    entries = read(rss(*items)).entries
    assert [entry.source for entry in entries] == ["", "", "Somebody", ""]
    assert [entry.author for entry in entries] == ["", "", "", "Somebody"]


def test_shared_guid_is_no_identity() -> None:
    """Where one guid stands over different links, the links identify the entries."""
    item = "<item><guid isPermaLink='false'>news</guid><link>/{n}</link></item>"
    reading = read(rss(item.format(n=1), item.format(n=2), item.format(n=2)))
    assert len({entry.id for entry in reading.entries}) == 2
    assert reading.dropped == (("news", "duplicate"),)


def test_id_survives_the_rest() -> None:
    """An entry keeps its id when the feed changes around it, and when its text changes."""
    (alone,) = read(rss(ITEM.format(n=1))).entries
    after = read(rss(ITEM.format(n=2), ITEM.format(n=1).replace("Text", "New text"))).entries
    assert after[1].id == alone.id
    assert after[0].id != alone.id


BOMB = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "lol">'
    + "".join(
        f'<!ENTITY {new} "{f"&{old};" * 10}">'
        for old, new in zip("abcdefghi", "bcdefghij", strict=True)
    )
    + "]>"
)
XXE = '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY j SYSTEM "file:///etc/hostname">]>'
HOSTILE: dict[str, Callable[[], str]] = {
    "newlines": lambda: rss(ITEM, head='<?xml version="1.0"?>' + "\n" * 1_000_000),
    "doctypes": lambda: rss(ITEM, head="<!DOCTYPE " * 100_000),
    "entities": lambda: rss(ITEM, head="<!ENTITY " * 100_000),
    "quoted author": lambda: rss(f"{ITEM[:-7]}<author>{'a' * 400_000}</author></item>"),
    "mail author": lambda: rss(f"{ITEM[:-7]}<dc:creator>{'a@a-' * 100_000}</dc:creator></item>"),
    "nested": lambda: rss(ITEM, "<a>" * 33_000 + "</a>" * 33_000),
    "nested in HTML": lambda: rss(f"{ITEM[:-7]}<x>{'&lt;div&gt;' * 33_000}</x></item>"),
    "open comments": lambda: rss(ITEM, "<!--" * 300_000),
    "open CDATA": lambda: rss(ITEM, "<![CDATA[" * 200_000),
    "open tags": lambda: rss(ITEM, "<p>x" * 50_000),
    "open declarations": lambda: rss(ITEM, "<!" * 300_000),
    "open instructions": lambda: rss(ITEM, "<?" * 300_000),
    "end tags": lambda: rss(ITEM, "</a" * 200_000),
    "less-than signs": lambda: rss(ITEM, "<" * 500_000),
    "ampersands": lambda: rss(ITEM, "&" * 1_000_000),
    "attributes": lambda: rss(ITEM, f"<x {'a=1 ' * 200_000}>"),
    "open quotes": lambda: rss(ITEM, "<x " + 'a=" ' * 200_000 + ">"),
    "spaces": lambda: rss(ITEM, f"<x{' ' * 1_000_000}"),
}


@pytest.mark.timeout(30)
@pytest.mark.parametrize("build", HOSTILE.values(), ids=HOSTILE)
def test_hostile(build: Callable[[], str]) -> None:
    """Inputs that cost the parser quadratic time are read in linear time, entry and all."""
    reading = read(build())
    assert reading.entries[0].title == "Item {n}"


@pytest.mark.timeout(30)
@pytest.mark.parametrize("head", [BOMB, XXE], ids=["laughs", "file"])
def test_entities_stay_words(head: str) -> None:
    """A billion laughs on one line and a file entity come out as their own names."""
    (entry,) = read(rss("<item><title>x &j; y</title><link>/1</link></item>", head=head)).entries
    assert entry.title == "x &j; y"


@pytest.mark.parametrize(
    ("body", "word"),
    [
        (rss("".join(f'<a xmlns:n{n}="u{n}"/>' for n in range(1_000))), "too_many_namespaces"),
        (rss("<a/>" * 1_000_000), "too_many_tags"),
    ],
    ids=lambda value: value if len(value) < 30 else "",
)
@pytest.mark.timeout(30)
def test_refused_for_cost(body: str, word: str) -> None:
    """Documents that no feed resembles are refused before they are parsed."""
    assert reason(body) == word


@pytest.mark.timeout(60)
def test_ten_thousand_entries() -> None:
    """A feed of ten thousand entries is read whole and in order."""
    reading = read(rss(*(ITEM.format(n=n) for n in range(10_000))))
    assert [entry.title for entry in reading.entries] == [f"Item {n}" for n in range(10_000)]


FRAGMENTS = st.sampled_from(
    [b"<rss>", b"<feed xmlns='http://www.w3.org/2005/Atom'>", b"<channel>", b"<item>", b"</item>",
     b"<entry>", b"</entry>", b"<title>", b"</title>", b"<link>", b"</link>", b"<link/>", b"<guid>",
     b"</guid>", b"<link href='/a'/>", b"http://a.example/", b"<source url='x'>", b"</source>",
     b"<author>", b"</author>", b"<name>", b"<media:credit>", b"<media:description>", b"<image>",
     b"<content type='xhtml'>", b"<content type='image/png'>", b"<description>", b"<![CDATA[",
     b"]]>", b"<!--", b"-->", b"&", b"&amp;", b"&#x", b"<?", b"<!DOCTYPE", b"\0", b"\xff", b"x@y.z",
     b"\xe9", b"{", b'"items"', b":[", b"}", b"<pubDate>", b"2026", b"<svg>", b"<div>", b"</div>",
     b"<textinput>", b"<category>", b"</category>", b"<tags>", b"<media:rating>",
     b"</media:rating>"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=200),
        st.lists(FRAGMENTS, max_size=25).map(lambda parts: b"<rss><channel>" + b"".join(parts)),
        st.lists(FRAGMENTS, max_size=25).map(b"".join),
    ),
    st.sampled_from(["", "text/html; charset=utf-16", "application/xml; charset=unicode_escape"]),
)
def test_arbitrary_bytes(body: bytes, content_type: str) -> None:
    """Nothing but the named error is raised; dates are aware, links http, entries distinct."""
    try:
        reading = read(body, content_type=content_type)
    except FeedUnreadableError:
        return
    assert len({entry.id for entry in reading.entries}) == len(reading.entries)
    assert {word for _, word in reading.dropped} <= {"no_link", "bad_link", "duplicate"}
    for entry in reading.entries:
        assert entry.url.lower().startswith("http")
        assert entry.published_at is None or entry.published_at.tzinfo is UTC


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=6,
)
MEMBERS = st.sampled_from(["id", "url", "title", "authors", "author", "content_html", "summary"])


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(JSON_VALUES, st.dictionaries(MEMBERS, JSON_VALUES)), max_size=4))
def test_arbitrary_json(items: list[object]) -> None:
    """A JSON Feed with members of any type is read without a raise."""
    reading = read(json.dumps({"items": items, "title": items, "authors": items}))
    objects = sum(isinstance(item, dict) for item in items)
    assert len(reading.entries) + len(reading.dropped) == objects

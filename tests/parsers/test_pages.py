"""Pages: the article with the origin of each field, and the pages that hold none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.errors import PageUnreadableError
from parsers.model import Article, Entry, TextSource, content_id
from parsers.press.pages import MAX_PAGE_SIZE, MAX_TEXT_LENGTH, article_of_feed, read_page

DATA = Path(__file__).parent / "data"
NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
URL = "https://www.harbourgazette.example/world/suva-talks?utm_source=rss"
ENTRY = Entry(
    id="e1",
    feed="gazette",
    url=URL,
    title="Suva hosts talks",
    summary="Three ministers met in Suva.",
    published_at=datetime(2026, 11, 20, 9, 30, tzinfo=UTC),
    author="Foreign Desk",
    source="Island Wire",
)
BODY = "".join(
    f"<p>The ministers of three island states met for round {n} and agreed to share patrols.</p>"
    for n in range(1, 7)
)


def read(
    body: bytes | str, *, url: str = URL, entry: Entry = ENTRY, content_type: str = "text/html"
) -> Article:
    """Read a body as the page of the entry."""
    raw = body.encode() if isinstance(body, str) else body
    return read_page(raw, url=url, entry=entry, content_type=content_type, now=NOW)


def page(*, head: str = "", body: str = BODY, language: str = "") -> str:
    """Return a page with the given head and article."""
    opening = f'<html lang="{language}">' if language else "<html>"
    return f"{opening}<head>{head}</head><body><article>{body}</article></body></html>"


def reason(body: bytes | str, content_type: str = "text/html") -> str:
    """Return the reason word with which a page is refused."""
    with pytest.raises(PageUnreadableError) as caught:
        read(body, content_type=content_type)
    assert caught.value.identity == URL
    assert "feed" in caught.value.remedy
    return caught.value.reason


def test_article() -> None:
    """A news page with JSON-LD: every field with its origin, and the text without its frame."""
    article = read((DATA / "article.html").read_bytes())
    url = "https://www.harbourgazette.example/world/2026/suva-talks"
    assert article.id == content_id(url)
    assert article.url == url
    assert article.feed == "gazette"
    assert article.outlet == "harbourgazette.example"
    assert article.title == "Suva hosts first three-way fisheries & patrol talks"
    assert article.text.startswith("SUVA — The foreign ministers of Japan")
    assert article.text.endswith("crews may board a vessel.")
    assert "tuna" not in article.text
    assert "Sport" not in article.text
    assert article.byline == "Mere Tuilagi, Kenji Mori"
    assert article.source == "Island Wire"
    assert article.language == "en"
    assert article.published_at == datetime(2026, 11, 20, 9, 5, tzinfo=UTC)
    assert article.text_source is TextSource.PAGE
    assert article.provenance == {
        "url": "canonical",
        "title": "json-ld",
        "byline": "json-ld",
        "language": "json-ld",
        "text": "page",
        "published_at": "json-ld",
        "source": "feed",
    }


def test_release() -> None:
    """A ministry's page: a foreign canonical is ignored, and the feed knows the hour."""
    article = read((DATA / "release.html").read_bytes(), url="https://sea.example/12")
    assert article.url == "https://sea.example/12"
    assert article.provenance["url"] == "address"
    assert article.title == "Joint press release"
    assert article.byline == "Ministry of the Sea"
    assert article.language == "en"
    assert article.text.startswith("The Minister of the Sea received")
    assert article.published_at == ENTRY.published_at
    assert article.provenance["published_at"] == "feed"


@pytest.mark.parametrize(
    ("name", "word"),
    [("consent", "consent_wall"), ("paywall", "paywall"), ("section", "link_list")],
)
def test_pages_without_an_article(name: str, word: str) -> None:
    """A consent wall, a paywall's stub and a section front are refused by name."""
    assert reason((DATA / f"{name}.html").read_bytes()) == word


@pytest.mark.parametrize(
    ("body", "content_type", "word"),
    [
        (b"", "text/html", "empty"),
        (b"<html></html>", "text/html", "empty"),
        (b"plain words", "text/plain", "not_html"),
        (b"%PDF-1.7 <x>", "text/html", "not_html"),
        (b"<html></html>", "application/pdf", "not_html"),
        (b" " * (MAX_PAGE_SIZE + 1), "text/html", "too_large"),
        (page(body="<p>Three ministers met.</p>").encode(), "text/html", "too_short"),
        (
            page(body="<p>Checking your browser. Verify you are human to go on, please.</p>" * 3),
            "text/html",
            "captcha",
        ),
        (
            page(
                head='<script type="application/ld+json">{"@type": "NewsArticle",'
                ' "isAccessibleForFree": false}</script>',
                body=BODY[:300],
            ),
            "text/html",
            "paywall",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 30 else "",
)
def test_refused(body: bytes | str, content_type: str, word: str) -> None:
    """Other files and pages without enough text are refused with one word."""
    assert reason(body, content_type) == word


def test_wall_words_in_an_article() -> None:
    """An article that ends with a subscription offer, or is about cookies, stays an article."""
    offer = "<p>Subscribe to continue reading our newsletter.</p>"
    cookies = "<p>Ministers spoke of a law under which sites use cookies by consent.</p>"
    assert "round 6" in read(page(body=BODY + offer)).text
    assert "round 6" in read(page(body=cookies + BODY)).text


@pytest.mark.parametrize(
    ("link", "url"),
    [
        (
            "https://edition.harbourgazette.example/1?utm_x=1",
            "https://edition.harbourgazette.example/1",
        ),
        ("/1", "https://www.harbourgazette.example/1"),
        ("//www.harbourgazette.example/1#top", "https://www.harbourgazette.example/1"),
        ("https://www.harbourgazette.example/", None),
        ("https://other.example/1", None),
        ("javascript:void(0)", None),
        ("https://www.harbourgazette.example/<b>", None),
        ("http://[broken", None),
        ("", None),
    ],
)
def test_canonical(link: str, url: str | None) -> None:
    """A canonical link is believed on its own site only, and never for the home page."""
    article = read(page(head=f'<link rel="Canonical" href="{link}">'))
    assert article.url == (url or "https://www.harbourgazette.example/world/suva-talks")
    assert article.provenance["url"] == ("canonical" if url else "address")
    assert article.id == content_id(article.url)


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "[::1]:8000", "localhost:8000"])
def test_outlet_without_a_domain(host: str) -> None:
    """Where the host is no domain the feed's slug names the outlet, and ports keep sites apart."""
    head = '<link rel="canonical" href="/b">'
    article = read(page(head=head), url=f"http://{host}/a")
    assert article.url == f"http://{host}/b"
    assert article.outlet == "gazette"
    other = '<link rel="canonical" href="http://127.0.0.1:9999/b">'
    assert read(page(head=other), url=f"http://{host}/a").url == f"http://{host}/a"


def ld(members: str) -> str:
    """Return a JSON-LD block for an article with the given members."""
    return f'<script type="application/ld+json">{{"@type": "Article", {members}}}</script>'


DAY = '<script type="application/ld+json">{{"@type": "Article", "datePublished": "{}"}}</script>'
META = '<meta name="{}" content="2026-11-19T07:00:00Z">'
NINE = "2026-11-20T09:30"


@pytest.mark.parametrize(
    ("head", "entry_at", "at", "origin"),
    [
        (DAY.format("2026-11-18T08:00:00+09:00"), NINE, "2026-11-17T23:00", "json-ld"),
        (DAY.format("2026-11-20"), "2026-11-20T21:30", "2026-11-20T21:30", "feed"),
        (DAY.format("2026-11-20"), "2026-11-18T09:30", "2026-11-20T00:00", "json-ld"),
        (DAY.format("2026-11-20"), None, "2026-11-20T00:00", "json-ld"),
        (DAY.format("20 o'clock"), NINE, NINE, "feed"),
        (DAY.format("2036-11-20"), NINE, NINE, "feed"),
        (META.format("article:published_time"), None, "2026-11-19T07:00", "article:published_time"),
        (META.format("DC.date.issued"), None, "2026-11-19T07:00", "dc.date.issued"),
        ("", NINE, NINE, "feed"),
        ("", None, None, None),
    ],
)
def test_published(head: str, entry_at: str | None, at: str | None, origin: str | None) -> None:
    """A page's instant wins; its mere day yields to the feed's hour within 36 hours."""
    published = datetime.fromisoformat(f"{entry_at}+00:00") if entry_at else None
    article = read(page(head=head), entry=replace(ENTRY, published_at=published))
    assert article.published_at == (datetime.fromisoformat(f"{at}+00:00") if at else None)
    assert article.provenance.get("published_at") == origin


@pytest.mark.parametrize(
    ("body", "at", "origin"),
    [
        ('<time datetime="2026-11-19T07:00:00Z">yesterday</time>', "2026-11-19T07:00", "time"),
        (
            "".join(f'<time datetime="2026-11-0{n}T07:00:00Z">x</time>' for n in range(1, 6))
            + '<time itemprop="datePublished" datetime="2026-11-19T07:00:00Z">x</time>',
            "2026-11-19T07:00",
            "time",
        ),
        ('<p class="date">Published: November 19, 2026</p>', "2026-11-19T00:00", "htmldate"),
    ],
)
def test_visible_dates(body: str, at: str, origin: str) -> None:
    """Without metadata the marked time element counts, and at last a day in the text."""
    article = read(page(body=body + BODY), entry=replace(ENTRY, published_at=None))
    assert article.published_at == datetime.fromisoformat(f"{at}+00:00")
    assert article.provenance["published_at"] == origin


THREE = "Three ministers meet in Suva"


@pytest.mark.parametrize(
    ("head", "body", "title", "origin"),
    [
        (ld('"headline": "Suva &amp; Nadi host talks"'), "", "Suva & Nadi host talks", "json-ld"),
        (
            ld('"headline": "Three ministers meet in Suva to…"')
            + '<meta property="og:title" content="Three ministers meet in Suva to talk tuna">',
            "",
            "Three ministers meet in Suva to talk tuna",
            "og:title",
        ),
        (f"<title>{THREE} - Harbour Gazette</title>", f"<h1>{THREE}</h1>", THREE, "h1"),
        (
            f'<title>{THREE} - Gazette</title><meta name="application-name" content="Gazette">',
            "<h1>Gazette</h1>",
            THREE,
            "title",
        ),
        (f"<title>{THREE} | World News</title>", "", THREE, "title"),
        (f"<title>{THREE} - a first</title>", "", f"{THREE} - a first", "title"),
        ("", "", "Suva hosts talks", "feed"),
    ],
)
def test_title(head: str, body: str, title: str, origin: str) -> None:
    """The headline is the article's own: whole, decoded, and without the site's name."""
    article = read(page(head=head, body=body + BODY))
    assert article.title == title
    assert article.provenance["title"] == origin


@pytest.mark.parametrize(
    ("members", "byline"),
    [
        ('"author": "Ines Calder"', "Ines Calder"),
        ('"author": {"name": "By Ines Calder"}', "Ines Calder"),
        ('"author": [{"name": "Ines Calder"}, {"name": "AFP"}, "AFP"]', "Ines Calder, AFP"),
        ('"author": {"name": ["Ines Calder"]}', "Ines Calder"),
        ('"author": {"url": "https://a.example"}', "Foreign Desk"),
        ('"author": "https://a.example/ines"', "Foreign Desk"),
        ('"author": 7', "Foreign Desk"),
    ],
)
def test_byline(members: str, byline: str) -> None:
    """The writers' names are found in every shape, and addresses are no names."""
    assert read(page(head=ld(members))).byline == byline


KOREAN = "<p>세 나라의 외교장관이 서울에서 만나 해양 순찰을 함께 하기로 합의했다고 밝혔다.</p>" * 6
JAPANESE = (
    "<p>三か国の外務大臣が会談し、海上パトロールを共同で行うことで一致したと発表した。</p>" * 6
)


@pytest.mark.parametrize(
    ("language", "body", "found"),
    [
        ("en-GB", BODY, "en"),
        ("", BODY, None),
        ("ko", BODY, None),
        ("en", KOREAN, "ko"),
        ("", JAPANESE, "ja"),
    ],
)
def test_language(language: str, body: str, found: str | None) -> None:
    """The script outweighs what the template declares; nothing is guessed."""
    assert read(page(body=body, language=language)).language == found


THAI = "".join(
    f"<p>ครั้งที่ {n} รัฐมนตรีต่างประเทศสามประเทศพบกันและตกลงลาดตระเวนร่วมกัน</p>" for n in range(7)
)
HINDI = "".join(f"<p>बैठक {n} में तीन देशों के विदेश मंत्री साथ गश्त करने पर सहमत हुए।</p>" for n in range(7))


@pytest.mark.parametrize("body", [THAI, HINDI, KOREAN, JAPANESE])
def test_prose_without_a_latin_full_stop(body: str) -> None:
    """An article in a script with other stops, or with none, is no list of links."""
    assert read(page(body=body)).text


def test_page_that_looks_like_xml() -> None:
    """Processing instructions are skipped, wherever they stand and however they end."""
    instructions = "<?xml version='1.0'?> <?xml-stylesheet href='x'?> <?php"
    assert "round 6" in read(f"{instructions}>{page()}<?xml").text


def test_article_body_where_the_page_is_bare() -> None:
    """Where scripts would draw the text, JSON-LD's article body is the text."""
    words = "The ministers of three island states met and agreed to share patrols. " * 6
    head = ld(f'"headline": "Three states share patrols", "articleBody": "{words}"')
    article = read(page(head=head, body="<p>Loading</p>"))
    assert article.text == words.strip()


def test_broken_json_ld() -> None:
    """A block with comments, commas or control characters is mended, a hopeless one skipped."""
    broken = '<script type="application/ld+json">{"@type": "Article", "headline": </script>'
    mended = '<!-- {"@type": "Article", "headline": "Three\tin Suva today",} -->'
    head = f'{broken}<script type="Application/LD+JSON">{mended}</script>'
    assert read(page(head=head)).title == "Three in Suva today"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "windows-1252"])
def test_encodings(encoding: str) -> None:
    """A page is read in the encoding it has, whatever its label."""
    body = "<p>“Déjà vu” — the café where three ministers met.</p>" + BODY
    head = '<?xml version="1.0" encoding="utf-8"?>'
    article = read((head + page(body=body)).encode(encoding))
    assert article.text.startswith("“Déjà vu” — the café")


def test_xml_illegal_characters() -> None:
    """Control characters, which the XML library refuses, vanish from the text."""
    assert read(page(body=f"<p>A\x00\x08\x1bB\ufffe</p>{BODY}")).text.startswith("AB\n")


def test_article_of_feed() -> None:
    """The feed's text alone makes an article that says where it was had."""
    article = article_of_feed(ENTRY)
    assert article.url == "https://www.harbourgazette.example/world/suva-talks"
    assert article.id == content_id(article.url)
    assert article.text == ENTRY.summary
    assert article.title == ENTRY.title
    assert article.outlet == "harbourgazette.example"
    assert article.text_source is TextSource.FEED
    assert article.provenance == {
        "url": "feed",
        "title": "feed",
        "byline": "feed",
        "text": "feed",
        "published_at": "feed",
        "source": "feed",
    }
    assert article_of_feed(replace(ENTRY, summary=KOREAN)).language == "ko"


HOSTILE: dict[str, Callable[[], str]] = {
    "line breaks": lambda: page(body="<br>" * 50_000 + BODY),
    "JSON-LD nesting": lambda: page(head=f"<script type=application/ld+json>{'[' * 100_000}"
                                    "</script>"),
    "JSON-LD commas": lambda: page(head=f"<script type=application/ld+json>{', ' * 200_000}"
                                   "</script>"),
    "JSON-LD graph": lambda: page(head="<script type=application/ld+json>"
                                  + '{"@graph":' * 300 + "1" + "}" * 300 + "</script>"),
    "long title": lambda: page(head=f"<title>{' - a' * 50_000}</title>"),
    "long meta": lambda: page(head=f"<meta name=date content='{'1' * 500_000}'>"),
    "many metas": lambda: page(head="<meta name=a content=b>" * 20_000),
    "open tags": lambda: page(body="<b>" * 200 + BODY),
    "words": lambda: page(body=BODY + f"<p>{'word ' * 100_000}</p>"),
    "digits": lambda: page(body=BODY + f"<p>{'2026-11-' * 20_000}</p>"),
}  # fmt: skip


@pytest.mark.timeout(60)
@pytest.mark.parametrize("build", HOSTILE.values(), ids=HOSTILE)
def test_hostile(build: Callable[[], str]) -> None:
    """Pages built to slow a reader down are read in linear time, article and all."""
    article = read(build(), entry=replace(ENTRY, published_at=None))
    assert "round 5" in article.text
    assert len(article.text) <= MAX_TEXT_LENGTH
    assert len(article.title) <= 1_000


@pytest.mark.timeout(60)
def test_deep_nesting() -> None:
    """Elements nested without end are refused or read, but never exhaust the stack."""
    try:
        assert read(page(body="<div>" * 100_000 + BODY)).text
    except PageUnreadableError as error:
        assert error.reason == "empty"  # noqa: PT017 - either outcome is right


FRAGMENTS = st.sampled_from(
    [b"<html lang='en'>", b"<head>", b"<title>", b"</title>", b"<meta name='author' content='x'>",
     b"<meta property='og:title' content='a - b'>", b"<link rel=canonical href='//x'>", b"<h1>",
     b"</h1>", b"<article>", b"<p>", b"</p>", b"<script type='application/ld+json'>", b"</script>",
     b'{"@type":"Article","author":', b'"headline":"x"', b"}", b"[", b"]",
     b"<time datetime='2026-1-1'>",
     b"<!--", b"-->", b"<![CDATA[", b"<?xml version='1.0'?>", b"&#xD800;", b"\0", b"\xff\xfe",
     b"<table><tr><td>", b"<svg>", b"<template>", b"<frameset>", BODY.encode(), BODY.encode()]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(st.binary(max_size=150), st.lists(FRAGMENTS, max_size=25).map(b"".join)),
    st.sampled_from(["", "text/html; charset=utf-7", "text/html; charset=shift_jis"]),
)
def test_arbitrary_bytes(body: bytes, content_type: str) -> None:
    """Nothing but the named error is raised, nothing warns, and dates are aware."""
    try:
        article = read(body, content_type=content_type, entry=replace(ENTRY, published_at=None))
    except PageUnreadableError:
        return
    assert article.text
    assert article.published_at is None or article.published_at.tzinfo is UTC

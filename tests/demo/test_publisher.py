"""The newsroom's server, asked over real sockets as the product asks real outlets."""

from __future__ import annotations

import io
import json
import tomllib
from collections.abc import Iterator
from xml.etree import ElementTree as ET

import feedparser
import httpx
import pytest
import trafilatura

from demo.content import Content, Outlet, load
from demo.expectation import load as load_expectation
from demo.publisher import Newsroom, Response, Site, feeds_toml, serve, unchanged

CONTENT = load()


@pytest.fixture
def site() -> Iterator[Site]:
    """The newsroom on Monday, served."""
    with serve(Newsroom(CONTENT)) as served:
        yield served


@pytest.fixture
def client() -> Iterator[httpx.Client]:
    """A plain client that ignores the machine's proxy settings."""
    with httpx.Client(trust_env=False, timeout=10) as opened:
        yield opened


def outlet(slug: str) -> Outlet:
    """Return a sample outlet."""
    return CONTENT.outlet(slug)


def entries(body: bytes) -> list[str]:
    """Return the titles of an XML feed as feedparser reads it."""
    parsed = feedparser.parse(io.BytesIO(body), sanitize_html=False, resolve_relative_uris=False)
    return [str(entry.title) for entry in parsed.entries]


@pytest.mark.parametrize("slug", [o.slug for o in CONTENT.outlets if o.format != "json"])
def test_xml_feeds_are_read_whole(site: Site, client: httpx.Client, slug: str) -> None:
    """Every XML feed, faults and all, gives all its titles of the week, letter by letter."""
    site.day = 5
    response = client.get(site.newsroom.feed_url(outlet(slug)))
    assert response.status_code == 200
    assert entries(response.content) == [a.title for a in CONTENT.printed(slug, 5)]


def test_json_feed_is_version_1_1(site: Site, client: httpx.Client) -> None:
    """The JSON feed names its version and lists its articles with aware dates."""
    response = client.get(site.newsroom.feed_url(outlet("palace-record")))
    assert response.headers["Content-Type"].startswith("application/feed+json")
    feed = json.loads(response.content)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert [item["title"] for item in feed["items"]] == [
        "Cabinet meeting tackles rice prices, school opening"
    ]
    assert feed["items"][0]["date_published"] == "2026-03-02T16:00:00+08:00"


def test_feed_grows_with_the_day(site: Site, client: httpx.Client) -> None:
    """A feed shows what was printed up to the day that the server has reached."""
    url = site.newsroom.feed_url(outlet("kanto-daily"))
    monday = entries(client.get(url).content)
    site.day = 2
    tuesday = entries(client.get(url).content)
    assert tuesday[-len(monday) :] == monday
    assert len(tuesday) > len(monday)


def test_wrong_encoding_is_wrong(site: Site, client: httpx.Client) -> None:
    """The mislabelled feed says UTF-8, cannot be decoded so, and is windows-1252."""
    site.day = 5
    response = client.get(site.newsroom.feed_url(outlet("northern-courier")))
    assert b'encoding="UTF-8"' in response.content[:60]
    with pytest.raises(UnicodeDecodeError):
        response.content.decode("utf-8")
    assert "accept Oman\N{RIGHT SINGLE QUOTATION MARK}s offer" in response.content.decode("cp1252")


def test_broken_xml_is_broken_late(site: Site, client: httpx.Client) -> None:
    """The broken feed is refused by a strict parser, after at least half of its bytes."""
    body = client.get(site.newsroom.feed_url(outlet("deccan-dispatch"))).content
    with pytest.raises(ET.ParseError) as caught:
        ET.fromstring(body)  # noqa: S314 - our own bytes
    line, _ = caught.value.position
    assert line > len(body.splitlines()) / 2


def test_etag_answers_304_without_body(site: Site, client: httpx.Client) -> None:
    """Asked with its ETag, a feed answers 304 and no bytes, until something is printed."""
    url = site.newsroom.feed_url(outlet("harbour-herald"))
    tag = client.get(url).headers["ETag"]
    again = client.get(url, headers={"If-None-Match": f'"other", W/{tag}'})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["ETag"] == tag
    site.day = 2
    assert client.get(url, headers={"If-None-Match": tag}).status_code == 200
    path = f"/{url.split('/', 3)[3]}"
    assert site.asked(path) == {200: 2, 304: 1}


def test_last_modified_answers_304(site: Site, client: httpx.Client) -> None:
    """Asked with its Last-Modified, a feed answers 304; an unreadable date is ignored."""
    url = site.newsroom.feed_url(outlet("kanto-daily"))
    first = client.get(url)
    assert "ETag" not in first.headers
    date = first.headers["Last-Modified"]
    assert client.get(url, headers={"If-Modified-Since": date}).status_code == 304
    assert client.get(url, headers={"If-Modified-Since": "yesterday"}).status_code == 200


def test_if_none_match_rules_over_if_modified_since() -> None:
    """Where both validators are sent, the tag alone decides."""
    response = Response(
        httpx.codes.OK,  # type: ignore[arg-type]  # equal to http.HTTPStatus.OK
        b"",
        {"ETag": '"a"', "Last-Modified": "Mon, 02 Mar 2026 00:00:00 GMT"},
    )
    later = "Tue, 03 Mar 2026 00:00:00 GMT"
    assert unchanged(response, {"If-Modified-Since": later})
    assert not unchanged(response, {"If-None-Match": '"b"', "If-Modified-Since": later})


def test_feeds_answer_as_expected_all_week(site: Site, client: httpx.Client) -> None:
    """A daily reader with validators meets the reads, 304s and failures that are expected."""
    held: dict[str, dict[str, str]] = {}
    for number, day in enumerate(load_expectation().days, start=1):
        site.day = number
        statuses: dict[int, list[str]] = {200: [], 304: [], 500: []}
        for known in CONTENT.outlets:
            url = site.newsroom.feed_url(known)
            response = client.get(url, headers=held.get(known.slug, {}))
            statuses[response.status_code].append(known.slug)
            if response.status_code == 200:
                held[known.slug] = validators(response)
        assert len(statuses[200]) == day.feeds_read
        assert set(statuses[304]) == set(day.feeds_unchanged)
        assert set(statuses[500]) == set(day.feeds_failed)


def validators(response: httpx.Response) -> dict[str, str]:
    """Return the request headers that ask whether a response still holds."""
    pairs = {"ETag": "If-None-Match", "Last-Modified": "If-Modified-Since"}
    return {ask: response.headers[name] for name, ask in pairs.items() if name in response.headers}


def test_head_has_headers_and_no_body(site: Site, client: httpx.Client) -> None:
    """HEAD answers with the headers of GET, and nothing else."""
    url = site.newsroom.feed_url(outlet("lakeshore-tribune"))
    get, head = client.get(url), client.head(url)
    assert head.content == b""
    for name in ("Content-Type", "Content-Length", "ETag"):
        assert head.headers[name] == get.headers[name]


@pytest.mark.parametrize("day", range(1, 6))
def test_pages_hold_their_article(site: Site, client: httpx.Client, day: int) -> None:
    """Every page of a day gives up its paragraphs to the extractor, in every layout."""
    site.day = day
    for article in CONTENT.articles:
        if article.day != day or "missing_pages" in outlet(article.outlet).quirks:
            continue
        response = client.get(site.newsroom.page_url(article))
        assert response.status_code == 200
        text = trafilatura.extract(response.content, include_comments=False) or ""
        flat = " ".join(text.split())
        found = [paragraph in flat for paragraph in article.paragraphs]
        assert sum(found) >= len(found) - 1, (article.slug, text)
        assert "All rights reserved" not in text


def test_pages_of_tomorrow_and_of_lost_outlets_are_missing(
    site: Site, client: httpx.Client
) -> None:
    """A page not yet printed, one whose outlet has lost it, and nonsense answer 404."""
    tomorrow = CONTENT.article("korjus-kanto")
    lost = CONTENT.article("oman-talks-nairobi")
    for url in (
        site.newsroom.page_url(tomorrow),
        site.newsroom.page_url(lost),
        f"{site.base_url}/nobody/feed.xml",
        f"{site.base_url}/",
    ):
        assert client.get(url).status_code == 404


def test_outlet_without_pages_has_its_text_in_the_feed(site: Site, client: httpx.Client) -> None:
    """Where pages are missing, the feed carries every paragraph."""
    body = client.get(site.newsroom.feed_url(outlet("nairobi-ledger"))).content
    parsed = feedparser.parse(io.BytesIO(body))
    by_title = {entry.title: entry.content[0].value for entry in parsed.entries}
    for article in CONTENT.printed("nairobi-ledger", 1):
        text = by_title[article.title]
        assert text.count("<p>") == len(article.paragraphs)
        assert article.paragraphs[-1].split(".")[0] in text


def test_pages_are_the_same_bytes_on_every_later_day(site: Site, client: httpx.Client) -> None:
    """What an outlet prints later does not change a page, so its digest is stable."""
    url = site.newsroom.page_url(CONTENT.article("quad-bike-rollover-dubbo"))
    first = client.get(url).content
    site.day = 5
    assert client.get(url).content == first
    assert b"Carmichael to join Quad counterparts in Atlanta" in first


def test_outlets_have_own_hosts_through_the_proxy(site: Site) -> None:
    """Used as a proxy, the server answers for the outlets' hosts, and links stay there."""
    public = Newsroom(CONTENT)
    with httpx.Client(proxy=site.base_url, trust_env=False, timeout=10) as client:
        response = client.get(public.feed_url(outlet("harbour-herald")))
        page = client.get(public.page_url(CONTENT.article("quad-bike-rollover-dubbo")))
        missing = client.get("http://elsewhere.example/feed.xml")
    assert response.url.host == "harbour-herald.example"
    assert b"127.0.0.1" not in response.content + page.content
    assert b"http://harbour-herald.example/2026/03/02/" in response.content
    assert page.status_code == 200
    assert missing.status_code == 404
    assert site.asked("/harbour-herald/feed.xml") == {200: 1}


def test_public_addresses_do_not_depend_on_the_port() -> None:
    """Two servers give the same bytes for the public addresses."""
    bodies = []
    for _ in range(2):
        with serve() as site, httpx.Client(proxy=site.base_url, trust_env=False) as client:
            bodies.append(client.get("http://andes-observer.example/atom.xml").content)
    assert bodies[0] == bodies[1]


def test_dates_are_written_in_all_styles(site: Site, client: httpx.Client) -> None:
    """Feeds write dates with an offset, in GMT, as ISO, with an abbreviation, and naive."""
    samples = {
        "harbour-herald": b"Mon, 02 Mar 2026 21:05:00 +1100",
        "northern-courier": b"Mon, 02 Mar 2026 10:15:00 GMT",
        "lakeshore-tribune": b"2026-03-02T04:40:00-06:00",
        "deccan-dispatch": b"Mon, 02 Mar 2026 22:40:00 IST",
        "manila-sentinel": b"2026-03-02 20:50:00<",
    }
    for slug, sample in samples.items():
        assert sample in client.get(site.newsroom.feed_url(outlet(slug))).content


def test_feeds_configuration_is_toml_of_the_agreed_shape(site: Site) -> None:
    """The exported configuration lists every outlet with an address on the server."""
    feeds = tomllib.loads(feeds_toml(site.newsroom))["feed"]
    assert [feed["slug"] for feed in feeds] == [known.slug for known in CONTENT.outlets]
    keys = {"slug", "name", "url", "home", "country", "kind", "language", "enabled"}
    assert all(set(feed) == keys and feed["enabled"] is True for feed in feeds)
    assert all(feed["url"].startswith(f"{site.base_url}/{feed['slug']}/") for feed in feeds)


def test_source_element_is_printed(site: Site, client: httpx.Client) -> None:
    """An item that names its origin does so in the RSS source element."""
    body = client.get(site.newsroom.feed_url(outlet("manila-sentinel"))).content
    assert b">Reuters</source>" in body


def test_now_is_the_close_of_the_day(site: Site) -> None:
    """The site's clock stands after everything that it shows."""
    for day in range(1, 6):
        site.day = day
        shown = [a.published for o in CONTENT.outlets for a in CONTENT.printed(o.slug, day)]
        assert max(shown) < site.now


def test_serving_needs_no_argument() -> None:
    """Without an argument the whole sample is served, on Monday."""
    with serve() as site:
        assert isinstance(site.content, Content)
        assert site.day == 1

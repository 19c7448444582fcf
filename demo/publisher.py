"""The sample newsroom as a web server on loopback: feeds and pages, day by day.

``Newsroom`` answers a request as a value; ``serve`` puts it on a real socket. It can be
asked in two ways: by path (``http://127.0.0.1:PORT/harbour-herald/feed.xml``), or as an
HTTP proxy (``http://harbour-herald.example/feed.xml``), where every outlet has its own
host and addresses do not depend on the port.
"""

from __future__ import annotations

import hashlib
import json
import threading
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from urllib.parse import urlsplit

from demo import feed_formats, page_layouts
from demo.content import Article, Content, Outlet, closing, load
from demo.loopback import answering, listening

RELATED = 3
"""Related headlines on a page; they are older than the page, so its bytes never change."""


@dataclass(frozen=True, slots=True)
class Response:
    """What the newsroom answers: status, headers, body."""

    status: HTTPStatus
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Newsroom:
    """The sample content as a web site of many outlets.

    ``base_url`` is where the server stands, without a final slash, as in
    ``http://127.0.0.1:8000``; None gives every outlet its own public host.
    """

    content: Content = field(default_factory=load)
    base_url: str | None = None

    def home(self, outlet: Outlet) -> str:
        """Return an outlet's address, with a final slash."""
        if self.base_url is None:
            return f"http://{outlet.domain}/"
        return f"{self.base_url}/{outlet.slug}/"

    def feed_url(self, outlet: Outlet) -> str:
        """Return the address of an outlet's feed."""
        return self.home(outlet) + feed_formats.FILES[outlet.format]

    def page_url(self, article: Article) -> str:
        """Return the address of an article's page."""
        return self.home(self.content.outlet(article.outlet)) + _page_path(article)

    def answer(self, outlet: str, path: str, day: int) -> Response:
        """Answer for the path below an outlet's home on a simulated day, 1 to 5."""
        known = {o.slug: o for o in self.content.outlets}.get(outlet)
        if known is None:
            return _missing()
        if path == feed_formats.FILES[known.format]:
            return self._feed(known, day)
        shown = {_page_path(a): a for a in self.content.printed(outlet, day)}
        if path not in shown or "missing_pages" in known.quirks:
            return _missing()
        return self._page(known, shown[path])

    def _feed(self, outlet: Outlet, day: int) -> Response:
        if day in outlet.fails_on:
            return Response(
                HTTPStatus.INTERNAL_SERVER_ERROR,
                b"<h1>Something went wrong</h1>",
                {"Content-Type": "text/html"},
            )
        printed = self.content.printed(outlet.slug, day)
        items = [feed_formats.Item(article, self.page_url(article)) for article in printed]
        body = feed_formats.write(outlet, self.home(outlet), items)
        headers = {"Content-Type": feed_formats.CONTENT_TYPES[outlet.format]}
        if outlet.validators == "etag":
            headers["ETag"] = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        if outlet.validators == "last_modified" and printed:
            headers["Last-Modified"] = _http_date(printed[0].published)
        return Response(HTTPStatus.OK, body, headers)

    def _page(self, outlet: Outlet, article: Article) -> Response:
        older = [
            other
            for other in self.content.printed(outlet.slug, article.day)
            if other.published < article.published
        ]
        related = [(other.title, self.page_url(other)) for other in older[:RELATED]]
        page = page_layouts.Page(
            outlet, article, self.page_url(article), self.home(outlet), related
        )
        kind = f"text/html; charset={page_layouts.encoding_of(outlet)}"
        return Response(HTTPStatus.OK, page_layouts.write(page), {"Content-Type": kind})


def unchanged(response: Response, headers: Mapping[str, str]) -> bool:
    """Say whether the reader's validators still hold (RFC 9110, section 13)."""
    tag, modified = response.headers.get("ETag"), response.headers.get("Last-Modified")
    if "If-None-Match" in headers:
        asked = [part.strip().removeprefix("W/") for part in headers["If-None-Match"].split(",")]
        return tag is not None and (tag in asked or "*" in asked)
    if modified is None or "If-Modified-Since" not in headers:
        return False
    try:
        since = parsedate_to_datetime(headers["If-Modified-Since"])
    except ValueError:
        return False
    return parsedate_to_datetime(modified) <= since


def feeds_toml(newsroom: Newsroom) -> str:
    """Return the outlets as a feeds configuration in TOML, one ``[[feed]]`` each."""
    return "\n".join(_feed_table(newsroom, outlet) for outlet in newsroom.content.outlets)


class Site:
    """A newsroom being served: where it stands, what day it is, what was asked.

    ``day`` may be set while serving. ``counts`` maps (path, status) to requests; the path
    is ``/outlet/...`` however it was asked. ``port`` is the one on 127.0.0.1.
    """

    def __init__(self, content: Content, port: int, day: int) -> None:
        self.content = content
        self.port = port
        self.day = day
        self.counts: Counter[tuple[str, int]] = Counter()
        self._lock = threading.Lock()

    @property
    def base_url(self) -> str:
        """Where the server stands; also the address to use as a proxy."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def newsroom(self) -> Newsroom:
        """The newsroom with addresses on this server."""
        return Newsroom(self.content, self.base_url)

    @property
    def now(self) -> datetime:
        """The instant (UTC) at which the current day has printed everything."""
        return closing(self.day)

    def count(self, path: str, status: int) -> None:
        """Note one answered request."""
        with self._lock:
            self.counts[path, status] += 1

    def asked(self, path: str) -> dict[int, int]:
        """Return how often a path was asked, by status."""
        with self._lock:
            return {status: n for (asked, status), n in self.counts.items() if asked == path}


@contextmanager
def serve(newsroom: Newsroom | None = None, *, day: int = 1, port: int = 0) -> Iterator[Site]:
    """Serve the newsroom's content on 127.0.0.1 until the block ends, on a free port for 0."""
    content = (newsroom or Newsroom()).content

    class Handler(_Handler):
        site: Site

    with listening(Handler, port) as server:
        Handler.site = Site(content, server.server_port, day)
        with answering(server):
            yield Handler.site


class _Handler(BaseHTTPRequestHandler):
    site: Site

    def do_GET(self) -> None:
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        self._answer(with_body=False)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - inherited name
        """Say nothing: the counts are the log."""

    def _answer(self, *, with_body: bool) -> None:
        newsroom, outlet, path = _addressed(self.site, self.path)
        response = newsroom.answer(outlet, path, self.site.day)
        if response.status is HTTPStatus.OK and unchanged(response, dict(self.headers)):
            response = Response(HTTPStatus.NOT_MODIFIED, b"", response.headers)
        self.site.count(f"/{outlet}/{path}", response.status)
        self.send_response(response.status)
        for name, value in response.headers.items():
            self.send_header(name, value)
        if response.status is not HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Length", str(len(response.body)))
        self.end_headers()
        if with_body:
            self.wfile.write(response.body)


def _addressed(site: Site, target: str) -> tuple[Newsroom, str, str]:
    """Return the newsroom, outlet and path that a request means (RFC 9112, section 3.2)."""
    parts = urlsplit(target)
    if parts.hostname and parts.port != site.port:
        by_host = {outlet.domain: outlet.slug for outlet in site.content.outlets}
        slug = by_host.get(parts.hostname, parts.hostname)
        return Newsroom(site.content), slug, parts.path.lstrip("/")
    slug, _, path = parts.path.lstrip("/").partition("/")
    return site.newsroom, slug, path


def _feed_table(newsroom: Newsroom, outlet: Outlet) -> str:
    fields = {
        "slug": outlet.slug,
        "name": outlet.name,
        "url": newsroom.feed_url(outlet),
        "home": f"https://{outlet.domain}/",
        "country": outlet.country,
        "kind": outlet.kind,
        "language": outlet.language,
    }
    # A JSON string of these values is a TOML basic string, escapes included.
    lines = [f"{name} = {json.dumps(value)}" for name, value in fields.items()]
    return "\n".join(["[[feed]]", *lines, "enabled = true", ""])


def _page_path(article: Article) -> str:
    return f"{article.published.astimezone(UTC):%Y/%m/%d}/{article.slug}.html"


def _http_date(moment: datetime) -> str:
    return format_datetime(moment.astimezone(UTC), usegmt=True)


def _missing() -> Response:
    return Response(HTTPStatus.NOT_FOUND, b"<h1>Not found</h1>", {"Content-Type": "text/html"})

"""How the sample newsroom's feeds look: RSS 2.0, Atom, RSS 1.0, JSON Feed, and faults.

Turns articles into the bytes of a feed. It never decides which articles are shown.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from html import escape
from xml.etree import ElementTree as ET

from demo.content import Article, Outlet

ATOM = "http://www.w3.org/2005/Atom"
CONTENT = "http://purl.org/rss/1.0/modules/content/"
DC = "http://purl.org/dc/elements/1.1/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RSS1 = "http://purl.org/rss/1.0/"
XML_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
ABBREVIATIONS = {"IN": "IST"}
CONTENT_TYPES = {
    "rss": "application/rss+xml; charset=utf-8",
    "atom": "application/atom+xml; charset=utf-8",
    "rdf": "application/rdf+xml",
    "json": "application/feed+json; charset=utf-8",
}
FILES = {"rss": "feed.xml", "atom": "atom.xml", "rdf": "index.rdf", "json": "feed.json"}

for _prefix, _uri in (("content", CONTENT), ("dc", DC), ("rdf", RDF)):
    ET.register_namespace(_prefix, _uri)


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a feed: an article and the address of its page."""

    article: Article
    url: str


def write(outlet: Outlet, home: str, items: Sequence[Item]) -> bytes:
    """Return the outlet's feed, with its faults; ``items`` are newest first."""
    text = _FORMATS[outlet.format](outlet, home, items)
    if "broken_xml" in outlet.quirks:
        text = _broken(text)
    if "wrong_encoding" in outlet.quirks:
        return text.encode("cp1252", errors="xmlcharrefreplace")
    return text.encode()


def written_date(moment: datetime, outlet: Outlet) -> str:
    """Return an instant the way the outlet's feed writes it; ``naive`` loses the zone."""
    if outlet.dates == "gmt":
        return format_datetime(moment.astimezone(UTC), usegmt=True)
    if outlet.dates == "iso":
        return moment.isoformat()
    if outlet.dates == "naive":
        return moment.strftime("%Y-%m-%d %H:%M:%S")
    if outlet.dates == "abbreviation":
        return f"{moment:%a, %d %b %Y %H:%M:%S} {ABBREVIATIONS[outlet.country]}"
    return format_datetime(moment)


def _rss(outlet: Outlet, home: str, items: Sequence[Item]) -> str:
    root = ET.Element("rss", version="2.0")
    channel = ET.SubElement(root, "channel")
    _texts(channel, title=outlet.name, link=home, description=f"Latest from {outlet.name}")
    _texts(channel, language=outlet.language)
    for item in items:
        _rss_item(ET.SubElement(channel, "item"), outlet, item)
    return _document(root)


def _rss_item(node: ET.Element, outlet: Outlet, item: Item) -> None:
    article = item.article
    _texts(node, title=article.title, link=item.url)
    ET.SubElement(node, "guid", isPermaLink="false").text = f"{outlet.domain}:{article.slug}"
    _texts(node, pubDate=written_date(article.published, outlet))
    _texts(node, description=f"<p>{escape(article.summary)}</p>")
    if article.byline:
        ET.SubElement(node, f"{{{DC}}}creator").text = article.byline
    if article.source_element:
        address = f"https://{article.source_element.lower()}.example/feed"
        ET.SubElement(node, "source", url=address).text = article.source_element
    if outlet.has_full_text:
        ET.SubElement(node, f"{{{CONTENT}}}encoded").text = _html(article)


def _atom(outlet: Outlet, home: str, items: Sequence[Item]) -> str:
    root = ET.Element("feed", xmlns=ATOM)
    _texts(root, title=outlet.name, id=f"tag:{outlet.domain},2026:feed")
    ET.SubElement(root, "link", href=home, rel="alternate")
    if items:
        _texts(root, updated=written_date(items[0].article.published, outlet))
    for item in items:
        _atom_entry(ET.SubElement(root, "entry"), outlet, item)
    return _document(root)


def _atom_entry(node: ET.Element, outlet: Outlet, item: Item) -> None:
    article = item.article
    moment = written_date(article.published, outlet)
    _texts(node, title=article.title, id=f"tag:{outlet.domain},2026:{article.slug}")
    ET.SubElement(node, "link", href=item.url, rel="alternate", type="text/html")
    _texts(node, published=moment, updated=moment, summary=article.summary)
    if article.byline:
        _texts(ET.SubElement(node, "author"), name=article.byline)
    if outlet.has_full_text:
        ET.SubElement(node, "content", type="html").text = _html(article)


def _rdf(outlet: Outlet, home: str, items: Sequence[Item]) -> str:
    root = ET.Element(f"{{{RDF}}}RDF", xmlns=RSS1)
    channel = ET.SubElement(root, "channel", {f"{{{RDF}}}about": home})
    _texts(channel, title=outlet.name, link=home, description=f"{outlet.name} headlines")
    order = ET.SubElement(ET.SubElement(channel, "items"), f"{{{RDF}}}Seq")
    for item in items:
        ET.SubElement(order, f"{{{RDF}}}li", {f"{{{RDF}}}resource": item.url})
        node = ET.SubElement(root, "item", {f"{{{RDF}}}about": item.url})
        _texts(node, title=item.article.title, link=item.url, description=item.article.summary)
        ET.SubElement(node, f"{{{DC}}}date").text = written_date(item.article.published, outlet)
        ET.SubElement(node, f"{{{DC}}}creator").text = item.article.byline or outlet.name
    return _document(root)


def _json(outlet: Outlet, home: str, items: Sequence[Item]) -> str:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": outlet.name,
        "home_page_url": home,
        "language": outlet.language,
        "items": [_json_item(outlet, item) for item in items],
    }
    return json.dumps(feed, ensure_ascii=False, indent=1)


def _json_item(outlet: Outlet, item: Item) -> dict[str, object]:
    article = item.article
    return {
        "id": f"{outlet.domain}:{article.slug}",
        "url": item.url,
        "title": article.title,
        "summary": article.summary,
        "date_published": written_date(article.published, outlet),
        "authors": [{"name": article.byline or outlet.name}],
    }


_FORMATS: dict[str, Callable[[Outlet, str, Sequence[Item]], str]] = {
    "rss": _rss,
    "atom": _atom,
    "rdf": _rdf,
    "json": _json,
}


def _texts(node: ET.Element, **texts: str) -> None:
    for name, text in texts.items():
        ET.SubElement(node, name).text = text


def _html(article: Article) -> str:
    return "".join(f"<p>{escape(paragraph)}</p>" for paragraph in article.paragraphs)


def _document(root: ET.Element) -> str:
    ET.indent(root, space=" ")
    return XML_HEAD + ET.tostring(root, encoding="unicode") + "\n"


def _broken(text: str) -> str:
    """Break the XML late: in the oldest item, and by an end that never comes."""
    head, tail = text.rsplit("</description>", 1)
    fault = "&nbsp;<br>Subscribers &amp; members get R&D news & more </description>"
    return (head + fault + tail).replace("</channel>", "").replace("</rss>", "")

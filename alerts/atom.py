"""Writes alerts as an Atom feed (RFC 4287): one entry for each, which never changes again.

All text is plain text: no reader is given markup to interpret.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from xml.etree.ElementTree import Element, SubElement, tostring

from alerts.cards import newsroom, ranked
from alerts.headlines import title
from alerts.model import Alert
from alerts.outcomes import outcome_of
from alerts.untrusted import SUMMARY_LIMIT, TITLE_LIMIT, clean, link
from alerts.wording import Names, evidence, series, span, where

SPACE = "http://www.w3.org/2005/Atom"
TITLE = "Minilateral Watch: alerts"
ENTRIES = 200  # entries; a reader that asks once a week misses none of a busy week
SOURCES = 3  # newsrooms named in an entry
# RFC 4151 section 2.1: a year in which whoever runs the house held its domain. It never changes.
MINTED = "2026"


def feed(
    alerts: Iterable[Alert],
    names: Names,
    *,
    domain: str,
    at: datetime,
    public_url: str | None = None,
) -> bytes:
    """Return the latest 200 alerts as an Atom feed in UTF-8, the latest first.

    ``domain`` is in every id, which stays the same as long as it does. A feed without alerts
    was updated ``at``.
    """
    latest = sorted(alerts, key=lambda alert: (alert.raised_at, alert.id), reverse=True)[:ENTRIES]
    made = Element("feed", xmlns=SPACE)
    _add(made, "id", _tag(domain, "alerts"))
    _add(made, "title", TITLE)
    _add(made, "updated", (latest[0].raised_at if latest else at).isoformat())
    _add(SubElement(made, "author"), "name", "Minilateral Watch")
    if public_url:
        SubElement(made, "link", rel="alternate", href=public_url)
    for alert in latest:
        _entry(made, alert, names, domain, public_url)
    written: bytes = tostring(made, encoding="utf-8", xml_declaration=True)
    return written


def _entry(made: Element, alert: Alert, names: Names, domain: str, public_url: str | None) -> None:
    entry = SubElement(made, "entry")
    _add(entry, "id", _tag(domain, f"alert/{alert.id}"))
    _add(entry, "title", f"{outcome_of(alert).chip}: {title(alert, names)}", type="text")
    _add(entry, "updated", alert.raised_at.isoformat())
    _add(entry, "published", alert.raised_at.isoformat())
    SubElement(entry, "category", term=alert.reason.value)
    address = f"{public_url}/records/{alert.record}" if public_url else _first_link(alert)
    if address:
        SubElement(entry, "link", rel="alternate", href=address)
    _add(entry, "summary", "\n".join(_lines(alert, names)), type="text")


def _lines(alert: Alert, names: Names) -> Iterator[str]:
    if alert.before and alert.after:
        before, after = clean(alert.before, TITLE_LIMIT), clean(alert.after, TITLE_LIMIT)
        yield f"Before: {before}. Now: {after}."
    if alert.meeting:
        place = where(alert.meeting.place, alert.meeting.format, names)
        yield f"When: {span(alert.meeting.when)}. Where: {place}."
    if alert.sentence:
        yield clean(alert.sentence, SUMMARY_LIMIT)
    told = [newsroom(source) for source in ranked(alert.sources)[:SOURCES]]
    by = f": {series(told)}" if told else ""
    yield f"{evidence(alert.newsrooms, alert.copies)}{by}."


def _first_link(alert: Alert) -> str | None:
    return next((url for one in ranked(alert.sources) if (url := link(one.url))), None)


def _tag(domain: str, name: str) -> str:
    return f"tag:{domain},{MINTED}:{name}"


def _add(parent: Element, name: str, text: str, **attributes: str) -> None:
    SubElement(parent, name, attributes).text = text

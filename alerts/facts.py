"""Puts a digest into JSON for programs: the facts of each alert under fixed names.

What comes from feeds is cleaned like everywhere else, and addresses pass the gate. Nothing
is put into sentences but the title. The form is versioned by the message's ``type``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any, TypeAlias

from alerts.cards import newsroom, ranked
from alerts.headlines import title
from alerts.model import Alert, Coverage, Digest, Source
from alerts.untrusted import LABEL_LIMIT, TITLE_LIMIT, clean, link
from alerts.wording import Names, confidence_word, is_official
from parsers.model import GroupingRecord, MeetingRecord

Json: TypeAlias = dict[str, Any]

TYPE = "watch.alerts.v1"
BODY_LIMIT = 20_000  # octets; Standard Webhooks 1.0.0 asks for less than 20 KB
SOURCES = (10, 3, 1)  # sources of each alert: as many as let all alerts fit


def body(
    digest: Digest,
    names: Names,
    *,
    delivery: str,
    at: datetime,
    public_url: str | None = None,
) -> str:
    """Return ``digest`` as the JSON body of a webhook, of less than 20 KB in UTF-8.

    What does not fit goes in this order: sources but ten, three, one of each alert, then
    alerts from the end; ``left_out`` counts those.
    """
    alerts = digest.alerts
    for sources in SOURCES:
        told = [fact(alert, names, sources=sources, public_url=public_url) for alert in alerts]
        made = _message(digest, told, delivery, at)
        if len(made.encode()) < BODY_LIMIT:
            return made
    while told and len(made.encode()) >= BODY_LIMIT:
        told.pop()
        made = _message(digest, told, delivery, at)
    return made


def fact(alert: Alert, names: Names, *, sources: int, public_url: str | None = None) -> Json:
    """Return all that an alert knows, with at most so many sources, official ones first."""
    best = ranked(alert.sources)
    officials = any(map(is_official, alert.sources))
    return {
        "id": alert.id,
        "reason": alert.reason.value,
        "record": alert.record,
        "url": f"{public_url}/records/{alert.record}" if public_url else None,
        "title": title(alert, names),
        "states": list(alert.members),
        "name": _named(alert.name),
        "level": alert.level.value if alert.level else None,
        "raised_at": alert.raised_at.isoformat(),
        "confidence": round(alert.confidence, 2),
        "confidence_word": confidence_word(alert.confidence, alert.newsrooms, official=officials),
        "newsrooms": alert.newsrooms,
        "copies": alert.copies,
        "rules": list(alert.rules),
        "before": clean(alert.before, TITLE_LIMIT),
        "after": clean(alert.after, TITLE_LIMIT),
        "sentence": clean(alert.sentence),
        "meeting": _meeting(alert.meeting) if alert.meeting else None,
        "grouping": _grouping(alert.grouping) if alert.grouping else None,
        "sources": [_source(source) for source in best[:sources]],
        "more_sources": max(0, len(best) - sources),
    }


def _message(digest: Digest, told: list[Json], delivery: str, at: datetime) -> str:
    data = {
        "delivery": delivery,
        "recipient": digest.recipient.name,
        "purpose": digest.purpose.value,
        "cadence": digest.recipient.cadence.value,
        "since": digest.since.isoformat(),
        "until": digest.until.isoformat(),
        "alerts": told,
        "left_out": digest.left_out + len(digest.alerts) - len(told),
        "coverage": _coverage(digest.coverage),
    }
    message = {"type": TYPE, "timestamp": at.isoformat(), "data": data}
    return json.dumps(message, ensure_ascii=False, separators=(",", ":"))


def _meeting(record: MeetingRecord) -> Json:
    when = record.when
    return {
        "id": record.id,
        "status": record.status.value if record.status else None,
        "level": record.level.value if record.level else None,
        "format": record.format.value,
        "states": list(record.participants),
        "city": _named(record.place.city),
        "country": record.place.country,
        "start": when.start.isoformat() if when.start else None,
        "end": when.end.isoformat() if when.end else None,
        "precision": when.precision.value if when.precision else None,
        "revision": record.revision,
        "first_seen": record.first_seen.isoformat(),
    }


def _grouping(record: GroupingRecord) -> Json:
    return {
        "id": record.id,
        "states": list(record.members),
        "names": [clean(name, LABEL_LIMIT) for name in record.names],
        "standing": record.standing.value,
        "first_seen": record.first_seen.isoformat(),
    }


def _source(source: Source) -> Json:
    published = source.published_at
    return {
        "newsroom": newsroom(source),
        "title": clean(source.title, TITLE_LIMIT),
        "url": link(source.url),
        "published_at": published.isoformat() if published else None,
        "copies": source.copies,
        "is_official": is_official(source),
    }


def _coverage(cover: Coverage) -> Json:
    return {
        "feeds": cover.feeds,
        "read": cover.read,
        "articles": cover.articles,
        "stories": cover.stories,
        "failing": _cleaned(name for name, _ in cover.failing[: SOURCES[0]]),
    }


def _cleaned(names: Iterable[str]) -> list[str]:
    return [clean(name, LABEL_LIMIT) for name in names]


def _named(name: str | None) -> str | None:
    return clean(name, LABEL_LIMIT) if name else None

"""Labelled sets of copies: the sample newsroom, the labelled articles, and sets from outside."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from demo import content
from flows.steps.read import lines
from parsers.model import Article, TextSource

ARTICLES = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Copy:
    """One text of a set: whose text it is, of which event it tells, and what was done to it.

    Texts of one ``original`` are copies of each other; those of one ``event`` but of different
    originals are independent reports. Each ``part`` of a set is a stream of its own.
    """

    article: Article
    original: str
    event: str
    damage: str
    part: str = ""


def newsroom() -> list[Copy]:
    """Return the sample newsroom: five days of made-up news, every text printed on one stream."""
    return [
        Copy(
            _article(one.slug, one.title, "\n".join(one.paragraphs), one.published, one.outlet),
            one.copy_of or one.slug,
            "",
            one.damage or "original",
        )
        for one in content.load().articles
    ]


def labelled() -> list[Copy]:
    """Return the labelled articles of the development set; doubtful copies are left out."""
    labels = {row["id"]: row for row in _rows(ARTICLES / "labels.jsonl")}
    found: list[Copy] = []
    with (ARTICLES / "articles.jsonl").open(encoding="utf-8") as rows:
        for line in lines(rows):
            row = labels[line.id]
            if not row.get("syndication_soft"):
                story = row.get("syndication_cluster") or line.id
                event, damage = row.get("event_id") or "", row.get("syndication_kind") or "edited"
                found.append(Copy(replace(line.article, id=line.id), story, event, damage))
    return found


def outside(folder: Path) -> list[Copy]:
    """Return a set of ``docs.jsonl`` and ``gold.jsonl``; raises OSError or ValueError for none."""
    gold = {row["id"]: row for row in _rows(folder / "gold.jsonl")}
    return [
        Copy(
            _article(row["id"], row["title"], row["text"], _day(row["date"]), row["source"] or ""),
            f"{gold[row['id']]['slice']}:{gold[row['id']]['cluster']}",
            gold[row["id"]].get("event") or "",
            gold[row["id"]].get("variant") or "original",
            gold[row["id"]]["slice"],
        )
        for row in _rows(folder / "docs.jsonl")
    ]


def digest(copies: Iterable[Copy]) -> str:
    """Return what changes with any text or label of a set, and not with its order."""
    told = sorted(f"{c.article.id}\0{c.original}\0{c.event}\0{c.article.text}" for c in copies)
    return sha256("\0".join(told).encode()).hexdigest()[:16]


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as rows:
        yield from (json.loads(row) for row in rows if row.strip())


def _day(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text[:10]).replace(tzinfo=UTC) if text else None


def _article(
    identity: str, title: str, text: str, published: datetime | None, outlet: str
) -> Article:
    """Return a text as an article of its own outlet, or of one that nobody else has."""
    return Article(
        id=identity,
        url=f"https://{sha256(identity.encode()).hexdigest()[:12]}.example/",
        feed="set",
        outlet=outlet or identity,
        title=title,
        text=text,
        published_at=published,
        text_source=TextSource.PAGE,
    )

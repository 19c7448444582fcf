"""What the sample newsroom prints: its outlets and articles, read from TOML.

Answers which outlets exist, which articles each prints on which simulated day, and
which article is a copy of which. It never renders, serves or judges anything.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

HOME = Path(__file__).parent / "newsroom"
DAYS = (
    date(2026, 3, 2),
    date(2026, 3, 3),
    date(2026, 3, 4),
    date(2026, 3, 5),
    date(2026, 3, 6),
)
CLOSE = time(22, 0, tzinfo=UTC)
"""When the simulated day ends: later than the last article of every day."""


class ContentError(ValueError):
    """The sample content contradicts itself; the message names the slug."""


@dataclass(frozen=True, slots=True)
class Outlet:
    """One publisher with one feed.

    ``format`` is rss, atom, rdf or json. ``layout`` names the shape of its pages.
    ``dates`` is how its feed writes a date. ``validators`` is etag, last_modified or
    none. ``quirks`` are faults that real feeds have: wrong_encoding, broken_xml,
    missing_pages. ``fails_on`` are the simulated days on which its feed answers 500.
    ``has_full_text`` says whether the feed carries whole articles.
    """

    slug: str
    name: str
    domain: str
    country: str
    language: str
    kind: str
    format: str
    layout: str
    dates: str
    validators: str
    quirks: tuple[str, ...] = ()
    fails_on: tuple[int, ...] = ()
    has_full_text: bool = False


@dataclass(frozen=True, slots=True)
class Article:
    """One printed article; ``published`` is aware and keeps the outlet's own offset.

    ``paragraphs`` is what is printed, copies included. ``copy_of`` is the slug of the
    text it was taken from, and ``damage`` how: reprint, cut or reworded.
    """

    slug: str
    outlet: str
    day: int
    published: datetime
    title: str
    byline: str
    summary: str
    paragraphs: tuple[str, ...]
    copy_of: str = ""
    damage: str = ""
    source_element: str = ""


@dataclass(frozen=True, slots=True)
class Content:
    """All outlets and all articles, in order of publication."""

    outlets: tuple[Outlet, ...]
    articles: tuple[Article, ...]

    def outlet(self, slug: str) -> Outlet:
        """Return the outlet with this slug; KeyError where there is none."""
        return {outlet.slug: outlet for outlet in self.outlets}[slug]

    def article(self, slug: str) -> Article:
        """Return the article with this slug; KeyError where there is none."""
        return {article.slug: article for article in self.articles}[slug]

    def printed(self, outlet: str, day: int) -> tuple[Article, ...]:
        """Return what an outlet has printed up to and including a day, newest first."""
        shown = (a for a in self.articles if a.outlet == outlet and a.day <= day)
        return tuple(sorted(shown, key=lambda a: a.published, reverse=True))


def load(home: Path = HOME) -> Content:
    """Read ``outlets.toml`` and ``day1.toml`` to ``day5.toml``; ContentError on a fault."""
    outlets = tuple(_outlet(row) for row in _table(home / "outlets.toml")["outlet"])
    raw = [
        (_article(row, number), int(row.get("keep", 0)))
        for number in range(1, len(DAYS) + 1)
        for row in _table(home / f"day{number}.toml")["article"]
    ]
    originals = {article.slug: article for article, _ in raw if not article.copy_of}
    articles = [_printed(article, originals, keep) for article, keep in raw]
    _check(outlets, articles)
    return Content(outlets, tuple(sorted(articles, key=lambda a: (a.published, a.slug))))


def closing(day: int) -> datetime:
    """Return the instant (UTC) at which a simulated day, 1 to 5, has printed everything."""
    return datetime.combine(DAYS[day - 1], CLOSE)


def _table(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        return tomllib.load(file)


def _outlet(row: dict[str, Any]) -> Outlet:
    lists: dict[str, Any] = {
        name: tuple(row[name]) for name in ("quirks", "fails_on") if name in row
    }
    return Outlet(**(row | lists))


def _article(row: dict[str, Any], day: int) -> Article:
    fields = {name: value for name, value in row.items() if name not in {"text", "keep"}}
    return Article(day=day, paragraphs=_paragraphs(row.get("text", "")), **fields)


def _paragraphs(text: str) -> tuple[str, ...]:
    """Blank lines part paragraphs; line ends inside one are only for the editor's eye."""
    return tuple(" ".join(block.split()) for block in text.split("\n\n") if block.strip())


def _printed(article: Article, originals: dict[str, Article], keep: int) -> Article:
    """Return the article with what is really printed where it is a mechanical copy."""
    if not article.copy_of:
        return article
    if article.copy_of not in originals:
        raise ContentError(f"{article.slug}: copy_of names no original, {article.copy_of!r}")
    source = originals[article.copy_of]
    if article.damage == "reprint":
        return replace(article, paragraphs=source.paragraphs + article.paragraphs)
    if article.damage == "cut":
        return replace(article, paragraphs=source.paragraphs[:keep] + article.paragraphs)
    return article


def _check(outlets: tuple[Outlet, ...], articles: list[Article]) -> None:
    known = {outlet.slug for outlet in outlets}
    slugs: set[str] = set()
    for article in articles:
        if article.slug in slugs:
            raise ContentError(f"{article.slug}: this slug is used twice")
        if article.outlet not in known:
            raise ContentError(f"{article.slug}: no outlet is called {article.outlet!r}")
        if article.published.utcoffset() is None:
            raise ContentError(f"{article.slug}: published has no offset")
        slugs.add(article.slug)

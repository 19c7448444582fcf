"""Remembers which lines outlets print under their articles, and which of these are their own.

A line is watched until ``parsers.copies.boilerplate`` finds that unlike articles share it; from
then on it is known of its outlet for good. Deleting articles takes nothing back.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlmodel import Session, col, delete, select

from parsers.copies.boilerplate import Printed, headline, keyed_lines, learnable
from parsers.model import Article
from storage.statements import IDS, add_new, batches, change, every, hold
from storage.tables.articles import ArticleRow
from storage.tables.source_lines import LearntLineRow, SourceLineRow


def learn(session: Session, article: Article, now: datetime) -> frozenset[str]:
    """Watch the lines of an article; return which stored ones hold a line that is learnt by it.

    The article itself is among them where it holds one.
    """
    told = keyed_lines(article.text)
    if not article.outlet or not told:
        return frozenset()
    hold(session, "source lines")
    fresh = told.keys() - learnt(session, {article.outlet: told})[article.outlet]
    mine = [SourceLineRow(outlet=article.outlet, line=k, article=article.id) for k in sorted(fresh)]
    add_new(session, mine)
    printed = _printed_beside(session, article.outlet, fresh)
    taught = learnable(printed)
    rows = [
        LearntLineRow(outlet=article.outlet, line=key, words=told[key], learnt_at=now)
        for key in sorted(taught & told.keys())
    ]
    add_new(session, rows)
    for some in batches([row.line for row in rows], IDS):
        is_watched = col(SourceLineRow.outlet) == article.outlet
        change(session, delete(SourceLineRow).where(is_watched, col(SourceLineRow.line).in_(some)))
    return frozenset(name for name, one in printed.items() if one.lines & taught & told.keys())


def learnt(session: Session, keys: Mapping[str, Iterable[int]]) -> dict[str, frozenset[int]]:
    """Return which of these lines are learnt, by outlet."""
    found: dict[str, frozenset[int]] = {}
    for outlet, wanted in keys.items():
        is_own = col(LearntLineRow.outlet) == outlet
        lines: list[int] = []
        for some in batches(sorted(wanted), IDS):
            asked = select(LearntLineRow.line).where(is_own, col(LearntLineRow.line).in_(some))
            lines += every(session, asked)
        found[outlet] = frozenset(lines)
    return found


def _printed_beside(session: Session, outlet: str, keys: Iterable[int]) -> dict[str, Printed]:
    """Return all watched lines of the outlet's articles that have one of ``keys``, by article."""
    is_own = col(SourceLineRow.outlet) == outlet
    having: set[str] = set()
    for some in batches(sorted(keys), IDS):
        asked = select(SourceLineRow.article).where(is_own, col(SourceLineRow.line).in_(some))
        having.update(every(session, asked))
    lines: dict[str, set[int]] = defaultdict(set)
    titles: dict[str, str] = {}
    for ids in batches(sorted(having), IDS):
        watched = select(SourceLineRow).where(is_own, col(SourceLineRow.article).in_(ids))
        for row in every(session, watched):
            lines[row.article].add(row.line)
        named = select(ArticleRow.id, ArticleRow.title).where(col(ArticleRow.id).in_(ids))
        titles.update(session.exec(named).all())
    return {name: Printed(headline(titles[name]), frozenset(lines[name])) for name in titles}

"""Remembers which lines outlets print under their articles, and which of these are their own.

The latest articles of an outlet are watched until ``parsers.copies.boilerplate`` finds that unlike
ones share a line; from then on it is known of its outlet for good. What is watched does not grow
with the archive. Deleting articles takes nothing back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlmodel import Session, col, delete, select

from parsers.copies.boilerplate import ARTICLES, Printed, headline, keyed_lines, learnable
from parsers.model import Article
from storage.statements import IDS, add_new, batches, change, every, hold
from storage.tables.articles import ArticleRow
from storage.tables.source_lines import LearntLineRow, WatchedPageRow, lines_in, packed

# So many of an outlet's articles are watched, those that came last. Of a busy outlet that is a
# day: what it prints under fewer than three articles of them is hardly its own.
WATCHED = 100


def learn(session: Session, article: Article, now: datetime) -> frozenset[str]:
    """Watch an article; return which watched ones hold a line that is learnt by it.

    The article itself is among them where it holds one.
    """
    told = keyed_lines(article.text)
    if not article.outlet or not told:
        return frozenset()
    hold(session, "source lines")
    pages = _watched_with(session, article, told.keys())
    outlet = article.outlet
    fresh = told.keys() - learnt(session, {outlet: told})[outlet]
    beside = {one: lines for one, lines in pages.items() if not fresh.isdisjoint(lines)}
    if len(beside) < ARTICLES:
        return frozenset()
    known = learnt(session, {outlet: frozenset().union(*beside.values())})[outlet]
    taught = learnable(_printed(session, beside), known)
    rows = [
        LearntLineRow(outlet=outlet, line=key, words=told[key], learnt_at=now)
        for key in sorted(taught & told.keys())
    ]
    add_new(session, rows)
    own = {row.line for row in rows}
    return frozenset(one for one, lines in beside.items() if not own.isdisjoint(lines))


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


def _watched_with(
    session: Session, article: Article, lines: Iterable[int]
) -> dict[str, frozenset[int]]:
    """Watch one article more; return the lines of all that are watched of its outlet, by id."""
    row = WatchedPageRow(outlet=article.outlet, article=article.id, lines=packed([*lines]))
    add_new(session, [row])
    is_own = col(WatchedPageRow.outlet) == article.outlet
    number = col(WatchedPageRow.number)
    rows = every(session, select(WatchedPageRow).where(is_own).order_by(number.desc()))
    if len(rows) > WATCHED:
        last = rows[WATCHED - 1].number
        change(session, delete(WatchedPageRow).where(is_own, number < last))
    return {row.article: lines_in(row.lines) for row in rows[:WATCHED]}


def _printed(session: Session, pages: Mapping[str, frozenset[int]]) -> dict[str, Printed]:
    """Return what articles teach of their outlet, by id."""
    named = select(ArticleRow.id, ArticleRow.title).where(col(ArticleRow.id).in_(sorted(pages)))
    titles = dict(session.exec(named).all())
    return {one: Printed(headline(titles[one]), lines) for one, lines in pages.items()}

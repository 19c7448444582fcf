"""Remembers entries and articles: which are new, what became of each, which are unread.

It never fetches a page and never decides whether an article is news.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlmodel import Session, and_, col, func, or_, select

from parsers.model import Article, Credit, Entry
from parsers.press.newsrooms import Basis
from storage.model import EntryOutcome, StoredArticle, Verdict
from storage.statements import IDS, add_new, batches, every, first, upsert
from storage.tables.articles import ArticleRow, EntryRow, ReadingRow

# An entry whose page could not be had is tried at three polls: at a poll every 15 minutes that
# outlasts a restart of the server, and does not knock at a dead page for ever.
ATTEMPTS = 3


def unseen(session: Session, entries: Sequence[Entry]) -> list[Entry]:
    """Return the entries worth fetching, in order, each once.

    These are the unknown ones, and those whose page could not be had for a passing
    cause at fewer than ATTEMPTS polls.
    """
    distinct: dict[str, Entry] = {}
    for entry in entries:
        distinct.setdefault(entry.id, entry)
    settled: set[str] = set()
    for ids in batches(list(distinct), IDS):
        rows = every(session, select(EntryRow).where(col(EntryRow.id).in_(ids)))
        settled.update(row.id for row in rows if _is_settled(row))
    return [entry for entry in distinct.values() if entry.id not in settled]


def keep(
    session: Session,
    entry: Entry,
    article: Article | None,
    *,
    outcome: EntryOutcome,
    verdict: Verdict,
    newsroom: str,
    credit: Credit,
    run: str,
    now: datetime,
    publisher: str = "",
    basis: Basis | None = None,
) -> bool:
    """Keep what became of an entry, and its article where there is one.

    Returns True when the article is new. An entry that leads to an article we hold
    is kept as a duplicate. An entry that is settled stays as it is.
    """
    known = first(session, select(EntryRow).where(EntryRow.id == entry.id))
    if known is not None and _is_settled(known):
        return False
    is_new = article is not None and _keep_article(
        session, StoredArticle(article, verdict, now, newsroom, credit, publisher, basis), run
    )
    if article is not None and not is_new:
        outcome = EntryOutcome.DUPLICATE
    row = EntryRow.of(
        entry,
        outcome=outcome,
        verdict=verdict,
        article=None if article is None else article.id,
        run=run,
        now=now,
    )
    if known is not None:
        row.attempts, row.seen_at = known.attempts + 1, known.seen_at
    upsert(session, [row])
    return is_new


def unread(session: Session, version: str, limit: int) -> list[StoredArticle]:
    """Return articles that this version of the reader has not read, the oldest first.

    Articles without a date come last, and equal dates go by id.
    """
    is_read = (
        select(ReadingRow.article)
        .where(ReadingRow.article == ArticleRow.id, ReadingRow.version == version)
        .exists()
    )
    order = (col(ArticleRow.published_at).asc().nulls_last(), col(ArticleRow.id))
    statement = select(ArticleRow).where(~is_read).order_by(*order).limit(limit)
    return [row.value for row in every(session, statement)]


def mark_read(session: Session, article_id: str, version: str, now: datetime) -> None:
    """Note that this version of the reader has read the article."""
    add_new(session, [ReadingRow(article=article_id, version=version, read_at=now)])


def get(session: Session, article_id: str) -> StoredArticle | None:
    """Return one article, or None."""
    row = first(session, select(ArticleRow).where(ArticleRow.id == article_id))
    return None if row is None else row.value


def many(session: Session, ids: Iterable[str]) -> list[StoredArticle]:
    """Return the articles that we hold among ``ids``, in the order given, each once."""
    wanted = list(dict.fromkeys(ids))
    found: dict[str, StoredArticle] = {}
    for some in batches(wanted, IDS):
        rows = every(session, select(ArticleRow).where(col(ArticleRow.id).in_(some)))
        found.update((row.id, row.value) for row in rows)
    return [found[one] for one in wanted if one in found]


def counts(session: Session) -> dict[str, int]:
    """Return how many articles we hold, and how many entries came to each outcome."""
    articles = session.exec(select(func.count()).select_from(ArticleRow)).one()
    return {"articles": articles} | outcomes(session)


def outcomes(
    session: Session, since: datetime | None = None, until: datetime | None = None
) -> dict[str, int]:
    """Return how many entries first seen in [``since``, ``until``) came to each outcome."""
    statement = select(EntryRow.outcome, func.count()).group_by(col(EntryRow.outcome))
    if since is not None:
        statement = statement.where(col(EntryRow.seen_at) >= since)
    if until is not None:
        statement = statement.where(col(EntryRow.seen_at) < until)
    return dict(session.exec(statement.order_by(col(EntryRow.outcome))).all())


def entries_of(session: Session, article_id: str) -> list[Entry]:
    """Return every entry that led to an article, the first seen first."""
    statement = select(EntryRow).where(EntryRow.article == article_id)
    order = (col(EntryRow.seen_at), col(EntryRow.id))
    return [row.value for row in every(session, statement.order_by(*order))]


def _keep_article(session: Session, stored: StoredArticle, run: str) -> bool:
    return add_new(session, [ArticleRow.of(stored, run=run)]) == 1


def _is_settled(row: EntryRow) -> bool:
    return not EntryOutcome(row.outcome).is_passing or row.attempts >= ATTEMPTS


def printed(
    session: Session,
    since: datetime,
    until: datetime,
    *,
    after: tuple[datetime, str] | None = None,
    limit: int,
) -> list[Article]:
    """Return the articles published in [``since``, ``until``), the oldest first, some at a time.

    ``after`` is the instant and the id of the last one seen. Those without a date are left out.
    """
    at, identity = col(ArticleRow.published_at), col(ArticleRow.id)
    statement = select(ArticleRow).where(at >= since, at < until)
    if after is not None:
        statement = statement.where(or_(at > after[0], and_(at == after[0], identity > after[1])))
    rows = every(session, statement.order_by(at, identity).limit(limit))
    return [row.article for row in rows]

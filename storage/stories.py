"""Remembers which articles are copies of one text, with the proof of every join.

It looks up what might be a copy and keeps what was judged; it never judges.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import Select, union
from sqlmodel import Session, and_, col, delete, func, or_, select
from sqlmodel.sql.expression import SelectOfScalar

from parsers.copies.edges import Edge
from parsers.copies.fingerprints import Fingerprint
from parsers.model import Article
from storage import ties
from storage.columns import Among
from storage.model import Writers
from storage.statements import IDS, add_new, batches, change, every, first, hold, upsert
from storage.tables.articles import ArticleRow
from storage.tables.stories import BandRow, EdgeRow, FingerprintRow, StoryMemberRow, signed


def keep_fingerprint(session: Session, fingerprint: Fingerprint) -> None:
    """Keep what an article's text is like, in place of an earlier fingerprint."""
    upsert(session, [FingerprintRow.of(fingerprint)])
    mine = col(BandRow.article) == fingerprint.article_id
    change(session, delete(BandRow).where(mine))
    add_new(session, BandRow.all_of(fingerprint))


def candidates(
    session: Session, fingerprint: Fingerprint, *, shared: int, window: timedelta
) -> list[Article]:
    """Return the articles that might be copies of this one, without itself, by id.

    These have at least ``shared`` bands in common and were published at most
    ``window`` before or after (an unknown date counts as within), or have the very
    same digest at any time.
    """
    other = col(ArticleRow.id) != fingerprint.article_id
    ways = or_(
        col(ArticleRow.id).in_(_with_bands(fingerprint, shared, window)),
        col(ArticleRow.id).in_(_with_digest(fingerprint.digest)),
    )
    statement = select(ArticleRow).where(other, ways).order_by(col(ArticleRow.id))
    return [row.article for row in every(session, statement)]


def join(session: Session, article_id: str, edges: Sequence[Edge]) -> str:
    """Keep the proofs that tie an article to others, and return its story's id.

    Only the stories that the article now touches get new ids. An article without
    any tie is a story of one.
    """
    hold(session, "stories")
    upsert(session, [EdgeRow.of(edge) for edge in edges])
    return _retell(session, [article_id])[article_id]


def part(session: Session, article_id: str) -> None:
    """Take an article out of its story, as before it is judged anew or removed.

    Its proofs are forgotten. What people ruled is kept, and bears on it when it is joined again.
    """
    hold(session, "stories")
    tied = ties.around(session, [article_id]).published.keys()
    change(session, delete(EdgeRow).where(ties.touches([article_id])))
    _retell(session, tied, without=article_id)
    alone = [StoryMemberRow(article=one, story=one) for one in tied if one == article_id]
    upsert(session, alone)


def retell(session: Session, articles: Iterable[str]) -> None:
    """Tell anew of which stories articles are, once something was ruled of them."""
    hold(session, "stories")
    _retell(session, articles)


def members(session: Session, story_id: str) -> list[Article]:
    """Return the articles of a story, the earliest first; those without a date come last."""
    statement = (
        select(ArticleRow)
        .join(StoryMemberRow, col(StoryMemberRow.article) == ArticleRow.id)
        .where(StoryMemberRow.story == story_id)
    )
    order = (col(ArticleRow.published_at).asc().nulls_last(), col(ArticleRow.id))
    return [row.article for row in every(session, statement.order_by(*order))]


def folded(session: Session) -> list[list[Article]]:
    """Return every story of more than one article, its articles as in ``members``."""
    story = col(StoryMemberRow.story)
    statement = select(StoryMemberRow.story).group_by(story).having(func.count() > 1)
    return [members(session, one) for one in every(session, statement.order_by(story))]


def story_of(session: Session, article_id: str) -> str | None:
    """Return the story of an article, or None for one that was never joined."""
    return first(session, select(StoryMemberRow.story).where(StoryMemberRow.article == article_id))


def of_articles(session: Session, articles: Iterable[str]) -> dict[str, str]:
    """Return the story of each of these articles that was ever joined."""
    found: dict[str, str] = {}
    for some in batches(sorted(set(articles)), IDS):
        statement = select(StoryMemberRow.article, StoryMemberRow.story)
        found.update(session.exec(statement.where(col(StoryMemberRow.article).in_(some))).all())
    return found


def count(session: Session) -> int:
    """Return how many stories we hold."""
    statement = select(func.count(func.distinct(StoryMemberRow.story)))
    return session.exec(statement).one()


def writers(session: Session, article_ids: Iterable[str]) -> Writers:
    """Return who stands behind these articles: one newsroom for each of their stories.

    That is the agency that wrote a member of the story, or else the newsroom of the
    story's earliest member, be it among ``article_ids`` or not.
    """
    stories, writer = _writers(session, article_ids)
    names = tuple(sorted(set(writer.values())))
    return Writers(names, len(stories) - len(writer), len(writer))


def newsrooms(session: Session, article_ids: Iterable[str]) -> dict[str, str]:
    """Return for each of these articles the newsroom that wrote its story, as ``writers`` has it.

    Articles that we do not hold are left out.
    """
    stories, writer = _writers(session, article_ids)
    return {article: writer[story] for article, story in stories.items()}


def _writers(session: Session, article_ids: Iterable[str]) -> tuple[dict[str, str], dict[str, str]]:
    """Return the story of each article, and the newsroom of each story."""
    wanted = set(article_ids)
    stories: dict[str, str] = {}
    newsrooms: dict[str, str] = {}
    agencies: dict[str, str] = {}
    for story, article, newsroom, agency in _told_beside(session, sorted(wanted)):
        if article in wanted:
            stories[article] = story
        newsrooms.setdefault(story, newsroom)
        if newsroom == agency:
            agencies.setdefault(story, newsroom)
    return stories, newsrooms | agencies


def _with_bands(fingerprint: Fingerprint, shared: int, window: timedelta) -> SelectOfScalar[str]:
    statement = select(BandRow.article).where(col(BandRow.band).in_(signed(fingerprint.bands)))
    if fingerprint.published_at is not None:
        at, middle = col(BandRow.published_at), fingerprint.published_at
        is_within = and_(at >= middle - window, at <= middle + window)
        statement = statement.where(or_(at.is_(None), is_within))
    return statement.group_by(col(BandRow.article)).having(func.count() >= shared)


def _with_digest(digest: str) -> SelectOfScalar[str]:
    return select(FingerprintRow.article).where(FingerprintRow.digest == digest)


def _retell(
    session: Session, articles: Iterable[str], without: str | None = None
) -> dict[str, str]:
    """Tell anew of which stories articles are, and all that they are tied to; return which."""
    stories = ties.around(session, articles).partition(without).stories
    told = sorted(stories.items())
    upsert(session, [StoryMemberRow(article=article, story=story) for article, story in told])
    return stories


def _told_beside(session: Session, ids: Sequence[str]) -> list[tuple[str, str, str, str | None]]:
    """Return (story, article, newsroom, agency) of articles and all others of their stories."""
    rows = session.connection().execute(_TOLD_BESIDE, {"articles": ids})
    return [(story, article, newsroom, agency) for story, article, newsroom, agency in rows]


def _telling() -> Select[Any]:
    """Ask for whole stories, the earliest article first, by the ids of some ``articles``.

    By ids in one list: a condition on the joined table, or two lists, would have a database
    walk all articles.
    """
    story = col(StoryMemberRow.story)
    told = select(StoryMemberRow.story).where(Among(col(StoryMemberRow.article), "articles"))
    beside = select(StoryMemberRow.article).where(story.in_(told))
    own = select(ArticleRow.id).where(Among(col(ArticleRow.id), "articles"))
    return (
        select(
            func.coalesce(story, col(ArticleRow.id)),
            ArticleRow.id,
            ArticleRow.newsroom,
            ArticleRow.agency,
        )
        .join(StoryMemberRow, col(StoryMemberRow.article) == ArticleRow.id, isouter=True)
        .where(col(ArticleRow.id).in_(union(beside, own)))
        .order_by(col(ArticleRow.published_at).asc().nulls_last(), col(ArticleRow.id))
    )


_TOLD_BESIDE = _telling()

"""Remembers which articles are copies of one text, with the proof of every join.

It keeps what was judged; it never judges, and what might be a copy ``storage.fingerprints`` finds.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Select
from sqlmodel import Session, col, delete, func, select

from parsers.copies.edges import Edge
from parsers.copies.originals import Original, original
from parsers.model import Article
from storage import originals, ties
from storage.columns import Among
from storage.model import Writers
from storage.statements import IDS, batches, change, every, first, hold, upsert
from storage.tables.articles import ArticleRow
from storage.tables.stories import EdgeRow, StoryMemberRow, StoryRow


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
    originals.keep(session, {article_id: article_id}, (), ())


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

    That is the writer whom all members of the story tell together, be they among
    ``article_ids`` or not.
    """
    told = _told(session, article_ids)
    writer = {story: newsroom for _, story, newsroom in told}
    names = tuple(sorted(set(writer.values())))
    return Writers(names, len(told) - len(writer), len(writer))


def newsrooms(session: Session, article_ids: Iterable[str]) -> dict[str, str]:
    """Return for each of these articles the newsroom that wrote its story, as ``writers`` has it.

    Articles that we do not hold are left out.
    """
    return {article: newsroom for article, _, newsroom in _told(session, article_ids)}


def original_of(session: Session, story_id: str) -> Original | None:
    """Return whose text a story is and who wrote each member; None for one without members."""
    ids = [one.id for one in members(session, story_id)]
    return original(originals.members_of(session, ids), ties.at(session, ids)) if ids else None


def rewritten(session: Session, article_ids: Iterable[str]) -> dict[str, str]:
    """Find the writers of these articles' stories anew, and return that of each member.

    Asked after it was found of an article that another newsroom wrote it.
    """
    hold(session, "stories")
    told: dict[str, str] = {}
    for some in batches(sorted(set(article_ids)), IDS):
        asked = select(StoryMemberRow.story).where(col(StoryMemberRow.article).in_(some))
        rows = every(session, select(StoryMemberRow).where(col(StoryMemberRow.story).in_(asked)))
        told.update((row.article, row.story) for row in rows)
    originals.keep(session, told, originals.members_of(session, list(told)), ties.at(session, told))
    return newsrooms(session, {*told, *article_ids})


def _retell(
    session: Session, articles: Iterable[str], without: str | None = None
) -> dict[str, str]:
    """Tell anew of which stories articles are, and all that they are tied to; return which."""
    around = ties.around(session, articles)
    stories = around.partition(without).stories
    told = sorted(stories.items())
    upsert(session, [StoryMemberRow(article=article, story=story) for article, story in told])
    members = originals.members_of(session, list(stories))
    originals.keep(session, stories, members, around.edges)
    return stories


def _told(session: Session, article_ids: Iterable[str]) -> list[tuple[str, str, str]]:
    """Return (article, story, writer) of each of these articles that we hold."""
    wanted = sorted(set(article_ids))
    rows = session.connection().execute(_TOLD, {"articles": wanted})
    return [(article, story, writer) for article, story, writer in rows]


def _telling() -> Select[Any]:
    """Ask for story and writer by the ids of some ``articles``, each by keys alone."""
    own = Among(col(ArticleRow.id), "articles")
    return (
        select(
            ArticleRow.id,
            func.coalesce(col(StoryMemberRow.story), col(ArticleRow.id)),
            func.coalesce(col(StoryRow.writer), col(ArticleRow.newsroom)),
        )
        .join(StoryMemberRow, col(StoryMemberRow.article) == ArticleRow.id, isouter=True)
        .join(StoryRow, col(StoryRow.id) == StoryMemberRow.story, isouter=True)
        .where(own)
    )


_TOLD = _telling()

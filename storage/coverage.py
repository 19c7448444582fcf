"""Answers what was read in a window of time, so that silence differs from breakage."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from sqlmodel import Session, col, func, select

from alerts.model import Coverage
from storage import articles, feeds
from storage.model import EntryOutcome, PollOutcome
from storage.tables.articles import ArticleRow
from storage.tables.feeds import PollRow
from storage.tables.stories import StoryMemberRow

_SUCCESSES = tuple(outcome.value for outcome in PollOutcome if outcome.is_success)


def coverage(session: Session, since: datetime, until: datetime) -> Coverage:
    """Return what was read in [``since``, ``until``), and which feeds fail now.

    ``feeds`` counts the enabled ones and ``read`` those that answered in the window.
    ``stories`` counts those that an article of the window belongs to.
    """
    states = feeds.health(session)
    enabled = {state.source.slug for state in states}
    polls = feeds.polls(session, since, until)
    answered = {poll.feed for poll in polls if poll.outcome.is_success} & enabled
    dropped = Counter(_dropped_entries(session, since, until))
    for poll in polls:
        dropped.update(poll.dropped)
    return Coverage(
        feeds=len(states),
        read=len(answered),
        articles=_fetched(session, since, until),
        stories=_told(session, since, until),
        failing=tuple(
            (state.source.name, state.failing_since)
            for state in feeds.failing(session)
            if state.failing_since is not None
        ),
        dropped=dict(sorted(dropped.items())),
    )


def _dropped_entries(session: Session, since: datetime, until: datetime) -> dict[str, int]:
    outcomes = articles.outcomes(session, since, until)
    return {word: n for word, n in outcomes.items() if not EntryOutcome(word).is_kept}


def _fetched(session: Session, since: datetime, until: datetime) -> int:
    at = col(ArticleRow.fetched_at)
    statement = select(func.count()).select_from(ArticleRow).where(at >= since, at < until)
    return session.exec(statement).one()


def _told(session: Session, since: datetime, until: datetime) -> int:
    at = col(ArticleRow.fetched_at)
    statement = (
        select(func.count(func.distinct(StoryMemberRow.story)))
        .join(ArticleRow, col(ArticleRow.id) == StoryMemberRow.article)
        .where(at >= since, at < until)
    )
    return session.exec(statement).one()


def was_read(session: Session, since: datetime, until: datetime) -> bool:
    """Tell whether anything was read of [``since``, ``until``).

    A feed answered then, or we hold an article that was published then.
    """
    asked = col(PollRow.at)
    answered = select(PollRow.id).where(
        asked >= since, asked < until, col(PollRow.outcome).in_(_SUCCESSES)
    )
    at = col(ArticleRow.published_at)
    told = select(ArticleRow.id).where(at >= since, at < until)
    found = (session.exec(one.limit(1)).first() for one in (answered, told))
    return any(one is not None for one in found)

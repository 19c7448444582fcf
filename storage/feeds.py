"""Remembers the feeds: which are due, what each poll brought, which fail and since when.

It never asks a feed and never decides how long to wait.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlmodel import Session, col, or_, select, update
from sqlmodel.sql.expression import Select

from storage.errors import IdentityUnknownError
from storage.model import FeedSource, FeedState, Poll, PollOutcome
from storage.statements import add_new, change, every, first, upsert
from storage.tables.feeds import FeedRow, FeedStateRow, PollRow


def sync(session: Session, sources: Sequence[FeedSource], now: datetime) -> None:
    """Make the kept feeds those of the configuration; absent ones are disabled, never deleted.

    A feed whose address changed loses its validators, which belong to the old one,
    and is due at ``now``.
    """
    addresses = {row.slug: row.url for row in every(session, select(FeedRow))}
    upsert(session, [FeedRow.of(source) for source in sources])
    add_new(session, [FeedStateRow.of(FeedState(source, next_due_at=now)) for source in sources])
    moved = [one.slug for one in sources if addresses.get(one.slug, one.url) != one.url]
    _forget_validators(session, moved, now)
    _disable(session, addresses.keys() - {source.slug for source in sources})


def due(
    session: Session,
    now: datetime,
    *,
    slugs: Collection[str] | None = None,
    force: bool = False,
) -> list[FeedState]:
    """Return the enabled feeds to ask at ``now``, the longest overdue first.

    ``slugs`` narrows the choice; ``force`` includes feeds that are not due yet.
    """
    statement = _states().where(col(FeedRow.enabled))
    if not force:
        at = col(FeedStateRow.next_due_at)
        statement = statement.where(or_(at.is_(None), at <= now))
    if slugs is not None:
        statement = statement.where(col(FeedRow.slug).in_(slugs))
    order = (col(FeedStateRow.next_due_at).asc().nulls_first(), col(FeedRow.slug))
    return [row.value(feed.value) for row, feed in session.exec(statement.order_by(*order)).all()]


def keep_poll(session: Session, poll: Poll) -> None:
    """Keep a poll and what it says of its feed's state; the same poll twice is one.

    Raises IdentityUnknownError for a feed that was never synced.
    """
    row = first(session, select(FeedStateRow).where(FeedStateRow.feed == poll.feed))
    if row is None:
        raise IdentityUnknownError(poll.feed, "is no feed we know", "Sync the feeds first.")
    if add_new(session, [PollRow.of(poll)]):
        upsert(session, [_after(row, poll)])


def health(session: Session) -> list[FeedState]:
    """Return the state of every enabled feed, by slug."""
    statement = _states().where(col(FeedRow.enabled)).order_by(col(FeedRow.slug))
    return [row.value(feed.value) for row, feed in session.exec(statement).all()]


def failing(session: Session) -> list[FeedState]:
    """Return the enabled feeds whose last poll failed, the longest failing first."""
    states = [state for state in health(session) if state.failing_since is not None]
    return sorted(states, key=lambda state: (state.failing_since, state.source.slug))


def polls(session: Session, since: datetime, until: datetime) -> list[Poll]:
    """Return the polls in [``since``, ``until``), in the order of time."""
    at = col(PollRow.at)
    statement = select(PollRow).where(at >= since, at < until).order_by(at, col(PollRow.id))
    return [row.value for row in every(session, statement)]


def last_polls(session: Session, slug: str, limit: int) -> list[Poll]:
    """Return a feed's polls, the latest first."""
    statement = select(PollRow).where(PollRow.feed == slug).order_by(col(PollRow.at).desc())
    return [row.value for row in every(session, statement.limit(limit))]


def _states() -> Select[FeedStateRow, FeedRow]:
    return select(FeedStateRow, FeedRow).join(FeedRow, col(FeedRow.slug) == FeedStateRow.feed)


def _forget_validators(session: Session, slugs: Collection[str], now: datetime) -> None:
    statement = update(FeedStateRow).where(col(FeedStateRow.feed).in_(slugs))
    change(session, statement.values(etag=None, last_modified=None, next_due_at=now))


def _disable(session: Session, slugs: Collection[str]) -> None:
    statement = update(FeedRow).where(col(FeedRow.slug).in_(slugs), col(FeedRow.enabled))
    change(session, statement.values(enabled=False))


def _after(row: FeedStateRow, poll: Poll) -> FeedStateRow:
    is_success = poll.outcome.is_success
    return FeedStateRow(
        feed=row.feed,
        etag=_validator(poll, poll.etag, row.etag),
        last_modified=_validator(poll, poll.last_modified, row.last_modified),
        failures=0 if is_success else row.failures + 1,
        failing_since=None if is_success else row.failing_since or poll.at,
        last_success_at=poll.at if is_success else row.last_success_at,
        next_due_at=poll.next_due_at,
    )


def _validator(poll: Poll, answered: str | None, held: str | None) -> str | None:
    # A 304 may carry a newer validator (RFC 9110, section 15.4.5); a failure says nothing.
    if poll.outcome is PollOutcome.OK:
        return answered
    return answered or held if poll.outcome.is_success else held

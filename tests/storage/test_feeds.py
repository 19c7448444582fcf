"""Feeds: what the configuration says, what polls brought, and who is due."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import Engine

from storage import feeds
from storage.database import transaction
from storage.errors import IdentityUnknownError
from storage.model import FeedState, PollOutcome
from tests.storage import builders as make
from tests.storage.builders import NOW

QUARTER = timedelta(minutes=15)


def slugs(states: list[FeedState]) -> list[str]:
    """Return the feeds' names, in their order."""
    return [state.source.slug for state in states]


def test_sync_keeps_what_the_configuration_says(engine: Engine) -> None:
    """A feed is kept as it is described, and again as it is described anew."""
    with transaction(engine) as session:
        feeds.sync(session, [make.source(country="SE", note="ministry's own")], NOW)
        feeds.sync(session, [make.source(country="DK")], NOW)
        (state,) = feeds.health(session)
    assert make.source(country="DK") == state.source


def test_absent_feeds_are_disabled_and_come_back(engine: Engine) -> None:
    """A feed that left the configuration is not asked, keeps its past, and can return."""
    with transaction(engine) as session:
        feeds.sync(session, [make.source("harbour"), make.source("quay")], NOW)
        feeds.keep_poll(session, make.poll("quay", etag='"a"'))
        feeds.sync(session, [make.source("harbour")], NOW)
        assert slugs(feeds.health(session)) == ["harbour"]
        assert slugs(feeds.due(session, NOW, force=True)) == ["harbour"]
        feeds.sync(session, [make.source("quay")], NOW)
        (state,) = feeds.health(session)
        assert state.etag == '"a"'
        assert len(feeds.last_polls(session, "quay", 5)) == 1


def test_a_moved_feed_loses_its_validators(engine: Engine) -> None:
    """An ETag belongs to an address; at a new one it would hide the first answer."""
    with transaction(engine) as session:
        feeds.sync(session, [make.source()], NOW)
        feeds.keep_poll(session, make.poll(etag='"a"', next_due_at=NOW + QUARTER))
        feeds.sync(session, [make.source(name="Harbour News")], NOW)
        assert feeds.health(session)[0].etag == '"a"'
        feeds.sync(session, [make.source(url="https://harbour.example/atom")], NOW)
        (state,) = feeds.health(session)
    assert (state.etag, state.next_due_at) == (None, NOW)


def test_due_orders_by_need(engine: Engine) -> None:
    """Only enabled feeds whose time has come are due, the longest overdue first."""
    names = ["a", "b", "c", "d"]
    with transaction(engine) as session:
        feeds.sync(
            session, [make.source(name, enabled=name != "d") for name in names], NOW - 9 * QUARTER
        )
        feeds.keep_poll(session, make.poll("a", next_due_at=NOW))
        feeds.keep_poll(session, make.poll("b", next_due_at=NOW - QUARTER))
        feeds.keep_poll(session, make.poll("c", next_due_at=NOW + QUARTER))
        assert slugs(feeds.due(session, NOW)) == ["b", "a"]
        assert slugs(feeds.due(session, NOW, force=True)) == ["b", "a", "c"]
        assert slugs(feeds.due(session, NOW, slugs=["a", "c", "d"])) == ["a"]
        assert feeds.due(session, NOW, slugs=[]) == []


def test_failures_are_counted_until_a_success(engine: Engine) -> None:
    """A row of failures keeps its beginning; a success, also a 304, ends it."""
    with transaction(engine) as session:
        feeds.sync(session, [make.source()], NOW)
        feeds.keep_poll(session, make.poll(etag='"a"', last_modified="yesterday"))
        for step in (1, 2, 3):
            failed = make.poll(at=NOW + step * QUARTER, outcome=PollOutcome.HTTP_ERROR)
            feeds.keep_poll(session, failed)
        (state,) = feeds.failing(session)
        assert (
            state.failures,
            state.failing_since,
            state.last_success_at,
        ) == (3, NOW + QUARTER, NOW)
        assert (state.etag, state.last_modified) == ('"a"', "yesterday")
        again = make.poll(at=NOW + 4 * QUARTER, outcome=PollOutcome.NOT_MODIFIED)
        feeds.keep_poll(session, again)
        (state,) = feeds.health(session)
    assert (0, None, again.at, '"a"') == (
        state.failures,
        state.failing_since,
        state.last_success_at,
        state.etag,
    )


@pytest.mark.parametrize(
    ("outcome", "answered", "held"),
    [
        (PollOutcome.OK, None, None),
        (PollOutcome.OK, '"new"', '"new"'),
        (PollOutcome.NOT_MODIFIED, None, '"old"'),
        (PollOutcome.NOT_MODIFIED, '"new"', '"new"'),
        (PollOutcome.UNREACHABLE, '"new"', '"old"'),
    ],
)
def test_validators_follow_the_answer(
    engine: Engine, outcome: PollOutcome, answered: str | None, held: str | None
) -> None:
    """A full answer replaces the validators, a 304 may renew them, a failure says nothing."""
    with transaction(engine) as session:
        feeds.sync(session, [make.source()], NOW)
        feeds.keep_poll(session, make.poll(etag='"old"'))
        feeds.keep_poll(session, make.poll(at=NOW + QUARTER, outcome=outcome, etag=answered))
        assert held == feeds.health(session)[0].etag


def test_a_poll_twice_is_one(engine: Engine) -> None:
    """Keeping the same poll again neither adds a row nor a failure."""
    failed = make.poll(outcome=PollOutcome.NOT_A_FEED, dropped={"no_link": 2})
    with transaction(engine) as session:
        feeds.sync(session, [make.source()], NOW)
        feeds.keep_poll(session, failed)
        feeds.keep_poll(session, failed)
        assert feeds.health(session)[0].failures == 1
        assert [failed] == feeds.polls(session, NOW, NOW + QUARTER)
        assert feeds.polls(session, NOW - QUARTER, NOW) == []


def test_a_poll_of_an_unknown_feed_is_refused(engine: Engine) -> None:
    """A poll must belong to a feed, and the error names it."""
    with transaction(engine) as session, pytest.raises(IdentityUnknownError, match="harbour"):
        feeds.keep_poll(session, make.poll())

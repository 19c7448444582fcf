"""What a digest says of the reading behind it."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import Engine

from alerts.model import Coverage
from parsers.model import Credit
from storage import articles, feeds, stories
from storage.coverage import coverage, was_read
from storage.database import transaction
from storage.model import EntryOutcome, PollOutcome, Verdict
from tests.storage import builders as make
from tests.storage.builders import NOW

HOUR = timedelta(hours=1)


def test_a_fresh_database_covers_nothing(engine: Engine) -> None:
    """Without any feed all counts are zero."""
    with transaction(engine) as session:
        assert coverage(session, NOW, NOW + HOUR) == Coverage()


def test_reading_and_breakage_are_counted(engine: Engine) -> None:
    """Feeds that answered, those that fail, what was read, and what was dropped and why."""
    with transaction(engine) as session:
        feeds.sync(session, [make.source(name) for name in ("quay", "harbour", "strait")], NOW)
        feeds.keep_poll(session, make.poll("quay", dropped={"no_link": 2, "no_text": 1}))
        feeds.keep_poll(session, make.poll("quay", at=NOW + HOUR / 2, dropped={"no_link": 1}))
        feeds.keep_poll(session, make.poll("strait", outcome=PollOutcome.UNREACHABLE))
        feeds.keep_poll(session, make.poll("harbour", at=NOW + HOUR))
        for name in ("one", "two", "three"):
            make.keep_article(session, make.article(name))
            stories.join(session, name, [])
        stories.join(session, "two", [make.edge("two", "one")])
        articles.keep(
            session,
            make.entry("empty"),
            None,
            outcome=EntryOutcome.NO_TEXT,
            verdict=Verdict.LIVE,
            newsroom="",
            credit=Credit(),
            run="r",
            now=NOW,
        )
        assert coverage(session, NOW, NOW + HOUR) == Coverage(
            feeds=3,
            read=1,
            articles=3,
            stories=2,
            failing=(("Strait", NOW),),
            dropped={"no_link": 3, "no_text": 2},
        )
        assert coverage(session, NOW + HOUR, NOW + 2 * HOUR) == Coverage(
            feeds=3, read=1, failing=(("Strait", NOW),)
        )


def test_days_were_read_where_a_feed_answered(engine: Engine) -> None:
    """That it has not changed is an answer, and a failure is none."""
    with transaction(engine) as session:
        feeds.sync(session, [make.source(name) for name in ("quay", "strait")], NOW)
        feeds.keep_poll(session, make.poll("strait", outcome=PollOutcome.UNREACHABLE))
        assert not was_read(session, NOW, NOW + HOUR)
        feeds.keep_poll(session, make.poll("quay", outcome=PollOutcome.NOT_MODIFIED))
        assert was_read(session, NOW, NOW + HOUR)
        assert not was_read(session, NOW - HOUR, NOW)
        assert not was_read(session, NOW + HOUR, NOW + 2 * HOUR)


def test_days_were_read_where_an_article_came_out(engine: Engine) -> None:
    """Whenever we got it: a backfill reads days on which no feed was asked."""
    with transaction(engine) as session:
        make.keep_article(session, make.article("old", hours=-24 * 400), now=NOW)
        assert not was_read(session, NOW, NOW + HOUR)
        before = NOW - timedelta(days=400)
        assert was_read(session, before, before + HOUR)
        assert not was_read(session, before + HOUR, before + 2 * HOUR)

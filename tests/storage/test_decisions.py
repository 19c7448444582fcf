"""Decisions of people: kept with what they bear on, undone and never deleted."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import Engine

from parsers.records.rulings import Anchor, Decision, DecisionKind
from storage import decisions
from storage.database import transaction
from tests.storage.builders import NOW

HOUR = timedelta(hours=1)
HERE, THERE = Anchor("talks", ("DK", "SE")), Anchor("again", ("DK", "SE"))
MERGE = Decision("one", DecisionKind.MERGE, "record", NOW + HOUR, (HERE,), (THERE,), note="Öre")
MUTE = Decision("two", DecisionKind.MUTE, "record", NOW, until=date(2031, 5, 5))
FIELD = Decision("three", DecisionKind.FIELD, "other", NOW, (HERE,), (), "level", "leaders")
TALKS, COPY = Anchor("talks", ()), Anchor("copy", ())
ONE = Decision("four", DecisionKind.STORY_MERGE, "talks", NOW, (TALKS,), (COPY,), by="Ana Lind")


def test_decisions_are_found_by_what_they_bear_on(engine: Engine) -> None:
    """By the articles of both sides and by the record, the first first."""
    with transaction(engine) as session:
        for one in (MERGE, MUTE, FIELD):
            decisions.keep(session, one)
        assert decisions.of_articles(session, ["talks", "none"]) == [FIELD, MERGE]
        assert decisions.of_articles(session, ["again"]) == [MERGE]
        assert decisions.of_articles(session, []) == []
        assert decisions.of_record(session, "record", DecisionKind.MUTE) == [MUTE]
        assert decisions.of_record(session, "other", DecisionKind.MUTE) == []


def test_what_is_undone_bears_no_more_and_stays(engine: Engine) -> None:
    """It can be undone once, and the list keeps it."""
    with transaction(engine) as session:
        decisions.keep(session, MERGE)
        assert decisions.undo(session, "one", NOW + 2 * HOUR) == MERGE
        assert decisions.undo(session, "one", NOW + 3 * HOUR) is None
        assert decisions.of_articles(session, ["talks"]) == []
        assert decisions.everything(session) == [(MERGE, NOW + 2 * HOUR)]


def test_what_is_decided_of_stories_is_apart_from_what_is_of_records(engine: Engine) -> None:
    """Though both name one article; and what is undone bears on no story."""
    with transaction(engine) as session:
        for one in (MERGE, ONE):
            decisions.keep(session, one)
        assert decisions.of_articles(session, ["talks", "copy"]) == [MERGE]
        assert decisions.of_stories(session, ["copy", "again"]) == [ONE]
        assert decisions.of_stories(session, ["again"]) == []
        assert decisions.of_all_stories(session) == [ONE]
        decisions.undo(session, "four", NOW + HOUR)
        assert decisions.of_stories(session, ["talks"]) == decisions.of_all_stories(session) == []
        assert decisions.everything(session) == [(ONE, NOW + HOUR), (MERGE, None)]

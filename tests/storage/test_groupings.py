"""Groupings: a set of states is one record, whatever its names."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from parsers.model import Change, ChangeKind, Evidence, Grouping, GroupingStanding, Level
from storage import groupings
from storage.database import transaction
from storage.errors import RowRefusedError
from tests.storage import builders as make
from tests.storage.builders import NOW


def test_a_set_is_found_in_any_order(engine: Engine) -> None:
    """The members are a set: their order and doubles do not matter, one more or less does."""
    trio = make.grouping("trio", "DK", "FI", "SE")
    with transaction(engine) as session:
        groupings.keep(session, trio, [])
        assert groupings.by_members(session, ["SE", "DK", "FI", "SE"]) == trio
        assert groupings.by_members(session, ["DK", "FI"]) is None
        assert groupings.by_members(session, ["DK", "FI", "NO", "SE"]) is None
        assert groupings.get(session, "trio") == trio
        assert groupings.get(session, "duo") is None


def test_a_set_is_one_record(engine: Engine) -> None:
    """A second record of the same set is refused, so that no set lives twice."""

    def keep_twice() -> None:
        with transaction(engine) as session:
            groupings.keep(session, make.grouping("trio", "DK", "FI", "SE"), [])
            groupings.keep(session, make.grouping("three", "DK", "FI", "SE"), [])

    with pytest.raises(RowRefusedError):
        keep_twice()


def test_a_record_grows(engine: Engine) -> None:
    """A confirmed record replaces the candidate, and its history says so once."""
    before = make.grouping("trio", "DK", "FI", "SE")
    after = make.grouping(
        "trio",
        "DK",
        "FI",
        "SE",
        names=("Trio", "Sound Three"),
        levels=(Level.LEADERS, Level.NSA),
        standing=GroupingStanding.CONFIRMED,
    )
    change = Change("trio", ChangeKind.CONFIRMED, "candidate", "confirmed", "talks", "named", NOW)
    with transaction(engine) as session:
        groupings.keep(session, before, [])
        for _ in range(2):
            groupings.keep(session, after, [change])
        assert groupings.everything(session) == [after]
        assert groupings.history(session, "trio") == [change]


def test_claims_are_replaced_by_a_new_reading(engine: Engine) -> None:
    """An article's claims come back in order, and a second reading takes the first one's place."""
    words = Evidence(0, 5, "Words")
    claims = [
        Grouping(("DK", "FI", "SE"), "Sound Three", is_new=True, evidence=words, rule="named"),
        Grouping(("JP", "US"), None, is_new=False, evidence=words, rule="listed"),
    ]
    with transaction(engine) as session:
        make.keep_article(session, make.article())
        groupings.keep_claims(session, "talks", claims)
        assert groupings.claims(session, "talks") == claims
        groupings.keep_claims(session, "talks", [])
        assert groupings.claims(session, "talks") == []


def test_evidence_is_attached_once(engine: Engine) -> None:
    """The words that support a grouping are kept once, with their rule."""
    with transaction(engine) as session:
        make.keep_article(session, make.article())
        groupings.keep(session, make.grouping("trio", "DK", "FI", "SE"), [])
        words = Evidence(0, 5, "Words")
        assert groupings.attach(session, "trio", "talks", words, "named")
        assert not groupings.attach(session, "trio", "talks", words, "named")
        (found,) = groupings.attachments(session, "trio")
        assert (found.article, found.evidence, found.rule) == ("talks", words, "named")

"""What an id, or its beginning, stands for."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from storage import groupings, meetings, outbox
from storage.database import transaction
from storage.identities import Kind, articles, find
from tests.storage import builders as make


@pytest.mark.parametrize(
    ("prefix", "expected"),
    [
        ("aa", (Kind.ALERT, "aa1")),
        ("aa2", (Kind.MEETING, "aa2")),
        (" bb ", (Kind.GROUPING, "bb1")),
        ("cc1", (Kind.STORY, "cc1")),
        ("zz", None),
        ("", None),
        ("%", None),
        ("a_", None),
    ],
)
def test_a_prefix_finds_the_first_thing(
    engine: Engine, prefix: str, expected: tuple[Kind, str] | None
) -> None:
    """Alerts come first, then records, then stories; wildcards stand for themselves."""
    with transaction(engine) as session:
        outbox.raise_alert(session, make.alert("aa1"), [])
        meetings.keep(session, make.meeting("aa2", "DK", "SE"))
        groupings.keep(session, make.grouping("bb1", "DK", "SE"))
        make.keep_article(session, make.article("cc1"))
        assert find(session, prefix) == expected


@pytest.mark.parametrize(
    ("prefix", "expected"),
    [
        ("aa", ["aa"]),  # whole, though another one begins with it
        ("a", ["aa", "aab"]),
        (" AAB ", ["aab"]),
        ("b", ["bb"]),
        ("zz", []),
        ("", []),
        ("%", []),
    ],
)
def test_a_prefix_finds_its_articles(engine: Engine, prefix: str, expected: list[str]) -> None:
    """One is meant; two at most are told where it is not clear which."""
    with transaction(engine) as session:
        for name in ("aa", "aab", "aac", "bb"):
            make.keep_article(session, make.article(name))
        assert articles(session, prefix) == expected

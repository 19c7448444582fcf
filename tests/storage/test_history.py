"""The life of a record only grows, and a rerun adds nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import Engine

from parsers.model import Change, ChangeKind, Evidence
from storage import history
from storage.database import transaction
from storage.model import Attachment
from tests.storage import builders as make
from tests.storage.builders import NOW

HOUR = timedelta(hours=1)
CHANGE = Change("one", ChangeKind.STATUS, "proposed", "scheduled", "talks", "will_meet", NOW)


def test_a_change_is_kept_once(engine: Engine) -> None:
    """A rerun finds the same change; the same step taken again another day is another one."""
    again = replace(CHANGE, seen_at=NOW + HOUR)
    with transaction(engine) as session:
        assert history.append(session, [CHANGE, CHANGE]) == 1
        assert history.append(session, [CHANGE]) == 0
        assert history.append(session, [again]) == 1
        assert history.of(session, "one") == [CHANGE, again]


def test_changes_that_differ_in_anything_else_are_two(engine: Engine) -> None:
    """Record, kind, values, article and rule each make another change."""
    others = [
        replace(CHANGE, record="two"),
        replace(CHANGE, kind=ChangeKind.DATE),
        replace(CHANGE, before=""),
        replace(CHANGE, after="held"),
        replace(CHANGE, article="again"),
        replace(CHANGE, rule="met"),
    ]
    with transaction(engine) as session:
        assert history.append(session, [CHANGE, *others]) == 7
        assert history.of(session, "one") == [CHANGE, *others[1:]]
        assert history.append(session, []) == 0


def test_changes_are_found_by_window(engine: Engine) -> None:
    """The window is half open and spans all records, in the order of time."""
    late = replace(CHANGE, record="two", seen_at=NOW + HOUR)
    with transaction(engine) as session:
        history.append(session, [late, CHANGE])
        assert history.between(session, NOW, NOW + 2 * HOUR) == [CHANGE, late]
        assert history.between(session, NOW, NOW + HOUR) == [CHANGE]


def support(record: str, article: str, *starts: int) -> list[Attachment]:
    """Return spans of an article that support a record."""
    words = (Evidence(start, start + 5, "Words") for start in starts)
    return [Attachment(record, article, one, "met") for one in words]


def test_an_article_leads_to_what_it_supports(engine: Engine) -> None:
    """All records that rest on an article are named, each once."""
    with transaction(engine) as session:
        make.keep_article(session, make.article())
        for record, starts in (("two", (0,)), ("one", (0, 6))):
            history.replace_support(session, record, support(record, "talks", *starts))
        assert history.records_of(session, "talks") == ["one", "two"]
        assert history.records_of(session, "other") == []


def test_the_words_of_some_articles_are_replaced(engine: Engine) -> None:
    """Those of the others stay, unless all are meant."""
    first, second = support("one", "talks", 0, 6), support("one", "notes", 0)
    with transaction(engine) as session:
        for name in ("talks", "notes"):
            make.keep_article(session, make.article(name))
        history.replace_support(session, "one", [*first, *second])
        history.replace_support(session, "one", first[:1], ["talks"])
        assert history.attachments(session, "one") == [*second, *first[:1]]
        history.replace_support(session, "one", [])
        assert history.attachments(session, "one") == []

"""Entries and articles: each counted once, each kept once, each read once per version."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine
from sqlmodel import Session

from parsers.model import Article, Credit, Entry
from storage import articles
from storage.database import transaction
from storage.model import EntryOutcome, StoredArticle, Verdict
from tests.storage import builders as make
from tests.storage.builders import NOW

LATER = NOW + timedelta(minutes=15)


def keep(
    session: Session,
    entry: Entry,
    article: Article | None = None,
    outcome: EntryOutcome = EntryOutcome.STORED,
) -> bool:
    """Keep an entry as live news."""
    return articles.keep(
        session,
        entry,
        article,
        outcome=outcome,
        verdict=Verdict.LIVE,
        newsroom="harbour.example",
        credit=Credit("Quay Press", "reprint", "Lund", "(QP)"),
        run="ingest-1",
        now=NOW,
    )


def test_an_article_is_kept_with_its_circumstances(engine: Engine) -> None:
    """What comes back is what was kept: text, verdict, time, newsroom and credit."""
    one = make.article(provenance={"title": "json-ld"}, language="sv")
    with transaction(engine) as session:
        assert keep(session, make.entry(), one)
        found = articles.get(session, one.id)
    assert found == StoredArticle(
        one, Verdict.LIVE, NOW, "harbour.example", Credit("Quay Press", "reprint", "Lund", "(QP)")
    )


def test_a_second_entry_of_one_article_is_a_duplicate(engine: Engine) -> None:
    """The second way to an article is kept and counted, and the first text stays."""
    with transaction(engine) as session:
        assert keep(session, make.entry("talks"), make.article(text="First."))
        assert not keep(session, make.entry("talks", feed="quay"), make.article(text="Second."))
        assert articles.counts(session) == {"articles": 1, "stored": 1, "duplicate": 1}
        assert articles.many(session, ["talks"])[0].article.text == "First."
        feeds = [entry.feed for entry in articles.entries_of(session, "talks")]
    assert sorted(feeds) == ["harbour", "quay"]


def test_keeping_again_changes_nothing(engine: Engine) -> None:
    """An entry that is settled stays as it is, whatever a rerun says."""
    with transaction(engine) as session:
        keep(session, make.entry(), make.article())
        assert not keep(session, make.entry(), make.article())
        assert not keep(session, make.entry(), None, EntryOutcome.NO_TEXT)
        assert articles.counts(session) == {"articles": 1, "stored": 1}


def test_unseen_are_the_unknown_in_order_and_once(engine: Engine) -> None:
    """Known entries are left out, doubles are folded, the order stays."""
    one, two, three = (make.entry(name) for name in ("one", "two", "three"))
    with transaction(engine) as session:
        keep(session, two, make.article("two"))
        assert [three, one] == articles.unseen(session, [three, two, one, three])
        assert articles.unseen(session, []) == []


def test_a_passing_failure_is_tried_again_but_not_for_ever(engine: Engine) -> None:
    """A page that could not be had is unseen at the next polls, then it is settled."""
    entry = make.entry()
    with transaction(engine) as session:
        for _ in range(articles.ATTEMPTS):
            assert [entry] == articles.unseen(session, [entry])
            keep(session, entry, None, EntryOutcome.UNREACHABLE)
        assert articles.unseen(session, [entry]) == []
        assert articles.counts(session) == {"articles": 0, "unreachable": 1}


def test_a_page_that_comes_back_is_kept(engine: Engine) -> None:
    """After a failed attempt the article is kept, and the outcome is the last one."""
    with transaction(engine) as session:
        keep(session, make.entry(), None, EntryOutcome.HTTP_ERROR)
        assert keep(session, make.entry(), make.article())
        assert articles.counts(session) == {"articles": 1, "stored": 1}


@pytest.mark.parametrize("outcome", [word for word in EntryOutcome if not word.is_passing])
def test_other_outcomes_are_final(engine: Engine, outcome: EntryOutcome) -> None:
    """What is wrong with the entry itself is not tried again."""
    with transaction(engine) as session:
        keep(session, make.entry(), None, outcome)
        assert articles.unseen(session, [make.entry()]) == []


def test_unread_goes_by_date_and_version(engine: Engine) -> None:
    """The oldest is read first, the undated last, equal dates by id; a version reads once."""
    with transaction(engine) as session:
        for name, hours in (("d", None), ("c", 1), ("b", 1), ("a", 2), ("e", -1)):
            make.keep_article(session, make.article(name, hours=hours))
        ids = [stored.article.id for stored in articles.unread(session, "1", 9)]
        assert ids == ["e", "b", "c", "a", "d"]
        for name in ("e", "b", "b"):
            articles.mark_read(session, name, "1", NOW)
        assert [stored.article.id for stored in articles.unread(session, "1", 2)] == ["c", "a"]
        assert len(articles.unread(session, "2", 9)) == 5


def test_many_keeps_the_order_that_was_asked(engine: Engine) -> None:
    """Unknown ids are passed over and doubles folded."""
    with transaction(engine) as session:
        for name in "abc":
            make.keep_article(session, make.article(name))
        found = articles.many(session, ["c", "x", "a", "c"])
        assert [stored.article.id for stored in found] == ["c", "a"]
        assert articles.get(session, "x") is None


def test_outcomes_are_counted_by_window(engine: Engine) -> None:
    """The window is half open, and goes by when the entry was first seen."""
    with transaction(engine) as session:
        keep(session, make.entry("a"), None, EntryOutcome.NO_TEXT)
        assert articles.outcomes(session, NOW, LATER) == {"no_text": 1}
        assert articles.outcomes(session, LATER) == {}
        assert articles.outcomes(session, None, NOW) == {}


@make.ON_ONE_DATABASE
@given(st.lists(st.sampled_from(["one", "two", "three"]), max_size=8))
def test_each_article_is_new_once(engine: Engine, names: list[str]) -> None:
    """In whatever order entries come, an article is new exactly once and never lost."""
    with make.scratch(engine) as session:
        new = [
            name
            for number, name in enumerate(names)
            if keep(session, make.entry(f"entry-{number}"), make.article(name))
        ]
        assert sorted(set(names)) == sorted(new)
        assert len(set(names)) == len(articles.many(session, names))


def test_printed_articles_are_walked_by_day(engine: Engine) -> None:
    """Some at a time, in order, each once, also those of one instant; the undated are left out."""
    hours = {"early": -30, "a": 0, "b": 0, "c": 0, "d": 1, "late": 30, "open": None}
    with transaction(engine) as session:
        for name, hour in hours.items():
            make.keep_article(session, make.article(name, hours=hour))
        since, until = NOW - timedelta(hours=1), NOW + timedelta(hours=2)
        found: list[Article] = []
        after = None
        while batch := articles.printed(session, since, until, after=after, limit=2):
            assert len(batch) <= 2
            found += batch
            assert batch[-1].published_at is not None
            after = batch[-1].published_at, batch[-1].id
        assert [article.id for article in found] == ["a", "b", "c", "d"]
        assert found[0] == make.article("a")
        day = articles.printed(session, NOW, NOW + timedelta(hours=1), limit=9)
        assert [article.id for article in day] == ["a", "b", "c"]

"""Lets a decision of a person, or its end, bear on what is held, at once.

The articles and their claims stay as they were read. Nobody is told of what a decision changes.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlmodel import Session

from flows.steps.assembling import around, assemble
from flows.steps.settling import settle
from parsers.lexicon import Lexicon
from parsers.records.rulings import Decision
from parsers.records.story_rulings import is_of_story
from parsers.records.telling import Telling
from storage import articles, decisions, reports, set_reports, stories, ties

BY_PERSON = "person"


def impose(session: Session, lexicon: Lexicon, decision: Decision, now: datetime) -> None:
    """Keep a decision and let it bear at once."""
    decisions.keep(session, decision)
    _bear(session, lexicon, decision, now)


def revoke(session: Session, lexicon: Lexicon, decision_id: str, now: datetime) -> Decision | None:
    """Take a decision back and let that bear at once; None where there is none that holds."""
    undone = decisions.undo(session, decision_id, now)
    if undone is not None:
        _bear(session, lexicon, undone, now)
    return undone


def _bear(session: Session, lexicon: Lexicon, decision: Decision, now: datetime) -> None:
    if is_of_story(decision):
        _retell(session, lexicon, decision, now)
        return
    for anchor in (*decision.left, *decision.right):
        _resettle(session, anchor.article, now, anchor.states)


def _retell(session: Session, lexicon: Lexicon, decision: Decision, now: datetime) -> None:
    """Tell the stories anew, and then whatever rests on how many newsrooms wrote of it."""
    tied = ties.around(session, decision.articles).published.keys()
    before = stories.newsrooms(session, tied)
    stories.retell(session, tied)
    after = stories.newsrooms(session, tied)
    turned = {one: writer for one, writer in sorted(after.items()) if writer != before[one]}
    for article in turned:
        _resettle(session, article, now)
    _reassemble(session, lexicon, turned, now)


def _resettle(
    session: Session, article: str, now: datetime, states: tuple[str, ...] | None = None
) -> None:
    """Settle the meetings around the reports of an article, or around those of some states."""
    for report in reports.of_article(session, article):
        if states is None or report.claim.participants == states:
            settle(session, report, Telling(article, "", now, now), rule=BY_PERSON)


def _reassemble(
    session: Session, lexicon: Lexicon, writers: Mapping[str, str], now: datetime
) -> None:
    """Make the records of sets anew that articles tell of, now that others have written them."""
    for article, writer in writers.items():
        set_reports.written_by(session, [article], writer)
    for stored in articles.many(session, writers):
        identity = stored.article.id
        published = stored.article.published_at or stored.fetched_at
        telling = Telling(identity, writers[identity], published, now)
        assemble(session, lexicon, around(session, identity), telling, rule=BY_PERSON)

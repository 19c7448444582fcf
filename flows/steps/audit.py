"""Holds a list of meetings that somebody else made against what we hold, and says what is missing.

Ask storage for records of the same states, compare, and look for the reason of what was missed:
in the polls, in the articles of those days, and in the claims that were too unsure to be kept.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from sqlmodel import Session

from flows.runtime.wiring import House
from flows.steps.sparing import sparing
from parsers.model import Article, MeetingRecord
from parsers.outside.entries import EARLIEST, LATEST, OutsideMeeting
from parsers.reading import doubtful
from parsers.records.auditing import (
    FEW,
    OFF_BY,
    Finding,
    Match,
    Mentioned,
    Outcome,
    Why,
    matched,
    nearest_days,
    news_days,
    reading_days,
    span,
)
from parsers.records.groupings import grouping_id
from parsers.records.mentions import PASSAGE, Mention, mentions, narrowest
from parsers.records.nearness import NEAREST_FROM
from parsers.records.reports import Days, told
from storage import articles, meetings, outbox
from storage.coverage import was_read
from storage.database import reading

BATCH = 200  # articles looked through at a time
DAY = timedelta(days=1)
FAR = timedelta(days=OFF_BY)
ID_DIGITS = 10

Found = dict[int, list[Mentioned]]


def audit(house: House, listed: Sequence[OutsideMeeting], today: date) -> list[Finding]:
    """Return what came of each listed meeting, in the order of the list."""
    today = min(max(today, EARLIEST), LATEST)
    with reading(house.engine) as session:
        same = meetings.of_states(session, {meeting.participants for meeting in listed})
        pairs = [(one, _candidates(session, one, same)) for one in listed]
        findings = [
            _finding(session, meeting, match, same, today)
            for (meeting, _), match in zip(pairs, matched(pairs, house.lexicon), strict=True)
        ]
    sought = [one.meeting for one in findings if one.outcome is Outcome.MISSED and one.why is None]
    found = _articles_on(house, sought, today)
    return [_explained(house, one, found) if one.meeting.line in found else one for one in findings]


def _candidates(
    session: Session,
    meeting: OutsideMeeting,
    same: Mapping[tuple[str, ...], Sequence[MeetingRecord]],
) -> list[MeetingRecord]:
    """Return the records of the same states, and those near in time of nearly the same."""
    shared = math.ceil(NEAREST_FROM * len(meeting.participants))
    first, last = meeting.start - FAR, meeting.end + FAR
    near = meetings.sharing(session, meeting.participants, first, last, at_least=max(2, shared))
    own = same.get(meeting.participants, ())
    return [*own, *(one for one in near if one.participants != meeting.participants)]


def _finding(
    session: Session,
    meeting: OutsideMeeting,
    match: Match | None,
    same: Mapping[tuple[str, ...], Sequence[MeetingRecord]],
    today: date,
) -> Finding:
    """Return what the records and the polls say; articles are still to be looked through."""
    if match is None:
        days = _instants(reading_days(meeting, today))
        why = None if was_read(session, *days) else Why.NO_FEED
        far = nearest_days(meeting, same.get(meeting.participants, ()))
        detail = "" if far is None or why else f"held on other days: {_named(far)}"
        return Finding(meeting, Outcome.MISSED, why=why, detail=detail)
    record = match.record
    if match.outcome is Outcome.MISSED:
        return Finding(meeting, Outcome.MISSED, match, Why.BELOW_THRESHOLD, match.doubt)
    return Finding(meeting, match.outcome, match, is_told=_is_told(session, record))


def _is_told(session: Session, record: MeetingRecord) -> bool:
    """Tell whether an alert was raised of a meeting, or of its states with the meeting in it."""
    if outbox.alerts_of(session, record.id):
        return True
    told_of_set = outbox.alerts_of(session, grouping_id(record.participants))
    return any(one.meeting is not None and one.meeting.id == record.id for one in told_of_set)


def _named(record: MeetingRecord) -> str:
    days = told(record.when)
    return f"{record.id[:ID_DIGITS]} ({span(days) if days else 'no day'})"


def _articles_on(house: House, sought: Sequence[OutsideMeeting], today: date) -> Found:
    """Return for each meeting, by its line, the articles that name its states together.

    Every article of the days around is looked through once, whatever the number of meetings.
    """
    found: Found = {meeting.line: [] for meeting in sought}
    on = _by_day(sought, today)
    for days in _joined(news_days(meeting, today) for meeting in sought):
        for article in _printed(house, days):
            for meeting, mentioned in _mentioned(house, article, on):
                best = sorted([*found[meeting.line], mentioned], key=_by_passage)
                found[meeting.line] = best[:FEW]
    return found


def _joined(windows: Iterable[Days]) -> list[Days]:
    """Return the fewest windows that cover the same days, in order."""
    joined: list[Days] = []
    for first, last in sorted(windows):
        if joined and first <= joined[-1][1] + DAY:
            joined[-1] = joined[-1][0], max(last, joined[-1][1])
        else:
            joined.append((first, last))
    return joined


def _printed(house: House, days: Days) -> Iterator[Article]:
    """Yield the articles of some days; no transaction is open while one is looked at."""
    since, until = _instants(days)
    after: tuple[datetime, str] | None = None
    while True:
        with reading(house.engine) as session:
            batch = articles.printed(session, since, until, after=after, limit=BATCH)
        yield from batch
        if len(batch) < BATCH:
            return
        last = batch[-1]
        after = last.published_at or until, last.id


def _by_day(
    sought: Iterable[OutsideMeeting], today: date
) -> Mapping[date, Sequence[OutsideMeeting]]:
    """Return for each day the meetings of which there can be news then."""
    on: dict[date, list[OutsideMeeting]] = {}
    for meeting in sought:
        day, last = news_days(meeting, today)
        while day <= last:
            on.setdefault(day, []).append(meeting)
            day += DAY
    return on


def _mentioned(
    house: House, article: Article, on: Mapping[date, Sequence[OutsideMeeting]]
) -> Iterator[tuple[OutsideMeeting, Mentioned]]:
    day = article.published_at.date() if article.published_at else date.max
    asked = on.get(day, ())
    found: list[Mention] = []
    if asked:
        with sparing("article", article.id):
            found = mentions(f"{article.title}\n{article.text}", day, house.lexicon)
    for meeting in asked:
        passage = narrowest(found, meeting.participants)
        if passage is not None and passage <= PASSAGE:
            yield meeting, Mentioned(article.id, article.title, passage)


def _by_passage(mentioned: Mentioned) -> tuple[int, str]:
    return mentioned.passage, mentioned.article


def _explained(house: House, finding: Finding, found: Found) -> Finding:
    """Say why a meeting was missed of which feeds could have told."""
    told_by = tuple(found[finding.meeting.line])
    if not told_by:
        return replace(finding, why=Why.NO_ARTICLE)
    unsure = _unsure(house, finding.meeting, told_by)
    if unsure is not None:
        return replace(
            finding, why=Why.BELOW_THRESHOLD, detail=f"{unsure:.2f}, not kept", articles=told_by
        )
    return replace(finding, why=Why.NOT_DETECTED, articles=told_by)


def _unsure(house: House, meeting: OutsideMeeting, told_by: Sequence[Mentioned]) -> float | None:
    """Return how sure the reader is of a claim of these states that it did not keep."""
    with reading(house.engine) as session:
        stored = articles.many(session, [one.article for one in told_by])
    claims = []
    for one in stored:
        article = one.article
        day = article.published_at.date() if article.published_at else None
        with sparing("article", article.id):
            claims += doubtful(article.title, article.text, day, house.lexicon)
    own = [claim.confidence for claim in claims if claim.participants == meeting.participants]
    return max(own, default=None)


def _instants(days: Days) -> tuple[datetime, datetime]:
    since = datetime.combine(days[0], time(), UTC)
    return since, datetime.combine(days[1] + DAY, time(), UTC)

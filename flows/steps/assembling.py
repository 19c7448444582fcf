"""Assembles the records of sets of states anew, around one article, and keeps what differs.

Ask storage for all reports of a set, call the pure function that makes its record, tell storage
what changed. The outcome depends on the reports that are held, not on the order of arrival.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from sqlmodel import Session

from parsers.lexicon import Lexicon
from parsers.model import Change, ChangeKind, GroupingKind, GroupingRecord, kind_of
from parsers.records.groupings import grouping_id, record_of, revised
from parsers.records.known_sets import MINILATERAL
from parsers.records.membership import line_of
from parsers.records.set_reports import SetReport
from parsers.records.telling import Telling
from storage import groupings, history, set_reports, stories
from storage.model import LATE_FOR, Attachment

RETOLD_RULE, WITHDRAWN_RULE = "retold", "withdrawn"
Members = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Assembled:
    """A record as one telling left it, its changes, and whether the set acts in that article.

    Where the article only tells whose a name is, others of late may have it act.
    """

    record: GroupingRecord
    changes: tuple[Change, ...]
    acts: bool


@dataclass(frozen=True, slots=True)
class Around:
    """What an article bore on before it was read: articles of its story, records and names."""

    articles: frozenset[str]
    sets: frozenset[Members]
    names: frozenset[str]


def around(session: Session, article: str) -> Around:
    """Return what an article now bears on; asked before a new reading takes its claims' place."""
    story = stories.story_of(session, article)
    copies = {one.id for one in stories.members(session, story)} if story else set()
    told = frozenset({article, *copies})
    names = frozenset(set_reports.names_of(session, told))
    return Around(told, frozenset(_sets(session, told)), names)


def assemble(
    session: Session,
    lexicon: Lexicon,
    before: Around,
    telling: Telling,
    *,
    rule: str | None = None,
) -> list[Assembled]:
    """Make the records anew that an article bears on, or bore on before it was read again.

    A record that rests on nothing any more is withdrawn. Returns those that changed; ``rule``
    names what changed them, where it was no claim.
    """
    set_reports.written_by(session, before.articles, telling.newsroom)
    names = before.names | set_reports.names_of(session, before.articles)
    articles = set(before.articles).union(*(_pass_on(session, lexicon, one) for one in names))
    sets = before.sets | _sets(session, articles)
    made = (_made(session, lexicon, one, articles, telling, rule=rule) for one in sorted(sets))
    return [one for one in made if one is not None]


def hold(session: Session, lexicon: Lexicon, sets: Collection[Members]) -> None:
    """Hold sets as the reports that are there make them, without a word of what changed."""
    made = [(one, set_reports.told(session, one)) for one in sorted(sets)]
    sources = {article for _, told in made for article in told.sources}
    for article, newsroom in stories.newsrooms(session, sources).items():
        set_reports.written_by(session, [article], newsroom)
    for name in set_reports.names_of(session, sources):
        _pass_on(session, lexicon, name)
    for members in sorted(sets):
        told = set_reports.told(session, members)
        record = record_of(members, told, lexicon.grouping_by_states(members))
        if record is not None:
            groupings.keep(session, record)
            _support(session, members, record.sources)


def _pass_on(session: Session, lexicon: Lexicon, name: str) -> set[str]:
    """Tell anew whose a name has been; return the articles that have a part in it."""
    naming, memberships = set_reports.of_name(session, name)
    set_reports.pass_on(session, line_of(naming, memberships, lexicon.groupings))
    return {one.telling.article for one in naming} | {one.telling.article for one in memberships}


def _sets(session: Session, articles: Collection[str]) -> set[Members]:
    """Return the sets that articles claim, and those of the records that rest on them."""
    claimed = {report.claim.members for report in set_reports.of_articles(session, articles)}
    resting = {one for article in sorted(articles) for one in history.records_of(session, article)}
    held = {record.members for record in groupings.many(session, resting)}
    return {tuple(sorted(set(members))) for members in claimed | held}


def _made(
    session: Session,
    lexicon: Lexicon,
    members: Members,
    articles: Collection[str],
    telling: Telling,
    *,
    rule: str | None,
) -> Assembled | None:
    """Make one record anew and keep it; None where nothing of it has changed."""
    before = groupings.by_members(session, members)
    told = set_reports.told(session, members)
    after = record_of(members, told, lexicon.grouping_by_states(members))
    _support(session, members, articles)
    if after is None and before is not None:
        _withdraw(session, before, telling)
    if after is None or after == before:
        return None
    own = [
        one
        for one in set_reports.of_articles(session, [telling.article])
        if tuple(sorted(set(one.claim.members))) == members
    ]
    known = lexicon.groupings.get(after.known or "")
    changes = revised(before, after, known, telling, rule or _rule(own))
    groupings.keep(session, after, changes)
    if _is_worth_remembering(before, after):
        groupings.remember(session, after.id, after, telling.seen_at)
    since = telling.published_at - LATE_FOR
    late = [one for one in told.reports if one.telling.published_at >= since]
    return Assembled(after, changes, any(report.acts for report in own or late))


def _is_worth_remembering(before: GroupingRecord | None, after: GroupingRecord) -> bool:
    """Tell whether more has changed than that it was told of once more."""
    return (
        before is None or replace(before, sources=after.sources, last_seen=after.last_seen) != after
    )


def _withdraw(session: Session, record: GroupingRecord, telling: Telling) -> None:
    gone = telling.change(record.id, WITHDRAWN_RULE, (ChangeKind.WITHDRAWN, "", ""))
    groupings.withdraw(session, record.id, [gone])
    groupings.remember(session, record.id, None, telling.seen_at)


def _support(session: Session, members: Members, articles: Collection[str]) -> None:
    """Let the words of these articles support a set as they now do, and in no other way."""
    record = grouping_id(members)
    support = [
        Attachment(record, one.telling.article, one.claim.evidence, one.claim.rule)
        for one in set_reports.of_articles(session, articles)
        if one.counts and tuple(sorted(set(one.claim.members))) == members
    ]
    history.replace_support(session, record, support, articles)


def _rule(own: Sequence[SetReport]) -> str:
    """Return the rule that found the claim behind a change; that of joining before others."""
    joining = [report for report in own if report.former]
    return next((report.claim.rule for report in (*joining, *own)), RETOLD_RULE)


def known_sets(
    session: Session, lexicon: Lexicon, record: GroupingRecord
) -> list[tuple[str, Members]]:
    """Return the small clubs of the lexicon and the sets that we hold, but for one, each named.

    A set without a name goes by the codes of its states.
    """
    listed = [
        (known.name, known.states)
        for known in lexicon.groupings.values()
        if known.kind == MINILATERAL and known.id != record.known
    ]
    held = [
        (names[0] if names else ", ".join(members), members)
        for names, members in groupings.known_sets(session)
        if kind_of(members) is GroupingKind.MINILATERAL and members != record.members
    ]
    return [*listed, *held]

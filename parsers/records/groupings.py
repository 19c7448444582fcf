"""What we hold of a set of states, made from all its reports, and how that differs from before.

Pure: the same reports and the same lexicon make the same record, in whatever order they were
found. A set of the lexicon is known, except in the first months of its name or of a member;
any other is a candidate until a second newsroom tells of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta

from parsers.lexicon import KnownGrouping
from parsers.model import Change, ChangeKind, GroupingRecord, GroupingStanding, Level, content_id
from parsers.records.known_sets import (
    NEW_FOR,
    entry_of,
    former_set,
    is_new_name,
    is_new_set,
    known_levels,
)
from parsers.records.set_reports import SetReport, Told, folded_name, in_order
from parsers.records.telling import Difference, Telling
from parsers.words.levels import RANK

SECOND = 2  # independent newsrooms that confirm a set
CONFIRMED_WITHIN = timedelta(days=365)  # a candidate is news no longer; then it is history


def grouping_id(members: Iterable[str]) -> str:
    """Return the id of the record that holds a set of states."""
    return content_id("grouping", ",".join(sorted(members)))


def record_of(
    members: Sequence[str],
    told: Told,
    entries: Sequence[KnownGrouping],
    day: date | None = None,
) -> GroupingRecord | None:
    """Return what was told of exactly these states; None where nothing was.

    ``entries`` are those of the lexicon that have or had this set. What they knew counts as
    it stood on ``day``: that of the last report, where none is given.
    """
    if not told.reports:
        return None
    reports = sorted(told.reports, key=in_order)
    at = day or reports[-1].published
    known = entry_of(members, (report.claim.known for report in reports), entries)
    standing = _standing(members, known, at, len(told.newsrooms))
    is_known = known is not None and standing is GroupingStanding.KNOWN
    since = _levels(reports)
    return GroupingRecord(
        id=grouping_id(members),
        members=tuple(sorted(members)),
        names=_names(reports, known, at),
        levels=tuple(sorted({*since, *(known_levels(known, at) if known and is_known else ())})),
        standing=standing,
        first_seen=reports[0].telling.published_at,
        last_seen=reports[-1].telling.published_at,
        known=known.id if known else None,
        sources=told.sources,
        newsrooms=told.newsrooms,
        levels_since=since,
        acts_since=next((one.telling.published_at for one in reports if one.acts), None),
        former=_former(members, reports, known),
    )


def revised(
    before: GroupingRecord | None,
    after: GroupingRecord,
    known: KnownGrouping | None,
    telling: Telling,
    rule: str,
) -> tuple[Change, ...]:
    """Return the steps by which one telling made a record what it is.

    ``known`` is the lexicon's entry of the set: what it had is no news of an article.
    """
    day = after.last_seen.date()
    is_known = known is not None and after.standing is GroupingStanding.KNOWN
    levels = known_levels(known, day) if known is not None and is_known else frozenset()
    names = (known.name,) if known is not None else ()
    steps = _founding(before, after)
    if before is not None or is_known:
        steps = [*steps, *_differences(before, after, names, levels)]
    return tuple(telling.change(after.id, rule, step) for step in steps)


def is_news(record: GroupingRecord, change: Change, span: timedelta = NEW_FOR) -> bool:
    """Tell whether a step comes within a span after the set was first told of, be it late.

    What an archive told of long before is no new set, and a second newsroom that tells of it
    after more than a year confirms what is history.
    """
    return change.true_at is None or record.first_seen >= change.true_at - span


def _founding(before: GroupingRecord | None, after: GroupingRecord) -> list[Difference]:
    """The steps that say since when, that it acts, and who joined or left to make it this set."""
    steps: list[Difference] = []
    first = after.first_seen.date().isoformat()
    earlier = before.first_seen.date().isoformat() if before else ""
    if first != earlier:
        steps.append((ChangeKind.SINCE, earlier, first))
    former = before.former if before else ()
    if after.former != former:
        steps += _moves(after, former)
    elif after.acts_since and (before is None or before.acts_since is None):
        steps.append((ChangeKind.CREATED, "", after.names[0] if after.names else ""))
    return steps


def _moves(after: GroupingRecord, former: Sequence[str]) -> Iterator[Difference]:
    """The states that joined or left; what was taken back names what was told before."""
    now, then = ",".join(after.members), ",".join(after.former)
    was, steps = set(after.former or former), (then, now) if then else (now, "")
    if set(after.members) - was:
        yield ChangeKind.JOINED, *steps
    if was - set(after.members):
        yield ChangeKind.LEFT, *steps


def _differences(
    before: GroupingRecord | None,
    after: GroupingRecord,
    listed: Sequence[str],
    levels: frozenset[Level],
) -> Iterator[Difference]:
    """The steps of names, levels and standing; ``listed`` and ``levels`` are the lexicon's."""
    names = before.names if before else listed
    first = names[0] if names else ""
    yield from (
        (ChangeKind.NAME, first, name)
        for name in after.names
        if name not in names and name not in listed
    )
    yield from (
        (ChangeKind.NAME, name, "")
        for name in names
        if name not in after.names and name not in listed
    )
    yield from _level_steps(before, after, levels)
    if before and after.standing is not before.standing:
        yield ChangeKind.CONFIRMED, str(before.standing), str(after.standing)


def _level_steps(
    before: GroupingRecord | None, after: GroupingRecord, listed: frozenset[Level]
) -> Iterator[Difference]:
    """The step to a level above all before, or down from one that nobody tells of any more."""
    prior = {*(before.levels if before else ()), *listed}
    fresh = set(after.levels_since) - set(before.levels_since if before else ())
    lost = prior - {*after.levels, *listed}
    if is_higher(_top(fresh), prior - lost):
        yield ChangeKind.LEVEL, _word(prior), _word(fresh)
    elif lost and (not after.levels or is_higher(_top(lost), after.levels)):
        yield ChangeKind.LEVEL, _word(prior), _word(after.levels)


def _levels(told: Sequence[SetReport]) -> dict[Level, date]:
    """Return the day on which each level was first told."""
    since: dict[Level, date] = {}
    for report in told:
        if report.claim.level is not None:
            since.setdefault(report.claim.level, report.published)
    return since


def _names(told: Sequence[SetReport], known: KnownGrouping | None, day: date) -> tuple[str, ...]:
    """Return the lexicon's name, once the press could know it, and those told, by first telling.

    Of names first told at one instant the first by letter; an alias of the lexicon is none.
    """
    listed = known is not None and (known.name_since is None or known.name_since <= day)
    names = {folded_name(known.name): known.name} if known is not None and listed else {}
    aliases = () if known is None else (known.name, *known.aliases)
    first: dict[str, tuple[datetime, str]] = {}
    for report in told:
        if name := report.claim.name:
            name = known.name if known is not None and name in aliases else name
            first.setdefault(folded_name(name), (report.telling.published_at, name))
    for folded, (_, name) in sorted(first.items(), key=lambda one: one[1]):
        names.setdefault(folded, name)
    return tuple(names.values())


def _standing(
    members: Sequence[str], known: KnownGrouping | None, day: date, newsrooms: int
) -> GroupingStanding:
    if known and not (is_new_name(known, day) or is_new_set(known, members, day)):
        return GroupingStanding.KNOWN
    return GroupingStanding.CONFIRMED if newsrooms >= SECOND else GroupingStanding.CANDIDATE


def _former(
    members: Sequence[str], told: Sequence[SetReport], known: KnownGrouping | None
) -> tuple[str, ...]:
    """Return the set that bore the name before: the lexicon's word goes before that of articles."""
    listed = former_set(known, members) if known is not None else ()
    return listed or next((report.former for report in told if report.former), ())


def is_higher(level: Level | None, levels: Iterable[Level]) -> bool:
    """A level is new where it is more senior than all before; none before tells nothing."""
    before = [_rank(one) for one in levels]
    return level is not None and bool(before) and _rank(level) < min(before)


def _rank(level: Level) -> int:
    """A 2+2 is as senior as the foreign ministers in it."""
    return RANK.index(Level.FOREIGN_MINISTERS if level is Level.TWO_PLUS_TWO else level)


def _top(levels: Iterable[Level]) -> Level | None:
    return min(sorted(levels), key=_rank, default=None)


def _word(levels: Iterable[Level]) -> str:
    return str(_top(levels) or "")

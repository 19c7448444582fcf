"""What a claim changes in the record of a grouping: a new set, a new name, a higher level.

A set of the lexicon is known from the start, except in the first months of its name;
any other set is a candidate until a second newsroom tells of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from parsers.lexicon import KnownGrouping
from parsers.model import (
    Change,
    ChangeKind,
    Grouping,
    GroupingRecord,
    GroupingStanding,
    Level,
    content_id,
)
from parsers.records.telling import Difference, Telling
from parsers.words.levels import RANK

NAME_IS_NEW_FOR = timedelta(days=90)  # a lexicon entry must not hide a name's first months
NEAREST_FROM = 0.6  # Jaccard similarity from which another set is worth naming
LEVELS = frozenset(Level)


def grouping_after(
    record: GroupingRecord | None,
    claim: Grouping,
    known: KnownGrouping | None,
    telling: Telling,
) -> tuple[GroupingRecord, tuple[Change, ...]]:
    """Add a claim to what we hold of a set of states, or begin to hold it.

    ``known`` is the lexicon's entry of the set, where it has one.
    """
    if record is None:
        return _founded(claim, known, telling)
    newsrooms = tuple(sorted({*record.newsrooms, telling.newsroom}))
    is_confirmed = record.standing is GroupingStanding.CANDIDATE and len(newsrooms) > 1
    after = replace(
        record,
        names=_names(record.names, claim.name, known),
        levels=_with_level(record.levels, claim.level),
        standing=GroupingStanding.CONFIRMED if is_confirmed else record.standing,
        first_seen=min(record.first_seen, telling.published_at),
        last_seen=max(record.last_seen, telling.published_at),
        sources=tuple(sorted({*record.sources, telling.article})),
        newsrooms=newsrooms,
    )
    return after, _changes(record, after, claim, telling)


def _founded(
    claim: Grouping,
    known: KnownGrouping | None,
    telling: Telling,
) -> tuple[GroupingRecord, tuple[Change, ...]]:
    published = telling.published_at.date()
    is_known = known is not None and not is_new_name(known, published)
    levels = known_levels(known, published) if known is not None and is_known else frozenset()
    names = (known.name,) if known is not None else ()
    before = GroupingRecord(
        id=content_id("grouping", ",".join(claim.members)),
        members=claim.members,
        names=names,
        levels=tuple(sorted(levels)),
        standing=GroupingStanding.KNOWN if is_known else GroupingStanding.CANDIDATE,
        first_seen=telling.published_at,
        last_seen=telling.published_at,
        known=known.id if known is not None else None,
        sources=(telling.article,),
        newsrooms=(telling.newsroom,),
    )
    record = replace(
        before,
        names=_names(names, claim.name, known),
        levels=_with_level(before.levels, claim.level),
    )
    if is_known:
        return record, _changes(before, record, claim, telling)
    created = (ChangeKind.CREATED, "", claim.name or "")
    return record, (telling.change(record.id, claim.rule, created),)


def _with_level(levels: Iterable[Level], level: Level | None) -> tuple[Level, ...]:
    return tuple(sorted({*levels, *([level] if level else [])}))


def _changes(
    before: GroupingRecord,
    after: GroupingRecord,
    claim: Grouping,
    telling: Telling,
) -> tuple[Change, ...]:
    found = _differences(before, after, claim.level)
    return tuple(telling.change(after.id, claim.rule, each) for each in found)


def _differences(
    before: GroupingRecord,
    after: GroupingRecord,
    level: Level | None,
) -> Iterator[Difference]:
    for name in after.names:
        if name not in before.names:
            yield ChangeKind.NAME, before.names[0] if before.names else "", name
    if level is not None and is_higher(level, before.levels):
        yield ChangeKind.LEVEL, _top(before.levels), str(level)
    if after.standing is not before.standing:
        yield ChangeKind.CONFIRMED, str(before.standing), str(after.standing)


def _names(
    names: tuple[str, ...],
    name: str | None,
    known: KnownGrouping | None,
) -> tuple[str, ...]:
    """Add a name unless it is one of the aliases the lexicon holds for the set."""
    if name is None or name in names:
        return names
    if known is not None and name in (known.name, *known.aliases):
        return names if known.name in names else (*names, known.name)
    return (*names, name)


def is_new_name(known: KnownGrouping, published: date) -> bool:
    """Tell whether a lexicon entry was unknown, or in its first months, on a day."""
    return known.name_since is not None and published < known.name_since + NAME_IS_NEW_FOR


def known_levels(known: KnownGrouping, published: date) -> frozenset[Level]:
    """Return the levels at which a known grouping had met before a day's novelty began."""
    since = {Level(level): day for level, day in known.levels_since.items() if level in LEVELS}
    old = {level for level, day in since.items() if day + NAME_IS_NEW_FOR <= published}
    if known.level is not None and known.level not in since:
        old.add(known.level)
    return frozenset(old)


def is_higher(level: Level, levels: Sequence[Level]) -> bool:
    """A level is new where it is more senior than all before; none before tells nothing."""
    return bool(levels) and _rank(level) < min(map(_rank, levels))


def _rank(level: Level) -> int:
    """A 2+2 is as senior as the foreign ministers in it."""
    return RANK.index(Level.FOREIGN_MINISTERS if level is Level.TWO_PLUS_TWO else level)


def _top(levels: Sequence[Level]) -> str:
    return str(min(levels, key=_rank)) if levels else ""


def nearest(
    members: Sequence[str],
    others: Iterable[tuple[str, Sequence[str]]],
    limit: int = 2,
) -> tuple[str, ...]:
    """Name the known sets most like one, as in "Squad without AU" or "Weimar Triangle plus UA".

    ``others`` are names with their states; at most ``limit`` of them are named.
    """
    ours = frozenset(members)
    scored = []
    for name, states in others:
        theirs = frozenset(states)
        similarity = len(ours & theirs) / (len(ours | theirs) or 1)
        if theirs != ours and similarity >= NEAREST_FROM:
            scored.append((-similarity, name, _unlike(ours, theirs)))
    return tuple(f"{name}{words}" for _, name, words in sorted(scored)[:limit])


def _unlike(ours: frozenset[str], theirs: frozenset[str]) -> str:
    more, less = sorted(ours - theirs), sorted(theirs - ours)
    words = f" plus {', '.join(more)}" if more else ""
    return words + (f" without {', '.join(less)}" if less else "")

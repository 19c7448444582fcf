"""What the lexicon knew of a set of states on a day: its name, its levels, who it was before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from parsers.lexicon import KnownGrouping
from parsers.model import Level

# A lexicon entry must not hide the first months of a name, of a level or of a new member.
NEW_FOR = timedelta(days=90)
MINILATERAL = "minilateral"
LEVELS = frozenset(Level)


def entry_of(
    members: Sequence[str], told: Iterable[str | None], entries: Sequence[KnownGrouping]
) -> KnownGrouping | None:
    """Return the entry that a set goes by, of those that have or had just these states.

    That is the first of ``told``, the ids that articles name, the first one first; else a
    small club, never a body of many.
    """
    bearing = {one.id: one for one in entries if _was(one, members)}
    named = next((bearing[one] for one in told if one in bearing), None)
    clubs = (one for one in bearing.values() if one.kind == MINILATERAL)
    return named or next(clubs, None)


def is_new_name(known: KnownGrouping, day: date) -> bool:
    """Tell whether a lexicon entry was unknown, or in its first months, on a day."""
    return known.name_since is not None and day < known.name_since + NEW_FOR


def is_new_set(known: KnownGrouping, members: Sequence[str], day: date) -> bool:
    """Tell whether just these were no members yet, or in their first months, on a day."""
    since = set_since(known, members)
    return since is not None and day < since + NEW_FOR


def set_since(known: KnownGrouping, members: Sequence[str]) -> date | None:
    """Return the day on which just these became the members; None where they always were."""
    for day in _turns(known):
        is_now = set(known.states_on(day)) == set(members)
        if is_now and set(known.states_on(day - timedelta(days=1))) != set(members):
            return day
    return None


def former_set(known: KnownGrouping, members: Sequence[str]) -> tuple[str, ...]:
    """Return who the members were before they were just these; empty for the first of all."""
    since = set_since(known, members)
    return () if since is None else tuple(sorted(known.states_on(since - timedelta(days=1))))


def known_levels(known: KnownGrouping, published: date) -> frozenset[Level]:
    """Return the levels at which a known grouping had met before a day's novelty began."""
    since = {Level(level): day for level, day in known.levels_since.items() if level in LEVELS}
    old = {level for level, day in since.items() if day + NEW_FOR <= published}
    if known.level is not None and known.level not in since:
        old.add(known.level)
    return frozenset(old)


def _was(known: KnownGrouping, members: Sequence[str]) -> bool:
    return any(set(states) == set(members) for states in known.memberships)


def _turns(known: KnownGrouping) -> list[date]:
    """The days from which somebody is a member, or is one no more."""
    ends = {last + timedelta(days=1) for last in known.left.values()}
    return sorted({*known.joined.values(), *ends})

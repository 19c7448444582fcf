"""Why two meetings are held apart, and what little would have made them one.

Each answer is had by gathering the reports anew, with one field as the other meeting has it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import count, islice, takewhile

from parsers.model import Format, Meeting, Place, Precision, When
from parsers.records.gathering import gathered
from parsers.records.matching import MOVED_WITHIN, Profile, compare, is_twice_told, profile_of
from parsers.records.reports import Report, shifted
from parsers.records.rulings import NONE, Rulings

PERSON, ONE_ARTICLE, OTHERS = "a person parted them", "one article tells of both", "its reports"
Pile = Sequence[Report]


@dataclass(frozen=True, slots=True)
class Kinship:
    """How one meeting stands to another: what holds them apart, and what would join them."""

    against: tuple[str, ...]
    would_join: tuple[str, ...]


def kinship(ours: Pile, theirs: Pile, rulings: Rulings = NONE) -> Kinship:
    """Compare two meetings that are not one, each with one report or more."""
    single = tuple(_single(ours, theirs, rulings))
    return Kinship(_against(ours, theirs, rulings), single or tuple(_double(ours, theirs, rulings)))


def _against(ours: Pile, theirs: Pile, rulings: Rulings) -> tuple[str, ...]:
    """Name what holds two meetings apart, what most of our reports differ in first."""
    our_keys, their_keys = {r.key for r in ours}, {r.key for r in theirs}
    if any(pair & our_keys and pair & their_keys for pair in rulings.apart):
        return (PERSON,)
    profile = profile_of(theirs)
    found = Counter(word for report in ours for word in compare(report, profile).against)
    is_of_both = any(
        one.telling.article == other.telling.article and not is_twice_told(one, other)
        for one in ours
        for other in theirs
    )
    words = [word for word, _ in found.most_common()] + ([ONE_ARTICLE] if is_of_both else [])
    return tuple(words) or (OTHERS,)


def _single(ours: Pile, theirs: Pile, rulings: Rulings) -> Iterator[str]:
    for words, moved in _moves(ours, profile_of(theirs)):
        if _is_one(moved, theirs, rulings):
            yield _within(ours, theirs, rulings) if words.startswith("the day") else words


def _double(ours: Pile, theirs: Pile, rulings: Rulings) -> Iterator[str]:
    profile = profile_of(theirs)
    for index, (words, moved) in enumerate(_moves(ours, profile)):
        for more, twice in list(_moves(moved, profile))[index:]:
            if more != words and _is_one(twice, theirs, rulings):
                yield f"{words} and {more}"


def _is_one(ours: Pile, theirs: Pile, rulings: Rulings) -> bool:
    """Tell whether the reports of both come to lie in one pile, when they are gathered anew."""
    mine, others = {r.key for r in ours}, {r.key for r in theirs}
    piles = ({report.key for report in pile} for pile in gathered([*ours, *theirs], rulings))
    return any(pile & mine and pile & others for pile in piles)


def _moves(ours: Pile, theirs: Profile) -> Iterator[tuple[str, list[Report]]]:
    """Yield our reports with one field as the other meeting has it, and that in words."""
    own = profile_of(ours)
    if own.participants != theirs.participants:
        states = theirs.participants
        words = f"the states {', '.join(states)}"
        yield words, _with(ours, lambda claim: replace(claim, participants=states))
    if theirs.is_exact and own.days != theirs.days:
        yield f"the day {_days(theirs)}", _on(ours, theirs, 0)
    if theirs.level is not None and own.level is not theirs.level:
        level = theirs.level
        yield f"the level {level}", _with(ours, lambda claim: replace(claim, level=level))
    if theirs.format is not Format.UNKNOWN and own.format is not theirs.format:
        kind = theirs.format
        yield f"the format {kind}", _with(ours, lambda claim: replace(claim, format=kind))
    if theirs.country is not None and own.country != theirs.country:
        place = Place(None, theirs.country)
        yield f"a place in {theirs.country}", _with(ours, lambda claim: replace(claim, place=place))


def _with(ours: Pile, change: Callable[[Meeting], Meeting]) -> list[Report]:
    return [replace(report, claim=change(report.claim)) for report in ours]


def _on(ours: Pile, theirs: Profile, by: int) -> list[Report]:
    """Return our reports with the days of the other meeting, or so many days after them."""
    start, end = (shifted(day, timedelta(days=by)) for day in theirs.days)
    precision = Precision.DAY if start == end else Precision.RANGE
    when = When(start, end, precision, "")
    return _with(ours, lambda claim: replace(claim, when=when))


def _within(ours: Pile, theirs: Pile, rulings: Rulings) -> str:
    """Say how near the days must lie, by trying days farther and farther off on both sides."""
    profile = profile_of(theirs)
    earlier, later = (_reach(ours, theirs, rulings, step) for step in (-1, 1))
    if earlier == later:
        return f"a day within {later} of {_days(profile)}" if later else f"the day {_days(profile)}"
    first = shifted(profile.days[0], timedelta(days=-earlier))
    return f"a day from {first} to {shifted(profile.days[1], timedelta(days=later))}"


def _reach(ours: Pile, theirs: Pile, rulings: Rulings, step: int) -> int:
    """Return how many days in a row, earlier or later, would still have joined them."""
    profile = profile_of(theirs)
    tried = (_is_one(_on(ours, profile, step * far), theirs, rulings) for far in count(1))
    return sum(1 for _ in takewhile(bool, islice(tried, MOVED_WITHIN)))


def _days(profile: Profile) -> str:
    start, end = profile.days
    return start.isoformat() if start == end else f"{start} to {end}"

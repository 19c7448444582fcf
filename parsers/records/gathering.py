"""Which reports are about one meeting: reports gathered into piles, a pile for each meeting.

A pure function of the set of reports: the order in which they came does not count. Those
of the same states that name the same days are laid down first; then the piles that differ
by a day, vaguer reports and moves join them; then what is likelier a mistake about one
meeting than a second meeting, as parsers.records.odds weighs it. A meeting is compared by
what most of its newsrooms say, never by a chain of neighbours, so that an undated word ties
nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations

from parsers.records.joining import is_moved, is_neighbour
from parsers.records.matching import Profile, compare, is_twice_told, profile_of
from parsers.records.odds import ENOUGH, MISREAD_FROM, may_be_one, odds
from parsers.records.reports import PRECISION_RANK, Key, Report, chronological
from parsers.records.rulings import NONE, Rulings

Meetings = tuple[tuple[Report, ...], ...]
IsOne = Callable[[Profile, Profile], bool]


def gathered(reports: Iterable[Report], rulings: Rulings = NONE) -> Meetings:
    """Return the meetings that ``reports`` are about.

    Each report is in exactly one of them; both levels are in order of publication.
    """
    by_states: dict[tuple[str, ...], list[Report]] = {}
    for report in reports:
        by_states.setdefault(report.claim.participants, []).append(report)
    piles = [pile for _, same in sorted(by_states.items()) for pile in _piles(same, rulings)]
    piles = _likeliest(piles, rulings)
    piles = _bound(piles, rulings)
    meetings = [tuple(sorted(pile.reports, key=chronological)) for pile in piles]
    return tuple(sorted(meetings, key=lambda meeting: chronological(meeting[0])))


def neighbours(states: Sequence[str], others: Iterable[str]) -> list[tuple[str, ...]]:
    """Return a set of states, and those that a reader may take it for: one more, or one less."""
    own = tuple(sorted(set(states)))
    if len(own) < MISREAD_FROM:
        return [own]
    less = [tuple(state for state in own if state != one) for one in own]
    more = [tuple(sorted({*own, one})) for one in sorted(set(others) - set(own))]
    return [own, *(one for one in less if len(one) >= MISREAD_FROM), *more]


def _piles(reports: Sequence[Report], rulings: Rulings) -> list[Profile]:
    """Gather the reports of one set of states."""
    ordered = sorted(reports, key=_by_exactness)
    piles: list[Profile] = []
    for report in ordered:
        if report.is_exact:
            _lay(piles, report, rulings)
    piles = _joined(piles, is_neighbour, rulings)
    for report in ordered:
        if not report.is_exact:
            _lay(piles, report, rulings)
    return _joined(piles, is_moved, rulings)


def _by_exactness(report: Report) -> tuple[object, ...]:
    claim = report.claim
    rank = PRECISION_RANK[claim.when.precision]
    vague = claim.level is None, claim.place.country is None
    return rank, claim.is_background, *vague, *chronological(report)


def _lay(piles: list[Profile], report: Report, rulings: Rulings) -> None:
    """Add a report to the pile it fits best, or begin one with it."""
    fits = [
        (-comparison.score, index)
        for index, pile in enumerate(piles)
        if (comparison := compare(report, pile)).fits
        and not _is_barred(pile.reports, (report,), rulings)
    ]
    if not fits:
        piles.append(profile_of((report,)))
        return
    index = min(fits)[1]
    piles[index] = profile_of((*piles[index].reports, report))


def _is_barred(left: Sequence[Report], right: Sequence[Report], rulings: Rulings) -> bool:
    """Tell whether a person, or one article that tells of both, holds two piles apart."""
    if _is_ruled(left, right, rulings):
        return True
    told = {report.telling.article: report for report in left}
    return any(
        report.telling.article in told and not is_twice_told(told[report.telling.article], report)
        for report in right
    )


def _is_ruled(left: Sequence[Report], right: Sequence[Report], rulings: Rulings) -> bool:
    """Tell whether a person holds two piles apart."""
    ours, theirs = {r.key for r in left}, {r.key for r in right}
    return any(pair & ours and pair & theirs for pair in rulings.apart)


def _joined(piles: Sequence[Profile], is_one: IsOne, rulings: Rulings) -> list[Profile]:
    """Join the piles that are one meeting, those told first first, until none is left."""
    left = sorted(piles, key=_told)
    while True:
        pair = next(
            (
                (one, other)
                for one, other in combinations(left, 2)
                if (is_one(one, other) or is_one(other, one))
                and not _is_barred(one.reports, other.reports, rulings)
            ),
            None,
        )
        if pair is None:
            return left
        rest = [pile for pile in left if pile not in pair]
        left = sorted((*rest, _together(pair)), key=_told)


def _likeliest(piles: Sequence[Profile], rulings: Rulings) -> list[Profile]:
    """Join the two piles that are most likely one meeting, and again, until none is likely."""
    left = dict(enumerate(sorted(piles, key=_told)))
    worth = {
        pair: _worth(left[pair[0]], left[pair[1]], rulings)
        for pair in combinations(sorted(left), 2)
    }
    while True:
        best = max(worth, key=lambda pair: (worth[pair], -pair[0], -pair[1]), default=None)
        if best is None or worth[best] < ENOUGH:
            return sorted(left.values(), key=_told)
        first, second = best
        left[first] = _together((left[first], left.pop(second)))
        worth = {pair: found for pair, found in worth.items() if not {*pair} & {*best}}
        for other in left.keys() - {first}:
            pair = min(first, other), max(first, other)
            worth[pair] = _worth(left[first], left[other], rulings)


def _worth(one: Profile, other: Profile, rulings: Rulings) -> float:
    """Return how likely two piles are one meeting; not at all, where a person parted them."""
    if not may_be_one(one, other) or _is_ruled(one.reports, other.reports, rulings):
        return float("-inf")
    return odds(one, other)


def _bound(piles: Sequence[Profile], rulings: Rulings) -> list[Profile]:
    """Take the reports that a person tied out of their piles, and lay them together.

    They go to the pile that most of them were in; ties go to the one told first.
    """
    left = list(piles)
    for tied in _ties(rulings.together):
        inside = [[r for r in pile.reports if r.key in tied] for pile in left]
        moved = [report for some in inside for report in some]
        if not moved:
            continue
        home = max(range(len(left)), key=lambda index: (len(inside[index]), -index))
        kept = [
            [r for r in pile.reports if r.key not in tied]
            if index != home
            else [*pile.reports, *(r for r in moved if r not in pile.reports)]
            for index, pile in enumerate(left)
        ]
        left = [profile_of(some) for some in kept if some]
    return left


def _ties(pairs: frozenset[frozenset[Key]]) -> Iterator[set[Key]]:
    """Yield the sets of reports that pairs tie together, directly or by others."""
    left = sorted(pairs, key=sorted)
    while left:
        tied = set(left.pop(0))
        while near := [pair for pair in left if pair & tied]:
            tied.update(*near)
            left = [pair for pair in left if pair not in near]
        yield tied


def _together(piles: Iterable[Profile]) -> Profile:
    return profile_of(tuple(report for pile in piles for report in pile.reports))


def _told(pile: Profile) -> tuple[object, ...]:
    return min(chronological(report) for report in pile.reports)

"""Which reports are about one meeting: the reports of a set of states, gathered into meetings.

A pure function of the set of reports: the order in which they came does not count. The
most exact reports are laid down first and vaguer ones join them, so that an undated word
never ties two meetings together (a meeting is compared by what most of its newsrooms say,
never by a chain of neighbours). Reports of one article are never of one meeting.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations

from parsers.model import Status
from parsers.records.consensus import MOVED, PLANNED
from parsers.records.matching import MOVED_WITHIN, Profile, compare, profile_of
from parsers.records.reports import PRECISION_RANK, Key, Report, chronological, gap
from parsers.records.rulings import NONE, Rulings
from parsers.words.formats import formats_agree
from parsers.words.levels import levels_agree

# A slip of the reader or the writer: the days of one newsroom's report, so far from those of
# the others and told so near to them, are a mistake about one meeting.
SLIP_WITHIN = 10
TOLD_WITHIN = 3
MANY = 2  # newsrooms that make a meeting's fields firm

Meetings = tuple[tuple[Report, ...], ...]


def gathered(reports: Iterable[Report], rulings: Rulings = NONE) -> Meetings:
    """Return the meetings that ``reports`` of one set of states are about.

    Each report is in exactly one of them; both levels are in order of publication.
    """
    piles: list[Profile] = []
    for some in _bound(sorted(reports, key=_by_exactness), rulings):
        _lay(piles, some, rulings)
    piles = _joined(piles, _is_moved, rulings)
    piles = _joined(piles, _is_slip, rulings)
    meetings = [tuple(sorted(pile.reports, key=chronological)) for pile in piles]
    return tuple(sorted(meetings, key=lambda meeting: chronological(meeting[0])))


def _by_exactness(report: Report) -> tuple[object, ...]:
    claim = report.claim
    rank = PRECISION_RANK[claim.when.precision]
    vague = claim.level is None, claim.place.country is None
    return not report.is_exact, rank, claim.is_background, *vague, *chronological(report)


def _bound(reports: Sequence[Report], rulings: Rulings) -> Iterator[tuple[Report, ...]]:
    """Yield the reports one by one; those that a person tied come together, with the first."""
    by_key = {report.key: report for report in reports}
    left = dict(by_key)
    for report in reports:
        if report.key not in left:
            continue
        tied = _tied(report.key, rulings.together) & left.keys()
        yield tuple(other for other in reports if other.key in tied)
        for key in tied:
            del left[key]


def _tied(key: Key, pairs: frozenset[frozenset[Key]]) -> set[Key]:
    found, frontier = {key}, {key}
    while frontier:
        near = {other for pair in pairs if pair & frontier for other in pair}
        frontier = near - found
        found |= near
    return found


def _lay(piles: list[Profile], reports: Sequence[Report], rulings: Rulings) -> None:
    """Add reports that belong together to the pile they fit best, or begin one."""
    fits = [
        (-comparison.score, index)
        for index, pile in enumerate(piles)
        if (comparison := compare(reports[0], pile)).fits
        and not _is_barred(pile.reports, reports, rulings)
    ]
    if not fits:
        piles.append(profile_of(reports))
        return
    index = min(fits)[1]
    piles[index] = profile_of((*piles[index].reports, *reports))


def _is_barred(left: Sequence[Report], right: Sequence[Report], rulings: Rulings) -> bool:
    """Tell whether a person, or one article with both, holds two piles apart."""
    ours, theirs = {r.key for r in left}, {r.key for r in right}
    if any(pair & ours and pair & theirs for pair in rulings.apart):
        return True
    return not {article for article, _ in ours}.isdisjoint(article for article, _ in theirs)


def _joined(
    piles: Sequence[Profile],
    is_one: Callable[[Profile, Profile], bool],
    rulings: Rulings,
) -> list[Profile]:
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
        both = profile_of((*pair[0].reports, *pair[1].reports))
        left = sorted((*rest, both), key=_told)


def _told(pile: Profile) -> tuple[object, ...]:
    return min(chronological(report) for report in pile.reports)


def _is_moved(old: Profile, new: Profile) -> bool:
    """Tell whether ``new`` is the plan ``old`` after it was put off to other days."""
    if old.says(Status.HELD) or old.is_background or new.is_background:
        return False
    if not _agree(old, new) or new.first < old.first or not old.is_exact or not new.is_exact:
        return False
    if not 0 < gap(old.days, new.days) <= MOVED_WITHIN:
        return False
    if old.says(Status.POSTPONED) and not old.says(Status.CANCELLED):
        return True
    return any(report.claim.features.get(MOVED) for report in new.reports)


def _is_slip(weak: Profile, firm: Profile) -> bool:
    """Tell whether the one report or newsroom of ``weak`` errs about a field of ``firm``.

    Told within the same days, one of them alone errs by: a few days, with all else the
    same; a level or a country, on the same days.
    """
    if len(weak.newsrooms) > 1 or weak.is_background or firm.is_background:
        return False
    if not weak.is_exact or not firm.is_exact or not _is_same_news(weak, firm):
        return False
    is_firm = len(firm.newsrooms) >= MANY
    if gap(weak.days, firm.days) == 0:
        return is_firm and (_agree(weak, firm) or weak.country == firm.country is not None)
    return _agree(weak, firm) and _has_one_outcome(weak, firm) and _is_same_place(weak, firm)


def _is_same_news(weak: Profile, firm: Profile) -> bool:
    """Tell whether both were told in the same days, and of days that lie near."""
    days = [report.published for report in firm.reports]
    is_near = all(
        min(abs((report.published - day).days) for day in days) <= TOLD_WITHIN
        for report in weak.reports
    )
    return is_near and gap(weak.days, firm.days) <= SLIP_WITHIN


def _has_one_outcome(weak: Profile, firm: Profile) -> bool:
    """Tell whether both are plans, or both took place: what is over is not planned anew."""
    sides = [
        {report.claim.status in PLANNED for report in pile.reports if report.claim.status}
        for pile in (weak, firm)
    ]
    return not sides[0] or not sides[1] or sides[0] == sides[1]


def _is_same_place(weak: Profile, firm: Profile) -> bool:
    return weak.country == firm.country is not None


def _agree(left: Profile, right: Profile) -> bool:
    is_same = left.participants == right.participants
    levels = levels_agree(left.level, right.level)
    return is_same and levels and formats_agree(left.format, right.format)

"""Whether two piles of reports are one meeting: a day apart, moved, or told with a slip.

Symmetric questions are asked both ways round by the caller. None of them looks at a clock
or at the order of arrival.
"""

from __future__ import annotations

from collections.abc import Iterator

from parsers.model import Status
from parsers.records.consensus import MOVED, PLANNED
from parsers.records.matching import MOVED_WITHIN, Profile, formats_fit
from parsers.records.reports import TOLERANCE, gap
from parsers.words.formats import REMOTE, formats_agree
from parsers.words.levels import levels_agree

# A slip of the reader or the writer: the days of one newsroom's report, so far from those of
# the others and told so near to them, are a mistake about one meeting.
SLIP_WITHIN = 10
TOLD_WITHIN = 3
MANY = 2  # newsrooms that make a meeting's fields firm
FEW = 4  # times as many newsrooms outweigh a slip that two of them made
MISREAD_FROM = 3  # a pair on the margins of a larger meeting is a meeting of its own


def is_neighbour(one: Profile, other: Profile) -> bool:
    """Tell whether two piles with exact days differ by a day or two alone, as across zones."""
    if not 0 <= gap(one.days, other.days) <= TOLERANCE.days or one.level is not other.level:
        return False
    if one.is_background is not other.is_background and gap(one.days, other.days) > 1:
        return False
    return _agree(one, other) and _places_fit(one, other)


def is_moved(old: Profile, new: Profile) -> bool:
    """Tell whether ``new`` is the plan ``old`` after it was put off to other days."""
    if not _may_go_on(old, new) or not 0 < gap(old.days, new.days) <= MOVED_WITHIN:
        return False
    if old.says(Status.POSTPONED):
        return True
    return any(report.claim.features.get(MOVED) for report in new.reports)


def is_slip(weak: Profile, firm: Profile) -> bool:
    """Tell whether the few reports of ``weak`` err about one field of ``firm``.

    On the same days no set of states is in two places at one level, nor both in a room and
    on a screen; who names another level there errs where many newsrooms do not. Other days
    are a slip where all else is the same, and both were told in the same days.
    """
    if not weak.is_exact or not firm.is_exact:
        return False
    if not formats_agree(weak.format, firm.format):
        return False
    level, *others = _differences(weak, firm)
    if gap(weak.days, firm.days) == 0:
        is_outweighed = _is_weaker(weak, firm) and len(firm.newsrooms) >= MANY
        return sum(others) <= 1 if not level else is_outweighed and not any(others)
    if weak.is_background or firm.is_background or not _is_weaker(weak, firm):
        return False
    is_one = _agree(weak, firm) and _has_one_outcome(weak, firm)
    return is_one and _is_same_news(weak, firm) and _is_same_place(weak, firm)


def is_misread_set(weak: Profile, firm: Profile) -> bool:
    """Tell whether the few reports of ``weak`` miss one state of ``firm``, or add one.

    On the same days, told in the same days, and in no other way different. Who names the
    smaller set as a grouping of its own, or tells of both, does not err.
    """
    ours, theirs = set(weak.participants), set(firm.participants)
    if len(ours ^ theirs) != 1 or min(len(ours), len(theirs)) < MISREAD_FROM:
        return False
    is_named = weak.grouping is not None and weak.grouping != firm.grouping
    if is_named or not _is_weaker(weak, firm) or len(firm.newsrooms) < MANY:
        return False
    if weak.is_exact and gap(weak.days, firm.days) > 0:
        return False
    return _is_same_news(weak, firm) and not any(_differences(weak, firm))


def _may_go_on(old: Profile, new: Profile) -> bool:
    """Tell whether a plan may have become another one: unheld, told earlier, for exact days."""
    if old.says(Status.HELD) or old.says(Status.CANCELLED):
        return False
    if old.is_background or new.is_background or not old.is_exact or not new.is_exact:
        return False
    return new.first >= old.first and _agree(old, new)


def _is_weaker(weak: Profile, firm: Profile) -> bool:
    few, many = len(weak.newsrooms), len(firm.newsrooms)
    return few == 1 or few * FEW <= many


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
    return not sides[0] or not sides[1] or bool(sides[0] & sides[1])


def _differences(one: Profile, other: Profile) -> Iterator[bool]:
    yield not levels_agree(one.level, other.level)
    yield not formats_fit(one.format, other.format)
    yield not _places_fit(one, other)


def _is_same_place(one: Profile, other: Profile) -> bool:
    return one.country == other.country is not None


def _places_fit(one: Profile, other: Profile) -> bool:
    if {one.format, other.format} & REMOTE:
        return True
    return one.country is None or other.country is None or one.country == other.country


def _agree(left: Profile, right: Profile) -> bool:
    is_same = left.participants == right.participants
    levels = levels_agree(left.level, right.level)
    return is_same and levels and formats_fit(left.format, right.format)

"""Whether two piles of reports are one meeting: a day apart, or a plan and where it moved.

Symmetric questions are asked both ways round by the caller. None of them looks at a clock
or at the order of arrival. What is a mistake is asked in parsers.records.odds.
"""

from __future__ import annotations

from parsers.model import Status
from parsers.records.consensus import MOVED
from parsers.records.matching import MOVED_WITHIN, Profile, formats_fit
from parsers.records.reports import TOLERANCE, gap
from parsers.words.formats import REMOTE
from parsers.words.levels import levels_agree


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


def _may_go_on(old: Profile, new: Profile) -> bool:
    """Tell whether a plan may have become another one: unheld, told earlier, for exact days."""
    if old.says(Status.HELD) or old.says(Status.CANCELLED):
        return False
    if old.is_background or new.is_background or not old.is_exact or not new.is_exact:
        return False
    return new.first >= old.first and _agree(old, new)


def _places_fit(one: Profile, other: Profile) -> bool:
    if {one.format, other.format} & REMOTE:
        return True
    return one.country is None or other.country is None or one.country == other.country


def _agree(left: Profile, right: Profile) -> bool:
    is_same = left.participants == right.participants
    levels = levels_agree(left.level, right.level)
    return is_same and levels and formats_fit(left.format, right.format)

"""Whether two piles of reports are one meeting: a day apart, moved, or told with a slip.

Symmetric questions are asked both ways round by the caller. None of them looks at a clock
or at the order of arrival.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from parsers.model import Status
from parsers.records.consensus import MOVED, PLANNED
from parsers.records.matching import MOVED_WITHIN, Profile, formats_fit
from parsers.records.reports import TOLERANCE, Days, Report, gap, possible
from parsers.words.formats import REMOTE, formats_agree
from parsers.words.levels import levels_agree

# A slip of the reader or the writer: the days of one newsroom's report, so far from those of
# the others and told so near to them, are a mistake about one meeting.
SLIP_WITHIN = 10
TOLD_WITHIN = 3
MANY = 2  # newsrooms that make a meeting's fields firm
FEW = 4  # times as many newsrooms outweigh a slip that two of them made
MISREAD_FROM = 3  # a pair on the margins of a larger meeting is a meeting of its own
SURE = 3  # newsrooms beside which what each of some others says alone are mistakes

Deviation = tuple[str, object]


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


def is_scatter(weak: Profile, firm: Profile) -> bool:
    """Tell whether the reports of ``weak`` each err about one field of ``firm``, no two alike.

    Mistakes differ from newsroom to newsroom; what two of them say alike is another meeting.
    """
    if weak.participants != firm.participants or not firm.is_exact:
        return False
    if weak.is_background is not firm.is_background:
        return False
    if _surely_dated(firm) < max(SURE, len(weak.newsrooms) + 1):
        return False
    told_by: dict[Deviation, set[str]] = {}
    for report in weak.reports:
        found = tuple(_deviations(report, firm))
        if len(found) > 1 or not _can_be_of(report, firm):
            return False
        for deviation in found:
            told_by.setdefault(deviation, set()).add(report.telling.newsroom)
    return all(len(rooms) == 1 or _are_few(rooms, firm) for rooms in told_by.values())


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
    return len(weak.newsrooms) == 1 or _are_few(weak.newsrooms, firm)


def _surely_dated(firm: Profile) -> int:
    """Return how many newsrooms name the days that a meeting is taken to be on."""
    named = (one for one in firm.reports if one.is_exact and gap(_open_days(one), firm.days) == 0)
    return len({one.telling.newsroom for one in named})


def _are_few(newsrooms: Collection[str], firm: Profile) -> bool:
    return len(newsrooms) * FEW <= len(firm.newsrooms)


def _deviations(report: Report, firm: Profile) -> Iterator[Deviation]:
    """Yield what a report says otherwise than a meeting's newsrooms do."""
    claim, country = report.claim, report.claim.place.country
    if not levels_agree(claim.level, firm.level):
        yield "level", claim.level
    if not formats_fit(claim.format, firm.format):
        yield "format", claim.format
    if not _is_place(country, firm.country) and REMOTE.isdisjoint({claim.format, firm.format}):
        yield "place", country
    days = _open_days(report)
    if report.is_exact and gap(days, firm.days) > 0:
        yield "days", days


def _can_be_of(report: Report, firm: Profile) -> bool:
    """Tell whether a report may mean a meeting in spite of its days: told beside its others."""
    days, is_plan = _open_days(report), report.claim.status in PLANNED
    apart, reach = gap(days, firm.days), MOVED_WITHIN if is_plan else SLIP_WITHIN
    if report.is_exact and apart == 0:
        return True
    if apart > (reach if report.is_exact else TOLERANCE.days):
        return False
    told_on = (other.published for other in firm.reports)
    if min(abs((report.published - day).days) for day in told_on) > TOLD_WITHIN:
        return False
    return not report.is_exact or _goes_with(report.claim.status, firm)


def _goes_with(status: Status | None, firm: Profile) -> bool:
    """Tell whether a meeting is told as a plan, or as over, by others too."""
    return status is None or any(
        (status in PLANNED) is (other.claim.status in PLANNED)
        for other in firm.reports
        if other.claim.status
    )


def _open_days(report: Report) -> Days:
    return possible(report.claim, report.published, report.published)


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
    return _is_place(one.country, other.country)


def _is_place(one: str | None, other: str | None) -> bool:
    return one is None or other is None or one == other


def _agree(left: Profile, right: Profile) -> bool:
    is_same = left.participants == right.participants
    levels = levels_agree(left.level, right.level)
    return is_same and levels and formats_fit(left.format, right.format)

"""How likely it is that two piles of reports are of one meeting, told with mistakes.

A report is a noisy observation. Either all reports mean one meeting, and whoever says otherwise
than most of them erred; or there were two meetings, and so many newsrooms told of each. The odds
weigh one against the other. How often a field is read or printed wrongly was measured on
labelled reports, as in tests.quality.stream.faults; how often the same states meet again so
soon is an estimate, on the side of two meetings.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import comb, log10

from parsers.model import Format, Level, Status
from parsers.records.matching import MOVED_WITHIN, Profile, formats_fit, is_twice_told, profile_of
from parsers.records.reports import Days, Report, gap, possible, told
from parsers.words.formats import REMOTE
from parsers.words.levels import levels_agree
from parsers.words.statuses import PLANNED

ENOUGH = 0.1  # from here on, one is a little likelier than two
MISREAD_FROM = 3  # a pair on the margins of a larger meeting is a meeting of its own
PAIR = 2

# How often a report names one given wrong value of a field, beside how often the right one.
STATE_WRONG, COUNTRY_WRONG = 0.05, 0.07
LEVEL_WRONG, LOW_LEVEL_WRONG, HALF_TOLD = 0.03, 0.1, 0.1
CALL_OR_ROOM, SCREEN_FOR_ROOM, ROOM_FOR_SCREEN = 0.003, 0.004, 0.06
HELD_FOR_PLAN, CANCELLED_FOR_HELD = 0.06, 0.005
PLAN_FOR_HELD, PLAN_IN_PRINT = 0.03, 0.1
HISTORY_FOR_NEWS = 0.05
# One given wrong day, by how many days it is off; and one about the day of print.
DAY_WRONG = ((1, 0.018), (4, 0.0035), (6, 0.002), (7, 0.004), (14, 0.0006), (31, 0.0002))
DAY_FAR_WRONG, DAY_OF_PRINT, UNDATED_WRONG = 0.0002, 0.012, 0.02
SELDOMER_OF_HELD = 0.4  # who tells of what took place is less often far off
ABOUT_PRINT = 3  # days
# News is told in bursts: who tells it so many days after the meeting, or apart from all others.
BURST, LATE_NEWS, APART_FROM_OTHERS = 4, 0.12, 0.2
TWICE_TOLD = 0.03  # one article tells of one meeting in two ways
# A plan was moved to one given day, so many days off; and who tells of the old one after that.
MOVED_TO, LAGGARD = ((7, 0.003), (21, 0.0015)), 0.3
ALONE = 0.23  # of meetings, those of which one newsroom tells; half as many have two, and so on

# How many other meetings of the same states there are on a given day.
AGAIN_SAME_DAY, AGAIN_NEXT_DAY, AGAIN_LATER, AGAIN_WEEKLY = 0.0005, 0.0015, 0.004, 0.008
OTHER_LEVEL_SAME_DAY, OTHER_LEVEL = 0.2, 0.015
OTHER_FORMAT_SAME_DAY, OTHER_FORMAT = 0.012, 0.015
OTHER_SET_SAME_DAY, OTHER_SET = 0.2, 0.006
AGAIN_AT_ALL = 0.3  # on one of the days that an undated word leaves open
OFTENER = 5  # pairs meet so much more often than larger sets
SAME_COUNTRY, OTHER_COUNTRY = 0.4, 0.6
SAME_EVENT, OTHER_EVENT = 0.7, 0.3  # the same, where both are on one day
WEEK, NEXT = 7, 2

Fault = tuple[str, str, object]


def may_be_one(one: Profile, other: Profile) -> bool:
    """Tell whether two piles are near enough for a mistake: one state, and not too many days.

    Who names the smaller set, or the larger, as a grouping of its own does not err.
    """
    if gap(one.days, other.days) > MOVED_WITHIN:
        return False
    if one.participants == other.participants:
        return True
    ours, theirs = set(one.participants), set(other.participants)
    if len(ours ^ theirs) > 1 or min(len(ours), len(theirs)) < MISREAD_FROM:
        return False
    weak, firm = sorted((one, other), key=lambda pile: len(pile.newsrooms))
    return weak.grouping is None or weak.grouping == firm.grouping


def odds(one: Profile, other: Profile) -> float:
    """Return the decimal logarithm of the odds that two piles are of one meeting."""
    together = profile_of((*one.reports, *other.reports))
    apart = _faults(one, one.days) + _faults(other, other.days)
    erring = max(_as_slips(together), _as_moved(one, other, together))
    twice = _twice_told(one, other) * log10(TWICE_TOLD)
    counted = _counted(len(one.newsrooms), len(other.newsrooms))
    return erring - apart + twice + counted - log10(_again(one, other))


def _as_slips(together: Profile) -> float:
    """Return how likely the mistakes are, if all mean one meeting; not at all, if most err."""
    dated = [report for report in together.reports if report.is_exact]
    right = [report for report in dated if gap(_open_days(report), together.days) == 0]
    if 2 * len(_newsrooms(right)) < len(_newsrooms(dated)):
        return float("-inf")
    return _faults(together, together.days)


def _newsrooms(reports: Iterable[Report]) -> set[str]:
    return {report.telling.newsroom for report in reports}


def _open_days(report: Report) -> Days:
    return possible(report.claim, report.published, report.published)


def _faults(pile: Profile, days: Days, reports: Iterable[Report] | None = None) -> float:
    """Return the logarithm of how likely the mistakes are, if all mean one meeting on these days.

    A newsroom that repeats a mistake has made it once.
    """
    found: dict[Fault, float] = {}
    for report in pile.reports if reports is None else reports:
        for field, value, chance in _deviations(report, pile, days):
            found[report.telling.newsroom, field, value] = chance
    return sum(log10(chance) for chance in found.values())


def _as_moved(one: Profile, other: Profile, together: Profile) -> float:
    """Return the same for a plan that was moved, though nobody says so: each is right in turn."""
    old, new = sorted((one, other), key=lambda pile: (pile.first, pile.last))
    is_over = any(report.claim.status is Status.HELD for report in old.reports)
    days_off = gap(old.days, new.days) if old.is_exact and new.is_exact else 0
    if is_over or days_off == 0 or old.is_background or new.is_background:
        return float("-inf")
    if min(len(old.newsrooms), len(new.newsrooms)) > 1:
        return float("-inf")
    late = _newsrooms(report for report in old.reports if report.published >= new.first)
    moved = next((chance for far, chance in MOVED_TO if days_off <= far), 0.0)
    if not moved:
        return float("-inf")
    sides = _faults(together, old.days, old.reports) + _faults(together, new.days, new.reports)
    return sides + log10(moved) + len(late) * log10(LAGGARD)


def _twice_told(one: Profile, other: Profile) -> int:
    """Return how many articles tell of both piles otherwise than in the same words."""
    told_by = {report.telling.article: report for report in one.reports}
    both = {
        report.telling.article
        for report in other.reports
        if report.telling.article in told_by
        and not is_twice_told(told_by[report.telling.article], report)
    }
    return len(both)


def _deviations(report: Report, pile: Profile, days: Days) -> Iterator[tuple[str, object, float]]:
    """Yield what a report says otherwise than its pile, and how often one errs so."""
    claim, country = report.claim, report.claim.place.country
    if claim.participants != pile.participants:
        yield "states", claim.participants, STATE_WRONG
    if claim.level is not None and pile.level not in {None, claim.level}:
        yield "level", claim.level, _level_wrong(claim.level, pile.level)
    if not formats_fit(claim.format, pile.format):
        yield "format", claim.format, _format_wrong(claim.format, pile.format)
    is_remote = not REMOTE.isdisjoint({claim.format, pile.format})
    if country and pile.country and country != pile.country and not is_remote:
        yield "place", country, COUNTRY_WRONG
    open_days = _open_days(report)
    days_off = gap(open_days, days)
    if days_off > 0:
        yield "days", open_days, _day_wrong(report, days_off)
    if claim.status is Status.CANCELLED and pile.says(Status.HELD):
        yield "status", claim.status, CANCELLED_FOR_HELD
    yield from _out_of_time(report, pile, days)


def _out_of_time(report: Report, pile: Profile, days: Days) -> Iterator[tuple[str, object, float]]:
    """Yield what does not go with the moment of its telling, if these are the days."""
    status, is_background = report.claim.status, report.claim.is_background
    since = (report.published - days[1]).days
    if status in PLANNED and since > 0:
        yield "status", status, PLAN_FOR_HELD if since > 1 else PLAN_IN_PRINT
    if status is Status.HELD and report.published < days[0]:
        yield "status", status, HELD_FOR_PLAN
    if status is Status.HELD and since > BURST and not is_background:
        yield "late", None, LATE_NEWS
    if is_background and since < 1:
        yield "history", None, HISTORY_FOR_NEWS
    others = [r.published for r in pile.reports if r.telling.newsroom != report.telling.newsroom]
    nearest = min((abs((report.published - day).days) for day in others), default=0)
    if nearest > BURST and abs(since) > BURST and not is_background:
        yield "apart", None, APART_FROM_OTHERS


def _level_wrong(said: Level, held: Level | None) -> float:
    if levels_agree(said, held):
        return HALF_TOLD
    return LOW_LEVEL_WRONG if held in {Level.OFFICIALS, Level.MINISTERS_OTHER} else LEVEL_WRONG


def _format_wrong(said: Format, held: Format) -> float:
    if Format.PHONE in {said, held}:
        return CALL_OR_ROOM
    return SCREEN_FOR_ROOM if said is Format.VIRTUAL else ROOM_FOR_SCREEN


def _day_wrong(report: Report, days_off: int) -> float:
    """Return how often a report is so many days off; most who make a day up name that of print."""
    if not report.is_exact:
        return UNDATED_WRONG
    chance = next((chance for far, chance in DAY_WRONG if days_off <= far), DAY_FAR_WRONG)
    if report.claim.status is Status.HELD and days_off > 1:
        chance *= SELDOMER_OF_HELD
    days = told(report.claim.when)
    is_print = days is not None and gap(days, (report.published,) * 2) < ABOUT_PRINT
    return max(chance, DAY_OF_PRINT) if is_print and days_off <= ABOUT_PRINT else chance


def _counted(ours: int, theirs: int) -> float:
    """Return what the numbers of newsrooms say: among many some err, and few tell of a meeting."""
    every = ours + theirs
    return log10(comb(every, min(ours, theirs)) * ours * theirs / (every * ALONE))


def _again(one: Profile, other: Profile) -> float:
    """Return how many other meetings there are as one pile is beside the other."""
    is_remote = not REMOTE.isdisjoint({one.format, other.format})
    is_placed = one.country is not None and other.country is not None and not is_remote
    is_one_day = one.is_exact and other.is_exact and gap(one.days, other.days) == 0
    same, elsewhere = (SAME_EVENT, OTHER_EVENT) if is_one_day else (SAME_COUNTRY, OTHER_COUNTRY)
    where = (same if one.country == other.country else elsewhere) if is_placed else 1
    often = OFTENER if len(one.participants) == PAIR else 1
    return where * often * _on_a_day(one, other)


def _on_a_day(one: Profile, other: Profile) -> float:
    if not one.is_exact or not other.is_exact:
        return AGAIN_AT_ALL
    apart = gap(one.days, other.days)
    is_half = one.level is not other.level and None not in {one.level, other.level}
    is_same_level = levels_agree(one.level, other.level) and not (apart and is_half)
    others = (
        (one.participants == other.participants, OTHER_SET_SAME_DAY, OTHER_SET),
        (is_same_level, OTHER_LEVEL_SAME_DAY, OTHER_LEVEL),
        (formats_fit(one.format, other.format), OTHER_FORMAT_SAME_DAY, OTHER_FORMAT),
    )
    rates = [later if apart else same_day for is_same, same_day, later in others if not is_same]
    return min(rates) if rates else _once_more(apart)


def _once_more(apart: int) -> float:
    """Return how often the same states meet again at the same level, so many days apart."""
    if apart <= NEXT:
        return AGAIN_NEXT_DAY if apart else AGAIN_SAME_DAY
    return AGAIN_WEEKLY if apart % WEEK in {0, 1, WEEK - 1} else AGAIN_LATER

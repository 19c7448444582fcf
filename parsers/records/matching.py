"""Whether a report is about a meeting: states, level, format, time and place compared.

Pure comparison of a report with what is known of a meeting from other reports. Which
reports become one meeting is asked in parsers.records.gathering.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from parsers.model import Format, Level, Status
from parsers.records.consensus import MOVED, agreed, voices
from parsers.records.reports import (
    TOLERANCE,
    Days,
    Report,
    chronological,
    gap,
    is_short,
    possible,
    told,
)
from parsers.words.formats import REMOTE
from parsers.words.levels import levels_agree
from parsers.words.statuses import PLANNED

MOVED_WITHIN = 62  # days; a meeting moved farther is told as a new one
# How well a report fits, from 0 to 1: what a match is worth at least, what each agreeing
# feature adds, and what agreeing times add.
MATCH_WORTH, FEATURE_WORTH = 0.25, 0.15
TIME_WORTH = {"day": 0.15, "interval": 0.05, "far": 0.0, "moved": 0.0}
FAR = 370  # days beyond the season in which an undated word looks ahead, or back
# A meeting of another season is a poorer fit than one of this week.
DISTANCE_COST, DISTANCE_MAX = 0.001, 400


@dataclass(frozen=True, slots=True)
class Profile:
    """What the reports of one meeting say of it, as far as comparing needs it.

    ``days`` are the narrowest that most newsrooms name, or else those that all leave open;
    ``first`` and ``last`` are the days on which it was told.
    """

    reports: tuple[Report, ...]
    participants: tuple[str, ...]
    level: Level | None
    format: Format
    country: str | None
    grouping: str | None
    days: Days
    is_exact: bool
    first: date
    last: date
    newsrooms: frozenset[str] = field(default_factory=frozenset)

    def says(self, status: Status) -> bool:
        """Tell whether a report of it, history left out, gives this status."""
        return any(r.claim.status is status and not r.claim.is_background for r in self.reports)

    @property
    def is_background(self) -> bool:
        """Tell whether it is told as history alone."""
        return all(report.claim.is_background for report in self.reports)


@dataclass(frozen=True, slots=True)
class Comparison:
    """How well a report fits, from 0 to 1, the features that agree, and those that do not."""

    score: float
    because: tuple[str, ...]
    against: tuple[str, ...] = ()

    @property
    def fits(self) -> bool:
        """Nothing contradicts."""
        return not self.against


def profile_of(reports: Sequence[Report]) -> Profile:
    """Return what one or more reports of one meeting say, in whatever order they are given."""
    reports = sorted(reports, key=chronological)
    days, is_exact = _days(reports)
    formats = [r for r in reports if r.claim.format is not Format.UNKNOWN]
    return Profile(
        reports=tuple(reports),
        participants=agreed(reports, lambda report: report.claim.participants) or (),
        level=agreed(reports, lambda report: report.claim.level),
        format=agreed(formats, lambda report: report.claim.format) or Format.UNKNOWN,
        country=agreed(reports, lambda report: report.claim.place.country),
        grouping=agreed(reports, lambda report: report.claim.grouping),
        days=days,
        is_exact=is_exact,
        first=min(report.published for report in reports),
        last=max(report.published for report in reports),
        newsrooms=frozenset(report.telling.newsroom for report in reports),
    )


def compare(report: Report, profile: Profile) -> Comparison:
    """Compare a report with a meeting; fields that are not known contradict nothing."""
    claim = report.claim
    time = _time(report, profile)
    against = {
        "states": claim.participants != profile.participants,
        "level": not levels_agree(claim.level, profile.level),
        "format": not formats_fit(claim.format, profile.format),
        "time": time is None,
        "place": time != "moved" and not _places_agree(report, profile),
    }
    because = {
        "states": not against["states"],
        time or "time": time is not None,
        "level": claim.level is not None and claim.level is profile.level,
        "place": claim.place.country is not None and claim.place.country == profile.country,
    }
    agreeing = tuple(name for name, holds in because.items() if holds)
    score = MATCH_WORTH + FEATURE_WORTH * len(agreeing) + TIME_WORTH.get(time or "", 0)
    score -= _distance_cost(report, profile)
    return Comparison(
        round(max(score, 0.0), 4),
        agreeing,
        tuple(name for name, holds in against.items() if holds),
    )


def _days(reports: Sequence[Report]) -> tuple[Days, bool]:
    exact = [report for report in reports if report.is_exact]
    votes: dict[Days, int] = {}
    for report in voices(exact):
        days = told(report.claim.when)
        if days is not None:
            votes[days] = votes.get(days, 0) + 1
    if votes:
        return min(votes, key=lambda days: (-votes[days], days[1] - days[0], days)), True
    narrowest = min(
        (possible(report.claim, report.published, report.published) for report in reports),
        key=lambda days: (days[1] - days[0], days),
    )
    return narrowest, False


def formats_fit(left: Format, right: Format) -> bool:
    """Tell whether two formats can be of one meeting: who is in one room is on no screen."""
    return Format.IN_PERSON not in {left, right} or REMOTE.isdisjoint({left, right})


def is_twice_told(one: Report, other: Report) -> bool:
    """Tell whether an article claims one meeting twice: on the same days, in nothing different."""
    ours, theirs = one.claim, other.claim
    if not one.is_exact or not other.is_exact or told(ours.when) != told(theirs.when):
        return False
    is_same = ours.participants == theirs.participants and ours.level is theirs.level
    countries = {ours.place.country, theirs.place.country} - {None}
    return is_same and formats_fit(ours.format, theirs.format) and len(countries) <= 1


def _time(report: Report, profile: Profile) -> str | None:
    apart = gap(possible(report.claim, report.published, report.published), profile.days)
    days = told(report.claim.when)
    is_same = days is not None and is_short(days) and gap(days, profile.days) == 0
    if is_same and profile.is_exact:
        return "day"
    if apart <= TOLERANCE.days and not (report.is_exact and profile.is_exact):
        return "interval"
    if _is_far(report, profile, apart):
        return "far"
    return "moved" if _may_have_moved(report, profile, apart) else None


def _is_far(report: Report, profile: Profile, apart: int) -> bool:
    """Tell whether an undated word is of another year, where its place and level are known.

    A plan can be for next year if that was told of before; history, of the year before.
    """
    claim = report.claim
    if told(claim.when) is not None or apart > FAR or not profile.is_exact:
        return False
    is_known = claim.place.country == profile.country is not None and claim.level is profile.level
    if claim.is_background:
        return is_known and profile.days[1] < report.published
    is_ahead = profile.days[0] > report.published >= profile.first
    return is_known and is_ahead and claim.status in PLANNED


def _may_have_moved(report: Report, profile: Profile, apart: int) -> bool:
    """A plan told with another date is the same meeting moved, unless it is far off."""
    if apart > MOVED_WITHIN or profile.is_background or profile.says(Status.HELD):
        return False
    return bool(report.claim.features.get(MOVED)) and report.published >= profile.first


def _places_agree(report: Report, profile: Profile) -> bool:
    country = report.claim.place.country
    if country is None or profile.country is None or country == profile.country:
        return True
    return bool(report.claim.features.get(MOVED))


def _distance_cost(report: Report, profile: Profile) -> float:
    """The meeting whose days lie nearest to the publication is the likelier one."""
    if report.is_exact and profile.is_exact:
        return 0.0
    return DISTANCE_COST * min(gap((report.published,) * 2, profile.days), DISTANCE_MAX)

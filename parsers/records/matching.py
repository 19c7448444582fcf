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
from parsers.records.reports import TOLERANCE, Days, Report, gap, possible, told
from parsers.words.formats import formats_agree
from parsers.words.levels import levels_agree

MOVED_WITHIN = 62  # days; a meeting moved farther is told as a new one
# How well a report fits, from 0 to 1: what a match is worth at least, what each agreeing
# feature adds, and what agreeing times add; days that differ by one or two add less.
MATCH_WORTH, FEATURE_WORTH = 0.25, 0.15
TIME_WORTH = {"day": 0.15, "interval": 0.05, "moved": 0.0}
APART_COST = 0.04
# An interval that was told in another season is a poorer fit than one of this week.
DISTANCE_COST, DISTANCE_MAX = 0.0004, 120


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
    days: Days
    is_exact: bool
    first: date
    last: date
    articles: frozenset[str] = field(default_factory=frozenset)
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
    """Return what one or more reports of one meeting say, in whatever order."""
    days, is_exact = _days(reports)
    formats = [r for r in reports if r.claim.format is not Format.UNKNOWN]
    return Profile(
        reports=tuple(reports),
        participants=agreed(reports, lambda report: report.claim.participants) or (),
        level=agreed(reports, lambda report: report.claim.level),
        format=agreed(formats, lambda report: report.claim.format) or Format.UNKNOWN,
        country=agreed(reports, lambda report: report.claim.place.country),
        days=days,
        is_exact=is_exact,
        first=min(report.published for report in reports),
        last=max(report.published for report in reports),
        articles=frozenset(report.telling.article for report in reports),
        newsrooms=frozenset(report.telling.newsroom for report in reports),
    )


def compare(report: Report, profile: Profile) -> Comparison:
    """Compare a report with a meeting; fields that are not known contradict nothing."""
    claim = report.claim
    time = _time(report, profile)
    against = {
        "article": report.telling.article in profile.articles,
        "states": claim.participants != profile.participants,
        "level": not levels_agree(claim.level, profile.level),
        "format": not formats_agree(claim.format, profile.format),
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


def _time(report: Report, profile: Profile) -> str | None:
    days = possible(report.claim, report.published, report.published)
    if gap(days, profile.days) <= TOLERANCE.days:
        return "day" if report.is_exact and profile.is_exact else "interval"
    return "moved" if _may_have_moved(report, profile, gap(days, profile.days)) else None


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
    days = possible(report.claim, report.published, report.published)
    if report.is_exact and profile.is_exact:
        return APART_COST * min(gap(days, profile.days), TOLERANCE.days)
    published = (report.published, report.published)
    reach = (min(profile.first, profile.days[0]), max(profile.last, profile.days[1]))
    return DISTANCE_COST * min(gap(published, reach), DISTANCE_MAX)

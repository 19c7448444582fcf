"""What we hold beside what somebody else lists: held, held wrongly, or missed, and why.

Pure comparison of outside meetings with our records. A record that we hold as history, or
are not sure enough of to tell, is evidence and not held.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from parsers.lexicon import Lexicon
from parsers.lexicon.keys import fold
from parsers.meetings.confidence import ALERT_FROM
from parsers.model import MeetingRecord, Place, Status
from parsers.outside.entries import LONGEST, OutsideMeeting
from parsers.records.matching import MOVED_WITHIN
from parsers.records.nearness import NEAREST_FROM
from parsers.records.reports import HELD_BEFORE, PLANNED_AHEAD, TOLERANCE, Days, gap, told
from parsers.words.levels import levels_agree
from parsers.words.statuses import OFF, PLANNED

# A day that is wrong is wrong by so many days at most; what lies farther off is another meeting.
OFF_BY = 10
# News of a meeting comes out from so many days before it to so many after.
NEWS_BEFORE, NEWS_AFTER = timedelta(days=14), timedelta(days=7)
LIGHT = frozenset({"city", "status"})  # such a difference alone makes no other meeting
FEW = 3  # articles that are named as having told of it

Pair = tuple[OutsideMeeting, Sequence[MeetingRecord]]


class Outcome(StrEnum):
    """What we have of a meeting that somebody else lists."""

    HELD = "held"
    HELD_WRONGLY = "held_wrongly"
    MISSED = "missed"


class Why(StrEnum):
    """Why a meeting was missed, the first that applies."""

    NO_FEED = "no_feed"
    NO_ARTICLE = "no_article"
    NOT_DETECTED = "not_detected"
    BELOW_THRESHOLD = "below_threshold"


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that is not the same: what the list says and what we hold."""

    field: str
    theirs: str
    ours: str


@dataclass(frozen=True, slots=True)
class Match:
    """The record that is of an outside meeting, and where the two differ."""

    record: MeetingRecord
    differing: tuple[Difference, ...]

    @property
    def doubt(self) -> str:
        """Why we do not hold it to be so, in words; empty where we do."""
        if self.record.is_dismissed:
            return "dismissed by a person"
        if self.record.is_background:
            return "told as history"
        is_sure = self.record.confidence >= ALERT_FROM
        return "" if is_sure else f"{self.record.confidence:.2f}"

    @property
    def is_firm(self) -> bool:
        """We hold it to be so: it is told as news, and surely enough."""
        return not self.doubt

    @property
    def outcome(self) -> Outcome:
        """Whether the meeting is held, rightly or not, or is evidence alone."""
        if not self.is_firm:
            return Outcome.MISSED
        return Outcome.HELD_WRONGLY if self.differing else Outcome.HELD


@dataclass(frozen=True, slots=True)
class Mentioned:
    """An article that names the states of a meeting within ``passage`` characters."""

    article: str
    title: str
    passage: int


@dataclass(frozen=True, slots=True)
class Finding:
    """What came of one outside meeting; ``why`` and ``articles`` where it was missed.

    ``is_told`` says that an alert was raised of the record. ``detail`` adds what else there
    is to know, in words.
    """

    meeting: OutsideMeeting
    outcome: Outcome
    match: Match | None = None
    why: Why | None = None
    detail: str = ""
    articles: tuple[Mentioned, ...] = ()
    is_told: bool = False


def news_days(meeting: OutsideMeeting, today: date) -> Days:
    """Return the days on which news of a meeting can have come out by ``today``."""
    first = min(meeting.start, today) - NEWS_BEFORE
    return first, max(first, min(meeting.end + NEWS_AFTER, today))


def reading_days(meeting: OutsideMeeting, today: date) -> Days:
    """Return the days on which feeds must have been read for the meeting to be found."""
    first, last = news_days(meeting, today)
    begins = meeting.start - TOLERANCE
    return begins if begins <= last else first, last


def matched(pairs: Sequence[Pair], lexicon: Lexicon) -> list[Match | None]:
    """Return for each meeting the record that is of it, among the records given with it.

    A record that is right for one meeting is not a wrong one of another.
    """
    each = [_matches(meeting, records, lexicon) for meeting, records in pairs]
    right = [next((m for m in found if m.outcome is Outcome.HELD), None) for found in each]
    taken = {match.record.id for match in right if match is not None}
    left = ([m for m in found if m.record.id not in taken] for found in each)
    return [match or next(iter(rest), None) for match, rest in zip(right, left, strict=True)]


def _matches(
    meeting: OutsideMeeting, records: Sequence[MeetingRecord], lexicon: Lexicon
) -> list[Match]:
    """Return the records that may be of a meeting, the likeliest first."""
    found = [
        Match(record, differing)
        for record in records
        if (differing := compared(meeting, record, lexicon)) is not None
    ]
    return sorted(found, key=lambda match: _likelihood(meeting, match))


def _likelihood(meeting: OutsideMeeting, match: Match) -> tuple[object, ...]:
    days = told(match.record.when)
    apart = gap((meeting.start, meeting.end), days) if days else OFF_BY
    start = abs((days[0] - meeting.start).days) if days else OFF_BY
    fields = {one.field for one in match.differing}
    return len(fields), "states" in fields, not match.is_firm, apart, start, match.record.id


def compared(
    meeting: OutsideMeeting, record: MeetingRecord, lexicon: Lexicon
) -> tuple[Difference, ...] | None:
    """Return where a record differs from a meeting, or None where it is of another one.

    One field may be wrong: the states by one or so, the day by a few, level or country. Two
    of these make another meeting. Fields that either side leaves open agree.
    """
    found = tuple(_differences(meeting, record, lexicon))
    differing = tuple(one for one in found if one is not None)
    weighty = [one for one in differing if one.field not in LIGHT]
    return None if None in found or len(weighty) > 1 else differing


def _differences(
    meeting: OutsideMeeting, record: MeetingRecord, lexicon: Lexicon
) -> Iterator[Difference | None]:
    """Yield what differs, and None where it differs too much."""
    theirs, ours = meeting.participants, record.participants
    if theirs != ours:
        differing = Difference("states", " ".join(theirs), " ".join(ours))
        yield differing if _is_nearly(theirs, ours) else None
    yield from _days_differ(meeting, record)
    if not levels_agree(meeting.level, record.level):
        yield Difference("level", str(meeting.level), str(record.level))
    yield from _places_differ(meeting.place, record.place, lexicon)
    if _contradicts(meeting.status, record.status):
        yield Difference("status", str(meeting.status or "listed"), str(record.status))


def _is_nearly(left: Sequence[str], right: Sequence[str]) -> bool:
    both, either = set(left) & set(right), set(left) | set(right)
    return len(both) >= NEAREST_FROM * len(either)


def _days_differ(meeting: OutsideMeeting, record: MeetingRecord) -> Iterator[Difference | None]:
    days, theirs = told(record.when), (meeting.start, meeting.end)
    if days is None:
        yield Difference("date", span(theirs), "") if _may_be_on(record, theirs) else None
    elif (days[1] - days[0]).days > LONGEST:
        yield Difference("date", span(theirs), span(days)) if gap(theirs, days) == 0 else None
    elif (apart := gap(theirs, days)) > TOLERANCE.days:
        yield Difference("date", span(theirs), span(days)) if apart <= OFF_BY else None


def _may_be_on(record: MeetingRecord, days: Days) -> bool:
    """Tell whether a record without a day was told of near enough to these days."""
    first, last = record.first_seen.date(), record.last_seen.date()
    if record.status is Status.HELD:
        return gap(days, (first - HELD_BEFORE, last)) == 0
    return gap(days, (first - TOLERANCE, last + PLANNED_AHEAD)) == 0


def _places_differ(theirs: Place, ours: Place, lexicon: Lexicon) -> Iterator[Difference]:
    if not theirs.country or not ours.country:
        return
    if theirs.country != ours.country:
        yield Difference("place", where(theirs), where(ours))
    elif theirs.city and ours.city and not _is_one_city(theirs.city, ours.city, lexicon):
        yield Difference("city", where(theirs), where(ours))


def _contradicts(theirs: Status | None, ours: Status | None) -> bool:
    """Tell whether two words on one meeting cannot both be the latest; a list may be older."""
    if ours is None or theirs is ours:
        return False
    if theirs is None:
        return ours in OFF
    return not (theirs in PLANNED and (ours in PLANNED or ours is Status.HELD))


def span(days: Days) -> str:
    """Return days as they are written: one, or the first and the last."""
    return days[0].isoformat() if days[0] == days[1] else "/".join(d.isoformat() for d in days)


def where(place: Place) -> str:
    """Return a place in words, empty where it is not known."""
    return ", ".join(part for part in (place.city, place.country) if part)


def _is_one_city(left: str, right: str, lexicon: Lexicon) -> bool:
    """Tell whether two names are of one city: Kiev is Kyiv."""
    ids = [{city.id for city in lexicon.cities_named(name)} for name in (left, right)]
    return fold(left).casefold() == fold(right).casefold() or not ids[0].isdisjoint(ids[1])


def nearest_days(meeting: OutsideMeeting, records: Sequence[MeetingRecord]) -> MeetingRecord | None:
    """Return the record of the same states whose days lie nearest, within two months."""
    days = meeting.start, meeting.end
    dated = [(told(record.when), record) for record in records]
    near = [(gap(days, ours), one.id, one) for ours, one in dated if ours is not None]
    own = [one for one in near if one[2].participants == meeting.participants]
    apart, _, record = min(own, default=(MOVED_WITHIN + 1, "", None))
    return record if apart <= MOVED_WITHIN else None

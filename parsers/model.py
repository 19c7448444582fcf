"""The values that flow through the house, from feed entry to meeting record.

Every value is frozen, every instant is aware UTC, and every id is derived from
content, so that any step can be repeated without harm. States are ISO 3166-1
alpha-2 codes (Kosovo XK, Taiwan TW). Nothing here reads text or keeps anything.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

# A club of states that act together: more than a pair, fewer than a conference.
MINILATERAL_MIN, MINILATERAL_MAX = 3, 9


def content_id(*parts: str) -> str:
    """Return 24 hexadecimal digits that depend on ``parts`` alone, order included."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:24]


class Level(StrEnum):
    """Who meets; a mixed meeting has the highest level that all sides share."""

    LEADERS = "leaders"
    FOREIGN_MINISTERS = "foreign_ministers"
    DEFENCE_MINISTERS = "defence_ministers"
    TWO_PLUS_TWO = "two_plus_two"
    NSA = "nsa"
    MINISTERS_OTHER = "ministers_other"
    OFFICIALS = "officials"


class Format(StrEnum):
    """How the participants meet."""

    IN_PERSON = "in_person"
    VIRTUAL = "virtual"
    PHONE = "phone"
    UNKNOWN = "unknown"


class Status(StrEnum):
    """Where a meeting stands; ``held`` includes a meeting that is under way."""

    PROPOSED = "proposed"
    EXPECTED = "expected"
    SCHEDULED = "scheduled"
    HELD = "held"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"


class Precision(StrEnum):
    """How exactly an interval is known."""

    DAY = "day"
    RANGE = "range"
    MONTH = "month"
    YEAR = "year"


class GroupingKind(StrEnum):
    """Minilateral: 3 to 9 states acting together; multilateral bodies are context."""

    MINILATERAL = "minilateral"
    BILATERAL = "bilateral"
    MULTILATERAL = "multilateral"


class TextSource(StrEnum):
    """Where an article's text was had: its page, or the feed alone."""

    PAGE = "page"
    FEED = "feed"


class GroupingStanding(StrEnum):
    """Known: in the lexicon or confirmed history; candidate: seen by one newsroom."""

    KNOWN = "known"
    CANDIDATE = "candidate"
    CONFIRMED = "confirmed"


class ChangeKind(StrEnum):
    """What happened to a record."""

    CREATED = "created"
    STATUS = "status"
    DATE = "date"
    PLACE = "place"
    LEVEL = "level"
    FORMAT = "format"
    PARTICIPANTS = "participants"
    NAME = "name"
    CONFIRMED = "confirmed"
    MERGED = "merged"
    SPLIT = "split"
    REPLACES = "replaces"
    WITHDRAWN = "withdrawn"
    SINCE = "since"
    JOINED = "joined"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Entry:
    """What a feed says about one article.

    ``url`` is the address to fetch, not the identity. ``published_text`` is the
    raw date as the feed wrote it. ``summary`` is plain text and may hold the
    whole article. ``source`` is the origin that the RSS ``source`` element names, and
    ``source_url`` the address that it gives.
    """

    id: str
    feed: str
    url: str
    title: str
    summary: str = ""
    published_at: datetime | None = None
    published_text: str = ""
    author: str = ""
    source: str = ""
    source_url: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """One printed text with the origin of each of its fields.

    ``url`` is the canonical address and the identity. ``outlet`` is who printed
    it (a registrable domain). ``provenance`` maps a field name to where it was
    had, as in ``{"title": "json-ld", "text": "feed"}``.
    """

    id: str
    url: str
    feed: str
    outlet: str
    title: str
    text: str
    language: str | None = None
    published_at: datetime | None = None
    byline: str = ""
    source: str = ""
    source_url: str = ""
    text_source: TextSource = TextSource.PAGE
    provenance: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Credit:
    """Whose words an article prints: an agency, or nobody but the outlet.

    ``role`` is ``reprint`` (the agency wrote it), ``contributed`` (the agency
    helped) or ``own``. ``city`` is the dateline's, as printed.
    """

    agency: str | None = None
    role: str = "own"
    city: str | None = None
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class When:
    """A closed interval of days; all fields are None where nothing resolves."""

    start: date | None = None
    end: date | None = None
    precision: Precision | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where; ``country`` is an ISO 3166-1 alpha-2 code."""

    city: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Official:
    """A named person with the office and state that the text gives him."""

    name: str
    office: str | None = None
    state: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """A span of an article's text, half open, in characters; and the words there."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Meeting:
    """One article's claim that states met, meet, will or would meet.

    ``participants`` is sorted. ``confidence`` is between 0 and 1. ``rule`` names
    what fired and ``features`` what it weighed.
    """

    participants: tuple[str, ...]
    level: Level | None
    format: Format
    place: Place
    when: When
    status: Status | None
    is_background: bool
    grouping: str | None
    officials: tuple[Official, ...]
    evidence: Evidence
    rule: str
    confidence: float = 0.5
    features: dict[str, float] = field(default_factory=dict)

    @property
    def kind(self) -> GroupingKind:
        """Two states are bilateral, three to nine minilateral, more multilateral."""
        return kind_of(self.participants)

    @property
    def is_in_scope(self) -> bool:
        """Three states and more, or a 2+2 of two."""
        return len(self.participants) >= MINILATERAL_MIN or self.level is Level.TWO_PLUS_TWO


@dataclass(frozen=True, slots=True)
class Grouping:
    """One article's claim that a set of states acts together.

    ``known`` is the lexicon's id where the set or name is known there.
    ``is_new`` is what the article says ("for the first time"), not what we hold.
    """

    members: tuple[str, ...]
    name: str | None
    is_new: bool
    evidence: Evidence
    rule: str
    known: str | None = None
    level: Level | None = None
    confidence: float = 0.5


@dataclass(frozen=True, slots=True)
class Membership:
    """One article's claim that states joined a grouping, or left it; not that they came to a day.

    ``known`` is the lexicon's id of the name. Of another name it is for the records to say
    whose it is, and who was a member before.
    """

    name: str
    joined: tuple[str, ...]
    left: tuple[str, ...]
    evidence: Evidence
    rule: str
    known: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one article says."""

    is_relevant: bool
    groupings: tuple[Grouping, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    memberships: tuple[Membership, ...] = ()


@dataclass(frozen=True, slots=True)
class MeetingRecord:
    """What we hold to be so of one real meeting, from all articles.

    ``revision`` counts the changes since the record was made (0). ``sources``
    are article ids, and ``newsrooms`` the distinct writers behind them, sorted.
    ``replaces`` is the id of a cancelled meeting in whose place this one is held.
    A person said of a dismissed one that it is none, and set the ``corrected`` fields.
    """

    id: str
    participants: tuple[str, ...]
    level: Level | None
    format: Format
    place: Place
    when: When
    status: Status | None
    grouping: str | None
    first_seen: datetime
    last_seen: datetime
    confidence: float
    is_background: bool = False
    officials: tuple[Official, ...] = ()
    revision: int = 0
    sources: tuple[str, ...] = ()
    newsrooms: tuple[str, ...] = ()
    replaces: str | None = None
    is_dismissed: bool = False
    corrected: tuple[str, ...] = ()

    @property
    def kind(self) -> GroupingKind:
        """Two states are bilateral, three to nine minilateral, more multilateral."""
        return kind_of(self.participants)

    @property
    def is_in_scope(self) -> bool:
        """Three states and more, or a 2+2 of two."""
        return len(self.participants) >= MINILATERAL_MIN or self.level is Level.TWO_PLUS_TWO


@dataclass(frozen=True, slots=True)
class GroupingRecord:
    """What we hold of one set of states: its identity is the set, names are aliases.

    ``levels`` are all that are known, ``levels_since`` the day on which each was first told.
    ``acts_since`` is when the set was first told to act, None where it was only spoken of.
    ``former`` is the set that bore its name before states joined or left.
    """

    id: str
    members: tuple[str, ...]
    names: tuple[str, ...]
    levels: tuple[Level, ...]
    standing: GroupingStanding
    first_seen: datetime
    last_seen: datetime
    known: str | None = None
    sources: tuple[str, ...] = ()
    newsrooms: tuple[str, ...] = ()
    levels_since: dict[Level, date] = field(default_factory=dict)
    acts_since: datetime | None = None
    former: tuple[str, ...] = ()

    @property
    def kind(self) -> GroupingKind:
        """Two states are bilateral, three to nine minilateral, more multilateral."""
        return kind_of(self.members)


@dataclass(frozen=True, slots=True)
class Change:
    """One step in a record's life: what, from what, to what, by which article and rule.

    We saw it at ``seen_at``; the article was published at ``true_at``, None where no article
    made the change. A merged record ends in the record ``after``; one that was split off
    began in ``before``.
    """

    record: str
    kind: ChangeKind
    before: str
    after: str
    article: str
    rule: str
    seen_at: datetime
    true_at: datetime | None = None


def kind_of(states: tuple[str, ...]) -> GroupingKind:
    """Return the kind that a set of states has by its size alone."""
    if len(states) < MINILATERAL_MIN:
        return GroupingKind.BILATERAL
    if len(states) <= MINILATERAL_MAX:
        return GroupingKind.MINILATERAL
    return GroupingKind.MULTILATERAL

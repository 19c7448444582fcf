"""The values of the second floor: rules, alerts, digests, messages and receipts.

An alert is a change with a reason, never an article. Ids are derived from what
an alert says, so raising it twice is one alert.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from parsers.meetings.confidence import ALERT_FROM
from parsers.model import GroupingKind, GroupingRecord, Level, MeetingRecord, Status

LONGEST_WAIT = timedelta(hours=24)  # whoever asks for a longer one is mistaken
_NOT_BEFORE = re.compile(
    r"\bnot_before=(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?(?:\+00:00|Z))(?!\S)"
)


class Reason(StrEnum):
    """Why somebody is told."""

    NEW_GROUPING = "new_grouping"
    NEW_LEVEL = "new_level"
    NEW_NAME = "new_name"
    NEW_MEETING = "new_meeting"
    DATED = "dated"
    MOVED = "moved"
    CONFIRMED = "confirmed"
    HELD = "held"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"
    PARTICIPANTS = "participants"


class Cadence(StrEnum):
    """When a recipient is told."""

    INSTANT = "instant"
    HOURLY = "hourly"
    DAILY = "daily"
    WEEKDAYS = "weekdays"
    WEEKLY = "weekly"


class Empty(StrEnum):
    """What becomes of a digest without news: by default it is sent only as a sign of life."""

    SKIP = "skip"
    SEND = "send"


class ChannelKind(StrEnum):
    """By which way a recipient is told."""

    EMAIL = "email"
    SLACK = "slack"
    SLACK_APP = "slack_app"
    WEBHOOK = "webhook"
    TEAMS = "teams"
    APPRISE = "apprise"


class Purpose(StrEnum):
    """What a delivery is for; a test and a replay tell nothing new and say so."""

    ALERT = "alert"
    DIGEST = "digest"
    TEST = "test"
    REPLAY = "replay"


class Fault(StrEnum):
    """Why an attempt failed, as ``alerts.channels`` has it."""

    TRANSIENT = "transient"
    CONFIGURATION = "configuration"
    ADDRESS = "address"
    MESSAGE = "message"
    LOST = "lost"


class DeliveryState(StrEnum):
    """Where a delivery stands; ``unknown`` is a send whose answer was lost."""

    PENDING = "pending"
    LEASED = "leased"
    SENT = "sent"
    FAILED = "failed"
    UNKNOWN = "unknown"
    DEAD = "dead"


@dataclass(frozen=True, slots=True)
class Rule:
    """What one interest listens to; an empty tuple means no condition.

    A condition on what a record does not hold never holds of it. ``min_confidence``
    is between 0 and 1. ``bilateral`` also lets meetings of two states through that
    are no 2+2. Each of ``words`` is a word or a phrase.
    """

    name: str
    states: tuple[str, ...] = ()
    groupings: tuple[str, ...] = ()
    levels: tuple[Level, ...] = ()
    statuses: tuple[Status, ...] = ()
    reasons: tuple[Reason, ...] = ()
    kinds: tuple[GroupingKind, ...] = ()
    min_confidence: float = ALERT_FROM
    min_newsrooms: int = 1
    bilateral: bool = False
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who is told what, how and when.

    ``address`` is a mail address for email, the id of a channel for a Slack app. Elsewhere
    ``secret`` names the setting that holds the address, which is a secret there. ``at`` is local
    time in the IANA zone ``zone``, used from the daily cadence on, and ``weekday``, 0 for Monday,
    by the weekly one. In the local hours of ``quiet``, from one time up to another, nothing is
    sent; ``wakes`` lets what is called off at short notice through. Nothing is composed before
    the local day ``paused_until``.
    """

    name: str
    channel: ChannelKind
    rules: tuple[str, ...]
    cadence: Cadence = Cadence.DAILY
    address: str = ""
    secret: str = ""
    at: time = time(7, 0)
    zone: str = "UTC"
    weekday: int = 0
    quiet: tuple[time, time] | None = None
    wakes: bool = False
    empty: Empty = Empty.SKIP
    paused_until: date | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """One article that supports an alert; ``copies`` counts the reprints folded into it."""

    title: str
    url: str
    newsroom: str
    published_at: datetime | None
    copies: int = 0


@dataclass(frozen=True, slots=True)
class Alert:
    """A change worth telling, with all that a message about it needs.

    ``record`` is the id of the meeting or grouping. ``before`` and ``after`` are
    the changed field in words, empty for something new. ``sentence`` is quoted
    from an article and is untrusted text. ``nearest`` names known groupings with
    almost the same members, as in ``Squad without AU``.
    """

    id: str
    reason: Reason
    record: str
    members: tuple[str, ...]
    name: str | None
    level: Level | None
    raised_at: datetime
    confidence: float
    newsrooms: int
    copies: int
    rules: tuple[str, ...]
    meeting: MeetingRecord | None = None
    grouping: GroupingRecord | None = None
    before: str = ""
    after: str = ""
    sentence: str = ""
    sources: tuple[Source, ...] = ()
    nearest: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Skip:
    """Why a change is not told; ``reason`` is one word of a fixed list, for counting."""

    reason: str
    record: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Coverage:
    """What was read for a digest, so that silence differs from breakage.

    ``failing`` holds (feed name, failing since). ``dropped`` counts items by reason.
    """

    feeds: int = 0
    read: int = 0
    articles: int = 0
    stories: int = 0
    failing: tuple[tuple[str, datetime], ...] = ()
    dropped: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Section:
    """Alerts of one kind in a digest, already ordered."""

    title: str
    alerts: tuple[Alert, ...]


@dataclass(frozen=True, slots=True)
class Digest:
    """What one recipient gets at one time, before it is put into words.

    The window is half open: [``since``, ``until``).
    """

    id: str
    recipient: Recipient
    since: datetime
    until: datetime
    sections: tuple[Section, ...]
    upcoming: tuple[MeetingRecord, ...]
    coverage: Coverage
    left_out: int = 0
    purpose: Purpose = Purpose.DIGEST

    @property
    def alerts(self) -> tuple[Alert, ...]:
        """All alerts in the order in which they are told."""
        return tuple(alert for section in self.sections for alert in section.alerts)


@dataclass(frozen=True, slots=True)
class Message:
    """A digest in words, fixed once: retries send the same bytes.

    ``html`` and ``text`` say the same facts. ``slack`` is the JSON body for an
    incoming webhook, ``teams`` the one for a workflow.
    """

    subject: str
    preheader: str
    html: str
    text: str
    slack: str
    teams: str = ""


@dataclass(frozen=True, slots=True)
class Delivery:
    """One message on its way to one recipient by one channel.

    ``payload`` is what the channel sends, fixed when composed: a whole RFC 5322
    message for email, JSON for Slack and for webhooks. ``key`` makes composing twice harmless.
    """

    id: str
    key: str
    recipient: str
    channel: ChannelKind
    address: str
    secret: str
    subject: str
    payload: str
    state: DeliveryState = DeliveryState.PENDING
    attempts: int = 0
    not_before: datetime | None = None
    alerts: tuple[str, ...] = ()
    purpose: Purpose = Purpose.DIGEST


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of one attempt; ``detail`` never holds a secret or an address."""

    delivery: str
    state: DeliveryState
    at: datetime
    detail: str = ""
    reference: str = ""

    @property
    def fault(self) -> Fault | None:
        """Why the attempt failed; None where it did not."""
        word = self.detail.partition(" ")[0]
        return Fault(word) if word in set(Fault) else None

    @property
    def not_before(self) -> datetime | None:
        """When the server asked to be tried again: at most ``LONGEST_WAIT`` after the attempt."""
        asked = _NOT_BEFORE.search(self.detail)
        try:
            wish = datetime.fromisoformat(asked[1]) if asked else None
        except ValueError:  # no such day or hour
            return None
        return wish and min(wish, self.at + LONGEST_WAIT)


@dataclass(frozen=True, slots=True)
class Slot:
    """The digest that is due for one recipient: of the local day, or UTC hour, named ``mark``."""

    recipient: str
    mark: str
    due_at: datetime

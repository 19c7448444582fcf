"""What one table of the configuration may hold: feeds, rules and recipients, key by key.

Each row checks its own keys and makes the value that the rest of the house knows.
What two rows must not share, and who knows whom, is the watchlist's to check.
"""

from __future__ import annotations

import re
from calendar import day_name
from datetime import date, time, timedelta
from enum import StrEnum
from typing import Annotated, ClassVar, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictBool,
    StrictInt,
    ValidationInfo,
    field_validator,
)

from alerts.model import Cadence, ChannelKind, Empty, Reason, Recipient, Rule
from flows.runtime.shapes import mail_address, state_code, web_address, zone_name
from parsers.meetings.confidence import ALERT_FROM
from parsers.model import GroupingKind, Level, Status
from parsers.text import words
from storage.model import FeedSource


class FeedKind(StrEnum):
    """Who speaks in a feed."""

    GOVERNMENT = "government"
    MEDIA = "media"
    WIRE = "wire"
    THINKTANK = "thinktank"


def _time_of_day(value: object) -> time:
    """Take a TOML time or ``"HH:MM"``; a bare number would be read as seconds."""
    if isinstance(value, time):
        return value
    if not isinstance(value, str):
        raise ValueError("is no time of day")  # noqa: TRY004  # pydantic collects ValueErrors
    try:
        return time.fromisoformat(value)
    except ValueError:
        raise ValueError("is no time of day") from None


def _naive(value: time) -> time:
    if value.tzinfo is not None:
        raise ValueError("has an offset; the zone belongs in the key zone")
    return value


def _code(value: str, info: ValidationInfo) -> str:
    return state_code(value, (info.context or {}).get("states", ()))


def _weekday(value: object) -> object:
    """Read a weekday by its English name; 0 is Monday. The default is a number already."""
    if value == 0 and not isinstance(value, bool):
        return value
    names = [name.lower() for name in day_name]
    if not isinstance(value, str) or value.lower() not in names:
        raise ValueError(f"is no weekday; use one of {', '.join(names)}")
    return names.index(value.lower())


def _quiet_hours(value: object) -> object:
    """Read two times of a day with a hyphen between them."""
    found = re.fullmatch(r"([0-2]\d:[0-5]\d)\s*-\s*([0-2]\d:[0-5]\d)", str(value))
    if found is None:
        raise ValueError("is no stretch of hours; write it like 22:00-07:00")
    since, until = map(_time_of_day, found.groups())
    if since == until:
        raise ValueError("begins when it ends; to send nothing, remove the recipient")
    return since, until


def _readable(value: str) -> str:
    if not words(value):
        raise ValueError("holds no word that a text could hold")
    return value


def _distinct(values: tuple[_Word, ...]) -> tuple[_Word, ...]:
    twice = next((value for value in values if values.count(value) > 1), None)
    if twice is not None:
        raise ValueError(f"names {twice!s} twice")
    return values


_Word = TypeVar("_Word")

MINUTES_MAX = 24 * 60  # news that waits for more than a day is none

Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$", max_length=64)]
Line = Annotated[str, Field(max_length=200, pattern=r"^[^\x00-\x1f\x7f]*$")]
Name = Annotated[Line, Field(min_length=1)]
Country = Annotated[str, AfterValidator(state_code)]
Code = Annotated[str, AfterValidator(_code)]
WebAddress = Annotated[str, AfterValidator(web_address)]
Zone = Annotated[str, AfterValidator(zone_name)]
TimeOfDay = Annotated[time, BeforeValidator(_time_of_day), AfterValidator(_naive)]
Weekday = Annotated[int, BeforeValidator(_weekday)]
QuietHours = Annotated[tuple[time, time], BeforeValidator(_quiet_hours)]
Phrase = Annotated[Name, AfterValidator(_readable)]
Several = Annotated[tuple[_Word, ...], AfterValidator(_distinct)]


class Row(BaseModel):
    """A table as an editor may write it: its own keys and no others.

    ``identity`` is the key that names a table in messages.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)
    identity: ClassVar[str]


class FeedRow(Row):
    """A ``[[feed]]`` table."""

    identity: ClassVar[str] = "slug"

    slug: Slug = Field(examples=["nhk-world"])
    name: Name = Field(examples=["NHK World"])
    url: WebAddress = Field(examples=["https://news.example.org/rss.xml"])
    home: WebAddress = Field(examples=["https://news.example.org/"])
    country: Country = Field(examples=["JP"])
    kind: FeedKind = Field(examples=["media"])
    language: str = Field(pattern=r"^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$", examples=["en"])
    enabled: StrictBool = Field(default=True, examples=["true"])
    note: Line = Field(default="", examples=["why it is switched off"])

    def value(self) -> FeedSource:
        """Return the feed as storage keeps it."""
        return FeedSource(**{**self.model_dump(), "kind": self.kind.value})


class RuleRow(Row):
    """A ``[[rule]]`` table; every condition that is given must hold."""

    identity: ClassVar[str] = "name"

    name: Slug = Field(examples=["indo-pacific"])
    states: Several[Code] = Field(default=(), examples=[["JP", "PH"]])
    groupings: Several[Name] = Field(default=(), examples=[["quad", "AUKUS"]])
    levels: Several[Level] = Field(default=(), examples=[["leaders"]])
    statuses: Several[Status] = Field(default=(), examples=[["scheduled", "held"]])
    reasons: Several[Reason] = Field(default=(), examples=[["new_grouping"]])
    kinds: Several[GroupingKind] = Field(default=(), examples=[["minilateral"]])
    min_confidence: float = Field(default=ALERT_FROM, ge=0, le=1, strict=True, examples=[0.5])
    min_newsrooms: StrictInt = Field(default=1, ge=1, le=50, examples=[2])
    bilateral: StrictBool = Field(default=False, examples=["false"])
    words: Several[Phrase] = Field(default=(), examples=[["critical minerals", "undersea cable"]])

    def value(self) -> Rule:
        """Return the rule as the alerts know it."""
        return Rule(**self.model_dump())


class WaitRow(Row):
    """The ``[wait]`` table: how long what one newsroom says waits for a second."""

    identity: ClassVar[str] = "minutes"

    minutes: StrictInt = Field(ge=0, le=MINUTES_MAX, examples=[90])

    def value(self) -> timedelta:
        """Return the wait as the alerts know it."""
        return timedelta(minutes=self.minutes)


class RecipientRow(Row):
    """A ``[[recipient]]`` table."""

    identity: ClassVar[str] = "name"

    name: Slug = Field(examples=["asia-desk"])
    channel: ChannelKind = Field(examples=["email"])
    rules: Several[Slug] = Field(min_length=1, examples=[["all-minilaterals"]])
    cadence: Cadence = Field(default=Cadence.DAILY, examples=["daily"])
    address: str = Field(default="", validate_default=True, examples=["desk@example.org"])
    secret: str = Field(
        default="", validate_default=True, pattern=r"^[a-z0-9_]*$", examples=["slack_news"]
    )
    at: TimeOfDay = Field(default=time(7, 0), examples=["07:00"])
    zone: Zone = Field(default="UTC", examples=["Asia/Tokyo"])
    weekday: Weekday = Field(default=0, examples=["monday"])
    quiet: QuietHours | None = Field(default=None, examples=["22:00-07:00"])
    wakes: StrictBool = Field(default=False, examples=["true"])
    empty: Empty = Field(default=Empty.SKIP, examples=["skip"])
    paused_until: date | None = Field(default=None, examples=["2026-03-01"])

    @field_validator("address")
    @classmethod
    def _address_fits(cls, value: str, info: ValidationInfo) -> str:
        channel = info.data.get("channel")
        if channel is ChannelKind.EMAIL:
            return mail_address(value)
        if channel is ChannelKind.SLACK and value:
            raise ValueError("is for email; a Slack recipient has a secret instead")
        return value

    @field_validator("secret")
    @classmethod
    def _secret_fits(cls, value: str, info: ValidationInfo) -> str:
        channel = info.data.get("channel")
        if channel is ChannelKind.SLACK and not value:
            raise ValueError("is missing; it names the variable that holds the webhook")
        if channel is ChannelKind.EMAIL and value:
            raise ValueError("is for Slack; an email recipient has an address instead")
        return value

    def value(self) -> Recipient:
        """Return the recipient as the alerts know it."""
        return Recipient(**self.model_dump())

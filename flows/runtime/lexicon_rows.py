"""What one table of ``config/lexicon.toml`` may hold, key by key.

Each row checks its own keys and makes the row that the lexicon knows. What two rows must
not share, and what the lexicon already has, is for ``vocabulary`` to check.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any, ClassVar, Final

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    StrictBool,
    StrictInt,
    ValidationInfo,
    field_validator,
)

from flows.runtime.rows import Code, Line, Row, Several
from parsers.lexicon import TermKind
from parsers.lexicon.tables import first_day, last_day
from parsers.model import Level

FEWEST_MEMBERS: Final = 2

# As the package ranks the usual title of each level; 1 is the highest.
RANKS: Final = {
    Level.LEADERS: 2,
    Level.FOREIGN_MINISTERS: 4,
    Level.TWO_PLUS_TWO: 4,
    Level.DEFENCE_MINISTERS: 5,
    Level.NSA: 6,
    Level.MINISTERS_OTHER: 7,
    Level.OFFICIALS: 8,
}

_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_WORDY = re.compile(r"[^\W_]")


class ClubKind(StrEnum):
    """What a set of states is to us."""

    MINILATERAL = "minilateral"
    MULTILATERAL = "multilateral"
    VENUE = "venue"
    REGION = "region"
    BILATERAL = "bilateral"


class PlaceType(StrEnum):
    """A city, or a part of a federal state."""

    CITY = "city"
    REGION = "region"


class Standing(StrEnum):
    """Whether a grouping still meets."""

    ACTIVE = "active"
    DORMANT = "dormant"
    ENDED = "ended"


def _word(value: str) -> str:
    if value != value.strip():
        raise ValueError("begins or ends with a space")
    if not _WORDY.search(value):
        raise ValueError("has neither letter nor digit")
    return value


def _written(value: object) -> object:
    """Take a TOML date for its text."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    return value


def _day(value: str) -> str:
    if not _DATE.fullmatch(value):
        raise ValueError("is no date: write YYYY, YYYY-MM or YYYY-MM-DD")
    try:
        first_day(value)
    except ValueError:
        raise ValueError("is no day of the calendar") from None
    return value


Word = Annotated[Line, Field(min_length=2), AfterValidator(_word)]
When = Annotated[str, BeforeValidator(_written), AfterValidator(_day)]
Identity = Annotated[str, Field(pattern=r"^[a-z0-9]+(?:[_-][a-z0-9]+)*$", max_length=64)]


class GroupingEntry(Row):
    """A ``[[grouping]]`` table; its name counts as an alias."""

    identity: ClassVar[str] = "id"

    id: Identity = Field(examples=["harbour_four"])
    name: Word = Field(examples=["Harbour Four"])
    kind: ClubKind = Field(default=ClubKind.MINILATERAL, examples=["minilateral"])
    states: Several[Code] = Field(examples=[["AU", "FJ", "NZ"]])
    aliases: Several[Word] = Field(default=(), examples=[["Harbour Quartet"]])
    aliases_ci: Several[Word] = Field(default=(), examples=[["harbour talks"]])
    needs_context: Several[Word] = Field(default=(), examples=[["H4"]])
    name_since: When | None = Field(default=None, examples=["2026-03"])
    first_year: StrictInt | None = Field(default=None, ge=1800, le=2200, examples=[2026])
    level: Level | None = Field(default=None, examples=["foreign_ministers"])
    status: Standing = Field(default=Standing.ACTIVE, examples=["active"])
    note: Line = Field(default="", examples=["agreed in Suva"])

    @field_validator("states")
    @classmethod
    def _are_several(cls, value: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        is_small_club = info.data.get("kind") in {ClubKind.MINILATERAL, ClubKind.BILATERAL}
        if is_small_club and len(value) < FEWEST_MEMBERS:
            raise ValueError("has fewer than two states")
        return value

    @field_validator("needs_context")
    @classmethod
    def _are_aliases(cls, value: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        given = info.data
        known = {given.get("name"), *given.get("aliases", ()), *given.get("aliases_ci", ())}
        stray = next((name for name in value if name not in known), None)
        if stray is not None:
            raise ValueError(f"names {stray!r}, which is none of the aliases")
        return value

    def value(self) -> dict[str, Any]:
        """Return the row as the lexicon knows it."""
        plain = self.model_dump(mode="json", exclude_none=True)
        return {**plain, "aliases": list(dict.fromkeys((self.name, *self.aliases)))}


class AliasEntry(Row):
    """An ``[[alias]]`` table: one more name of a grouping."""

    identity: ClassVar[str] = "name"

    name: Word = Field(examples=["Harbour Quartet"])
    grouping: Identity = Field(examples=["quad"])
    any_case: StrictBool = Field(default=False, examples=["false"])
    needs_context: StrictBool = Field(default=False, examples=["false"])

    def value(self) -> dict[str, Any]:
        """Return the row as the lexicon knows it."""
        return self.model_dump()


class StateEntry(Row):
    """A ``[[state]]`` table: more names of a state."""

    identity: ClassVar[str] = "code"

    code: Code = Field(examples=["TR"])
    names: Several[Word] = Field(default=(), examples=[["Turkiye"]])
    demonyms: Several[Word] = Field(default=(), examples=[["Turk"]])
    metonyms: Several[Word] = Field(default=(), examples=[["Beştepe"]])
    headline: Several[Word] = Field(default=(), examples=[["Tky"]])
    ambiguous_names: Several[Word] = Field(default=(), examples=[["Turk"]])

    def value(self) -> dict[str, Any]:
        """Return the row as the lexicon knows it."""
        return self.model_dump(mode="json")


class CityEntry(Row):
    """A ``[[city]]`` table."""

    identity: ClassVar[str] = "name"

    name: Word = Field(examples=["Itoman"])
    country: Code = Field(examples=["JP"])
    type: PlaceType = Field(default=PlaceType.CITY, examples=["city"])
    alternates: Several[Word] = Field(default=(), examples=[["Itoman City"]])
    ambiguous: StrictBool = Field(default=False, examples=["false"])

    def value(self) -> dict[str, Any]:
        """Return the row as the lexicon knows it."""
        return self.model_dump(mode="json")


class TitleEntry(Row):
    """A ``[[title]]`` table: titles of one level."""

    identity: ClassVar[str] = "titles"

    titles: Several[Word] = Field(min_length=1, examples=[["harbour minister"]])
    level: Level = Field(examples=["ministers_other"])
    plural: StrictBool = Field(default=False, examples=["false"])
    state: Code | None = Field(default=None, examples=["FJ"])
    exact: StrictBool = Field(default=False, examples=["false"])
    ambiguous: StrictBool = Field(default=False, examples=["false"])

    def value(self) -> dict[str, Any]:
        """Return the row as the lexicon knows it."""
        plain = self.model_dump(mode="json", exclude_none=True)
        return {**plain, "rank": RANKS[self.level]}


class HolderEntry(Row):
    """A ``[[holder]]`` table: one person in one office, from a day to a day."""

    identity: ClassVar[str] = "name"

    name: Word = Field(examples=["Sanae Takaichi"])
    state: Code = Field(examples=["JP"])
    office: Word = Field(examples=["Prime Minister"])
    level: Level = Field(examples=["leaders"])
    since: When = Field(examples=["2025-10-21"])
    until: When | None = Field(default=None, examples=["2026-09-30"])
    keys: Several[Word] = Field(default=(), examples=[["Takaichi"]])
    also: Several[Word] = Field(default=(), examples=[["Takaichi Sanae"]])
    source: Line = Field(default="", examples=["where this was read"])

    @field_validator("until")
    @classmethod
    def _ends_after_it_begins(cls, value: str | None, info: ValidationInfo) -> str | None:
        since = info.data.get("since")
        if value is not None and since is not None and last_day(value) < first_day(since):
            raise ValueError(f"is before since, {since}")
        return value

    def value(self) -> dict[str, Any]:
        """Return the row as the lexicon knows it."""
        plain = self.model_dump(mode="json", exclude_none=True, exclude={"source"})
        return {key: value for key, value in plain.items() if value != []}


class MaskEntry(Row):
    """A ``[[mask]]`` table: a name in which other names do not count."""

    identity: ClassVar[str] = "phrase"

    phrase: Word = Field(examples=["Harbour Japan Weekly"])

    def value(self) -> str:
        """Return the phrase."""
        return self.phrase


class OffEntry(Row):
    """An ``[[off]]`` table: a name that shall count for nothing, or not for one bearer."""

    identity: ClassVar[str] = "name"

    name: Word = Field(examples=["Three Brothers"])
    kind: TermKind | None = Field(default=None, examples=["grouping"])
    of: Line | None = Field(default=None, examples=["azpktr"])

    def value(self) -> dict[str, Any]:
        """Return the row as the lexicon knows it."""
        return self.model_dump(mode="json", exclude_none=True)

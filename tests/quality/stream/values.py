"""The values of the stream: a real meeting with its life, and the articles that tell of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias

from parsers.model import MINILATERAL_MIN, Format, Level, Meeting, Place, Status, When

# One claim of one article: the article's id and the claim's number in it.
Mention: TypeAlias = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Step:
    """One turn in a meeting's life: from ``at`` on it is known to stand so."""

    at: datetime
    status: Status
    when: When
    place: Place
    is_moved: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """One real meeting. ``kind`` says what is hard about it, ``series`` which others are like it.

    ``grouping`` is the name of the set, where it has one. ``fame`` scales how many
    articles tell of it.
    """

    id: str
    kind: str
    series: str
    participants: tuple[str, ...]
    level: Level
    format: Format
    grouping: str | None
    steps: tuple[Step, ...]
    fame: float = 1.0

    @property
    def is_in_scope(self) -> bool:
        """Three states and more, or a 2+2 of two."""
        return len(self.participants) >= MINILATERAL_MIN or self.level is Level.TWO_PLUS_TWO

    @property
    def days(self) -> tuple[date, date]:
        """The first and last day on which it was held, or last meant to be."""
        exact = [step.when for step in self.steps if step.when.start and step.when.end]
        last = exact[-1]
        assert last.start is not None  # an event is dated in its last step
        assert last.end is not None
        return last.start, last.end

    def at(self, moment: datetime) -> Step | None:
        """Return how it stands at a moment; None where nobody knows of it yet."""
        known = [step for step in self.steps if step.at <= moment]
        return known[-1] if known else None


@dataclass(frozen=True, slots=True)
class Told:
    """A claim as the reader makes it, and as the article truly says it.

    ``event`` is the meeting that is meant, or a name of its own for one that is made up.
    ``is_extra`` marks what the reader finds beside what is there: a meeting nobody told of,
    or a second time one that is told once. ``note`` says what the newsroom itself has wrong.
    """

    event: str
    claim: Meeting
    clean: Meeting
    is_extra: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """One article: who wrote it, when, when it came in, and what it tells.

    ``newsroom`` is whose words it prints, ``agency`` where that is one. ``published_at``
    is None where the page has no date, ``written_at`` is always there. A copy names the
    report whose text it is.
    """

    id: str
    newsroom: str
    agency: str | None
    written_at: datetime
    published_at: datetime | None
    arrives_at: datetime
    text: str
    tells: tuple[Told, ...]
    copy_of: str | None = None

    @property
    def story(self) -> str:
        """The report whose text this is; its own id for an original."""
        return self.copy_of or self.id

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """The claims of the article by number."""
        return tuple((self.id, number) for number in range(len(self.tells)))

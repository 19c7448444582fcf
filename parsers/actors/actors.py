"""What an actor is: a state in a sentence, who speaks or stands for it, and its role there.

Values alone; parsers.scenes.cast finds actors and parsers.actors.roles tells their roles.
"""

from __future__ import annotations

from collections.abc import Iterable

from parsers.actors.people import Person
from parsers.model import Level
from parsers.values import Kind, value


class Role(Kind):
    """What an actor is in its clause."""

    PARTICIPANT = "participant"
    SPEAKER = "speaker"
    GOAL = "goal"
    PLACE = "place"
    TOPIC = "topic"


@value(frozen=True, slots=True)
class Actor:
    """A state in a sentence, in the items ``first`` to ``last`` (half open).

    ``person`` and ``levels`` are empty where the state is only named. ``group``
    numbers runs of co-ordinated actors. ``is_counterpart`` takes its level from
    the other side. ``is_compound`` is one of several that hyphens join. ``governor``
    is the preposition, or another word, that stands before the run.
    """

    state: str
    first: int
    last: int
    levels: frozenset[Level] = frozenset()
    role: Role = Role.PARTICIPANT
    person: Person | None = None
    office: str | None = None
    group: int = 0
    is_counterpart: bool = False
    is_compound: bool = False
    governor: str = ""

    @property
    def is_bare(self) -> bool:
        """True where nobody of the state is named, by office or by name."""
        in_office = bool(self.levels) or self.office is not None
        return not in_office and self.person is None and not self.is_counterpart

    def placed(self, group: int, role: Role, governor: str) -> Actor:
        """Return the actor in a run, with its role and what governs it where that is not known."""
        return Actor(
            self.state, self.first, self.last, self.levels, role, self.person, self.office, group,
            self.is_counterpart, self.is_compound, self.governor or governor,
        )  # fmt: skip

    def of(self, state: str, person: Person | None = None) -> Actor:
        """Return the actor of another state, by one of its people, in the same words."""
        return Actor(
            state, self.first, self.last, self.levels, self.role, person, self.office, self.group,
            self.is_counterpart, self.is_compound, self.governor,
        )  # fmt: skip


def states_of(actors: Iterable[Actor]) -> frozenset[str]:
    """Return the states that actors stand for."""
    return frozenset(actor.state for actor in actors)

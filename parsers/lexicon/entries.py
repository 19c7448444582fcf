"""The rows of the lexicon: states, cities, offices, their holders, and groupings.

Every row is a fact with the names under which print knows it. Nothing here
reads files or text.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from parsers.model import Level


@dataclass(frozen=True, slots=True)
class State:
    """A state, or a territory that has a code but does not meet as a state.

    ``names`` are nouns, ``name`` among them; ``demonyms`` adjectives and persons;
    ``metonyms`` stand for the government as a subject; ``prefixes`` are forms
    such as ``Sino`` before a hyphen; ``headline`` forms occur in headlines alone.
    ``ambiguous_names`` is the part of all these that has another sense.
    """

    code: str
    name: str
    names: tuple[str, ...]
    demonyms: tuple[str, ...]
    capital: str | None = None
    metonyms: tuple[str, ...] = ()
    prefixes: tuple[str, ...] = ()
    headline: tuple[str, ...] = ()
    ambiguous_names: frozenset[str] = frozenset()
    territory: bool = False


@dataclass(frozen=True, slots=True)
class City:
    """A city (``type`` city) or a part of a federal state (``type`` region).

    ``ambiguous`` says that the name is an ordinary word, a person's name or
    another place as well. ``country`` is a state's code.
    """

    id: str
    name: str
    country: str
    alternates: tuple[str, ...] = ()
    ambiguous: bool = False
    capital: bool = False
    type: str = "city"


@dataclass(frozen=True, slots=True)
class Office:
    """A title. ``rank`` orders titles within all levels, 1 the highest.

    ``state`` is set where the title has this level in that state alone. ``bare``
    says that the title often stands without a state and for other things too;
    ``ambiguous`` that it is an abbreviation of something else as well. ``exact``
    titles are matched as written, the others in any case.
    """

    id: str
    title: str
    level: Level
    plural: bool
    rank: int
    state: str | None = None
    bare: bool = False
    exact: bool = False
    ambiguous: bool = False
    deputy: bool = False
    ambassador: bool = False


@dataclass(frozen=True, slots=True)
class Holder:
    """A person in an office from ``since`` to ``until``, both days included.

    Days are as exact as the source row: a month is its first day for ``since``
    and its last for ``until``. ``keys`` are the names used alone. ``until`` is
    None while the person holds the office.
    """

    id: str
    name: str
    keys: tuple[str, ...]
    state: str
    office: str
    level: Level
    since: date
    until: date | None = None
    orders: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KnownGrouping:
    """A set of states with its names.

    ``kind`` is minilateral, multilateral, venue, region or bilateral. ``aliases_ci`` are
    matched in any case. ``needs_context`` are aliases with another sense.
    ``name_since`` is the first day on which the press could use the name.
    ``levels_since`` maps a level (or ``standalone_leaders``) to the first day
    of the first year or month at that level. ``orgs`` are members that are not states,
    ``partners`` counterparts outside the set. ``seat`` is the city and the state where it
    always meets, or has its headquarters. ``joined`` gives the first day of members who are
    not of the first hour, ``left`` the last day of those who are members no more.
    """

    id: str
    name: str
    kind: str
    states: tuple[str, ...]
    aliases: tuple[str, ...]
    aliases_ci: tuple[str, ...] = ()
    needs_context: frozenset[str] = frozenset()
    name_since: date | None = None
    first_year: int | None = None
    levels_since: dict[str, date] = field(default_factory=dict)
    level: Level | None = None
    orgs: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    seat: tuple[str, str] | None = None
    status: str = "active"
    note: str = ""
    joined: dict[str, date] = field(default_factory=dict)
    left: dict[str, date] = field(default_factory=dict)

    def states_on(self, day: date | None) -> tuple[str, ...]:
        """Return who was a member on a day, sorted; today's members where no day is known."""
        if day is None or not (self.joined or self.left):
            return self.states
        present = {state for state in self.states if self.joined.get(state, day) <= day}
        return tuple(sorted(present | {state for state, last in self.left.items() if day <= last}))

    @property
    def memberships(self) -> list[tuple[str, ...]]:
        """All sets of states that it has been, today's first."""
        eves = {day - timedelta(days=1) for day in self.joined.values()} | set(self.left.values())
        sets = [self.states, *(self.states_on(day) for day in sorted(eves, reverse=True))]
        return list(dict.fromkeys(sets))

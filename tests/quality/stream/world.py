"""Draws real-looking meetings over a year and a half: the easy ones, and each hard kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random

from parsers.model import Format, Level, Place
from tests.quality.stream.life import (
    CANCELLED,
    HELD,
    MOVED,
    POSTPONED,
    Plan,
    life,
    moment,
    replaced,
)
from tests.quality.stream.sets import VENUES, Club, clubs, contacts, pairs, place_of, unnamed
from tests.quality.stream.values import Event

MEETINGS = 200
BEGIN = date(2025, 1, 6)
SPAN = 540  # days
APART = 9  # days between two meetings of one set that have nothing to do with each other
FATES = (HELD,) * 39 + (MOVED,) * 4 + (POSTPONED,) * 4 + (CANCELLED,) * 3
LENGTHS = (1,) * 17 + (2,) * 2 + (3,)
REMOTE = 0.1
FAME = {
    Level.LEADERS: 1.6, Level.FOREIGN_MINISTERS: 1.1, Level.TWO_PLUS_TWO: 1.1,
    Level.DEFENCE_MINISTERS: 0.9, Level.NSA: 0.7, Level.MINISTERS_OTHER: 0.6, Level.OFFICIALS: 0.5,
}  # fmt: skip
CONTACT_FAME = 0.4
WEEK = 7
EVERY_OTHER = 0.5

Pick = tuple[Club, Level, date]


@dataclass(slots=True)
class Draft:
    """The world while it is drawn."""

    rng: Random
    events: list[Event] = field(default_factory=list)
    busy: dict[tuple[str, ...], list[date]] = field(default_factory=dict)

    def pick(self, sets: Sequence[Club], spare: int = 0) -> Pick:
        """Draw a set that has nothing else around a day, ``spare`` days from the end at least."""
        while True:
            club = self.rng.choice(sets)
            day = BEGIN + timedelta(days=self.rng.randrange(SPAN - spare))
            taken = self.busy.get(club.participants, ())
            if all(abs(day - other) > timedelta(days=APART + spare) for other in taken):
                return club, self.rng.choice(club.levels), day

    def add(self, kind: str, series: str, club: Club, plan: Plan, *, fame: float = 1) -> Event:
        """Draw the life of a meeting and add it."""
        event = Event(
            id=f"e{len(self.events):03}",
            kind=kind,
            series=series,
            participants=club.participants,
            level=plan.level,
            format=self._format(plan),
            grouping=club.name,
            steps=life(plan, self.rng),
            fame=FAME[plan.level] * fame,
        )
        self.events.append(event)
        self.busy.setdefault(club.participants, []).append(plan.first)
        return event

    def _format(self, plan: Plan) -> Format:
        if not plan.is_remote:
            return Format.IN_PERSON
        return self.rng.choice((Format.VIRTUAL, Format.VIRTUAL, Format.PHONE))

    @property
    def series(self) -> str:
        """A name for what is drawn next."""
        return f"s{len(self.events):03}"


def world(seed: int) -> tuple[Event, ...]:
    """Return the meetings of a seed; the same for the same seed."""
    made = Draft(Random(f"world {seed}"))  # noqa: S311 -- a repeatable draw, no secret
    for draw, times in HARD:
        for _ in range(times):
            draw(made)
    while len(made.events) < MEETINGS:
        _single(made)
    return tuple(made.events[:MEETINGS])


def _plan(made: Draft, club: Club, level: Level, first: date) -> Plan:
    return Plan(level, place_of(club, made.rng), first)


def _single(made: Draft) -> None:
    """One meeting with nothing around it, whatever becomes of it."""
    club, level, first = made.pick((*clubs(), *clubs(), *unnamed()))
    plan = _plan(made, club, level, first)
    is_remote = made.rng.random() < REMOTE
    place = Place() if is_remote else plan.place
    length = 1 if is_remote else made.rng.choice(LENGTHS)
    fate = made.rng.choice(FATES)
    plan = replace(plan, place=place, is_remote=is_remote, length=length, fate=fate)
    made.add("long" if length > 1 else "single", made.series, club, plan)


def _again(
    kind: str, days: tuple[int, ...], sets: Callable[[], Sequence[Club]], spare: int
) -> Make:
    """The same set again at the same level, so many days later each time."""

    def draw(made: Draft) -> None:
        club, level, first = made.pick(sets(), spare)
        series = made.series
        made.add(kind, series, club, _plan(made, club, level, first))
        for apart in days:
            first += timedelta(days=apart + made.rng.randint(-1, 1))
            lead = made.rng.randint(1, apart - 2)
            made.add(kind, series, club, replace(_plan(made, club, level, first), lead=lead))

    return draw


def _yearly(made: Draft) -> None:
    """A yearly meeting; the next is announced at the end of this one."""
    club, level, first = made.pick(clubs(), 380)
    series = made.series
    made.add("yearly", series, club, _plan(made, club, level, first))
    apart = 364 + made.rng.randint(-20, 20)
    plan = _plan(made, club, level, first + timedelta(days=apart))
    made.add("yearly", series, club, replace(plan, lead=apart))


def _two_levels(made: Draft) -> None:
    """Ministers prepare what leaders do, in the same week."""
    _levels(made, "two_levels_week", made.rng.randint(2, 5))


def _same_day(made: Draft) -> None:
    """Leaders and ministers meet apart, on the same day at the same place."""
    _levels(made, "two_levels_day", 0)


def _levels(made: Draft, kind: str, apart: int) -> None:
    club, _, first = made.pick(clubs(), WEEK)
    series = made.series
    below = made.rng.choice((Level.FOREIGN_MINISTERS,) * 3 + (Level.DEFENCE_MINISTERS,))
    plan = _plan(made, club, below, first)
    made.add(kind, series, club, plan)
    top = replace(plan, level=Level.LEADERS, first=first + timedelta(days=apart))
    made.add(kind, series, club, top)


def _rounds(made: Draft) -> None:
    """Talks that go on every week or two, in another city each time."""
    club, _, first = made.pick((*unnamed(), *clubs()), 60)
    level = made.rng.choice((Level.OFFICIALS, Level.NSA, Level.FOREIGN_MINISTERS))
    series = made.series
    for _ in range(made.rng.randint(4, 5)):
        lead = made.rng.randint(1, 5)
        made.add("rounds", series, club, replace(_plan(made, club, level, first), lead=lead))
        first += timedelta(days=made.rng.choice((WEEK, WEEK, 2 * WEEK)))


def _margins(made: Draft) -> None:
    """Sets that share members meet on the same day at the same place."""
    club, level, first = made.pick(clubs())
    place, series = Place(*made.rng.choice(VENUES)), made.series
    level = level if level in (Level.LEADERS, Level.FOREIGN_MINISTERS) else Level.FOREIGN_MINISTERS
    states = set(club.participants)
    others = [
        other
        for other in (*clubs(), *unnamed())
        if len(states & set(other.participants)) > 1 and other.participants != club.participants
    ]
    for one in (club, *made.rng.sample(others, min(len(others), made.rng.randint(1, 2)))):
        made.add("margins", series, one, Plan(level, place, first))


def _call_before(made: Draft) -> None:
    """A call on the day before they meet."""
    club, level, first = made.pick((*clubs(), *unnamed()), 1)
    series = made.series
    call = Plan(level, Place(), first, is_remote=True)
    made.add("call_before", series, club, call)
    meeting = _plan(made, club, level, first + timedelta(days=1))
    made.add("call_before", series, club, replace(meeting, lead=made.rng.randint(4, 20)))


def _two_plus_two(made: Draft) -> None:
    """Four ministers of two states; at times the foreign ministers alone on the eve, or again."""
    club, level, first = made.pick(pairs(), 380)
    series = made.series
    plan = _plan(made, club, level, first)
    made.add("two_plus_two", series, club, plan)
    if made.rng.random() < EVERY_OTHER:
        eve = replace(plan, level=Level.FOREIGN_MINISTERS, first=first - timedelta(days=1))
        made.add("two_plus_two", series, club, eve, fame=CONTACT_FAME)
    if made.rng.random() < EVERY_OTHER:
        later = first + timedelta(days=364 + made.rng.randint(-30, 15))
        made.add("two_plus_two", series, club, _plan(made, club, level, later))


def _contacts(made: Draft) -> None:
    """Two states that call or see each other every week."""
    club, level, first = made.pick(contacts(), 40)
    series = made.series
    for _ in range(5):
        is_remote = made.rng.random() < EVERY_OTHER
        plan = Plan(level, Place(), first) if is_remote else _plan(made, club, level, first)
        plan = replace(plan, is_remote=is_remote, lead=made.rng.randint(1, 4))
        made.add("contacts", series, club, plan, fame=CONTACT_FAME)
        first += timedelta(days=WEEK + made.rng.randint(-2, 2))


def _replacing(made: Draft) -> None:
    """One is called off; another is to take its place, elsewhere and later."""
    club, level, first = made.pick((*clubs(), *unnamed()), 60)
    series = made.series
    plan = _plan(made, club, level, first)
    off = made.add("replaced", series, club, replace(plan, fate=CANCELLED))
    later = _plan(made, club, level, first + timedelta(days=made.rng.randint(12, 50)))
    new = made.add("replaced", series, club, later)
    told = moment(
        off.steps[-1].at.date() + timedelta(days=made.rng.randint(0, 4)), made.rng, 21, 22
    )
    made.events[-1] = replace(new, steps=replaced(new.steps, told))


def _either(*sets: Callable[[], Sequence[Club]]) -> Callable[[], Sequence[Club]]:
    return lambda: tuple(club for some in sets for club in some())


Make = Callable[[Draft], None]
HARD: tuple[tuple[Make, int], ...] = (
    (_again("weekly", (WEEK, WEEK), _either(clubs, unnamed), 20), 3),
    (_again("monthly", (30,), _either(clubs, unnamed), 40), 5),
    (_yearly, 6),
    (_two_levels, 5),
    (_same_day, 3),
    (_rounds, 3),
    (_margins, 5),
    (_call_before, 4),
    (_two_plus_two, 5),
    (_contacts, 5),
    (_replacing, 3),
)


def by_kind(events: Sequence[Event]) -> Iterator[tuple[str, list[Event]]]:
    """Yield each kind with its meetings."""
    for kind in dict.fromkeys(event.kind for event in events):
        yield kind, [event for event in events if event.kind == kind]

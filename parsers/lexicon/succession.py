"""Brings told terms of office and those we hold together: who came, who left, what is doubtful.

What we hold was checked by hand and goes first: a source ends a term that we hold open,
lengthens one and adds those we lack. Where it says otherwise it is doubted aloud, not obeyed.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from parsers.lexicon.entries import Holder
from parsers.lexicon.keys import fold
from parsers.lexicon.tables import first_day, last_day
from parsers.lexicon.wikidata import Role, Told
from parsers.model import Level

# Sources differ by days about when a term began: election, oath, gazette.
SLACK: Final = timedelta(days=31)
# Two people in one seat for longer are one person under two names, or a mistake.
HANDOVER: Final = timedelta(days=62)
# A term told without an end that began before is most likely one whose end nobody entered.
OLDEST_OPEN: Final = date(2005, 1, 1)
FEWEST_WORDS: Final = 2  # of a name, that can tell one person from another

LEVELS: Final = {
    Role.HEAD_OF_STATE: Level.LEADERS,
    Role.HEAD_OF_GOVERNMENT: Level.LEADERS,
    Role.FOREIGN_MINISTER: Level.FOREIGN_MINISTERS,
    Role.DEFENCE_MINISTER: Level.DEFENCE_MINISTERS,
}
OFFICES: Final = {
    Role.HEAD_OF_STATE: "Head of State",
    Role.HEAD_OF_GOVERNMENT: "Head of Government",
    Role.FOREIGN_MINISTER: "Foreign Minister",
    Role.DEFENCE_MINISTER: "Defence Minister",
}


@dataclass(frozen=True, slots=True)
class Term:
    """One row to be added to what we hold, or (``is_ours``) to change it; dates as in the files.

    ``since`` of a changed row is ours to the day, so that it is found again.
    """

    name: str
    state: str
    office: str
    level: Level
    since: str
    until: str | None
    source: str
    is_ours: bool = False

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What makes two rows one term."""
        return self.state, self.office, self.name, self.since

    def as_row(self) -> dict[str, Any]:
        """Return the row as a file has it."""
        plain = {
            "name": self.name, "state": self.state, "office": self.office,
            "level": self.level.value, "since": self.since, "until": self.until,
            "source": self.source,
        }  # fmt: skip
        return {key: value for key, value in plain.items() if value is not None}


@dataclass(frozen=True, slots=True)
class Succession:
    """What a source changes: terms to write, by state and date, and sentences of doubt."""

    terms: tuple[Term, ...]
    doubts: tuple[str, ...]


def succession(known: Iterable[Holder], told: Sequence[Told]) -> Succession:
    """Compare what is told with what we hold; the order of either does not matter."""
    held: dict[tuple[str, Level], list[Holder]] = defaultdict(list)
    for holder in known:
        held[holder.state, holder.level].append(holder)
    tellings: dict[tuple[str, Level], list[Told]] = defaultdict(list)
    for one in told:
        tellings[one.state, LEVELS[one.role]].append(one)
    of_many = _heads_of_many(told)
    terms: list[Term] = []
    doubts: list[str] = []
    for key in sorted(tellings):
        bench = _Bench(held[key], sorted(tellings[key], key=lambda one: (one.since, one.item)))
        bench.end()
        bench.add(of_many)
        terms += bench.terms
        doubts += bench.doubts
    ordered = sorted(terms, key=lambda term: (term.state, term.level, term.since, term.name))
    return Succession(tuple(ordered), tuple(doubts))


def _heads_of_many(told: Iterable[Told]) -> frozenset[str]:
    """Return who is head of several states: a monarch of realms that others govern."""
    states: dict[str, set[str]] = defaultdict(set)
    for one in told:
        if one.role is Role.HEAD_OF_STATE:
            states[one.item].add(one.state)
    return frozenset(item for item, codes in states.items() if len(codes) > 1)


class _Bench:
    """The seats of one level in one state, while a source's terms are compared with ours."""

    def __init__(self, held: Sequence[Holder], told: Sequence[Told]) -> None:
        self.held = held
        self.told = told
        self.terms: list[Term] = []
        self.doubts: list[str] = []
        self.offices = _offices(held, told)
        self._ends: dict[str, date] = {}

    def end(self) -> None:
        """End the terms that we hold open and the source does not."""
        for holder in self.held:
            if holder.until is not None:
                continue
            ends = [one for one in self._about(holder) if _overlap(one, holder)]
            if not ends or any(one.until is None for one in ends):
                continue
            last = max(ends, key=lambda one: last_day(one.until or ""))
            self._ends[holder.id] = last_day(last.until or "")
            self.terms.append(_changed(holder, last))

    def _about(self, holder: Holder) -> list[Told]:
        """Return what is told of a person in that seat, or in any where no role is that seat."""
        is_named = holder.office in self.offices.values()
        return [
            one
            for one in self.told
            if is_same(holder, one) and (not is_named or self.offices[one.role] == holder.office)
        ]

    def add(self, of_many: frozenset[str]) -> None:
        """Add the terms that we lack, and lengthen those that went on."""
        for one in self.told:
            mine = [holder for holder in self.held if is_same(holder, one)]
            if one.item in of_many and not mine:
                continue
            if not _is_covered(one, [(h.since, self._until(h)) for h in mine]):
                self._take(one, mine)

    def _until(self, holder: Holder) -> date:
        return self._ends.get(holder.id, holder.until or date.max)

    def _take(self, one: Told, mine: Sequence[Holder]) -> None:
        touching = [holder for holder in mine if _overlap(one, holder)]
        if not touching:
            self._seat(one)
            return
        last = max(touching, key=lambda holder: holder.since)
        until = self._until(last)
        if one.until is None:
            self.doubts.append(f"{_line(one)}: no end is told, but we hold that it ended {until}")
        elif last_day(one.until) - SLACK > until:
            self.terms.append(_changed(last, one))
        else:
            first = min(touching, key=lambda holder: holder.since)
            self.doubts.append(f"{_line(one)}: we hold that it began {first.since}")

    def _seat(self, one: Told) -> None:
        """Add a term that we lack, unless somebody else sits there, or it should long be over."""
        office = self.offices[one.role]
        since = first_day(one.since)
        until = last_day(one.until) if one.until else date.max
        if one.until is None and since < OLDEST_OPEN:
            self.doubts.append(f"{_line(one)}: no end is told in all these years")
            return
        for name, begins, ends in self._sitting(office):
            if min(until, ends) - max(since, begins) > HANDOVER:
                self.doubts.append(f"{_line(one)}: we hold {name} in that seat")
                return
        level = LEVELS[one.role]
        self.terms.append(Term(one.name, one.state, office, level, one.since, one.until, one.item))

    def _sitting(self, office: str) -> Iterator[tuple[str, date, date]]:
        for holder in self.held:
            if holder.office == office:
                yield holder.name, holder.since, self._until(holder)
        for term in self.terms:
            if term.office == office:
                ends = last_day(term.until) if term.until else date.max
                yield term.name, first_day(term.since), ends


def _offices(held: Sequence[Holder], told: Sequence[Told]) -> Mapping[Role, str]:
    """Learn what each role is called in a state: from those whom both know, else from the days."""
    known: dict[Role, Counter[str]] = {role: Counter() for role in Role}
    alike: dict[Role, Counter[str]] = {role: Counter() for role in Role}
    for one in told:
        for holder in held:
            if _is_alike(one, holder):
                alike[one.role][holder.office] += 1
                known[one.role][holder.office] += is_same(holder, one)
    return {role: _usual(known[role]) or _usual(alike[role]) or OFFICES[role] for role in Role}


def _usual(votes: Counter[str]) -> str:
    """Return the office with most votes, the first by name of equals; none without a vote."""
    return max(
        sorted(office for office in votes if votes[office]), key=votes.__getitem__, default=""
    )


def is_same(holder: Holder, one: Told) -> bool:
    """Say whether a told term is one of this holder's, by his name in any order.

    Words more or fewer are forgiven where the terms begin alike: father and son are
    called alike, but not at one time.
    """
    theirs = _words(one.name)
    for mine in (_words(known) for known in (holder.name, *holder.orders)):
        if mine == theirs:
            return True
        is_part = mine <= theirs or theirs <= mine
        if is_part and min(len(mine), len(theirs)) >= FEWEST_WORDS and _is_alike(one, holder):
            return True
    return False


def _words(name: str) -> frozenset[str]:
    plain = fold(name).lower().replace("-", " ").replace(".", " ").replace("'", "")
    return frozenset(word for word in plain.split() if len(word) > 1)


def _overlap(one: Told, holder: Holder) -> bool:
    until = last_day(one.until) if one.until else date.max
    return first_day(one.since) <= (holder.until or date.max) and until >= holder.since


def _is_alike(one: Told, holder: Holder) -> bool:
    """Say whether a told term and ours begin alike: it is one seat under two names."""
    return abs(first_day(one.since) - holder.since) <= SLACK


def _is_covered(one: Told, spans: Iterable[tuple[date, date]]) -> bool:
    reached = first_day(one.since)
    goal = last_day(one.until) - SLACK if one.until else date.max
    for since, until in sorted(spans):
        if since - SLACK <= reached:
            reached = max(reached, until)
    return reached >= goal


def _changed(holder: Holder, one: Told) -> Term:
    return Term(
        name=holder.name,
        state=holder.state,
        office=holder.office,
        level=holder.level,
        since=holder.since.isoformat(),
        until=one.until,
        source=one.item,
        is_ours=True,
    )


def _line(one: Told) -> str:
    return f"{one.state} {one.role.replace('_', ' ')} {one.name}, {one.since}-{one.until or ''}"

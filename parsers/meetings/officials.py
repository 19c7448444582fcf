"""Who takes part in a meeting by name: those of its clause, and those the rest of the text names.

A text says once who meets and then tells of each: whoever holds, for a state that takes
part, the office at which it meets, is there, unless the text says that he is not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from operator import itemgetter

from parsers.actors.actors import Role
from parsers.actors.people import is_same_name
from parsers.model import Level, Meeting, Official, Status
from parsers.scenes.attendance import Attendee, aligned, is_outsider
from parsers.scenes.frames import Frame
from parsers.scenes.scenes import Document
from parsers.words.levels import PARTS_OF_TWO_PLUS_TWO, RANK
from parsers.words.personal_names import bare_name, name_parts

MINISTERS = PARTS_OF_TWO_PLUS_TWO | {Level.MINISTERS_OTHER, Level.TWO_PLUS_TWO}
OFF = frozenset({Status.CANCELLED, Status.POSTPONED})


def officials_of(frame: Frame) -> tuple[Official, ...]:
    """Return the people whom a frame's own clause makes take part, each once."""
    scene = frame.clause.scene
    outsiders = {a for a in scene.actors if a.person and is_outsider(scene.items, a)}
    found = (
        Official(bare_name(a.person.name), a.office or a.person.office, a.state)
        for a in frame.actors
        if a.person is not None
        and a.state in frame.states
        and a.role is Role.PARTICIPANT
        and not a.person.is_past
        and a not in outsiders
    )
    return tuple({official.name: official for official in found}.values())


class People:
    """Those whom a text tells to be there, by their states."""

    def __init__(self, seen: Sequence[Attendee]) -> None:
        self._by_state: dict[str, list[tuple[int, Attendee]]] = {}
        for at, one in enumerate(seen):
            self._by_state.setdefault(one.state, []).append((at, one))

    def around(self, claim: Meeting) -> list[Attendee]:
        """Return those of the states of a meeting and of its officials, as the text names them."""
        states = {*claim.participants, *(one.state for one in claim.officials if one.state)}
        found = (pair for state in states for pair in self._by_state.get(state, ()))
        return [one for _, one in sorted(found, key=itemgetter(0))]


def taking_part(
    claim: Meeting,
    seen: Sequence[Attendee],
    document: Document,
    *,
    is_only: bool,
) -> tuple[Official, ...]:
    """Return all who take part in a meeting by name; history is left as it is told.

    Where the text tells of no other meeting of the same states (``is_only``), those whom it
    says to attend are there, whatever their office.
    """
    told = list(_once(claim.officials, seen))
    if claim.is_background:
        return tuple(told)
    told.extend(_completing(claim, told, seen))
    if not is_only:
        return tuple(told)
    if 2 * len({official.state for official in told}) < len(claim.participants):
        most = level_of_most(claim, seen)
        if most is not Level.LEADERS or claim.level is not Level.OFFICIALS:
            told.extend(_completing(replace(claim, level=most), told, seen))
    told.extend(_attending(claim, told, seen))
    states = frozenset(claim.participants)
    if {official.state for official in told} != states and claim.is_in_scope:
        told.extend(_by_list(told, document, states))
    return tuple(told)


def level_of_most(claim: Meeting, seen: Sequence[Attendee]) -> Level | None:
    """Return the level at which the text names people of most of the states, None of few."""
    there = [s for s in seen if s.state in claim.participants and not s.is_absent]
    sides = {
        level: {s.state for s in there if level in s.person.levels or s.is_counterpart}
        for level in RANK
    }
    best = max(RANK, key=lambda level: len(sides[level]))
    is_most = 2 * len(sides[best]) > len(claim.participants) and len(sides[best]) > 1
    return best if is_most else None


def _completing(
    claim: Meeting,
    told: Sequence[Official],
    seen: Sequence[Attendee],
) -> list[Official]:
    return [one for code in claim.participants for one in _missing(code, claim, told, seen)]


def _once(officials: Iterable[Official], seen: Sequence[Attendee]) -> Iterator[Official]:
    """Yield each person once, by the fullest name and with the office the text gives him."""
    kept: list[Official] = []
    for official in officials:
        known = next((s for s in seen if _is_of(official, s)), None)
        fuller = replace(official, name=bare_name(known.person.name)) if known else official
        office = official.office or (known.person.office if known else None)
        same = next((k for k in kept if k.state == fuller.state and _is_one(k, fuller)), None)
        if same is None:
            kept.append(replace(fuller, office=office))
        elif same.office is None and office is not None:
            kept[kept.index(same)] = replace(same, office=office)
    yield from kept


def _is_of(official: Official, attendee: Attendee) -> bool:
    is_of_state = official.state == attendee.state
    return is_of_state and is_same_name(official.name, attendee.person.name)


def _is_one(left: Official, right: Official) -> bool:
    return is_same_name(left.name, right.name)


def _attending(
    claim: Meeting,
    told: Sequence[Official],
    seen: Sequence[Attendee],
) -> Iterator[Official]:
    """Yield those whom the text says to take part, for states of whom nobody else is there."""
    filled = {official.state for official in told}
    for known in seen:
        if not known.is_attending or known.is_absent or known.state in filled:
            continue
        if known.state in claim.participants:
            filled.add(known.state)
            yield Official(bare_name(known.person.name), known.person.office, known.state)


def _missing(
    code: str,
    claim: Meeting,
    told: Sequence[Official],
    seen: Sequence[Attendee],
) -> Iterator[Official]:
    """Yield who else of one state takes part: one for each office at which the states meet."""
    open_levels = _open_levels(code, claim, told, seen)
    members = frozenset(claim.participants)
    own = [known for known in seen if known.state == code]
    for known in sorted(own, key=lambda attendee: attendee.person.from_table):
        if any(_is_of(official, known) for official in told):
            continue
        if known.is_absent and claim.status not in OFF:
            continue
        level = _level_for(known, open_levels, members)
        if level is not None:
            open_levels.discard(level)
            yield Official(bare_name(known.person.name), known.person.office, code)


def _open_levels(
    code: str,
    claim: Meeting,
    told: Sequence[Official],
    seen: Sequence[Attendee],
) -> set[Level]:
    """Return the offices of a state's side for which the clauses of the meeting name nobody."""
    level = claim.level
    if level is None:
        return set()
    wanted = set(PARTS_OF_TWO_PLUS_TWO if level is Level.TWO_PLUS_TWO else {level})
    for official in told:
        if official.state != code:
            continue
        held = next((s.person.levels for s in seen if _is_of(official, s)), frozenset[Level]())
        wanted -= (held & wanted) or set(sorted(wanted)[:1])
    return wanted


def _level_for(
    known: Attendee,
    open_levels: set[Level],
    members: frozenset[str],
) -> Level | None:
    """Return the open office that a person fits, by his own or by the company he is named in."""
    levels = known.person.levels
    if levels:
        return next((level for level in sorted(open_levels) if level in levels), None)
    is_minister = "minister" in (known.person.office or "").lower()
    fitting = sorted(open_levels & MINISTERS) if is_minister else sorted(open_levels)
    is_near = known.is_counterpart or known.is_beside or bool(known.in_company & members)
    return next(iter(fitting), None) if is_minister or is_near else None


def _by_list(
    told: Sequence[Official],
    document: Document,
    states: frozenset[str],
) -> Iterator[Official]:
    """Yield those whom only a list of as many names as states tells, none of them twice."""
    filled = {official.state for official in told}
    for found in aligned(document, states, states.difference(filled - {None})):
        is_new = not any(set(name_parts(found.person.name)) & set(name_parts(o.name)) for o in told)
        if found.state not in filled and is_new:
            filled.add(found.state)
            yield Official(bare_name(found.person.name), None, found.state)

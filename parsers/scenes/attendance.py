"""Whom a text names, sentence by sentence: in office or not, in whose company, and absent or not.

It collects what is said of people; whose meeting they take part in is asked in
parsers.meetings.officials.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from parsers.actors.actor_forms import BETWEEN_NAMES
from parsers.actors.actors import Actor, Role
from parsers.actors.people import Person, is_same_name, joined_people
from parsers.scenes.scenes import Document, Scene
from parsers.words.function_words import word_at
from parsers.words.items import NAME_KINDS, Item, ItemKind
from parsers.words.name_lists import NameList
from parsers.words.phrases import phrases

PRESENT_ROLES = frozenset({Role.PARTICIPANT, Role.SPEAKER, Role.GOAL})
# Who stands behind one of these does something there, and is no topic.
CLAUSE_OPENERS = frozenset({"while", "whereas", "when", "although", "though", "because", "since"})
# Those who are named with one of these report, advise or watch; no meeting is theirs.
OUTSIDERS = frozenset(
    """spokesman spokeswoman spokesperson analyst expert researcher scholar professor journalist
    reporter correspondent editor columnist photographer activist campaigner politician lawmaker
    legislator senator congressman congresswoman economist historian author writer singer actor
    actress player coach captain footballer businessman businesswoman executive ceo lawyer judge
    priest bishop mayor resident student wife husband son daughter brother sister commentator
    producer blogger pundit strategist academic intern""".split()
) | {"opposition leader", "official representative"}
OUTSIDER_REACH = 7  # items behind "X, " that are looked at
DESCRIPTION_REACH = 4  # and those in which it is said what X is
ABSENT = phrases(
    r"""
    (?:did|does|do|will|would|could|can)(?: not|n['’]t) (?:come|attend|take part|participate|join|\
    travel|be (?:there|present|attending|joining)|make it|appear|show up)
    cannot (?:come|attend|join|take part)|won['’]t (?:come|attend|join|take part|be there)
    (?:was|were|is|are) (?:not (?:invited|present|there|attending)|absent|missing|left out)
    (?:has |had )?(?:resigned|stepped down|been (?:ousted|removed|sacked|hospitali[sz]ed)|died)
    (?:has |had )?(?:tested positive|fallen ill|pulled out|withdrawn|cancelled (?:his|her))
    (?:skipp|snubb|miss)(?:ed|ing)|stayed away|stays away|declined to (?:attend|come|join)
    """,
)
ABSENT_REACH = 16  # characters from a name to the words that say that he stayed away
HISTORY = phrases(
    r"""
    former|then-(?=\w)|last year|last decade|(?:months?|years?|decades?) (?:ago|earlier)
    predecessors?
    """,
)
# Whose sentence says so takes part, whatever his office; and who is met or meets there may.
ATTENDING = phrases(
    r"""
    represent(?:s|ed|ing)?|attend(?:s|ed|ing)?|t[ao]+k(?:es?|ing)? part|participat(?:es?|ed|ing)
    present (?:were|was|are|at)|(?:co-)?chair(?:s|ed|ing)?|presid(?:es?|ed|ing)|delegations?
    delegates|(?:indian|\w+) side (?:was|is) (?:led|headed)|(?:head|l)(?:ed|s|ing)? the \w+ side
    spoke for|signed (?:for|on behalf)
    """,
)
BESIDE = phrases(
    r"""
    host(?:s|ed|ing)?|receiv(?:es?|ed|ing)|welcom(?:es?|ed|ing)|join(?:s|ed|ing)?|signed|greeted
    standing beside|guests?
    """,
)
IN_ORDER = phrases("respectively|represented by|attended by|taking part were|present were|in order")
# Right before a list of names, these say that it is of all who met.
OPENING_LIST = (("they", "were"), ("they", "are"), ("brought", "together"), ("involved", ":"))


@dataclass(slots=True)
class Attendee:
    """A person of one state as the whole text tells of him; ``scene`` is where he comes first.

    ``in_company`` are the states whose people are named beside him.
    """

    person: Person
    state: str
    scene: int
    in_company: frozenset[str]
    is_absent: bool = False
    is_counterpart: bool = False
    is_attending: bool = False
    is_beside: bool = False


def attendees(document: Document) -> list[Attendee]:
    """Return the people of a text in the order in which it first names them, each once."""
    found: list[Attendee] = []
    by_state: dict[str, list[Attendee]] = {}
    for scene in document.scenes:
        present = [actor for actor in scene.actors if _is_somebody(scene, actor)]
        for actor in present:
            seen = _attendee(scene, actor, present)
            if not _is_joined(by_state.setdefault(seen.state, []), seen):
                by_state[seen.state].append(seen)
                found.append(seen)
    return found


def _is_somebody(scene: Scene, actor: Actor) -> bool:
    """Tell whether an actor is a person who acts for his state now."""
    is_present = actor.role in PRESENT_ROLES or actor.governor in CLAUSE_OPENERS
    if actor.person is None or actor.person.is_past or not is_present:
        return False
    return not is_outsider(scene.items, actor) and HISTORY.search(scene.row.text) is None


def is_outsider(items: Sequence[Item], actor: Actor) -> bool:
    """Tell whether words at a name make its bearer a reporter, an analyst, a relative."""
    at = _name_at(items, actor)
    if word_at(items, at).split()[0:1] and word_at(items, at).split()[0] in OUTSIDERS:
        return True
    before = word_at(items, at - 1)
    is_byline = before == "by" and at == 1
    office = (actor.office or "").lower().split(" of ")[0]
    if before in OUTSIDERS or is_byline or office in OUTSIDERS:
        return True
    if word_at(items, actor.last) != ",":
        return False
    behind = items[actor.last + 1 : actor.last + 1 + OUTSIDER_REACH]
    words = [item.word for item in behind]
    length = words.index(",") if "," in words else len(words)
    # "X, the ministry's spokesman, Y, said": Y is the spokesman.
    is_of_next = any(item.kind in NAME_KINDS for item in (*behind[:2], *behind[length + 1 :][:1]))
    said = words[: min(length, DESCRIPTION_REACH)]
    return not OUTSIDERS.isdisjoint(said) and not is_of_next


def _name_at(items: Sequence[Item], actor: Actor) -> int:
    name = actor.person.name if actor.person else ""
    inside = range(actor.first, actor.last)
    return next((at for at in inside if items[at].text == name), actor.first)


def _attendee(scene: Scene, actor: Actor, present: Sequence[Actor]) -> Attendee:
    assert actor.person is not None  # noqa: S101 -- for the type checker; asked before
    company = frozenset(other.state for other in present if other.state != actor.state)
    end = scene.end_of(actor)
    absent = ABSENT.search(scene.row.text, end, end + ABSENT_REACH + 20)
    is_absent = absent is not None and absent.start() - end <= ABSENT_REACH
    return Attendee(
        actor.person,
        actor.state,
        scene.index,
        company,
        is_absent,
        actor.is_counterpart,
        is_attending=ATTENDING.search(scene.row.text) is not None,
        is_beside=BESIDE.search(scene.row.text) is not None,
    )


def _is_joined(of_state: Iterable[Attendee], seen: Attendee) -> bool:
    """Add what a sentence tells of somebody known to him; False where nobody known is he."""
    for known in of_state:
        if is_same_name(known.person.name, seen.person.name):
            known.person = joined_people(known.person, seen.person)
            known.in_company |= seen.in_company
            known.is_absent = known.is_absent or seen.is_absent
            known.is_counterpart = known.is_counterpart or seen.is_counterpart
            known.is_attending = known.is_attending or seen.is_attending
            known.is_beside = known.is_beside or seen.is_beside
            return True
    return False


def aligned(
    document: Document,
    states: frozenset[str],
    open_states: frozenset[str],
) -> Iterator[Attendee]:
    """Yield people of whom only a list tells whose they are, for the states still open.

    All names of a list but one are known and one state is open; or there are as many names as
    states, and the words say that they come in the order in which the states were listed.
    """
    for run in document.name_lists:
        if len(run.names) <= len(states):
            for item, code in _matched(run, states, open_states, document):
                yield Attendee(Person(item.text, code), code, run.index, states - {code})


def _matched(
    run: NameList,
    states: frozenset[str],
    open_states: frozenset[str],
    document: Document,
) -> list[tuple[Item, str]]:
    """Return the names of a run that nothing else links, each with the state it must be of."""
    scene = document.scenes[run.index]
    owners = _owners(run, document)
    known = [owner for owner in owners if owner]
    nameless = [item for item, owner in zip(run.names, owners, strict=True) if not owner]
    left = sorted(open_states.difference(known))
    if len(set(known)) != len(known) or not nameless or not states.issuperset(known):
        return []
    if known and len(nameless) == len(left) == 1:
        return [(nameless[0], left[0])]
    is_ordered = len(run.names) == len(states) and _is_in_order(scene, run.first)
    order = _order(document, run.index, states) if is_ordered else None
    if order is None or any(o and o != code for o, code in zip(owners, order, strict=True)):
        return []
    return [(n, c) for n, c, o in zip(run.names, order, owners, strict=True) if not o]


def _is_in_order(scene: Scene, opening: int) -> bool:
    """Tell whether a list of names follows the order of the states: "the ministers X, Y and Z"."""
    before = scene.items[opening - 1] if opening else None
    if before is not None and (before.text in BETWEEN_NAMES or before.kind is ItemKind.OFFICE):
        return True
    if (word_at(scene.items, opening - 2), word_at(scene.items, opening - 1)) in OPENING_LIST:
        return True
    return IN_ORDER.search(scene.row.text) is not None


def _owners(run: NameList, document: Document) -> tuple[str | None, ...]:
    """Return the states of all whom a list names; every claim of the text asks for them."""
    known, place = document.list_owners, (run.index, run.first)
    if place not in known:
        scene = document.scenes[run.index]
        known[place] = tuple(_owner(scene, item) for item in run.names)
    return known[place]


def _owner(scene: Scene, item: Item) -> str | None:
    """Return the state that the words give to the bearer of a name, if any."""
    at = scene.items.index(item)
    found = (a for a in scene.actors if a.first <= at < a.last and a.person is not None)
    return next((a.state for a in found if a.person and a.person.name == item.text), None)


def _order(document: Document, upto: int, states: frozenset[str]) -> list[str] | None:
    """Return the order in which the last list before a sentence's end gives just these states."""
    for scene in reversed(document.scenes[: upto + 1]):
        for group in dict.fromkeys(actor.group for actor in scene.actors):
            codes = [a.state for a in scene.actors if a.group == group and a.person is None]
            if len(codes) == len(states) and set(codes) == states:
                return codes
    return None

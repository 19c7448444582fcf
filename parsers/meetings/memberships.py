"""What an article claims of who joined a grouping and who left it: "Canada joined AUKUS".

Membership alone: that a state comes to a meeting, stays away from one, or takes part in a
project is no word of joining or leaving. Whose an unknown name is, the records tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from parsers.actors.actors import Actor, Role
from parsers.meetings.groupings import evidence_of, is_of_past
from parsers.model import GroupingKind, Membership, kind_of
from parsers.scenes.bodies import MINILATERAL, MULTILATERAL
from parsers.scenes.naming import NAME, is_taken
from parsers.scenes.scenes import Document, Scene
from parsers.words.items import Item, ItemKind
from parsers.words.joinings import (
    ADMITS,
    ADVERBIAL,
    AS_MEMBER,
    DOUBTFUL,
    EXPELS,
    JOINED,
    LEFT,
    LONG_AGO,
    MOVES,
    NO_MEMBERSHIP,
    UNREAL,
)

JOINED_RULE, LEFT_RULE = "joined", "left"
FREE_NAME = re.compile(NAME)
ARTICLE = "The "
LISTED = re.compile(r",? and (?:the )?|, (?:the )?")  # between the states of a list
VERB_REACH = 80  # characters from the verb of joining to the name
# Before states these make them whose ministers, or whose talks, something else is told of.
GOVERNED = frozenset({"of", "with", "by", "from", "in", "to", "for", "between", "at", "against"})


@dataclass(frozen=True, slots=True)
class _Name:
    """A grouping's name in a sentence, in characters, with the lexicon's id where it has one."""

    name: str
    start: int
    end: int
    known: str | None = None


@dataclass(frozen=True, slots=True)
class _Move:
    """Who joined a grouping or left it, and where in the sentence that is said."""

    states: frozenset[str]
    at: int
    is_joining: bool


def memberships(document: Document) -> list[Membership]:
    """Return who joined or left which grouping, each told once; what is long past left out."""
    found: dict[tuple[object, ...], Membership] = {}
    for scene in (*document.body, *document.headlines):
        if _is_news(scene, document):
            for claim in _of_scene(scene):
                found.setdefault((claim.name, claim.joined, claim.left), claim)
    return list(found.values())


def _is_news(scene: Scene, document: Document) -> bool:
    text = scene.row.text
    if scene.is_question or not MOVES.search(text):
        return False
    return LONG_AGO.search(text) is None and not is_of_past(scene, document)


def _of_scene(scene: Scene) -> Iterator[Membership]:
    text = scene.row.text
    for name in _names(scene):
        for move in (_moving(scene, name), _letting(scene, name)):
            if move is None or UNREAL.search(text, 0, move.at):
                continue
            states = tuple(sorted(move.states))
            joined, left = (states, ()) if move.is_joining else ((), states)
            rule = JOINED_RULE if move.is_joining else LEFT_RULE
            yield Membership(name.name, joined, left, evidence_of(scene), rule, name.known)


def _names(scene: Scene) -> Iterator[_Name]:
    """Yield the groupings of few that a sentence names, and the names that no lexicon has."""
    for named in scene.named:
        is_few = kind_of(named.known.states) is GroupingKind.MINILATERAL
        if named.known.kind == MINILATERAL or (named.known.kind == MULTILATERAL and is_few):
            yield _Name(named.known.name, named.start, named.end, named.known.id)
    for match in FREE_NAME.finditer(scene.text):
        start = match.start() + (len(ARTICLE) if match[0].startswith(ARTICLE) else 0)
        name = scene.text[start : match.end()]
        is_name = " " in name or sum(letter.isupper() for letter in name) > 1
        is_known = any(one.start < match.end() and start < one.end for one in scene.named)
        if is_name and not is_known and not is_taken(scene, start):
            yield _Name(name, start, match.end())


def _moving(scene: Scene, name: _Name) -> _Move | None:
    """Read "Canada has formally joined the X", "Hungary left the X on Thursday"."""
    text = scene.row.text
    before = text[max(0, name.start - VERB_REACH) : name.start]
    offset = name.start - len(before)
    for pattern, is_joining in ((JOINED, True), (LEFT, False)):
        verb = pattern.search(before)
        if verb is None or NO_MEMBERSHIP.match(text, name.end):
            continue
        run = _subject(scene, offset + verb.start())
        if run:
            return _Move(_states(run), offset + verb.start(), is_joining)
    return None


def _letting(scene: Scene, name: _Name) -> _Move | None:
    """Read "the X admitted Slovenia and Croatia", "the X was expanded to include Moldova"."""
    text = scene.row.text
    run = _listed(scene, name.end)
    if not run:
        return None
    between = text[name.end : _start(scene, run[0])]
    for pattern, is_joining in ((ADMITS, True), (EXPELS, False)):
        verb = pattern.match(between)
        if verb and not _is_guest(verb[0], text[_end(scene, run[-1]) :]):
            states = frozenset(state for item in run for state in item.values)
            return _Move(states, name.end, is_joining)
    return None


def _is_guest(verb: str, after: str) -> bool:
    """Tell whether those who are welcomed are so as guests: members are said to be such."""
    return DOUBTFUL.search(verb) is not None and AS_MEMBER.match(after) is None


def _listed(scene: Scene, end: int) -> list[Item]:
    """Return the first states named behind a place in a sentence, as far as they are a list.

    Behind a comma somebody else may speak, unless "and" ends the list.
    """
    run: list[Item] = []
    gap = ""
    for item in scene.items:
        if item.kind is not ItemKind.STATE or _start(scene, item) < end:
            continue
        before = scene.row.text[_end(scene, run[-1]) : _start(scene, item)] if run else ""
        if run and not LISTED.fullmatch(before):
            break
        run, gap = [*run, item], before
    return run if "and" in gap else run[:1]


def _start(scene: Scene, item: Item) -> int:
    return item.start - scene.row.sentence.start


def _end(scene: Scene, item: Item) -> int:
    return item.end - scene.row.sentence.start


def _subject(scene: Scene, verb: int) -> list[Actor]:
    """Return the run of states that stands right before a verb; none where their people act."""
    before = [a for a in scene.actors if scene.end_of(a) <= verb]
    if not before:
        return []
    last = max(before, key=lambda actor: actor.last)
    run = [actor for actor in before if actor.group == last.group]
    is_plain = all(actor.is_bare and actor.role is Role.PARTICIPANT for actor in run)
    is_near = ADVERBIAL.fullmatch(scene.row.text, scene.end_of(last), verb) is not None
    return run if is_plain and is_near and last.governor not in GOVERNED else []


def _states(run: Sequence[Actor]) -> frozenset[str]:
    return frozenset(actor.state for actor in run)

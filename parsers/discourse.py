"""What earlier and neighbouring sentences leave to refer to: "he", "the three", "their talks".

It keeps people and sets of states in the order of the text; which of them a clause
means is asked here, what it says of them is asked in parsers.participants.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from parsers.actors import Actor, Role
from parsers.clauses import Clause
from parsers.counts import SET_SIZE
from parsers.model import Level
from parsers.phrases import phrases
from parsers.scenes import Document, Scene

RECENT = 2  # sentences back in which "the ministers" still means a set named there
AHEAD_PENALTY = 0.5  # sentences by which a set named later counts as farther away
SINGULAR_UNLESS = frozenset({"they", "their", "them"})
PRONOUNS = frozenset({"he", "she", "his", "her", "him"}) | SINGULAR_UNLESS
TWO_LEADERS = phrases(
    r"""
    (?:the|both|these) (?:two )?(?:leaders|sides|ministers|presidents|premiers|prime ministers|men|\
    countries|nations|counterparts)
    """,
)
# "Met with President X." goes on about whom the text told before.
SUBJECTLESS = re.compile(
    r"\W{0,3}(?:(?:also|then|later|subsequently|separately) )?"
    r"(?:met|attended|held|signed|discussed|spoke|conferred|participated|hosted|dined) "
    r"(?:with|talks|in|at|the|a|an|his|her|their|separately|bilateral|meetings?|discussions|informally"
    r"|privately|by)\b",
)
THE_GROUP = re.compile(
    r"\b(?:the|these|all) (?:three|four|five|six|seven|eight|nine|trio|quartet)?\s?"
    r"(?:foreign |defen[cs]e |prime )?"
    r"(?:leaders|ministers|sides|countries|nations|advisers|advisors|chiefs|presidents|officials"
    r"|parties|states|trio|quartet|three|four|five|summit|meeting|talks|trilateral|dialogue"
    r"|session|gathering|encounter|call|consultations|discussions)\b"
    r"|\b(?:their|its|such) (?:\w+ ){0,2}"
    r"(?:meeting|talks|summit|trilateral|dialogue|session|gathering|call)\b"
    r"|^(?:they|it)\b",
)


@dataclass(slots=True)
class Memory:
    """What the sentences so far have left; ``sets`` are those of the whole text.

    ``subjects`` are the people the last sentence was about, ``last`` the states of
    the last meeting told.
    """

    sets: tuple[tuple[int, frozenset[str]], ...]
    subjects: tuple[Actor, ...] = ()
    last: frozenset[str] = frozenset()

    def remember(self, scene: Scene) -> None:
        """Keep whom a scene is about; one without a subject is about those of the last."""
        if self.subjects and is_subjectless(scene.row.text):
            return
        people = [actor for actor in scene.actors if actor.role is Role.PARTICIPANT]
        self.subjects = _foremost(people) or self.subjects

    def nearest_set(self, index: int, codes: frozenset[str], count: int) -> frozenset[str] | None:
        """Return the set of ``count`` states that holds ``codes`` and is named nearest.

        Of two as near the earlier in the text; None where there is none.
        """
        fitting = [
            (abs(at - index) + (AHEAD_PENALTY if at > index else 0), sorted(states))
            for at, states in self.sets
            if len(states) == count and codes <= states
        ]
        return frozenset(min(fitting)[1]) if fitting else None

    def recent_set(self, index: int) -> frozenset[str]:
        """Return the only set named in the last sentences; empty where there are several."""
        near = {states for at, states in self.sets if 0 < index - at <= RECENT}
        return near.pop() if len(near) == 1 else frozenset()

    def larger_set(self, index: int, states: frozenset[str]) -> frozenset[str] | None:
        """Return the only set elsewhere that has these states and one more."""
        elsewhere = {found for at, found in self.sets if at != index}
        larger = [found for found in elsewhere if states < found and len(found) == len(states) + 1]
        return larger[0] if len(larger) == 1 else None


def _foremost(actors: Iterable[Actor]) -> tuple[Actor, ...]:
    """Return whom actors make "he" or "they": the first run of people, or the only two leaders."""
    people = tuple(actor for actor in actors if actor.person is not None or actor.levels)
    leading = {actor.state for actor in people if Level.LEADERS in actor.levels}
    if len(leading) == len(people) == 2:  # noqa: PLR2004 -- "the two leaders"
        return people
    return tuple(actor for actor in people if actor.group == people[0].group)


def memory(document: Document) -> Memory:
    """Return the memory with which the reading of a document begins."""
    return Memory(tuple(pair for scene in document.scenes for pair in _sets(scene)))


def _sets(scene: Scene) -> list[tuple[int, frozenset[str]]]:
    """Collect every set of three states and more that stands in one run, and named groupings."""
    live = [actor for actor in scene.actors if actor.role is not Role.PLACE]
    found = [
        frozenset(actor.state for actor in live if actor.group == group)
        for group in dict.fromkeys(actor.group for actor in live)
    ]
    in_office = frozenset(actor.state for actor in live if not actor.is_bare)
    found.append(in_office)
    if in_office:
        found.append(frozenset(a.state for a in live if a.role is Role.PARTICIPANT))
    found.extend(frozenset(named.known.states) for named in scene.named if named.is_minilateral)
    return [(scene.index, states) for states in found if len(states) >= SET_SIZE]


def referred(clause: Clause, codes: frozenset[str], memory: Memory) -> tuple[Actor, ...]:
    """Resolve "he", "they" and "the two leaders" to people of the last clause or sentence."""
    subjects = _foremost(_said_before(clause)) or memory.subjects
    if len(codes) > SET_SIZE or not subjects:
        return ()
    are_several = len({actor.state for actor in subjects}) > 1
    if codes and are_several and TWO_LEADERS.search(clause.text):
        return subjects
    words = _words_before_actors(clause)
    if clause.start == 0 and is_subjectless(clause.text):
        return subjects
    if not any(word in PRONOUNS for word in words):
        return ()
    is_singular = not any(word in SINGULAR_UNLESS for word in words)
    return subjects[-1:] if is_singular and are_several else subjects


def _said_before(clause: Clause) -> list[Actor]:
    """Who takes part or speaks in the sentence before the clause begins."""
    scene = clause.scene
    return [
        actor
        for actor in scene.actors
        if actor.role in (Role.PARTICIPANT, Role.SPEAKER)
        and scene.position(actor.first) < clause.start
    ]


def _words_before_actors(clause: Clause) -> list[str]:
    """The words of a clause up to its first actor."""
    items = clause.scene.items
    first = min((actor.first for actor in clause.actors), default=len(items))
    return [item.word for item in items[:first] if clause.holds(item)]


def is_subjectless(sentence: str) -> bool:
    """Tell whether a lower-case sentence leaves out who meets, as official diaries do."""
    return SUBJECTLESS.match(sentence) is not None


def speaks_of_group(clause: Clause) -> bool:
    """Tell whether a clause speaks of people or a meeting as known: "the ministers", "it"."""
    return THE_GROUP.search(clause.text) is not None

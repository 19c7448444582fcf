"""What earlier and neighbouring sentences leave to refer to: "he", "the three", "their talks".

It keeps people and sets of states in the order of the text; which of them a clause
means is asked here, what it says of them is asked in parsers.meetings.participants.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from heapq import merge
from itertools import groupby
from operator import itemgetter

from parsers.actors.actors import Actor, Role
from parsers.model import Level
from parsers.scenes.absences import absent
from parsers.scenes.clauses import Clause
from parsers.scenes.gatherings import Gathering, gatherings
from parsers.scenes.rolls import Roll, rolls
from parsers.scenes.scenes import Document, Scene
from parsers.words.counts import SET_SIZE, is_apart, tells_apart
from parsers.words.function_words import word_at
from parsers.words.imagined import is_imagined
from parsers.words.items import Item, ItemKind
from parsers.words.phrases import phrases
from parsers.words.statuses import OFF, status_at
from parsers.words.triggers import STRONG

NO_LEVELS: frozenset[Level] = frozenset()
TITLE_REACH = 3  # items from "their" in which a title is that of those who are sent
GATHERED = 3  # sentences over which the people of "the three" may be named
RECENT = 2  # sentences back in which "the ministers" still means a set named there
AHEAD_PENALTY = 0.5  # sentences by which a set named later counts as farther away
SUBJECT_ROLES = frozenset({Role.PARTICIPANT, Role.SPEAKER})
SINGULAR_UNLESS = frozenset({"they", "their", "them"})
# "Her Excellency" and "His Majesty" are styles of those named there.
STYLE = re.compile(r"(?:his|her|their) (?:excellenc|majest|(?:royal |serene )?highness)")
PRONOUNS = frozenset({"he", "she", "his", "her", "him"}) | SINGULAR_UNLESS
TWO_LEADERS = phrases(
    r"""
    (?:the|both|these) (?:two )?(?:leaders|sides|ministers|presidents|premiers|prime ministers|men|\
    countries|nations|counterparts)
    the two(?= (?:were|was|are|met|meet|will|have|had|also|then))
    """,
)
# A clause cut off behind "after" or "ahead of" leaves its subject to the one before:
# "the three met first, before the talks with X".
ELIDED = re.compile(
    r"\W*(?:(?:had|has|have|will|would|later|then|also|to) ){0,2}"
    r"(?:(?:h[eo]ld(?:ing|s)?|ha[ds]|have|met|meet(?:s|ing)?|spoke|speaks?|spoken) )?"
    r"(?:(?:a|an|the|their|his|her|its|separate|similar|further|holding|meeting|more) ){0,2}"
    r"(?:(?:\w+ ){0,2}(?:talks|meetings?|summit|discussions|consultations|dinner|lunch|call"
    r"|(?:tele|video)-?conference) |meeting )?(?:with|to)\b",
)
# "Agreed in Rome | to meet again in May".
TO_MEET = re.compile(
    r"to (?:meet|gather|convene|reconvene|sit down"
    r"|(?:hold|host|convene|organi[sz]e)"
    r" (?:an?|another|the next|their (?:next|own)|further|more|fresh)"
    r" (?:[\w-]+ ){0,4}(?:meetings?|summits?|talks|rounds?|sessions?|dialogue|conference))\b"
)
# "Met with President X." goes on about whom the text told before.
SUBJECTLESS = re.compile(
    r"\W{0,3}(?:(?:also|then|later|subsequently|separately) )?(?:"
    r"(?:met|attended|held|signed|discussed|spoke|conferred|participated|hosted|dined) "
    r"(?:with|talks|in|at|the|a|an|his|her|their|separately|bilateral|meetings?|discussions|informally"
    r"|privately|by)\b"
    # "Visited the port" has no subject, "visited by thousands, the port" has.
    r"|(?:attended|joined|addressed|visited|accompanied|briefed|offered|delivered|led|gave|paid"
    r"|continued|dedicated|commemorated|inaugurated|received|negotiated|signed|toured|opened|chaired"
    r"|co-chaired|co-hosted|conducted|convened|witnessed|discussed|met|saw|held) "
    r"(?!(?:by|in|on|at|as|to|for|from|up|over|with|off|out|during|after|before|between|that)\b)\w"
    r"|(?:participated in|travell?ed (?:to|with)|stopped (?:en|while|during)|returned to"
    r"|consulted with|(?:bilateral |summit |working )?(?:meeting|audience|talks) with) "
    r")",
)
NamedSet = tuple[int, frozenset[str]]  # the index of a scene, and states that it names
_Away = tuple[float, frozenset[str]]  # how many sentences away a set is named


@dataclass(slots=True)
class Memory:
    """What the sentences so far have left; ``sets`` are those of the whole text.

    ``in_office`` are the states of whom somebody is named, sentence by sentence, ``away``
    those that it says to have stayed away, and ``absent`` all of these.
    ``subjects`` are the people the last sentence was about, ``last`` the states of the
    last meeting told, and ``told`` counts how often each set was. ``is_apart`` where the
    headline says that each is met on his own, ``apart`` the sentences of which the next says so.
    ``rolls`` are the lists of who was there.
    """

    sets: tuple[NamedSet, ...]
    in_office: tuple[frozenset[str], ...] = ()
    away: tuple[frozenset[str], ...] = ()
    absent: frozenset[str] = frozenset()
    subjects: tuple[Actor, ...] = ()
    last: frozenset[str] = frozenset()
    is_apart: bool = False
    told: Counter[frozenset[str]] = field(default_factory=Counter)
    rolls: tuple[Roll, ...] = ()
    apart: frozenset[int] = frozenset()
    gatherings: tuple[Gathering, ...] = ()

    def tell(self, states: frozenset[str]) -> None:
        """Keep that a meeting of these states was told."""
        self.last = states
        self.told[states] += 1

    def foremost(self) -> frozenset[str]:
        """Return the states of whose meetings the text tells most, three and more before two."""
        sets = [states for states in self.told if len(states) >= SET_SIZE]
        return max(sets, key=lambda states: self.told[states], default=self.last)

    def roll_at(self, index: int) -> frozenset[str]:
        """Return who was there by the roll that a scene is part of; nobody where there is none."""
        found = (roll.states for roll in self.rolls if roll.first <= index <= roll.last)
        return next(found, frozenset())

    def was_attended(self, states: frozenset[str]) -> bool:
        """Tell whether a list says of just these states that they were there."""
        return any(roll.states == states and roll.is_past for roll in self.rolls)

    def roll_ahead(self, index: int) -> frozenset[str]:
        """Return who was there by the roll that begins in this scene or soon after."""
        found = (roll.states for roll in self.rolls if 0 <= roll.first - index <= RECENT)
        return next(found, frozenset())

    def remember(self, scene: Scene) -> None:
        """Keep whom a scene is about; one without a subject is about those of the last."""
        if not any(actor.role in SUBJECT_ROLES for actor in scene.actors):
            return
        if self.subjects and (is_subjectless(scene.row.text) or _goes_on_about(scene)):
            return
        people = [actor for actor in scene.actors if actor.role is Role.PARTICIPANT]
        speakers = [actor for actor in scene.actors if actor.role is Role.SPEAKER]
        self.subjects = _foremost(people) or _foremost(speakers) or self.subjects

    def nearest_set(
        self,
        index: int,
        codes: frozenset[str],
        count: int,
        without: frozenset[str] = frozenset(),
    ) -> frozenset[str] | None:
        """Return the set of ``count`` states that holds ``codes`` and is named nearest.

        None of ``without`` is in it. Of two as near the earlier in the text; None where
        there is none.
        """
        fitting = (
            (away, states)
            for away, states in self._outwards(index, AHEAD_PENALTY)
            if len(states) == count and codes <= states and not without & states
        )
        return _first_of_nearest(fitting)

    def gathered(self, index: int, count: int, *, is_before: bool = False) -> frozenset[str] | None:
        """Return the states of the people named in this and the last sentences: "the three".

        Sentence is added to sentence going back until there are ``count``; None where there
        are more of a sudden, or too few. ``is_before`` where the number goes before all people
        of this sentence, so that those of the last ones are meant first.
        """
        at, then = (index - 1, index) if is_before else (index, index - 1)
        return self._gathered_to(at, count) or self._gathered_to(then, count)

    def _gathered_to(self, index: int, count: int) -> frozenset[str] | None:
        found: frozenset[str] = frozenset()
        for at in range(index, max(-1, index - GATHERED), -1):
            found |= self.in_office[at]
            if len(found) >= count:
                return found if len(found) == count else None
        return None

    def is_official(self, index: int) -> bool:
        """Tell whether a scene or its neighbours name somebody in office."""
        return any(self.in_office[max(0, index - 1) : index + 2])

    def nearest_part(self, index: int, whole: frozenset[str], count: int) -> frozenset[str] | None:
        """Return the set of ``count`` states of ``whole`` that is named nearest; else None."""
        fitting = (
            (away, states)
            for away, states in self._outwards(index)
            if len(states) == count and states < whole
        )
        return _first_of_nearest(fitting)

    def _outwards(self, index: int, penalty: float = 0) -> Iterator[_Away]:
        """Yield the sets with how far they are named from a sentence, the nearest first."""
        sets = self.sets
        middle = bisect_right(sets, index, key=itemgetter(0))
        before = ((index - sets[at][0], sets[at][1]) for at in range(middle - 1, -1, -1))
        after = ((sets[at][0] - index + penalty, sets[at][1]) for at in range(middle, len(sets)))
        return merge(before, after, key=itemgetter(0))

    def recent_set(self, index: int) -> frozenset[str]:
        """Return the only set named in the last sentences; empty where there are several."""
        begin = bisect_left(self.sets, index - RECENT, key=itemgetter(0))
        end = bisect_left(self.sets, index, key=itemgetter(0))
        near = {states for _, states in self.sets[begin:end]}
        return near.pop() if len(near) == 1 else frozenset()

    def larger_set(self, index: int, states: frozenset[str]) -> frozenset[str] | None:
        """Return the only set elsewhere that has these states and one more."""
        elsewhere = {found for at, found in self.sets if at != index}
        larger = [found for found in elsewhere if states < found and len(found) == len(states) + 1]
        return larger[0] if len(larger) == 1 else None


def _first_of_nearest(fitting: Iterator[_Away]) -> frozenset[str] | None:
    """Return of those equally near that which is first by its states; None where there is none."""
    nearest = next(groupby(fitting, key=itemgetter(0)), None)
    return min((states for _, states in nearest[1]), key=sorted) if nearest else None


def _goes_on_about(scene: Scene) -> bool:
    """Tell whether "he" or "she" is the subject: no person is named before."""
    first = min((a.first for a in scene.actors if not a.is_bare), default=len(scene.items))
    return not {"he", "she"}.isdisjoint(item.word for item in scene.items[:first])


def _foremost(actors: Iterable[Actor]) -> tuple[Actor, ...]:
    """Return whom actors make "he" or "they": the first run of people, or the only two leaders."""
    people = tuple(actor for actor in actors if not actor.is_bare)
    if len(people) < 2:  # noqa: PLR2004 -- of one there is no choice
        return people
    leading = {actor.state for actor in people if Level.LEADERS in actor.levels}
    if len(leading) == len(people) == 2:  # noqa: PLR2004 -- "the two leaders"
        return people
    return tuple(actor for actor in people if actor.group == people[0].group)


def memory(document: Document) -> Memory:
    """Return the memory with which the reading of a document begins."""
    lists = rolls(document.scenes)
    named = [pair for scene in document.scenes for pair in _sets(scene)]
    return Memory(
        tuple(_whole(named, lists)),
        tuple(_in_office(scene) for scene in document.scenes),
        *_absent(document),
        is_apart=any(is_apart(scene.row.text) for scene in document.headlines),
        rolls=lists,
        apart=frozenset(s.index - 1 for s in document.body if tells_apart(s.row.text)),
        gatherings=gatherings(document.scenes),
    )


def _whole(named: Sequence[NamedSet], lists: Sequence[Roll]) -> Iterator[NamedSet]:
    """Yield the sets that sentences name, a roll in the place of the parts told one by one."""
    for at, states in named:
        if not any(roll.first <= at <= roll.last and states < roll.states for roll in lists):
            yield at, states
    for roll in lists:
        yield from ((at, roll.states) for at in {roll.first, roll.last})


def _absent(document: Document) -> tuple[tuple[frozenset[str], ...], frozenset[str]]:
    """Whoever stays away from a meeting that is off does not leave it to the others."""
    by_scene = tuple(absent(scene) for scene in document.scenes)
    away = frozenset[str]().union(*by_scene)
    is_off = away and any(
        status_at(scene.row.text, trigger) in OFF
        for scene in document.scenes
        for trigger in scene.triggers
        if trigger.kind in STRONG
    )
    nobody = frozenset[str]()
    return (tuple(nobody for _ in by_scene), nobody) if is_off else (by_scene, away)


def _in_office(scene: Scene) -> frozenset[str]:
    live = (actor for actor in scene.actors if actor.role in SUBJECT_ROLES)
    return frozenset(actor.state for actor in live if not actor.is_bare)


def _sets(scene: Scene) -> list[NamedSet]:
    """Collect every set of three states and more in one run, and named groupings; no fancies."""
    live = [actor for actor in scene.actors if actor.role is not Role.PLACE]
    if len(live) < SET_SIZE and not scene.named:
        return []
    found = [
        frozenset(actor.state for actor in live if actor.group == group)
        for group in dict.fromkeys(actor.group for actor in live)
    ]
    in_office = frozenset(actor.state for actor in live if not actor.is_bare)
    found.append(in_office)
    found.extend(frozenset(named.known.states) for named in scene.named if named.is_minilateral)
    sets = [states for states in found if len(states) >= SET_SIZE]
    if in_office and not sets:
        sets = [frozenset(a.state for a in live if a.role is Role.PARTICIPANT)]
    told = [(scene.index, states) for states in sets if len(states) >= SET_SIZE]
    return [] if told and is_imagined(scene.row.text) else told


def referred(clause: Clause, codes: frozenset[str], memory: Memory) -> tuple[Actor, ...]:
    """Resolve "he", "they" and "the two leaders" to people of the last clause or sentence.

    They stand where the clause begins, as the word does that means them.
    """
    at = next((at for at, item in enumerate(clause.scene.items) if clause.holds(item)), 0)
    found = _meant(clause, codes, memory)
    if found and (title := _their_title(clause.scene.items, at)):
        found = tuple(replace(a, levels=NO_LEVELS, person=None, office=title) for a in found)
    return tuple(a if a in clause.scene.actors else replace(a, first=at, last=at) for a in found)


def _their_title(items: Sequence[Item], at: int) -> str | None:
    """Return the title in "their foreign ministers": who it is that is sent, is said anew."""
    at = at + 2 if word_at(items, at + 1) == "that" else at  # "agreed that their leaders"
    if word_at(items, at) != "their":
        return None
    titles = (item for item in items[at + 1 : at + TITLE_REACH] if item.kind is ItemKind.OFFICE)
    return next((title.text for title in titles), None)


def _meant(clause: Clause, codes: frozenset[str], memory: Memory) -> tuple[Actor, ...]:
    is_same = bool(memory.subjects) and _goes_on_about(clause.scene)
    said = () if is_same else _foremost(_said_before(clause))
    subjects = said or memory.subjects
    if len(codes) > SET_SIZE or not subjects:
        return ()
    are_several = len({actor.state for actor in subjects}) > 1
    if codes and are_several and TWO_LEADERS.search(clause.text):
        return subjects
    if _leaves_out_subject(clause):
        return _subject_of_scene(clause) or subjects
    words = _words_before_actors(clause)
    if goes_on(clause):
        return subjects
    is_singular = not any(word in SINGULAR_UNLESS for word in words)
    is_own = not is_singular and not are_several and _is_of_several(clause, words)
    if is_own or not any(word in PRONOUNS for word in words):
        return ()
    return subjects[-1:] if is_singular and are_several else subjects


def _is_of_several(clause: Clause, words: Sequence[str]) -> bool:
    """Tell whether "their" goes back to people of its own clause: "the ministers met their"."""
    until = next((at for at, word in enumerate(words) if word in SINGULAR_UNLESS), 0)
    own = [item for item in clause.scene.items if clause.holds(item)][:until]
    return any(item.kind is ItemKind.OFFICE and item.word.endswith("s") for item in own)


def _leaves_out_subject(clause: Clause) -> bool:
    """Tell whether a clause cut off from the one before it is of the same people."""
    if not clause.actors:
        return clause.start > 0 and TO_MEET.match(clause.text) is not None
    return ELIDED.match(clause.text) is not None and bool(_said_before(clause))


def _subject_of_scene(clause: Clause) -> tuple[Actor, ...]:
    """Who stands before the first meeting word of the sentence, and so is its subject."""
    first = min((trigger.start for trigger in clause.scene.triggers), default=0)
    before = [a for a in _said_before(clause) if clause.scene.position(a.first) < first]
    return tuple(actor for actor in before if not actor.is_bare)


def _said_before(clause: Clause) -> list[Actor]:
    """Who takes part or speaks in the sentence before the clause begins."""
    scene = clause.scene
    return [
        actor
        for actor in scene.actors
        if actor.role in SUBJECT_ROLES and scene.position(actor.first) < clause.start
    ]


def _words_before_actors(clause: Clause) -> list[str]:
    """The words of a clause up to its first actor."""
    items = clause.scene.items
    first = min((actor.first for actor in clause.actors), default=len(items))
    text, start = clause.scene.row.text, clause.scene.row.sentence.start
    words = [item for item in items[:first] if clause.holds(item)]
    return [item.word for item in words if not STYLE.match(text, item.start - start)]


def goes_on(clause: Clause) -> bool:
    """Tell whether a clause leaves out whom the sentences before were about."""
    if not is_subjectless(clause.scene.row.text):
        return False
    return clause.start == 0 or (bool(ELIDED.match(clause.text)) and not _said_before(clause))


def is_subjectless(sentence: str) -> bool:
    """Tell whether a lower-case sentence leaves out who meets, as official diaries do."""
    return SUBJECTLESS.match(sentence) is not None

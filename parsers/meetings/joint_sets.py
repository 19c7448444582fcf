"""Which states of a clause meet as one set, where it names three or more and no number.

A list at the meeting word, people in office, whoever stands beside them; a mere list of
states is none. Sets that are counted or referred to are told in parsers.meetings.participants.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.actors.actors import Actor, states_of
from parsers.meetings.bare_sets import are_told_to_meet
from parsers.meetings.bystanders import comment_on
from parsers.meetings.large_bodies import is_of_large_body
from parsers.meetings.singles import are_met_alone
from parsers.scenes.clauses import Clause
from parsers.scenes.discourse import Memory
from parsers.words.counts import SET_SIZE, is_collective
from parsers.words.function_words import JOINED_BY
from parsers.words.items import ItemKind
from parsers.words.levels import says_heads
from parsers.words.phrases import phrases
from parsers.words.triggers import STRONG, TriggerKind

LARGEST_SET = 14  # states; a longer list is of a body's members
SUBJECT = frozenset({""})
# "A will host B and C for talks".
HOSTED = frozenset(
    """host hosts hosted hosting invite invites invited inviting receive receives received welcome
    welcomes welcomed""".split(),
)
AT_NOUN = frozenset({"of", "between", "among"})
COMPANY = frozenset({"between", "among", "with", "of", ""})
RECEIVING = phrases("met|meets|met with|hosts?|hosted|receives?|received|welcomes?|welcomed")
AT_ONCE = frozenset({"", "the", "with", "with the"})  # between such a word and whom it governs
PLURAL_NOUNS = frozenset(
    """meetings summits dialogues consultations encounters calls bilaterals visits
    conversations""".split(),
)
# "A summit between the two countries", of which another clause told.
OF_TWO = re.compile(
    r"\s+(?:held )?(?:between|of) (?:the|these|those|both|their) two\b(?! (?:\w+ )?with\b)"
)
BESIDE = frozenset({"with", "between", "among", "and", "plus", ""})


def met_together(
    clause: Clause,
    present: Sequence[Actor],
    memory: Memory,
) -> frozenset[str] | None:
    """Return the set that meets; None for a mere list of states."""
    if _is_scattered(clause, present) or _is_of_two(clause) or are_met_alone(clause, present):
        return None
    if is_of_large_body(clause, present):
        return None
    kept = _of_run(clause, _of_subject(clause, _attached(clause, present)))
    in_office = any(not actor.is_bare for actor in kept)
    states = _completed(clause, states_of(kept), memory)
    offices = any(i.kind is ItemKind.OFFICE for i in clause.scene.items if clause.holds(i))
    offices = offices or says_heads(clause.text)
    in_run = len({actor.group for actor in kept}) == 1 or _is_at_noun(clause, kept)
    compound = any(actor.is_compound for actor in kept)
    is_talk = clause.main.is_noun and clause.main.kind is not TriggerKind.CALL
    is_told = in_run and are_told_to_meet(clause, kept)
    listed = (
        in_run
        and not comment_on(clause, kept)
        and (is_talk or offices or memory.is_official(clause.scene.index))
    )
    if not SET_SIZE <= len(states) <= LARGEST_SET or not (
        in_office or compound or listed or is_told
    ):
        return None
    is_long = len(states) > SET_SIZE
    return None if is_long and not (in_office or compound or offices or is_told) else states


def _is_scattered(clause: Clause, present: Sequence[Actor]) -> bool:
    """Tell whether plural meetings leave open who meets whom, so that no set is told.

    "There will be meetings with powers, among them A, B and C" names no one side; "the summits
    of A with B, B with C and A with C" names each state twice.
    """
    if not present or not all(actor.is_bare for actor in present):
        return False
    start = clause.scene.position(present[0].first)
    word = max((t for t in clause.live if t.start < start), key=lambda t: t.start, default=None)
    if word is None or word.text not in PLURAL_NOUNS:
        return False
    is_with = clause.scene.row.text.startswith(" with ", word.end)
    return is_with or len(states_of(present)) < len(present)


def _is_of_two(clause: Clause) -> bool:
    """Tell whether a meeting is one of two: "welcomed the talks between the two generals"."""
    return clause.main.is_noun and OF_TWO.match(clause.scene.row.text, clause.main.end) is not None


def host_of_run(clause: Clause, present: Sequence[Actor], count: int) -> frozenset[str]:
    """Return who receives a run of as many as the clause counts: "X received those of A, B and C".

    "Their three countries" then counts the guests.
    """
    main = clause.main
    if is_collective(clause.text) or RECEIVING.fullmatch(main.text) is None:
        return frozenset()
    guests = [a for a in present if clause.scene.position(a.first) >= main.end]
    if not guests or len(states_of(guests)) != count or guests[0].is_bare:
        return frozenset()
    before = [a for a in present if a not in guests and not a.is_bare and a.governor in SUBJECT]
    between = clause.scene.row.text[main.end : clause.scene.position(guests[0].first)]
    return states_of(before) - states_of(guests) if between.strip() in AT_ONCE else frozenset()


def _is_at_noun(clause: Clause, actors: Sequence[Actor]) -> bool:
    """Tell whether all stand around a meeting word: "A is to hold a summit with B and C"."""
    if not clause.main.is_noun:
        return False
    for actor in actors:
        is_before = clause.scene.position(actor.first) < clause.main.start
        if actor.governor not in (SUBJECT | HOSTED if is_before else AT_NOUN | BESIDE):
            return False
    return True


def _attached(clause: Clause, present: Sequence[Actor]) -> Sequence[Actor]:
    """Beside people in office bare states count only where the words put them there.

    In one run with somebody, after "with" or the meeting word itself, or as the subject.
    """
    groups = {actor.group for actor in present if not actor.is_bare}
    if not groups:
        return present
    words = {t.text.split()[-1] for t in clause.triggers if t.kind is not TriggerKind.ACT}
    after = {a.group for a in present if clause.scene.position(a.first) > clause.main.start}
    words |= BESIDE
    return [
        actor
        for actor in present
        if actor.group in groups
        or actor.governor in words
        or (clause.main.is_noun and actor.governor in AT_NOUN and actor.group in after)
    ]


def _of_subject(clause: Clause, present: Sequence[Actor]) -> Sequence[Actor]:
    """Where three in office "met", whoever comes later in the clause is met only if it says so."""
    if clause.main.is_noun or clause.main.kind not in STRONG:
        return present
    before = [a for a in present if clause.scene.position(a.first) < clause.main.start]
    if len({actor.state for actor in before if not actor.is_bare}) < SET_SIZE:
        return present
    verb = clause.main.text.split()[-1]
    met = [actor for actor in present if actor.governor in {verb, *JOINED_BY}]
    groups = {actor.group for actor in (*before, *met)}
    return [actor for actor in present if actor.group in groups]


def _of_run(clause: Clause, present: Sequence[Actor]) -> Sequence[Actor]:
    """A list right at the meeting word leaves out bare states elsewhere.

    "A hosts talks of B, C and D" are talks of three.
    """
    for governors in (AT_NOUN, SUBJECT):
        run = [actor for actor in present if actor.governor in governors]
        groups = {actor.group for actor in run if clause.main.is_noun}
        if len(groups) == 1 and len(states_of(run)) >= SET_SIZE:
            return [
                actor
                for actor in present
                if actor.group in groups or not actor.is_bare or actor.governor in JOINED_BY
            ]
    return present


def _completed(clause: Clause, states: frozenset[str], memory: Memory) -> frozenset[str]:
    """A minister whose state the text takes for granted makes up a set that it names elsewhere."""
    items = clause.scene.items
    covered = {at for actor in clause.scene.actors for at in range(actor.first, actor.last)}
    is_unlinked = any(
        item.kind is ItemKind.OFFICE and at not in covered and items[at + 1].kind is ItemKind.NAME
        for at, item in enumerate(items[:-1])
    )
    larger = memory.larger_set(clause.scene.index, states) if is_unlinked else None
    return larger or states


def are_capitals(clause: Clause, actors: Sequence[Actor]) -> bool:
    """Tell whether bare states stand right at a meeting word, be it behind a date."""
    return clause.main.is_noun and all(_is_at_word(clause, actor) for actor in actors)


def _is_at_word(clause: Clause, actor: Actor) -> bool:
    if actor.governor == "of":
        return clause.scene.position(actor.first) > clause.main.start
    return actor.governor in COMPANY or actor.is_compound or not actor.governor.isalpha()

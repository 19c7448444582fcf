"""Who meets in a clause: one set of states, or pairs, named here or referred to.

States take part where the words put people in office, a count or a list of them at a
meeting word; the state a talk is about does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from parsers.actors.actors import Actor, Role, states_of
from parsers.meetings.bare_sets import are_told_to_meet
from parsers.meetings.clubs import club_frames
from parsers.meetings.conveners import with_conveners
from parsers.meetings.counted_sets import (
    apposed_to,
    elsewhere_named,
    met_by,
    met_with,
    run_of,
    set_of,
)
from parsers.meetings.gathered import completed
from parsers.meetings.joint_sets import COMPANY, OF_TWO, are_capitals, host_of_run, met_together
from parsers.meetings.parties import taking_part
from parsers.meetings.recalled import is_spelt_out, of_known
from parsers.meetings.regions import named_singly, narrowed, says_region
from parsers.meetings.rounds import is_of_another_round, is_to_come, speaks_of_known
from parsers.meetings.singles import are_met_singly
from parsers.meetings.visits import is_trip, visit_frames
from parsers.scenes.clauses import Clause, clauses
from parsers.scenes.discourse import Memory, goes_on, referred
from parsers.scenes.frames import (
    BACK_REFERENCE,
    COLLECTIVE,
    KNOWN,
    MARK,
    OF_REGION,
    REGION,
    ROLL,
    TO_COME,
    Frame,
    frame,
    pairs,
)
from parsers.scenes.officialdom import is_of_others, is_official
from parsers.scenes.rolls import says_part, whole
from parsers.scenes.scenes import Document, Scene
from parsers.words.counts import (
    SET_SIZE,
    cardinality,
    is_collective,
    is_joint,
    without_ties,
)
from parsers.words.items import ItemKind, places_of
from parsers.words.phrases import phrases
from parsers.words.statelists import region
from parsers.words.triggers import STRONG, TriggerKind
from parsers.words.vocabularies import Vocabulary

SEVERAL_TRIPS = frozenset({"visits", "trips"})
ATTEND_REACH = 2  # sentences back in which a meeting is told that people "attended"
NUMBER_REACH = 6  # characters before a region's name in which a number counts its states
DEFINITE_NOUN = re.compile(
    r"\bthe (?:three-way |four-way |tripartite )?[\w-]+(?: summit| meeting)?$"
)
# Whoever speaks of "the meetings of the three" tells of none of them.
MANY_MEETINGS = re.compile(r"meetings|summits|dialogues|sessions|gatherings|trilaterals")
# "The tripartite meetings are to resume on Monday" tells of the next of them.
RESUMING = re.compile(
    r" (?:will|would|(?:is|are) (?:\w+ )?(?:to|due|set|scheduled|expected))\b[^;]{0,30}"
    r"\b(?:resum|restart|reconven|continu)\w*"
)
# "Welcomed the start of the talks", of which another clause told.
COMMENTED = Vocabulary(
    r"\b(?:welcom|hail|prais|applaud|appreciat|recall)\w* (?:the |that )?(?:\w+ ){0,2}"
    r"(?:start|launch|opening|resumption|holding|outcomes?|results?|success|announcement) of\b"
)
OTHERS = re.compile(r"\b(?:counterparts?|colleagues?|opposite numbers?|peers|partners)\b")
# What a list of all who came begins with.
ROLL_CALL = phrases(
    r"""
    (?:participants|attendees|those present|in attendance|taking part|present) (?:at the \w+ )?\
    (?:were|are|was)
    """,
)
# "He had asked the leaders of A and B to a summit."
ASKS = re.compile(
    r"\W*(?:he|she) (?:(?:has|had|will|would|is|was|also|then|later|to) ){0,3}"
    r"(?:ask|invit|host|receiv|welcom|summon|call|conven|gather|br[io]|met|meet)\w*\b"
)


def frames(scene: Scene, document: Document, memory: Memory) -> Iterator[Frame]:
    """Yield what each clause of a scene says of who meets."""
    made = with_conveners(_of_clauses(scene, document, memory))
    yield from completed(made, scene, memory)


def _of_clauses(scene: Scene, document: Document, memory: Memory) -> Iterator[Frame]:
    for clause in clauses(scene):
        if clause.attends and not _is_of_meeting(clause, document):
            continue
        if clause.main.kind is TriggerKind.VISIT and not _is_of_several(clause):
            yield from visit_frames(clause, memory)
        else:
            found = list(club_frames(clause, memory.absent))
            found = found or list(_of_actors(clause, document, memory))
            yield from (whole(made, memory.roll_at(scene.index)) for made in found)


def _is_of_meeting(clause: Clause, document: Document) -> bool:
    """Tell whether the sentences before tell of a meeting that people can attend."""
    at = clause.scene.index
    before = (*document.headlines, *document.scenes[max(0, at - ATTEND_REACH) : at])
    return any(t.kind in STRONG for scene in before for t in scene.triggers)


def _is_of_several(clause: Clause) -> bool:
    """Tell whether three in office travel together: that is a meeting, and no visit of one.

    "The visits of envoys from A, B and C" are one of each.
    """
    if clause.main.text in SEVERAL_TRIPS:
        return False
    in_office = [a for a in clause.actors if a.role is Role.PARTICIPANT and not a.is_bare]
    runs = {actor.group for actor in in_office}
    return len(runs) == 1 and len(states_of(in_office)) >= SET_SIZE


def _of_actors(clause: Clause, document: Document, memory: Memory) -> Iterator[Frame]:
    """Yield who of those named meets; what a region's name leaves open is marked."""
    live = [actor for actor in clause.actors if actor.role is Role.PARTICIPANT]
    is_regional = says_region(clause.scene, live)
    named = named_singly(clause.scene, live) if is_regional else frozenset()
    for made in _among(clause, document, memory):
        if is_regional and not made.states <= named:
            yield replace(made, features=made.features | {REGION: OF_REGION})
        else:
            yield made


def _among(clause: Clause, document: Document, memory: Memory) -> Iterator[Frame]:
    away = memory.away[clause.scene.index]
    there = [actor for actor in taking_part(clause) if actor.state not in away]
    present = narrowed(clause.scene, there, memory)
    codes = states_of(present)
    text = _without_regions(clause.scene, document)
    count = cardinality(without_ties(text[clause.start : clause.end]))
    if count is None and (len(codes) >= SET_SIZE or (clause.start and not present)):
        count = cardinality(without_ties(text))
    if count is not None:
        yield from _of_count(clause, present, count, document, memory)
    elif len(codes) >= SET_SIZE:
        yield from _of_many(clause, present, memory)
    else:
        yield from _of_few(clause, present, memory)


def _without_regions(scene: Scene, document: Document) -> str:
    """Blank out names such as "the five Central Asian states", which count their own alone.

    So does that of a grouping which is no party: "Northern Triangle". "Six Mekong countries"
    counts one more than the region has, and stays.
    """
    text = scene.row.text
    for item in (scene.items[at] for at in places_of(ItemKind.GROUPING, scene.items)):
        states = region(item, document.lexicon)
        start, end = (at - scene.row.sentence.start for at in (item.start, item.end))
        if states and cardinality(text[max(0, start - NUMBER_REACH) : end]) == len(states):
            text = text[:start] + " " * (end - start) + text[end:]
    for named in scene.named:  # that is no meeting's, or it would be a club's: "the Triangle"
        text = text[: named.start] + " " * (named.end - named.start) + text[named.end :]
    return text


# ---------------------------------------------------------------- the words say how many


def _of_count(
    clause: Clause,
    present: Sequence[Actor],
    count: int,
    document: Document,
    memory: Memory,
) -> Iterator[Frame]:
    """A clause that says how many: find the set of that size, here or near."""
    hosts = met_by(clause, present) or met_with(clause, present)
    hosts = hosts or host_of_run(clause, present, count)
    states, elsewhere = _counted(clause, present, hosts, count, memory)
    if states is not None and hosts and not hosts & states and not is_joint(clause.text):
        states |= hosts
    if states is None and _is_list(present, count):
        yield from _of_many(clause, present, memory)
    is_told = is_official(clause, present, document) or are_told_to_meet(clause, present)
    if states is None or not is_told:
        return
    made = frame(clause, states, "counted", present, collective=COLLECTIVE)
    if elsewhere is None:
        yield made
        return
    is_many = MANY_MEETINGS.fullmatch(made.trigger.text) is not None
    if is_many and RESUMING.match(clause.scene.row.text, made.trigger.end) is None:
        return
    in_passing = not clause.main.is_noun or is_mere_name(made)
    marks = {TO_COME: MARK} if is_to_come(clause.text) else {}
    if DEFINITE_NOUN.search(clause.scene.row.text, clause.start, made.trigger.end):
        marks[KNOWN] = MARK
    yield replace(
        made,
        rule="counted-elsewhere",
        features={**made.features, "back_reference": BACK_REFERENCE, **marks},
        is_anaphoric=not present and in_passing,
    )


def _counted(
    clause: Clause,
    present: Sequence[Actor],
    hosts: frozenset[str],
    count: int,
    memory: Memory,
) -> tuple[frozenset[str] | None, frozenset[str] | None]:
    """Return the set of a size that a clause names or means, and where that is named elsewhere."""
    others = [actor for actor in clause.actors if actor.role is not Role.PLACE]
    here = set_of(present, count) or run_of(others, count) or apposed_to(present, count)
    here = here or _with_subject(present, count, memory)
    if here or is_of_others(clause.scene):
        return here, None
    elsewhere = elsewhere_named(clause.scene, states_of(present), hosts, count, memory)
    return elsewhere, elsewhere


def _with_subject(present: Sequence[Actor], count: int, memory: Memory) -> frozenset[str] | None:
    """Read "A will travel to B. The trip includes a trilateral meeting with C and D"."""
    others = states_of(present)
    own = states_of(memory.subjects)
    is_missing = len(own) == 1 and not own & others and len(others) == count - 1
    is_with = all(actor.governor == "with" for actor in present)
    return others | own if is_missing and is_with else None


def _is_list(present: Sequence[Actor], count: int) -> bool:
    """Tell whether a list goes before a number that does not fit it: "the Tripartite Plus"."""
    size = len(states_of(present))
    in_one_run = len({actor.group for actor in present}) == 1
    return SET_SIZE <= size < count or (
        size > count and in_one_run and not any(actor.is_bare for actor in present)
    )


def is_mere_name(made: Frame) -> bool:
    """Tell whether a frame has no more than a name: "the Japan-ROK-US trilateral".

    One that the clause says to be held, hosted or attended is more.
    """
    nouns = [trigger.text for trigger in made.clause.triggers if trigger.is_noun]
    is_name = all(text.startswith(("trilateral", "quadrilateral")) for text in nouns)
    return is_name and made.trigger.is_noun and not made.clause.is_done


# ---------------------------------------------------------------- three states and more


def _of_many(clause: Clause, present: Sequence[Actor], memory: Memory) -> Iterator[Frame]:
    """Three states and more with no count: one set, or pairs where the words set them apart."""
    if goes_on(clause):
        present = [*referred(clause, frozenset(), memory), *present]
    before, after = _sides(clause, present)
    is_whole = is_joint(clause.text) or is_collective(clause.text)
    is_of_one = len(states_of(before)) == 1 and bool(after)
    is_apart = memory.is_apart or (is_of_one and clause.scene.index in memory.apart)
    if (is_apart and before and not is_whole) or are_met_singly(clause, before, after):
        yield from pairs(clause, before or referred(clause, frozenset(), memory), after)
        return
    is_asked = ASKS.match(clause.text) is not None
    people = () if before and not is_asked else referred(clause, frozenset(), memory)
    if not people and all(a.is_counterpart for a in present) and OTHERS.search(clause.text):
        return  # whose counterparts they are nothing tells
    states = met_together(clause, [*people, *present], memory)
    if says_part(clause.text):
        states = memory.last if states is not None and states < memory.last else None
    if states is not None:
        marks = {ROLL: MARK} if ROLL_CALL.search(clause.text) else {}
        yield frame(clause, states, "together", [*people, *present], **marks)


def _sides(clause: Clause, actors: Sequence[Actor]) -> tuple[list[Actor], list[Actor]]:
    """Part the actors at the meeting word: who meets, and who is met."""
    words = [t.start for t in clause.scene.triggers if t.kind is not TriggerKind.VISIT]
    middle = min(words, default=clause.main.start)
    before: list[Actor] = []
    after: list[Actor] = []
    for actor in actors:
        is_first = clause.scene.position(actor.first) < middle and not actor.is_counterpart
        (before if is_first else after).append(actor)
    return before, after


# ---------------------------------------------------------------- two states or fewer


def _of_few(clause: Clause, present: Sequence[Actor], memory: Memory) -> Iterator[Frame]:
    """Two states or fewer: a pair, one found by a pronoun, or a word on the last meeting."""
    codes = states_of(present)
    if len(codes) <= 1 and is_trip(clause):
        yield from visit_frames(clause, memory)
        return
    is_foreign = _is_of_others(clause) or (not codes and is_of_another_round(clause))
    people = () if is_foreign else referred(clause, codes, memory)
    found = list(_of_referred(clause, present, people)) if people else []
    if found or _is_distributed(clause, present, people):
        yield from found
    elif len(codes) == 2:  # noqa: PLR2004 -- a pair
        if any(not actor.is_bare for actor in present) or are_capitals(clause, present):
            yield frame(clause, codes, "pair", present)
    elif speaks_of_known(clause) or is_spelt_out(clause, present, memory):
        yield from of_known(clause, present, memory)


def _is_of_others(clause: Clause) -> bool:
    """Tell whether a meeting is of others: "between the two countries", or welcomed by many."""
    text, main = clause.scene.row.text, clause.main
    is_told = COMMENTED.search(text, clause.start, main.start) is not None
    return main.is_noun and (is_told or OF_TWO.match(text, main.end) is not None)


def _is_distributed(
    clause: Clause,
    present: Sequence[Actor],
    people: Sequence[Actor],
) -> bool:
    """Tell whether somebody known meets several counterparts one after the other."""
    if not people or len(present) == 1:
        return False
    if goes_on(clause):
        return not is_joint(clause.text) and not is_collective(clause.text)
    in_run = len({actor.group for actor in present}) == 1
    is_loose = any(actor.is_counterpart for actor in present) and not in_run
    return are_met_singly(clause, people, present) or (is_loose and not is_joint(clause.text))


def _of_referred(
    clause: Clause,
    present: Sequence[Actor],
    people: Sequence[Actor],
) -> Iterator[Frame]:
    """People of the sentence before meet those of this one."""
    if _is_distributed(clause, present, people):
        yield from pairs(clause, people, present)
        return
    present = [actor for actor in present if not actor.is_bare or actor.governor in COMPANY]
    states = states_of([*present, *people])
    if len(states) > 1:
        known = [*people, *present]
        made = frame(clause, states, "referred", known, back_reference=BACK_REFERENCE)
        yield replace(made, actors=(*people, *present))

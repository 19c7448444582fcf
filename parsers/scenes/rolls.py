"""Who was there, told over several sentences: "present were A and B", "C joined by video".

It finds the lists of attendance of a text, with the states that each adds up to. Whether they
met, and who is meant by a word such as "the four", is asked in parsers.meetings.participants.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from parsers.actors.actors import Actor, Role
from parsers.scenes.frames import BACK_REFERENCE, Frame
from parsers.scenes.scenes import Scene
from parsers.words.counts import SET_SIZE, cardinality, is_collective
from parsers.words.function_words import word_at
from parsers.words.phrases import phrases
from parsers.words.vocabularies import Choice

LARGEST_ROLL = 9  # states; those of a longer list are at a conference
GAP = 1  # sentences that may part two lists of one roll
ENTRY_WORDS = 18  # items of a line in a list that a colon opens, at most
BE = "(?:were|was|are|is)"
# What says of those whom a sentence names that they were there.
ATTENDED = phrases(
    rf"""
    (?:present|in attendance|attending|at the table|in the room|taking part|participating)\
    (?: (?:with|beside|alongside) (?:him|her|them))?(?: (?:in|at) (?:the|this) [\w-]+)?,? {BE}
    {BE} (?:also )?(?:present|in attendance|at the table|among those present|in the room\
    |there too|the others? (?:at|around|in)|represented by)
    (?:attended|joined|participated|took part|taken part|connected|dialled in|came) (?:too|as well\
    |remotely|virtually|online|in person|(?:by|via|through|over) (?:\w+ )?(?:video\w*|internet\
    |(?:tele)?phone|screen|link|zoom|satellite))
    (?:came|went|travel?led) to it(?=\W*$)|sat (?:down )?at (?:the|one|his|her|their) table
    {BE} attended by|attended by|attended it|t(?:ook|aking) part in it
    (?:the |his |her |their |other )?(?:guests?|participants|visitors|attendees|others)\
    (?:,? who [\w ]{{3,60}},)? {BE}(?= (?:the )?(?:presidents?|prime|premiers?|ministers?|foreign\
    |defen[cs]e|leaders?|kings?|(?:[\w'’.-]+ ){{2,4}}of|(?:mr|ms|his|her) ))
    (?:around|round|at) the (?:[\w-]+ )?table {BE}|in the room {BE}
    (?:heads?|headed|leads?|led|will (?:head|lead)) (?:his|her|its|their|the|an?) \
    (?:[\w-]+ ){{0,2}}(?:delegations?|teams?|sides?)|(?:was|is|will be) joined by
    also (?:attended|took part|participated|joined|came)|{BE} also (?:there|present)
    both (?:presidents|leaders|ministers|premiers|prime ministers) (?:took part|attended|came\
    |were (?:there|present))
    in (?:[\w'’-]+,? ){{1,6}}were(?= [\w .,'’-]{{4,60}}, (?:the )?(?:president|prime minister\
    |premier|minister|foreign minister|king|chancellor))
    """,
)
# The same, and of states that are named alone as well.
SENDING = phrases(
    rf"""
    (?:{BE}|will be) sending (?:their|its|his|her) (?:own )?(?:[\w-]+ )?(?:ministers?|presidents?\
    |leaders?|envoys?|representatives?|delegations?|officials?)
    (?:took part|participated|attended|will (?:attend|participate|take part))(?=\W*$)
    """,
)
# Where others are guests, the host goes without saying.
GUESTS = phrases("guests?|visitors?|with (?:him|her)")
# Others were there as well.
PART = phrases(
    r"""
    among (?:those|the \w+|others|them|its|their|his) (?:attend\w*|present|participa\w+|who|there\
    |on hand|to attend|expected|due|invited|taking)
    among (?:the )?(?:participants|guests|attendees|delegates|speakers|dignitaries)
    """,
)
# Who only looks on meets nobody.
OBSERVERS = phrases(r"as (?:an? )?(?:\w+ )?(?:observers?|onlookers?|special guests?)")
BOTH = phrases("both (?:presidents|leaders|ministers|premiers|prime ministers)")
HOST = phrases(
    r"(?:co-?)?host(?:s|ed|ing)?|invitation of|(?:convened|called|chaired) by|presid(?:e[sd]?|ing)"
    r"|(?:co-?)?chair(?:s|ing|ed)?|conven(?:e[ds]|ing)"
)
AFTER_HOST = phrases(
    r"hosted by|(?:the )?host(?:,| was| is)|invitation of|(?:convened|called|chaired) by"
)
PAST = phrases("were|was|attended|joined|participated|took|came|went|sat")
ATTENDANCE = Choice(ATTENDED, SENDING)
HOST_REACH = 12  # characters between a host and the word for it


@dataclass(frozen=True, slots=True)
class Roll:
    """Those who were there, told in the scenes ``first`` to ``last``."""

    first: int
    last: int
    states: frozenset[str]
    is_past: bool = True


def rolls(scenes: Sequence[Scene]) -> tuple[Roll, ...]:
    """Return the lists of attendance of a text that name three states and more."""
    parts = dict(_parts(scenes))
    found: list[Roll] = []
    run: list[int] = []
    for index in sorted(parts):
        if run and index - run[-1] > GAP + 1:
            found.append(_roll(scenes, run, parts))
            run = []
        run.append(index)
    if run:
        found.append(_roll(scenes, run, parts))
    return tuple(roll for roll in found if SET_SIZE <= len(roll.states) <= LARGEST_ROLL)


def _parts(scenes: Sequence[Scene]) -> Iterator[tuple[int, frozenset[str]]]:
    """Yield each sentence of attendance with those whom it names, the lines below a colon too."""
    is_open = False
    for scene in scenes:
        said = _says_attendance(scene.row.text)
        if not said and not is_open:
            continue
        there = _there(scene)
        is_entry = is_open and len(there) == 1 and len(scene.items) <= ENTRY_WORDS
        if said and not there and BOTH.search(scene.row.text) and scene.index:
            there = _there(scenes[scene.index - 1])
        if said or is_entry:
            yield scene.index, there
        is_open = is_entry or (said and scene.text.rstrip().endswith(":"))


def _says_attendance(text: str) -> bool:
    if not any(said.search(text) for said in ATTENDANCE.possible(text)):
        return False
    return OBSERVERS.search(text) is None and not says_part(text)


def says_part(text: str) -> bool:
    """Tell whether a sentence in lower case names only some of those who were there."""
    return PART.search(text) is not None


def _there(scene: Scene) -> frozenset[str]:
    named = frozenset(a.state for a in scene.actors if _is_there(scene, a))
    return named or _sending(scene)


def _sending(scene: Scene) -> frozenset[str]:
    """Return the states, named alone, that "took part" or "are sending their ministers"."""
    said = SENDING.search(scene.row.text)
    if said is None:
        return frozenset()
    first = [a for a in scene.actors if a.group == 0 and a.role is Role.PARTICIPANT]
    before = [a for a in first if scene.position(a.first) < said.start() and not a.governor]
    return frozenset(actor.state for actor in before)


def _is_there(scene: Scene, actor: Actor) -> bool:
    """Tell whether an actor is somebody in office, or a state that somebody represents."""
    if actor.role is not Role.PARTICIPANT:
        return False
    after = (word_at(scene.items, actor.last), word_at(scene.items, actor.last + 1))
    return not actor.is_bare or after[1] == "represented"


def _roll(scenes: Sequence[Scene], run: Sequence[int], parts: dict[int, frozenset[str]]) -> Roll:
    first, last = run[0], run[-1]
    states = frozenset[str]().union(*(parts[index] for index in run))
    are_guests = any(GUESTS.search(scenes[index].row.text) for index in run)
    near = range(0 if are_guests else max(0, first - 1), last + 1)
    hosts = (_host(scenes[index]) for index in reversed(near))
    host = next((found for found in hosts if found), frozenset[str]())
    states |= _counted_before(scenes[:first], states)
    is_past = any(PAST.search(scenes[index].row.text) for index in run)
    return Roll(first, last, states | host, is_past)


def _counted_before(before: Sequence[Scene], states: frozenset[str]) -> frozenset[str]:
    """Return who makes up a number told before: "A hosted trilateral talks with B. C came too"."""
    scene = before[-1] if before else None
    there = _there(scene) if scene is not None else frozenset()
    count = cardinality(scene.row.text) if scene is not None else None
    return there if count == len(there | states) else frozenset()


def _host(scene: Scene) -> frozenset[str]:
    """Return who is said to be host: "which A hosted", "the host, President X of A"."""
    text = scene.row.text
    if not HOST.search(text):
        return frozenset()
    found: set[str] = set()
    for word in HOST.finditer(text):
        is_before = AFTER_HOST.match(text, word.start()) is None
        found.update(
            a.state for a in scene.actors if _is_at(scene, a, word.span(), is_before=is_before)
        )
    return frozenset(found) if len(found) == 1 else frozenset()


def _is_at(scene: Scene, actor: Actor, word: tuple[int, int], *, is_before: bool) -> bool:
    if is_before:
        last = scene.end_of(actor)
        return 0 <= word[0] - last <= HOST_REACH
    return 0 <= scene.position(actor.first) - word[1] <= HOST_REACH


def whole(made: Frame, roll: frozenset[str]) -> Frame:
    """A sentence that names only a part of those who were there tells of the meeting of all."""
    is_part = made.rule == "together" and len(made.states) >= SET_SIZE and made.states < roll
    if not is_part or is_collective(made.clause.text):
        return made
    return replace(made, states=roll, features={**made.features, "back_reference": BACK_REFERENCE})

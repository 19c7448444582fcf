"""Which level a meeting has: the titles of those who take part, or the title at its word.

The clause is asked first, then the people near it, then the headline. Whoever only speaks of a
meeting gives it no level.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from parsers.actors.actors import Actor, Role
from parsers.actors.titles import ANY_MINISTER
from parsers.lexicon import Lexicon
from parsers.model import Level, Meeting
from parsers.scenes.frames import Frame
from parsers.scenes.scenes import Document, Scene
from parsers.values import value
from parsers.words.function_words import word_at
from parsers.words.items import ItemKind, places_of
from parsers.words.level_phrases import is_agreed_summit, level_named, level_responsible
from parsers.words.levels import (
    PARTS_OF_TWO_PLUS_TWO,
    highest,
    lowest,
    says_heads,
    says_summit,
    says_two_plus_two,
)
from parsers.words.personal_names import NO_PEOPLE
from parsers.words.phrases import phrases
from parsers.words.statuses import verb_before
from parsers.words.triggers import STRONG, Trigger, TriggerKind, gap

TITLE_REACH = 3  # characters between "Foreign Ministers'" and "Meeting"
OFFICE_REACH = 40  # characters within which a title goes with a meeting word
SUMMIT_REACH = 14  # characters around "trilateral" in which "summit" is its noun
SIDES_OF_TWO_PLUS_TWO = 2
NEAR = (0, 1, 2, -1)  # sentences from a claim's in which those who met are named
MINISTERS = phrases("minist(?:er|ers|erial|erials|ry-level)")
SECRETARIES = phrases("foreign secretar(?:ies|y[ -]level)")
OF_MINISTERS = PARTS_OF_TWO_PLUS_TWO | {Level.MINISTERS_OTHER}
# Words for anybody sent: a minister is an official too, where the text says so elsewhere.
ANYBODY = frozenset(
    """official officials diplomat diplomats representative representatives delegation delegations
    delegates emissaries experts""".split(),
)
SPEAKS = re.compile(
    r"[^,;]{0,30}(?:, [^,;]{0,60},)?,? ?(?:ha[sd] |have )?(?:said|says|told|tells|added|announced"
    r"|confirmed|claimed|noted|quoted|reported|tweeted|wrote|hinted|disclosed|insisted)\b",
)
SPOKEN = re.compile(
    r"\b(?:said|says|told|added|according to|announced by|confirmed by|quoted|quoting)"
    r" (?:[\w.'’-]+,? ){0,5}(?:a |an |the )?$",
)
COMPANY = re.compile(r",? (?:and|with|as well as) (?:[\w-]+ ){0,6}")
# Who bargains for a state is sent by its leaders, whom the text may name.
NEGOTIATORS = phrases("(?:chief |lead )?negotiators?|negotiating teams?")
LEAD = 3  # sentences of the body
# Between "met" and a noun, what makes the noun another meeting: "met to prepare a summit".
APART = re.compile(r"\b(?:to|and|sidelines|margins|ahead|before|after|since|during)\b|,")


_Title = tuple[int, int, Level]  # where a title stands in its sentence, and its level


@value(frozen=True, slots=True)
class Seniority:
    """The level that a clause gives; ``is_vague`` where it says no more than "officials"."""

    level: Level | None
    is_vague: bool = False


def level_of(frame: Frame, lexicon: Lexicon) -> Seniority:
    """Return the level that all sides share, or that the title at the meeting word gives."""
    trigger = _told_by(frame)
    titled = titles(frame.clause.scene, lexicon)
    near = _titles_near(frame, trigger, titled)
    level = _level_outright(frame, trigger, titled) or _level_said(frame, trigger, near)
    level = level or _level_near(near)
    if level is Level.FOREIGN_MINISTERS and _are_secretaries(frame, lexicon):
        level = Level.OFFICIALS
    is_vague = level is Level.OFFICIALS and _is_vague(frame)
    return Seniority(None if is_vague else level, is_vague)


def _level_outright(frame: Frame, trigger: Trigger, titled: Sequence[_Title]) -> Level | None:
    """The level that the meeting word itself is given, a 2+2 left to the sides."""
    if says_two_plus_two(frame.clause.text):
        return None
    scene = frame.clause.scene
    verbs = [t for t in scene.triggers if t.kind in STRONG and not t.is_noun]
    has_met = any(verb.start < trigger.start for verb in verbs)
    named = level_named(scene.row.text, trigger, titled, has_met=has_met)
    meets_here = any(frame.clause.covers(v.start) and v.start < trigger.start for v in verbs)
    is_agreed = not meets_here and is_agreed_summit(scene.row.text, frame.clause.start, trigger)
    return Level.LEADERS if named is None and is_agreed else named


def _are_secretaries(frame: Frame, lexicon: Lexicon) -> bool:
    """Where a "foreign secretary" is an official, so are the secretaries whom he meets."""
    if not SECRETARIES.search(frame.clause.text):
        return False
    return any(
        office.state in frame.states and office.title == "foreign secretary"
        for office in lexicon.offices.values()
    )


def _told_by(frame: Frame) -> Trigger:
    """The verb of those who "met to prepare a summit", for they are not its leaders."""
    trigger, shift, text = frame.trigger, frame.clause.start, frame.clause.text
    span = verb_before(text, trigger.start - shift) if trigger.is_noun else None
    if span is None or not APART.search(text, span[1], trigger.start - shift):
        return trigger
    word = text[slice(*span)]
    return Trigger(span[0] + shift, span[1] + shift, word, TriggerKind.MEETING, is_noun=False)


def _level_said(
    frame: Frame,
    trigger: Trigger,
    near: Sequence[tuple[int, Level]],
) -> Level | None:
    """The level that the words at the trigger, or all sides, give outright."""
    sides = _levels_by_state(frame, trigger)
    meets = trigger.kind is not TriggerKind.VISIT
    if says_two_plus_two(frame.clause.text) or (meets and _is_two_plus_two(sides)):
        return Level.TWO_PLUS_TWO
    if near and trigger.is_noun and near[0][0] <= TITLE_REACH:
        return near[0][1]
    shared = level_of_sides(list(sides.values()))
    is_of_others = any(level is not Level.LEADERS for _, level in near)
    is_open = (not sides or not all(sides.values())) and not is_of_others
    is_of_leaders = is_open and (_is_summit(frame, trigger) or says_heads(frame.clause.text))
    return Level.LEADERS if is_of_leaders else shared


def _is_summit(frame: Frame, trigger: Trigger) -> bool:
    if not trigger.is_noun:
        return False
    text = frame.clause.scene.row.text
    start, end = max(0, trigger.start - SUMMIT_REACH), trigger.end + SUMMIT_REACH
    return says_summit(text[start:end])


def level_of_sides(sides: Sequence[frozenset[Level]]) -> Level | None:
    """Return the highest level that all known sides share, else the one of most, or the lowest."""
    known = [levels for levels in sides if levels]
    if not known:
        return None
    return highest(frozenset.intersection(*known)) or _level_of_most(known)


def _level_of_most(sides: Sequence[frozenset[Level]]) -> Level | None:
    """The level that most sides share where one sends a deputy, else the lowest side's."""
    counts = Counter(level for levels in sides for level in levels)
    common = [level for level, count in counts.items() if 2 * count > len(sides)]
    if len(sides) > SIDES_OF_TWO_PLUS_TWO and common:
        return highest(frozenset(common))
    return lowest(map(highest, sides))


def _is_two_plus_two(sides: Mapping[str, frozenset[Level]]) -> bool:
    said = [levels for levels in sides.values() if levels]
    if len(sides) != SIDES_OF_TWO_PLUS_TWO or not said:
        return False
    return all(levels >= PARTS_OF_TWO_PLUS_TWO for levels in said)


SIDES = frozenset({Role.PARTICIPANT, Role.GOAL, Role.SPEAKER})


def _levels_by_state(frame: Frame, trigger: Trigger) -> dict[str, frozenset[Level]]:
    """The levels of each side; those of a summit that is only prepared do not count.

    Who speaks counts where all of them do: "the premiers confirmed at their meeting".
    """
    end = len(frame.clause.scene.text) if trigger is frame.trigger else frame.trigger.start
    sides = [a for a in frame.actors if a.state in frame.states and a.role in SIDES]
    near = [actor for actor in sides if frame.clause.scene.position(actor.first) < end]
    in_part = [actor for actor in near if actor.role is not Role.SPEAKER]
    speaking = {actor.state for actor in near if actor.role is Role.SPEAKER}
    return by_state(near if speaking == frame.states else in_part)


def by_state(actors: Iterable[Actor]) -> dict[str, frozenset[Level]]:
    """Collect the levels of each state's people; a state without any has none."""
    sides: dict[str, frozenset[Level]] = {}
    for actor in actors:
        sides[actor.state] = sides.get(actor.state, frozenset()) | actor.levels
    return sides


def _level_near(near: Sequence[tuple[int, Level]]) -> Level | None:
    """The title within reach of the meeting word, or the only level that the clause names."""
    is_plain = bool(near) and (near[0][0] <= OFFICE_REACH or len({one for _, one in near}) == 1)
    return near[0][1] if is_plain else None


def _titles_near(
    frame: Frame, trigger: Trigger, titled: Sequence[_Title]
) -> list[tuple[int, Level]]:
    """The titles of a clause by their distance from the meeting word, a speaker's left out.

    A title right before the word ("Foreign Ministers' Meeting") is at distance 0 to 3.
    Who says when "the trilateral call" is need not be on the line.
    """
    text, is_recalled = frame.clause.scene.row.text, "back_reference" in frame.features
    near = [
        (gap(start, end, trigger) + (0 if start < trigger.start else TITLE_REACH + 1), level)
        for start, end, level in titled
        if frame.clause.covers(start)
        and not (is_recalled and text[end - 1] != "s" and SPEAKS.match(text, end))
    ]
    return sorted(near, key=lambda pair: pair[0])


def titles(scene: Scene, lexicon: Lexicon) -> list[_Title]:
    """Return the titles of a scene that name a level, with their characters; no speaker's."""
    speakers = [actor for actor in scene.actors if actor.role is Role.SPEAKER]
    found: list[_Title] = []
    before: int | None = None  # where the last title ends
    for at in places_of(ItemKind.OFFICE, scene.items):
        item = scene.items[at]
        if word_at(scene.items, at + 1) in NO_PEOPLE:
            continue
        start = scene.position(at)
        end = start + len(item.text)
        if _serves_body(scene, end):
            continue
        if any(actor.first <= at < actor.last for actor in speakers) or _speaks(scene, start, end):
            continue
        is_open = item.word in ANY_MINISTER
        office = lexicon.offices[item.values[0]]
        level = level_responsible(scene.row.text, end) if is_open else office.level
        if level is not None and not (
            level is Level.OFFICIALS and _is_company(scene, before, start)
        ):
            found.append((start, end, level))
        before = end
    return found


def _serves_body(scene: Scene, end: int) -> bool:
    """Tell whether a title is that of a body's own officer: "director general of the MSG"."""
    text = scene.row.text
    return text[end - 1] != "s" and any(
        named.start > end and text[end : named.start] in (" of the ", " of ")
        for named in scene.named
    )


def _is_company(scene: Scene, before: int | None, start: int) -> bool:
    """Tell whether officials only come with ministers: "ministers and top security officials"."""
    return before is not None and COMPANY.fullmatch(scene.row.text, before, start) is not None


def _speaks(scene: Scene, start: int, end: int) -> bool:
    """Tell whether a title is that of who says it: "officials said", "said the minister"."""
    text = scene.row.text
    is_anybody = text[start:end] in ANYBODY
    if not is_anybody and any(
        trigger.kind in STRONG and end <= trigger.start for trigger in scene.triggers
    ):
        return SPOKEN.search(text, max(0, start - OFFICE_REACH), start) is not None
    return (
        SPEAKS.match(text, end) or SPOKEN.search(text, max(0, start - OFFICE_REACH), start)
    ) is not None


def _is_vague(frame: Frame) -> bool:
    """Tell whether all that a clause says of who meets is that they are officials."""
    words = {
        item.text.lower()
        for item in frame.clause.scene.items
        if item.kind is ItemKind.OFFICE and frame.clause.holds(item)
    }
    return bool(words) and words <= ANYBODY


# ---------------------------------------------------------------- what the whole text tells


def is_possible(claim: Meeting, level: Level | None) -> bool:
    """Tell whether a level is not one that a claim's words rule out: ministers are no leaders."""
    return level in OF_MINISTERS or MINISTERS.search(claim.evidence.text.lower()) is None


def level_around(claim: Meeting, document: Document) -> Level | None:
    """Return the level that the people named near a claim give, the headline, or the text."""
    at = _index(claim, document)
    if MINISTERS.search(claim.evidence.text.lower()):
        return _level_of_ministers(claim, document)
    people = _levels_of_people(claim, document, at)
    is_bargained = any(NEGOTIATORS.search(s.row.text) for s in _opening(claim, document))
    if len(people) > 1 and not is_bargained:
        return level_of_sides(people)
    return (
        _level_of_titles(_headlines(document, claim), document)
        or _level_of_titles(_neighbours(document, claim, at), document)
        or next((highest(levels & OF_MINISTERS) for levels in people), None)
        or (_level_of_ministers(claim, document) if _are_ministers(claim, document, at) else None)
        or (Level.OFFICIALS if is_bargained or "officials" in claim.features else None)
    )


def _opening(claim: Meeting, document: Document) -> list[Scene]:
    return [*_headlines(document, claim), *document.body[:LEAD]]


def _are_ministers(claim: Meeting, document: Document, at: int) -> bool:
    """Tell whether a sentence near a claim has ministers, whosesoever they are, at its meeting."""
    return any(
        "ministers" in scene.row.text and any(t.kind in STRONG for t in scene.triggers)
        for scene in _neighbours(document, claim, at)
    )


def _index(claim: Meeting, document: Document) -> int:
    """Return which scene a claim stands in; the first of the text for a headline's."""
    if claim.evidence.end == 0:
        return len(document.headlines)
    scene = document.scene_of(claim.evidence)
    return scene.index if scene is not None else len(document.scenes)


def _levels_of_people(claim: Meeting, document: Document, at: int) -> list[frozenset[Level]]:
    """Read who takes part from the sentences around: the co-chairs, the hosts, the speakers."""
    sides: dict[str, frozenset[Level]] = {}
    for step in NEAR:
        scene = document.body_scene(at + step)
        found = by_state(_people(scene, claim)) if scene is not None else {}
        sides = {**found, **sides}
    return [levels for levels in sides.values() if levels]


def _people(scene: Scene, claim: Meeting) -> list[Actor]:
    return [
        actor
        for actor in scene.actors
        if actor.state in claim.participants
        and actor.person is not None
        and actor.role in (Role.PARTICIPANT, Role.SPEAKER)
    ]


def _headlines(document: Document, claim: Meeting) -> list[Scene]:
    return [] if claim.is_background else list(document.headlines)


def _neighbours(document: Document, claim: Meeting, at: int) -> list[Scene]:
    """The sentences around that speak of no other states than those of a claim."""
    near = (document.body_scene(at + step) for step in NEAR)
    return [
        scene
        for scene in near
        if scene is not None and {a.state for a in scene.actors} <= set(claim.participants)
    ]


def _level_of_titles(scenes: Iterable[Scene], document: Document) -> Level | None:
    """Give the one level of the titles in sentences that speak of a meeting."""
    levels = {
        level
        for scene in scenes
        if any(trigger.kind in STRONG for trigger in scene.triggers)
        for _, _, level in titles(scene, document.lexicon)
        if level is not Level.OFFICIALS
    }
    return levels.pop() if len(levels) == 1 else None


def _level_of_ministers(claim: Meeting, document: Document) -> Level | None:
    """Give "the ministers" the level of the only ministers whom the text speaks of."""
    named = {
        level
        for scene in document.scenes
        for actor in scene.actors
        if actor.state in claim.participants and actor.person is not None
        for level in actor.levels & OF_MINISTERS
    }
    said = named or {
        level
        for scene in document.scenes
        for _, _, level in titles(scene, document.lexicon)
        if level in OF_MINISTERS
    }
    if not said:  # ministers of nothing said
        return Level.MINISTERS_OTHER
    return said.pop() if len(said) == 1 else None

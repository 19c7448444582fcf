"""Whether those whom a sentence only refers to can be meant: "he", "the talks", "their summit".

A pronoun has its person near, and none who is a stranger to states stands between; a meeting that
is referred to was one of people in office. Who is meant is told in parsers.scenes.discourse.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from parsers.actors.actors import Role
from parsers.scenes.discourse import PRONOUNS
from parsers.scenes.frames import Frame
from parsers.scenes.officialdom import COUNTED_TALK
from parsers.scenes.scenes import Document, Scene
from parsers.scenes.segments import is_at_place
from parsers.words.function_words import word_at
from parsers.words.items import NAME_KINDS, Item, ItemKind, places_of
from parsers.words.phrases import phrases

NEAR = 3  # sentences back in which a pronoun's person is named
NEAR_OPENING = 8  # the same for one that opens its sentence: "He met Albania's minister, too."
OPENING = 2  # items in which it does
REFERRING = frozenset({"referred", "pair", "visit"})
RECALLING = frozenset({"recalled", "counted-elsewhere"})
PREPOSITIONS = frozenset(
    """in at on of to for from with by near via before after during under over the a an this
    its and as , ( “ " """.split(),
)
SUBJECTS = frozenset({Role.PARTICIPANT, Role.SPEAKER, Role.TOPIC, Role.GOAL})
# People who are nobody's government, and things of which "his" may be said.
STRANGER = phrases(
    r"""
    (?:the|a|an|one|another|his|her|their|its) (?:[\w'’-]+ ){0,2}(?:witness|director|actor|actress|\
    singer|author|novelist|writer|poet|painter|comedian|producer|reader|columnist|widow|father|\
    mother|brother|sister|grandfather|grandmother|son|daughter|wife|husband|cousin|friend|coach|\
    captain|striker|midfielder|judge|lawyer|solicitor|prosecutor|defendant|suspect|victim|doctor|\
    nurse|teacher|professor|student|pupil|farmer|driver|bishop|priest|archbishop|mayor|academy|\
    union|club|team|company|firm|court|jury|novel|film|book|memoirs?|cartoon|play|series|album|\
    biographer|historian|researcher|interpreter|villager|fisherman|tourist|guest|player|banker|\
    chairman|editor|journalist|photographer|choir|orchestra|museum|university|school|hospital)s?
    """,
)
GOVERNING = phrases(
    r"""
    diplomats?|envoys?|officials?|governments?|capitals|delegations?|ministr(?:y|ies)|trilateral
    ministers?|leaders?|presidents?|premiers?|summits?|quadrilateral|2\s?\+\s?2
    diplomatic|diplomacy|joint statement|(?:meeting|talks) (?:of|between|among|with)
    three-way|four-way|tripartite|negotiators?|mediators?|advis[eo]rs?|embass(?:y|ies)
    """,
)
NOBODY = phrases(
    r"""
    (?:a|an|any|no|every|some) (?:\w+ )?(?:minister|president|leader|diplomat|premier|chancellor|\
    politician) (?:who|that)
    """,
)


@dataclass(frozen=True, slots=True)
class Grounds:
    """The sets of states that sentences name, and those of them that somebody governs."""

    named: frozenset[frozenset[str]]
    governed: frozenset[frozenset[str]]

    def allow(self, states: frozenset[str]) -> bool:
        """Tell whether a set that is recalled was named where people in office were, or nowhere."""
        is_governed = any(states <= each for each in self.governed)
        return is_governed or not any(states <= each for each in self.named)


def can_be_meant(frame: Frame, document: Document, known: Grounds) -> bool:
    """Tell whether the states of a frame that its sentence does not name can be meant by it."""
    if frame.rule in RECALLING:
        is_told = _is_said_of_office(frame) or COUNTED_TALK.search(frame.clause.text) is not None
        return is_told or known.allow(frame.states)
    if _are_objects(frame):
        return False
    borrowed = frame.states - {actor.state for actor in frame.clause.scene.actors}
    if frame.rule not in REFERRING or not borrowed:
        return True
    if _is_of_stranger(frame.clause.scene):
        return False
    return all(_is_near(state, frame.clause.scene, document) for state in borrowed)


def _is_said_of_office(frame: Frame) -> bool:
    """Tell whether a clause says whose people met, and where: "their ministers met in Lima"."""
    clause = frame.clause
    in_office = any(i.kind is ItemKind.OFFICE for i in clause.scene.items if clause.holds(i))
    return in_office and is_at_place(clause.scene, clause.end)


def _are_objects(frame: Frame) -> bool:
    """Tell whether both of two are those who were met: "the old king held talks with A and B"."""
    if frame.rule != "pair" or len(frame.states) != 2:  # noqa: PLR2004 -- a pair
        return False
    clause = frame.clause
    of_them = [actor for actor in clause.actors if actor.state in frame.states]
    is_one_run = len({actor.group for actor in of_them}) == 1
    met_by = {"with", clause.main.text.split()[-1]}
    is_object = all(actor.governor in met_by for actor in of_them)
    after = all(clause.scene.position(actor.first) > clause.main.start for actor in of_them)
    are_both = {actor.state for actor in of_them} == frame.states
    return are_both and is_one_run and is_object and after


def _is_near(state: str, scene: Scene, document: Document) -> bool:
    """Tell whether a sentence shortly before names somebody of a state."""
    is_opening = any(item.word in {"he", "she", "they"} for item in scene.items[:OPENING])
    reach = NEAR_OPENING if is_opening else NEAR
    before = document.scenes[max(0, scene.index - reach) : scene.index]
    return any(
        actor.state == state and actor.role in SUBJECTS for each in before for actor in each.actors
    )


def _is_of_stranger(scene: Scene) -> bool:
    """Tell whether the first pronoun of a sentence is of somebody else whom it names before."""
    items = scene.items
    at = next((at for at, item in enumerate(items) if item.word in PRONOUNS), len(items))
    until = scene.position(at) if at < len(items) else len(scene.text)
    words = scene.row.text
    # "His grandfather had driven them" is of the grandfather.
    if STRANGER.match(words) or STRANGER.search(words, 0, until) or NOBODY.match(words):
        return True
    return any(_is_subject(items, named) for named in _names(scene, at))


def _names(scene: Scene, until: int) -> Iterator[int]:
    """Yield where names stand that are of no actor, before item ``until``."""
    covered = {at for actor in scene.actors for at in range(actor.first, actor.last)}
    for at, item in enumerate(scene.items[:until]):
        if item.kind in NAME_KINDS and " " in item.text and at not in covered:
            yield at


def _is_subject(items: tuple[Item, ...], at: int) -> bool:
    """Tell whether a name opens its sentence, followed by a verb of its own."""
    is_free = at == 0 or word_at(items, at - 1) not in PREPOSITIONS
    follows = items[at + 1].kind if at + 1 < len(items) else ItemKind.PUNCTUATION
    is_spokesman = any("spoke" in item.word for item in items[max(0, at - 4) : at])
    return is_free and follows is ItemKind.WORD and not is_spokesman


def grounds(document: Document) -> Grounds:
    """Collect the sets that the sentences of a text name."""
    sets = [(frozenset(a.state for a in scene.actors), scene) for scene in document.scenes]
    clubs = {frozenset(n.known.states) for scene in document.scenes for n in scene.named}
    governed = {states for states, scene in sets if len(states) > 1 and _is_diplomatic(scene)}
    named = frozenset(states for states, _ in sets if len(states) > 1)
    return Grounds(named, frozenset(governed | clubs))


def _is_diplomatic(scene: Scene) -> bool:
    in_office = bool(places_of(ItemKind.OFFICE, scene.items))
    in_office = in_office or any(not actor.is_bare for actor in scene.actors)
    return in_office or GOVERNING.search(scene.row.text) is not None

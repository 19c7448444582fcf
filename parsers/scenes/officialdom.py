"""Whether it is states that meet: somebody in office is near, or only states meet in such words.

The offices may be of nobody's government: "leaders of the student union". Who meets is
asked in parsers.meetings.participants.
"""

from __future__ import annotations

from collections.abc import Sequence

from parsers.actors.actors import Actor, states_of
from parsers.scenes.clauses import Clause
from parsers.scenes.scenes import Document, Scene
from parsers.words.counts import SET_SIZE
from parsers.words.function_words import COUNTED_BY
from parsers.words.items import Item, ItemKind
from parsers.words.phrases import phrases

PARTNERS = frozenset({"between", "among"})
TITLE_REACH = 7  # items after "leaders of" in which a state or a number follows
OF_STATES = frozenset({ItemKind.STATE, ItemKind.DEMONYM, ItemKind.GROUPING, ItemKind.REGION})
# Meetings that only states have.
OF_STATES_ALONE = phrases(
    r"""
    (?:trilateral|quadrilateral|tripartite|quadripartite) (?:[\w-]+ ){0,2}(?:meetings?|talks|\
    summit|dialogue|consultations|ministerial|negotiations)
    """,
)
# "The three countries held another round of talks": countries that talk do it by officials.
COUNTED_TALK = phrases(
    r"""
    (?:three|four|five|six|seven) (?:[\w-]+ ){0,2}(?:countries|nations|states|governments|\
    neighbou?rs|capitals|republics) (?:[\w'’-]+ ){0,4}?(?:h[eo]ld|holding|resumed?|open(?:ed)?|\
    beg[aiu]n|start(?:ed)?|conclud\w+|conduct\w*|had|continued?) (?:[\w-]+ ){0,5}?\
    (?:talks|negotiations|consultations|meetings?|summit|dialogue|round)
    """,
)


def is_of_others(scene: Scene) -> bool:
    """Tell whether the offices of a sentence belong to no state: "leaders of the student union"."""
    for at, item in enumerate(scene.items[:-2]):
        if item.kind is ItemKind.OFFICE and scene.items[at + 1].word == "of":
            following = scene.items[at + 2 : at + 2 + TITLE_REACH]
            if not any(_is_of_states(item) for item in following):
                return True
    return False


def _is_of_states(item: Item) -> bool:
    return item.kind in OF_STATES or item.word in COUNTED_BY


def is_official(clause: Clause, actors: Sequence[Actor], document: Document) -> bool:
    """Tell whether somebody in office is near, so that it is states that meet."""
    if any(not actor.is_bare for actor in actors):
        return True
    if actors and clause.main.is_noun and all(a.governor in PARTNERS for a in actors):
        return True
    if len(states_of(actors)) >= SET_SIZE and OF_STATES_ALONE.search(clause.text):
        return True
    if not actors and COUNTED_TALK.search(clause.text):
        return True
    return any(
        any(item.kind is ItemKind.OFFICE for item in scene.items)
        or any(not actor.is_bare for actor in scene.actors)
        for scene in document.around(clause.scene.index)
    )

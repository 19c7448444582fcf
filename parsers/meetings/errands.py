"""Visits that are no meeting with the host: to a forum, with others, in passing, in private.

Who is said to visit a state is taken to meet its people, unless the text says what else he
came for and names nobody of theirs whom he met.
"""

from __future__ import annotations

from collections.abc import Sequence

from parsers.actors.actor_forms import BODY_HEADS
from parsers.actors.actors import Role
from parsers.model import Meeting
from parsers.scenes.discourse import PRONOUNS, is_subjectless
from parsers.scenes.frames import ONLY_VISIT
from parsers.scenes.scenes import Document, Scene
from parsers.words.items import Item, ItemKind
from parsers.words.phrases import alternatives, phrases
from parsers.words.triggers import STRONG

VISIT = "visit"  # the rule of claims that only a word of travel makes
REFERRING = frozenset({VISIT, "anaphora"})  # claims that name no meeting of their own
MOST = 9  # states; in a larger assembly nobody is seen as the host's guest
OPENING = 2  # items of a sentence in which "he" is its subject
EVENT = alternatives(
    r"""
    summits?|conferences?|forums?|fora|assembl(?:y|ies)|meetings?|council|inaugurations?
    swearing-in|funerals?|weddings?|ceremon(?:y|ies)|celebrations?|commemorations?|coronation|games
    olympics|world cup|parade|ministerials?|sessions?|festival|anniversary|congress|symposium
    expo(?:sition)?|launch|mass|signing|requiem|memorial|match|final|gala|cop\s?\d+|prize
    negotiations|partnership|group
    """,
)
SIGHT = alternatives(
    r"""
    museum|mosque|cathedral|church|shrine|temple|schools?|universit(?:y|ies)|factor(?:y|ies)
    hospitals?|troops|soldiers|marines|base|camps?|memorial|cemetery|gallery|exhibition|ruins
    monument|mission|embassy|personnel
    """,
)
ERRAND = phrases(
    rf"""
    (?:attend\w*|join(?:s|ed|ing)?|t[ao]+k(?:es?|ing)? part in|participat\w+ in|\
    co-?host(?:ed|s|ing)?|co-?chair(?:ed|s|ing)?|chair(?:ed|s|ing)?|\
    address(?:ed|es|ing)?|(?:spoke|speak(?:s|ing)?) at|\
    open(?:ed|s|ing)?|led|lead(?:s|ing)?|head(?:ed|s|ing)?|conven(?:e[ds]?|ing)|\
    launch(?:ed|es|ing)?|for) (?:[\w'’.&+/-]+,? ){{0,14}}(?:{EVENT})
    (?:accompan(?:ied|ies|ying|y)|join(?:s|ed|ing)?) (?:the )?(?:president|prime minister|premier|\
    king|queen|vice president)
    en route|stop(?:s|ped|ping)? (?:off|over|briefly|while|during|at|to)|refuel\w*|in transit
    addressed (?:the|a|an)|commemorated
    (?:gave|delivered) (?:a|an|the) (?:\w+ ){{0,2}}(?:speech|lecture|address)
    holiday\w*|vacation\w*|medical|check-up|surgery|treatment|pilgrimage|asylum|exiled?|honeymoon
    private (?:visit|trip)|family visit|laid (?:a )?wreaths?|toured|inaugurated|dedicated|unveiled
    opened (?:a|an|the) (?:\w+ ){{0,3}}(?:library|bridge|cent(?:re|er)|{SIGHT})
    (?:visit(?:ed|s|ing)?|met with|saw|greeted) (?:[\w'’.-]+ ){{0,6}}(?:{SIGHT})
    """,
)
# What says that a visit is to the host after all.
TO_THE_HOST = phrases(
    r"""
    (?:official|state|working|bilateral|goodwill|courtesy) (?:visit|trip|tour)|invitation
    bilateral|(?:for|hold|holds|held|holding) (?:\w+ ){0,3}talks|counterparts?
    """,
)


def without_errands(told: Sequence[Meeting], document: Document) -> list[Meeting]:
    """Leave out visits of which the text tells another purpose, and no meeting with the host.

    Those who travel together to meet a host have not met for that.
    """
    return [
        claim
        for claim in told
        if not _is_common_journey(claim, told)
        and (claim.rule != VISIT or not _is_errand(claim, told, document))
    ]


def _is_common_journey(claim: Meeting, told: Sequence[Meeting]) -> bool:
    """Tell whether "A, B and C flew to D" is told of a meeting of all of them with the host."""
    if claim.features.get("trigger") != ONLY_VISIT or claim.rule == VISIT:
        return False
    states = set(claim.participants)
    return any(
        states < set(one.participants)
        and len(one.participants) <= len(states) + 1
        and (one.status == claim.status or None in (one.status, claim.status))
        and one.is_background == claim.is_background
        for one in told
    )


def _is_errand(claim: Meeting, told: Sequence[Meeting], document: Document) -> bool:
    states = set(claim.participants)
    others = [one for one in told if one.rule not in REFERRING and not one.is_background]
    if any(states <= set(one.participants) and len(one.participants) <= MOST for one in others):
        return False
    scene = _scene_of(claim, document)
    hosts = _hosts(scene, states) if scene is not None else set()
    visitors = states - hosts
    if scene is None or not hosts or not visitors:
        return False
    rows = _rows_of_stay(scene, hosts, document)
    if any(TO_THE_HOST.search(row.row.text) for row in rows):
        return False
    about = [row for row in rows if _is_about(row, scene, visitors)]
    if any(ERRAND.search(row.row.text) or _meets_body(row) for row in about):
        return True
    starts = {row.row.sentence.start for row in rows}
    return any(_is_there(one, starts, hosts) and visitors & set(one.participants) for one in others)


def _meets_body(row: Scene) -> bool:
    """Read "met with EU officials" and "met the UN Secretary-General"."""
    met = [t.end for t in row.triggers if t.kind in STRONG and not t.is_noun]
    return any(
        _is_body(row.items[at]) and any(row.position(at) >= end for end in met)
        for at in range(len(row.items))
    )


def _is_body(item: Item) -> bool:
    return item.kind is ItemKind.GROUPING or item.word in BODY_HEADS


def _is_there(claim: Meeting, starts: set[int], hosts: set[str]) -> bool:
    """Tell whether a meeting is told on this stay, and not said to be elsewhere."""
    return claim.evidence.start in starts and claim.place.country in {None, *hosts}


def _scene_of(claim: Meeting, document: Document) -> Scene | None:
    if claim.evidence.end == 0:
        return next(iter(document.headlines), None)
    return document.scene_of(claim.evidence)


def _hosts(scene: Scene, states: set[str]) -> set[str]:
    """Return those of two states that somebody goes to."""
    goals = {actor.state for actor in scene.actors if actor.role is Role.GOAL or actor.is_bare}
    return goals & states


def _rows_of_stay(scene: Scene, hosts: set[str], document: Document) -> list[Scene]:
    """Return the scene of a visit and those of the body told while it lasts."""
    indices = document.told_in(hosts) | {scene.index}
    return [document.scenes[index] for index in sorted(indices)]


def _is_about(row: Scene, visit: Scene, visitors: set[str]) -> bool:
    """Tell whether a sentence is about the visitor: it names him, or goes on about him."""
    if row is visit or is_subjectless(row.row.text):
        return True
    if any(item.word in PRONOUNS for item in row.items[:OPENING]):
        return True
    return any(actor.state in visitors and not actor.is_bare for actor in row.actors)

"""Meetings that a text takes back: "no such meeting is planned", below the rumour that there is.

Where headline or lead denies a meeting of a few states, another sentence of the text that tells of
one of just these states is the rumour denied. What is postponed or called off was to be, and what
was held on a day was held.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from parsers.actors.actors import Role, states_of
from parsers.meetings.confidence import marked
from parsers.model import Meeting, Precision, Status
from parsers.scenes.scenes import Document, Scene
from parsers.words.counts import SET_SIZE
from parsers.words.denials import denies
from parsers.words.phrases import phrases
from parsers.words.statuses import OFF
from parsers.words.triggers import STRONG

LEAD_SCENES = 3  # sentences of the text in which it says what it denies
# Who will not meet before something happens may meet yet.
CONDITION = phrases("if|unless|until|without|before|as long as|conditions?|while|but|yet")
DISOWNED = -4.0  # log-odds: a rumour that the text itself denies


def with_denials(claims: Sequence[Meeting], document: Document) -> list[Meeting]:
    """Return the claims; those of states whose meeting headline or lead denies are weak."""
    if not any(claim.is_in_scope for claim in claims):
        return list(claims)
    denied = list(_denied(document))
    if not denied:
        return list(claims)
    return [
        marked(claim, "disowned", DISOWNED) if _is_disowned(claim, denied) else claim
        for claim in claims
    ]


def _denied(document: Document) -> Iterator[frozenset[str]]:
    """Yield the states of each meeting of a few that headline or lead denies."""
    for scene in (*document.headlines, *document.body[:LEAD_SCENES]):
        states = _named(scene)
        words = [trigger for trigger in scene.triggers if trigger.kind in STRONG]
        if len(states) < SET_SIZE or CONDITION.search(scene.row.text):
            continue
        if any(denies(scene.row.text, word) for word in words):
            yield states


def _named(scene: Scene) -> frozenset[str]:
    few = (frozenset(n.known.states) for n in scene.named if n.is_minilateral)
    people = states_of(actor for actor in scene.actors if actor.role is not Role.PLACE)
    return people.union(*few)


def _is_disowned(claim: Meeting, denied: Sequence[frozenset[str]]) -> bool:
    if not claim.is_in_scope or claim.is_background or claim.status in OFF:
        return False
    if claim.status is Status.HELD and claim.when.precision is Precision.DAY:
        return False
    return frozenset(claim.participants) in denied

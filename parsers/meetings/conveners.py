"""Who brings others together and sits at their table: the mediator of two, the host of guests.

"Angolan mediation brings the ministers of A and B together", "talks mediated by C", "as guests of
D". Who meets is asked in parsers.meetings.participants; here one state is added to them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from parsers.scenes.frames import Frame
from parsers.scenes.scenes import Scene
from parsers.words.items import STATE_KINDS
from parsers.words.phrases import phrases
from parsers.words.triggers import TriggerKind

MEDIATED = "mediated"  # the rule of frames to which a mediator was added
PARTIES = 2  # those between whom somebody mediates
# Behind these stands who mediates, before those he does: "mediated by A", "A's mediation".
MEDIATOR_BEHIND = phrases(
    r"""
    (?:mediat|facilitat|moderat|broker)(?:ed|ion|or)(?: (?:led|offered|provided))? (?:by|of)
    (?:the )?(?:mediator|facilitator|go-between|broker)(?: and host)?,?
    """,
)
MEDIATOR_BEFORE = phrases(
    r"""
    mediation|mediating|facilitation|(?:as|is|was|acted as|serves as|served as) (?:the |a )?\
    (?:mediator|facilitator|go-between)
    mediated|mediates|facilitates|facilitated|moderated
    """,
)
# Who mediates what is a ruling, a truce or a swap has brought nobody together.
NO_TALKS = phrases(
    r"(?:mediat|broker|facilitat)\w* (?:[\w-]+ ){0,3}(?:truce|ceasefire|cease-fire|deal|agreement|"
    r"accord|swap|exchange|release|settlement|pact)|to mediate|mediate in"
    r"|mediation (?:in|with|offer|efforts?|attempts?|role)"
    r"|(?:about|on|for|praised) (?:[\w'’-]+ ){0,2}mediation"
)
AS_GUESTS = phrases("as (?:the )?guests of")
REACH = 24  # characters between a word for mediation and who mediates


def with_conveners(made: Iterable[Frame]) -> Iterator[Frame]:
    """Yield frames, those of two with whoever mediates, and those of guests with their host."""
    for each in made:
        yield _with_host(_with_mediator(each))


def _with_host(made: Frame) -> Frame:
    """Add whose guests those who meet are: "will be in P as guests of D"."""
    said = AS_GUESTS.search(made.clause.text)
    if said is None:
        return made
    start = made.clause.start + said.end()
    host = _states(made.clause.scene, start, start + REACH, first=True)
    return replace(made, states=made.states | host, rule=MEDIATED)


def _with_mediator(made: Frame) -> Frame:
    text = made.clause.text
    if (
        len(made.states) != PARTIES
        or made.trigger.kind is not TriggerKind.MEETING
        or NO_TALKS.search(text)
    ):
        return made
    found = _mediators(made.clause.scene) - made.states
    if len(found) != 1:
        return made
    return replace(made, states=made.states | found, rule=MEDIATED)


def _mediators(scene: Scene) -> frozenset[str]:
    """Return the state that a sentence says to mediate."""
    text = scene.row.text
    found: set[str] = set()
    for said in MEDIATOR_BEHIND.finditer(text):
        found |= _states(scene, said.end(), said.end() + REACH, first=True)
    for said in MEDIATOR_BEFORE.finditer(text):
        found |= _states(scene, said.start() - REACH, said.start(), first=False)
    return frozenset(found)


def _states(scene: Scene, start: int, end: int, *, first: bool) -> set[str]:
    """Return the state named nearest in a stretch of a sentence, by noun or adjective."""
    near = [
        item.values[0]
        for at, item in enumerate(scene.items)
        if item.kind in STATE_KINDS and item.values and start <= scene.position(at) < end
    ]
    return {near[0] if first else near[-1]} if near else set()

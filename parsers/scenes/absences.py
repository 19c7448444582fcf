"""Who stayed away: "Oman was absent", "without Hungary", "the minister could not come".

Whoever is said to be absent is no participant, though the name of a region or a
grouping includes him.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.actors.actors import Actor
from parsers.scenes.scenes import Scene
from parsers.words.phrases import phrases
from parsers.words.vocabularies import Choice, Vocabulary

STAYED_AWAY = phrases(
    r"""
    stay(?:s|ed|ing)? (?:away|at home|out)|sent (?:no one|nobody|regrets|apologies)
    (?:was|were|is|are|been|be) (?:absent|missing|not represented)|skip(?:s|ped)|boycott(?:s|ed)
    (?:did|does|do|will|would|could|can) not (?:\w+ )?(?:attend|take part|participate|\
    come(?! (?:about|to|into|up|true))|show up|join|be there|be represented|make it)
    didn['’]t (?:attend|come|show up)
    (?:not been|unable|not able) (?:able )?to (?:attend|come|take part|participate|join)
    no longer (?:on board|taking part|part of|attending|in the (?:format|group))
    (?:(?:walk|pull|drop|back)(?:s|ed|ped)? (?:out|away)|withdr[ae]w) (?:of|from) \
    (?:the |this |their )?(?:[\w-]+ ){0,2}(?:meeting|summit|talks|dialogue|session|trilateral|\
    gathering|conference|call)
    w(?:as|ere)n['’]t (?:there|represented)|sat it out|declin(?:es|ed) to (?:attend|come|take part)
    """,
)
# Who only looks on is none of those who meet.
OBSERVED = phrases(
    r"""
    (?:attend(?:s|ed|ing)?|participat(?:es|ed|ing)|t(?:ook|akes|aking) part|join(?:s|ed|ing)?|was|\
    were|present|there|came|invited) (?:[\w'’-]+ ){0,4}as (?:an? )?(?:["“'‘])?observers?
    """,
)
AS_OBSERVERS = Vocabulary(r"\b(?:with|and) ([^.;:]{3,90}?) as (?:an? )?[\"“'‘]?observers?\b")
WITHOUT = phrases("without|minus|except(?: for)?|excluding|in the absence of")
OF_ABSENCE = Choice(STAYED_AWAY, OBSERVED, AS_OBSERVERS, WITHOUT)
BOUNDARY = re.compile(r"[;:,.]|\b(?:but|so|while|whereas|although|though|that|which)\b")
REACH = 60  # characters within which a state belongs to the words of absence
REACH_OF_WITHOUT = 25


def absent(scene: Scene) -> frozenset[str]:
    """Return the states that a sentence says were not there."""
    if not OF_ABSENCE.possible(scene.row.text):
        return frozenset()
    return _subjects(scene) | _excepted(scene) | _onlookers(scene)


def _subjects(scene: Scene) -> frozenset[str]:
    """Who stands before "stayed away", in the same stretch between commas."""
    found: set[str] = set()
    text = scene.row.text
    for match in (*STAYED_AWAY.finditer(text), *OBSERVED.finditer(text)):
        cuts = [cut.end() for cut in BOUNDARY.finditer(text, 0, match.start())]
        opening = max(match.start() - REACH, cuts[-1] if cuts else 0)
        near = [a for a in scene.actors if opening <= scene.position(a.first) < match.start()]
        near = near or _before_insertion(scene, cuts, match.start())
        found.update(
            actor.state for actor in scene.actors if actor.group in {a.group for a in near}
        )
    return frozenset(found)


def _before_insertion(scene: Scene, cuts: Sequence[int], end: int) -> list[Actor]:
    """Return the subject of "A's leader, busy at home, will not come"."""
    text = scene.row.text
    if len(cuts) < 2 or text[cuts[-1] : end].strip() or text[cuts[-1] - 1] != ",":  # noqa: PLR2004
        return []
    opening = cuts[-3] if len(cuts) > 2 else 0  # noqa: PLR2004 -- two marks set off an insertion
    live = (a for a in scene.actors if opening <= scene.position(a.first) < cuts[-2])
    return [actor for actor in live if not actor.governor]


def _onlookers(scene: Scene) -> frozenset[str]:
    """Who stands between "with" and "as observers"."""
    spans = [match.span(1) for match in AS_OBSERVERS.finditer(scene.row.text)]
    return frozenset(
        actor.state
        for actor in scene.actors
        for start, end in spans
        if start <= scene.position(actor.first) < end
    )


def _excepted(scene: Scene) -> frozenset[str]:
    """Who stands right after "without"."""
    found: set[str] = set()
    for match in WITHOUT.finditer(scene.row.text):
        after = range(match.end(), match.end() + REACH_OF_WITHOUT)
        comma = scene.row.text.find(",", match.end(), match.end() + REACH_OF_WITHOUT)
        near = {
            a.group
            for a in scene.actors
            if scene.position(a.first) in after and not -1 < comma < scene.position(a.first)
        }
        found.update(actor.state for actor in scene.actors if actor.group in near)
    return frozenset(found)

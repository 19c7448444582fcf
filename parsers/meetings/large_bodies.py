"""Meetings of a large body, at which a few of its members only do or say something.

"NATO ministers met in Brussels, where A, B and C promised", "A, B and C spoke at an IMF meeting":
the few have not met by themselves, unless on its sidelines.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.actors.actors import Actor
from parsers.scenes.clauses import Clause
from parsers.words.items import ItemKind, places_of
from parsers.words.phrases import phrases
from parsers.words.triggers import TriggerKind

SIDELINES = phrases("sidelines?|margins?|fringes?|edges?|ahead of|before|after|following")
# Between a body's name and the word for its meeting: "NATO's defence ministers met".
OWNED = re.compile(r"['’]?s?(?: (?!with\b|and\b|for\b|to\b|on\b)[\w-]+){0,4} $")
# "At the UN, ...", "at the African Union summit in Addis Ababa, ...": where the sentence is set.
AT = re.compile(r"(?:back |speaking )?(?:at|during) (?:the |an? |this year['’]s )?")
SCENE = re.compile(
    r"['’]?s?(?: (?:summit|meeting|session|assembly|headquarters))?(?: in [\w'’ -]{2,30})?,"
)
OF = re.compile(r" (?:of|at|with) (?:the |all |an? )?(?:[\w-]+ ){0,2}$")
# "At an IMF meeting", "during the WTO session": letters that are no state's.
LETTERS = re.compile(r"\b(?:[Aa]t|[Dd]uring) (?:an?|the) (?:\w+ )?(?P<name>[A-Z]{3,7})(?=['’ ])")
NAME_REACH = 60  # characters before the word for a meeting in which its body stands
KNOWN = (ItemKind.STATE, ItemKind.DEMONYM, ItemKind.METONYM, ItemKind.GROUPING, ItemKind.OFFICE)


def is_of_large_body(clause: Clause, present: Sequence[Actor]) -> bool:
    """Tell whether those of a clause only appear at the meeting of a large body."""
    if SIDELINES.search(clause.text) or not _is_apart(clause, present):
        return False
    text, main = clause.scene.row.text, clause.main
    for named in clause.scene.named:
        is_large = not named.is_minilateral and not named.is_pair
        if is_large and (
            OWNED.fullmatch(text, named.end, max(named.end, main.start))
            or (AT.fullmatch(text, 0, named.start) and SCENE.match(text, named.end))
            or OF.fullmatch(text, main.end, max(main.end, named.start))
        ):
            return True
    return main.is_noun and _has_letters(clause)


def _is_apart(clause: Clause, present: Sequence[Actor]) -> bool:
    """Tell whether no word says that those named meet: they stand behind, or do something else."""
    met = [t for t in clause.live if t.kind is TriggerKind.MEETING and not t.is_noun]
    after = [a for a in present if clause.scene.position(a.first) > clause.main.start]
    if len(after) == len(present):
        return not met or met[0].start < clause.scene.position(present[0].first)
    return clause.main.is_noun and not met


def _has_letters(clause: Clause) -> bool:
    """Tell whether a body's letters stand before a meeting word: "at an IMF meeting"."""
    scene, main = clause.scene, clause.main
    found = [
        match
        for match in LETTERS.finditer(scene.text, max(0, main.start - NAME_REACH), main.start)
        if OWNED.fullmatch(scene.row.text, match.end(), main.start)
    ]
    if not found:
        return False
    known = {scene.position(at) for kind in KNOWN for at in places_of(kind, scene.items)}
    return any(match.start("name") not in known for match in found)

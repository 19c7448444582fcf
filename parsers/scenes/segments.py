"""Where a sentence that tells of two meetings is cut, and whether several act at one place.

It cuts at words alone; what each piece tells is asked in parsers.scenes.clauses.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator

from parsers.actors.actors import Role
from parsers.places.sites import is_governed_place
from parsers.scenes.scenes import Scene
from parsers.words.counts import SET_SIZE
from parsers.words.denials import begins_denying
from parsers.words.items import ItemKind, places_of
from parsers.words.phrases import phrases
from parsers.words.triggers import STRONG, TriggerKind
from parsers.words.vocabularies import Sections, Vocabulary

RECEIVING = frozenset({"receive", "received", "receives"})
# Without one of these a sentence with one meeting word is not cut.
CUTTING = (";", " not", " no", " never", " neither", " without")
BOTH_SIDES = 2  # meeting words, one on each side of a cut
# What a sentence tells of another time before it comes to its own: "Two days after the summit, ".
PRELUDE = re.compile(
    r"\W{0,4}(?:having (?:last |first |already )?(?:met|gathered|convened|held) [^,;]{5,120}, "
    r"|(?:(?:(?!the|on|in|at)[\w-]+ ){0,4}(?:hours?|days?|weeks?|months?|years?|decades?) )?"
    r"(?:before|after|ahead of|following|prior to|during) [^,;]{5,120}, )"
)
_AGREED = "(?:agreed|decided|resolved|promised|pledged|vowed)"
SPLIT = Sections(
    [
        r";",
        (
            r",? (?:while|whereas|but|although|though|even as)"
            r" (?!(?:by|via|through|online|virtually)\b)"
        ),
        (
            r",? (?:after|before|following|ahead of|prior to)"
            r" (?=(?:a|an|the|their|his|her|its|meeting|holding|talks|attending|similar)\b)"
        ),
        (
            r",? (?:\w+ )?to (?:plan|prepare(?: for)?|organi[sz]e|arrange|pave the way for|set up)"
            r" (?=(?:a|an|the|their|next|another)\b)"
        ),
        (
            r",? and (?:later |then |also )?(?=(?:held|holds?|met|meets|spoke|dined|lunched|talked"
            r"|conferred|will (?:meet|hold)|had)\b[^.;]{0,40}\b(?:with|to)\b)"
        ),
        (
            r",? (?:and|then|before) (?:later |then )?(?=(?:fl(?:ew|ying)|went|going"
            r"|travell?(?:ed|ing)|left|head(?:ed|ing)|moved|moving|proceed(?:ed|ing)"
            r"|continu(?:ed|ing)) (?:on )?(?:to|for)\b)"
        ),
        r",? (?=(?:(?:and )?(?:will|is|are|to) )?(?:be )?followed by (?:a|an|another|further)\b)",
        (
            r",? where (?=they (?:also )?(?:agreed|decided|resolved|promised) to "
            r"(?:hold|host|convene)\b)"
        ),
        (
            r",? where (?=(?:a|an|the|their)\b[^,;.]{0,60}\b(?:summit|meeting|talks|trilateral)\b"
            r"[^,;.]{0,30}\b(?:ended|was held|took place|wrapped up|concluded|opened|began)\b)"
        ),
        r", and (?=[^,;.]{3,80}\b(?:visited|(?:travelled|traveled|flew) to|arrived in)\b)",
        (
            r" that (?=(?:the|a|an|their|its) (?:next|second|third|trilateral|three-way|tripartite"
            r"|summit|meeting|talks)\b)"
        ),
        # "Met in Rome and agreed | to hold a summit", "and | agreed that their leaders would meet".
        (
            rf",? (?:and|where they) (?:also |then |later |there )?{_AGREED} "
            r"(?=to (?:hold|host|convene|meet|gather|reconvene|sit down|organi[sz]e)\b"
            r"|on (?:a|another|the next)\b)"
        ),
        (
            rf",? (?:and|where they) (?:also |then |later |there )?(?={_AGREED} that "
            r"(?:their|they|the)\b[^,;.]{0,40}\b(?:meet|gather|hold|convene|be held|take place)\b)"
        ),
        r",? since (?=(?:their|its|his|her|the (?:leaders|ministers|two|three))\b)",
        (
            r",? and (?=(?:he|she) (?:also |then |later )?(?:will|would|is to|is due to|had|has) "
            r"(?:also |then |later )?(?:met|meet|held|hold|speak|spoken|see|receive|received)\b)"
        ),
        r" as (?=(?:\w+ )?(?:talks|negotiations|consultations)\b)",
        (
            r", where (?=(?:he|she|they) (?:also |then |later |had |will |is to |is due to ){0,2}"
            r"(?:met|meets?|held|holds?|hold|spoke|saw|received|had talks)\b)"
        ),
        (
            r" and (?:\w+ )?(?:told|assured|reminded|informed|warned) "
            r"(?:him|her|them|(?:his|her|their) (?:guests?|hosts?|visitors?)) (?=that\b)"
        ),
    ]
)
# What a guest is told is of others: "received the envoy and told him that the talks".
ADDRESSED = re.compile(r" (?:told|assured|reminded|informed|warned) ")
# Who "agreed in Rome to meet again in May" has met in Rome.
AGREED = Vocabulary(
    r"\b(?:agreed|decided|resolved|promised) (?:(?:in|at|on|during|after|here|there|yesterday"
    r"|today)\b[^,;]{0,70} )?"
    r"(?=to (?:meet|gather|convene|reconvene|sit down|hold|continue|resume|talk)\b[^;]{0,90}"
    r"\b(?:again|next|later|their (?:talks|consultations|negotiations|discussions))\b)"
)
# What people talk of, or what comes before or after they meet, is told of others.
NESTED = Vocabulary(
    r"\b(?:discuss\w*|review\w*|assess\w*|brief\w*) (?:[\w'’]+ ){0,4}(?:results?|outcomes?) of "
    r"|\b(?:days?|weeks?|months?|hours?|shortly|just) (?:after|before)"
    r" (?=[^;.]{3,60} sign(?:s|ed)?\b"
    r"|[^,;.]{3,60} had (?:met|talked|spoken|held|received|hosted)\b)"
)
# Where leaders are seen side by side without having come to meet.
CEREMONY = phrases(
    r"""
    funeral|coronation|inauguration|wedding|burial|memorial service|parade|olympic\w*|games
    world cup|match|final|mass|general assembly|swearing-in|video messages?|letters?
    statements? issued
    (?:launch|opening|premiere|unveiling) of
    """,
)


# What is done "at the Arab League summit" is done among many; on its sidelines few may meet.
AT_BODY = re.compile(r"\b(?:at|during|to|in|addressing|attending) (?:the |an? |this year['’]s )?$")
BODY_REACH = 30  # characters before the name of a body
SIDELINES = phrases("sidelines?|margins?|fringes?|edges?|ahead of|before|after|following")


def segments(scene: Scene) -> list[tuple[int, int]]:
    """Cut a sentence where both sides have a meeting word of their own."""
    agreed = AGREED.search(scene.row.text)
    if agreed is not None and is_act_of_several(scene, agreed.end()):
        return [(0, agreed.end()), (agreed.end(), len(scene.text) + 1)]
    strong = [t.start for t in scene.triggers if t.kind in STRONG or t.text in RECEIVING]
    telling = [
        t
        for t in scene.triggers
        if t.kind in STRONG or t.kind is TriggerKind.VISIT or t.text in RECEIVING
    ]
    nested = [match.end() for match in NESTED.finditer(scene.row.text)]
    if (
        not nested
        and len(telling) < BOTH_SIDES
        and not any(word in scene.row.text for word in CUTTING)
    ):
        return [(0, len(scene.text) + 1)]
    visits = [t.start for t in scene.triggers if t.kind is TriggerKind.VISIT]
    cuts = [0]
    for match in _cuts(scene):
        is_prelude = match.re is PRELUDE  # it stands in front of all, and goes with what it tells
        cut = match.end() if is_prelude else match.start()
        before = any(cuts[-1] <= start < cut for start in strong)
        later = visits if match.group() == ", and " else strong
        after = any(start >= match.end() for start in (*strong, *later))
        is_denial = begins_denying(scene.row.text, match.end())
        is_forced = match.group() == ";" or ADDRESSED.search(match.group()) is not None
        if (before and after) or is_forced or is_denial:
            cuts.append(match.end())
    cuts = sorted({*cuts, *nested})
    return list(zip(cuts, [*cuts[1:], len(scene.text) + 1], strict=True))


def _cuts(scene: Scene) -> Iterator[re.Match[str]]:
    """Yield where a sentence may be cut; its prelude stands at its start, behind a dateline."""
    start = scene.position(0) if scene.items else 0
    prelude = PRELUDE.match(scene.row.text, start)
    if prelude is not None:
        yield prelude
    start = prelude.end() if prelude is not None else 0
    yield from (match for _, match in SPLIT.finditer(scene.row.text, start))


def is_act_of_several(scene: Scene, end: int = sys.maxsize) -> bool:
    """Tell whether three in office act at one place: "X, Y and Z discussed it in Nicosia".

    The place is named before character ``end``.
    """
    if CEREMONY.search(scene.row.text) or _is_of_large_body(scene):
        return False
    return are_several(scene) and is_at_place(scene, end)


def _is_of_large_body(scene: Scene) -> bool:
    """Tell whether a few of a large body act at its meeting: "at the East Asia Summit in X"."""
    is_at = any(
        not named.is_minilateral
        and not named.is_pair
        and AT_BODY.search(scene.row.text, max(0, named.start - BODY_REACH), named.start)
        for named in scene.named
    )
    return is_at and SIDELINES.search(scene.row.text) is None


def is_at_place(scene: Scene, end: int = sys.maxsize) -> bool:
    """Tell whether a sentence names a city where something is done, before character ``end``."""
    return any(
        scene.position(at) < end and is_governed_place(scene.items, at)
        for at in places_of(ItemKind.CITY, scene.items)
    )


def are_several(scene: Scene) -> bool:
    """Tell whether people in office of three states take part."""
    in_office = {a.state for a in scene.actors if a.role is Role.PARTICIPANT and not a.is_bare}
    return len(in_office) >= SET_SIZE

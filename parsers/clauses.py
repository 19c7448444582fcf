"""Which stretches of a sentence tell of a meeting, and by which words.

A sentence that tells of two meetings is cut between them. Who meets is asked in
parsers.participants.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence

from parsers.actors import Actor, Role
from parsers.counts import SET_SIZE
from parsers.function_words import after_modifiers, word_at
from parsers.imagined import is_habit, is_imagined
from parsers.items import Item, ItemKind
from parsers.phrases import phrases
from parsers.scenes import Scene
from parsers.sites import is_governed_place
from parsers.statuses import OFF, is_denied, is_refuted, status_at
from parsers.triggers import FAILURES, STRONG, Trigger, TriggerKind
from parsers.values import value

# Without one of these a sentence with one meeting word is not cut.
CUTTING = (";", " not", " no", " never", " neither", " without")
BOTH_SIDES = 2  # meeting words, one on each side of a cut
TOPIC_REACH = 30  # characters from "talks" to the "on" that names their topic
TOPIC = phrases(
    r"""
    (?:on|about|over|regarding|concerning|aimed at|focus(?:ed|ing)? on|to (?:discuss|address|\
    counter|take up|tackle|review|weigh|focus on|deal with|talk about))\b\
    (?! (?:(?:early|late|next|last|this) )?(?:mon|tues|wednes|thurs|fri|satur|sun)day\
    | the (?:sidelines|margins|edge)\
    | (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|\d))
    """,
)
# The same after "met", whose "on" and "over" may tell of a day or a place.
TOPIC_OF_VERB = phrases("about|regarding|concerning")
VERB_REACH = 90
SPLIT = re.compile(
    r";|^having (?:last |first |already )?(?:met|gathered|convened|held) [^,;]{5,120}, "
    r"|^(?:before|after|ahead of|following|prior to|during) [^,;]{5,120}, "
    r"|,? (?:while|whereas|but|although|though|even as) "
    r"|,? (?:after|before|following|ahead of|prior to)"
    r" (?=(?:a|an|the|their|his|her|its|meeting|holding|talks|attending|similar)\b)"
    r"|,? (?:\w+ )?to (?:plan|prepare(?: for)?|organi[sz]e|arrange|pave the way for|set up)"
    r" (?=(?:a|an|the|their|next|another)\b)"
    r"|,? and (?:later |then |also )?(?=(?:held|holds?|met|meets|spoke|will (?:meet|hold)|had)\b"
    r"[^.;]{0,40}\b(?:with|to)\b)"
    r"|,? (?:and|then|before) (?:later |then )?(?=(?:fl(?:ew|ying)|went|going|travell?(?:ed|ing)"
    r"|left|head(?:ed|ing)|moved|moving|proceed(?:ed|ing)|continu(?:ed|ing)) (?:on )?(?:to|for)\b)"
    r"|,? (?=(?:(?:and )?(?:will|is|are|to) )?(?:be )?followed by (?:a|an|another|further)\b)"
    r"|,? where (?=(?:a|an|the|their)\b[^,;.]{0,60}\b(?:summit|meeting|talks|trilateral)\b"
    r"[^,;.]{0,30}\b(?:ended|was held|took place|wrapped up|concluded|opened|began)\b)"
    r"|, and (?=[^,;.]{3,80}\b(?:visited|(?:travelled|traveled|flew) to|arrived in)\b)"
    r"|,? since (?=(?:their|its|his|her|the (?:leaders|ministers|two|three))\b)",
)
# Who "agreed in Rome to meet again in May" has met in Rome.
AGREED = re.compile(
    r"\b(?:agreed|decided|resolved|promised) (?:(?:in|at|on|during|after|here|there|yesterday"
    r"|today)\b[^,;]{0,70} )?"
    r"(?=to (?:meet|gather|convene|reconvene|sit down|hold|continue|resume|talk)\b[^;]{0,90}"
    r"\b(?:again|next|later|their (?:talks|consultations|negotiations|discussions))\b)"
)
PRONOUN = re.compile(r" (?:them|him|her)\b")
ASIDE = re.compile(
    r", who (?:last |had |have |also |first )?(?:met|spoke|gathered|held)\b[^,;]{0,120},"
)
# Between the talks agreed on and the summit at which they were.
AGREED_AT = re.compile(
    r"^ (?:[\w'’-]+ ){0,6}?(?:was|were|been) (?:\w+ly |first )?(?:agreed|decided|launched|set up"
    r"|established|proposed|conceived|born)\b[^;]{0,140}\b(?:at|during) (?:a|an|the|their|its)\b"
    r"[^,;]{0,40}$"
)
PREPARED = phrases("prepar(?:e|ing|ation)|ahead of|before|to (?:plan|arrange|organi[sz]e)")
FINITE = phrases("met|gathered|convened|assembled|huddled|conferred|sat down|came together")
# The second half of a contrast; it takes nothing back from the first.
DENIAL = re.compile(r"(?:\w+ ){0,3}(?:not|no|never|neither|without)\b")
# "There was never a summit to cancel": what was not to be cannot be called off.
NEVER_WAS = phrases(
    "there (?:is|was|were|has been|had been) (?:never|no) (?:an? |any )?(?:\\w+ )?"
    "(?:meetings?|summit|talks|visit|session|dialogue|call) (?:to|for anybody to)"
)
# What one does to a meeting of a named grouping.
HOLDING = phrases(
    r"""
    h[eo]ld\w*|host\w*|co-host\w*|attend\w*|chair\w*|co-chair\w*|t[ao]+k\w*|beg[aiu]n\w*
    open(?:s|ed)|kick\w* off|conclud\w+|wrap\w* up|start(?:s|ed)
    """,
)

# "Was held", "being hosted"; "began", "opens" without what is begun: a meeting does so itself.
BEING = re.compile(r"\b(?:is|are|was|were|be|been|being)(?: \w+ly)? $")
BEING_REACH = 20
BEGINS = phrases("beg[aiu]n\\w*|open(?:s|ed)|kick\\w* off|conclud\\w+|wrap\\w* up|start(?:s|ed)")
HELD = re.compile(r" (?:(?!(?:for|in|on|to|about|with|and|that|from)\b)[\w'’-]+,? ){0,7}[\"“(]?")
OBJECT = re.compile(
    r" (?!(?:in|on|at|with|for|amid|after|before|under|behind|today|here|next|this|to"
    r"|tomorrow|yesterday|late|later|early|as|and|by|a day|without|against|from|near|earlier|via"
    r"|by|over|\w+day)\b)\w",
)

# Where leaders are seen side by side without having come to meet.
CEREMONY = phrases(
    r"""
    funeral|coronation|inauguration|wedding|burial|memorial service|parade|olympic\w*|games
    world cup|match|final|mass|general assembly|swearing-in|video messages?|letters?
    statements? issued
    """,
)

# Who is to do something, where the text counts whose they are.
PLANNED_ACT = re.compile(
    r"\b(?:officials|experts|teams?|ministers|delegations|technicians|engineers|negotiators|officers"
    r"|diplomats|representatives|chiefs|heads|advisers|advisors) (?:\w+ )?(?:from|of) "
    r"(?:the|all|these) (?:three|four|five|six) (?:\w+ )?(?:countries|nations|states|sides|parties"
    r"|governments|neighbou?rs|partners|capitals) (?:will|would|are to|are due to|are set to) "
    r"(?:jointly )?$"
)

# What one does to a guest.
RECEIVING = phrases("host(?:s|ed|ing)?|receiv(?:e|es|ed|ing)|welcom(?:e|es|ed|ing)")
# Who comes to a meeting that the sentence before has told of.
ATTENDING = phrases("attend(?:s|ed|ing)?|t[ao]+k(?:es?|ing)? part")
NO_OBJECT = re.compile(
    r"\W*$|[.,;]|(?: (?:the|this|that) (?:meeting|summit|talks|session|gathering|event"
    r"|trilateral))? (?:in person|remotely|online|too|as well|virtually|via|by video"
    r"|on \w+day|today|tomorrow)\b"
)
# Who joins people for something to talk of; not "joined him in condemning".
JOINING = phrases("join(?:s|ed|ing)?")
JOINED_FOR = re.compile(
    r"\bfor (?:a|an|the|their|his|her|talks|discussions|dinner|lunch|breakfast)\b"
    r"(?! (?:first|second|last) time)"
)

# What is said of a meeting that its name holds: "the Quad Leaders' Summit took place".
HAPPENS = re.compile(
    r",?(?: [\w'’]+,?){0,5} (?:t(?:ook|akes?) place|(?:will|to|is|was|has been|will be|to be)"
    r" (?:\w+ly )?(?:held|hosted|postponed|put off|cancel\w+|called off|scheduled|set|due"
    r"|take place)"
    r"|opens|opened|begins|began|ended|concluded|kick(?:s|ed) off|wraps? up|wrapped up)\b"
)


@value(frozen=True, slots=True)
class Clause:
    """The characters ``start`` to ``end`` of a scene; ``text`` is they, in lower case.

    ``live`` say that there is a meeting, ``main`` most directly; ``triggers`` are all of these.
    """

    scene: Scene
    start: int
    end: int
    text: str
    triggers: tuple[Trigger, ...]
    live: tuple[Trigger, ...]
    main: Trigger
    actors: tuple[Actor, ...]

    @property
    def is_whole(self) -> bool:
        """Whether the sentence tells of this meeting alone."""
        return self.start == 0 and self.end > len(self.scene.text)

    @property
    def topic_start(self) -> int:
        """Where in the sentence the topic of the talks begins; its end where they have none.

        Bare states after it are talked about, not with.
        """
        text, end = self.scene.row.text, self.main.end
        topic, reach = (TOPIC, TOPIC_REACH) if self.main.is_noun else (TOPIC_OF_VERB, VERB_REACH)
        match = topic.search(text, end, end + reach + 1)
        return match.start() if match is not None else len(text)

    @property
    def is_done(self) -> bool:
        """True where the clause does something with a meeting: holds, hosts, attends it."""
        return any(
            trigger.kind is TriggerKind.SUPPORT
            or (trigger.kind is TriggerKind.MEETING and not trigger.is_noun)
            for trigger in self.triggers
        )

    def covers(self, position: int) -> bool:
        """Tell whether a position of the sentence, in characters, lies in the clause."""
        return self.start <= position < self.end

    def holds(self, item: Item) -> bool:
        """Tell whether an item of the sentence begins in the clause."""
        return self.covers(item.start - self.scene.row.sentence.start)


def clauses(scene: Scene) -> Iterator[Clause]:
    """Yield the clauses that tell of a meeting; questions, denials, fancies and habits do not."""
    is_untold = is_imagined(scene.row.text) or is_habit(scene.row.text)
    if not scene.triggers or scene.is_question or is_untold:
        return
    for start, end in _segments(scene):
        inside = [trigger for trigger in scene.triggers if start <= trigger.start < end]
        live = _live(scene, inside)
        text = scene.row.text[start:end]
        if not live or _is_denied(text, start, inside):
            continue
        actors = (a for a in scene.actors if start <= scene.position(a.first) < end)
        main = _finite(scene, live) or _agreed_at(scene, live) or _not_aside(scene, live)
        yield Clause(scene, start, end, text, tuple(inside), tuple(live), main, tuple(actors))


def _finite(scene: Scene, live: Sequence[Trigger]) -> Trigger | None:
    """Who "met to prepare a summit" met: the meeting that is prepared is another."""
    verbs = [t for t in live if t.kind is TriggerKind.MEETING and FINITE.match(t.text)]
    nouns = [trigger for trigger in live if trigger.is_noun]
    if not verbs or not nouns or nouns[0].start < verbs[0].start:
        return None
    between = scene.row.text[verbs[0].end : nouns[0].start]
    return verbs[0] if PREPARED.search(between) else None


def _not_aside(scene: Scene, live: Sequence[Trigger]) -> Trigger:
    """Who "met in May, will gather in June": what "who" tells is told by the way."""
    asides = [match.span() for match in ASIDE.finditer(scene.row.text)]
    apart = [t for t in live if not any(start < t.start < end for start, end in asides)]
    return main_trigger(apart if any(trigger.kind in STRONG for trigger in apart) else live)


def _agreed_at(scene: Scene, live: Sequence[Trigger]) -> Trigger | None:
    """Talks "agreed on at a summit" are other talks than the summit, which was held."""
    nouns = [trigger for trigger in live if trigger.is_noun]
    if len(nouns) < BOTH_SIDES:
        return None
    between = scene.row.text[nouns[0].end : nouns[1].start]
    return nouns[1] if AGREED_AT.search(between) else None


def main_trigger(found: Sequence[Trigger]) -> Trigger:
    """A meeting word says more than a visit; a noun more than a verb that may mean it."""
    return found[0] if len(found) == 1 else min(found, key=_vagueness)


def _vagueness(trigger: Trigger) -> tuple[bool, bool, int]:
    return trigger.kind not in STRONG, not trigger.is_noun, trigger.start


def _is_denied(text: str, start: int, inside: Sequence[Trigger]) -> bool:
    """A meeting that is called off was to be; any other denial leaves none."""
    main = main_trigger(inside)
    here = main.counted_from(start)
    if NEVER_WAS.search(text):
        return True
    denied = is_denied(text) or is_refuted(text, here)
    return denied and status_at(text, here) not in OFF


def _segments(scene: Scene) -> list[tuple[int, int]]:
    """Cut a sentence where both sides have a meeting word of their own."""
    agreed = AGREED.search(scene.row.text)
    if agreed is not None and _is_act_of_several(scene, agreed.end()):
        return [(0, agreed.end()), (agreed.end(), len(scene.text) + 1)]
    strong = [trigger.start for trigger in scene.triggers if trigger.kind in STRONG]
    telling = [t for t in scene.triggers if t.kind in STRONG or t.kind is TriggerKind.VISIT]
    if len(telling) < BOTH_SIDES and not any(word in scene.row.text for word in CUTTING):
        return [(0, len(scene.text) + 1)]
    visits = [t.start for t in scene.triggers if t.kind is TriggerKind.VISIT]
    cuts = [0]
    for match in SPLIT.finditer(scene.row.text):
        cut = match.start() or match.end()  # "before the talks, " stands in front of all
        before = any(cuts[-1] <= start < cut for start in strong)
        later = visits if match.group() == ", and " else strong
        after = any(start >= match.end() for start in (*strong, *later))
        if (before and after) or match.group() == ";" or _is_denial(scene, match.end()):
            cuts.append(match.end())
    return list(zip(cuts, [*cuts[1:], len(scene.text) + 1], strict=True))


def _is_denial(scene: Scene, start: int) -> bool:
    """Tell whether a clause begins by denying: "but is not planning a separate one"."""
    return DENIAL.match(scene.row.text, start) is not None


def _live(scene: Scene, inside: Sequence[Trigger]) -> list[Trigger]:
    """Keep the words that say a meeting here: weak ones count only where strong ones lack.

    "Held" needs a named grouping to be held; "announced" needs three states in office
    at a named place to be a meeting.
    """
    strong = [t for t in inside if t.kind in STRONG and not _is_in_name(scene, t)]
    strong = strong or [t for t in inside if _receives(scene, t) or _attend(scene, t)]
    if strong:
        return strong
    holding = [t for t in inside if _holds_named(scene, t)]
    if holding:
        return holding
    happening = [t for t in inside if _is_named_meeting(scene, t)]
    if happening:
        return happening
    return _acts(scene, inside) or [t for t in inside if t.kind is TriggerKind.VISIT]


def _acts(scene: Scene, inside: Sequence[Trigger]) -> list[Trigger]:
    """Keep the deeds that a few do where they meet, or that they fail to."""
    acts = [t for t in inside if t.kind is TriggerKind.ACT]
    if acts and _is_act_of_several(scene):
        return acts
    failures = [t for t in acts if FAILURES.match(t.text)] if _are_several(scene) else []
    return [t for t in acts if _is_of_counted(scene, t)] or failures


def _holds_named(scene: Scene, trigger: Trigger) -> bool:
    """Tell whether a named grouping is held, attended or begins, as meetings are.

    It is what one hosts, or is hosted itself; "the Quad holds" and "opens the door" something
    else, and so does who "began" anything.
    """
    if trigger.kind is not TriggerKind.SUPPORT or not HOLDING.match(trigger.text):
        return False
    text = scene.row.text
    few = [named for named in scene.named if named.is_minilateral or named.is_pair]
    if any(HELD.fullmatch(text, trigger.end, named.start) for named in few):
        return True
    is_passive = text.startswith(" by ", trigger.end) or BEING.search(
        text, max(0, trigger.start - BEING_REACH), trigger.start
    )
    is_event = BEGINS.match(trigger.text) and not OBJECT.match(text, trigger.end)
    return bool(few) and bool(is_passive or is_event)


def _receives(scene: Scene, trigger: Trigger) -> bool:
    """Tell whether a word says that somebody in office is hosted: "welcomed Minister X"."""
    is_joined = JOINING.match(trigger.text) and JOINED_FOR.search(scene.row.text, trigger.end)
    is_hosted = RECEIVING.match(trigger.text) or is_joined
    if trigger.kind is not TriggerKind.SUPPORT or not is_hosted:
        return False
    if PRONOUN.match(scene.row.text, trigger.end):
        return True
    after = (at for at in range(len(scene.items)) if scene.position(at) >= trigger.end)
    start = next(after, len(scene.items))
    is_passive = word_at(scene.items, start) == "by"
    first = after_modifiers(scene.items, start + is_passive)
    received = [actor for actor in scene.actors if actor.first >= first]
    # "Received by the presidents of A in B and C in D": each had him at home.
    is_one = not is_passive or len({actor.state for actor in received}) == 1
    return is_one and any(actor.first == first and not actor.is_bare for actor in received)


def _attend(scene: Scene, trigger: Trigger) -> bool:
    """Tell whether three in office and more attend what was told: "the leaders of A, B and C"."""
    is_attending = ATTENDING.match(trigger.text) is not None
    is_bare = NO_OBJECT.match(scene.row.text, trigger.end) is not None
    return is_attending and is_bare and _are_several(scene)


def _is_act_of_several(scene: Scene, end: int = sys.maxsize) -> bool:
    """Tell whether three in office act at one place: "X, Y and Z discussed it in Nicosia".

    The place is named before character ``end``.
    """
    if CEREMONY.search(scene.row.text):
        return False
    return _are_several(scene) and _is_at_place(scene, end)


def _is_at_place(scene: Scene, end: int = sys.maxsize) -> bool:
    return any(
        item.kind is ItemKind.CITY
        and scene.position(at) < end
        and is_governed_place(scene.items, at)
        for at, item in enumerate(scene.items)
    )


def _are_several(scene: Scene) -> bool:
    """Tell whether people in office of three states take part."""
    in_office = {a.state for a in scene.actors if a.role is Role.PARTICIPANT and not a.is_bare}
    return len(in_office) >= SET_SIZE


def _is_of_counted(scene: Scene, act: Trigger) -> bool:
    """Tell whether a counted few are to act at one place: "experts of the three will discuss"."""
    is_planned = PLANNED_ACT.search(scene.row.text, 0, act.start) is not None
    return is_planned and _is_at_place(scene)


def _is_named_meeting(scene: Scene, trigger: Trigger) -> bool:
    """Tell whether a name that ends in a meeting word is said to happen."""
    is_last = any(named.end - trigger.end in (0, 1) for named in scene.named)
    is_of_people = trigger.kind in STRONG and is_last
    return is_of_people and HAPPENS.match(scene.row.text, trigger.end) is not None


def _is_in_name(scene: Scene, trigger: Trigger) -> bool:
    """The "dialogue" in "Trilateral Strategic Dialogue" is a name, not a meeting."""
    return any(named.start <= trigger.start < named.end for named in scene.named)

"""Which stretches of a sentence tell of a meeting, and by which words.

A sentence that tells of two meetings is cut between them. Who meets is asked in
parsers.meetings.participants.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from parsers.actors.actors import Actor, Role
from parsers.scenes.bodies import Named
from parsers.scenes.holdings import holds_named
from parsers.scenes.scenes import Scene
from parsers.scenes.segments import are_several, is_act_of_several, is_at_place, segments
from parsers.values import value
from parsers.words.counts import SET_SIZE
from parsers.words.demands import demanded_from
from parsers.words.denials import denies
from parsers.words.function_words import after_modifiers, word_at
from parsers.words.imagined import is_habit, is_imagined
from parsers.words.items import Item
from parsers.words.phrases import phrases
from parsers.words.triggers import (
    FAILURES,
    PLANNED_ACT,
    STRONG,
    Trigger,
    TriggerKind,
    is_conferring,
)
from parsers.words.vocabularies import Vocabulary

TOPIC_REACH = 30  # characters from "talks" to the "on" that names their topic
TOPIC = phrases(
    r"""
    (?:on|about|over|regarding|concerning|aimed at|focus(?:ed|ing)? on|to (?:discuss|address|\
    counter|take up|tackle|review|weigh|focus on|deal with|talk about))\b\
    (?! (?:(?:early|late|next|last|this) )?(?:mon|tues|wednes|thurs|fri|satur|sun)day\
    | the (?:sidelines|margins|edge)| (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|\d))
    """,
)
# The same after "met", whose "on" and "over" may tell of a day or a place.
TOPIC_OF_VERB = phrases("about|regarding|concerning")
VERB_REACH = 90
PRONOUN = re.compile(r" (?:them|him|her)\b")
ASIDE = Vocabulary(
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

# What one does to a guest.
RECEIVING = phrases("(?:\\w+ )?host(?:s|ed|ing)?|receiv(?:e|es|ed|ing)|welcom(?:e|es|ed|ing)")
# Who comes to a meeting that the sentence before has told of.
# "Was host in Cracow on Monday to the ministers of A and B".
HOST_TO = re.compile(
    r"(?:,? (?:in|on|at|today|yesterday|this|tomorrow)(?: [\w'’-]+){0,4}?)? to(?= )"
)
ATTENDING = phrases("attend(?:s|ed|ing)?|t[ao]+k(?:es?|ing)? part")
NO_OBJECT = re.compile(
    r"(?:(?: (?:the|this|that) (?:meeting|summit|talks|session|gathering|event|trilateral))?"
    r" (?:in person|remotely|online|too|as well|virtually|via|by video|on \w+day|today|tomorrow))?"
    r"(?:\W*$|[.,;])"
)
JOINED_BY = re.compile(r" (?:\w+ly |there |remotely |in \w+ |at \w+ )?by ")
# Who joins people for something to talk of; not "joined him in condemning".
JOINING = phrases("join(?:s|ed|ing)?")
JOINED_FOR = re.compile(
    r"\bfor (?:a|an|the|their|his|her|another|talks|discussions|dinner|lunch|breakfast)\b"
    r"(?! (?:first|second|last) time)"
)

# Before those who are to meet.
PARTNERS = frozenset({"with", "between", "among", "of"})

# What is said of a meeting that its name holds: "the Quad Leaders' Summit took place".
HAPPENS = re.compile(
    r"(?: \([^()]{1,24}\))?,?(?: [\w'’]+,?){0,5}"
    r" (?:t(?:ook|akes?|aking) place|(?:will|to|is|was|has been|will be|to be)"
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
    def opening(self) -> int:
        """Where in the sentence the clause's own words begin, behind a dateline."""
        return max(self.start, self.scene.position(0)) if self.scene.items else self.start

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
    def attends(self) -> bool:
        """Whether no more is said than that people attend: what, another sentence tells."""
        if self.scene.named:
            return False
        return ATTENDING.match(self.main.text) is not None or is_joined_by(self.scene, self.main)

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
    if not scene.triggers or scene.is_question:
        return
    whole = _live(scene, scene.triggers)
    if not whole or is_imagined(scene.row.text) or is_habit(scene.row.text):
        return
    for start, end in segments(scene):
        inside = [trigger for trigger in scene.triggers if start <= trigger.start < end]
        live = whole if len(inside) == len(scene.triggers) else _live(scene, inside)
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
    if len(nouns) < 2:  # noqa: PLR2004 -- the talks and the summit
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
    return denies(text, main.counted_from(start))


def _live(scene: Scene, inside: Sequence[Trigger]) -> list[Trigger]:
    """Keep the words that say a meeting here: weak ones count only where strong ones lack.

    "Held" needs a named grouping to be held; "announced" needs three states in office
    at a named place to be a meeting.
    """
    strong = [t for t in inside if t.kind in STRONG and _is_of_the_told(scene, t)]
    strong = strong or [t for t in inside if _is_with_guests(scene, t)]
    if strong:
        return strong
    holding = [t for t in inside if holds_named(scene, t)]
    if holding:
        return holding
    happening = [t for t in inside if _is_named_meeting(scene, t)]
    if happening:
        return happening
    return _acts(scene, inside) or [t for t in inside if t.kind is TriggerKind.VISIT]


def _acts(scene: Scene, inside: Sequence[Trigger]) -> list[Trigger]:
    """Keep the deeds that a few do where they meet, or that they fail to."""
    acts = [t for t in inside if t.kind is TriggerKind.ACT]
    return _of_several(scene, acts)


def _of_several(scene: Scene, acts: Sequence[Trigger]) -> list[Trigger]:
    """Return the acts for which several have to be in one place."""
    if is_act_of_several(scene):
        return list(acts)
    told = [t for t in acts if FAILURES.match(t.text) or is_conferring(scene.row.text, t)]
    if told and are_several(scene):
        return told
    return [t for t in acts if _is_of_counted(scene, t)]


def _is_with_guests(scene: Scene, trigger: Trigger) -> bool:
    return _receives(scene, trigger) or _attend(scene, trigger) or is_joined_by(scene, trigger)


def is_joined_by(scene: Scene, trigger: Trigger) -> bool:
    """Tell whether people in office come to somebody: "he will be joined by President X of A"."""
    if not JOINING.fullmatch(trigger.text) or JOINED_BY.match(scene.row.text, trigger.end) is None:
        return False
    after = (a for a in scene.actors if scene.position(a.first) > trigger.end)
    return any(not actor.is_bare and actor.role is Role.PARTICIPANT for actor in after)


def _receives(scene: Scene, trigger: Trigger) -> bool:
    """Tell whether a word says that somebody in office is hosted: "welcomed Minister X"."""
    is_joined = JOINING.match(trigger.text) and JOINED_FOR.search(scene.row.text, trigger.end)
    is_hosted = RECEIVING.match(trigger.text) or is_joined
    if trigger.kind is not TriggerKind.SUPPORT or not is_hosted:
        return False
    if PRONOUN.match(scene.row.text, trigger.end):
        return True
    to = HOST_TO.match(scene.row.text, trigger.end) if trigger.text.endswith("host") else None
    begin = to.end() if to is not None else trigger.end
    after = (at for at in range(len(scene.items)) if scene.position(at) >= begin)
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
    return is_attending and is_bare and are_several(scene)


def _is_of_counted(scene: Scene, act: Trigger) -> bool:
    """Tell whether a counted few are to act at one place: "experts of the three will discuss"."""
    is_planned = PLANNED_ACT.search(scene.row.text, 0, act.start) is not None
    return is_planned and is_at_place(scene)


def _is_named_meeting(scene: Scene, trigger: Trigger) -> bool:
    """Tell whether a name that ends in a meeting word is said to happen."""
    is_last = any(named.end - trigger.end in (0, 1) for named in scene.named)
    is_of_people = trigger.kind in STRONG and is_last
    return is_of_people and HAPPENS.match(scene.row.text, trigger.end) is not None


def _is_of_the_told(scene: Scene, trigger: Trigger) -> bool:
    """Tell whether a meeting word is no part of a name, and no demand that others meet."""
    return not _is_in_name(scene, trigger) and not _is_asked_of_others(scene, trigger)


def _is_asked_of_others(scene: Scene, trigger: Trigger) -> bool:
    """Tell whether a meeting is asked of others: "A, B and C called for talks".

    Not where the words name those who are to meet: "called for talks with B and C", "wants the
    leaders of A, B and C to meet", "asked for a meeting of the Quad".
    """
    start = demanded_from(scene.row.text, trigger)
    if start is None or any(named.start > start and _is_of_few(named) for named in scene.named):
        return False
    asked = [a for a in scene.actors if start < scene.position(a.first) < trigger.start]
    after = (a for a in scene.actors if scene.position(a.first) > trigger.start)
    is_with = any(actor.governor in PARTNERS for actor in after)
    return not is_with and len({actor.state for actor in asked}) < SET_SIZE


def _is_of_few(named: Named) -> bool:
    return named.is_minilateral or named.is_pair


def _is_in_name(scene: Scene, trigger: Trigger) -> bool:
    """The "dialogue" in "Trilateral Strategic Dialogue" is a name, not a meeting."""
    return any(named.start <= trigger.start < named.end for named in scene.named)

"""Where a frame's meeting is: the place that the words near it govern, or its host's home.

It reads the clause; what other sentences, a trip or the dateline tell is asked in
parsers.meetings.whereabouts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.actors.actors import Actor, Role
from parsers.lexicon import Lexicon
from parsers.meetings.stages import HOSTS, stage_in
from parsers.model import Place
from parsers.places.journeys import was_there
from parsers.places.localities import capital_of, city_name, place_of_state
from parsers.places.sites import Bond, Site, sites
from parsers.scenes.frames import Frame
from parsers.scenes.scenes import Document, Scene
from parsers.words.items import ItemKind, places_of
from parsers.words.phrases import phrases
from parsers.words.triggers import STRONG, Trigger, TriggerKind, gap

# Characters from the meeting word to its place.
CITY_REACH, STATE_REACH = 220, 120
STATE_PENALTY = 40  # characters by which a city may be farther than a state and still be the place
LOOSE_PENALTY = 60  # the same, for a place that may belong to another noun
OTHER_PENALTY = 400  # the same, for the place of the last meeting, or the next
MODIFIER_REACH = 24  # characters between "the Astana" and "talks"
CAUSE = phrases(
    r"""
    because|on account of|owing to|due to (?:the|a|bad)|since|as (?:\w+ ){0,4}ha(?:s|d|ve)
    """,
)
BECAUSE = phrases("because|on account of|owing to")
# What opens the story of another event, when a meeting word of its own follows.
ASIDE = phrases(
    r"""
    ahead of|before|after|following|prior to|to (?:prepare|plan|pave)|in preparation for|preparing
    since|until|not in|instead of|rather than|planned (?:in|for|at)|(?:moved|shifted) from
    """,
)
OPENING_ASIDE = phrases(
    r"""
    after|before|following|ahead of|prior to|since|until|a (?:day|week|month|year) (?:after|before)
    (?:days|weeks|months|hours) (?:after|before)
    """,
)
ASIDE_REACH = 90  # characters
OTHERS = phrases(
    r"""
    (?:last|previous|previously|earlier|prior|next|past|originally|former)\
    (?! (?:to|on|in|at|this|today|week|month|year|night|spring|summer|autumn|winter|fall|\
    (?:mon|tues|wednes|thurs|fri|satur|sun)day)\b)(?: [\w-]+){0,3}
    """,
)
OTHER_REACH = 34  # characters before a meeting word
# "After the successful meetings in Paris and Weimar": a list of what was before.
ROUNDS = frozenset({"meetings", "summits", "sessions", "consultations", "talks", "gatherings"})
AFTER_ROUNDS = re.compile(
    r"\b(?:after|following|since|building on|continu\w+) (?:the |several |two |three |earlier )+"
    r"(?:[\w-]+ ){0,3}$"
)
FORMER = ("not ", "instead", "rather", "planned", "moved", "shifted")
OPENING_REACH = 3  # characters of a clause in which an aside opens it
OWN_PENALTY = 60  # characters by which a place may be farther than one behind another meeting word
# What is said of a meeting itself, and of nobody who is at it.
TAKES_PLACE = phrases(
    r"t[ao]+k(?:es?|ing)? place|(?:was|were|be|been|being) held|(?:got|getting) under ?way"
)
VERB_REACH = 30  # characters from such a verb to the place
FORUM_PENALTY = 50  # characters by which a named city may be farther than a forum's seat
# What may stand between a city and the meeting it names: "the Luanda Heads of State summit".
MODIFIERS = frozenset({ItemKind.WORD, ItemKind.NUMBER, ItemKind.OFFICE})
# "Here" is where the meeting is, unless it is only where somebody speaks of it.
HERE = phrases(
    r"""
    (?<!said )(?<!told reporters )here(?! (?:said|says?|told|announced|confirmed|reported))
    this (?:[\w-]+ ){0,3}(?:city|town|capital|resort|port)
    """,
)
HOSTED_BY = phrases(r"(?:co-)?hosted by|at the invitation of|under the auspices of")
HOST_REACH = 30  # characters
OF_ANOTHER = "of_another"  # marks a claim of the last meeting, or the next
HOSTED = "hosted"  # marks a claim whose place is no more than its host's home


def place_of(frame: Frame, document: Document) -> Place:
    """Return the place that the words govern nearest the meeting word; else that of a visit.

    "The Astana talks" are where their name says.
    """
    row = frame.clause.scene.row
    found = sites(row, document.lexicon, frame.states)
    if frame.is_anaphoric:  # "the minister is in Atlanta" says nothing of "such a meeting"
        found = [site for site in found if not was_there(row.items, site.governor)]
    staged, governed = _stage(frame, document.lexicon), nearest(frame, found)
    if staged is not None and not _is_only_host(staged, governed, document.lexicon):
        return staged
    if governed is not None:
        return governed
    if document.dateline.city is not None and HERE.search(frame.clause.text):
        return of_dateline(document)
    if frame.trigger.kind is TriggerKind.VISIT:
        return _visited(frame, found)
    return _in_name(frame, document.lexicon)


def of_dateline(document: Document) -> Place:
    """Return the place where a text was written."""
    return Place(document.dateline.city, document.dateline.country)


def _stage(frame: Frame, lexicon: Lexicon) -> Place | None:
    """Read "Astana hosts" and "Entebbe, Uganda, will be the scene of": the city itself acts."""
    clause = frame.clause
    return stage_in(clause.scene, clause.start, clause.end, lexicon, frame.states)


def _is_only_host(staged: Place, governed: Place | None, lexicon: Lexicon) -> bool:
    """Tell whether a capital stands for its state: "Moscow will host the ministers in Sochi"."""
    if governed is None or governed.city is None or governed.country != staged.country:
        return False
    return staged == capital_of(staged.country or "", lexicon)


def nearest(frame: Frame, found: Sequence[Site]) -> Place | None:
    """Return the place nearest the words of the meeting that can be its own."""
    anchors = _anchors(frame)
    rated = [
        (away, site.place)
        for at, site in enumerate(found)
        if (away := _distance(frame, anchors, site, found[at - 1].end if at else 0)) is not None
    ]
    return min(rated, key=lambda pair: pair[0])[1] if rated else None


def _anchors(frame: Frame) -> list[Trigger]:
    """The meeting words of a clause that are not those of another event, told in an aside."""
    text = frame.clause.scene.row.text
    words = [t for t in frame.clause.live if t.kind in STRONG]
    own = [t for t in words if not is_other(text, t) and not _is_in_aside(frame, t)]
    return own or [frame.trigger]


def _is_in_aside(frame: Frame, trigger: Trigger) -> bool:
    """Tell whether a meeting word is that of "ahead of next week's summit"."""
    scene = frame.clause.scene
    start = max(frame.clause.start, trigger.start - ASIDE_REACH)
    aside = last_aside(scene.row.text, start, trigger.start)
    if not trigger.is_noun or aside is None or aside < _end_before(frame, trigger):
        return False
    is_opening = aside <= frame.clause.opening + OPENING_REACH
    return not is_opening or any(t.start > trigger.end for t in frame.clause.live)


def _end_before(frame: Frame, trigger: Trigger) -> int:
    return max((t.end for t in frame.clause.live if t.end <= trigger.start), default=0)


def _distance(frame: Frame, anchors: Sequence[Trigger], site: Site, last: int) -> int | None:
    """How far a place is from the meeting, in characters with penalties; None where it is not.

    ``last`` is where the place before it ends.
    """
    clause = frame.clause
    if not clause.covers(site.start) or _is_of_cause(frame, site) or _is_of_rounds(frame, site):
        return None
    if frame.rule == "visit" and not _is_at_host(frame, site):
        return None
    away, word = min(((gap(site.start, site.end, t), t) for t in anchors), key=lambda pair: pair[0])
    if not site.is_firm and last_aside(clause.scene.row.text, word.end, site.start) is not None:
        return None  # "following an attack in Tacna"
    if site.place.city is None:
        is_near = away <= STATE_REACH and site.start < clause.topic_start
        if not site.is_firm or not (is_near or site.bond is Bond.CLOSE):
            return None
        away += STATE_PENALTY
    if away > CITY_REACH:
        if not _took_place_there(frame, site):
            return None
        away = CITY_REACH
    away += 0 if site.is_firm else LOOSE_PENALTY
    away += FORUM_PENALTY if site.is_forum else 0
    own = _own_trigger(frame, site)
    away += OWN_PENALTY if own is not None and own.is_noun and own is not frame.trigger else 0
    return away + (OTHER_PENALTY if _is_of_another(frame, word, site, last) else 0)


def _took_place_there(frame: Frame, site: Site) -> bool:
    """Tell whether the meeting's own verb stands right before a place that is far from its noun.

    "Talks between the ministers X of A, Y of B and Z of C took place in Geneva".
    """
    start = max(frame.trigger.end, site.start - VERB_REACH)
    return TAKES_PLACE.search(frame.clause.scene.row.text, start, site.start) is not None


def _is_of_cause(frame: Frame, site: Site) -> bool:
    text, end = frame.clause.scene.row.text, frame.trigger.end
    return CAUSE.search(text, end, max(site.start, end)) is not None


def _is_of_rounds(frame: Frame, site: Site) -> bool:
    """Tell whether a place is one of several earlier meetings: "after the rounds in X and Y"."""
    own = _own_trigger(frame, site)
    if own is None or own.text not in ROUNDS:
        return False
    text, start = frame.clause.scene.row.text, max(0, own.start - ASIDE_REACH)
    return AFTER_ROUNDS.search(text, start, own.start) is not None


def _is_at_host(frame: Frame, site: Site) -> bool:
    """Each of several hosts of one trip has the traveller at home."""
    return site.place.country in frame.states or len(frame.clause.actors) <= len(frame.states)


def _is_of_another(frame: Frame, word: Trigger, site: Site, last: int) -> bool:
    """Tell whether a place is that of another event: the last meeting, a summit before or after."""
    text = frame.clause.scene.row.text
    own = _own_trigger(frame, site)
    if own is not None and own is not word and is_other(text, own):
        return True
    if site.start > word.end:
        aside = last_aside(text, max(word.end, last), site.start)
        return aside is not None and _is_event(frame, aside, site)
    return _opens_with_aside(frame, word, site)


def _own_trigger(frame: Frame, site: Site) -> Trigger | None:
    """Return the meeting word that stands nearest before a place."""
    before = [t for t in frame.clause.triggers if t.kind in STRONG and t.end <= site.start]
    return before[-1] if before else None


def is_other(text: str, trigger: Trigger) -> bool:
    """Tell whether a meeting word is that of the last or the next meeting."""
    return _other(text, trigger) is not None


def is_next(text: str, trigger: Trigger) -> bool:
    """Tell whether a meeting word is that of the next meeting, which a plan may be of."""
    return (_other(text, trigger) or "").startswith("next")


def _other(text: str, trigger: Trigger) -> str | None:
    start = max(0, trigger.start - OTHER_REACH)
    found = OTHERS.finditer(text, start, trigger.start)
    return next((match.group() for match in found if match.end() >= trigger.start - 1), None)


def last_aside(text: str, start: int, end: int) -> int | None:
    """Return where the last word that opens an aside begins between two positions."""
    found = [match.start() for match in ASIDE.finditer(text, max(start, end - ASIDE_REACH), end)]
    return found[-1] if found else None


def _is_event(frame: Frame, aside: int, site: Site) -> bool:
    """An aside tells of another event where it has a meeting word, or governs the place itself."""
    text = frame.clause.scene.row.text
    if site.is_goal or text.startswith(FORMER, aside):
        return True
    inside = (t for t in frame.clause.triggers if t.kind in STRONG and t.is_noun)
    return any(aside < trigger.start < site.start for trigger in inside)


def _opens_with_aside(frame: Frame, word: Trigger, site: Site) -> bool:
    """Tell whether a place belongs to "After the summit in Y," that opens the clause."""
    text = frame.clause.scene.row.text
    if OPENING_ASIDE.match(text, frame.clause.opening) is None:
        return False
    comma = text.find(",", site.end)
    if 0 <= comma <= word.start:
        return True
    return word.start - site.end > MODIFIER_REACH


def _visited(frame: Frame, found: Sequence[Site]) -> Place:
    """A visit is where the visitor goes: to a city of the host, or else to his state."""
    goals = [site.place for site in found if site.is_goal and site.place.country in frame.states]
    return goals[0] if len(goals) == 1 else Place()


def _in_name(frame: Frame, lexicon: Lexicon) -> Place:
    """Read "the Astana talks" and "the Nicosia three-way summit" as held there."""
    return named_after(frame.clause.scene, frame.trigger, lexicon)


def named_after(scene: Scene, trigger: Trigger, lexicon: Lexicon) -> Place:
    """Return the city that goes before a meeting word as its name."""
    if not trigger.is_noun:
        return Place()
    for at in places_of(ItemKind.CITY, scene.items):
        item = scene.items[at]
        end = scene.position(at) + len(item.text)
        if not 0 < trigger.start - end <= MODIFIER_REACH:
            continue
        if _stands_alone(scene, at, trigger):
            country = item.values[0]
            return Place(city_name(item.text, country, lexicon), country)
    return Place()


def _stands_alone(scene: Scene, at: int, trigger: Trigger) -> bool:
    """Tell whether a city alone goes with the word behind it: no list, no hyphen, no other name."""
    items = scene.items
    if at and (
        items[at - 1].kind in (ItemKind.CONJUNCTION, ItemKind.CITY) or items[at - 1].text == "-"
    ):
        return False
    between = (
        item
        for position, item in enumerate(items[at + 1 :], at + 1)
        if scene.position(position) < trigger.start
    )
    return all(item.kind in MODIFIERS or item.text == "-" for item in between)


# ---------------------------------------------------------------- whoever hosts, hosts at home


def host_of(frame: Frame, lexicon: Lexicon) -> Place:
    """Return the home of who hosts: a state, or the very city that is said to host."""
    clause = frame.clause
    text, scene = clause.scene.row.text, clause.scene
    passive = HOSTED_BY.search(text, clause.start, clause.end)
    if passive is not None:
        after = [
            a for a in scene.actors if 0 <= scene.position(a.first) - passive.end() <= HOST_REACH
        ]
        return place_of_state(after[0].state, lexicon) if after else Place()
    hyphen = _hyphenated(frame, lexicon)
    if hyphen is not None:
        return hyphen
    match = HOSTS.search(text, clause.start, clause.end)
    if match is None:
        return Place()
    return _actor_before(frame, match.start(), lexicon)


def _hyphenated(frame: Frame, lexicon: Lexicon) -> Place | None:
    """Read "the Qatar-hosted talks"."""
    items = frame.clause.scene.items
    for at in places_of(ItemKind.STATE, items[:-2]):
        is_joined = items[at + 1].text in {"-", "‑"} and items[at + 2].word == "hosted"
        if is_joined and frame.clause.holds(items[at]):
            return place_of_state(items[at].values[0], lexicon)
    return None


def _actor_before(frame: Frame, position: int, lexicon: Lexicon) -> Place:
    scene = frame.clause.scene
    actors = [
        actor
        for actor in (*frame.clause.actors, *frame.actors)
        if _is_host(actor) and scene.position(actor.first) < position
    ]
    return place_of_state(actors[-1].state, lexicon) if actors else Place()


def _is_host(actor: Actor) -> bool:
    return actor.role in (Role.PARTICIPANT, Role.SPEAKER)

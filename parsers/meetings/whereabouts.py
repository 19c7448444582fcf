"""Where a claimed meeting is, as the rest of the text tells: beside it, on a trip, at the top.

A claim's own words go first, then the sentences next to it, the journey on which it is told,
the dateline of the lead, and last the home of who hosts.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import islice

from parsers.actors.actors import Role
from parsers.lexicon import Lexicon
from parsers.meetings.places import (
    BECAUSE,
    HERE,
    HOSTED,
    is_next,
    is_other,
    last_aside,
    named_after,
    of_dateline,
)
from parsers.meetings.plan_days import GOES_ON
from parsers.meetings.stages import stage_in
from parsers.model import Format, Meeting, Place, Status
from parsers.places.journeys import Stay, leg_at, was_there
from parsers.places.localities import locality_at
from parsers.places.sites import Site, sites
from parsers.scenes.frames import FURTHER
from parsers.scenes.scenes import Document, Scene
from parsers.words.formats import REMOTE, format_at
from parsers.words.known_groups import speaks_of_group
from parsers.words.phrases import phrases
from parsers.words.statuses import PLANNED, status_at
from parsers.words.triggers import STRONG, Trigger, gap

LEAD = 2  # sentences
VENUE_IS = phrases(
    "(?:(?:the|its|their) )?venue (?:for \\w+ \\w+ )?(?:is|was|will be|would be)(?: to be)?(?= )"
)
VENUE_REACH = 4  # items from "the venue is" to the city
SHORT_ROW = 60  # characters; a row so short at the top is a byline, a date or a dateline
THE_EVENT = phrases(
    r"(?:the|this|their) (?:[\w-]+ ){0,2}(?:tripartite|event|reunion|occasion|consultation|forum)",
)
THERE = phrases(r"there(?! (?:is|are|was|were|will|has|have|had)\b)")
BESIDE_REACH = 150  # characters from a meeting word to its place in a sentence nearby
# What had been before: "had met in Ouagadougou in February"; not "had met earlier in the day".
HAD = phrases(r"had (?:\w+ ){0,3}(?:met|held|gathered|convened|sat|hosted|meetings?|talks|summit)")
HAD_REACH = 24  # characters
SCENES_MAX = 60  # sentences of a text in which a place is looked for; a longer one has its lead
# What happened then is not told of this meeting: "last week's Summit of the Americas".
OTHER_TIMES = phrases(
    r"""
    last (?:week|month|year|summer|spring|autumn|winter)|(?:weeks?|months?|years?) (?:ago|earlier)
    follow(?:s|ed|ing)? (?:up )?(?:on )?(?:a|an|the) (?:\w+ ){0,3}(?:meeting|summit|talks)
    earlier this (?:month|year)
    """,
)
LATELY = phrases(
    r"earlier (?:today|in the day|on)|just|(?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday"
)
AFTER_STAY = timedelta(days=3)  # a meeting so long after a stay was another
BEFORE_STAY = timedelta(days=1)
NEAR_STAY = 3  # rows after a stay of unknown travellers in which a meeting was on that trip
# Cities from which agencies write of their whole region.
BUREAUS = frozenset(
    """Abidjan Amman Ankara Bangkok Beijing Beirut Brussels Cairo Canberra Dakar Dubai Jerusalem
    Johannesburg Lagos London Manila Moscow Nairobi Paris Singapore Sydney Tokyo
    Washington""".split(),
) | {"Hong Kong", "New Delhi", "New York", "Mexico City", "Buenos Aires", "Tel Aviv"}


def settled(claim: Meeting, others: Container[int], document: Document) -> Meeting:
    """Give a claim the place, the format and the days that only the whole text can tell.

    ``others`` are where the sentences begin that tell of other meetings.
    """
    scene = document.scene_of(claim.evidence)
    if scene is None or claim.format in REMOTE:
        return claim
    if claim.format is Format.UNKNOWN and not is_placed(claim):
        remote = _remote_beside(claim, scene, others, document)
        if remote is not None:
            return replace(claim, format=remote, place=Place())
    stay = _stay_of(claim, scene, document)
    place = _place(claim, scene, others, document, stay)
    is_there = place.country is not None or claim.format is Format.IN_PERSON
    is_dated = claim.when.start is not None or stay is None or _is_to_come(claim)
    return replace(
        claim,
        place=place,
        when=claim.when if is_dated or stay is None else stay.when,
        format=Format.IN_PERSON if is_there else claim.format,
    )


def is_placed(claim: Meeting) -> bool:
    """Tell whether words say where a meeting is, which more than its host's home."""
    return claim.place.country is not None and HOSTED not in claim.features


def _is_to_come(claim: Meeting) -> bool:
    return claim.status in PLANNED or claim.status in (Status.POSTPONED, Status.CANCELLED)


def _place(
    claim: Meeting,
    scene: Scene,
    others: Container[int],
    document: Document,
    stay: Stay | None,
) -> Place:
    """Return the first place that is told and does not gainsay what the claim says itself."""
    if is_placed(claim) and claim.place.city is not None:
        return claim.place
    told = claim.place.country if is_placed(claim) else None
    for place in _told(claim, scene, others, document, stay):
        is_more = place.city is not None or told is None
        if place.country is not None and told in (None, place.country) and is_more:
            return place
    return claim.place


def _told(
    claim: Meeting,
    scene: Scene,
    others: Container[int],
    document: Document,
    stay: Stay | None,
) -> Iterator[Place]:
    if stay is not None and THERE.search(scene.row.text):
        yield Place(stay.city, stay.country)
    yield from _beside(claim, scene, others, document)
    if stay is not None:
        yield Place(stay.city, stay.country)
    if document.stays and HERE.search(scene.row.text):
        yield Place(document.stays[0].city, document.stays[0].country)
    if _is_of_dateline(claim, scene, document):
        yield of_dateline(document)
    if not claim.is_background:
        yield from _anywhere(claim, others, document)


# ---------------------------------------------------------------- the dateline


def _is_of_dateline(claim: Meeting, scene: Scene, document: Document) -> bool:
    """A lead tells of a meeting in the city it is written in: at home, or where one came for it."""
    country, city = document.dateline.country, document.dateline.city
    is_open = not is_placed(claim) or claim.place == Place(None, country)
    if not (is_open and city and _is_now(claim, document)) or claim.is_background:
        return False
    is_lead = any(scene is near for near in _lead(document))
    if country in claim.participants:
        return is_lead
    return is_lead and city not in BUREAUS and claim.status is not Status.SCHEDULED


def _is_now(claim: Meeting, document: Document) -> bool:
    """A meeting that is some days off is seldom where the plan was written down."""
    if claim.status is not Status.SCHEDULED:
        return claim.status in (Status.HELD, None)
    if claim.when.start is None or document.published is None:
        return claim.when.start is None
    return claim.when.start <= document.published + AFTER_STAY


def _lead(document: Document) -> list[Scene]:
    """Return the first sentences of the body, bylines and dates above them left out."""
    long = (scene for scene in document.body if len(scene.text) > SHORT_ROW)
    return list(islice(long, LEAD))


# ---------------------------------------------------------------- the sentences next to it


def _beside(
    claim: Meeting,
    scene: Scene,
    others: Container[int],
    document: Document,
) -> Iterator[Place]:
    """Yield the places of neighbouring sentences that speak of the same meeting."""
    for near in _neighbours(claim, scene, others, document):
        yield from _in_scene(near, claim, document)


def _in_scene(near: Scene, claim: Meeting, document: Document) -> Iterator[Place]:
    """Yield where a sentence has the meeting: the city that is its stage, its site, its name."""
    states, lexicon = frozenset(claim.participants), document.lexicon
    staged = stage_in(near, 0, len(near.row.text), lexicon, states)
    staged = staged or _venue(near, lexicon, states)
    if staged is not None:
        yield staged
    sited = [
        (away, site.place)
        for site in sites(near.row, lexicon, states)
        if not (claim.status in PLANNED and was_there(near.items, site.governor))
        and (away := _distance(near, site, claim)) is not None
    ]
    if sited:
        yield min(sited, key=lambda pair: pair[0])[1]
    for word in _meeting_words(near):
        if not _is_other(near.row.text, word, claim):
            yield named_after(near, word, lexicon)


def _venue(near: Scene, lexicon: Lexicon, states: frozenset[str]) -> Place | None:
    """Read "the venue is Cairns, Australia" and "the venue will be the Ugandan capital"."""
    said = VENUE_IS.search(near.row.text)
    if said is None:
        return None
    behind = [at for at in range(len(near.items)) if near.position(at) >= said.end()]
    for at in behind[:VENUE_REACH]:
        named = locality_at(near.items, at, lexicon, states)
        if named is not None and named.place.city is not None:
            return named.place
    return None


def _neighbours(
    claim: Meeting,
    scene: Scene,
    others: Container[int],
    document: Document,
) -> Iterator[Scene]:
    """Yield the sentences next to a claim, the headline and the lead, that tell of no other."""
    if FURTHER in claim.features:
        return
    lead = _lead(document)
    around = [document.body_scene(scene.index + 1), document.body_scene(scene.index - 1)]
    if scene.row.is_headline or any(scene is near for near in lead):
        around += document.headlines
    if claim.status in (None, Status.HELD) or scene.row.is_headline:
        around += lead
    by_index = {near.index: near for near in around if near is not None and near is not scene}
    for near in by_index.values():
        is_others = not near.row.is_headline and near.row.sentence.start in others
        is_venue = VENUE_IS.match(near.row.text) is not None
        if not is_others and (is_venue or _is_of_same(near, claim)):
            yield near


def _anywhere(claim: Meeting, others: Container[int], document: Document) -> Iterator[Place]:
    """Yield the one city in which all sentences that are of no other meeting have theirs."""
    if FURTHER in claim.features:
        return
    found: set[Place] = set()
    for near in document.scenes[:SCENES_MAX]:
        is_others = not near.row.is_headline and near.row.sentence.start in others
        if is_others or not _meeting_words(near) or OTHER_TIMES.search(near.row.text):
            continue
        if _is_of_same(near, claim):
            found.update(place for place in _in_scene(near, claim, document) if place.city)
    if len({place.city for place in found}) == 1:
        yield found.pop()


def _is_of_same(near: Scene, claim: Meeting) -> bool:
    """Tell whether a sentence has nobody of another state take part, and can be as far along."""
    others = {
        actor.state for actor in near.actors if actor.role is Role.PARTICIPANT and not actor.is_bare
    }
    return others <= set(claim.participants) and not near.is_question and _is_as_far(near, claim)


def _is_as_far(near: Scene, claim: Meeting) -> bool:
    """A report says nothing of the place of a plan, nor a plan of that of a report."""
    words = _meeting_words(near)
    if not words or near.row.is_headline:
        return True
    status = status_at(near.row.text, words[0])
    if claim.status is Status.HELD:
        return status not in PLANNED
    return claim.status not in PLANNED or status is not Status.HELD


def _distance(near: Scene, site: Site, claim: Meeting) -> int | None:
    """How far a place is from the words that tell of the meeting; None where it is not its."""
    words = _meeting_words(near)
    if any(_is_other(near.row.text, word, claim) for word in words):
        return None
    behind = max((word.end for word in words if word.end <= site.start), default=site.start)
    if BECAUSE.search(near.row.text, behind, site.start) is not None:
        return None
    if words and (site.is_firm or (near.row.is_headline and site.place.city is not None)):
        away = min(gap(site.start, site.end, word) for word in words)
        return away if away <= BESIDE_REACH else None
    text = near.row.text
    is_same = speaks_of_group(text) or THE_EVENT.search(text) or _names_all(near, claim)
    is_same = is_same or (claim.status in PLANNED and GOES_ON.search(text) is not None)
    is_aside = not site.is_firm and last_aside(text, 0, site.start) is not None
    is_there = is_same and not is_aside and site.place.city is not None
    return BESIDE_REACH if is_there else None


def _is_other(text: str, word: Trigger, claim: Meeting) -> bool:
    """Tell whether a meeting word is of another meeting than a claim: the last, or one "had"."""
    if is_other(text, word):
        return not (claim.status in PLANNED and is_next(text, word))
    had = HAD.search(text, max(0, word.start - HAD_REACH), word.end)
    return had is not None and "earlier" not in claim.features and not LATELY.search(text)


def _names_all(near: Scene, claim: Meeting) -> bool:
    return set(claim.participants) <= {actor.state for actor in near.actors}


def _remote_beside(
    claim: Meeting,
    scene: Scene,
    others: Container[int],
    document: Document,
) -> Format | None:
    """Return how people met who did so on a screen or by telephone, as a sentence nearby says."""
    for near in _neighbours(claim, scene, others, document):
        if near.actors and not _names_all(near, claim):
            continue
        for trigger in _meeting_words(near):
            format_ = format_at(near.row.text, trigger)
            if format_ in REMOTE:
                return format_
    return None


def _meeting_words(near: Scene) -> list[Trigger]:
    return [trigger for trigger in near.triggers if trigger.kind in STRONG]


# ---------------------------------------------------------------- the trip it is told on


def _stay_of(claim: Meeting, scene: Scene, document: Document) -> Stay | None:
    """Return the stay during which a meeting took place: the last told before it."""
    leg = _leg_of(claim, scene, document) or _leg_behind(claim, scene, document)
    if not leg or claim.is_background:
        return None
    travellers = _travellers(leg[0], document)
    fitting = [stay for stay in leg if _fits(claim, scene, stay, travellers)]
    if len(fitting) > 1 and is_placed(claim):
        fitting = [stay for stay in fitting if stay.country == claim.place.country]
    if len(fitting) > 1:
        fitting = [stay for stay in fitting if stay.country in set(claim.participants) - travellers]
    if len({stay.country for stay in fitting}) != 1:
        return None
    stay = fitting[0]
    return stay if len(fitting) == 1 else replace(stay, city=None)


def _leg_of(claim: Meeting, scene: Scene, document: Document) -> tuple[Stay, ...]:
    """Return the leg told last; "met X and flew on to Juba" is of the one before."""
    leg = leg_at(document.stays, scene.index)
    states = set(claim.participants)
    if not leg or leg[0].index != scene.index or states & {stay.country for stay in leg}:
        return leg
    before = leg_at(document.stays, scene.index - 1)
    return before if states & {stay.country for stay in before} else leg


def _leg_behind(claim: Meeting, scene: Scene, document: Document) -> tuple[Stay, ...]:
    """Return the leg to come that leads to one of a plan's states, told right behind the plan."""
    ahead = [stay for stay in document.stays if scene.index < stay.index <= scene.index + NEAR_STAY]
    is_firm = claim.status in PLANNED and claim.status is not Status.PROPOSED
    if not is_firm or not ahead or ahead[0].country not in claim.participants:
        return ()
    return tuple(stay for stay in ahead if stay.index == ahead[0].index)


def _travellers(stay: Stay, document: Document) -> frozenset[str]:
    """Return the states of those whom the sentence of a stay names before the place."""
    scene = document.scenes[stay.index]
    return frozenset(
        actor.state
        for actor in scene.actors
        if scene.position(actor.first) < stay.start
        and (actor.person is not None or actor.levels)
        and actor.role in (Role.PARTICIPANT, Role.SPEAKER)
    )


def _fits(claim: Meeting, scene: Scene, stay: Stay, travellers: frozenset[str]) -> bool:
    states = set(claim.participants)
    is_own = bool(states & travellers) or stay.country in states
    if not is_own and (travellers or scene.index - stay.index > NEAR_STAY):
        return False
    if claim.status is Status.HELD and stay.is_planned:
        return False
    return _days_agree(claim, stay)


def _days_agree(claim: Meeting, stay: Stay) -> bool:
    when, during = claim.when, stay.when
    if when.start is None or when.end is None or during.start is None or during.end is None:
        return True
    return during.start - BEFORE_STAY <= when.end and when.start <= during.end + AFTER_STAY

"""Who travels where and when, as a text tells it: the stays of its trips, in order, and the hosts.

"Arrived in Seoul on Monday", "on a visit to Chile", "will travel to Fiji, Tonga and Samoa".
A minister whom the text gives no state, and whom a traveller meets, is his host's. It reads
rows alone; which meetings were told on a trip is asked in parsers.meetings.whereabouts.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from parsers.lexicon import Lexicon
from parsers.model import Place, Precision, When
from parsers.places.sites import STATIC, Site, sites
from parsers.times.when import Tense, TimeExpression, TimeRole, resolve
from parsers.words.function_words import word_at
from parsers.words.items import STATE_KINDS, Item, ItemKind, Row
from parsers.words.phrases import by_line, phrases

NOWHERE = Place()
NEXT_TO = 6  # characters, as in "Tonga on 5 May"
# A row with none of these words tells of no journey and is not looked at further.
JOURNEY = by_line(
    r"""
    travel\w*|trips?|visit(?:s|ed|ing)?|tour(?:s|ed|ing)?|fl(?:y|ies|ew|ying|own)|arriv\w+|landed|\
    landing|lands|touched down|headed|heads?|heading|went|le(?:ft|ave|aves|aving)|depart\w*|\
    journey\w*|reach(?:es|ed|ing)|stop(?:s|ped|ping|over|overs)?|swing|stay(?:s|ed|ing)?|\
    embark\w*|came|due in
    go(?:es|ing)?|(?:is|was|are|were|be|been|while) in
    """,
)
# Words of arrival, after which "in" and "at" say where somebody has come.
ARRIVES = frozenset(
    """arrive arrives arrived arriving arrival land lands landed landing down stop stops stopped
    stopping stopover stopovers stay stays stayed staying swing visit trip tour swings
    due""".split(),
)
BEING = frozenset({"is", "was", "are", "were", "be", "been"})
AHEAD_THERE = (["will", "be"], ["to", "be"], ["would", "be"])
SUBJECT_REACH = 12  # items from those of whom it is told to the "in"
PEOPLE = frozenset({ItemKind.NAME, ItemKind.PERSON, ItemKind.OFFICE})
ARRIVAL_REACH = 4  # items from "arrived" to its "in": "arrived early on Monday in"
ARRIVED_HERE = phrases(
    r"""
    (?:arriv(?:ed|es)|reached|landed|flew in) (?:here|(?:late |early )?on (?:\w+day|\d)|this \w+\
    |today|for|to attend|at the (?:head|invitation))
    """,
)
CALLED_OFF = phrases(r"cancel\w*|postpon\w*|called off|scrapp\w+|put off|did not|was not|will not")
PLANNED = phrases(
    r"""
    will|would|(?:is|are|was|were) (?:to|due|set|expected|scheduled|planning|likely|slated)|plans?
    (?:to|for) (?=visit|travel|go|fly|head)|might|could|upcoming|planned|next
    may(?= (?:also |then )?(?:visit|travel|go|fly|head|stop|come|make|pay))
    """,
)
FORMER = phrases(
    r"""
    last (?:year|month|decade)|previous(?:ly)?|(?:years?|months?|decades?) (?:ago|earlier)
    since (?:his|her|their)|first (?:visit|trip) (?:\w+ ){0,6}since|recalled
    had (?:visited|travell?ed)
    """,
)
PLAN_REACH = 60  # characters before a place in which "will" makes a plan of the journey
# "After stops in Baku and Tbilisi he reached Yerevan": who has left is there no more.
LEAVING = re.compile(r"\b(?:after|following)(?: [\w-]+){0,5} $")
# The day on which somebody came home is not that of his stay.
RETURNED = phrases(r"return(?:s|ed|ing)? (?:\w+ ){0,5}from|came (?:back|home)|(?:got|was|is) back")
# "Stopped en route to Iraq": who is on his way is not there yet.
AHEAD = re.compile(
    r"\b(?:en route|on (?:the|his|her|their) way|return\w*)(?: [\w-]+)? to (?:the )?$"
)
LEAVING_REACH = 60  # characters
# What goes before "and flew on to Amman" was where he had been till then.
ONWARD = phrases(
    r"""
    (?:and|then|before|later) (?:later |then )?(?:fl(?:y|ies|ew|ying|own)|went|go(?:es|ing)?\
    |travel\w*|head\w*|left|leav\w+|depart\w*|continu\w+|moved|proceed\w*)
    """,
)
ONWARD_REACH = 30  # characters before a place
# A single day is that of the first stop where a journey of several begins on it.
BEGINS = phrases(r"beg[aiu]n\w*|start\w*|kick\w* off|set (?:off|out)|embark\w*|left|leav\w+")


@dataclass(frozen=True, slots=True)
class Stay:
    """A stop of a journey: where, and when where the sentence says so.

    ``index`` is that of the row, the headline being 0, and ``start`` the character of its
    sentence at which the place begins. ``is_planned`` for a journey still to be made.
    """

    index: int
    start: int
    city: str | None
    country: str
    when: When
    is_planned: bool


Turns = tuple[tuple[int, str | None], ...]
"""From which character of a sentence on its traveller is in which state."""


def itinerary(
    rows: Sequence[Row],
    published: date | None,
    lexicon: Lexicon,
    here: Place = NOWHERE,
) -> tuple[Stay, ...]:
    """Return the stays that the rows of a text tell, in order; former journeys are left out.

    ``here`` is where the text was written: who "arrived on Thursday" arrived there.
    """
    found: list[Stay] = []
    tour: list[Stay] = []
    for index, row in enumerate(rows):
        if row.is_headline:
            continue
        may_tell = any(JOURNEY.finditer(row.text))
        told = _told(index, row, published, lexicon, here) if may_tell else []
        tour = told or tour
        found.extend(_within(stay, found) for stay in told or _taken_up(index, row, tour, lexicon))
    return tuple(found)


def leg_at(stays: Sequence[Stay], index: int) -> tuple[Stay, ...]:
    """Return the stays told last up to row ``index``: one, or all stops of one sentence."""
    end = bisect_right(stays, index, key=lambda stay: stay.index)
    start = bisect_left(stays, stays[end - 1].index, key=lambda stay: stay.index) if end else 0
    return tuple(stays[start:end])


def hosts(rows: Sequence[Row], stays: Sequence[Stay]) -> dict[int, Turns]:
    """Map where each row of the body begins to the states its traveller is in, where he travels.

    A trip to two states in one breath leaves open who is met where.
    """
    found: dict[int, Turns] = {}
    by_row: dict[int, list[Stay]] = {}
    for stay in stays:
        by_row.setdefault(stay.index, []).append(stay)
    before: str | None = None
    for index, row in enumerate(rows):
        own = by_row.get(index, [])
        if own or (before is not None and not row.is_headline):
            found[row.sentence.start] = _turns(row.text, own, before)
        before = _only(stay.country for stay in own) if own else before
    return found


def host_at(turns: Turns, position: int) -> str | None:
    """Return the state the traveller is in where a sentence has come to ``position``."""
    return next((state for start, state in reversed(turns) if start <= position), None)


def _turns(text: str, own: Sequence[Stay], before: str | None) -> Turns:
    """Who goes on was elsewhere before; else one sentence is of where it leads."""
    if not own:
        return ((0, before),)
    whole = _only(stay.country for stay in own)
    first = own[0]
    is_onward = ONWARD.search(text, max(0, first.start - ONWARD_REACH), first.start) is not None
    if is_onward and before is not None:
        return ((0, before), (first.start, whole))
    return ((0, whole),)


def _only(states: Iterable[str]) -> str | None:
    found = set(states)
    return found.pop() if len(found) == 1 else None


def _within(stay: Stay, before: Sequence[Stay]) -> Stay:
    """A state reached is known to the city that was named there before."""
    known = next((s for s in reversed(before) if s.country == stay.country and s.city), None)
    return replace(stay, city=known.city) if stay.city is None and known is not None else stay


def _taken_up(index: int, row: Row, tour: Sequence[Stay], lexicon: Lexicon) -> Iterator[Stay]:
    """Yield the stop of a tour of several that a sentence is in: "In Seoul he met"."""
    by_state = {stay.country: stay for stay in tour}
    if len(by_state) < 2 or FORMER.search(row.text):  # noqa: PLR2004 -- several
        return
    here = [
        site
        for site in sites(row, lexicon)
        if site.is_firm and not site.is_forum and site.place.country in by_state
    ]
    if _only(site.place.country or "" for site in here) is not None:
        site = here[0]
        known = by_state[site.place.country or ""]
        yield replace(known, index=index, start=site.start, city=site.place.city or known.city)


def _told(
    index: int,
    row: Row,
    published: date | None,
    lexicon: Lexicon,
    here: Place,
) -> list[Stay]:
    """Return the stays of a row that has a word of travel."""
    if CALLED_OFF.search(row.text) or FORMER.search(row.text):
        return []
    stops = _stops(row, lexicon)
    arrived = None if stops else ARRIVED_HERE.search(row.text)
    if not stops and (arrived is None or here.country is None):
        return []
    points = [] if RETURNED.search(row.text) else _points(row, published)
    if arrived is not None and here.country is not None:
        when = points[0].when if points else When()
        return [Stay(index, arrived.start(), here.city, here.country, when, is_planned=False)]
    several = len({stop.place.country for stop in stops}) > 1
    return [
        Stay(
            index,
            stop.start,
            stop.place.city,
            stop.place.country,
            _among(points, stop, row.text, is_first=stop is stops[0])
            if several
            else _nearest(points, stop),
            _is_planned(row.text, stop.start),
        )
        for stop in stops
        if stop.place.country is not None
    ]


def _stops(row: Row, lexicon: Lexicon) -> list[Site]:
    """Return where a row's journey leads, without what was left, and states known by their city."""
    found = [
        site
        for site in sites(row, lexicon)
        if site.place.country is not None and _is_stop(row.items, site)
    ]
    stops = [stop for stop in found if not _is_left(row.text, stop)] or found
    stops = [stop for stop in stops if not AHEAD.search(_before(row.text, stop))]
    named = {stop.place.country for stop in stops if stop.place.city is not None}
    # "Made a trip to Chile, with a stop in Santiago".
    return [stop for stop in stops if stop.place.city or stop.place.country not in named]


def _is_left(text: str, stop: Site) -> bool:
    return LEAVING.search(_before(text, stop)) is not None


def _before(text: str, stop: Site) -> str:
    return text[max(0, stop.start - LEAVING_REACH) : stop.start]


def _is_stop(items: Sequence[Item], site: Site) -> bool:
    if site.is_goal:
        return True
    if site.is_forum or word_at(items, site.governor) not in STATIC:
        return False
    reach = range(max(0, site.governor - ARRIVAL_REACH), site.governor)
    is_there = was_there(items, site.governor) or _will_be_there(items, site.governor)
    return is_there or any(items[at].word in ARRIVES for at in reach)


def _will_be_there(items: Sequence[Item], governor: int) -> bool:
    """Read "X, the foreign minister, will be in Cairo" of people, who stand before it."""
    words = [item.word for item in items[max(0, governor - 2) : governor]]
    if words not in AHEAD_THERE:
        return False
    return any(item.kind in PEOPLE for item in items[max(0, governor - SUBJECT_REACH) : governor])


def was_there(items: Sequence[Item], governor: int) -> bool:
    """Read "the secretary was in", "he is in" and "while in" of people."""
    before = word_at(items, governor - 1)
    if before == "while":
        return True
    subject = items[governor - 2] if governor > 1 else None
    if before not in BEING or subject is None:
        return False
    if subject.kind in STATE_KINDS:  # "Minister X of Kenya was in"
        return any(item.kind in PEOPLE for item in items[max(0, governor - 6) : governor - 2])
    return subject.kind in PEOPLE or subject.word in {"he", "she", "they"}


def _is_planned(text: str, at: int) -> bool:
    return PLANNED.search(text, max(0, at - PLAN_REACH), at) is not None


def _points(row: Row, published: date | None) -> list[TimeExpression]:
    tense = Tense.FUTURE if PLANNED.search(row.text) else Tense.PAST
    found = resolve(row.sentence.text, published, tense=tense)
    return [
        point
        for point in found
        if point.role is TimeRole.POINT
        and point.when.start is not None
        and point.when.precision in (Precision.DAY, Precision.RANGE)
    ]


def _nearest(points: Sequence[TimeExpression], stop: Site) -> When:
    """Return the days named nearest the only stop."""
    best = min(points, key=lambda point: _away(point, stop), default=None)
    return When() if best is None else best.when


def _among(points: Sequence[TimeExpression], stop: Site, text: str, *, is_first: bool) -> When:
    """Return the days of one of several stops: those right beside it, or of the whole journey.

    A single day is that of the first where the journey begins then.
    """
    best = min(points, key=lambda point: _away(point, stop), default=None)
    if best is None:
        return When()
    if len(points) == 1:
        is_whole = best.when.precision is Precision.RANGE
        return best.when if is_whole or (is_first and BEGINS.search(text)) else When()
    return best.when if _away(best, stop) <= NEXT_TO else When()


def _away(point: TimeExpression, stop: Site) -> int:
    return max(point.start - stop.end, stop.start - point.end, 0)

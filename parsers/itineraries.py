"""Who travels where and when, as a text tells it: the stays of its trips, in order.

"Arrived in Seoul on Monday", "on a visit to Chile", "will travel to Fiji, Tonga and Samoa".
It reads rows alone; which meetings were told on a trip is asked in parsers.whereabouts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from parsers.function_words import word_at
from parsers.items import Item, ItemKind, Row
from parsers.lexicon import Lexicon
from parsers.model import Place, Precision, When
from parsers.phrases import phrases
from parsers.sites import STATIC, Site, sites
from parsers.when import Tense, TimeExpression, TimeRole, resolve

NOWHERE = Place()
NEXT_TO = 6  # characters, as in "Tonga on 5 May"
# A row with none of these words tells of no journey and is not looked at further.
JOURNEY = phrases(
    r"""
    travel\w*|trip|visit(?:s|ed|ing)?|tour(?:ed|ing)?|fl(?:y|ies|ew|ying|own)|arriv\w+|landed
    touched down|headed|heads?|heading|go(?:es|ing)?|went|le(?:ft|ave|aves|aving)|depart\w*
    journey\w*|reach(?:es|ed|ing)|stop(?:s|ped|ping|over)?|swing|stay(?:s|ed|ing)?|embark\w*|came
    (?:is|was|are|were|be|been|while) in
    """,
)
# Words of arrival, after which "in" and "at" say where somebody has come.
ARRIVES = frozenset(
    """arrive arrives arrived arriving land lands landed landing down stop stops stopped stopping
    stopover stay stays stayed staying swing visit trip tour swings""".split(),
)
BEING = frozenset({"is", "was", "are", "were", "be", "been"})
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
    for index, row in enumerate(rows):
        if row.is_headline or not JOURNEY.search(row.text):
            continue
        for stay in _stays(index, row, published, lexicon, here):
            found.append(_within(stay, found))
    return tuple(found)


def _within(stay: Stay, before: Sequence[Stay]) -> Stay:
    """A state reached is known to the city that was named there before."""
    known = next((s for s in reversed(before) if s.country == stay.country and s.city), None)
    return replace(stay, city=known.city) if stay.city is None and known is not None else stay


def leg_at(stays: Sequence[Stay], index: int) -> tuple[Stay, ...]:
    """Return the stays told last up to row ``index``: one, or all stops of one sentence."""
    before = [stay for stay in stays if stay.index <= index]
    return tuple(stay for stay in before if stay.index == before[-1].index) if before else ()


def _stays(
    index: int,
    row: Row,
    published: date | None,
    lexicon: Lexicon,
    here: Place,
) -> Iterator[Stay]:
    if CALLED_OFF.search(row.text) or FORMER.search(row.text):
        return
    stops = [site for site in sites(row, lexicon) if _is_stop(row.items, site)]
    arrived = ARRIVED_HERE.search(row.text)
    if not stops and arrived is not None and here.country is not None:
        points = _points(row, published)
        when = points[0].when if points else When()
        yield Stay(index, arrived.start(), here.city, here.country, when, is_planned=False)
    points = _points(row, published) if stops else []
    named = {stop.place.country for stop in stops if stop.place.city is not None}
    for stop in stops:
        country = stop.place.country
        if stop.place.city is None and country in named:
            continue  # "made a trip to Chile, with a stop in Santiago"
        if country is not None:
            is_planned = _is_planned(row.text, stop.start)
            when = _nearest(points, stop, len({one.place.country for one in stops}))
            yield Stay(index, stop.start, stop.place.city, country, when, is_planned)


def _is_stop(items: Sequence[Item], site: Site) -> bool:
    if site.is_goal:
        return True
    if site.is_forum or word_at(items, site.governor) not in STATIC:
        return False
    reach = range(max(0, site.governor - ARRIVAL_REACH), site.governor)
    return any(items[at].word in ARRIVES for at in reach) or _was_there(items, site.governor)


def _was_there(items: Sequence[Item], governor: int) -> bool:
    """Read "the secretary was in", "he is in" and "while in" of people."""
    before = word_at(items, governor - 1)
    if before == "while":
        return True
    subject = items[governor - 2] if governor > 1 else None
    if before not in BEING or subject is None:
        return False
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


def _nearest(points: Sequence[TimeExpression], stop: Site, stops: int) -> When:
    """Return the days named nearest a stop; of several stops only those right behind one."""
    if not points or (stops > 1 and len(points) == 1):
        return When()
    best = min(points, key=lambda point: _away(point, stop))
    return best.when if stops == 1 or _away(best, stop) <= NEXT_TO else When()


def _away(point: TimeExpression, stop: Site) -> int:
    return max(point.start - stop.end, stop.start - point.end, 0)

"""What a text says of itself before it begins: where it was written, and on which day.

"NAIROBI, March 4 (Agency) -" and "8 July 2020." are no part of the first sentence's
statement, so their items are taken out of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from parsers.lexicon import Lexicon
from parsers.model import Precision, When
from parsers.places.localities import locality_at
from parsers.times.when import TimeExpression, resolve
from parsers.words.items import Item, ItemKind, Row

_DATE = (
    r"(?:[A-Z][a-z]+day,? )?"
    r"(?:\d{1,2}(?:st|nd|rd|th)? [A-Z][A-Za-z]{2,8}\.?|[A-Z][A-Za-z]{2,8}\.? \d{1,2})"
    r"(?:,? \d{4})?"
)
_AGENCY = r"(?:\([^()\n]{2,60}\)|/[^/\n]{2,20}/|,? [A-Z]{4,15}(?=\.))"
# What may stand before the city: nothing, an agency, a site's name, "(MENAFN)".
BEFORE = re.compile(
    r"\W*(?:(?:[A-Z][A-Z.&-]+|[\w-]+\.(?:com|org|net|id|co)(?:\.\w{2})?|\([A-Z][\w ]{1,30}\))"
    r"[,.:|/]?\s+){0,3}",
)
# What stands behind it: its state, the day, the agency, and a stroke, colon or full stop.
_HEAD = r"(?:/[A-Z][\w ]{2,20})?(?:,? ?\[[A-Z][A-Za-z ]{1,25}\])?"
_TAIL = rf"(?:[,.:]? +{_DATE})?(?:,? ?{_AGENCY}){{0,2}}"
_REST = rf"{_HEAD}(?:,? [A-Z][\w.]*(?: [A-Z]\w*){{0,2}})?{_TAIL}"
# "David Fawcett (Labour)" is no dateline of the city of David.
_REST_APART = rf"{_HEAD}(?:, [A-Z][\w.]*(?: [A-Z]\w*){{0,2}})?{_TAIL}"
DASHED = re.compile(rf"{_REST}(?:: +{_DATE})?[.:]?\s*(?:--?|[-–—])(?=\s|[A-Z\"“])")
SIGNED = re.compile(rf"{_REST_APART}(?<=[)/\]])[.:,]?(?=\s|$)")
COLON = re.compile(rf"{_REST} ?:(?=\s)")
DATED = re.compile(
    rf"{_HEAD}(?:,? [A-Z][\w.]*(?: [A-Z]\w*){{0,2}})?[,.:]? +{_DATE}(?:, [A-Z]{{4,15}})?"
    r"(?: ?:|[.:])?(?=\s|$)"
)
# A town that the lexicon lacks, in capitals before its state: "HORSHAM, England (Reuters) -".
UNKNOWN_TOWN = re.compile(r"\W*([A-Z]{3,20}(?:[ -][A-Z]{2,20}){0,2}), ")
SHORT_ROW = 60  # characters; a row so short may be a byline or a date above the dateline
ROWS = 4  # first rows of the body in which a dateline may stand
CITY_START = 60  # characters before a dateline's city at most
COMPOUNDED = frozenset({ItemKind.CITY, ItemKind.STATE, ItemKind.DEMONYM, ItemKind.GROUPING})
PLACES = (ItemKind.CITY, ItemKind.STATE)
OPENING_REACH = 60  # characters in which a text that opens with its date has said it
OPENING_START = 30  # characters before the date: a place, an agency, "NEWS"
# Before the day of an opening stand a place, an agency, "Last Updated", "Published on"; after
# it the statement begins anew.
BEFORE_OPENING = re.compile(
    r"\W*(?i:(?:last\s+)?(?:updated|posted|published|issued|dated|date|released)\b[\s:]*(?:on\s+)?)?"
    r"(?:(?!(?:On|In|At|From|By|Since|After|Before|Until|During|As|The|This|Of)\b)"
    r"[A-Z][\w.'’/-]{0,20}[\s,/()|:–—-]*){0,6}",
)
AFTER_OPENING = re.compile(r"\s*(?:\d{1,2}:\d\d|[-–—.:;|)/(]|,?\s*[A-Z]{2,}|\n|$)")


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where and when a text says that it was written; every field may be empty."""

    city: str | None = None
    country: str | None = None
    day: When = field(default_factory=When)


def dateline(
    found: Sequence[Row],
    published: date | None,
    lexicon: Lexicon,
) -> tuple[list[Row], Dateline]:
    """Take the dateline's items out of the row of the body that has it, and read them."""
    body = [at for at, row in enumerate(found) if not row.is_headline]
    if not body:
        return list(found), Dateline()
    day = When()
    for at in body[:ROWS]:
        day = day if day.start is not None else _day(found[at], published)
        row = found[at]
        end, place = _opening_place(row, lexicon)
        if place is not None:
            items = tuple(item for item in row.items if item.start >= end)
            bare = replace(row, items=items)
            after = _day(found[at + 1], published) if day.start is None and at < body[-1] else day
            return [*found[:at], bare, *found[at + 1 :]], Dateline(*place, after)
        if len(row.sentence.text) > SHORT_ROW:
            break
    return list(found), Dateline(None, None, day)


def _opening_place(row: Row, lexicon: Lexicon) -> tuple[int, tuple[str | None, str] | None]:
    """Return where a row's dateline ends, and the city and the state that it names."""
    text, offset = row.sentence.text, row.sentence.start
    for at, item in enumerate(row.items):
        start = item.start - offset
        if start > CITY_START:
            break
        town = UNKNOWN_TOWN.fullmatch(text, 0, start)
        is_place = item.kind in PLACES or (item.kind is ItemKind.REGION and town is not None)
        if not is_place or not item.values or not (town or BEFORE.fullmatch(text, 0, start)):
            continue
        end = None if _is_compound(row.items, at) else _end(text, item, offset)
        named = locality_at(row.items, at, lexicon) if end is not None else None
        if end is not None and named is not None and named.place.country is not None:
            city = town[1].title() if town and named.place.city is None else named.place.city
            return end + offset, (city, named.place.country)
    return 0, None


def _is_compound(items: Sequence[Item], at: int) -> bool:
    """Tell whether a hyphen ties a name to the next: "Kenya-Uganda talks" have no dateline."""
    match items[at : at + 3]:
        case [left, Item(text="-") as hyphen, right] if right.kind in COMPOUNDED:
            return left.end == hyphen.start and hyphen.end == right.start
        case _:
            return False


def _end(text: str, item: Item, offset: int) -> int | None:
    """Return where a dateline that begins with a place ends; None where it is none.

    A state alone needs a stroke or an agency: "China: ..." is what a text is about.
    """
    start, behind = item.start - offset, item.end - offset
    is_city = item.kind is ItemKind.CITY
    patterns = [SIGNED, DASHED, *([COLON, DATED] if is_city else [])]
    ends = [match.end() for pattern in patterns if (match := pattern.match(text, behind))]
    if ends and ends[0] < max(ends[:2]):
        return max(ends[:2])  # "KOROR (Agency): March 5, 2024 -" goes on behind its colon
    if any(end > behind for end in ends):
        return next(end for end in ends if end > behind)
    return None if start or not is_city or text[behind:].strip(" .") else behind


def _day(row: Row, published: date | None) -> When:
    """The day that a statement opens with: "8 July 2020." or "TOKYO, Dec. 13 (Kyodo) -"."""
    text = row.sentence.text[:OPENING_REACH]
    days = [
        point
        for point in resolve(text, published)
        if point.when.precision is Precision.DAY and point.start <= OPENING_START
    ]
    return days[0].when if days and _is_opening(text, days[0]) else When()


def _is_opening(text: str, day: TimeExpression) -> bool:
    """Tell whether a day stands before the text's first statement, and not in it."""
    has_number = any(char.isdigit() for char in day.text)
    is_apart = AFTER_OPENING.match(text, day.end) is not None
    return has_number and is_apart and BEFORE_OPENING.fullmatch(text[: day.start]) is not None

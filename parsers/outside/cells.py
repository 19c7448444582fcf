"""What one cell of an outside list means: its states, days, place, level or status.

A cell is a short text in the hand of whoever made the list: "JP; KR; US", "Japan and the
Philippines", "5-6 March 2026". What has no meaning comes back empty, never as a guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from parsers.lexicon import Lexicon, Term, TermKind
from parsers.model import Level, Place, Status
from parsers.times.when import resolve
from parsers.words.levels import SENIORITY, highest, says_heads, says_summit, says_two_plus_two

CELL = 2_000  # characters; what is longer is no list of states
Days = tuple[date, date]

HARD = re.compile(r"[;/|\n\r]|\s[-\N{EN DASH}\N{EM DASH}]\s")
# Within a part, of which blanks are single.
SOFT = re.compile(r"( ?, ?(?:and )?| (?:and|&|with) | ?[&+] ?)", re.IGNORECASE)
INVERTED = re.compile(r"(?P<name>[^,]{1,60}), (?P<form>[^,]{1,60})")  # "Korea, Republic of"
MONTHS = 12
PARTS_OF_NAME = 3  # "Tanzania, United Republic of" is cut at most so often
ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T[\dZ]{0,8})?")
NUMBERS = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?!\d)")
REMOTE = re.compile(
    r"\b(?:virtual(?:ly)?|online|zoom|video\w{0,12}|webex|phone|telephone)\b", re.IGNORECASE
)
MINISTERS = re.compile(r"\bministerial\b", re.IGNORECASE)
NOT_KINDS = frozenset({TermKind.OFFICE, TermKind.CITY, TermKind.REGION, TermKind.MASK})
STATUSES = {
    "held": Status.HELD, "done": Status.HELD, "took place": Status.HELD, "past": Status.HELD,
    "confirmed": Status.SCHEDULED, "planned": Status.SCHEDULED, "tentative": Status.EXPECTED,
    "canceled": Status.CANCELLED, "called off": Status.CANCELLED, "deferred": Status.POSTPONED,
} | {status.value: status for status in Status}  # fmt: skip


@dataclass(frozen=True, slots=True)
class States:
    """The states of a cell, sorted, and the first words in it that are none."""

    codes: tuple[str, ...]
    unknown: str = ""


def states_in(words: str, day: date | None, lexicon: Lexicon) -> States:
    """Return the states that a cell lists by code or name; a grouping's name lists its members.

    Bodies that are no club of states (EU, NATO) take part as context and are passed over.
    """
    found: set[str] = set()
    for part in HARD.split(words[:CELL]):
        for piece, codes in _pieces(part, day, lexicon):
            if codes is None:
                return States(tuple(sorted(found)), piece)
            found.update(codes)
    return States(tuple(sorted(found)))


def _pieces(
    part: str, day: date | None, lexicon: Lexicon
) -> Iterator[tuple[str, tuple[str, ...] | None]]:
    """Cut a part at commas and "and", but where a name goes on beyond one."""
    cut = SOFT.split(" ".join(part.split()))
    at = 0
    while at < len(cut):
        for length in range(2 * PARTS_OF_NAME - 1, 0, -2):
            piece = "".join(cut[at : at + length]).strip(" .,")
            codes = _members(piece, day, lexicon)
            if codes is not None or length == 1:
                break
        if piece:
            yield piece, codes if codes is not None else _spoken_of(piece, lexicon)
        at += length + 1


def _members(piece: str, day: date | None, lexicon: Lexicon) -> tuple[str, ...] | None:
    """Return the states of exactly this name or code, None where it has none."""
    if piece.upper() in lexicon.states:
        return (piece.upper(),)
    for name in _spellings(piece):
        for sense in lexicon.senses(name):
            if sense.kind in {TermKind.STATE, TermKind.DEMONYM, TermKind.METONYM}:
                return sense.values[:1]
            if sense.kind is TermKind.GROUPING:
                known = lexicon.groupings[sense.values[0]]
                return known.states_on(day) if known.kind == "minilateral" else ()
    return None


def _spellings(piece: str) -> Iterator[str]:
    bare = re.sub(r"^the\s", "", piece, flags=re.IGNORECASE)
    yield from (piece, bare, bare.title() if bare.isupper() or bare.islower() else bare)
    if inverted := INVERTED.fullmatch(bare):
        yield f"{inverted['form']} {inverted['name']}"


def _spoken_of(piece: str, lexicon: Lexicon) -> tuple[str, ...] | None:
    """Return the one state that a longer piece names, as in "Foreign Minister of Oman"."""
    codes = {
        term.values[0]
        for term in lexicon.scan(piece)
        if term.kind in {TermKind.STATE, TermKind.DEMONYM} and term.values
    }
    return tuple(codes) if len(codes) == 1 else None


def states_named(text: str, day: date, lexicon: Lexicon) -> tuple[str, ...]:
    """Return the states that running text names, by name, by a person in office, or by a club."""
    terms = lexicon.scan(text[:CELL])
    return tuple(sorted({code for term in terms for code in _named(term, day, lexicon)}))


def _named(term: Term, day: date, lexicon: Lexicon) -> tuple[str, ...]:
    if term.kind is TermKind.PERSON:
        states = {holder.state for holder in lexicon.holders_at(term.text, day)}
        return tuple(states) if len(states) == 1 else ()
    if term.kind is TermKind.GROUPING:
        known = lexicon.groupings[term.values[0]]
        return known.states_on(day) if known.kind == "minilateral" else ()
    return () if term.kind in NOT_KINDS else term.values[:1]


def numbers_in(words: str) -> tuple[int, int] | None:
    """Return the two numbers of a day such as 03/04/2026, whose order the list must tell."""
    match = NUMBERS.match(words.strip())
    return (int(match[1]), int(match[3])) if match and match[2] != "." else None


def days_in(words: str, *, month_first: bool | None = None) -> Days | None:
    """Return the first and last day of a cell, None where it names none.

    ``month_first`` is the order of 03/04/2026 in this list, None where that is open.
    """
    given = words.strip()[:CELL]
    numbered = list(_numbered(given, month_first=month_first))
    if None in numbered:
        return None
    days = [day for day in numbered if day is not None]
    if days:
        return days[0], days[-1]
    found = [one.when for one in resolve(given, None) if one.when.start is not None]
    if not found or found[0].start is None:
        return None
    return found[0].start, found[-1].end or found[0].start


def _numbered(words: str, *, month_first: bool | None) -> Iterator[date | None]:
    """Yield the days written in digits, None for one that is open or that no calendar has."""
    if compact := COMPACT.fullmatch(words):
        yield _day(*compact.groups())
        return
    isos = list(ISO.finditer(words))
    yield from (_day(*match.groups()) for match in isos)
    for match in () if isos else NUMBERS.finditer(words):
        first, mark, second, year = match.groups()
        order = False if mark == "." else _order(int(first), int(second), month_first)
        if order is None:
            yield None
        else:
            yield _day(year, *((first, second) if order else (second, first)))


def _order(first: int, second: int, month_first: bool | None) -> bool | None:  # noqa: FBT001 - a value
    """Tell whether the month is the first of two numbers; None where both may be it."""
    if month_first is not None:
        return month_first
    if first == second or first > MONTHS:
        return False
    return True if second > MONTHS else None


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def place_in(words: str, lexicon: Lexicon) -> Place:
    """Return the place of a cell such as "Tokyo", "Tokyo, Japan" or "Japan"; none of a call."""
    given = " ".join(words[:CELL].split())
    if not given or REMOTE.search(given):
        return Place()
    country = _country(given, lexicon)
    if country is not None:
        return Place(None, country)
    parts = [part.strip() for part in given.split(",") if part.strip()]
    country = next((code for part in parts[::-1] if (code := _country(part, lexicon))), None)
    for part in parts:
        cities = lexicon.cities_named(part)
        own = [city for city in cities if city.country == country or country is None]
        if own and own[0].type == "city":
            return Place(own[0].name, own[0].country)
    first = parts[0] if parts and _country(parts[0], lexicon) is None else None
    return Place(first, country)


def country_in(words: str, lexicon: Lexicon) -> str | None:
    """Return the code of the country that a cell names, None where it names none."""
    return _country(" ".join(words[:CELL].split()), lexicon)


def _country(words: str, lexicon: Lexicon) -> str | None:
    if words.upper() in lexicon.states:
        return words.upper()
    senses = (sense for name in _spellings(words) for sense in lexicon.senses(name))
    return next((sense.values[0] for sense in senses if sense.kind is TermKind.STATE), None)


def level_in(words: str, lexicon: Lexicon) -> Level | None:
    """Return the most senior level that words name, by its own word or by an office."""
    lowered = " ".join(words[:CELL].lower().split())
    if (word := lowered.replace(" ", "_").replace("-", "_")) in set(Level):
        return Level(word)
    if says_two_plus_two(lowered):
        return Level.TWO_PLUS_TWO
    offices = highest(_offices(lexicon.scan(words[:CELL]), lexicon))
    if offices is not None:
        return offices
    if says_summit(lowered) or says_heads(lowered):
        return Level.LEADERS
    return Level.MINISTERS_OTHER if MINISTERS.search(lowered) else None


def _offices(terms: Iterable[Term], lexicon: Lexicon) -> Sequence[Level]:
    offices = (lexicon.office(term.values) for term in terms if term.kind is TermKind.OFFICE)
    return sorted({office.level for office in offices if office}, key=SENIORITY.__getitem__)


def status_in(words: str) -> Status | None:
    """Return the status that a cell names, None where it names none that we know."""
    return STATUSES.get(" ".join(words[:CELL].lower().split()))

"""Reads an outside list from a calendar file (ICS, RFC 5545), one event after the other.

Each event is cut out and read alone, so that a broken one costs itself only. Its states are
those of its guests, else those that its summary or its description names. Events that repeat
count once, on their first days.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from icalendar import Event
from icalendar.prop import vDDDTypes

from parsers.lexicon import Lexicon
from parsers.model import Place, Status
from parsers.outside.cells import Days, level_in, place_in, states_in, states_named
from parsers.outside.entries import OutsideList, OutsideMeeting, Remark, listed, may_be, shown

BEGIN, END = "BEGIN:VEVENT", "END:VEVENT"
LINE = re.compile(r"\r\n|\n|\r")
DAY = timedelta(days=1)
CANCELLED = "CANCELLED"
EVENT_REMEDY = "Export the calendar anew, or list this meeting in a CSV file."
STATES_REMEDY = "Name the states in its SUMMARY, in English."
DAY_REMEDY = "Give it a DTSTART, and a DTEND that is not before it."


@dataclass(frozen=True, slots=True)
class _Block:
    line: int
    lines: tuple[str, ...]
    is_whole: bool


def read_events(text: str, lexicon: Lexicon) -> OutsideList:
    """Read all events of a calendar, or of several in one file."""
    blocks = list(_blocks(text))
    if not blocks:
        remedy = "Give a calendar file (.ics), or a table (.csv)."
        return OutsideList(remarks=(Remark(1, "there is no event in it", remedy),))
    return listed(one for block in blocks for one in _read(block, lexicon))


def _blocks(text: str) -> Iterator[_Block]:
    begun, lines = 0, list[str]()
    for number, line in enumerate(LINE.split(text), start=1):
        word = line.strip().upper()
        if word == BEGIN and begun:
            yield _Block(begun, tuple(lines), is_whole=False)
        if word == BEGIN:
            begun, lines = number, []
        if begun:
            lines.append(line)
        if word == END and begun:
            yield _Block(begun, tuple(lines), is_whole=True)
            begun = 0
    if begun:
        yield _Block(begun, tuple(lines), is_whole=False)


def _read(block: _Block, lexicon: Lexicon) -> Iterator[OutsideMeeting | Remark]:
    event = _event(block)
    if event is None:
        yield Remark(block.line, "is no event as RFC 5545 has it", EVENT_REMEDY)
        return
    days = _days(event)
    if days is None or not may_be(*days):
        yield Remark(block.line, "the event has no days of a meeting", DAY_REMEDY)
        return
    summary = _words(event, "SUMMARY")
    states = _states(event, days[0], lexicon)
    if len(states) <= 1:  # nobody meets alone
        yield Remark(block.line, f"{shown(summary)} names fewer than two states", STATES_REMEDY)
        return
    if "RRULE" in event:
        remedy = "Only its first days are compared: list the others on lines of their own."
        yield Remark(block.line, "the event repeats", remedy, is_lost=False)
    yield OutsideMeeting(
        line=block.line,
        participants=states,
        start=days[0],
        end=days[1],
        place=_place(event, lexicon),
        level=level_in(summary, lexicon),
        status=Status.CANCELLED if _words(event, "STATUS").upper() == CANCELLED else None,
        title=" ".join(summary.split()),
    )


def _event(block: _Block) -> Event | None:
    if not block.is_whole:
        return None
    try:
        event = Event.from_ical("\r\n".join(block.lines))
    except (ValueError, IndexError, KeyError, TypeError):
        return None  # the library raises each of them for some broken line
    return event if isinstance(event, Event) else None


def _days(event: Event) -> Days | None:
    """Return the first and last day, by the event's own clock; None where they make no sense."""
    start, end = _instant(event, "DTSTART"), _instant(event, "DTEND")
    if start is None:
        return None
    if end is None:
        end = _after(start, event)
    first, last = _day(start), _day(end)
    # The end is the first moment after the event: midnight is of the day before.
    is_midnight = not isinstance(end, datetime) or end.time() == time()
    if is_midnight and last > first:
        last -= DAY
    return (first, last) if first <= last else None


def _after(start: date, event: Event) -> date:
    given = event.get("DURATION")
    span = given.dt if isinstance(given, vDDDTypes) else None
    try:
        return start + max(span, timedelta()) if isinstance(span, timedelta) else start
    except OverflowError:
        return start


def _instant(event: Event, name: str) -> date | None:
    given = event.get(name)  # a value that is broken or given twice is of another type
    return given.dt if isinstance(given, vDDDTypes) and isinstance(given.dt, date) else None


def _day(given: date) -> date:
    return given.date() if isinstance(given, datetime) else given


def _states(event: Event, day: date, lexicon: Lexicon) -> tuple[str, ...]:
    guests = _guests(event, day, lexicon)
    if len(guests) > 1:
        return guests
    summary = _words(event, "SUMMARY")
    named = states_named(summary, day, lexicon)
    if len(named) > 1:
        return named
    return states_named(f"{summary}\n{_words(event, 'DESCRIPTION')}", day, lexicon)


def _guests(event: Event, day: date, lexicon: Lexicon) -> tuple[str, ...]:
    """Return the states among the guests, by the names that they are invited under."""
    given = event.get("ATTENDEE", [])
    guests = given if isinstance(given, list) else [given]
    names = (str(getattr(guest, "params", {}).get("CN", "")) for guest in guests)
    found = (states_in(name, day, lexicon).codes for name in names if name)
    return tuple(sorted({code for codes in found for code in codes}))


def _place(event: Event, lexicon: Lexicon) -> Place:
    """Return the place, as far as the lexicon knows it: a room's name places no meeting."""
    place = place_in(_words(event, "LOCATION"), lexicon)
    is_known = place.city is not None and bool(lexicon.cities_named(place.city))
    return place if is_known else Place(None, place.country)


def _words(event: Event, name: str) -> str:
    given = event.get(name, "")
    return str(given[0] if isinstance(given, list) and given else given)

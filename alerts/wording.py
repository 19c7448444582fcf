"""Puts single facts into English words: states, days, places, levels, evidence.

Pure: the same fact gives the same words, whatever the locale of the machine.
State names come from the caller as a mapping from code to name.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import TypeAlias
from urllib.parse import urlsplit

from alerts.model import Source
from alerts.untrusted import LABEL_LIMIT, clean
from parsers.meetings.confidence import ALERT_FROM
from parsers.model import Format, Level, Place, Precision, When

Names: TypeAlias = Callable[[str], str]

EN_DASH = "\N{EN DASH}"
NOT_ANNOUNCED = "not announced"
HIGH_CONFIDENCE = 0.9  # share; a rule with an explicit verb, date and named offices scores above
MEDIUM_CONFIDENCE = ALERT_FROM  # share; the lowest that a rule lets through unless told otherwise
SHORT_STATES = {"AE": "UAE", "GB": "UK", "US": "US"}

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_LONG_WORD = re.compile(r"[A-Z][a-z]{3,}")
_NUMBERS = (
    *("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
    *("ten", "eleven", "twelve"),
)
_LEVELS = {
    Level.LEADERS: "leaders",
    Level.FOREIGN_MINISTERS: "foreign ministers",
    Level.DEFENCE_MINISTERS: "defence ministers",
    Level.TWO_PLUS_TWO: "foreign and defence ministers",
    Level.NSA: "national security advisers",
    Level.MINISTERS_OTHER: "ministers",
    Level.OFFICIALS: "officials",
}
_COUNTRY_CODE = 2  # letters in a top-level domain that belongs to a state
# Second-level labels under which states put their own sites: gov.in, go.jp, gob.mx, gouv.fr.
_OFFICIAL_LABELS = frozenset({"gov", "go", "gob", "gouv", "govt", "mil", "gc"})


def series(words: Sequence[str]) -> str:
    """Return ``words`` as "A", "A and B" or "A, B and C"."""
    *rest, last = words or ("",)
    return f"{', '.join(rest)} and {last}" if rest else last


def states(codes: Iterable[str], names: Names) -> str:
    """Return the names of ``codes`` as a series in alphabetical order."""
    return series(sorted(clean(names(code), LABEL_LIMIT) for code in codes))


def short_states(codes: Iterable[str], names: Names) -> str:
    """Return short names of ``codes`` joined by dashes, the United Kingdom as "UK"."""
    return EN_DASH.join(
        sorted(SHORT_STATES.get(code, clean(names(code), LABEL_LIMIT)) for code in codes)
    )


def number(count: int) -> str:
    """Return ``count`` as a word up to twelve, as digits above."""
    return _NUMBERS[count] if 0 <= count < len(_NUMBERS) else f"{count:,}"


def counted(count: int, one: str, many: str | None = None) -> str:
    """Return ``count`` in digits with its noun, as in "1 copy" or "14 copies"."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def level_words(level: Level | None) -> str:
    """Return who meets, in the plural, or nothing where the level is unknown."""
    return _LEVELS[level] if level else ""


def day(when: date) -> str:
    """Return a day with weekday and year, as in "Thursday 12 March 2026"."""
    return f"{_WEEKDAYS[when.weekday()]} {when.day} {month(when)}"


def month(when: date) -> str:
    """Return month and year, as in "March 2026"."""
    return f"{_MONTHS[when.month - 1]} {when.year}"


def short_day(when: date) -> str:
    """Return day and month without the year, as in "12 March"."""
    return f"{when.day} {_MONTHS[when.month - 1]}"


def clock(at: datetime) -> str:
    """Return the time of an aware local instant with its zone, as in "07:00 JST"."""
    zone = at.tzname() or "UTC"
    return f"{at.hour:02}:{at.minute:02} {'UTC' + zone if zone[0] in '+-' else zone}"


def span(when: When) -> str:
    """Return an interval as exactly as it is known, weekday and year included."""
    if when.start is None:
        return NOT_ANNOUNCED
    end = when.end or when.start
    if when.precision is Precision.YEAR:
        return f"{when.start.year}, date {NOT_ANNOUNCED}"
    if when.precision is Precision.MONTH:
        return f"{month(when.start)}, day {NOT_ANNOUNCED}"
    if when.start == end:
        return day(when.start)
    first = f"{_WEEKDAYS[when.start.weekday()]} {when.start.day}"
    if (when.start.year, when.start.month) == (end.year, end.month):
        return f"{first} to {day(end)}"
    return f"{day(when.start)} to {day(end)}"


def short_span(when: When) -> str:
    """Return an interval in few words for titles, a range within a month by dash; "" if unknown."""
    if when.start is None:
        return ""
    end = when.end or when.start
    if when.precision is Precision.YEAR:
        return str(when.start.year)
    if when.precision is Precision.MONTH:
        return month(when.start)
    if when.start == end:
        return short_day(when.start)
    if (when.start.year, when.start.month) == (end.year, end.month):
        return f"{when.start.day}{EN_DASH}{short_day(end)}"
    return f"{short_day(when.start)} {EN_DASH} {short_day(end)}"


def brief_span(when: When) -> str:
    """Return an interval for a narrow column, months by three letters; "" if unknown."""
    return _LONG_WORD.sub(lambda month: month[0][:3], short_span(when))


def is_whole_month(start: date, end: date) -> bool:
    """Say whether two days are the first and last of one month."""
    last = monthrange(start.year, start.month)[1]
    return start.day == 1 and end == start.replace(day=last)


def where(place: Place, meets: Format, names: Names) -> str:
    """Return where a meeting is, or by what means where nobody travels."""
    if meets is Format.VIRTUAL:
        return "online"
    if meets is Format.PHONE:
        return "by telephone"
    return place_words(place, names) or NOT_ANNOUNCED


def place_words(place: Place, names: Names) -> str:
    """Return city and country, as in "Tokyo, Japan"; "" where neither is known."""
    city = clean(place.city or "", LABEL_LIMIT)
    country = clean(names(place.country), LABEL_LIMIT) if place.country else ""
    if city == country:
        return city
    return ", ".join(part for part in (city, country) if part)


def is_official(source: Source) -> bool:
    """Say whether a source's address lies under a government's or an armed force's domain."""
    try:
        host = urlsplit(source.url).hostname or ""
    except ValueError:
        return False
    *rest, second, top = ("", "", *host.rstrip(".").split("."))
    if top in {"gov", "mil"}:
        return True
    return len(top) == _COUNTRY_CODE and second in _OFFICIAL_LABELS and any(rest)


def evidence(newsrooms: int, copies: int) -> str:
    """Return how many writers stand behind a fact, as in "3 newsrooms, 14 copies"."""
    words = counted(newsrooms, "newsroom")
    return f"{words}, {counted(copies, 'copy', 'copies')}" if copies else words


def confidence_word(confidence: float, newsrooms: int, *, official: bool) -> str:
    """Return High, Medium or Low; High needs a second newsroom or an official notice."""
    if confidence < MEDIUM_CONFIDENCE:
        return "Low"
    corroborated = official or newsrooms > 1
    return "High" if corroborated and confidence >= HIGH_CONFIDENCE else "Medium"


def confidence_reason(newsrooms: int, copies: int, officials: int) -> str:
    """Return what the confidence rests on, as one sentence."""
    words = evidence(newsrooms, copies)
    if officials:
        return f"{words}, {counted(officials, 'official notice')}."
    if newsrooms <= 1:
        return f"{words}, no second report yet."
    return f"{words}."

"""When was it published? Raw timestamps of feeds and pages, as aware UTC instants.

Feed libraries read most zone names of Asia as UTC and invent days from forms that they do
not know, so the raw string is read here. It never guesses: what is not understood, lies
before 1990 or further ahead than clocks go wrong, is None. The clock is a parameter.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from dateutil import parser as dateutil_parser

# Longer strings are prose, and the general parser is slow on them. In characters.
MAX_STAMP_LENGTH = 100
# The web is younger; earlier stamps are empty database fields (1970-01-01, 1900-01-01).
EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
# A local time read as UTC is up to 14 h ahead, an embargoed text a day.
MAX_AHEAD = timedelta(hours=48)

# Hours east of UTC. Zone names that more than one country uses are in ZONES_BY_COUNTRY.
ZONES = {
    "Z": 0, "UT": 0, "UTC": 0, "GMT": 0, "WET": 0, "WEST": 1, "CET": 1, "CEST": 2, "MEZ": 1,
    "MESZ": 2, "EET": 2, "EEST": 3, "MSK": 3, "TRT": 3, "SAST": 2, "WAT": 1, "CAT": 2, "EAT": 3,
    "IDT": 3, "PKT": 5, "UZT": 5, "NPT": 5.75, "BTT": 6, "MMT": 6.5, "ICT": 7, "WIB": 7,
    "WITA": 8, "WIT": 9, "MYT": 8, "SGT": 8, "PHT": 8, "PHST": 8, "HKT": 8, "BNT": 8, "ULAT": 8,
    "AWST": 8, "JST": 9, "KST": 9, "TLT": 9, "ACST": 9.5, "ACDT": 10.5, "AEST": 10, "AEDT": 11,
    "PGT": 10, "SBT": 11, "VUT": 11, "NZST": 12, "NZDT": 13, "FJT": 12, "TOT": 13, "EST": -5,
    "EDT": -4, "CDT": -5, "MDT": -6, "PDT": -7, "AKST": -9, "AKDT": -8, "HST": -10, "ADT": -3,
    "NST": -3.5, "NDT": -2.5, "BRT": -3, "ART": -3, "COT": -5, "PET": -5, "CLT": -4, "CLST": -3,
    "CST": -6, "MST": -7, "PST": -8, "AST": -4, "IST": 5.5, "BST": 1, "GST": 4,
}  # fmt: skip
ZONES_BY_COUNTRY = {
    ("CST", "CN"): 8, ("CST", "TW"): 8, ("CST", "HK"): 8, ("CST", "MO"): 8, ("CST", "CU"): -5,
    ("IST", "IL"): 2, ("IST", "IE"): 1, ("BST", "BD"): 6, ("PST", "PH"): 8, ("AST", "SA"): 3,
    ("AST", "KW"): 3, ("AST", "QA"): 3, ("AST", "BH"): 3, ("AST", "IQ"): 3, ("MST", "MY"): 8,
    ("MST", "MM"): 6.5, ("EST", "AU"): 10, ("EDT", "AU"): 11, ("SST", "SG"): 8, ("WST", "AU"): 8,
    ("ICT", "IN"): 5.5, ("GST", "GE"): 4,
}  # fmt: skip
# Where a stamp names no zone it is local time, if its country has but one zone that matters.
ZONE_OF_COUNTRY = {
    "AE": "Asia/Dubai", "AT": "Europe/Vienna", "BD": "Asia/Dhaka", "BE": "Europe/Brussels",
    "BN": "Asia/Brunei", "BT": "Asia/Thimphu", "CH": "Europe/Zurich", "CN": "Asia/Shanghai",
    "CZ": "Europe/Prague", "DE": "Europe/Berlin", "DK": "Europe/Copenhagen", "EE": "Europe/Tallinn",
    "FI": "Europe/Helsinki", "FJ": "Pacific/Fiji", "FR": "Europe/Paris", "GB": "Europe/London",
    "GR": "Europe/Athens", "HK": "Asia/Hong_Kong", "IE": "Europe/Dublin", "IL": "Asia/Jerusalem",
    "IN": "Asia/Kolkata", "IQ": "Asia/Baghdad", "IR": "Asia/Tehran", "IT": "Europe/Rome",
    "JP": "Asia/Tokyo", "KH": "Asia/Phnom_Penh", "KR": "Asia/Seoul", "LA": "Asia/Vientiane",
    "LK": "Asia/Colombo", "LT": "Europe/Vilnius", "LV": "Europe/Riga", "MM": "Asia/Yangon",
    "MV": "Indian/Maldives", "MY": "Asia/Kuala_Lumpur", "NL": "Europe/Amsterdam",
    "NO": "Europe/Oslo", "NP": "Asia/Kathmandu", "NZ": "Pacific/Auckland",
    "PH": "Asia/Manila", "PK": "Asia/Karachi", "PL": "Europe/Warsaw", "QA": "Asia/Qatar",
    "RO": "Europe/Bucharest", "SA": "Asia/Riyadh", "SE": "Europe/Stockholm",
    "SG": "Asia/Singapore", "TH": "Asia/Bangkok", "TL": "Asia/Dili", "TR": "Europe/Istanbul",
    "TW": "Asia/Taipei", "UA": "Europe/Kyiv", "VN": "Asia/Ho_Chi_Minh", "ZA": "Africa/Johannesburg",
}  # fmt: skip
MONTH_FIRST_COUNTRIES = frozenset({"US", "PH"})

MONTHS = {
    "jan": 1, "feb": 2, "peb": 2, "mar": 3, "mrz": 3, "apr": 4, "may": 5, "mei": 5, "mai": 5,
    "jun": 6, "jul": 7, "aug": 8, "agu": 8, "ago": 8, "ogo": 8, "sep": 9, "oct": 10, "okt": 10,
    "nov": 11, "dec": 12, "des": 12, "dez": 12, "dis": 12, "dic": 12, "fév": 2, "fev": 2,
    "avr": 4, "aoû": 8, "aou": 8, "déc": 12, "mär": 3, "ene": 1, "abr": 4,
}  # fmt: skip
# "juin" and "juillet" differ in the fourth letter only.
LONG_MONTHS = {"juin": 6, "juil": 7}

CLOCK = (
    r"(?:(?P<half>오전|오후|午前|午後|上午|下午)\s*)?"
    r"(?P<hour>\d{1,2})(?:[:.時时시]|h(?=\d))\s*(?P<minute>\d{1,2})?\s*[分분]?"
    r"(?:[:.]?\s*(?P<second>\d{2})\s*[秒초]?(?:[.,](?P<fraction>\d{1,9}))?)?"
    r"\s*(?P<meridiem>[ap]\.?m\.?(?![a-z]))?"
)
ZONE = (
    r"(?P<zone>(?:(?:UTC|GMT)\s?)?[+-]\d{1,2}(?::?\d{2})?|[a-z]{1,5}(?![a-z]))?"
    r"(?:\s*(?:\([^()]*\)|\[[^\[\]]*\]))?"
)
NAMED_DAY = r"(?:[^\W\d_]{2,12}\.?,?\s+)?"
YEAR_FIRST = re.compile(
    r"(?P<year>\d{4})\s?[-/.年년]\s?(?P<month>\d{1,2})\s?[-/.月월]\s?(?P<day>\d{1,2})\s?[.日일]?"
    rf"(?:(?:\([^()]{{1,9}}\))?(?:\s*T|,?\s)?\s*{CLOCK}\s*{ZONE})?",
    re.IGNORECASE,
)
DAY_FIRST = re.compile(
    rf"{NAMED_DAY}(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|\.)?[\s-](?:de\s|of\s)?"
    r"(?P<name>[^\W\d_]{3,10})\.?,?[\s-](?:de\s)?(?P<year>\d{4}|\d{2})(?!\d)"
    rf"(?:,?(?:\s(?:at|um|à))?\s+-?\s*{CLOCK}\s*{ZONE})?",
    re.IGNORECASE,
)
MONTH_FIRST = re.compile(
    rf"{NAMED_DAY}(?P<name>[^\W\d_]{{3,10}})\.?\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s"
    rf"(?P<year>\d{{4}})(?!\d)(?:,?(?:\sat)?\s+[-|]?\s*{CLOCK}\s*{ZONE})?",
    re.IGNORECASE,
)
COMPACT = re.compile(
    r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})"
    rf"(?:[T ]?(?P<hour>\d{{2}})(?P<minute>\d{{2}})(?P<second>\d{{2}})?\s?{ZONE})?",
    re.IGNORECASE,
)
WRITTEN_FORMS = (YEAR_FIRST, COMPACT, DAY_FIRST, MONTH_FIRST)
EPOCH = re.compile(r"(\d{9,10})(?:\.\d+)?|(\d{13})")
NUMERIC_ZONE = re.compile(r"(?:UTC|GMT)?\s?([+-])(\d{1,2}):?(\d{2})?", re.IGNORECASE)
LEADING_YEAR = re.compile(r"\d{4}")
SLASHED = re.compile(r"(?<!\d)(\d{1,2})[/.-](\d{1,2})[/.-](?:\d{4}|\d{2})(?!\d)")
AFTERNOON = frozenset({"오후", "午後", "下午"})
MONTHS_IN_YEAR = 12
HOURS_IN_HALF = 12
HOURS_IN_DAY = 24
# RFC 5322 §4.3: two-digit years up to 49 belong to this century.
LAST_YEAR_OF_CENTURY = 49
MAX_TWO_DIGITS = 99
# A zone is no further from UTC than this, in hours.
MAX_OFFSET = 14


@dataclass(frozen=True, slots=True)
class Stamp:
    """An instant in UTC; ``is_exact`` if day, time and zone were all written.

    Midnight sharp counts as no time: it is a mere day in disguise.
    """

    at: datetime
    is_exact: bool


def published_at(raw: str, country: str | None, now: datetime) -> datetime | None:
    """Return the aware UTC instant that ``raw`` says, or None where it says none.

    ``country`` (ISO 3166-1 alpha-2) settles zone names such as IST and CST, stamps without a
    zone, and 5/1/2026. A day without a time is 00:00 UTC of that day, so that the day stays
    what was printed. ``now`` is aware; before 1990 and later than ``now`` + 48 h is None.
    """
    stamp = read_stamp(raw, country, now)
    return stamp.at if stamp else None


def read_stamp(raw: str, country: str | None, now: datetime) -> Stamp | None:
    """Return what `published_at` returns with a word on how exactly it was written."""
    text = " ".join(unicodedata.normalize("NFKC", raw[: MAX_STAMP_LENGTH + 1]).split())
    if not text or len(raw) > MAX_STAMP_LENGTH:
        return None
    try:
        stamp = _epoch(text) or _written(text, country) or _general(text, country)
    except (ValueError, OverflowError):  # the 31st of June, or the year 0
        return None
    if not stamp or not EARLIEST <= stamp.at <= now + MAX_AHEAD:
        return None
    return stamp


def _epoch(text: str) -> Stamp | None:
    """Read seconds or milliseconds since 1970."""
    found = EPOCH.fullmatch(text)
    if not found:
        return None
    seconds = int(found[1]) if found[1] else int(found[2]) / 1000
    return Stamp(datetime.fromtimestamp(seconds, tz=UTC), is_exact=True)


def _written(text: str, country: str | None) -> Stamp | None:
    """Read ISO 8601, RFC 822 and their many cousins; None if ``text`` is in no such form."""
    for form in WRITTEN_FORMS:
        found = form.fullmatch(text)
        if found:
            return _stamp(found.groupdict(), country)
    return None


def _stamp(parts: dict[str, str | None], country: str | None) -> Stamp | None:
    """Put the written parts together; raises ValueError for a day that does not exist."""
    month = _month(parts)
    if month is None:
        return None
    day = datetime(_year(parts["year"] or ""), month, int(parts["day"] or 0))  # noqa: DTZ001 - the zone comes with the time below
    if parts["hour"] is None:
        return Stamp(day.replace(tzinfo=UTC), is_exact=False)
    zone = _zone(parts["zone"], country)
    if zone is None:
        return None
    since_midnight = _time_of_day(parts)
    local = day.replace(tzinfo=zone) + since_midnight
    return Stamp(local.astimezone(UTC), is_exact=bool(parts["zone"] and since_midnight))


def _month(parts: dict[str, str | None]) -> int | None:
    """Return the month's number from digits or a name, or None for an unknown name."""
    if "name" not in parts:
        return int(parts["month"] or 0)
    name = (parts["name"] or "").lower()
    return LONG_MONTHS.get(name[:4]) or MONTHS.get(name[:3])


def _year(digits: str) -> int:
    """Return the year, a two-digit one by RFC 5322 §4.3."""
    year = int(digits)
    if year > MAX_TWO_DIGITS or len(digits) > 2:  # noqa: PLR2004 - two digits
        return year
    return year + (2000 if year <= LAST_YEAR_OF_CENTURY else 1900)


def _time_of_day(parts: dict[str, str | None]) -> timedelta:
    """Return the time since midnight; hour 24 is the next day's midnight."""
    hour = int(parts["hour"] or 0)
    half = (parts.get("half") or parts.get("meridiem") or "").lower()
    if half and hour <= HOURS_IN_HALF:
        is_afternoon = half in AFTERNOON or half.startswith("p")
        hour = hour % HOURS_IN_HALF + HOURS_IN_HALF * is_afternoon
    minute, second = int(parts["minute"] or 0), int(parts["second"] or 0)
    # 60 is a leap second.
    if hour > HOURS_IN_DAY or minute >= 60 or second > 60:  # noqa: PLR2004 - minutes and seconds
        message = f"{hour}:{minute}:{second} is no time of day"
        raise ValueError(message)
    return timedelta(hours=hour, minutes=minute, seconds=second)


def _zone(written: str | None, country: str | None) -> tzinfo | None:
    """Return the zone that is written, or the country's, or UTC; None for an unknown name."""
    if not written:
        name = ZONE_OF_COUNTRY.get(country or "")
        return ZoneInfo(name) if name else UTC
    numeric = NUMERIC_ZONE.fullmatch(written)
    if numeric:
        sign = -1 if numeric[1] == "-" else 1
        hours = sign * (int(numeric[2]) + int(numeric[3] or 0) / 60)
    else:
        named = _named_offset(written, country)
        if named is None:
            return None
        hours = named
    return timezone(timedelta(hours=hours)) if abs(hours) <= MAX_OFFSET else None


def _named_offset(name: str, country: str | None) -> float | None:
    """Return the hours east of UTC that a zone name means in ``country``."""
    key = name.upper()
    return ZONES_BY_COUNTRY.get((key, country or ""), ZONES.get(key))


def _general(text: str, country: str | None) -> Stamp | None:
    """Read what is left with dateutil; None where it would have to guess a part of the day."""
    month_first = country in MONTH_FIRST_COUNTRIES or LEADING_YEAR.match(text) is not None
    if not text.isascii() or (country is None and _is_ambiguous(text)):
        return None
    try:
        # dateutil fills what is missing from a default, so two defaults betray the filling.
        first, second = (
            dateutil_parser.parse(
                text, default=default, dayfirst=not month_first, tzinfos=_reader(country)
            )
            for default in (datetime(2001, 1, 1), datetime(2002, 2, 2, 2, 2))  # noqa: DTZ001 - a default without a zone shows that none was written
        )
    except (dateutil_parser.ParserError, TypeError, AttributeError):
        return None
    if first.date() != second.date():
        return None
    if first.time() != second.time():
        midnight = first.replace(hour=0, minute=0, second=0, microsecond=0)
        return Stamp(midnight.replace(tzinfo=UTC), is_exact=False)
    local = first if first.tzinfo else first.replace(tzinfo=_zone(None, country))
    return Stamp(local.astimezone(UTC), is_exact=first.tzinfo is not None)


def _reader(country: str | None) -> Callable[[str | None, int | None], tzinfo | None]:
    """Return the zone reader that dateutil asks; its offsets are seconds."""

    def read(name: str | None, offset: int | None) -> tzinfo | None:
        if offset is not None:
            return timezone(timedelta(seconds=offset))
        return _zone(name, country) if name else None

    return read


def _is_ambiguous(text: str) -> bool:
    """Say whether a day such as 5/1/2026 could be in January or in May."""
    found = SLASHED.search(text)
    if not found:
        return False
    return found[1] != found[2] and max(int(found[1]), int(found[2])) <= MONTHS_IN_YEAR

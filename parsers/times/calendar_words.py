"""How the news writes calendar terms: names, numbers, and the patterns they make.

Patterns are for ``re.IGNORECASE`` and hold no groups, so that rules can be put together from
them. Every repetition is bounded: a hostile text costs no more than a long one.
"""

from __future__ import annotations

import re

from parsers.times.calendars import Part
from parsers.words.vocabularies import Vocabulary

MONTH_NAMES = {
    "jan": 1,
    "feb": 2,
    "mar": 3,
    "apr": 4,
    "may": 5,
    "jun": 6,
    "jul": 7,
    "aug": 8,
    "sep": 9,
    "oct": 10,
    "nov": 11,
    "dec": 12,
}
WEEKDAY_NAMES = {"mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5, "sun": 6}
CARDINALS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen twenty"
)
ORDINALS = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
    "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)
NUMBERS = {word: number for number, word in enumerate(CARDINALS.split()) if number} | {
    "a": 1,
    "an": 1,
    "couple of": 2,
    "a couple of": 2,
    "thirty": 30,
    "ninety": 90,
    "hundred": 100,
}
ORDINAL_NUMBERS = (
    {word: number for number, word in enumerate(ORDINALS.split()) if number}
    | {f"twenty-{word}": 20 + n for n, word in enumerate(ORDINALS.split()[:10]) if n}
    | {"thirtieth": 30, "thirty-first": 31}
)
# Words that are also a verb: in small letters they are no month.
VERB_MONTHS = frozenset({"may", "march", "mar"})

S = r"[\s\u00a0]{0,3}"
GAP = r"[\s\u00a0]{1,3}"
# Where a word or a number may begin: seen at once, it spares the rest inside of words.
EDGE = r"(?:(?<![a-z])|(?=\d))"
# Hyphen, non-breaking hyphen, figure, en and em dash, minus.
DASH = r"[-\u2010-\u2015\u2212~]"
APOSTROPHE = "['\u2019]"

MONTH = (
    r"\b(?:(?:january|february|march|april|may|june|july|august|september|october|november|"
    r"december)\b|(?:jan|febr?|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?)"
)
FULL_WEEKDAY = r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b"
WEEKDAY = rf"(?:{FULL_WEEKDAY}|\b(?:mon|tues?|wed|thur?s?|fri|sat|sun)\b\.?)"
DAYTIME = r"(?:morning|afternoon|evening|night|noon|midday)"
# What counts things or hours after a number is no day of a month ("In May 15 countries").
NO_DAY = (
    r"(?![\d%]|[.:]\d|,\d{3}(?!\d)|[\s\u00a0-]{0,3}(?:per\s?cent|percent|million|billion|trillion|"
    r"[ap]\.?m\b|o.clock|hours?\b|hrs\b|minutes?\b|countries|nations|states\b|members\b|people|"
    r"ministers|leaders|km\b|miles|kilomet|years?\b|months?\b|weeks?\b|days?\b|degrees|troops|"
    r"soldiers|points?\b|percentage))"
)
ORDINAL_WORD = r"\b(?:" + "|".join(sorted(ORDINAL_NUMBERS, key=len, reverse=True)) + r")\b"
ORDINAL_DAY = r"(?<![\d.,:/$])(?:0?[1-9]|[12]\d|3[01])[\s\u00a0]?(?:st|nd|rd|th)\b"
PLAIN_DAY = rf"(?<!\d)(?<!\d[.,:])(?<![$\u20ac\u00a3+])(?:3[01]|[12]\d|0?[1-9]){NO_DAY}(?![a-z])"
DAY = rf"(?:{ORDINAL_DAY}|{PLAIN_DAY})"
YEAR = r"(?<![\d.,$])(?:1[89]|20)\d\d(?![\d%]|[.,]\d|-year)"
# Beside a day and month, after a comma, an older year is a year too ("July 1, 1569").
OLD_YEAR = r"(?<=[,\s])1[1-7]\d\d(?![\d%]|[.,]\d)"
CLOSE_YEAR = r"(?<=\d,)(?:1[89]|20)\d\d(?![\d%]|[.,]\d)"
THROUGH = rf"{S}(?:{DASH}|\b(?:up{GAP})?to\b|\bthrough\b|\bthru\b|\buntil\b|\btill\b){S}"
ALONG = rf"{S}(?:/|&|,?{S}\band\b|\bor\b){S}"
JOIN = rf"(?:{THROUGH}|{ALONG})"
NUMBER = (
    r"(?:\b\d{1,3}(?![\d.,]\d)|\b(?:a"
    + GAP
    + r")?couple"
    + GAP
    + r"of\b|\b(?:"
    + "|".join(sorted((w for w in NUMBERS if " " not in w), key=len, reverse=True))
    + r")\b)"
)
UNIT = r"(?:day|week|fortnight|month|year)"

PARTS = {
    r"(?:very[\s-])?early(?:\s+(?:part\s+of|in))?": Part.EARLY,
    r"mid(?:dle)?(?:\s+of)?": Part.MID,
    r"late(?:\s+in)?": Part.LATE,
    r"(?:beginning|start|opening\s+days|first\s+days)(?:\s+of)?": Part.START,
    r"(?:end|close|final\s+days|last\s+days|closing\s+days)(?:\s+of)?": Part.END,
    r"earlier(?:\s+in)?": Part.EARLIER,
    r"(?:later(?:\s+in)?|(?:rest|remainder)\s+of)": Part.LATER,
    r"first\s+half(?:\s+of)?": Part.FIRST_HALF,
    r"(?:second|latter|last)\s+half(?:\s+of)?": Part.SECOND_HALF,
    r"first\s+week\s+(?:of|in)": Part.FIRST,
    r"second\s+week\s+(?:of|in)": Part.SECOND,
    r"third\s+week\s+(?:of|in)": Part.THIRD,
    r"fourth\s+week\s+(?:of|in)": Part.FOURTH,
    r"(?:last|final)\s+week\s+(?:of|in)": Part.LAST,
}
PART = r"\b(?:" + "|".join(PARTS) + r")"
PART_READERS = tuple((re.compile(pattern, re.IGNORECASE), part) for pattern, part in PARTS.items())


def _need(words: str) -> Vocabulary:
    """Compile what a rule needs to find in a text before it is worth a search."""
    return Vocabulary(words, re.IGNORECASE)


MONTH_NEED = _need(r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)")
DIGIT_NEED = _need(r"\d")
YEAR_NEED = _need(r"(?:1[89]|20)\d\d")
DAY_NEED = _need(r"day")
DAYTIME_NEED = _need(r"day|night|morrow|morning|noon|evening")
END_NEED = _need(r"end")
SEASON_NEED = _need(r"spring|summer|autumn|fall|winter")
UNIT_NEED = _need(r"day|week|fortnight|month|year|hour|quarter|decade")
RECURRENCE_NEED = _need(r"every|each|year|month|week|annual|ennial|quarterly|days")
VAGUE_NEED = _need(r"future|days|weeks|months|years")
QUARTER_NEED = _need(r"quarter|Q[1-4]")
NAME_NEED = _need(r"\d|friday|thursday|s(?:atur|un)day|tuesday")


def month_of(word: str) -> int:
    """Return the month, 1 to 12, whose name or short form ``word`` is."""
    return MONTH_NAMES[word.strip(". ").lower()[:3]]


def is_month_name(word: str) -> bool:
    """Say whether ``word`` is written as a name: "may" and "march" are verbs."""
    bare = word.strip(". ")
    return not (bare.islower() and bare in VERB_MONTHS)


def weekday_of(word: str) -> int:
    """Return the weekday, Monday 0, whose name or short form ``word`` is."""
    return WEEKDAY_NAMES[word.strip(". ").lower()[:3]]


def day_of(word: str) -> int:
    """Return the day of the month that a figure, ordinal or ordinal word says."""
    digits = re.match(r"\d+", word.strip())
    return int(digits[0]) if digits else ORDINAL_NUMBERS[word.strip().lower()]


def number_of(words: str) -> int:
    """Return the number that figures or words say."""
    words = re.sub(r"\s+", " ", words.strip().lower())
    return int(words) if words.isdigit() else NUMBERS[words]


def part_of(words: str | None) -> Part | None:
    """Return the part of a period that ``words`` name, or None without words."""
    if not words:
        return None
    words = words.strip(" -\u2010\u2011\n\t\u00a0")
    return next((part for reader, part in PART_READERS if reader.fullmatch(words)), None)

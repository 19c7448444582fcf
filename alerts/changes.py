"""Reads the steps of a record's life: which of them are news, and in what words.

A change carries its old and new value as text. Here that text becomes days,
places and sets of states again, so that a month narrowed to a day is a date set,
a country narrowed to its capital is no move, and a step taken back is nothing.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from alerts.untrusted import LABEL_LIMIT, TITLE_LIMIT, clean
from alerts.wording import Names, is_whole_month, span, states
from parsers.model import Change, ChangeKind, Level, Precision, When

_DAY_TEXT = re.compile(r"(?<!\d)(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?!\d)")
_STATE_CODE = re.compile(r"[A-Z]{2}")
_PARTS = re.compile(r"\s*[,/|;]\s*")
_OF_STATES = frozenset({ChangeKind.PARTICIPANTS, ChangeKind.JOINED, ChangeKind.LEFT})
_STATUS_WORDS = {"two_plus_two": "2+2"}
_LEVEL_WORDS = {level.value for level in Level}


def net(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Return one change per kind, from the first old value to the last new one.

    A kind that ends where it began is left out: nobody needs to hear of it.
    """
    folded: dict[ChangeKind, Change] = {}
    for change in changes:
        first = folded.get(change.kind)
        folded[change.kind] = replace(change, before=first.before) if first else change
    return tuple(
        change
        for change in folded.values()
        if change.kind is ChangeKind.CREATED or change.before != change.after
    )


def interval(text: str) -> When:
    """Return the days that a change's value names; an empty ``When`` where it names none.

    Understands ISO days, months, years and pairs of them, with any words between.
    """
    found = [
        (int(year), int(month or 0), int(day or 0)) for year, month, day in _DAY_TEXT.findall(text)
    ]
    try:
        return _interval(found) if found else When()
    except ValueError:
        return When()


def is_narrowed(before: str, after: str) -> bool:
    """Say whether a date only became more exact: the new days lie within the old ones."""
    return _lies_within(interval(after), interval(before))


def is_widened(before: str, after: str) -> bool:
    """Say whether a date only became less exact: the old days lie within the new ones."""
    return _lies_within(interval(before), interval(after))


def is_same_place(before: str, after: str) -> bool:
    """Say whether one place only names the other more exactly, as "JP" and "Tokyo, JP"."""
    old, new = _parts(before), _parts(after)
    return old <= new or new <= old


def in_words(kind: ChangeKind, value: str, names: Names) -> str:
    """Return a change's old or new value for readers; text that is not understood stays."""
    if not value.strip():
        return ""
    if kind is ChangeKind.DATE:
        when = interval(value)
        return span(when) if when.start else clean(value, LABEL_LIMIT)
    if kind in _OF_STATES:
        return states(codes(value), names) or clean(value, TITLE_LIMIT)
    if kind is ChangeKind.PLACE:
        return ", ".join(
            names(part) if _STATE_CODE.fullmatch(part) else clean(part, LABEL_LIMIT)
            for part in _PARTS.split(value)
            if part
        )
    return _plain(value)


def codes(value: str) -> tuple[str, ...]:
    """Return the state codes in a change's value, sorted."""
    return tuple(sorted(set(re.findall(r"\b[A-Z]{2}\b", value))))


def _interval(found: list[tuple[int, int, int]]) -> When:
    (year, month, day), (last_year, last_month, last_day) = found[0], found[-1]
    start = date(year, month or 1, day or 1)
    end_month = last_month or 12
    end = date(last_year, end_month, last_day or monthrange(last_year, end_month)[1])
    return When(start, end, _precision(start, end), "")


def _precision(start: date, end: date) -> Precision:
    if start == end:
        return Precision.DAY
    if is_whole_month(start, end):
        return Precision.MONTH
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31) and start.year == end.year:
        return Precision.YEAR
    return Precision.RANGE


def _lies_within(inner: When, outer: When) -> bool:
    if not (inner.start and inner.end and outer.start and outer.end):
        return False
    return inner != outer and outer.start <= inner.start and inner.end <= outer.end


def _parts(value: str) -> set[str]:
    return {part.casefold() for part in _PARTS.split(value.strip()) if part}


def _plain(value: str) -> str:
    words = _STATUS_WORDS.get(value, value)
    if value in _LEVEL_WORDS or value.isidentifier():
        words = words.replace("_", " ")
    return clean(words, TITLE_LIMIT)

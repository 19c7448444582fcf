"""How news agencies sign the texts that others print: a table and a closed set of shapes.

The table is ``agencies.toml``; this module compiles it and knows nothing of articles. All
patterns are case-sensitive and bounded, since they meet hostile text.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

OWN, REPRINT, CONTRIBUTED = "own", "reprint", "contributed"

CAP = r"[A-ZÀ-ÖØ-Þ][\w.'’/-]*"
PARTICLE = r"(?:al|am|an|and|da|de|del|der|di|do|el|en|la|las|le|los|of|the|upon)"
STATE = r"(?:,? ?[\[(][A-Z][^\])\n]{1,30}[\])])"
PLACE = rf"(?P<place>{CAP}(?:,? (?:{PARTICLE} )?{CAP}){{0,5}})(?!\w){STATE}{{0,2}}"
MONTH = r"[^\W\d_]{3,10}\.?"
DATE = rf"(?:{MONTH} \d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}(?: de)? {MONTH})(?:,? \d{{4}})?"
DASH = r"(?:-{1,2}|[–—―−])"
BREAK = rf"(?:\s*(?:{DASH}|[:=]|\.\s?{DASH}?))"
AFTER_BYLINE = re.compile(
    r"(?: (?:[Bb]ureau|[Cc]orrespondents?|[Dd]esk|[Ii]nputs?|[Nn]ewswires?|[Nn]ews(?: [Aa]gency)?|"
    r"[Rr]eporters?|[Ss]ervice|[Ss]taff(?: [Ww]riters?)?|[Ww]ires?|[Ww]riters?))?"
)


@dataclass(frozen=True, slots=True)
class Agency:
    """One row of the table: how an agency signs."""

    id: str
    marks: tuple[str, ...]
    names: tuple[str, ...]
    domains: tuple[str, ...]
    bare: bool = True
    head: tuple[str, ...] = ()
    foot: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Foot:
    """A shape of the foot; ``agency`` is an id, or "" where the match names it.

    What has not the characters of ``needle`` has no match, which is found out much quicker.
    """

    role: str
    agency: str
    shape: re.Pattern[str]
    needle: str = ""


@dataclass(frozen=True, slots=True)
class Shapes:
    """The table compiled: who a word means, and the patterns of head and foot."""

    by_word: dict[str, str]
    by_domain: dict[str, str]
    datelines: tuple[re.Pattern[str], ...]
    heads: tuple[tuple[str, re.Pattern[str]], ...]
    foot: tuple[Foot, ...]
    byline: re.Pattern[str]


@cache
def agencies() -> tuple[Agency, ...]:
    """Return the table of agencies, in the order of the file."""
    rows = tomllib.loads(files(__package__).joinpath("agencies.toml").read_text("utf-8"))["agency"]
    lists = ("marks", "names", "domains", "head", "foot")
    return tuple(
        Agency(
            id=row["id"],
            bare=row.get("bare", True),
            **{name: tuple(row.get(name, ())) for name in lists},
        )
        for row in rows
    )


@cache
def shapes() -> Shapes:
    """Compile the table."""
    rows = agencies()
    every = [(word, row.id) for row in rows for word in (*row.marks, *row.names)]
    sure = [word for row in rows for word in (*row.names, *(row.marks if row.bare else ()))]
    return Shapes(
        by_word=dict(every),
        by_domain={domain: row.id for row in rows for domain in row.domains},
        datelines=_dateline_patterns(_either([word for word, _ in every])),
        heads=tuple((row.id, re.compile(shape)) for row in rows for shape in row.head),
        foot=(
            *(Foot(REPRINT, row.id, re.compile(shape)) for row in rows for shape in row.foot),
            *_foot_patterns(_either([word for word, _ in every]), _either(sure)),
        ),
        byline=re.compile(rf"(?:{_either(sure)})(?:'s|’s)?{AFTER_BYLINE.pattern}"),
    )


def _either(words: list[str]) -> str:
    """Return a pattern for any of ``words``, the longest first, a leading "The" allowed."""
    longest_first = sorted(set(words), key=lambda word: (-len(word), word))
    return rf"(?:The )?(?P<mark>{'|'.join(map(re.escape, longest_first))})"


def _dateline_patterns(mark: str) -> tuple[re.Pattern[str], ...]:
    """Return the shapes: agency in brackets or slashes, after a date, or first."""
    where = rf"(?:{PLACE}[.,:]? ?)?(?P<date>{DATE}[.,]? ?)?"
    return (
        re.compile(rf"{where}\({mark}(?:/[^()\n/]{{1,20}})?\)(?P<break>{BREAK})?"),
        re.compile(rf"{where}/{mark}/(?P<break>{BREAK})?"),
        re.compile(rf"{PLACE},? (?P<date>{DATE}),? {mark}(?P<break>{BREAK})"),
        re.compile(
            rf"(?:By )?{mark}(?:[,.:|]| {DASH}) {PLACE},? (?P<date>{DATE})(?P<break>{BREAK})"
        ),
        re.compile(rf"(?:By )?{mark}(?:[,:|]| {DASH}) {PLACE}(?P<date>)(?P<break>:| {DASH})"),
    )


def _foot_patterns(any_mark: str, sure: str) -> Iterator[Foot]:
    """Yield the shapes of the foot whose match names the agency."""
    sign = r"(?:©|\([Cc]\)|[Cc]opyright)"
    helped = r"[Ww]ith (?:[a-z]+ ){0,2}(?:files|information|inputs?|material|reporting|reports?)"
    for shape in (
        rf"{sign}[ ,]*(?:©\s*)?(?:by )?(?:\d{{4}}[ ,]*)?(?:by )?{sure}\b",
        rf"^[\[(]?(?:SOURCE|Source|Via|Agency) ?[:–-] ?{sure}[\])]?\.?$",
        rf"^[\[(]?{DASH}{{0,2}} ?{sure}(?:[\])]\.?|\.)?$",
        rf"(?:^|[.!?\"'”’)] ?)[\[(]{any_mark}[\])]\.?$",
        rf"[.!?\"'”’)] ?{DASH} ?{sure}\.?$",
    ):
        yield Foot(REPRINT, "", re.compile(shape))
    for shape, needle in (
        (rf"{helped} (?:from|by) (?:[^.\n]{{0,60}}\b)?{sure}\b", "ith "),
        (rf"\b{sure}(?:[^.\n]{{0,80}})? contributed to th", " contributed to th"),
        (rf"[Ww]ith {sure} (?:inputs?|reports?)\b", "ith "),
    ):
        yield Foot(CONTRIBUTED, "", re.compile(shape), needle)

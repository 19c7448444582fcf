"""Whose words an article prints: agency credits at the dateline, byline, foot and source.

The agencies are a table (``agencies.toml``) and the shapes a closed set, both case-sensitive:
an agency that is only quoted or named in running text is never credited. Nothing here
compares texts; a copy without a credit gets its agency from the story it belongs to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from parsers.model import Article, Credit
from parsers.press.agencies import CAP, CONTRIBUTED, DATE, OWN, REPRINT, Foot, shapes

# A dateline may follow captions and a byline, never deep text: non-empty lines, then characters.
HEAD_LINES, HEAD_REACH = 8, 1500
# Credits at the foot stand in the last lines; more would reach quoted sources.
FOOT_LINES, FOOT_REACH = 6, 900
# Longest piece of a line that a shape may need, in characters; bounds the work on hostile text.
LINE_REACH = 500
PLACE_LENGTH = 60
BYLINE_LENGTH = 100
EVIDENCE_LENGTH = 120

OWN_DATELINE = re.compile(
    rf"(?P<city>[A-Z][A-Z.'’-]+(?: [A-Z.'’-]+){{0,3}})(?:, (?:{CAP} ?){{1,3}})?(?:,? {DATE})?"
    rf"\s*(?:--|[—–]| - )\s*(?=[\"'“‘]?[A-Z])"
)
LABELS = frozenset(
    """ALERT ANALYSIS BREAKING COMMENT COMMENTARY CORRECTED CORRECTION DEVELOPING EDITORIAL
    EXCLUSIVE EXPLAINER FACTBOX FEATURE INTERVIEW LIVE NEWS NOTE OPINION PHOTO PHOTOS PODCAST
    QUOTE REVIEW TRANSCRIPT UPDATE UPDATED URGENT VIDEO VIEW WATCH""".split()
)
FIRST_ARTICLE = re.compile(r"(?:The|A|An|By|In|On|At)\s(?!Hague\b)")
JOINT = re.compile(
    r"\s*(\band\b|\bet\b|\bwith\b|\bund\b|\by\b|&|\+|[,;|•·()<>/\n]|\bvia\b|\bfor\b|\s[-–—]\s)\s*"
)
MIXERS = frozenset({"and", "et", "with", "und", "y", "&", "+"})


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline found: where in the text it stands, and what it says."""

    start: int
    end: int
    agency: str | None
    city: str | None


def credit(article: Article) -> Credit:
    """Return whose words ``article`` prints; the strongest of the places that tell decides.

    The order is dateline, byline, foot, RSS source, the agency's own domain, contribution.
    An agency on its own domain is ``own`` with the agency named.
    """
    return _credit(article.text, article.byline, article.source, article.outlet)


@lru_cache(maxsize=256)
def _credit(text: str, byline: str, source: str, outlet: str) -> Credit:
    """Return the credit of what is told of an article; one is asked for each of its copies."""
    head = dateline(text)
    city = head.city if head else None
    home = agency_of_domain(outlet)
    for agency, role, evidence in _claims(text, byline, source, head):
        if agency == home:
            break
        return Credit(agency, role, city, evidence[:EVIDENCE_LENGTH])
    return Credit(home, OWN, city, f"domain: {outlet}" if home else "")


def agency_of_domain(outlet: str) -> str | None:
    """Return the agency that publishes at ``outlet`` or at a domain above it."""
    by_domain = shapes().by_domain
    labels = outlet.lower().split(".")
    above = (".".join(labels[start:]) for start in range(len(labels) - 1))
    return next((by_domain[domain] for domain in above if domain in by_domain), None)


def strip_credit(text: str) -> str:
    """Return ``text`` without datelines, bylines and credit lines, for comparison alone."""
    head = dateline(text)
    if head:
        text = text[: head.start] + text[head.end :]
    lines = text.split("\n")
    for number in [*_first(lines, 4)]:
        if _is_byline_line(lines[number]):
            lines[number] = ""
    for number in reversed([*_last(lines)]):
        lines[number] = _without_foot(lines[number])
    return "\n".join(line for line in lines if line.strip()).strip()


def dateline(text: str) -> Dateline | None:
    """Return the first dateline at the start of one of the first lines of ``text``."""
    own: Dateline | None = None
    for start, line in _head_lines(text):
        found = _agency_dateline(line)
        if found:
            return replace(found, start=start, end=start + found.end)
        own = own or _own_dateline(line, start)
    return own


def count_datelines(text: str) -> int:
    """Return how many lines of ``text`` open with an agency's dateline; a round-up has several."""
    lines = (line[:LINE_REACH] for line in text.split("\n"))
    return sum(_agency_dateline(line) is not None for line in lines)


def _claims(
    text: str, byline: str, source: str, head: Dateline | None
) -> Iterator[tuple[str, str, str]]:
    """Yield (agency, role, evidence) from the strongest place to the weakest."""
    if head and head.agency:
        yield head.agency, REPRINT, f"dateline: {text[head.start : head.end].strip()}"
    weak: list[tuple[str, str, str]] = []
    for claim in (
        *_byline_claims("byline", byline),
        *_head_byline_claims(text),
        *_foot_claims(text),
        *_byline_claims("source", source),
    ):
        if claim[1] == REPRINT:
            yield claim
        else:
            weak.append(claim)
    yield from weak


@lru_cache(maxsize=1024)
def _agency_dateline(line: str) -> Dateline | None:
    """Return the dateline with an agency that ``line`` opens with; lines are asked repeatedly."""
    table = shapes()
    for agency, head in table.heads:
        found = head.match(line)
        if found:
            city = found.groupdict().get("city")
            return Dateline(0, found.end(), agency, city)
    for shape in table.datelines:
        found = shape.match(line)
        if found and _is_dateline(found):
            return _with_late_place(line, found, table.by_word[found["mark"]])
    return None


def _with_late_place(line: str, found: re.Match[str], agency: str) -> Dateline:
    """Return the dateline of ``found``; the place may follow: "(ANSA) - ROMA, 28 LUG - "."""
    if found["place"]:
        return Dateline(0, found.end(), agency, _city(found["place"]))
    end = found.end() + len(line[found.end() :]) - len(line[found.end() :].lstrip())
    late = OWN_DATELINE.match(line, end)
    if late and not _is_label(late["city"]):
        return Dateline(0, late.end(), agency, _city(late["city"]))
    return Dateline(0, found.end(), agency, None)


def _is_dateline(found: re.Match[str]) -> bool:
    """Say whether the shape stands for a dateline, not for an abbreviation just explained.

    "Advanced Placement (AP) -" has the shape of a dateline; its initials betray it.
    """
    place, date, ending = found["place"], found["date"], found["break"]
    if not place:
        return bool(ending)
    if len(place) > PLACE_LENGTH or FIRST_ARTICLE.match(place) or _is_label(place):
        return False
    initials = "".join(word[0] for word in place.split() if word[0].isupper())
    if initials.endswith(found["mark"].upper()):
        return False
    return bool(date or ending or place.isupper())


def _own_dateline(line: str, start: int) -> Dateline | None:
    """Return a dateline in capitals without an agency: "PARIS - "."""
    found = OWN_DATELINE.match(line)
    if not found or _is_label(found["city"]):
        return None
    return Dateline(start, start + found.end(), None, _city(found["city"]))


def _is_label(place: str) -> bool:
    """Say whether capitals before a dash are a rubric ("WATCH - "), no place."""
    return place.split(maxsplit=1)[0].rstrip(".:,") in LABELS


def _city(place: str) -> str:
    """Return the first part of a place, as printed."""
    return place.split(",", maxsplit=1)[0].strip(" .")


def _head_byline_claims(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield the claims of byline lines that stand in the text itself."""
    lines = text[:HEAD_REACH].split("\n")
    for number in _first(lines, 4):
        if _is_byline_line(lines[number]):
            yield from _byline_claims("byline", lines[number].strip())


def _is_byline_line(line: str) -> bool:
    """Say whether ``line`` is "By NAME, AGENCY" or an agency's name alone."""
    line = line.strip()
    if not line or len(line) > BYLINE_LENGTH:
        return False
    if re.match(r"[Bb][Yy] [A-Z]", line) and line[-1] not in ".:!?":
        return True
    return shapes().byline.fullmatch(line) is not None


def _byline_claims(where: str, byline: str) -> Iterator[tuple[str, str, str]]:
    """Yield at most one claim: an agency beside another house or a writer only contributed."""
    parts = JOINT.split(byline[:LINE_REACH].removeprefix("By ").removeprefix("by "))
    found = [(at, _agency_of_name(part)) for at, part in enumerate(parts) if at % 2 == 0]
    named = {at: agency for at, agency in found if agency}
    if not named:
        return
    first = min(named)
    around = {parts[at] for at in (first - 1, first + 1) if 0 <= at < len(parts)}
    is_mixed = bool(around & MIXERS) or len(set(named.values())) > 1
    yield named[first], CONTRIBUTED if is_mixed else REPRINT, f"{where}: {byline.strip()}"


def _agency_of_name(part: str) -> str | None:
    """Return the agency that a part of a byline names, alone or by a mail address."""
    found = shapes().byline.fullmatch(part.strip(" .[]"))
    if found:
        return shapes().by_word[found["mark"]]
    return agency_of_domain(part.rpartition("@")[2].strip()) if "@" in part else None


def _foot_claims(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield the claims of the last lines."""
    lines = text[-FOOT_REACH:].split("\n")
    for number in _last(lines):
        line = lines[number].strip()[-LINE_REACH:]
        for foot, found in _foot_matches(line):
            name = foot.agency or shapes().by_word[found["mark"]]
            yield name, foot.role, f"foot: {found[0].strip()}"


@lru_cache(maxsize=1024)
def _foot_matches(line: str) -> tuple[tuple[Foot, re.Match[str]], ...]:
    """Return the shapes of the foot that are in ``line``, each with its match.

    Most articles are asked twice, for their credit and for their text without it.
    """
    sought = (foot for foot in shapes().foot if foot.needle in line)
    matches = ((foot, foot.shape.search(line)) for foot in sought)
    return tuple((foot, found) for foot, found in matches if found and _is_credit(line, found))


def _is_credit(line: str, found: re.Match[str]) -> bool:
    """Say whether a shape found names who wrote it, not what an abbreviation stands for."""
    return not found.groupdict().get("mark") or not _is_explained(line, found)


def _is_explained(line: str, found: re.Match[str]) -> bool:
    """Say whether the words before a bracketed mark spell it: an abbreviation, no credit."""
    mark = found["mark"]
    before = line[: found.start("mark")].rstrip(" ([").split()[-len(mark) :]
    return mark.isupper() and "".join(word[0] for word in before).upper() == mark


def _without_foot(line: str) -> str:
    """Return a foot line without its credit; what stands before a credit is kept."""
    for _, found in _foot_matches(line.strip()[-LINE_REACH:]):
        before = line[: line.rfind(found[0])].rstrip()
        # The shapes after a sentence's end begin with its last character.
        kept = found[0][0] if found[0][0] in ".!?\"'”’)" else ""
        return before + kept if len(before) > LINE_REACH // 10 else ""
    return line


def _head_lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield (position, line) of the first non-empty lines, cut to what a shape needs."""
    reach = re.finditer(r"[^\n]+", text[:HEAD_REACH])
    for _, line in zip(range(HEAD_LINES), reach, strict=False):
        blank = len(line[0]) - len(line[0].lstrip())
        yield line.start() + blank, line[0][blank : blank + LINE_REACH]


def _first(lines: list[str], count: int) -> Iterator[int]:
    """Yield the numbers of the first ``count`` lines that are not empty."""
    full = (number for number, line in enumerate(lines) if line.strip())
    yield from (number for number, _ in zip(full, range(count), strict=False))


def _last(lines: list[str]) -> Iterator[int]:
    """Yield the numbers of the last lines that are not empty, in their order."""
    yield from [number for number, line in enumerate(lines) if line.strip()][-FOOT_LINES:]

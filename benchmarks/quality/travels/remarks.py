"""What the remark of a trip says, taken from its words alone, and apart from the reader.

The records name hosts by bare titles ("Met with Prime Minister Rabin"): who is of another
state carries its name. That convention, and not the reader's rules, decides here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from enum import StrEnum

from benchmarks.quality.travels.records import Trip
from parsers.lexicon import Lexicon, Term, TermKind

TRAVELLER = "US"  # the records are of one state's travel


class Told(StrEnum):
    """What a remark tells of: the host was met, others alone were, a forum, or nothing such."""

    HOST = "met the host"
    OTHERS = "met others alone"
    FORUM = "forum alone"
    NOTHING = "no meeting told"


MET = re.compile(
    r"\b(?:met(?: \w+ly)? with|met(?= President| Prime| Foreign)|meetings? with|calls? (?:with|on)"
    r"|audience with|talks with"
    r"|discuss(?:ed|ions?|ing)\b[^.]{0,120}? with|conferred with|consult(?:ed|ations?) with"
    r"|meeting between|greeted by|hosted by|counterparts from) ",
    re.IGNORECASE,
)
# Where the people met are all named: at the next deed or the end of the sentence.
END = re.compile(
    r"(?<!\b[A-Z])(?<!\bSt)\.(?: |$)|;|,? and (?:also )?(?:\w+ed|met|led|gave|saw|held|made) "
    r"|,? to [a-z]"
    r"| (?:on|at|about|regarding|in|during|following) ",
)
PART = re.compile(r", and |, | and (?:with )?|/")
OFFICE = re.compile(
    r"\b(?:president|ministers?|premier|chancellor|king|queen|emperor|emir|amir|sultan|prince"
    r"|pope|cardinal|taoiseach|secretary|officials?|counterparts?|leaders?|authorities"
    r"|chairman|speaker|general secretary|state councilor|sheikh|crown|heads?|governments?"
    r"|cabinet|president-elect|representatives of the government)\b",
    re.IGNORECASE,
)
# Titles of bodies and of the traveller's own side.
NOT_THE_HOST = re.compile(
    r"\b(?:UN|U\.N\.|EU|E\.U\.|NATO|OSCE|IAEA|OECD|UNESCO|ASEAN|AU|IMF|OPCW|GCC|OAS|ICRC|WHO"
    r"|United Nations|European|African Union|Arab League|League of Arab|World Bank"
    r"|Secretary[- ]General|High Representative|Director[- ]General|Commission(?:er)?|Envoys?"
    r"|Quartet|opposition|opposition leaders?|civil|religious|business|community|tribal|Jewish"
    r"|Congressional|U\.S\.|US|American|Palestinian|Kurdish|Vice President (?:Harris|Pence|Biden)"
    r"|President (?:Bush|Obama|Trump|Biden)|former|student|youth|labor|party|dissident)\b",
    re.IGNORECASE,
)
FORUM = re.compile(
    r"\b(?:attend\w*|participat\w+|co-?chair\w*|chair\w*|led|headed|address\w*|join\w*|co-?host\w*"
    r"|conven\w+|launch\w*|accompanied [\w. ]+ to|opened)\b.{0,200}\b(?:meetings?|summits?"
    r"|conference|ministerials?|forum|dialogue|assembly|council|sessions?|negotiations|talks"
    r"|commission|consultations?|2 ?\+ ?2|partnership|group|sherpa)\b",
    re.IGNORECASE,
)
LEADER_BEFORE = re.compile(r"\b(?:President|Prime Minister|Premier|Chancellor) $")
NAMES = {
    TermKind.STATE, TermKind.DEMONYM, TermKind.CITY, TermKind.REGION, TermKind.METONYM,
}  # fmt: skip


def told_by(trip: Trip, lexicon: Lexicon) -> Told:
    """Say what the remark of a trip tells of."""
    people = list(_people(trip.remark))
    if any(_is_of_host(words, trip, lexicon) for words in people):
        return Told.HOST
    if people:
        return Told.OTHERS
    return Told.FORUM if FORUM.search(trip.remark) else Told.NOTHING


def states_named(text: str, day: date, lexicon: Lexicon) -> frozenset[str]:
    """Return every state that a text names: itself, by a place or person of it, by its group."""
    terms = lexicon.scan(text)
    return frozenset(code for term in terms for code in _states_of(term, day, lexicon))


def _people(remark: str) -> Iterator[str]:
    """Yield the words for each person, or group of them, who was met."""
    for met in MET.finditer(remark):
        end = END.search(remark, met.end())
        listed = remark[met.end() : end.start() if end else len(remark)]
        yield from (part for part in PART.split(listed) if part.strip())


def _is_of_host(words: str, trip: Trip, lexicon: Lexicon) -> bool:
    """A title without another state's name is the host's; so is what carries the host's name."""
    if NOT_THE_HOST.search(words) and not (trip.host == "PS" and "Palestinian" in words):
        return False
    terms = (term for term in lexicon.scan(words) if _is_plain(term, words))
    named = {code for term in terms for code in _states_of(term, trip.start, lexicon)}
    return trip.host in named or (OFFICE.search(words) is not None and not named)


def _is_plain(term: Term, words: str) -> bool:
    """Whether a term names a state for certain: no city, and no surname but a leader's."""
    if term.kind is TermKind.PERSON and term.ambiguous:
        return LEADER_BEFORE.search(words[: term.start]) is not None
    return term.kind not in {TermKind.CITY, TermKind.REGION}


def _states_of(term: Term, day: date, lexicon: Lexicon) -> tuple[str, ...]:
    if term.kind in NAMES:
        return term.values
    if term.kind is TermKind.GROUPING:
        groupings = (lexicon.groupings[value] for value in term.values)
        return tuple(code for known in groupings for code in known.states)
    if term.kind is TermKind.PERSON:
        return _states_of_person(term, day, lexicon)
    return ()


def _states_of_person(term: Term, day: date, lexicon: Lexicon) -> tuple[str, ...]:
    """Return the state of a person in office that day, none where several go by that name."""
    states = {holder.state for holder in lexicon.holders_at(term.text, day)}
    return tuple(states) if len(states) == 1 else ()

"""Claims of one article that speak of one meeting become one; two that differ stay two.

It compares claims of one text. Whether two articles speak of one meeting is asked in
parsers.records.matching.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta

from parsers.lexicon.keys import fold
from parsers.meetings.days import coarseness
from parsers.meetings.places import HOSTED, OF_ANOTHER
from parsers.meetings.rosters import tells_better
from parsers.model import Format, Level, Meeting, Place, Precision, Status, When
from parsers.scenes.frames import AHEAD, ATTENDED, FURTHER, KNOWN, TO_COME
from parsers.words.counts import SET_SIZE
from parsers.words.formats import REMOTE, formats_agree
from parsers.words.levels import levels_agree
from parsers.words.statuses import OFF, PLANNED

AFTERWARDS = timedelta(days=7)  # a plan this far behind a report is for the next meeting
TIME_TOLERANCE = timedelta(days=1)  # "Monday" and "Tuesday" of one meeting, across time zones
FEW_DAYS = timedelta(days=3)  # of a meeting; a longer time is a week or a month in which it is
DATED, UNDATED = "dated", "undated"
# "Its leaders" are those of a body, which may be another than the set last told.
OF_BODY = re.compile(r"\bits (?:\w+ ){0,2}(?:leaders|ministers|presidents|heads|officials)\b")
AGAIN = 0.6  # log-odds that a second sentence of the same text adds


def merged(claims: Iterable[Meeting]) -> list[Meeting]:
    """Join claims in the order of the text, those that only refer back after all others.

    A headline that fits no sentence is a claim of its own; a mere "the talks" is not, unless
    it is the next meeting, with a time or place of its own.
    """
    told: list[Meeting] = []
    later: list[Meeting] = []
    for claim in claims:
        is_weak = _refers_back(claim) or _is_headline(claim)
        (later if is_weak else told).append(claim)
    found: list[Meeting] = []
    places: dict[tuple[str, ...], list[int]] = {}
    for claim in told:
        _absorb(found, places, claim, may_add=True)
    for claim in later:
        _absorb(
            found, places, claim, may_add=_stands_alone(claim) or _is_of_other_level(claim, found)
        )
    return _without_worse(found)


def _without_worse(found: list[Meeting]) -> list[Meeting]:
    """Let the better of two tellings of one meeting have what the other says beside its states."""
    kept = list(found)
    for claim in found:
        better = [o for o in kept if tells_better(o, claim) and _is_same_occasion(claim, o)]
        if better:
            kept.remove(claim)
            kept[kept.index(better[0])] = _joined(better[0], claim)
    return kept


def _is_same_occasion(left: Meeting, right: Meeting) -> bool:
    return (
        (left.status == right.status or None in (left.status, right.status))
        and left.is_background == right.is_background
        and levels_agree(left.level, right.level)
        and _times_agree(left.when, right.when)
        and not _are_of_two_days(left.when, right.when)
        and _places_agree(left, right)
    )


def _are_of_two_days(left: When, right: When) -> bool:
    """Some who meet on Thursday, and all of them on Friday, meet twice."""
    return _is_exact(left) and _is_exact(right) and left.start != right.start


def _is_exact(when: When) -> bool:
    """Tell whether a time is a day, or a few days in a row."""
    if when.start is None or when.end is None:
        return False
    return when.end - when.start <= FEW_DAYS


def _refers_back(claim: Meeting) -> bool:
    """Tell whether a claim only speaks of a meeting told, or of the next of the same states."""
    is_next = FURTHER in claim.features and "back_reference" in claim.features
    return claim.rule == "anaphora" or is_next


def _stands_alone(claim: Meeting) -> bool:
    if _is_headline(claim):
        return "silent" not in claim.features
    is_dated = claim.when.start is not None
    is_planned = claim.status in PLANNED
    is_hosted = HOSTED in claim.features and claim.status is not Status.SCHEDULED
    is_known = is_dated or (claim.place.country is not None and not is_hosted)
    is_next = FURTHER in claim.features and is_planned
    is_told = claim.level is not None or claim.place.country is not None
    is_told = is_told or TO_COME in claim.features
    if claim.status is Status.HELD and claim.format in REMOTE:
        return claim.when.precision in (None, Precision.DAY)
    # "The three presidents are to meet in A" is a plan of its own, though it has no day.
    is_full = is_told and (is_dated or (claim.level is not None and TO_COME in claim.features))
    return (is_next and is_known) or ("collective" in claim.features and is_full)


def _is_of_other_level(claim: Meeting, found: Sequence[Meeting]) -> bool:
    """Tell whether other people of the same set meet: "the ministers meet before the leaders"."""
    alike = [known for known in found if known.participants == claim.participants]
    if len(claim.participants) < SET_SIZE or OF_BODY.search(claim.evidence.text.lower()):
        return False
    is_told = claim.when.start is not None or claim.place.country is not None
    return (
        claim.level is not None
        and (is_told or TO_COME in claim.features)
        and bool(alike)
        and not any(levels_agree(known.level, claim.level) for known in alike)
    )


def _is_headline(claim: Meeting) -> bool:
    return claim.evidence.end == 0


def _absorb(
    found: list[Meeting],
    places: dict[tuple[str, ...], list[int]],
    claim: Meeting,
    *,
    may_add: bool,
) -> None:
    """Join a claim to one of those found, or add it; ``places`` are theirs by participants."""
    own: Sequence[int] = places.get(claim.participants, ())
    same = next((at for at in own if _is_same(found[at], claim)), None)
    if same is None and _is_of_history(claim, [found[at] for at in own]):
        same = own[0]
    told = None
    if _is_headline(claim):
        told = next((at for at, known in enumerate(found) if _is_announced(known, claim)), None)
    if same is not None:
        found[same] = _joined(found[same], claim)
    elif told is not None:
        found[told] = _joined(found[told], replace(claim, when=When(), status=None))
    elif may_add:
        places.setdefault(claim.participants, []).append(len(found))
        found.append(claim)


def _is_of_history(claim: Meeting, alike: Sequence[Meeting]) -> bool:
    """Tell whether a vague word is of the one meeting of its states, which is told as history.

    "At that summit the three spoke of their borders" is of the summit told before.
    """
    is_vague = "back_reference" in claim.features and claim.when.start is None
    if not is_vague or FURTHER in claim.features or claim.status not in (None, Status.HELD):
        return False
    is_history = len(alike) == 1 and alike[0].is_background
    return is_history and levels_agree(alike[0].level, claim.level)


def _is_announced(known: Meeting, claim: Meeting) -> bool:
    """A headline tells of what the text tells, though its present tense fits past and future.

    "Nordic chiefs" may be fewer than all the Nordic states, and the clipped list of a
    headline lack one.
    """
    if known.is_background:
        return False
    left, right = set(known.participants), set(claim.participants)
    return left == right or (
        min(len(left), len(right)) >= SET_SIZE and (left < right or right < left)
    )


def _is_same(known: Meeting, claim: Meeting) -> bool:
    """Tell whether two claims of the same states can be of one meeting."""
    return (
        (levels_agree(known.level, claim.level) or _are_both_ministers(known, claim))
        and known.is_background == claim.is_background
        and ("earlier" in known.features) == ("earlier" in claim.features)
        and _times_agree(known.when, claim.when)
        and formats_agree(known.format, claim.format)
        and (
            _places_agree(known, claim)
            or _are_of_same_days(known, claim)
            or _is_known_already(known, claim)
        )
        and not _is_one_after(known, claim)
        and not _is_next_elsewhere(known, claim)
    )


def _is_known_already(known: Meeting, claim: Meeting) -> bool:
    """Who speaks of "the summit" in another town, and gives it no day, tells of no other."""
    is_definite = KNOWN in claim.features and claim.when.start is None
    return is_definite and known.status in PLANNED and claim.status in PLANNED


def _are_both_ministers(left: Meeting, right: Meeting) -> bool:
    """Ministers of several portfolios meet as one: "foreign, trade and transport ministers"."""
    return {left.level, right.level} == {Level.FOREIGN_MINISTERS, Level.MINISTERS_OTHER} and (
        left.status == right.status or None in (left.status, right.status)
    )


def _are_of_same_days(left: Meeting, right: Meeting) -> bool:
    """The same people do not meet in two cities on the same days: one place is of the news."""
    is_exact = left.when.precision in (Precision.DAY, Precision.RANGE) and left.level is not None
    is_one = (left.when.start, left.when.end) == (right.when.start, right.when.end)
    return is_exact and is_one and left.status == right.status


def _is_one_after(left: Meeting, right: Meeting) -> bool:
    """One held and one to come, said to be the next or dated well after, are two meetings."""
    held, planned = (left, right) if _is_report(left) else (right, left)
    if not _is_report(held) or planned.status in (None, Status.HELD):
        return False
    if FURTHER in planned.features:
        return True
    if ATTENDED in held.features and planned.when.start is not None:
        return True
    is_elsewhere = planned.format is Format.IN_PERSON or AHEAD in planned.features
    if held.format in REMOTE and planned.format not in REMOTE and is_elsewhere:
        return True
    if held.when.end is None or planned.when.end is None:
        return False
    return planned.when.end > held.when.end + AFTERWARDS


def _is_report(claim: Meeting) -> bool:
    """Tell whether a meeting was held, or is of one day and nobody calls it a plan."""
    is_of_day = claim.status is None and claim.when.precision is Precision.DAY
    return claim.status is Status.HELD or is_of_day


def _is_next_elsewhere(left: Meeting, right: Meeting) -> bool:
    """Of two to come, one said to be the next, in another state, is the one after the other."""
    if (FURTHER in left.features) == (FURTHER in right.features):
        return False
    places = {left.place.country, right.place.country} - {None}
    return Status.HELD not in (left.status, right.status) and len(places) > 1


def _times_agree(left: When, right: When) -> bool:
    if left.start is None or right.start is None or left.end is None or right.end is None:
        return True
    begins = left.start - TIME_TOLERANCE <= right.end
    return begins and right.start - TIME_TOLERANCE <= left.end


def _places_agree(left: Meeting, right: Meeting) -> bool:
    """The home of who hosts is where nothing else is said; another may lend the room."""
    marks = left.features.keys() | right.features.keys()
    is_next = any(one.rule == "anaphora" and FURTHER in one.features for one in (left, right))
    if HOSTED in marks and OF_ANOTHER not in marks and not is_next:
        return True
    if left.place.country is None or right.place.country is None:
        return True
    if left.place.country != right.place.country:
        return False
    if left.place.city is None or right.place.city is None:
        return True
    one, other = fold(left.place.city).casefold(), fold(right.place.city).casefold()
    return one.startswith(other) or other.startswith(one)


def _joined(known: Meeting, claim: Meeting) -> Meeting:
    people = {official.name: official for official in (*known.officials, *claim.officials)}
    return replace(
        known,
        level=_level_of_both(known.level, claim.level),
        format=known.format if known.format is not Format.UNKNOWN else claim.format,
        place=known.place if known.format in REMOTE else _fuller(known, claim),
        when=claim.when if _is_finer(claim.when, known.when) else known.when,
        status=_status_of_both(known, claim),
        grouping=known.grouping or claim.grouping,
        officials=tuple(people.values()),
        features=_features_of_both(known, claim),
    )


def _features_of_both(known: Meeting, claim: Meeting) -> dict[str, float]:
    """What speaks for a meeting in either; what speaks against it, only in the first telling.

    A place that one of them says is no longer the mere host's home, and a tense that one of
    them settles no longer the open present.
    """
    added = {name: weight for name, weight in claim.features.items() if weight >= 0}
    both = {**added, **known.features, "again": AGAIN}
    if DATED in both:
        both.pop(UNDATED, None)
    if not (_is_open(known) and _is_open(claim)):
        both.pop("present", None)
    if any(_exactness(one)[0] for one in (known, claim)):
        both.pop(HOSTED, None)
    return both


def _level_of_both(left: Level | None, right: Level | None) -> Level | None:
    """That it is a 2+2 says more than that one of its two ministers meets."""
    return Level.TWO_PLUS_TWO if Level.TWO_PLUS_TWO in (left, right) else left or right


def _is_finer(when: When, known: When) -> bool:
    """Tell whether days are given more exactly: by kind, or by a shorter span of one kind."""
    if when.start is None or when.end is None:
        return False
    if known.start is None or known.end is None:
        return True
    span, known_span = when.end - when.start, known.end - known.start
    return (coarseness(when), span) < (coarseness(known), known_span)


def _fuller(left: Meeting, right: Meeting) -> Place:
    """What is said goes before the host's home, a city before a state, the first of equals.

    That the same states met elsewhere the last time says nothing of this one.
    """
    if OF_ANOTHER in right.features and OF_ANOTHER not in left.features:
        return left.place
    return max((left, right), key=_exactness).place


def _exactness(claim: Meeting) -> tuple[bool, bool]:
    place = claim.place
    marks = claim.features.keys() & {HOSTED, OF_ANOTHER}
    is_said = place.country is not None and not marks
    return is_said, place.city is not None


def _is_open(claim: Meeting) -> bool:
    """Tell whether a claim's words leave its status to others: a mere present, or nothing."""
    return claim.status is None or "present" in claim.features


def _is_mere_plan(claim: Meeting) -> bool:
    return claim.status is Status.SCHEDULED and claim.when.start is None


def _is_dated_report(claim: Meeting) -> bool:
    """Tell whether words say that a meeting was held, and on which days."""
    return claim.status is Status.HELD and not _is_open(claim) and _is_exact(claim.when)


def _status_of_both(known: Meeting, claim: Meeting) -> Status | None:
    """That a meeting is off outweighs what else is said of it; otherwise the first word counts.

    A mere present tense yields to any other: "the leaders meet", and "are to meet". A plan
    without a day yields to a report with one: "flew to A for talks", and "met there on Friday".
    """
    told = (known,) if known.status and "prior" in claim.features else (known, claim)
    off = next((one.status for one in told if one.status in OFF), None)
    if off is None and _is_open(known) and not _is_open(claim):
        return claim.status
    if off is None and _is_mere_plan(known) and _is_dated_report(claim):
        return claim.status
    return off or known.status or claim.status

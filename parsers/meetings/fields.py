"""A frame becomes a claim: its level, format, status, officials and evidence.

Its days are found in parsers.meetings.days and its place in parsers.meetings.places.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from parsers.meetings.background import is_background, is_past_perfect
from parsers.meetings.called_off import FORMER, WAS_TO_BE
from parsers.meetings.days import is_vague, points_of, when_of
from parsers.meetings.levels import level_of
from parsers.meetings.officials import officials_of
from parsers.meetings.places import HOSTED, OF_ANOTHER, host_of, is_other, place_of
from parsers.meetings.rounds import is_to_come
from parsers.model import (
    Evidence,
    Format,
    Meeting,
    Place,
    Precision,
    Status,
    When,
)
from parsers.scenes.frames import AHEAD, ATTENDED, FURTHER, MARK, Frame
from parsers.scenes.scenes import Document
from parsers.words.formats import REMOTE, format_at
from parsers.words.phrases import phrases
from parsers.words.statuses import PLANNED, Standing, says_moved, standing_at
from parsers.words.triggers import Trigger, TriggerKind

# Log-odds, as in parsers.scenes.frames.
DATED, UNDATED = 0.4, -0.3
REMOTELY = 0.3  # so does one that tells by what line they met
MOVED = 0.2  # a sentence that tells of a change of date knows of a real meeting
ONGOING = "ongoing"  # marks who "are meeting"
SILENT = -0.2  # no word says how far along the meeting is

ONE_DAY = timedelta(days=1)
A_WEEK = timedelta(days=7)
NEXT = phrases(
    r"""
    next (?:(?!week|month|year|day)[\w-]+ ){0,2}(?:rounds?|meeting|summit|talks|trilateral|\
    session|one|edition|gathering|ministerial|dialogue|conference)|next such|another|\
    the following (?:meeting|summit|round|session|trilateral)
    every (?:(?:two|three|four|six|other) )?(?:months?|years?|quarter|weeks?)
    first of (?:these|such)
    (?:will|would|to) (?:be )?(?:continued?|resumed?|reconvened?)
    follow-up|meet again|gather again|future meetings?|subsequent
    """,
)
# What a report leaves open, or seems to take back, of a meeting after which it was made.
UNDONE = frozenset({Status.POSTPONED, Status.PROPOSED, Status.EXPECTED})
AFTER = re.compile(
    r"\b(?:said|told|announced|released|issued|agreed|signed|declared|pledged|stated|read|adopted)\b"
    r"[^;]{0,200}\b(?:after|following) "
    r"(?:(?:a|an|the|their|its|his|her) )?(?:[\w-]+ ){0,3}$"
)
AFTER_REACH = 260  # characters before a meeting word in which "after" governs it
DAY_NAMED = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow|tonight|this weekend)\b"
)
# What has begun is of the day of publication, where no other is told.
UNDER_WAY = phrases(
    r"""
    (?:now|currently|already|still|at present|presently) (?:meeting|gathered|in session|under ?way|\
    holding|conferring|taking place|in progress|being held)
    (?:is|are) (?:(?:now|still|currently|already) )?(?:under ?way|ongoing|\
    in (?:progress|session|conference|consultations?))
    (?:has|have) (?:just )?(?:begun|started|opened|got under ?way|kicked off)
    """,
)
# Who "flew there on Monday for talks" had them, once the day is over.
WENT = re.compile(
    r"\b(?:flew|travel+ed|went|came|journeyed|made (?:the|a) (?:trip|journey))\b[^;]{0,160}? "
    r"(?:for|to (?:attend|hold|join|meet))\b"
    r"|\bsent (?:[\w'’-]+,? ){1,12}to (?:the|a|an|their|its) "
)
# Who set out on a day has yet to meet.
ON_THE_WAY = re.compile(
    r"\b(?:left|leaves?|leaving|depart\w*|set(?:s|ting)? (?:off|out)|bound"
    r"|head(?:s|ed|ing)? (?:to|for|off)|en route|on (?:his|her|their) way)\b"
)
# Who is invited, and what leaves it open whether anybody comes of it.
INVITED = re.compile(r"\binvit(?:es|ed|ing|ations?)\b")
UNSURE = phrases(
    r"""
    propos\w+|suggest\w*|offer(?:s|ed)?|consider\w*|declin\w+|refus\w+|reject\w+|turned down
    (?:would|wants?|wanted|like|likes|hopes?|hoped|willing|ready|plans?|planned|asked|could|may|might\
    |should) (?:\w+ )?(?:to )?(?:be )?invite[ds]?
    if|unless|not (?:yet )?(?:replied|answered|accepted)|inclined|yet to|whether|negotiat\w+
    """,
)
# A clause that begins so tells of what came before: "will meet after their summit was put off".
PRIOR = re.compile(r"\b(?:after|following|since) $")
# A clause that begins so tells of what others prepare: "met to prepare a summit".
PREPARED = re.compile(
    r"\bto (?:plan|prepare(?: for)?|organi[sz]e|arrange|pave the way for|set up) $"
)
MEET_AGAIN = re.compile(r"\b(?:meet|gather|convene|talk|confer|together|sit down) (?:\w+ )?again\b")


def claim_of(frame: Frame, document: Document) -> Meeting:
    """Return what a frame claims of its meeting; a status of None is left open."""
    standing = _standing(frame)
    when = when_of(frame, document, standing.status)
    status = _status_by_date(standing.status, when, document.published)
    if status is Status.PROPOSED and _is_convened(frame.clause.text, when, document.published):
        status = Status.SCHEDULED
    if status is None and ATTENDED in frame.features:
        status = Status.HELD
    if status is Status.SCHEDULED and _is_gone_by(frame, when, document.published):
        status = Status.HELD
    arrived = _arrived(frame, document) if status is Status.SCHEDULED else None
    if arrived is not None:
        status, when = Status.HELD, arrived
    present: dict[str, float] = {}
    if document.published is None and _looks_on(frame, standing):
        status = Status.SCHEDULED
    elif status is None and standing.is_present:
        present = {"present": MARK} if when.start is None else {}
        present |= {ONGOING: MARK} if standing.is_ongoing else {}
        status = _status_of_present(when, document.published, is_ongoing=standing.is_ongoing)
        when = when if when.start else when_of(frame, document, status)
    seniority = level_of(frame, document.lexicon)
    vague = {"officials": MARK} if seniority.is_vague else {}
    format_, place, marks = _setting(frame, document)
    return Meeting(
        participants=tuple(sorted(frame.states)),
        level=seniority.level,
        format=format_,
        place=place,
        when=when,
        status=Status.HELD if status is None and _is_over(when, document.published) else status,
        is_background=is_background(frame, document, when, status),
        grouping=frame.named.known.name if frame.named else None,
        officials=officials_of(frame),
        evidence=_evidence(frame),
        rule="anaphora" if frame.is_anaphoric else frame.rule,
        features=_features(frame, when, status, format_, document.published)
        | present
        | vague
        | marks,
    )


def _arrived(frame: Frame, document: Document) -> When | None:
    """Return the day on which they went there for the meeting, if it is over and no other is told.

    "The presidents of A and B flew to C on Tuesday for talks", "A sent its minister to the talks".
    """
    if WENT.search(frame.clause.text, 0, _in_clause(frame).end) is None:
        return None
    when = when_of(frame, document, Status.HELD)
    is_only = len(points_of(frame.clause.scene, document, Status.HELD)) == 1
    return when if is_only and _is_over(when, document.published) else None


def _is_over(when: When, published: date | None) -> bool:
    """Tell whether the very days of a meeting lie behind."""
    if when.end is None or published is None or is_vague(when):
        return False
    return when.end < published


def _looks_on(frame: Frame, standing: Standing) -> bool:
    """Without a day of publication who "meet on Tuesday" are to meet; "meet" alone is open."""
    is_plain = standing.is_present and not standing.is_ongoing and standing.status is None
    return is_plain and DAY_NAMED.search(frame.clause.text) is not None


def _in_clause(frame: Frame) -> Trigger:
    """The trigger with its span counted in the clause."""
    return frame.trigger.counted_from(frame.clause.start)


def _features(
    frame: Frame,
    when: When,
    status: Status | None,
    format_: Format,
    published: date | None,
) -> dict[str, float]:
    features = dict(frame.features)
    features |= {"dated": DATED} if when.start else {"undated": UNDATED}
    if format_ in REMOTE:
        features["remote"] = REMOTELY
    if says_moved(frame.clause.text):
        features["moved"] = MOVED
    is_ahead = status in PLANNED and when.start is not None and not _has_begun(when, published)
    features |= _said_of(frame, status, is_ahead=is_ahead)
    if status is None and frame.trigger.is_noun and not frame.clause.is_done:
        features["silent"] = SILENT
    return features


def _has_begun(when: When, published: date | None) -> bool:
    """Tell whether a time is not known to begin behind the day of publication."""
    return published is None or when.start is None or when.start <= published


def _said_of(frame: Frame, status: Status | None, *, is_ahead: bool) -> dict[str, float]:
    """Mark what the words around say: the next meeting, an earlier one, one that has begun."""
    text = frame.clause.text
    before = frame.clause.scene.row.text[: frame.clause.start]
    is_held = status is Status.HELD
    said = {
        FURTHER: NEXT.search(text) is not None,
        "prior": PRIOR.search(before, max(0, len(before) - 12)) is not None,
        FORMER: WAS_TO_BE.search(text) is not None,
        AHEAD: is_ahead,
        ONGOING: is_held and UNDER_WAY.search(text) is not None,
        "earlier": is_held and is_past_perfect(text),
    }
    return {name: MARK for name, is_said in said.items() if is_said}


def _is_convened(text: str, when: When, published: date | None) -> bool:
    """Tell whether people are invited to a day: who "has invited them to Bled on Friday" plans."""
    if INVITED.search(text) is None or UNSURE.search(text) is not None:
        return False
    if when.start is None or when.end is None:
        return published is None and DAY_NAMED.search(text) is not None
    return when.end - when.start <= A_WEEK


def _status_by_date(status: Status | None, when: When, published: date | None) -> Status | None:
    """A day to come makes a plan of what the words leave open; a past one makes no report."""
    if when.start is None or published is None or when.precision is not Precision.DAY:
        return status
    if status is Status.HELD and when.start > published + ONE_DAY:
        return Status.SCHEDULED
    if status is None and when.start > published:
        return Status.SCHEDULED
    return status


def _is_gone_by(frame: Frame, when: When, published: date | None) -> bool:
    """Tell whether what reads as a plan is of a day gone by, and was not only to be."""
    if not _is_over(when, published) or when.start is None or when.end is None:
        return False
    text = frame.clause.scene.row.text
    is_to_be = WAS_TO_BE.search(text) or ON_THE_WAY.search(text, 0, frame.trigger.start)
    return when.end - when.start <= A_WEEK and is_to_be is None


def _standing(frame: Frame) -> Standing:
    """What comes after a meeting had it held: "agreed after talks that had been delayed"."""
    text, start = frame.clause.scene.row.text, frame.trigger.start
    standing = standing_at(frame.clause.text, _in_clause(frame))
    is_after = AFTER.search(text, max(0, start - AFTER_REACH), start) is not None
    if standing.status is None and PREPARED.search(text, 0, frame.clause.start):
        return Standing(Status.SCHEDULED)
    if standing.status is None and _is_before_another(frame):
        return Standing(Status.HELD)
    is_late = standing.status in UNDONE and is_after
    is_open = standing.status in (None, Status.HELD)
    if is_open and FURTHER in frame.features and is_to_come(frame.clause.text):
        return replace(standing, status=Status.SCHEDULED)
    return replace(standing, status=Status.HELD) if is_late else standing


def _is_before_another(frame: Frame) -> bool:
    """Read "they want to meet again | after a call of their ministers": the call was made."""
    text, start = frame.clause.scene.row.text, frame.clause.start
    is_prior = PRIOR.search(text, max(0, start - 12), start) is not None
    return is_prior and MEET_AGAIN.search(text, 0, start) is not None


def _status_of_present(when: When, published: date | None, *, is_ongoing: bool) -> Status:
    """Who "meet today" are to meet; who "are meeting today" have begun, and so have the undated."""
    if when.start is None or when.end is None or published is None:
        return Status.HELD
    if not is_ongoing and is_vague(when) and when.end > published:
        return Status.SCHEDULED
    if when.start < published or (is_ongoing and when.start == when.end == published):
        return Status.HELD
    return Status.SCHEDULED


def _setting(frame: Frame, document: Document) -> tuple[Format, Place, dict[str, float]]:
    """A remote meeting has no place, and one at a place is in person; with what marks it."""
    format_ = format_at(frame.clause.text, _in_clause(frame))
    if format_ is Format.UNKNOWN and frame.trigger.kind is TriggerKind.CALL:
        format_ = Format.PHONE
    if format_ in REMOTE:
        return format_, Place(), {}
    place = place_of(frame, document)
    if place.country is not None:
        is_elsewhen = is_other(frame.clause.scene.row.text, frame.trigger)
        return Format.IN_PERSON, place, {OF_ANOTHER: MARK} if is_elsewhen else {}
    home = host_of(frame, document.lexicon)
    return format_, home, {} if home.country is None else {HOSTED: MARK}


def _evidence(frame: Frame) -> Evidence:
    row = frame.clause.scene.row
    if row.is_headline:
        return Evidence(0, 0, row.sentence.text)
    return Evidence(row.sentence.start, row.sentence.end, row.sentence.text)

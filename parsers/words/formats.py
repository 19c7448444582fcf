"""How people meet: on a screen, by telephone or in a room, as the words near the meeting say."""

from __future__ import annotations

import re

from parsers.model import Format
from parsers.words.phrases import phrases
from parsers.words.statuses import distance
from parsers.words.triggers import Trigger

REMOTE = frozenset({Format.VIRTUAL, Format.PHONE})
APART = frozenset({Format.PHONE, Format.IN_PERSON})
VIRTUAL = phrases(
    r"""
    virtual(?:ly)?|(?<!posted )(?<!published )(?<!released )(?<!shared )(?<!available )(?:online\
    |on-line)(?! (?:statement|post|edition|portal|news\w*|media|outlet|version|platform|\
    briefing|press\b|interview))
    remotely|internet meeting|teleconference\w*|tele-conference|webinar|in (?:a )?remote format
    (?:by|via|through|over|on) (?:a )?(?:secure )?(?:video|zoom|internet|teleconference|remote|vtc)\
    (?![ -]message)[\w -]*
    video\s?-?(?:tele\s?-?)?(?:conferenc|call|link|talks|summit|meeting)\w*
    """,
)
PHONE = phrases(r"(?:tele)?phone\w*|conference call|over the phone")
IN_PERSON = phrases("in[- ]person|face[- ]to[- ]face|in the flesh")
# Signs of people in one place, which any word of a screen outweighs.
BODILY = phrases(
    r"""
    (?:sidelines|margins|fringes|sideline) of|(?:working )?(?:dinner|lunch|luncheon|breakfast)
    (?:meetings?|talks|summit|met|gathered|convened|dialogue|session) here
    shook hands|shaking hands|posed for|group photo\w*|red carpet|guard of honou?r|handshakes?
    """,
)
PATTERNS = ((Format.VIRTUAL, VIRTUAL), (Format.PHONE, PHONE), (Format.IN_PERSON, IN_PERSON))
FORMAT_REACH = 60.0  # characters; further away another meeting is spoken of
WHOLE_REACH = 150.0  # characters, where a clause knows one format alone, and it is no website
OF_MEETING = re.compile(r"video|virtual|teleconf")


def format_at(clause: str, trigger: Trigger) -> Format:
    """Return the format named nearest to a trigger, else in person where bodies are; or unknown."""
    found = [
        (distance(match.span(), trigger), format_, match.group())
        for format_, pattern in PATTERNS
        for match in pattern.finditer(clause)
    ]
    is_one = len({format_ for _, format_, _ in found}) == 1
    near = [one for one in found if one[0] <= FORMAT_REACH] or [
        one for one in found if is_one and one[0] <= WHOLE_REACH and OF_MEETING.search(one[2])
    ]
    if near:
        return min(near)[1]
    is_bodily = not found and BODILY.search(clause) is not None
    return Format.IN_PERSON if is_bodily else Format.UNKNOWN


def formats_agree(left: Format, right: Format) -> bool:
    """Tell whether two words on one meeting's format can both be true; a call is no visit."""
    return {left, right} != APART

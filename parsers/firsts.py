"""Whether words call something new: "first-ever", "a new format"; recurrence is not novelty.

It reads words alone, in lower case; what we hold of the past is asked of the records.
"""

from __future__ import annotations

from parsers.phrases import phrases

FIRST = phrases(
    r"""
    first[- ]ever|for the first time|first time|inaugural|unprecedented|maiden|debut
    the first (?:such |of its kind |formal |ever )?
    (?:their|its|a|historic|landmark) first
    first (?:trilateral|three-way|quadrilateral|tripartite|four-way|defen[cs]e|foreign|leaders|\
    summit|meeting|ministerial|formal|joint|standalone|edition|round)
    launch(?:es|ed|ing)?|newly (?:formed|created|established)
    new (?:\w+[ -]){0,2}(?:format|grouping|group|trilateral|quadrilateral|minilateral|\
    mini-lateral|mechanism|alliance|partnership|platform|triangle|quad|dialogue|bloc|\
    initiative|forum|pact|trio)
    (?:create|creates|created|creating|form|forms|formed|forming|establish|establishes|\
    established|establishing|found|founds|founded|founding|set up|sets up|setting up|unveil\w*|\
    inaugurat\w+|birth of|comes? into being|announc\w+) \
    (?:of )?(?:a|an|the|their|its|this)? ?(?:\w+[ -]){0,3}\
    (?:format|grouping|group|trilateral|quadrilateral|minilateral|mechanism|alliance|\
    partnership|platform|triangle|quad|dialogue|bloc|forum|pact|security pact|trio|initiative)
    """,
)
RECURRENCE = phrases(
    r"""
    first (?:[\w.'’-]+ ){0,14}(?:since|following)
    first (?:[\w'’-]+ ){0,6}(?:in (?:\w+ )?(?:years|months|decades|a decade)|this year|\
    of the year|after|under|half|day|phase|leg|stop|term|lady|person|visit|trip|overseas|\
    foreign trip|time since)
    at first|first (?:met|agreed|talked|proposed|announced|held|launched|mooted|unveiled)
    since (?:the |its |their )?(?:first|launch\w*|found\w*|establish\w*|creat\w*|form\w*)
    second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth
    (?:1[0-9]|[2-9][0-9]?)(?:st|nd|rd|th)
    """,
)


def says_first(clause: str) -> bool:
    """Tell whether a clause presents something as new, recurrence left aside."""
    return FIRST.search(without_recurrence(clause)) is not None


def without_recurrence(clause: str) -> str:
    """Return a clause without its words for what has happened before."""
    return RECURRENCE.sub(" ", clause)

"""What a stretch of text can be: the kinds of terms and the shape of a find.

A term says only that the words stand there; whether a state acts, is talked
about or is a mere address is for the reader to find out.
"""

from __future__ import annotations

from enum import StrEnum

from parsers.values import value


class TermKind(StrEnum):
    """What a term denotes; a mask is a name in which other terms do not count."""

    STATE = "state"
    DEMONYM = "demonym"
    CITY = "city"
    REGION = "region"
    METONYM = "metonym"
    OFFICE = "office"
    PERSON = "person"
    GROUPING = "grouping"
    MASK = "mask"


# Where one spelling has several senses, the earlier kind is the term's own.
PRECEDENCE = (
    TermKind.MASK,
    TermKind.STATE,
    TermKind.DEMONYM,
    TermKind.METONYM,
    TermKind.PERSON,
    TermKind.CITY,
    TermKind.REGION,
    TermKind.GROUPING,
    TermKind.OFFICE,
)


@value(frozen=True, slots=True)
class Term:
    """One find: a half-open span in characters, its kind and what it may stand for.

    ``values`` holds state codes for STATE, DEMONYM, CITY, REGION and METONYM,
    office ids for OFFICE, holder ids for PERSON, grouping ids for GROUPING and
    nothing for MASK; several where the words leave it open, the likeliest first.
    ``ambiguous`` asks the reader for context. ``alternatives`` are other senses
    of the same span.
    """

    start: int
    end: int
    text: str
    kind: TermKind
    values: tuple[str, ...] = ()
    ambiguous: bool = False
    alternatives: tuple[Term, ...] = ()

"""Reads one article: all that it says of meetings and groupings of states.

The same text, headline and day give the same reading; nothing else counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from parsers.lexicon import Lexicon
from parsers.meetings.asides import with_asides
from parsers.meetings.claims import meetings
from parsers.meetings.confidence import STORE_FROM
from parsers.meetings.disowned import with_denials
from parsers.meetings.groupings import groupings
from parsers.meetings.memberships import memberships
from parsers.meetings.opinions import Extractor, weighed
from parsers.meetings.prominence import placed
from parsers.model import Grouping, Meeting, Reading
from parsers.scenes.retrospects import announced, in_retrospect
from parsers.scenes.scenes import Document, document
from parsers.words.phrases import throughout

# Raised whenever a change alters what some text is read to say, so that stored articles are
# read anew.
READER_VERSION = "10"

SPORT = throughout(
    r"""
    match(?:es)?|tournament|wicket|innings|goals?|striker|midfielder|defender|coach|squad|league
    cup|championship|medal|olympic|cricket|football|rugby|tennis|hockey|batsman|bowler
    quarterback|touchdown|penalty|semi-?finals?|final|stadium|kick-?off|hamstring|quadriceps
    t20|odi|series|friendly|qualifier|players?|team-?mates?|fixture
    """,
)
SPORT_WORDS = 2  # one word alone may mean another thing
SPORT_WORDS_SHARE = 0.03  # of all words, from which a text is about sport


def read(
    title: str,
    text: str,
    published: date | None,
    lexicon: Lexicon,
    month: tuple[date, date] | None = None,
    *,
    second: Extractor | None = None,
) -> Reading:
    """Read an article.

    A day of None leaves relative dates unresolved, unless the first and last day of the
    ``month`` of publication are known; an empty text is no error. A ``second`` reader's
    opinion makes claims surer or less so.
    """
    if is_sport(f"{title}\n{text}"):
        return Reading(is_relevant=False)
    prepared = document(title, text, published, lexicon, month)
    found = [one for one in _claims(prepared, second) if one.confidence >= STORE_FROM]
    clubs = announced(groupings(prepared, found), prepared)
    moves = memberships(prepared)
    is_relevant = _is_relevant(found, clubs) or any(one.known for one in moves)
    return Reading(is_relevant, tuple(clubs), tuple(found), tuple(moves))


def doubtful(title: str, text: str, published: date | None, lexicon: Lexicon) -> list[Meeting]:
    """Return the claims of an article that are too unsure to be kept."""
    if is_sport(f"{title}\n{text}"):
        return []
    claims = _claims(document(title, text, published, lexicon, None), None)
    return [claim for claim in claims if claim.confidence < STORE_FROM]


def _claims(prepared: Document, second: Extractor | None) -> Sequence[Meeting]:
    told = with_asides(in_retrospect(meetings(prepared), prepared), prepared)
    return weighed(with_denials(placed(told, prepared), prepared), prepared, second)


def _is_relevant(found: Sequence[Meeting], clubs: Sequence[Grouping]) -> bool:
    """News of a meeting in scope, or of the birth of a grouping."""
    return any(m.is_in_scope and not m.is_background for m in found) or any(c.is_new for c in clubs)


def is_sport(text: str) -> bool:
    """Tell whether a text is about sport, where states meet on a field."""
    lowered = text.lower()
    found = len(SPORT.findall(lowered))
    return found >= SPORT_WORDS and found >= SPORT_WORDS_SHARE * len(lowered.split())

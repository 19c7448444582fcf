"""Whether a text names some states together, and in how narrow a passage.

It says that a text might tell of their meeting, never that it does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from datetime import date

from parsers.lexicon import Lexicon, Term, TermKind

PASSAGE = 600  # characters; states named farther apart are of two paragraphs
TEXT_MAX = 40_000  # characters; what follows in a longer text is a list or a transcript
NAMES = frozenset(
    {TermKind.STATE, TermKind.DEMONYM, TermKind.METONYM, TermKind.CITY},
)
Mention = tuple[int, str]


def mentions(text: str, day: date, lexicon: Lexicon) -> list[Mention]:
    """Return where a text names which state: it, its people, its capital, a leader or a club."""
    terms = lexicon.scan(text[:TEXT_MAX])
    return [(term.start, code) for term in terms for code in _states(term, day, lexicon)]


def _states(term: Term, day: date, lexicon: Lexicon) -> Iterator[str]:
    if term.kind is TermKind.PERSON:
        states = {holder.state for holder in lexicon.holders_at(term.text, day)}
        yield from states if len(states) == 1 else ()
    elif term.kind is TermKind.GROUPING:
        clubs = (lexicon.groupings[value] for value in term.values)
        yield from {c for club in clubs if club.kind == "minilateral" for c in club.states_on(day)}
    elif term.kind in NAMES:
        yield from term.values


def narrowest(found: Sequence[Mention], states: Collection[str]) -> int | None:
    """Return the length in characters of the shortest passage with all ``states``, or None.

    ``found`` is in order of place.
    """
    own = [mention for mention in found if mention[1] in states]
    inside: Counter[str] = Counter()
    best: int | None = None
    first = 0
    for place, state in own:
        inside[state] += 1
        while len(+inside) == len(set(states)):
            start, dropped = own[first]
            best = place - start if best is None else min(best, place - start)
            inside[dropped] -= 1
            first += 1
    return best

"""What names may denote: states, places, offices, their holders and groupings of states.

``load().scan(text)`` finds them; ``problems()`` says where the data contradict
themselves. Nothing here decides what a text means or says who acts in it.
"""

from __future__ import annotations

from parsers.lexicon.checks import problems
from parsers.lexicon.entries import City, Holder, KnownGrouping, Office, State
from parsers.lexicon.extensions import Extension
from parsers.lexicon.index import Sense
from parsers.lexicon.lexicon import Lexicon, build, load, load_with
from parsers.lexicon.terms import Term, TermKind

__all__ = [
    "City",
    "Extension",
    "Holder",
    "KnownGrouping",
    "Lexicon",
    "Office",
    "Sense",
    "State",
    "Term",
    "TermKind",
    "build",
    "load",
    "load_with",
    "problems",
]

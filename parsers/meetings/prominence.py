"""How prominently a text tells of a meeting: where, and whether the headline is about it.

News begins with what is new, and its headline names whom it is about. What is told deep in a text,
of states that its headline does not name, is told by the way: it is right less often, and waits
for a second newsroom.
"""

from __future__ import annotations

from collections.abc import Sequence

from parsers.actors.actors import states_of
from parsers.meetings.confidence import marked
from parsers.model import Meeting
from parsers.scenes.scenes import Document

LEAD = 300  # characters of a text that tell what is new
ROSTER = 7  # states, from which a set is often a list of a body's members or of topics

# Log-odds, fitted by logistic regression to 846 claims of thirteen labelled sets of reports, one
# set left out at a time. Right were 97 % of those told in the lead of states that the headline
# names, 58 % of those told deep of others, and 64 % of those of seven states and more; the last
# two are taken a little lower than fitted, for they are few.
FOREMOST, APART, LARGE = 1.04, -1.8, -1.0


def placed(claims: Sequence[Meeting], document: Document) -> list[Meeting]:
    """Return the claims, each with what its place in the text says of it among its features.

    History and meetings of two are told by the way as a rule, and stay as they are.
    """
    named = _named_in_headlines(document)
    return [
        _placed(claim, named) if claim.is_in_scope and not claim.is_background else claim
        for claim in claims
    ]


def _placed(claim: Meeting, named: frozenset[str]) -> Meeting:
    is_headline = claim.evidence.end == 0
    is_deep = claim.evidence.start >= LEAD
    is_named = named.issuperset(claim.participants)
    if is_named and not is_deep and not is_headline:
        claim = marked(claim, "foremost", FOREMOST)
    if named and is_deep and not is_named:
        claim = marked(claim, "apart", APART)
    return marked(claim, "large", LARGE) if len(claim.participants) >= ROSTER else claim


def _named_in_headlines(document: Document) -> frozenset[str]:
    """Return the states of those whom the headlines name, members of groupings among them."""
    found = set[str]()
    for scene in document.headlines:
        found.update(states_of(scene.actors))
        for named in scene.named:
            found.update(named.known.states)
    return frozenset(found)

"""Whose text a story is: its writer, the member that stands for the original, and how sure that is.

A story is one text, so it has one writer. An agency's own page tells it first; then what the
copies print: dateline, byline, foot; then whom feeds name as the source; else the earliest of
those with most of the shared text is taken for the original. When we fetched a copy never
counts, and neither does the order in which copies came.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from types import MappingProxyType

from parsers.copies.edges import Edge, Relation, Tier
from parsers.model import Credit
from parsers.press.agencies import CONTRIBUTED
from parsers.press.newsrooms import Basis, is_agency

# What a credit weighs by where it stands. A foot may be left over from an earlier version of the
# page; an agency that only contributed never makes a story its own.
PLACES = MappingProxyType({"dateline": 1.0, "byline": 0.9, "foot": 0.8})
CONTRIBUTION = 0.25
# What the proof weighs that ties a member to the others: a credit on a text that was reworded by
# a machine, or proven by its outline alone, may be as wrong as its words.
WEIGHTS = MappingProxyType({Tier.EXACT: 1.0, Tier.NEAR: 0.9, Tier.REWRITTEN: 0.6})
# A member with so much of the longest shared text has all of it: credits and captions differ.
AS_LONG = 0.9
# What a proof has of the share of the shorter text that the other has: phrases, and sentences.
SHARES = ("c5", "worse", "mean")
# How sure each way of telling is when nothing speaks against it. An order, not a frequency:
# nobody has counted how often each is right.
SURE_OF_AGENCY_TEXT, SURE_OF_CREDIT, SURE_OF_SOURCE = 0.98, 0.95, 0.8
SURE_OF_OWN, SURE_OF_EARLIEST, SURE_OF_DOUBTFUL, SURE_OF_REPRINT = 0.9, 0.6, 0.4, 0.2

# A copy follows its original. Where a member that names nobody came so much before all that name
# a writer, dates or credits are wrong, and a credit is worth so much less.
EARLIER, TOO_EARLY = timedelta(hours=1), 0.7

NEVER = datetime.max.replace(tzinfo=UTC)
DAY_END = timedelta(days=1, microseconds=-1)


class Method(StrEnum):
    """How the writer of a story was found."""

    AGENCY_TEXT = "agency_text"  # the agency's own page is a member
    CREDIT = "credit"  # members print an agency's credit
    SOURCE = "source"  # feeds name another publisher as the source
    OWN = "own"  # a lone article, and nobody else is named
    INFERRED = "inferred"  # nobody is named: the earliest with the longest shared text
    REPRINT = "reprint"  # nobody is named, and all members only reprint


@dataclass(frozen=True, slots=True)
class Member:
    """One article of a story: what it tells of its writer by itself, when, and how long it is.

    ``newsroom`` wrote it by its own account, ``publisher`` printed it; ``length`` counts the
    characters of its text.
    """

    id: str
    publisher: str
    newsroom: str
    basis: Basis
    credit: Credit
    published_at: datetime | None
    length: int


@dataclass(frozen=True, slots=True)
class Written:
    """Who wrote one member: as it prints by ``evidence``, or as the other copies tell."""

    article: str
    writer: str
    is_printed: bool
    evidence: str


@dataclass(frozen=True, slots=True)
class Original:
    """The writer of a story, and the member that stands for the original.

    ``agency`` is None where the writer is none. ``members`` are in the order of time.
    """

    article: str
    writer: str
    agency: str | None
    method: Method
    confidence: float
    members: tuple[Written, ...]


def original(members: Iterable[Member], edges: Iterable[Edge]) -> Original:
    """Return whose text a story of at least one member is; the order of neither list counts.

    Of ``edges`` those count that prove two members to be copies.

    Of two agencies with own pages the one that more of the other members' credits name wrote
    it. Of two agencies in credits the one with the weightier ones; each publisher has one
    voice for an agency, its strongest. Where these are equal it is the agency that the
    earliest member names, and of members of one instant that of the smaller id.
    """
    ordered = sorted(members, key=_age)
    ids = {one.id for one in ordered}
    copies = (edge for edge in edges if edge.relation is Relation.COPY)
    proofs = tuple(edge for edge in copies if {edge.left, edge.right} <= ids)
    story = _Story(tuple(ordered), proofs)
    found = _by_agency_text(story) or _by_credit(story) or _by_source(story) or _by_time(story)
    writer = found.canonical.newsroom
    return Original(
        article=found.canonical.id,
        writer=writer,
        agency=writer if is_agency(writer) or found.is_agency else None,
        method=found.method,
        confidence=round(found.confidence, 2),
        members=tuple(_written(one, writer, found.method) for one in ordered),
    )


@dataclass(frozen=True, slots=True)
class _Found:
    canonical: Member
    method: Method
    confidence: float
    is_agency: bool = False


@dataclass(frozen=True, slots=True)
class _Story:
    members: tuple[Member, ...]
    edges: tuple[Edge, ...]

    def ties(self) -> Mapping[str, float]:
        """Return for each member what its strongest proof weighs; a lone one needs none."""
        found = {one.id: 0.0 for one in self.members}
        for edge in self.edges:
            for end in (edge.left, edge.right):
                if end in found:
                    found[end] = max(found[end], WEIGHTS[edge.tier])
        return {one: weight or 1.0 for one, weight in found.items()}

    def shared(self) -> Mapping[str, float]:
        """Return for each member how much of its text others have, in characters."""
        length = {one.id: one.length for one in self.members}
        found = {
            one.id: float(one.length) if len(self.members) == 1 else 0.0 for one in self.members
        }
        for edge in self.edges:
            if edge.left in length and edge.right in length:
                both = min(length[edge.left], length[edge.right]) * _share(edge)
                found[edge.left] = max(found[edge.left], both)
                found[edge.right] = max(found[edge.right], both)
        return found

    def earliest(self, some: Sequence[Member]) -> Member:
        """Return the earliest of those with the longest shared text, of ``some`` in order."""
        shared = self.shared()
        longest = max(shared[one.id] for one in some)
        return next(one for one in some if shared[one.id] >= AS_LONG * longest)

    def voices(self, basis: Basis) -> dict[str, float]:
        """Return how much speaks for each newsroom that members of this basis name."""
        ties, voices = self.ties(), dict[tuple[str, str], float]()
        for one in self.members:
            if one.basis is basis:
                key = one.newsroom, one.publisher
                voices[key] = max(voices.get(key, 0.0), _place(one) * ties[one.id])
        found: dict[str, float] = {}
        for (newsroom, _), voice in sorted(voices.items()):
            found[newsroom] = found.get(newsroom, 0.0) + voice
        return found

    def helpers(self) -> dict[str, float]:
        """Return how much speaks for each agency that members say contributed."""
        named = {
            (one.credit.agency, one.publisher)
            for one in self.members
            if one.credit.agency and one.credit.role == CONTRIBUTED
        }
        found: dict[str, float] = {}
        for agency, _ in sorted(named):
            found[agency] = found.get(agency, 0.0) + CONTRIBUTION
        return found


def _by_agency_text(story: _Story) -> _Found | None:
    """The agency whose own page is a member; credits of others make it less sure."""
    own = [one for one in story.members if one.basis is Basis.AGENCY_TEXT]
    if not own:
        return None
    voices = story.voices(Basis.CREDIT)
    agency = _weightiest(own, {one.newsroom: voices.get(one.newsroom, 0.0) for one in own})
    against = sum(voice for name, voice in voices.items() if name != agency)
    for_it = 1 + voices.get(agency, 0.0)
    canonical = story.earliest([one for one in own if one.newsroom == agency])
    sure = SURE_OF_AGENCY_TEXT * for_it / (for_it + against)
    return _Found(canonical, Method.AGENCY_TEXT, sure, is_agency=True)


def _by_credit(story: _Story) -> _Found | None:
    """The agency that most credits name."""
    voices, helpers = story.voices(Basis.CREDIT), story.helpers()
    if not voices:
        return None
    backed = {name: voice + helpers.get(name, 0.0) for name, voice in voices.items()}
    named = [one for one in story.members if one.basis is Basis.CREDIT]
    agency = _weightiest(named, backed)
    own = [one for one in named if one.newsroom == agency]
    sure = SURE_OF_CREDIT * _strongest(story, own) * backed[agency] / sum(backed.values())
    sure *= TOO_EARLY if _is_preceded(story, named) else 1
    return _Found(story.earliest(own), Method.CREDIT, sure, is_agency=True)


def _by_source(story: _Story) -> _Found | None:
    """The publisher or agency that most feeds name; its own page, where that is a member."""
    voices = story.voices(Basis.SOURCE)
    if not voices:
        return None
    named = [one for one in story.members if one.basis is Basis.SOURCE]
    newsroom = _weightiest(named, voices)
    by_it = [one for one in named if one.newsroom == newsroom]
    at_home = [
        one for one in story.members if one.basis is Basis.OUTLET and one.newsroom == newsroom
    ]
    sure = SURE_OF_SOURCE * _strongest(story, by_it) * voices[newsroom] / sum(voices.values())
    is_agency_named = any(one.credit.agency == newsroom for one in by_it)
    canonical = story.earliest(at_home or by_it)
    return _Found(canonical, Method.SOURCE, sure, is_agency=is_agency_named)


def _by_time(story: _Story) -> _Found:
    """The earliest with the longest shared text; who only reprints comes after all others."""
    writing = [one for one in story.members if one.basis is Basis.OUTLET]
    canonical = story.earliest(writing or story.members)
    if not writing:
        return _Found(canonical, Method.REPRINT, SURE_OF_REPRINT)
    if len(story.members) == 1:
        return _Found(canonical, Method.OWN, SURE_OF_OWN)
    is_first = canonical is writing[0] and _instant(canonical) < NEVER
    is_alone = all(_instant(one) > _instant(canonical) for one in writing if one is not canonical)
    sure = SURE_OF_EARLIEST if is_first and is_alone else SURE_OF_DOUBTFUL
    return _Found(canonical, Method.INFERRED, sure)


def _written(member: Member, writer: str, method: Method) -> Written:
    """Say who wrote a member; one that names nobody has the writer of its story."""
    if member.basis is Basis.AGENCY_TEXT:
        return Written(
            member.id, member.newsroom, is_printed=True, evidence="the agency's own page"
        )
    if member.basis in {Basis.CREDIT, Basis.SOURCE}:
        evidence = member.credit.evidence or "named as the source by the feed"
        return Written(member.id, member.newsroom, is_printed=True, evidence=evidence)
    is_at_home = member.newsroom == writer and method in {Method.SOURCE, Method.OWN}
    evidence = "its own page" if is_at_home else member.credit.evidence
    return Written(member.id, writer, is_printed=is_at_home, evidence=evidence)


def _weightiest(named: Sequence[Member], voices: Mapping[str, float]) -> str:
    """Return the newsroom with the most voices; of equal ones that of the earliest member."""
    most = max(voices.values())
    return next(one.newsroom for one in named if voices[one.newsroom] >= most - 1e-9)


def _strongest(story: _Story, some: Iterable[Member]) -> float:
    """Return the weight of the strongest credit among ``some``, of 1."""
    ties = story.ties()
    return max(_place(one) * ties[one.id] for one in some)


def _is_preceded(story: _Story, named: Sequence[Member]) -> bool:
    """Say whether an outlet printed the text as its own well before all that name a writer."""
    first, credited = story.members[0], _instant(named[0])
    is_own = first.basis is Basis.OUTLET and credited < NEVER
    return is_own and _instant(first) + EARLIER < credited


def _place(member: Member) -> float:
    """Return what a member's credit weighs by where it stands; a source has but one place."""
    if member.basis is Basis.SOURCE:
        return 1.0
    return PLACES.get(member.credit.evidence.partition(":")[0], PLACES["foot"])


def _share(edge: Edge) -> float:
    """Return the share of the shorter text that both have; all of it where nobody measured it."""
    measured = [edge.evidence.get(name) for name in SHARES]
    found = [float(share) for share in measured if isinstance(share, float | int)]
    return max(found) if found and edge.tier is not Tier.EXACT else 1.0


def _instant(member: Member) -> datetime:
    """Return when a member was published at the latest: a day without an hour ends at midnight."""
    at = member.published_at
    if at is None:
        return NEVER
    at = at.astimezone(UTC)
    return at + DAY_END if at.time() == time() else at


def _age(member: Member) -> tuple[datetime, str]:
    return _instant(member), member.id

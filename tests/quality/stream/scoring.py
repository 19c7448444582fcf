"""How well claims were put together: B-cubed, and what is wrong by cause.

B-cubed: for each mention, the share of its cluster that belongs to its meeting (precision),
and the share of its meeting that is in its cluster (recall), averaged over all mentions
(Bagga and Baldwin 1998, Algorithms for scoring coreference chains). Claims that the reader
makes beside those that a text holds belong nowhere. They are in the way like the others, but
are not scored: tests.quality counts them as false.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from parsers.model import Meeting
from tests.quality.stream.values import Mention, Report, Told

Clusters = Sequence[AbstractSet[Mention]]


@dataclass(frozen=True, slots=True)
class BCubed:
    """Precision and recall, from 0 to 1."""

    precision: float
    recall: float

    @property
    def f(self) -> float:
        """The harmonic mean."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Error:
    """One claim that is not where it belongs: beside another meeting's, or apart from its own."""

    event: str
    mention: Mention
    beside: str
    cause: str
    is_merge: bool


def gold(reports: Iterable[Report]) -> dict[Mention, str]:
    """Return the meeting that each claim means."""
    return {
        mention: told.event
        for report in reports
        for mention, told in zip(report.mentions, report.tells, strict=True)
    }


def scored(reports: Iterable[Report]) -> dict[Mention, str]:
    """Return the meeting that each claim means, without those that are none of the text's."""
    extra = {
        mention
        for report in reports
        for mention, told in zip(report.mentions, report.tells, strict=True)
        if told.is_extra
    }
    return {mention: event for mention, event in gold(reports).items() if mention not in extra}


def whole(clusters: Clusters, wanted: Iterable[Mention]) -> list[AbstractSet[Mention]]:
    """Return clusters of just the mentions wanted; one that is in none stands alone.

    Raises ValueError for a mention in two clusters.
    """
    left = set(wanted)
    found: list[AbstractSet[Mention]] = []
    seen: set[Mention] = set()
    for cluster in clusters:
        if not seen.isdisjoint(cluster):
            raise ValueError(f"in two clusters: {sorted(seen & set(cluster))[:3]}")
        seen |= cluster
        if not left.isdisjoint(cluster):
            found.append(left & cluster)
    return [*found, *({mention} for mention in sorted(left - seen))]


def b_cubed(clusters: Clusters, truth: Mapping[Mention, str]) -> BCubed:
    """Compare clusters with the truth."""
    of_event = Counter(truth.values())
    precision = recall = 0.0
    for cluster in whole(clusters, truth):
        for event, shared in Counter(truth[mention] for mention in cluster).items():
            precision += shared * shared / len(cluster)
            recall += shared * shared / of_event[event]
    count = len(truth) or 1
    return BCubed(precision / count, recall / count)


def errors(clusters: Clusters, reports: Sequence[Report]) -> Iterator[Error]:
    """Yield each claim that is with another meeting's claims, or not with most of its own."""
    truth = scored(reports)
    told = {m: t for r in reports for m, t in zip(r.mentions, r.tells, strict=True)}
    largest: dict[str, int] = defaultdict(int)
    complete = [(cluster, Counter(truth[m] for m in cluster)) for cluster in whole(clusters, truth)]
    for _, events in complete:
        for event, count in events.items():
            largest[event] = max(largest[event], count)
    homes: set[str] = set()
    for cluster, events in complete:
        main = max(events, key=lambda event: (events[event], event))
        homes |= (here := {e for e, count in events.items() if count == largest[e]} - homes)
        for mention in sorted(cluster):
            event = truth[mention]
            if event != main:
                yield Error(event, mention, main, cause(told[mention]), is_merge=True)
            elif event not in here:
                yield Error(event, mention, event, cause(told[mention]), is_merge=False)


def cause(told: Told) -> str:
    """Say what makes a claim hard to place: the fields read wrong, else what the text is like."""
    wrong = list(_wrong(told.claim, told.clean))
    return ", ".join(wrong) or told.note or _unsaid(told.clean)


def _wrong(claim: Meeting, clean: Meeting) -> Iterator[str]:
    if claim.participants != clean.participants:
        yield "states"
    if claim.when != clean.when:
        yield "day missing" if claim.when.start is None else "day"
    if claim.level is not clean.level:
        yield "level missing" if claim.level is None else "level"
    if claim.status is not clean.status:
        yield "status"
    if claim.place.country != clean.place.country and claim.place.country:
        yield "country"
    if claim.is_background != clean.is_background:
        yield "history as news" if clean.is_background else "news as history"
    if claim.format is not clean.format:
        yield "format"


def _unsaid(clean: Meeting) -> str:
    """Say how much the text itself tells."""
    kind = "recalled" if clean.is_background else str(clean.status)
    if clean.when.start is None:
        return f"read right: {kind}, no day said"
    moved = ", told as moved" if clean.features.get("moved") else ""
    return f"read right: {kind}, {clean.when.precision}{moved}"

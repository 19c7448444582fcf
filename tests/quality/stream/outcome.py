"""What the readers of the alerts were told: twice, wrongly as one, or not at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from alerts.model import Reason
from parsers.meetings.confidence import ALERT_FROM
from parsers.model import GroupingKind, Level, Meeting
from parsers.records.meetings import STALE_AFTER
from storage.model import LATE_FOR
from tests.quality.stream.run import Played, Raised
from tests.quality.stream.scoring import BCubed, Error, b_cubed, errors, gold, scored, whole
from tests.quality.stream.values import Event, Mention, Report

NEW = frozenset({Reason.NEW_MEETING, Reason.NEW_GROUPING, Reason.NEW_LEVEL})
ONCE = frozenset(
    {Reason.HELD, Reason.CANCELLED, Reason.POSTPONED, Reason.MOVED, Reason.DATED},
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """The figures of one stream.

    ``meetings`` counts those in scope that were told of. ``merges`` are records that hold
    claims of several meetings, ``splits`` meetings with claims in several records, ``strays``
    claims of one record whose words are kept as evidence of another.
    """

    b_cubed: BCubed
    meetings: int
    alerts: int
    duplicates: tuple[Raised, ...]
    missed: tuple[str, ...]
    merges: int
    splits: int
    strays: int
    errors: tuple[Error, ...]

    @property
    def duplicates_per_100(self) -> float:
        """Duplicate alerts for each hundred meetings."""
        return 100 * len(self.duplicates) / (self.meetings or 1)


def outcome(events: Sequence[Event], reports: Sequence[Report], played: Played) -> Outcome:
    """Compare what was kept and told with what is so."""
    truth, wanted = gold(reports), scored(reports)
    in_scope = {event.id for event in events if event.is_in_scope} & set(truth.values())
    doubled = list(duplicates(played.raised, truth))
    kept = [{wanted[m] for m in cluster} for cluster in whole(played.clusters, wanted)]
    homes = Counter(event for events_of in kept for event in events_of)
    return Outcome(
        b_cubed=b_cubed(played.clusters, wanted),
        meetings=len(in_scope),
        alerts=len(played.raised),
        duplicates=tuple(doubled),
        missed=tuple(sorted((newsworthy(reports) & in_scope) - _told(played.raised, truth))),
        merges=sum(len(events_of) > 1 for events_of in kept),
        splits=sum(count > 1 for count in homes.values()),
        strays=played.strays,
        errors=tuple(errors(played.clusters, reports)),
    )


def is_real(event: str) -> bool:
    """Tell whether a meeting is one of the world's, and none that the reader made up."""
    return not event.startswith("none ")


def event_of(raised: Raised, truth: Mapping[Mention, str]) -> str | None:
    """Return the meeting that most claims behind an alert mean; the latest of equals."""
    count = Counter(truth[mention] for mention in raised.mentions)
    return max(count, key=lambda event: (count[event], event), default=None)


def duplicates(raised: Iterable[Raised], truth: Mapping[Mention, str]) -> Iterator[Raised]:
    """Yield alerts that tell of a meeting as new a second time, or the same turn of it."""
    told: set[tuple[str, str]] = set()
    for one in raised:
        event, reason = event_of(one, truth), one.alert.reason
        if event is None or not is_real(event) or reason not in NEW | ONCE:
            continue
        content = (event, "new" if reason in NEW else f"{reason} {one.alert.after}")
        if content in told:
            yield one
        told.add(content)


def newsworthy(reports: Iterable[Report]) -> set[str]:
    """Return the meetings of which somebody must hear: told in time, as news and surely enough."""
    return {
        told.event for report in reports for told in report.tells if _is_news(told.claim, report)
    }


def _is_news(claim: Meeting, report: Report) -> bool:
    is_watched = claim.kind is GroupingKind.MINILATERAL or claim.level is Level.TWO_PLUS_TWO
    age = report.arrives_at - (report.published_at or report.arrives_at)
    end = claim.when.end
    is_stale = end is not None and end < (report.arrives_at - STALE_AFTER).date()
    is_sure = claim.confidence >= ALERT_FROM and not claim.is_background
    return is_watched and is_sure and not is_stale and age <= LATE_FOR - timedelta(hours=1)


def _told(raised: Iterable[Raised], truth: Mapping[Mention, str]) -> set[str | None]:
    return {event_of(one, truth) for one in raised}

"""The figures of a stream beside their goals and floors, and its errors for who mends them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tests.quality.stream.faults import MEASURED, NONE
from tests.quality.stream.outcome import Outcome, event_of
from tests.quality.stream.run import Raised
from tests.quality.stream.scoring import cause, gold
from tests.quality.stream.values import Event, Mention, Report


@dataclass(frozen=True, slots=True)
class Bar:
    """What is wanted, and what must be reached today for the command to succeed."""

    f: float
    least_f: float
    most_duplicates: float
    most_missed: int
    duplicates: float = 1.0
    missed: int = 0


BARS = {
    NONE: Bar(f=0.99, least_f=0.985, most_duplicates=4, most_missed=1),
    MEASURED: Bar(f=0.95, least_f=0.92, most_duplicates=32, most_missed=4),
}


def reaches(found: Outcome, bar: Bar) -> bool:
    """Tell whether no figure is beyond its floor."""
    return (
        found.b_cubed.f >= bar.least_f
        and found.duplicates_per_100 <= bar.most_duplicates
        and len(found.missed) <= bar.most_missed
    )


def table(setting: str, seed: int, reports: Sequence[Report], found: Outcome) -> Iterator[str]:
    """Yield the figures of one stream, line by line."""
    bar, score = BARS[setting], found.b_cubed
    claims = sum(len(report.tells) for report in reports)
    size = f"{len(reports)} articles, {claims} claims, {found.meetings} meetings in scope"
    yield f"stream {seed}, faults {setting}: {size}, {found.alerts} alerts"
    rows = (
        ("B3 F", f"{score.f:.3f}", f"goal {bar.f:.2f}  floor {bar.least_f:.2f}"),
        ("B3 precision, recall", f"{score.precision:.3f}", f"{score.recall:.3f}"),
        (
            "duplicates per 100",
            f"{found.duplicates_per_100:.1f}",
            f"goal {bar.duplicates:.0f}  floor {bar.most_duplicates:.0f}",
        ),
        ("missed", f"{len(found.missed)}", f"goal {bar.missed}  floor {bar.most_missed}"),
        ("wrong merges, splits", f"{found.merges}", f"{found.splits}"),
        ("stray evidence", f"{found.strays}", "goal 0"),
    )
    yield from (f"  {name:<24}{figure:>8}  {more}" for name, figure, more in rows)


def shown(
    events: Sequence[Event], reports: Sequence[Report], found: Outcome, limit: int
) -> Iterator[str]:
    """Yield up to so many errors of each sort, with what is known of their causes."""
    if not limit:
        return
    kinds = {event.id: event.kind for event in events}
    yield from _causes(found, kinds, limit)
    texts = {report.id: report for report in reports}
    for error in found.errors[:limit]:
        report, number = texts[error.mention[0]], error.mention[1]
        way = f"with {error.beside}" if error.is_merge else "apart"
        told = report.tells[number].clean.evidence.text
        yield f"    {error.event} ({kinds[error.event]}) {way}, {error.cause}: {told}"
        yield f"        read as {_fields(report, number)}"
    truth = gold(reports)
    why = Counter(_why_twice(one, texts) for one in found.duplicates)
    yield "  told twice, by what is wrong with the first claim behind the alert"
    yield from (f"    {count:4} {words}" for words, count in why.most_common(limit))
    for one in found.duplicates[:limit]:
        event, alert = event_of(one, truth), one.alert
        words = f"{alert.reason} {alert.after} {'-'.join(alert.members)}"
        yield f"    told twice {event} ({kinds.get(event or '')}): {one.at:%Y-%m-%d} {words}"
        yield f"        first claim: {_first(one, texts)}"
    yield from (f"    missed {event} ({kinds[event]})" for event in found.missed)


def _why_twice(one: Raised, texts: Mapping[str, Report]) -> str:
    article, number = _earliest(one, texts)
    told = texts[article].tells[number]
    return f"{one.alert.reason}: {'a second claim of one article, ' * told.is_extra}{cause(told)}"


def _first(one: Raised, texts: Mapping[str, Report]) -> str:
    article, number = _earliest(one, texts)
    return _fields(texts[article], number)


def _earliest(one: Raised, texts: Mapping[str, Report]) -> Mention:
    return min(one.mentions, key=lambda mention: (texts[mention[0]].arrives_at, mention))


def _causes(found: Outcome, kinds: Mapping[str, str], limit: int) -> Iterator[str]:
    causes = Counter(("together" if e.is_merge else "apart", e.cause) for e in found.errors)
    yield "  claims that are not where they belong, by what is wrong with them"
    yield from (f"    {count:4} {way:<9}{why}" for (way, why), count in causes.most_common(limit))
    hard = Counter(kinds[error.event] for error in found.errors)
    yield "  by kind of meeting: " + ", ".join(f"{kind} {n}" for kind, n in hard.most_common())


def _fields(report: Report, number: int) -> str:
    claim = report.tells[number].claim
    days = f"{claim.when.start}/{claim.when.end}" if claim.when.start else "no day"
    words = (
        "-".join(claim.participants), claim.level, claim.status, days, claim.place.country,
        claim.format, "background" if claim.is_background else "",
        f"printed {report.published_at:%Y-%m-%d}" if report.published_at else "undated",
    )  # fmt: skip
    return " ".join(str(word) for word in words if word)

"""Writes what an audit found: counts, then a line for each meeting, or rows for programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from alerts.untrusted import LABEL_LIMIT, TITLE_LIMIT, clean
from alerts.wording import level_words, short_states
from flows.runtime.tally import Tally
from flows.runtime.wiring import House
from flows.steps.tables import Shape, as_csv, as_json, table
from parsers.outside.entries import OutsideList
from parsers.records.auditing import Difference, Finding, Outcome, Why, span, where

ID_DIGITS = 10
COLUMNS = (
    "line", "verdict", "why", "detail", "start", "end", "states", "level", "place", "title",
    "record", "confidence", "told", "differs", "articles",
)  # fmt: skip
REASONS = {
    Why.NO_FEED: "no feed was read in those days",
    Why.NO_ARTICLE: "no stored article names these states",
    Why.NOT_DETECTED: "articles name them, and no meeting was read",
    Why.BELOW_THRESHOLD: "read, but too unsure, history, or dismissed",
}
VERDICTS = {
    Outcome.HELD: "held",
    Outcome.HELD_WRONGLY: "held wrongly",
    Outcome.MISSED: "missed",
}
REMARKS_SHOWN = 20


def report(house: House, listed: OutsideList, found: Sequence[Finding], shape: Shape) -> str:
    """Return the audit in words or rows; what a list or an article says is cleaned."""
    if shape is Shape.CSV:
        return as_csv(COLUMNS, map(_cells, found), TITLE_LIMIT)
    if shape is Shape.JSON:
        return as_json(map(_cells, found))
    return "\n".join(_lines(house, listed, found))


def remarks(listed: OutsideList) -> Iterator[str]:
    """Yield the remarks on lines that could not be read, the first of many."""
    for remark in listed.remarks[:REMARKS_SHOWN]:
        yield clean(str(remark), TITLE_LIMIT * 2)
    if len(listed.remarks) > REMARKS_SHOWN:
        yield f"and {len(listed.remarks) - REMARKS_SHOWN} remarks more"


def counts(found: Sequence[Finding]) -> Tally:
    """Count the meetings by what came of them, the missed by their reason."""
    return Tally.of(one.why.value if one.why else one.outcome.value for one in found)


def _lines(house: House, listed: OutsideList, found: Sequence[Finding]) -> Iterator[str]:
    outcomes = Counter(one.outcome for one in found)
    whys = Counter(one.why for one in found)
    differing = Counter(d.field for one in found if one.match for d in _wrong(one))
    is_told = sum(one.is_told for one in found)
    yield f"{len(found)} meetings listed, {listed.lost} lines not read"
    yield f"held          {outcomes[Outcome.HELD]}"
    fields = ", ".join(f"{count} {field}" for field, count in sorted(differing.items()))
    yield f"held wrongly  {outcomes[Outcome.HELD_WRONGLY]}{f'  ({fields})' if fields else ''}"
    yield f"missed        {outcomes[Outcome.MISSED]}"
    yield from (f"  {whys[why]:>5}  {why}: {words}" for why, words in REASONS.items() if whys[why])
    yield f"alerts were raised of {is_told} of the held"
    if found:
        yield ""
        heading = ("line", "verdict", "day", "who", "record", "what differs, or why")
        yield table([heading, *(_row(house, one) for one in found)])


def _wrong(finding: Finding) -> tuple[Difference, ...]:
    return finding.match.differing if finding.match and finding.outcome.value != "missed" else ()


def _row(house: House, finding: Finding) -> tuple[str, ...]:
    meeting = finding.meeting
    who = short_states(meeting.participants, house.lexicon.state_name)
    level = f" ({level_words(meeting.level)})" if meeting.level else ""
    return (
        str(meeting.line),
        VERDICTS[finding.outcome],
        span((meeting.start, meeting.end)),
        f"{who}{level}",
        finding.match.record.id[:ID_DIGITS] if finding.match else "",
        clean("; ".join(_why(finding)), TITLE_LIMIT),
    )


def _why(finding: Finding) -> Iterator[str]:
    if finding.why is not None:
        yield f"{finding.why}{f': {finding.detail}' if finding.detail else ''}"
    if finding.match is not None:
        yield from (_said(one) for one in finding.match.differing)
    yield from (f'{one.article[:ID_DIGITS]} "{clean(one.title, LABEL_LIMIT)}"'
                for one in finding.articles)  # fmt: skip


def _said(one: Difference) -> str:
    return f"{one.field}: listed {one.theirs or 'nothing'}, ours {one.ours or 'open'}"


def _cells(finding: Finding) -> dict[str, object]:
    meeting, match = finding.meeting, finding.match
    differs = "; ".join(_said(one) for one in match.differing) if match else ""
    values = (
        meeting.line,
        finding.outcome.value,
        finding.why and finding.why.value,
        clean(finding.detail, TITLE_LIMIT),
        meeting.start.isoformat(),
        meeting.end.isoformat(),
        " ".join(meeting.participants),
        meeting.level and meeting.level.value,
        clean(where(meeting.place), TITLE_LIMIT),
        clean(meeting.title, TITLE_LIMIT),
        match and match.record.id,
        match and match.record.confidence,
        finding.is_told,
        clean(differs, TITLE_LIMIT),
        "; ".join(f"{one.article} {clean(one.title, LABEL_LIMIT)}" for one in finding.articles),
    )
    return dict(zip(COLUMNS, values, strict=True))

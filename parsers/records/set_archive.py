"""All sets of states of many reports at once: what a reader of those articles alone would hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from parsers.lexicon import Lexicon
from parsers.model import GroupingRecord
from parsers.records.groupings import record_of
from parsers.records.membership import line_of
from parsers.records.set_reports import MembershipReport, SetReport, folded_name, told_by


def sets_of(
    reports: Sequence[SetReport],
    memberships: Sequence[MembershipReport],
    lexicon: Lexicon,
    day: date | None = None,
) -> list[GroupingRecord]:
    """Return the sets that these articles told of, as they and the lexicon stood on a day.

    Without a day each set stands as on that of its last report.
    """
    by_set: dict[tuple[str, ...], list[SetReport]] = {}
    for report in _placed(reports, memberships, lexicon):
        by_set.setdefault(tuple(sorted(set(report.claim.members))), []).append(report)
    found = (
        record_of(members, told_by(own), lexicon.grouping_by_states(members), day)
        for members, own in sorted(by_set.items())
    )
    return [record for record in found if record is not None]


def _placed(
    reports: Sequence[SetReport], memberships: Sequence[MembershipReport], lexicon: Lexicon
) -> Iterator[SetReport]:
    """Yield the reports with the sets that bore their names before, and what joining made."""
    former: dict[tuple[str, int], tuple[str, ...]] = {}
    naming = [report for report in reports if report.is_naming]
    for name in _names(naming, memberships):
        moves = [one for one in memberships if folded_name(one.claim.name) == name]
        own = [one for one in naming if folded_name(one.claim.name or "") == name]
        line = line_of(own, moves, lexicon.groupings)
        former |= line.former
        for move in moves:
            step = line.steps[move.key]
            if step is not None:
                yield move.of_set(tuple(sorted(step.after)), tuple(sorted(step.before)))
    yield from (replace(report, former=former.get(report.key, ())) for report in reports)


def _names(naming: Iterable[SetReport], memberships: Iterable[MembershipReport]) -> list[str]:
    given = {folded_name(report.claim.name or "") for report in naming}
    return sorted(given | {folded_name(report.claim.name) for report in memberships})

"""All meetings of many reports at once: what a reader of those articles alone would hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from parsers.model import MeetingRecord
from parsers.records.gathering import gathered
from parsers.records.identities import named
from parsers.records.meetings import record_of
from parsers.records.reports import Key, Report
from parsers.records.rulings import Decision, corrected, rulings_of


def records_of(
    reports: Sequence[Report], held: Mapping[Key, str], decisions: Sequence[Decision] = ()
) -> list[MeetingRecord]:
    """Return the meetings that ``reports`` are about, by first telling, as people decided of them.

    A meeting has the id of the record that ``held`` says most of its reports are of.
    """
    meetings = gathered(reports, rulings_of(decisions, reports))
    naming = named(meetings, held)
    return [
        corrected(record_of(identity, pile), pile, decisions)
        for identity, pile in zip(naming.ids, meetings, strict=True)
    ]

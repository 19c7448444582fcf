"""All meetings of many reports at once: what a reader of those articles alone would hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from parsers.model import MeetingRecord
from parsers.records.gathering import gathered
from parsers.records.identities import named
from parsers.records.meetings import record_of
from parsers.records.reports import Key, Report
from parsers.records.rulings import NONE, Rulings


def records_of(
    reports: Iterable[Report], held: Mapping[Key, str], rulings: Rulings = NONE
) -> list[MeetingRecord]:
    """Return the meetings that ``reports`` are about, by first telling.

    A meeting has the id of the record that ``held`` says most of its reports are of.
    """
    meetings = gathered(reports, rulings)
    naming = named(meetings, held)
    return [record_of(i, pile) for i, pile in zip(naming.ids, meetings, strict=True)]

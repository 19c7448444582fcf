"""All reports at once make the meetings that they make one by one."""

from __future__ import annotations

from parsers.model import Level, Status
from parsers.records.archive import records_of
from parsers.records.rulings import Decision, DecisionKind, anchors
from tests.parsers.told import TOLD, day, report

TRIO = [report("a"), report("b", after=11, status=Status.HELD)]
SUMMIT = [report("c", level=Level.LEADERS, when=day(7, 1))]
PAIR = [report("d", participants=("BG", "GR"))]


def test_every_set_of_states_has_its_meetings() -> None:
    """They come by first telling, whatever the order of the reports."""
    found = records_of([*SUMMIT, *PAIR, *TRIO], {})
    told = [(record.participants, record.sources) for record in found]
    assert told == [
        (("BG", "GR", "RS"), ("a", "b")),
        (("BG", "GR", "RS"), ("c",)),
        (("BG", "GR"), ("d",)),
    ]


def test_meetings_have_the_ids_that_are_held() -> None:
    """A meeting is the record that most of its reports are of, else it gets a new id."""
    first, second = records_of([*TRIO, *SUMMIT], {("a", 0): "held"})
    assert first.id == "held"
    assert second.id not in {"held", ""}


def test_decisions_hold_here_too() -> None:
    """What a person parts is two meetings, and a field that he mends is mended."""
    one, other = TRIO
    parted = Decision("x", DecisionKind.SPLIT, "held", TOLD, anchors([one]), anchors([other]))
    mended = Decision("y", DecisionKind.FIELD, "held", TOLD, anchors(TRIO), (), "level", "leaders")
    assert len(records_of(TRIO, {}, [parted])) == 2
    (record,) = records_of(TRIO, {}, [mended])
    assert (record.level, record.corrected) == (Level.LEADERS, ("level",))


def test_nothing_told_is_nothing_held() -> None:
    """No report, no meeting."""
    assert records_of([], {}) == []

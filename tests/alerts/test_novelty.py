"""What is still to be told of a record, and which alert carries a meeting along."""

from __future__ import annotations

from dataclasses import replace

import pytest

from alerts.model import Reason
from alerts.novelty import CARRIES_MEETING, grouping_id, untold, with_meeting
from parsers.model import ChangeKind, Status, content_id
from tests.alerts import builders as make

CREATED = make.change(ChangeKind.CREATED, "", "scheduled")
MOVED = make.change(ChangeKind.DATE, "2026-03-12", "2026-03-14")
TRIO = ("JP", "PH", "US")


class TestUntold:
    """Which changes of a meeting are judged."""

    def test_a_new_record_is_told_as_new(self) -> None:
        """Nobody was told and the record is new: its changes are judged as they are."""
        assert untold(make.meeting(), [CREATED, MOVED], [], make.NOW) == (CREATED, MOVED)

    def test_an_old_record_nobody_was_told_of_is_new_to_the_reader(self) -> None:
        """What an archive knew before, or a rule held back, counts as created when it is news."""
        record = make.meeting(status=Status.HELD)
        first, *others = untold(record, [MOVED], [], make.NOW)
        assert others == [MOVED]
        assert (first.kind, first.record, first.after) == (ChangeKind.CREATED, "m1", "held")
        assert first.seen_at == make.NOW

    def test_a_record_without_a_status_can_be_new_too(self) -> None:
        """Nothing known of the status is no reason to fail."""
        (first,) = untold(make.meeting(status=None), [], [], make.NOW)
        assert first.after == ""

    def test_what_was_told_is_not_new_again(self) -> None:
        """After an alert about the record only what changed since is judged."""
        told = [make.alert()]
        assert untold(make.meeting(), [CREATED, MOVED], told, make.NOW) == (MOVED,)
        assert untold(make.meeting(), [CREATED], told, make.NOW) == ()

    def test_an_alert_about_the_set_that_carried_the_meeting_told_of_it(self) -> None:
        """The alert's record is the set of states, but the meeting stood in it."""
        told = [make.alert(record="g1")]
        assert untold(make.meeting(), [CREATED], told, make.NOW) == ()

    def test_an_alert_about_the_set_with_another_meeting_did_not(self) -> None:
        """A set's later meeting is news of its own."""
        told = [make.alert(record="g1", meeting=make.meeting(id="m0"))]
        assert untold(make.meeting(), [CREATED], told, make.NOW) == (CREATED,)

    def test_what_became_this_meeting_was_told_of_it(self) -> None:
        """Nobody hears anew of a meeting whose other record was told."""
        told = [make.alert(record="m0", meeting=make.meeting(id="m0"))]
        assert untold(make.meeting(), [CREATED], told, make.NOW, ["m0"]) == ()
        assert untold(make.meeting(), [CREATED], told, make.NOW, ["m9"]) == (CREATED,)


class TestWithMeeting:
    """An alert about a set of states carries the meeting at which it met."""

    @pytest.mark.parametrize("reason", list(Reason))
    def test_only_news_of_a_set_carries_a_meeting(self, reason: Reason) -> None:
        """A new name or a confirmation is not about a meeting."""
        given = replace(make.alert(), meeting=None, members=TRIO, level=None, reason=reason)
        carried = with_meeting(given, [make.meeting()])
        assert (carried.meeting is not None) is (reason in CARRIES_MEETING)

    def test_the_meeting_of_just_these_states_is_taken(self) -> None:
        """A meeting of a larger set, and one of the past, are another matter."""
        given = replace(make.alert(), meeting=None, members=TRIO, reason=Reason.NEW_GROUPING)
        others = [
            make.meeting(id="m2", participants=("AU", *TRIO)),
            make.meeting(id="m3", is_background=True),
        ]
        assert with_meeting(given, others) == given
        assert with_meeting(given, []) == given

    def test_the_most_certain_one_is_taken_whatever_the_order(self) -> None:
        """Of two meetings of one set the better supported is carried, with its level."""
        given = replace(
            make.alert(), meeting=None, members=TRIO, level=None, reason=Reason.NEW_GROUPING
        )
        pair = [make.meeting(id="m8", confidence=0.6), make.meeting(id="m9", confidence=0.9)]
        for meetings in (pair, pair[::-1]):
            carried = with_meeting(given, meetings)
            assert carried.meeting is not None
            assert (carried.meeting.id, carried.level) == ("m9", pair[1].level)


def test_the_id_of_a_set_does_not_depend_on_the_order() -> None:
    """The set is the identity, and the id is that of the record which holds it."""
    expected = content_id("grouping", "JP,PH,US")
    assert grouping_id(TRIO) == grouping_id(TRIO[::-1]) == expected

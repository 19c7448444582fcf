"""What is still to be told of a record, and which alert carries a meeting along."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest

from alerts.model import Alert, Reason
from alerts.novelty import (
    CARRIES_MEETING,
    about,
    newcomers,
    unechoed,
    untold,
    with_meeting,
)
from parsers.model import Change, ChangeKind, MeetingRecord, Status, content_id
from parsers.records.groupings import grouping_id
from tests.alerts import builders as make

CREATED = make.change(ChangeKind.CREATED, "", "scheduled")
MOVED = make.change(ChangeKind.DATE, "2026-03-12", "2026-03-14")
ON_14TH = make.meeting(when=make.days(date(2026, 3, 14)))
TRIO = ("JP", "PH", "US")


def still(
    record: MeetingRecord,
    changes: Sequence[Change],
    told: Sequence[Alert] = (),
    former: Sequence[str] = (),
) -> tuple[Change, ...]:
    """Return what is still to be told of a record, of all alerts that may be about it."""
    return untold(record, changes, about({record.id, *former}, told), make.NOW)


class TestUntold:
    """Which changes of a meeting are judged."""

    def test_a_new_record_is_told_as_new(self) -> None:
        """Nobody was told and the record is new: its changes are judged as they are."""
        assert still(make.meeting(), [CREATED, MOVED]) == (CREATED, MOVED)

    def test_an_old_record_nobody_was_told_of_is_new_to_the_reader(self) -> None:
        """What an archive knew before, or a rule held back, counts as created when it is news."""
        record = make.meeting(status=Status.HELD)
        first, *others = still(record, [MOVED])
        assert others == [MOVED]
        assert (first.kind, first.record, first.after) == (ChangeKind.CREATED, "m1", "held")
        assert first.seen_at == make.NOW

    def test_a_record_without_a_status_can_be_new_too(self) -> None:
        """Nothing known of the status is no reason to fail."""
        (first,) = still(make.meeting(status=None), [])
        assert first.after == ""

    def test_what_was_told_is_not_new_again(self) -> None:
        """After an alert about the record only how it differs from that is judged."""
        told = [make.alert()]
        assert still(ON_14TH, [CREATED, MOVED], told) == (MOVED,)
        assert still(make.meeting(), [CREATED, MOVED], told) == ()

    def test_a_difference_that_nothing_brought_is_told_all_the_same(self) -> None:
        """An archive changed the record, or a rule held the change back."""
        (step,) = still(ON_14TH, [], [make.alert()])
        assert (step.kind, step.before, step.after) == (MOVED.kind, MOVED.before, MOVED.after)
        assert (step.article, step.seen_at) == ("", make.NOW)

    def test_many_turns_are_one_difference(self) -> None:
        """What is told is the way from what was last told to how it stands."""
        turns = [MOVED, replace(MOVED, before=MOVED.after, after="2026-03-20", article="a2")]
        on_20th = make.meeting(when=make.days(date(2026, 3, 20)))
        (step,) = still(on_20th, turns, [make.alert()])
        assert (step.before, step.after, step.article) == ("2026-03-12", "2026-03-20", "a2")

    def test_what_a_person_set_is_no_news(self) -> None:
        """Nobody is told of a day that somebody put right."""
        assert still(replace(ON_14TH, corrected=("when",)), [MOVED], [make.alert()]) == ()
        assert still(replace(ON_14TH, corrected=("status",)), [MOVED], [make.alert()]) == (MOVED,)

    def test_an_alert_about_the_set_that_carried_the_meeting_told_of_it(self) -> None:
        """The alert's record is the set of states, but the meeting stood in it."""
        assert still(make.meeting(), [CREATED], [make.alert(record="g1")]) == ()

    def test_an_alert_about_the_set_with_another_meeting_did_not(self) -> None:
        """A set's later meeting is news of its own."""
        told = [make.alert(record="g1", meeting=make.meeting(id="m0")), make.grouping_alert()]
        assert still(make.meeting(), [CREATED], told) == (CREATED,)

    def test_what_became_this_meeting_was_told_of_it(self) -> None:
        """Nobody hears anew of a meeting whose other record was told."""
        told = [make.alert(record="m0", meeting=make.meeting(id="m0"))]
        assert still(make.meeting(), [CREATED], told, ["m0"]) == ()
        assert still(make.meeting(), [CREATED], told, ["m9"]) == (CREATED,)

    def test_the_latest_alert_is_what_readers_know(self) -> None:
        """Whatever the order in which they are found; of one run, the one that knew more."""
        first = make.alert(meeting=make.meeting(revision=0))
        second = make.alert(id="alert-0", meeting=replace(ON_14TH, revision=1))
        third = make.alert(id="alert-9", raised_at=make.NOW + timedelta(hours=1))
        assert about({"m1"}, [third, second, first]) == (first, second, third)


class TestUnechoed:
    """What one newsroom tells apart of a meeting is no second outcome of it."""

    HELD = make.change(ChangeKind.STATUS, "scheduled", "held")

    def test_an_outcome_is_told_once(self) -> None:
        """Whoever heard that it took place, if on another day, does not hear it again."""
        record, echo = make.meeting(status=Status.HELD), make.meeting(id="m0", status=Status.HELD)
        told = [make.alert(meeting=echo)]
        assert unechoed(record, [self.HELD, MOVED], told) == (MOVED,)

    def test_another_outcome_is_never_hidden(self) -> None:
        """By what was told last, and of nothing but the status."""
        record = make.meeting(status=Status.HELD)
        planned = make.alert(meeting=make.meeting(id="m0"))
        held = make.alert(meeting=make.meeting(id="m0", status=Status.HELD))
        assert unechoed(record, [self.HELD], [held, planned]) == (self.HELD,)
        assert unechoed(record, [self.HELD], []) == (self.HELD,)


def test_newcomers_follow_none_of_the_rules_under_which_it_was_told() -> None:
    """One rule that was heard is enough to have heard."""
    readers = [make.recipient(name=name, rules=tuple(name)) for name in ("a", "b", "ab", "c")]
    told = [make.alert(rules=("a", "x")), make.alert(rules=("c",))]
    assert [who.name for who in newcomers(told, readers, ())] == ["b"]
    assert newcomers(told, readers, {"b"}) == []
    assert newcomers([], readers, ()) == readers


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

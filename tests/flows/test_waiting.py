"""What one newsroom says waits for a second; what turns to and fro waits till it turns no more."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import time
from pathlib import Path

import pytest

from alerts.model import Alert, Cadence, ChannelKind, Reason, Recipient, Rule
from flows.runtime.tally import Tally
from flows.steps.corrections import dismiss, merge, set_field
from flows.steps.detect import NAMING, catch_up
from flows.steps.digest import compose
from flows.steps.judging import Pass, counted, figures, tell
from flows.steps.runs import REASONS, ledger
from flows.steps.settling import resettle
from flows.steps.status import status_of
from parsers.model import Grouping, Level, Place, Status, When
from parsers.records.telling import Telling
from storage import outbox, reports, waiting
from storage.database import reading, transaction
from storage.model import Run, Verdict
from tests.flows.desk import EVERYTHING, MINISTRY, Desk, Printed, at, opened_desk, reasons
from tests.parsers.told import MONTH, MOVED, claim, day

PLAN = claim()
LATER = claim(when=day(5, 27), features=MOVED)
OFF = claim(status=Status.CANCELLED)
PUT_OFF = claim(status=Status.POSTPONED, when=When())
AUGUST = claim(when=day(8, 1), place=Place("Athens", "GR"))
TRIO = Grouping(
    PLAN.participants, None, is_new=False, evidence=PLAN.evidence, rule="met", level=PLAN.level
)
EVENING = Recipient(
    "desk", ChannelKind.EMAIL, ("everything",), address="desk@watch.example", at=time(10, 0)
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk that waits ninety minutes."""
    with opened_desk(tmp_path) as found:
        yield found


class TestGroupWait:
    """News of one newsroom waits for another, an official source, or the end of its time."""

    def test_it_is_told_when_the_time_is_over(self, desk: Desk) -> None:
        """A row remembers it until then, counted under its reason; it is told once."""
        assert desk.prints("a.example", 0, PLAN) == []
        (row,) = desk.waits()
        assert (row.since, row.until) == (at(0), at(1.5))
        assert desk.skips["waits"] == 1
        assert desk.runs(1.4) == []
        (alert,) = desk.runs(1.5)
        assert (alert.reason, alert.raised_at, alert.newsrooms) == (Reason.NEW_MEETING, at(1.5), 1)
        assert desk.waits() == desk.runs(9) == []

    def test_judged_late_it_is_told_late_and_once(self, desk: Desk) -> None:
        """After an outage of a month nothing is lost, though the meeting is long over."""
        desk.prints("a.example", 0, PLAN)
        assert reasons(desk.runs(24 * 60)) == [Reason.NEW_MEETING]
        assert desk.runs(24 * 61) == []

    def test_a_second_newsroom_ends_the_wait(self, desk: Desk) -> None:
        """The alert counts both."""
        desk.prints("a.example", 0, PLAN)
        (alert,) = desk.prints("b.example", 0.5, PLAN)
        assert (alert.reason, alert.newsrooms) == (Reason.NEW_MEETING, 2)
        assert desk.waits() == desk.runs(2) == []

    def test_a_newsroom_does_not_confirm_itself(self, desk: Desk) -> None:
        """Its second article adds nothing, and does not prolong the wait either."""
        desk.prints("a.example", 0, PLAN)
        assert desk.prints("a.example", 1, PLAN) == []
        assert [row.until for row in desk.waits()] == [at(1.5)]

    def test_two_newsrooms_of_one_batch_need_not_wait(self, desk: Desk) -> None:
        """What is read together is judged together."""
        batch = [Printed("a.example", 0, (PLAN,)), Printed("b.example", 0.1, (PLAN,))]
        assert reasons(desk.arrive(batch)) == [Reason.NEW_MEETING]

    def test_what_is_official_is_told_at_once(self, desk: Desk) -> None:
        """A ministry's feed needs nobody to confirm it, and confirms what a newspaper says."""
        assert reasons(desk.prints("gov.example", 0, PLAN, feed=MINISTRY)) == [Reason.NEW_MEETING]

    def test_an_official_word_ends_the_wait(self, desk: Desk) -> None:
        """Of whatever it says."""
        desk.prints("a.example", 0, PLAN)
        assert reasons(desk.prints("gov.example", 1, PLAN, feed=MINISTRY)) == [Reason.NEW_MEETING]

    def test_an_official_plan_does_not_vouch_for_what_is_said_later(self, desk: Desk) -> None:
        """The ministry told of the plan; that it is put off is the word of one newspaper."""
        desk.prints("gov.example", 0, PLAN, feed=MINISTRY)
        assert desk.prints("a.example", 5, PUT_OFF) == []
        assert reasons(desk.runs(6.5)) == [Reason.POSTPONED]

    def test_no_wait_where_none_is_wanted(self, tmp_path: Path) -> None:
        """0 minutes turn it off."""
        with opened_desk(tmp_path, wait=0) as desk:
            assert reasons(desk.prints("a.example", 0, PLAN)) == [Reason.NEW_MEETING]

    def test_an_archive_starts_no_wait(self, desk: Desk) -> None:
        """A meeting that only history tells of waits for nothing, and is never told."""
        assert desk.prints("a.example", 0, PLAN, verdict=Verdict.HISTORY) == []
        assert desk.waits() == desk.runs(5) == []

    def test_an_archive_does_not_end_what_waits(self, desk: Desk) -> None:
        """An old article that touches the record leaves its news waiting, and counts as a voice."""
        desk.prints("a.example", 0, PLAN)
        desk.prints("a.example", 0.2, claim(when=MONTH), verdict=Verdict.HISTORY)
        assert len(desk.waits()) == 1
        assert reasons(desk.runs(1.5)) == [Reason.NEW_MEETING]

    def test_a_run_that_dies_loses_nothing(self, desk: Desk) -> None:
        """The row is part of the transaction that finds the news: both are kept, or neither."""
        desk.prints("a.example", 0, PLAN)
        with suppress(KeyboardInterrupt), transaction(desk.house.engine) as session:
            assert len(counted(tell(session, desk.house, Pass(), at(2)))[0]) == 1
            raise KeyboardInterrupt
        assert len(desk.waits()) == 1
        assert desk.told() == []
        assert len(desk.runs(2)) == 1

    def test_who_lives_through_time_again_tells_what_was_due_on_the_way(self, desk: Desk) -> None:
        """Each at its instant, in their order; what is due later waits on."""
        august = replace(AUGUST, participants=("BG", "GR", "TR"))
        desk.prints("a.example", 0, PLAN)
        desk.prints("a.example", 1, august)
        desk.prints("a.example", 1.2, replace(august, when=day(9, 1), place=Place("Sofia", "BG")))
        told = [(when, len(counted(done)[0])) for when, done in catch_up(desk.house, at(2.6))]
        assert told == [(at(1.5), 1), (at(2.5), 1)]
        assert [row.until for row in desk.waits()] == [at(2.7)]

    def test_its_reasons_are_explained(self, desk: Desk) -> None:
        """A run counts what waits with what it kept, and the status says till when."""
        assert "skipped_withdrawn" in REASONS
        assert figures(Tally.of(["waits", "waits", "told"])) == {"skipped_told": 1, "waiting": 2}
        run = Run("detect-1", "detect", at(0), counts=figures(Tally.of(["waits"])))
        assert ledger(run).kept.as_dict() == {"waiting": 1}
        assert "waiting    no news" in status_of(desk.house, at(0))
        desk.prints("a.example", 0, PLAN)
        told = f"waiting    news of 1 record(s), the first until {at(1.5):%Y-%m-%d %H:%M}"
        assert told in status_of(desk.house, at(0.1))


class TestWhatBecomesOfIt:
    """What is told in the end is the record as it then is."""

    def test_more_news_does_not_begin_the_wait_anew(self, desk: Desk) -> None:
        """The day that the newsroom put right is what is told, when the first news was due."""
        desk.prints("a.example", 0, PLAN)
        assert desk.prints("a.example", 1, claim(when=day(5, 21))) == []
        (alert,) = desk.runs(1.5)
        assert alert.meeting is not None
        assert (alert.reason, alert.meeting.when.start) == (
            Reason.NEW_MEETING,
            day(5, 21).start,
        )
        assert desk.runs(9) == []

    def test_what_no_article_tells_of_any_more_vanishes(self, desk: Desk) -> None:
        """An article is read anew and tells of nothing: the news is gone, and counted."""
        desk.prints("a.example", 0, PLAN)
        with transaction(desk.house.engine) as session:
            (row,) = waiting.everything(session)
            lost = reports.keep(session, "a000", [], told_at=at(0), seen_at=at(1))
            for record in lost:
                resettle(session, record, Telling("a000", "a.example", at(0), at(1)))
        assert desk.runs(1.2) == []
        assert desk.skips["withdrawn"] == 1
        assert desk.waits() == []
        assert row.changes

    def test_what_a_person_dismisses_is_not_told(self, desk: Desk) -> None:
        """It is no meeting; the word is counted."""
        desk.prints("a.example", 0, PLAN)
        (record,) = desk.records()
        dismiss(desk.house, record.id, at(1))
        assert desk.runs(1.5) == []
        assert desk.skips["dismissed"] == 1
        assert desk.waits() == []

    def test_what_proves_to_be_another_meeting_waits_as_that(self, desk: Desk) -> None:
        """Two records of which news waits are one in the end, and are told as one."""
        desk.prints("a.example", 0, PLAN)
        desk.prints("a.example", 0.5, AUGUST)
        one, other = desk.records()
        merge(desk.house, one.id, other.id, at(1))
        (record,) = desk.records()
        (alert,) = desk.runs(1.5)
        assert alert.record == record.id
        assert desk.waits() == desk.runs(9) == []

    def test_what_joins_a_meeting_that_was_told_is_not_new(self, desk: Desk) -> None:
        """The news of the record that ended is no news of the one that goes on."""
        desk.arrive([Printed("a.example", 0, (PLAN,)), Printed("b.example", 0, (PLAN,))])
        desk.prints("c.example", 1, AUGUST)
        assert len(desk.waits()) == 1
        one, other = desk.records()
        merge(desk.house, one.id, other.id, at(2))
        assert Reason.NEW_MEETING not in reasons(desk.runs(3))
        assert desk.waits() == []

    def test_a_batch_that_merges_what_it_made_tells_one_meeting(self, tmp_path: Path) -> None:
        """A record that does not outlive its batch is judged as what it became."""
        far = claim(when=day(6, 4), place=Place("Athens", "GR"))
        with opened_desk(tmp_path, wait=0) as desk:
            batch = [
                ("a.example", 0.0, PLAN),
                ("b.example", 120.0, far),
                ("c.example", 72.0, PUT_OFF),
            ]
            alerts = desk.arrive([Printed(who, when, (said,)) for who, when, said in batch])
            assert len(alerts) == len(desk.records())

    def test_what_became_another_and_is_itself_again_is_told_as_itself(self, desk: Desk) -> None:
        """Two records that were one for a time: what is told of one is not told of the other."""
        back, moved = (claim(when=day(5, one), features=MOVED) for one in (21, 29))
        off = claim(status=Status.CANCELLED, when=When())
        week = (
            ("a.example", 0.1, claim(when=day(5, 21), status=Status.HELD)),
            ("b.example", 0.2, moved),
            ("a.example", 0.3, back),
            ("a.example", 0.4, back),
            ("a.example", 0.5, PLAN),
            ("b.example", 26.5, off),
            ("b.example", 27, off),
            ("c.example", 34, moved),
        )
        for who, hours, said in week:
            desk.prints(who, hours, said)
        one, other = desk.records()
        told = {alert.record: alert.meeting and alert.meeting.status for alert in desk.told()}
        assert told == {one.id: Status.CANCELLED, other.id: Status.SCHEDULED}
        desk.prints("d.example", 40, off)
        assert desk.waits() == []
        assert reasons(desk.told()).count(Reason.CANCELLED) == 1

    def test_a_set_and_its_meeting_are_told_together(self, desk: Desk) -> None:
        """They wait together, and the alert of the set carries the meeting."""
        desk.prints("a.example", 0, PLAN, sets=(TRIO,))
        assert len(desk.waits()) == 2
        (alert,) = desk.runs(1.5)
        assert alert.reason is Reason.NEW_GROUPING
        assert alert.meeting is not None
        assert desk.waits() == desk.runs(9) == []

    def test_whoever_confirms_the_meeting_confirms_the_set(self, desk: Desk) -> None:
        """A second newsroom tells of the meeting alone: the set is told, with it."""
        desk.prints("a.example", 0, PLAN, sets=(TRIO,))
        (alert,) = desk.prints("b.example", 1, PLAN)
        assert alert.reason is Reason.NEW_GROUPING
        assert alert.meeting is not None
        assert desk.waits() == []

    def test_whoever_confirms_the_set_has_its_meeting_told(self, desk: Desk) -> None:
        """A second newsroom tells of the set alone."""
        desk.prints("a.example", 0, PLAN, sets=(TRIO,))
        (alert,) = desk.prints("b.example", 1, sets=(TRIO,))
        assert alert.reason is Reason.NEW_GROUPING
        assert alert.meeting is not None
        assert desk.waits() == desk.runs(9) == []


class TestSets:
    """A name or a level of a set of states is confirmed by who gives it, not by who met."""

    NAMED = replace(TRIO, name="Lantern Trio", rule=NAMING)

    @pytest.fixture(autouse=True)
    def _met(self, desk: Desk) -> None:
        batch = [Printed(one, 0, (PLAN,), (TRIO,)) for one in ("a.example", "b.example")]
        assert reasons(desk.arrive(batch)) == [Reason.NEW_GROUPING]

    def test_a_name_waits_for_a_second_who_gives_it(self, desk: Desk) -> None:
        """That two tell of the set does not make its name known."""
        assert desk.prints("a.example", 5, sets=(self.NAMED,)) == []
        assert desk.prints("b.example", 5.5, sets=(TRIO,)) == []
        (alert,) = desk.prints("b.example", 6, sets=(self.NAMED,))
        assert (alert.reason, alert.after) == (Reason.NEW_NAME, "Lantern Trio")
        assert desk.waits() == []

    def test_a_level_waits_for_a_second_who_tells_of_it(self, desk: Desk) -> None:
        """And both are told when the time is over in any case, the meeting with the level."""
        top = claim(level=Level.LEADERS, when=day(7, 1), place=Place("Athens", "GR"))
        given = replace(TRIO, level=Level.LEADERS)
        assert desk.prints("a.example", 5, top, sets=(given,)) == []
        (alert,) = desk.runs(6.5)
        assert alert.reason is Reason.NEW_LEVEL
        assert alert.meeting is not None
        assert alert.meeting.level is Level.LEADERS
        assert desk.waits() == desk.runs(9) == []


class TestStatus:
    """A change of status waits as other news does, is never hidden, and is told in a day."""

    @pytest.fixture(autouse=True)
    def _planned(self, desk: Desk) -> None:
        desk.arrive([Printed("a.example", 0, (PLAN,)), Printed("b.example", 0, (PLAN,))])

    def test_what_one_newsroom_calls_off_waits(self, desk: Desk) -> None:
        """Ten days ahead there is time to ask; then it is told in any case."""
        assert desk.prints("a.example", 5, OFF) == []
        assert reasons(desk.runs(6.5)) == [Reason.CANCELLED]

    def test_what_is_denied_in_time_is_not_told(self, desk: Desk) -> None:
        """The wait is there for that."""
        desk.prints("a.example", 5, OFF)
        assert desk.prints("b.example", 6, PLAN) == []
        assert desk.waits() == desk.runs(9) == []

    def test_what_is_at_hand_is_called_off_at_once(self, desk: Desk) -> None:
        """Who leaves tomorrow must know it, right or wrong."""
        assert reasons(desk.prints("a.example", 24 * 9 + 16, OFF)) == [Reason.CANCELLED]

    def test_a_status_that_came_back_is_told_again(self, desk: Desk) -> None:
        """Off, on and off again are three alerts, and the last is no repetition of the first."""
        for hours, said in ((20, OFF), (40, PLAN), (60, OFF)):
            desk.arrive([Printed(one, hours, (said,)) for one in ("a.example", "b.example")])
        desk.runs(99)
        assert reasons(desk.told())[1:] == [Reason.CANCELLED, Reason.CONFIRMED, Reason.CANCELLED]
        assert len({alert.id for alert in desk.told()}) == 4

    def test_what_a_person_set_is_told_to_nobody(self, desk: Desk) -> None:
        """A day that somebody put right is no move, whatever comes after."""
        (record,) = desk.records()
        set_field(desk.house, record.id, ("when", "2024-05-23"), at(2))
        desk.prints("c.example", 3, PLAN)
        assert desk.waits() == desk.runs(9) == []


class TestTurns:
    """What newsrooms contradict each other on is told twice, then when it turns no more."""

    @pytest.fixture(autouse=True)
    def _contradicted(self, desk: Desk) -> None:
        """Two newsrooms say one day, then two another, then the first again: all of it is told."""
        for hours, said in ((0, PLAN), (10, LATER), (20, replace(PLAN, features=MOVED))):
            desk.arrive([Printed(one, hours, (said,)) for one in ("a.example", "b.example")])
        assert reasons(desk.told()) == [Reason.NEW_MEETING, Reason.MOVED, Reason.MOVED]

    def turned(self, desk: Desk, hours: float, *, back: bool) -> list[Alert]:
        """Let both newsrooms say the other day, or the first one again."""
        said = replace(PLAN, features=MOVED) if back else LATER
        return desk.arrive([Printed(one, hours, (said,)) for one in ("a.example", "b.example")])

    def test_the_third_turn_waits(self, desk: Desk) -> None:
        """Three hours, though two newsrooms say so; and what then holds is told."""
        assert self.turned(desk, 30, back=False) == []
        assert [row.until for row in desk.waits()] == [at(33)]
        assert reasons(desk.runs(33)) == [Reason.MOVED]

    def test_what_turned_back_is_not_told(self, desk: Desk) -> None:
        """It stands as it was last told."""
        self.turned(desk, 30, back=False)
        assert self.turned(desk, 31, back=True) == []
        assert desk.waits() == desk.runs(99) == []

    def test_each_turn_waits_longer(self, desk: Desk) -> None:
        """Three hours, six, twelve, a day, and never more."""
        waits = []
        hours = 30.0
        for turn in range(5):
            assert self.turned(desk, hours, back=turn % 2 == 1) == []
            (row,) = desk.waits()
            waits.append((row.until - row.since).total_seconds() / 3600)
            desk.runs(hours + waits[-1])
            hours += waits[-1] + 0.5
        assert waits == [3, 6, 12, 24, 24]

    def test_after_a_week_it_is_news_again(self, desk: Desk) -> None:
        """Turns of long ago are no flapping."""
        assert reasons(self.turned(desk, 24 * 7 + 21, back=False)) == [Reason.MOVED]

    def test_another_kind_of_news_does_not_wait(self, desk: Desk) -> None:
        """That it is off has nothing to do with its day."""
        batch = [Printed(one, 30, (OFF,)) for one in ("a.example", "b.example")]
        assert reasons(desk.arrive(batch)) == [Reason.CANCELLED]

    def test_an_official_word_settles_it(self, desk: Desk) -> None:
        """Who calls the meeting knows its day."""
        alerts = desk.prints("gov.example", 30, LATER, feed=MINISTRY)
        assert reasons(alerts) == [Reason.MOVED]


class TestDigests:
    """A digest is not overtaken by what waits: its readers would hear a day late."""

    def test_a_digest_that_is_due_tells_with_one_newsroom(self, desk: Desk) -> None:
        """News of 9 o'clock is in the digest of 10 o'clock, and says who alone says so."""
        desk.follow(EVENING)
        desk.prints("a.example", 0, PLAN)
        report = compose(desk.house, at(1))
        (made,) = report.composed
        assert [alert.newsrooms for alert in made.digest.alerts] == [1]
        assert report.as_counts()["alerts"] == 1
        assert desk.waits() == []

    def test_it_ends_no_other_waits(self, desk: Desk) -> None:
        """What its reader does not follow waits on."""
        other = Rule("elsewhere", states=("JP",), min_confidence=0.0)
        desk.house = replace(
            desk.house, watchlist=replace(desk.house.watchlist, rules=(EVERYTHING, other))
        )
        desk.follow(replace(EVENING, rules=("elsewhere",)))
        desk.prints("a.example", 0, PLAN)
        compose(desk.house, at(1))
        assert len(desk.waits()) == 1

    def test_the_message_at_once_goes_out_when_the_time_is_over(self, desk: Desk) -> None:
        """Also where nothing was read since: composing raises what is due."""
        instant = replace(EVENING, cadence=Cadence.INSTANT)
        desk.follow(instant)
        desk.prints("a.example", 0, PLAN)
        assert compose(desk.house, at(1)).composed == ()
        assert len(compose(desk.house, at(1.5)).composed) == 1
        with reading(desk.house.engine) as session:
            assert outbox.queued(session, "desk") == []


class TestNewcomers:
    """A rule that did not hold when others were told is heard when it does."""

    SURE = Rule("sure", min_newsrooms=2, min_confidence=0.0)
    MINISTERS = Rule("ministers", levels=(Level.FOREIGN_MINISTERS,), min_confidence=0.0)

    def listening(self, desk: Desk, *rules: Rule) -> None:
        """Let one recipient follow all, and one these rules alone."""
        given = (EVERYTHING, *rules)
        desk.house = replace(desk.house, watchlist=replace(desk.house.watchlist, rules=given))
        names = tuple(rule.name for rule in rules)
        desk.follow(EVENING, replace(EVENING, name="few", rules=names))

    def queued(self, desk: Desk, name: str) -> list[Reason]:
        """Return what a recipient is still to hear."""
        with reading(desk.house.engine) as session:
            return reasons(outbox.queued(session, name))

    def test_a_second_newsroom_makes_it_theirs(self, desk: Desk) -> None:
        """Long after the others were told; these hear nothing twice."""
        self.listening(desk, self.SURE)
        desk.prints("a.example", 0, PLAN)
        desk.runs(2)
        assert (self.queued(desk, "desk"), self.queued(desk, "few")) == ([Reason.NEW_MEETING], [])
        (alert,) = desk.prints("b.example", 30, PLAN)
        assert alert.rules == ("sure",)
        assert self.queued(desk, "desk") == self.queued(desk, "few") == [Reason.NEW_MEETING]
        assert desk.prints("c.example", 40, PLAN) == []

    def test_what_is_learnt_later_waits_as_other_news(self, desk: Desk) -> None:
        """One newsroom names a level that it had not named before."""
        self.listening(desk, self.MINISTERS)
        desk.prints("a.example", 0, claim(level=None))
        desk.runs(2)
        assert desk.prints("a.example", 30, PLAN) == []
        (alert,) = desk.runs(31.5)
        assert alert.rules == ("ministers",)
        assert self.queued(desk, "desk") == self.queued(desk, "few") == [Reason.NEW_MEETING]

    def test_who_follows_both_hears_once(self, desk: Desk) -> None:
        """He knows it by the other rule; where nobody would hear it nothing is raised."""
        self.listening(desk, self.SURE)
        desk.follow(replace(EVENING, rules=("everything", "sure")))
        desk.prints("a.example", 0, PLAN)
        desk.runs(2)
        assert desk.prints("b.example", 30, PLAN) == []
        assert self.queued(desk, "desk") == [Reason.NEW_MEETING]

    def test_who_heard_of_it_is_no_newcomer_by_another_name_of_his_rule(self, desk: Desk) -> None:
        """An editor calls a rule otherwise: nobody is told anew of all that goes on."""
        self.listening(desk)
        desk.prints("a.example", 0, PLAN)
        desk.runs(2)
        renamed = replace(EVERYTHING, name="all")
        desk.house = replace(desk.house, watchlist=replace(desk.house.watchlist, rules=(renamed,)))
        desk.follow(replace(EVENING, rules=("all",)))
        assert desk.prints("b.example", 30, PLAN) == []

    def test_news_of_it_reaches_them_as_well(self, desk: Desk) -> None:
        """What makes it theirs is itself news: one alert tells all."""
        self.listening(desk, self.SURE)
        desk.prints("a.example", 0, PLAN)
        desk.runs(2)
        batch = [Printed(one, 30, (OFF,)) for one in ("a.example", "b.example")]
        (alert,) = desk.arrive(batch)
        assert (alert.reason, alert.rules) == (Reason.CANCELLED, ("everything", "sure"))
        assert self.queued(desk, "few") == [Reason.CANCELLED]

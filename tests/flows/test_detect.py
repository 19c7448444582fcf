"""From stored articles to stories, records and alerts; and what one bad article may cost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from alerts.model import Alert, Reason, Rule
from flows.runtime.vocabulary import LEXICON, load_lexicon
from flows.runtime.wiring import House
from flows.steps import detect as step
from flows.steps.corrections import known, mute
from flows.steps.detect import detect
from parsers.model import ChangeKind, MeetingRecord, Status, content_id
from storage import articles, groupings, meetings, outbox, reports, stories
from storage.database import reading
from storage.model import StoredArticle
from tests.flows.houses import (
    HELD,
    HOTLINE,
    NOW,
    TRAM,
    Listening,
    News,
    item,
    later,
    print_feed,
    print_page,
    read_feeds,
)
from tests.flows.loopback import Newsroom

TRIO = ("IN", "KE", "OM")
NOTE = News(
    "Three ministers expected in Muscat",
    """
    The foreign ministers of Oman, India and Kenya will meet in Muscat on 5 March, a police
    notice said, and the corniche will be closed to cars from noon.

    Fishing boats may leave the old harbour before six in the morning. Vendors of tea and
    dates are asked to move their carts behind the fort, where there is water and shade.

    The notice says nothing of the subject of the talks.
    """,
)


@pytest.fixture(autouse=True)
def _silence(room: Newsroom) -> None:
    """Both feeds are there and empty, unless a test prints something."""
    print_feed(room, "harbour", [])
    print_feed(room, "coast", [])


def publish(
    house: House,
    room: Newsroom,
    news: News,
    *,
    feed: str = "harbour",
    at: datetime = NOW,
    now: datetime | None = None,
) -> None:
    """Let a feed print an article, and read it."""
    path = f"/{feed}/{content_id(news.title)[:8]}.html"
    address = print_page(room, path, news.page(at))
    print_feed(room, feed, [item(address, news.title, at)])
    read_feeds(house, now or at)


def records(house: House) -> list[MeetingRecord]:
    """Return the meetings of the three states."""
    with reading(house.engine) as session:
        return [one for one in meetings.all(session) if one.participants == TRIO]


def kept(house: House) -> list[StoredArticle]:
    """Return all articles."""
    with reading(house.engine) as session:
        return articles.unread(session, "none", 100)


def reasons(alerts: Sequence[Alert]) -> list[Reason]:
    """Return why somebody is told."""
    return [alert.reason for alert in alerts]


class TestRecords:
    """One meeting, told over days and by several newsrooms."""

    def test_a_meeting_is_one_record_over_days(self, house: House, room: Newsroom) -> None:
        """Announced and held are states of one record, told once each; the set is told first."""
        publish(house, room, HOTLINE)
        first = detect(house, NOW)
        assert reasons(first.alerts) == [Reason.NEW_GROUPING]
        assert first.alerts[0].meeting is not None
        assert first.alerts[0].meeting.status is Status.SCHEDULED
        thursday = later(3.3)
        publish(house, room, HELD, at=thursday)
        second = detect(house, thursday)
        assert reasons(second.alerts) == [Reason.HELD]
        (record,) = records(house)
        assert record.status is Status.HELD
        assert len(record.sources) == 2
        assert second.alerts[0].record == record.id == first.alerts[0].meeting.id

    def test_copies_are_one_story_and_one_newsroom(self, house: House, room: Newsroom) -> None:
        """A reprint adds a source, and neither a newsroom, a record nor an alert."""
        publish(house, room, HOTLINE)
        detect(house, NOW)
        publish(house, room, HOTLINE, feed="coast", at=later(0.1))
        report = detect(house, later(0.1))
        assert (report.articles, report.copies, report.alerts) == (1, 1, ())
        (record,) = records(house)
        assert len(record.sources) == 2
        assert len(record.newsrooms) == 1
        with reading(house.engine) as session:
            (story,) = stories.folded(session)
            held = groupings.by_members(session, TRIO)
        assert len(story) == 2
        assert held is not None
        assert len(held.newsrooms) == 1

    def test_an_archive_tells_nobody(self, house: House, room: Newsroom) -> None:
        """An old article is read and its meeting kept; nobody hears of it."""
        publish(house, room, HOTLINE, at=later(-20), now=NOW)
        report = detect(house, NOW)
        assert (report.articles, report.alerts) == (1, ())
        assert report.skips["history"] > 0
        assert len(records(house)) == 1

    def test_what_only_an_archive_knew_is_new_to_the_reader(
        self, house: House, room: Newsroom
    ) -> None:
        """When news comes of a meeting that nobody was told of, it is told as new."""
        publish(house, room, HOTLINE, at=later(-8), now=NOW)
        assert detect(house, NOW).alerts == ()
        publish(house, room, NOTE, at=later(0.2))
        report = detect(house, later(0.2))
        assert Reason.NEW_MEETING in reasons(report.alerts)
        assert len(records(house)) == 1

    def test_a_set_that_an_archive_knew_is_not_new(self, house: House, room: Newsroom) -> None:
        """It met years ago: its meeting is told, and not that the set is new."""
        publish(house, room, HOTLINE, at=later(-800), now=NOW)
        assert detect(house, NOW).alerts == ()
        publish(house, room, NOTE, at=later(0.2))
        report = detect(house, later(0.2))
        assert reasons(report.alerts) == [Reason.NEW_MEETING]
        with reading(house.engine) as session:
            held = groupings.by_members(session, TRIO)
        assert held is not None
        assert held.first_seen == later(-800)

    def test_an_archive_rewrites_nothing_that_was_told(self, house: House, room: Newsroom) -> None:
        """The set is known to be older than was told; the alert stays, and nobody hears of it."""
        publish(house, room, NOTE)
        (told,) = detect(house, NOW).alerts
        assert told.reason is Reason.NEW_GROUPING
        publish(house, room, HOTLINE, feed="coast", at=later(-800), now=later(1))
        assert detect(house, later(1)).alerts == ()
        with reading(house.engine) as session:
            assert outbox.alerts_between(session, NOW, later(2)) == [told]
            held = groupings.by_members(session, TRIO)
            then = groupings.held_at(session, NOW)
            assert held is not None
            last = groupings.history(session, held.id)[-2:]
        assert (held.first_seen, [one.first_seen for one in then]) == (later(-800), [NOW])
        assert [one.kind for one in last] == [ChangeKind.SINCE, ChangeKind.CONFIRMED]

    def test_what_a_rule_held_back_is_told_when_it_holds(
        self, listening: Listening, room: Newsroom
    ) -> None:
        """A rule that wants two newsrooms hears of a meeting from the second one on."""
        house = listening(rules=[Rule("sure", min_newsrooms=2)])
        publish(house, room, HOTLINE)
        first = detect(house, NOW)
        assert first.alerts == ()
        assert first.skips["newsrooms"] > 0
        with reading(house.engine) as session:
            assert outbox.alerts_between(session, later(-1), later(1)) == []

    def test_reading_everything_twice_changes_nothing(self, house: House, room: Newsroom) -> None:
        """What is read is not read again."""
        publish(house, room, HOTLINE)
        detect(house, NOW)
        before = records(house)
        assert detect(house, later(1)).as_counts() == {
            "articles": 0,
            "copies": 0,
            "relevant": 0,
            "alerts": 0,
        }
        assert records(house) == before

    def test_an_article_without_a_meeting_is_only_counted(
        self, house: House, room: Newsroom
    ) -> None:
        """Trams are no news here."""
        publish(house, room, TRAM)
        report = detect(house, NOW)
        assert (report.articles, report.relevant, report.alerts) == (1, 0, ())


class TestDecisions:
    """What a person said of a record decides whether anybody hears of it."""

    def test_a_muted_meeting_is_silent_till_its_status_changes(
        self, house: House, room: Newsroom
    ) -> None:
        """A note adds nothing; that it took place is told."""
        publish(house, room, HOTLINE)
        detect(house, NOW)
        (record,) = records(house)
        mute(house, record.id, None, later(0.05))
        publish(house, room, NOTE, at=later(0.1))
        assert detect(house, later(0.1)).alerts == ()
        publish(house, room, HELD, at=later(3.3))
        assert reasons(detect(house, later(3.3)).alerts) == [Reason.HELD]

    def test_a_meeting_muted_until_a_day_is_silent_for_good(
        self, house: House, room: Newsroom
    ) -> None:
        """Whatever happens to it before that day is over."""
        publish(house, room, HOTLINE)
        detect(house, NOW)
        (record,) = records(house)
        mute(house, record.id, later(10).date(), later(0.05))
        publish(house, room, HELD, at=later(3.3))
        report = detect(house, later(3.3))
        assert report.alerts == ()
        assert report.skips["muted"] == 1

    def test_a_known_set_is_no_new_grouping(self, house: House, room: Newsroom) -> None:
        """An editor knows it already; its meeting is told all the same."""
        known(house, TRIO, NOW)
        publish(house, room, HOTLINE)
        report = detect(house, NOW)
        assert reasons(report.alerts) == [Reason.NEW_MEETING]
        assert report.skips["known"] == 1


class TestReaders:
    """A better reader reads the stored articles anew."""

    @pytest.mark.parametrize("rules", ["READER_VERSION", "COPIES_VERSION"])
    def test_nobody_is_told_twice(
        self, house: House, room: Newsroom, monkeypatch: pytest.MonkeyPatch, rules: str
    ) -> None:
        """The same text read anew raises the same alerts, and those are known."""
        publish(house, room, HOTLINE)
        detect(house, NOW)
        before = records(house)
        monkeypatch.setattr(step, rules, "next")
        report = detect(house, later(0.5))
        assert (report.articles, report.alerts) == (1, ())
        assert [one.id for one in records(house)] == [one.id for one in before]

    def test_what_an_editor_adds_to_the_lexicon_is_read_anew(
        self, house: House, room: Newsroom, tmp_path: Path
    ) -> None:
        """Stored articles are read once by each edition of the lexicon; nobody hears twice."""
        publish(house, room, HOTLINE)
        assert len(detect(house, NOW).alerts) == 1
        (tmp_path / LEXICON).write_text('[[mask]]\nphrase = "Lantern Weekly"\n', encoding="utf-8")
        richer = replace(house, lexicon=load_lexicon(tmp_path))
        report = detect(richer, later(0.5))
        assert (report.articles, report.alerts) == (1, ())
        assert detect(richer, later(0.6)).articles == 0
        assert detect(house, later(0.7)).articles == 0

    def test_what_it_finds_in_old_articles_is_no_news(
        self, house: House, room: Newsroom, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """An article that lay there for weeks does not alert, whatever is now found in it."""
        publish(house, room, HOTLINE)
        monkeypatch.setattr(step, "READER_VERSION", "next")
        report = detect(house, later(9))
        assert (report.articles, report.alerts) == (1, ())
        assert len(records(house)) == 1


class TestFaults:
    """What one article may cost: itself."""

    def test_an_article_that_breaks_the_reader_is_put_aside(
        self,
        house: House,
        room: Newsroom,
        monkeypatch: pytest.MonkeyPatch,
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        """It is counted and logged, the others are read, and it is never tried again."""
        real = step.read

        def broken(title: str, *rest: object) -> object:
            if title == TRAM.title:
                raise RecursionError("too deep")
            return real(title, *rest)  # type: ignore[arg-type]

        monkeypatch.setattr(step, "read", broken)
        publish(house, room, TRAM)
        publish(house, room, HOTLINE, feed="coast")
        report = detect(house, NOW)
        assert (report.articles, report.unreadable, len(report.alerts)) == (2, 1, 1)
        assert report.as_counts()["unreadable"] == 1
        assert not report.is_failure
        assert any(record.exc_info for record in caplog.records)
        assert detect(house, NOW).articles == 0

    def test_what_cannot_be_kept_leaves_nothing_half_written(
        self, house: House, room: Newsroom, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Claims and records of an article are kept together or not at all."""
        real = step.assemble

        def broken(*given: object) -> object:
            raise ZeroDivisionError

        monkeypatch.setattr(step, "assemble", broken)
        publish(house, room, HOTLINE)
        report = detect(house, NOW)
        assert report.is_failure
        assert report.alerts == ()
        assert records(house) == []
        (article,) = kept(house)
        with reading(house.engine) as session:
            assert reports.claims(session, article.article.id) == []
        monkeypatch.setattr(step, "assemble", real)
        publish(house, room, NOTE, at=NOW + timedelta(hours=1))
        assert len(detect(house, NOW + timedelta(hours=1)).alerts) == 1

    def test_an_empty_house_reads_nothing(self, house: House) -> None:
        """No article is no failure."""
        report = detect(house, NOW)
        assert (report.articles, report.is_failure) == (0, False)


def test_an_alert_quotes_the_news_and_names_its_sources(house: House, room: Newsroom) -> None:
    """The sentence is from the article that brought the change; sources come latest first."""
    publish(house, room, HOTLINE)
    detect(house, NOW)
    thursday = later(3.3)
    publish(house, room, HELD, at=thursday)
    (alert,) = detect(house, thursday).alerts
    assert alert.sentence in " ".join(HELD.paragraphs)
    assert "met in Muscat" in alert.sentence
    assert [source.title for source in alert.sources] == [HELD.title, HOTLINE.title]


def test_alerts_are_queued_for_who_follows_the_rule(listening: Listening, room: Newsroom) -> None:
    """The alert and its place in the queue are written together; others hear nothing."""
    house = listening(rules=[Rule("all"), Rule("asean", groupings=("ASEAN",))])
    publish(house, room, HOTLINE)
    (alert,) = detect(house, NOW).alerts
    assert alert.rules == ("all",)
    with reading(house.engine) as session:
        assert [one.id for one in outbox.queued(session, "all")] == [alert.id]
        assert outbox.queued(session, "asean") == []

"""A past that is judged again comes to what it came to, and leaves the house as it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import Engine

from alerts.model import Alert, Reason, Rule
from flows.runtime.runs import running
from flows.runtime.settings import Settings
from flows.runtime.watchlist import Watchlist
from flows.runtime.wiring import House
from flows.steps import story_corrections
from flows.steps.corrections import dismiss, known, undo
from flows.steps.detect import detect
from flows.steps.past import Window, rebuilt, relived, remembered
from flows.steps.replay import raised
from parsers.lexicon import load
from parsers.model import GroupingRecord, MeetingRecord
from storage import groupings, meetings, outbox, reports, stories
from storage.database import reading, transaction
from tests.flows.archives import content
from tests.flows.houses import HELD, HOTLINE, NOW, TRAM, News, later
from tests.storage import builders as make

WEEK = Window(NOW.date(), later(6).date())
LATER = replace(HOTLINE, title="Talks on ships' hotline put off by a day", text="""
    The foreign ministers of India, Kenya and Oman will meet in Muscat on 6 March, a day later
    than planned, the Omani foreign ministry said on Tuesday.

    A storm keeps one of them from flying. The agenda is what it was.
    """)  # fmt: skip
SET = News(
    "Three security advisers talk of harbours",
    """
    The national security advisers of Chile, Ghana and Nepal met in Accra on Tuesday for the
    first time and agreed on a list of harbours.

    They walked to the lighthouse after lunch and came back before the rain.
    """,
)
OTHER_SET = News(
    "Three defence ministers talk of lanterns",
    """
    The defence ministers of Peru, Kenya and Laos met in Lima on Friday for the first time and
    agreed on a list of lanterns.

    They walked to the harbour after lunch and came back before the rain.
    """,
)


@pytest.fixture
def house(engine: Engine) -> House:
    """A house on each kind of database, with one rule and nobody to tell."""
    settings = Settings.model_validate({"database_url": "sqlite:///not-asked.sqlite"})
    return House(settings, Watchlist((), (Rule("all"),), ()), engine, load())


def print_news(house: House, name: str, news: News, at: datetime, outlet: str = "harbour") -> None:
    """Keep an article as ingest does, and read it at once."""
    one = make.article(
        name, title=news.title, text="\n\n".join(news.paragraphs), published_at=at, url=f"https://{outlet}.example/{name}",
        outlet=f"{outlet}.example",
    )  # fmt: skip
    with transaction(house.engine) as session:
        make.keep_article(session, one, newsroom=f"{outlet}.example", now=at)
    detect(house, at)


def run(house: House, at: datetime) -> None:
    """Let a run of the schedule find nothing to read, and tell what has waited."""
    with running(house, "detect", at):
        detect(house, at)


@pytest.fixture
def archive(house: House) -> House:
    """A meeting that is announced, reprinted, put off and held, two sets that are new, and a tram.

    The last set waits for a second newsroom over midnight.
    """
    print_news(house, "a1", HOTLINE, later(0))
    print_news(house, "a2", HOTLINE, later(0.1), "coast")
    print_news(house, "a3", TRAM, later(0.2))
    print_news(house, "a4", LATER, later(1), "coast")
    print_news(house, "a5", SET, later(1.2))
    print_news(house, "a6", HELD, later(4.3))
    run(house, later(4.4))
    print_news(house, "a7", OTHER_SET, later(4.45))
    run(house, later(4.6))
    return house


def told(house: House, window: Window = WEEK) -> list[Alert]:
    """Return what was really told."""
    with reading(house.engine) as session:
        return outbox.alerts_between(session, window.start, window.end)


def again(house: House, window: Window = WEEK, *, is_read: bool = True) -> list[Alert]:
    """Return what is told when a window is judged again."""
    with rebuilt(house, window, is_read=is_read) as there:
        understand = None if is_read else remembered(house)
        found = raised(list(relived(house, there, window, understand)))
        return sorted(found, key=lambda alert: (alert.raised_at, alert.id))


def reasons(alerts: Sequence[Alert]) -> list[str]:
    """Return why somebody is told, the first first."""
    return [alert.reason.value for alert in alerts]


def held(house: House) -> tuple[list[MeetingRecord], list[GroupingRecord]]:
    """Return all that is held."""
    with reading(house.engine) as session:
        return meetings.all(session), groupings.everything(session)


@pytest.mark.parametrize("is_read", [True, False], ids=["read", "remembered"])
@pytest.mark.parametrize("first", [0, 1, 3, 5])
def test_the_same_is_told_again(archive: House, first: int, *, is_read: bool) -> None:
    """From each day on, whether articles are read anew or remembered; the house is untouched."""
    window = Window(NOW.date() + timedelta(days=first), WEEK.until)
    before = content(archive.engine)
    assert again(archive, window, is_read=is_read) == told(archive, window)
    assert told(archive, window)
    assert content(archive.engine) == before


@pytest.mark.parametrize("first", [1, 2])
def test_what_is_held_at_the_end_is_what_is_held(archive: House, first: int) -> None:
    """Every record comes out as it is, with its reports, whatever day the past begins at."""
    window = Window(NOW.date() + timedelta(days=first), WEEK.until)
    with rebuilt(archive, window, is_read=True) as there:
        assert held(there) != held(archive)
        list(relived(archive, there, window))
        assert held(there) == held(archive)
        for record in held(archive)[0]:
            with reading(there.engine) as here, reading(archive.engine) as session:
                ours, theirs = (
                    reports.of_record(here, record.id),
                    reports.of_record(session, record.id),
                )
                assert [one.key for one in ours] == [one.key for one in theirs]
                lives = meetings.history(here, record.id), meetings.history(session, record.id)
                assert lives[0] == lives[1]
                support = (
                    meetings.attachments(here, record.id),
                    meetings.attachments(session, record.id),
                )
                assert support[0] == support[1]


def test_what_came_later_is_not_held_before(archive: House) -> None:
    """At the beginning of the third day nobody knows that the meeting was held."""
    window = Window(NOW.date() + timedelta(days=2), WEEK.until)
    with rebuilt(archive, window, is_read=False) as there:
        (one,) = [r for r in held(there)[0] if r.participants == ("IN", "KE", "OM")]
        assert str(one.status) == "scheduled"
        assert one.when.start == date(2026, 3, 6)
        with reading(there.engine) as session:
            assert reasons(outbox.alerts_of(session, one.id)) == ["moved"]


def test_what_people_decided_bears_from_then_on(archive: House) -> None:
    """A meeting that was dismissed on the third day was told before, and is not told after."""
    (meeting,) = [r for r in held(archive)[0] if r.participants == ("IN", "KE", "OM")]
    decision = dismiss(archive, meeting.id, later(2))
    before = [alert for alert in told(archive) if alert.reason is not Reason.HELD]
    assert len(before) == len(told(archive)) - 1
    for is_read in (True, False):
        assert again(archive, is_read=is_read) == before
    undo(archive, decision.id, later(3))
    assert again(archive) == told(archive)


def test_what_was_decided_before_a_window_holds_in_it(archive: House) -> None:
    """A set that was called known on the first day is no news on the next, as a set."""
    known(archive, ["CL", "GH", "NP"], later(0.5))
    window = Window(NOW.date() + timedelta(days=1), WEEK.until)
    then, now = reasons(told(archive, window)), reasons(again(archive, window))
    assert [(old, new) for old, new in zip(then, now, strict=True) if old != new] == [
        ("new_grouping", "new_meeting")
    ]


@pytest.mark.parametrize("first", [1, 3])
@pytest.mark.parametrize("is_read", [True, False], ids=["read", "remembered"])
def test_what_was_decided_of_stories_bears_in_the_past(
    archive: House, first: int, *, is_read: bool
) -> None:
    """From when it was decided, and before a window already; in the end all is as it is held."""
    merged = story_corrections.merge(archive, "a1", "a4", later(2))
    story_corrections.split(archive, ["a2"], later(2.1))
    window = Window(NOW.date() + timedelta(days=first), WEEK.until)
    with rebuilt(archive, window, is_read=is_read) as there:
        with reading(there.engine) as session:
            is_there = stories.story_of(session, "a4") == "a1"
            assert is_there is (merged.made_at < window.start)
        list(relived(archive, there, window, None if is_read else remembered(archive)))
        assert held(there) == held(archive)
        with reading(there.engine) as here, reading(archive.engine) as session:
            told = [stories.story_of(session, f"a{number}") for number in range(1, 8)]
            assert [stories.story_of(here, f"a{number}") for number in range(1, 8)] == told
            assert told[:4] == ["a1", "a2", "a3", "a1"]


def test_a_window_ends_after_it_begins() -> None:
    """The other way round it names both days."""
    with pytest.raises(ValueError, match="2026-03-06 to 2026-03-02"):
        Window(date(2026, 3, 6), date(2026, 3, 2))

"""The sample newsroom's five days through the plain steps, held against ``expected.toml``.

Everything is real but the clock: HTTP, SMTP and the web hook on loopback, a database file.
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest

from alerts.model import Alert, Reason
from demo.expectation import Expectation, ExpectedAlert, ExpectedMeeting, load
from demo.play import PORT_FILE, Day, Play, StageError, play, slug, staged, stuck
from flows.runtime.settings import load_settings
from flows.runtime.wiring import opened
from parsers.model import GroupingKind, MeetingRecord
from storage import articles, database
from storage.model import PollOutcome
from tests.flows.archives import one_round

EXPECTED: Expectation = load()
DAYS = range(len(EXPECTED.days))
NAMES = [f"{day.date:%A}" for day in EXPECTED.days]

pytestmark = pytest.mark.slow


@dataclass(frozen=True, slots=True)
class Played:
    """The week played twice in one folder."""

    home: Path
    first: Play
    second: Play

    def slugs(self, ids: Iterable[str]) -> set[str]:
        """Return the sample articles that these ids stand for."""
        engine = database.connect(f"sqlite:///{self.home / 'watch.sqlite'}")
        with database.reading(engine) as session:
            found = {slug(stored.article.url) for stored in articles.many(session, ids)}
        engine.dispose()
        return found


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Played:
    """The whole week, and the whole week again."""
    home = tmp_path_factory.mktemp("play")
    silent: Callable[[str], None] = [].append
    return Played(home, play(home, one_round, silent), play(home, one_round, silent))


def got(played: Played, number: int) -> Day:
    """What came of one day."""
    return played.first.days[number]


@pytest.mark.parametrize("number", DAYS, ids=NAMES)
def test_feeds_answer_as_expected(played: Played, number: int) -> None:
    """Each day's polls: how many feeds were read, which were unchanged and which failed."""
    day, expected = got(played, number), EXPECTED.days[number]
    by_outcome: dict[PollOutcome, list[str]] = {}
    for poll in day.polls:
        by_outcome.setdefault(poll.outcome, []).append(poll.feed)
    assert len(by_outcome.pop(PollOutcome.OK)) == expected.feeds_read
    unchanged = by_outcome.pop(PollOutcome.NOT_MODIFIED, [])
    assert sorted(unchanged) == sorted(expected.feeds_unchanged)
    failed = [slug for slugs in by_outcome.values() for slug in slugs]
    assert sorted(failed) == sorted(expected.feeds_failed)


@pytest.mark.parametrize("number", DAYS, ids=NAMES)
def test_every_article_is_new_once(played: Played, number: int) -> None:
    """Each day brings exactly the articles that were printed and could be read."""
    assert got(played, number).new_articles == EXPECTED.days[number].articles_new


@pytest.mark.parametrize("number", DAYS, ids=NAMES)
def test_copies_are_folded(played: Played, number: int, remark: Callable[[str], None]) -> None:
    """Reprints and cut-downs join their story; only a reworded copy may be missed, and is told."""
    found = [frozenset(story) for story in got(played, number).stories]
    wanted = [frozenset(story) for story in EXPECTED.days[number].stories]
    reworded = set(EXPECTED.reworded)
    for story in found:
        assert any(story <= whole for whole in wanted), f"joins what is no copy: {sorted(story)}"
    for whole in wanted:
        missing = min((whole - story for story in found if story <= whole), key=len, default=whole)
        assert missing <= reworded, f"not folded: {sorted(missing)}"
        for name in sorted(missing):
            remark(f"sample newsroom: the reworded copy {name} was not folded")


def test_independent_reports_stay_apart(played: Played) -> None:
    """Two newsrooms that write of one event are two stories, or evidence could not be counted."""
    for day in played.first.days:
        for story in day.stories:
            for reports in EXPECTED.independent_reports:
                assert len(set(story) & set(reports)) <= 1


@pytest.mark.parametrize("number", DAYS, ids=NAMES)
def test_alerts(played: Played, number: int) -> None:
    """Each day raises exactly the expected alerts: reason, states, level, status, days, place."""
    raised = sorted(map(of_alert, got(played, number).alerts))
    assert raised == sorted(map(of_expected, EXPECTED.days[number].alerts))


def of_alert(alert: Alert) -> str:
    """What an alert tells, as one line."""
    if alert.reason is Reason.NEW_NAME:
        return line(alert.reason, alert.members, alert.after)
    meeting = alert.meeting
    assert meeting is not None, alert
    return line(alert.reason, alert.members, alert.level or meeting.level, *fields(meeting))


def of_expected(alert: ExpectedAlert) -> str:
    """What an alert should tell, as the same line."""
    if alert.reason is Reason.NEW_NAME:
        return line(alert.reason, alert.members, alert.name)
    place = (alert.city, alert.country)
    days = (alert.start, alert.end)
    return line(alert.reason, alert.members, alert.level, alert.status, *days, *place)


def fields(meeting: MeetingRecord) -> tuple[Any, ...]:
    """Status, days and place of a meeting."""
    when, place = meeting.when, meeting.place
    return meeting.status, when.start, when.end, place.city, place.country


def line(first: object, members: tuple[str, ...], *rest: object) -> str:
    """Put the fields into a line that reads well where two lists differ."""
    return " ".join([str(first), "-".join(members), *(str(field or "?") for field in rest)])


@pytest.mark.parametrize("number", DAYS, ids=NAMES)
def test_records(played: Played, number: int) -> None:
    """The meetings held at the end of each day: three to nine states, or a 2+2; no history."""
    held = [
        line(record.grouping or "-", record.participants, record.level, *fields(record))
        for record in got(played, number).meetings
        if record.is_in_scope
        and not record.is_background
        and record.kind is not GroupingKind.MULTILATERAL
    ]
    assert sorted(held) == sorted(map(of_meeting, EXPECTED.days[number].meetings))


def of_meeting(meeting: ExpectedMeeting) -> str:
    """A record that should be held, as the same line."""
    place = (meeting.city, meeting.country)
    days = (meeting.start, meeting.end)
    name = meeting.grouping or "-"
    return line(name, meeting.members, meeting.level, meeting.status, *days, *place)


def test_what_is_no_news_alerts_nobody(played: Played) -> None:
    """No alert rests on an article about sport, companies, trade tables, history or cabinets."""
    quiet = set(EXPECTED.must_not_alert)
    for day in played.first.days:
        for alert in day.alerts:
            sources = alert.meeting.sources if alert.meeting else ()
            sources += alert.grouping.sources if alert.grouping else ()
            assert not played.slugs(sources) & quiet, of_alert(alert)


def test_every_alert_is_delivered(played: Played) -> None:
    """Each day's digest arrives by mail and at the web hook, and nothing is left over."""
    assert len(played.first.mails) == len(EXPECTED.days)
    assert played.first.posts == len(EXPECTED.days)
    assert stuck(played.first) == 0
    assert played.first.deliveries["sent"] == 2 * len(EXPECTED.days)
    for raw, day in zip(played.first.mails, EXPECTED.days, strict=True):
        message = message_from_bytes(raw, policy=policy.default)
        assert message["To"] == "asia-desk@newsroom.example"
        assert message["Date"].datetime.date() == day.date


def test_a_second_play_changes_nothing(played: Played) -> None:
    """The same week again brings no article, no alert, no mail, and leaves all records alone."""
    assert played.second.is_repeat
    assert played.second.deliveries == played.first.deliveries
    assert [day.alerts for day in played.second.days] == [day.alerts for day in played.first.days]
    assert played.second.days[-1].meetings == played.first.days[-1].meetings
    assert played.second.days[-1].stories == played.first.days[-1].stories


def test_days_are_those_of_the_newsroom(played: Played) -> None:
    """The play goes through all days in order."""
    assert [day.day for day in played.first.days] == [day.date for day in EXPECTED.days]
    assert got(played, 0).day == date(2026, 3, 2)


def test_the_play_leaves_other_installations_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Settings of the environment would win over the demo's own; they are hidden, then restored."""
    elsewhere = f"sqlite:///{tmp_path / 'real.sqlite'}"
    monkeypatch.setenv("MINILATERAL_DATABASE_URL", elsewhere)
    home = tmp_path / "demo"
    home.mkdir()
    with staged(home), opened() as house:
        assert house.settings.database_url.endswith("/watch.sqlite")
    assert not (tmp_path / "real.sqlite").exists()
    monkeypatch.chdir(tmp_path)
    assert load_settings().database_url.endswith("/real.sqlite")


def test_a_taken_port_is_named(tmp_path: Path) -> None:
    """Addresses are identities, so a play needs the port of the last one, and says so."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        (tmp_path / PORT_FILE).write_text(str(port))
        with pytest.raises(StageError, match=f"port {port} .*remove"), staged(tmp_path):
            pass

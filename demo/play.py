"""Plays the sample newsroom's days through the house and notes what came of each.

The house is the real one: its settings come from a ``.env`` file, its editorial
choices from ``config/``, both written into a folder of the demo's own. Who runs the
verbs is a parameter, so that the same play runs with Prefect and without.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, chdir, contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from sqlmodel import Session

from alerts.model import Alert, DeliveryState
from demo.content import DAYS
from demo.publisher import Site, feeds_toml, serve
from demo.sinks import SlackSink, SmtpSink, slack_sink, smtp_sink
from flows.runtime.settings import PREFIX
from flows.runtime.wiring import House, opened
from parsers.model import MeetingRecord
from storage import articles, feeds, groupings, meetings, outbox, stories
from storage.database import reading
from storage.model import Poll

RULES = Path(__file__).parent.parent / "config" / "watchlist.toml"
PORT_FILE = Path("port")

RECIPIENTS = """\
[[recipient]]
name = "asia-desk"
channel = "email"
address = "asia-desk@newsroom.example"
rules = ["all-minilaterals", "two-plus-twos"]
at = 18:00:00
zone = "Europe/London"

[[recipient]]
name = "channel"
channel = "slack"
secret = "slack_channel"
rules = ["all-minilaterals", "two-plus-twos"]
cadence = "instant"
"""


class StageError(Exception):
    """The newsroom cannot be set up; the message names the remedy."""


Act = Callable[[datetime], None]
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Day:
    """What one simulated day brought; records and stories are cumulative."""

    day: date
    polls: tuple[Poll, ...]
    new_articles: int
    articles: int
    stories: tuple[tuple[str, ...], ...]
    alerts: tuple[Alert, ...]
    meetings: tuple[MeetingRecord, ...]
    groupings: int


@dataclass(frozen=True, slots=True)
class Play:
    """All days, what arrived at the sinks, and whether the house had seen it all before."""

    days: tuple[Day, ...]
    mails: tuple[bytes, ...] = ()
    posts: int = 0
    deliveries: dict[str, int] = field(default_factory=dict)

    @property
    def is_repeat(self) -> bool:
        """True where nothing was new."""
        return not self.mails and not self.posts and not any(d.new_articles for d in self.days)


def play(home: Path, act: Act, say: Say) -> Play:
    """Play all days in order; ``act`` does one round at the instant it is given."""
    home.mkdir(parents=True, exist_ok=True)
    with staged(home) as (site, smtp, slack):
        days = []
        for number, day in enumerate(DAYS, start=1):
            site.day = number
            before = _count()
            say(f"{day:%A %d %B}: reading the newsroom ...")
            act(site.now)
            days.append(_observed(site.now, before))
            say(_line(days[-1]))
        with opened() as house, reading(house.engine) as session:
            sent = outbox.counts(session)
        mails = tuple(mail.raw for mail in smtp.mails)
        return Play(tuple(days), mails, len(slack.payloads), sent)


@contextmanager
def staged(home: Path) -> Iterator[tuple[Site, SmtpSink, SlackSink]]:
    """Serve newsroom and sinks, and enter a folder whose settings point at them."""
    with ExitStack() as stack:
        stack.enter_context(chdir(home))
        stack.enter_context(_without_other_settings())
        site = stack.enter_context(_served())
        smtp = stack.enter_context(smtp_sink())
        slack = stack.enter_context(slack_sink())
        _write_settings(site, smtp, slack)
        yield site, smtp, slack


@contextmanager
def _served() -> Iterator[Site]:
    """Serve the newsroom on the port of the first play, since addresses are identities."""
    port = int(PORT_FILE.read_text()) if PORT_FILE.exists() else 0
    with ExitStack() as stack:
        try:
            site = stack.enter_context(serve(port=port))
        except OSError as error:
            raise StageError(
                f"port {port} of the last play is taken; remove {Path.cwd()}"
            ) from error
        PORT_FILE.write_text(str(site.port))
        yield site


@contextmanager
def _without_other_settings() -> Iterator[None]:
    """Hide the installation that the environment may describe: the play must not touch it."""
    surroundings = os.environ  # noqa: TID251 -- hidden, not read
    hidden = {name: surroundings.pop(name) for name in [*surroundings] if name.startswith(PREFIX)}
    try:
        yield
    finally:
        surroundings.update(hidden)


def _write_settings(site: Site, smtp: SmtpSink, slack: SlackSink) -> None:
    settings = {
        "DATABASE_URL": "sqlite:///watch.sqlite",
        "ALLOW_PRIVATE_HOSTS": "127.0.0.1",
        "HOST_GAP": "0",
        "HOST_PARALLEL": "8",
        "LOG_LEVEL": "WARNING",
        "SMTP_HOST": smtp.host,
        "SMTP_PORT": str(smtp.port),
        "SMTP_MODE": "none",
        "SMTP_SENDER": "Minilateral Watch <watch@watch.example>",
        "SECRET_SLACK_CHANNEL": slack.url,
    }
    lines = [f"MINILATERAL_{name}={value}" for name, value in settings.items()]
    Path(".env").write_text("\n".join(lines) + "\n", encoding="utf-8")
    config = Path("config")
    config.mkdir(exist_ok=True)
    (config / "feeds.toml").write_text(feeds_toml(site.newsroom), encoding="utf-8")
    (config / "recipients.toml").write_text(RECIPIENTS, encoding="utf-8")
    shutil.copyfile(RULES, config / "watchlist.toml")
    # The sample's outlets are rivals: each is a newsroom of its own.
    (config / "newsrooms.toml").write_text("", encoding="utf-8")


def _count() -> int:
    with opened() as house, reading(house.engine) as session:
        return articles.counts(session)["articles"]


def _observed(now: datetime, before: int) -> Day:
    with opened() as house:
        return _day(house, now, before)


def _day(house: House, now: datetime, before: int) -> Day:
    start = now.replace(hour=0, minute=0, second=0, microsecond=0)
    end = now.replace(hour=23, minute=59, second=59)
    with reading(house.engine) as session:
        total = articles.counts(session)["articles"]
        return Day(
            day=now.date(),
            polls=tuple(feeds.polls(session, start, end)),
            new_articles=total - before,
            articles=total,
            stories=tuple(_folded(session)),
            alerts=tuple(outbox.alerts_between(session, start, end)),
            meetings=tuple(meetings.all(session)),
            groupings=len(groupings.everything(session)),
        )


def _folded(session: Session) -> Iterator[tuple[str, ...]]:
    for members in stories.folded(session):
        yield tuple(slug(article.url) for article in members)


def slug(url: str) -> str:
    """Return the sample article's slug, the last part of its page's address."""
    return url.rpartition("/")[2].removesuffix(".html")


def _line(day: Day) -> str:
    answered = sum(poll.outcome.is_success for poll in day.polls)
    told = ", ".join(sorted({alert.reason.value for alert in day.alerts})) or "none"
    copies = sum(len(story) - 1 for story in day.stories)
    return (
        f"  {answered} of {len(day.polls)} feeds answered, {day.new_articles} new articles, "
        f"{copies} copies folded so far, {len(day.meetings)} meetings held on record, "
        f"alerts: {len(day.alerts)} ({told})"
    )


def stuck(play_: Play) -> int:
    """Return how many messages were not delivered."""
    fine = {DeliveryState.SENT.value, "queued"}
    return sum(count for word, count in play_.deliveries.items() if word not in fine)

"""A whole house in a folder of a test: settings, configuration, database; and news to read.

Every sentence of the news is ours. Feeds and pages are served by ``tests.flows.loopback``.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape
from pathlib import Path
from typing import Protocol

from click.testing import Result
from sqlalchemy import Engine

from alerts.model import Recipient, Rule
from flows.runtime.runs import running
from flows.runtime.settings import Settings
from flows.runtime.tally import Tally
from flows.runtime.watchlist import Watchlist
from flows.runtime.wiring import House
from flows.steps.deliver import deliver
from flows.steps.digest import compose
from flows.steps.ingest import IngestReport, due, ingest
from parsers.lexicon import load
from storage import database, runs
from storage.model import FeedSource, Run
from tests.flows.loopback import Newsroom, Reply

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)

RULES = """\
[wait]
minutes = 0

[[rule]]
name = "all-minilaterals"

[[rule]]
name = "two-plus-twos"
levels = ["two_plus_two"]
"""


Command = Callable[..., Result]


class Listening(Protocol):
    """Makes a house with rules of its own, and one listener for each rule, called like it."""

    def __call__(self, *, rules: Sequence[Rule]) -> House:
        """Return the house."""


CHANNEL = """
[[recipient]]
name = "channel"
channel = "slack"
secret = "slack_news"
rules = ["all-minilaterals"]
cadence = "instant"
"""


def feeds_toml(room: Newsroom, *slugs: str) -> str:
    """Return the configuration of feeds served at ``/<slug>.xml``."""
    rows = (
        f'[[feed]]\nslug = "{slug}"\nname = "{slug.title()}"\nurl = "{room.url(f"/{slug}.xml")}"\n'
        f'home = "{room.url("/")}"\ncountry = "IN"\nkind = "media"\nlanguage = "en"\n'
        for slug in slugs
    )
    return "\n".join(rows)


def furnish(
    home: Path,
    *,
    feeds: str = "",
    rules: str = RULES,
    recipients: str = "",
    newsrooms: str = "",
    settings: Mapping[str, str] | None = None,
) -> Path:
    """Write configuration and settings into ``home``, a folder to be entered, and return it."""
    config = home / "config"
    config.mkdir(parents=True, exist_ok=True)
    texts = {
        "feeds": feeds, "watchlist": rules, "recipients": recipients, "newsrooms": newsrooms
    }  # fmt: skip
    for name, text in texts.items():
        (config / f"{name}.toml").write_text(text, encoding="utf-8")
    given = {
        "DATABASE_URL": "sqlite:///watch.sqlite",
        "ALLOW_PRIVATE_HOSTS": "127.0.0.1",
        "HOST_GAP": "0",
        "HOST_PARALLEL": "8",
        "READ_TIMEOUT": "5",
    } | dict(settings or {})
    lines = [f"MINILATERAL_{name}={value}" for name, value in given.items()]
    (home / ".env").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return home


def house_on(
    engine: Engine,
    room: Newsroom,
    *slugs: str,
    rules: Sequence[Rule],
    recipients: Sequence[Recipient] = (),
    wait: timedelta = timedelta(0),
    **settings: object,
) -> House:
    """Return a house on a given database that reads feeds of the room, without any file.

    It tells at once what one newsroom says, unless it is given a ``wait``.
    """
    given: dict[str, object] = {
        "database_url": "sqlite:///not-asked.sqlite",
        "allow_private_hosts": "127.0.0.1",
        "host_gap": 0,
        "host_parallel": 8,
    }
    sources = [FeedSource(slug, slug.title(), room.url(f"/{slug}.xml")) for slug in slugs]
    watchlist = Watchlist(tuple(sources), tuple(rules), tuple(recipients), wait)
    return House(Settings.model_validate(given | settings), watchlist, engine, load())


def item(path: str, title: str, published: datetime | None = NOW, text: str = "") -> str:
    """Return one RSS item; ``path`` is its link, left out where empty."""
    parts = [f"<title>{escape(title)}</title>"]
    parts += [f"<link>{escape(path)}</link>"] if path else []
    parts += [f"<pubDate>{format_datetime(published)}</pubDate>"] if published else []
    parts += [f"<description>{escape(text)}</description>"] if text else []
    return f"<item>{''.join(parts)}</item>"


def rss(items: Iterable[str]) -> bytes:
    """Return an RSS 2.0 feed."""
    body = "\n".join(items)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel>'
    return f"{head}<title>News</title>{body}</channel></rss>".encode()


def page(title: str, paragraphs: Iterable[str], published: datetime | None = NOW) -> bytes:
    """Return an article's page."""
    stamp = published.isoformat() if published else ""
    meta = f'<meta property="article:published_time" content="{stamp}">' if stamp else ""
    body = "".join(f"<p>{escape(text)}</p>" for text in paragraphs)
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f"{meta}</head><body><article><h1>{escape(title)}</h1>{body}</article></body></html>"
    ).encode()


def sends(status: int, body: bytes = b"", **headers: str) -> Callable[[Reply], None]:
    """Return an answer that is always the same."""
    return lambda reply: reply.send(status, body, **headers)


def print_feed(room: Newsroom, slug: str, items: Iterable[str], **headers: str) -> None:
    """Let the room answer with this feed from now on."""
    room.answers[f"/{slug}.xml"] = sends(
        200, rss(items), Content_Type="application/rss+xml", **headers
    )


def print_page(room: Newsroom, path: str, body: bytes) -> str:
    """Let the room answer with this page from now on, and return its address."""
    room.answers[path] = sends(200, body, Content_Type="text/html; charset=utf-8")
    return room.url(path)


def read_feeds(house: House, now: datetime = NOW, *, force: bool = True) -> IngestReport:
    """Ask the feeds that are due, or all, as the verb does."""
    with running(house, "ingest", now) as run:
        return asyncio.run(ingest(house, run.id, due(house, now, force=force), now))


def send(house: House, now: datetime = NOW) -> tuple[int, Tally]:
    """Compose and deliver; return how many messages were made and what became of the sends."""
    made = compose(house, now)
    return len(made.composed), deliver(house, now)


@dataclass(frozen=True, slots=True)
class News:
    """One article as a newsroom has it: a headline and its paragraphs, parted by blank lines."""

    title: str
    text: str

    @property
    def paragraphs(self) -> list[str]:
        """The paragraphs, each on one line."""
        return [" ".join(block.split()) for block in self.text.split("\n\n")]

    def page(self, published: datetime | None = NOW) -> bytes:
        """The article's page."""
        return page(self.title, self.paragraphs, published)


HOTLINE = News(
    "India, Kenya and Oman to hold talks on a hotline for ships",
    """
    The foreign ministers of India, Kenya and Oman will meet in Muscat on 5 March to discuss
    a hotline for ships in distress, the Omani foreign ministry said on Monday.

    The three have never sat at one table before. Officials said that the agenda also holds a
    common list of spare parts and a fund for lighthouse keepers.

    A harbour pilot in Mombasa said that he would believe in the hotline when somebody picked
    up the receiver. The ministers are expected to return home the same evening.
    """,
)
HELD = News(
    "Ministers of India, Kenya and Oman agree on ships' hotline in Muscat",
    """
    The foreign ministers of India, Kenya and Oman met in Muscat on Thursday and agreed on a
    hotline for ships in distress, a joint statement said.

    The statement names a room in the old customs house where the telephone will stand, and
    asks each state to send two operators before the monsoon.

    The ministers walked along the harbour after the talks. One of them bought a brass bell
    and asked to have it sent to the capital by ship.
    """,
)
TRAM = News(
    "Tram line stays closed because rails went to the wrong depot",
    """
    The tram line to the northern suburbs will stay closed for another week, the city's
    transport office said, because a crate of rails was delivered to the wrong depot.

    Buses run every twelve minutes instead. A baker at the terminus said that he sold half as
    many rolls as in an ordinary week and had begun to give the rest to the drivers.

    The office promised a party for the reopening. It did not say who would pay for the cake.
    """,
)


def later(days: float) -> datetime:
    """Return an instant some days after NOW."""
    return NOW + timedelta(days=days)


def kept_runs(home: Path) -> list[Run]:
    """Return the runs of the folder's database, the first first."""
    engine = database.connect(f"sqlite:///{home / 'watch.sqlite'}")
    with database.reading(engine) as session:
        found = runs.recent(session)
    engine.dispose()
    return sorted(found, key=lambda run: run.started_at)

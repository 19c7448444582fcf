"""Archives that real runs have left: the sample newsroom's days, and what was kept of them."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine, select

from alerts.model import Alert, Rule
from demo.content import CLOSE, DAYS
from flows.runtime.runs import running
from flows.runtime.wiring import House, open_database, opened
from flows.steps.deliver import deliver
from flows.steps.detect import detect
from flows.steps.digest import compose
from flows.steps.ingest import due, ingest
from storage import outbox, past
from storage.database import reading, transaction
from storage.tables.rows import Row
from tests.flows.houses import News, later
from tests.storage import builders as make

ROUNDS = tuple(datetime.combine(day, CLOSE) for day in DAYS)
FIRST, LAST = DAYS[0], DAYS[-1]


def one_round(now: datetime) -> None:
    """Do what the verbs do, without Prefect."""
    with opened() as house:
        with running(house, "ingest", now) as run:
            states = due(house, now, force=True)
            run.close(asyncio.run(ingest(house, run.id, states, now)).as_counts())
        with running(house, "detect", now):
            detect(house, now)
        with running(house, "digest", now):
            compose(house, now)
            deliver(house, now)


def report(name: str, news: News, hours: float, outlet: str) -> None:
    """Let an article arrive in the house of this folder, and be read."""
    at = later(hours / 24)
    url = f"https://{outlet}.example/{name}"
    text = "\n\n".join(news.paragraphs)
    one = make.article(
        name, title=news.title, text=text, published_at=at, url=url, outlet=f"{outlet}.example"
    )
    with opened() as house:
        with transaction(house.engine) as session:
            make.keep_article(session, one, newsroom=f"{outlet}.example", now=at)
        detect(house, at)


def told(house: House) -> list[Alert]:
    """Return all alerts of the sample newsroom's days, in the order of time."""
    with reading(house.engine) as session:
        return outbox.alerts_between(session, ROUNDS[0], ROUNDS[-1].replace(hour=23))


def with_rules(house: House, rules: Sequence[Rule]) -> House:
    """Return the house with other rules, and nobody to tell."""
    return replace(house, watchlist=replace(house.watchlist, rules=tuple(rules), recipients=()))


@contextmanager
def lived(house: House, folder: Path) -> Iterator[House]:
    """Let another house with the same rules live through the same days, and yield it.

    It gets the articles on the days on which they came, and runs detect as the schedule does.
    """
    engine = open_database(f"sqlite:///{folder / 'lived.sqlite'}")
    there = replace(house, engine=engine)
    for now in ROUNDS:
        with reading(house.engine) as source, transaction(engine) as target:
            arrived = past.arrivals(source, now, now.replace(hour=23))
            past.carry_articles(source, target, [one.article for one in arrived])
        detect(there, now)
    yield there
    engine.dispose()


def content(engine: Engine) -> str:
    """Return a hash of all that a database holds, table by table and row by row."""
    digest = hashlib.sha256()
    with reading(engine) as session:
        for table in sorted(Row.metadata.tables.values(), key=lambda one: one.name):
            rows = session.connection().execute(select(table).order_by(*table.primary_key))
            digest.update(repr((table.name, rows.all())).encode())
    return digest.hexdigest()

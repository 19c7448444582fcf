"""Examines an installation: what is well, what is not, and what to do about it.

Every part is examined, whatever the state of the others; nothing is raised.
"""

from __future__ import annotations

import shutil
import socket
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Engine

from flows.runtime.settings import Settings, SettingsError, configure_logging, load_settings
from flows.runtime.vocabulary import load_configuration
from flows.runtime.watchlist import Watchlist, WatchlistError, undeliverable
from flows.runtime.wiring import open_database
from parsers.lexicon import Lexicon, problems
from storage import feeds, outbox, runs, ways
from storage.database import reading
from storage.errors import StorageError
from storage.model import FeedState

DISK_FREE_MIN = 500_000_000  # bytes; a month of two hundred feeds takes about half of it
BROKEN = timedelta(days=1)
QUIET_FOR_MAX = timedelta(hours=2)
CONNECT_TIMEOUT = 5.0  # seconds
SHOWN = 5  # names of feeds in one line


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing examined; ``detail`` holds the remedy where it is not well."""

    what: str
    is_well: bool
    detail: str


def examine(now: datetime) -> list[Finding]:
    """Return a finding for each part of the installation, in the order of the walk."""
    return [*_examined(now), *_disk()]


def _examined(now: datetime) -> Iterator[Finding]:
    try:
        settings = load_settings()
    except SettingsError as error:
        yield from (_fault("settings", str(fault)) for fault in error.faults)
        return
    configure_logging(settings)
    yield Finding("settings", is_well=True, detail="read")
    yield from _watchlist(settings)
    yield from _database(settings, now)
    if settings.can_mail:
        yield _mail(settings)


def _fault(what: str, detail: str) -> Finding:
    return Finding(what, is_well=False, detail=detail)


def _counted(what: str, count: int, remedy: str) -> Finding:
    """Say how many there are; none is a fault with a remedy."""
    return Finding(what, count > 0, str(count) if count else remedy)


def _watchlist(settings: Settings) -> Iterator[Finding]:
    try:
        lexicon, watch = load_configuration(settings.config_dir)
    except WatchlistError as error:
        yield from (_fault("configuration", str(fault)) for fault in error.faults)
        return
    yield from _numbers(watch)
    yield _lexicon(lexicon)
    lacks = undeliverable(watch.recipients, settings)
    yield from (_fault("settings", str(fault)) for fault in lacks)


def _numbers(watch: Watchlist) -> Iterator[Finding]:
    yield _counted("feeds", len(watch.enabled_feeds), "enable some in config/feeds.toml")
    yield _counted("rules", len(watch.rules), "add some in config/watchlist.toml")
    remedy = "nobody is told; add one in config/recipients.toml"
    yield _counted("recipients", len(watch.recipients), remedy)


def _database(settings: Settings, now: datetime) -> Iterator[Finding]:
    try:
        engine = open_database(settings.database_url)
    except StorageError as error:
        yield _fault("database", str(error))
        return
    try:
        yield Finding("database", is_well=True, detail=f"{engine.dialect.name}, up to date")
        yield from _kept(engine, now)
    except StorageError as error:
        yield _fault("database", str(error))
    finally:
        engine.dispose()


def _kept(engine: Engine, now: datetime) -> Iterator[Finding]:
    with reading(engine) as session:
        failing = feeds.failing(session)
        last = runs.recent(session, "ingest", 1)
        counts = outbox.counts(session)
        closed = [way.name for way in ways.troubled(session, now) if way.is_faulty]
        refused = [one.recipient for one in ways.refused(session) if one.is_final]
    yield _answers(failing, now)
    yield _recency(last[0].started_at if last else None, now)
    unknown, dead = counts.get("unknown", 0), counts.get("dead", 0)
    stuck = f"{unknown} of unknown outcome, {dead} given up; see minilateral deliveries list"
    yield Finding("deliveries", not unknown + dead, stuck if unknown + dead else "none stuck")
    if closed:
        yield _fault(
            "ways", f"set up wrongly: {', '.join(closed)}; see minilateral deliveries list"
        )
    if refused:
        remedy = "correct the address in config/recipients.toml"
        yield _fault("addresses", f"refused for good: {', '.join(refused)}; {remedy}")


def _answers(failing: Sequence[FeedState], now: datetime) -> Finding:
    """Take a feed for broken when it has failed for long; a server may be down for an hour."""
    broken = [s.source.slug for s in failing if s.failing_since and now - s.failing_since > BROKEN]
    if not broken:
        return Finding("answers", is_well=True, detail=f"{len(failing)} feeds fail just now")
    more = f" and {len(broken) - SHOWN} more" if len(broken) > SHOWN else ""
    remedy = "see minilateral feeds --failing, then mend or disable them in config/feeds.toml"
    return _fault("answers", f"failing for over a day: {', '.join(broken[:SHOWN])}{more}; {remedy}")


def _recency(last: datetime | None, now: datetime) -> Finding:
    if last is None:
        return _fault("schedule", "nothing was read yet; start minilateral serve, or run")
    words = f"last ingest {last:%Y-%m-%d %H:%M} UTC"
    if now - last <= QUIET_FOR_MAX:
        return Finding("schedule", is_well=True, detail=words)
    return _fault("schedule", f"{words}; is minilateral serve running?")


def _mail(settings: Settings) -> Finding:
    where = f"{settings.smtp_host}:{settings.smtp_port}"
    try:
        with socket.create_connection((settings.smtp_host, settings.smtp_port), CONNECT_TIMEOUT):
            return Finding("mail", is_well=True, detail=f"{where} answers")
    except OSError as error:
        remedy = "check MINILATERAL_SMTP_HOST and MINILATERAL_SMTP_PORT"
        return _fault("mail", f"{where} does not answer ({error}); {remedy}")


def _lexicon(lexicon: Lexicon) -> Finding:
    found = problems(lexicon)
    if found:
        return _fault("lexicon", f"{found[0]}; minilateral lexicon check lists all")
    added = ", with this installation's own words" if lexicon.edition else ""
    return Finding("lexicon", is_well=True, detail=f"{len(lexicon.groupings)} groupings{added}")


def _disk() -> Iterator[Finding]:
    free = shutil.disk_usage(Path.cwd()).free
    words = f"{free // 1_000_000} MB free"
    is_well = free >= DISK_FREE_MIN
    yield Finding("disk", is_well, words if is_well else f"{words}; make room for the database")

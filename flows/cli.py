"""The command ``minilateral``: the verbs of the house, without a Prefect server.

Each command opens the house, does one verb and says what came of it. The exit
status is 0 where the run as a whole worked, 1 where it failed, 2 where the
command, the settings, the configuration or the database cannot be used as given.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Literal

import typer

from flows import corrections, deliveries, lexicon, newsrooms, recipients, rules
from flows.audit import audit
from flows.compare import compare
from flows.console import FAILED, complain, refuse, write
from flows.entrance import Day, Now, entered, moment, recipient_named
from flows.groupings import groupings
from flows.meetings import meetings
from flows.replay import replay
from flows.runs import runs
from flows.runtime.runs import VerbBusyError, running
from flows.runtime.settings import SettingsError, load_settings
from flows.runtime.supervisor import SupervisionError, supervise
from flows.runtime.vocabulary import load_lexicon
from flows.runtime.watchlist import WatchlistError, newsrooms_if_any
from flows.runtime.wiring import House
from flows.steps import digest as telling
from flows.steps.backfill import UNAVAILABLE, Window
from flows.steps.backfill import backfill as read_past
from flows.steps.deliver import deliver
from flows.steps.detect import detect as read_articles
from flows.steps.doctor import examine
from flows.steps.explain import explain as explanation
from flows.steps.ingest import due
from flows.steps.ingest import ingest as read_feeds
from flows.steps.read import LineUnreadableError, lines, predictions
from flows.steps.status import feed_table, status_of
from parsers.lexicon import Lexicon
from parsers.press.newsrooms import Newsrooms

app = typer.Typer(
    name="minilateral",
    help="Reads the news for one question: which states are meeting, or acting together, "
    "that were not before?",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,  # its boxes print local variables, and those hold secrets
)

Feeds = Annotated[
    list[str] | None,
    typer.Option("--feed", help="Slug of a feed in config/feeds.toml; may be given again."),
]


def _say(verb: str, counts: Mapping[str, int]) -> None:
    words = ", ".join(f"{count} {word}" for word, count in counts.items()) or "nothing to do"
    typer.echo(f"{verb:<9}{words}")


def _check_feeds(house: House, slugs: Sequence[str] | None) -> None:
    """Refuse a slug that nothing is read under, rather than read nothing without a word."""
    known = {source.slug: source for source in house.watchlist.feeds}
    for slug in slugs or ():
        if slug not in known:
            refuse(f"{slug}: no such feed. `minilateral feeds` lists them.")
        if not known[slug].enabled:
            refuse(f"{slug}: is disabled. Set enabled = true in config/feeds.toml.")


@app.command()
def ingest(
    feed: Feeds = None,
    *,
    force: Annotated[bool, typer.Option(help="Also ask feeds that are not due yet.")] = False,
    now: Now = None,
) -> None:
    """Read the feeds that are due, fetch the pages they lead to, and store what is new.

    A feed is due 15 minutes after its last answer, later after failures. Nothing is sent;
    `detect` comes next. Try: `minilateral ingest --feed yonhap --force`
    """
    with entered() as house:
        _check_feeds(house, feed)
        if not _ingest(house, feed, moment(now), force=force):
            raise typer.Exit(FAILED)


def _ingest(house: House, slugs: list[str] | None, now: datetime, *, force: bool) -> bool:
    with running(house, "ingest", now) as run:
        states = due(house, now, slugs=slugs, force=force)
        report = asyncio.run(read_feeds(house, run.id, states, now))
        counts, is_failure = report.as_counts(), report.is_failure
        run.close(counts, is_failure=is_failure, is_partial=report.is_partial)
    if not states:
        typer.echo(_why_nothing_is_due(house))
        return True
    typer.echo(f"feeds    {report.feeds.line()}")
    typer.echo(f"entries  {report.entries.line()}")
    if report.failed:
        complain(f"not read: {', '.join(report.failed)}. `minilateral feeds --failing` says why.")
    return not is_failure


def _why_nothing_is_due(house: House) -> str:
    if not house.watchlist.enabled_feeds:
        return "No feed is enabled. Enable some in config/feeds.toml."
    return "No feed is due. `minilateral feeds` says when, `--force` asks them all the same."


@app.command()
def detect(now: Now = None) -> None:
    """Read the stored articles that were not read yet: fold copies, keep records, raise alerts.

    Alerts are queued for the recipients of config/recipients.toml; `digest` sends them.
    """
    with entered() as house:
        if not _detect(house, moment(now)):
            raise typer.Exit(FAILED)


def _detect(house: House, now: datetime) -> bool:
    with running(house, "detect", now) as run:
        report = read_articles(house, now)
        is_partial = report.unreadable > 0
        run.close(report.as_counts(), is_failure=report.is_failure, is_partial=is_partial)
    _say("detect", report.as_counts())
    for alert in report.alerts:
        typer.echo(f"  {alert.reason.value:<13} {', '.join(alert.members)}  ({alert.id})")
    return not report.is_failure


@app.command()
def digest(
    recipient: Annotated[
        str | None, typer.Option(help="Only this recipient of config/recipients.toml.")
    ] = None,
    preview: Annotated[
        Path | None,
        typer.Option(
            help="Write the HTML of today's alerts to this file and show the text; "
            "nothing is sent or kept."
        ),
    ] = None,
    now: Now = None,
) -> None:
    """Compose the messages whose time has come and send what is due; each is sent once.

    Instant recipients hear at once, daily ones at their own local time.
    Look first: `minilateral digest --recipient desk --preview digest.html`
    """
    with entered() as house:
        if recipient is not None:
            recipient_named(house, recipient)
        if preview is not None:
            _preview(house, recipient, preview, moment(now))
            return
        if not _digest(house, recipient, moment(now)):
            raise typer.Exit(FAILED)


def _preview(house: House, name: str | None, file: Path, now: datetime) -> None:
    chosen = [r for r in house.watchlist.recipients if name in (None, r.name)]
    if not chosen:
        refuse("There is no recipient to write to. Add one in config/recipients.toml.")
    message = telling.preview(house, chosen[0], now.date(), now)
    write(file, message.html)
    typer.echo(f"{message.text}\nSubject: {message.subject}\nwritten to {file}")


def _digest(house: House, recipient: str | None, now: datetime) -> bool:
    with running(house, "digest", now) as run:
        report = telling.compose(house, now, only=recipient)
        sends = deliver(house, now)
        is_failure = telling.is_failure(report, sends)
        counts = report.as_counts() | sends.as_dict()
        run.close(counts, is_failure=is_failure, is_partial=telling.is_partial(report, sends))
    _say("digest", counts)
    if not house.watchlist.recipients:
        typer.echo("Nobody is told: add a [[recipient]] to config/recipients.toml.")
    if report.failed:
        complain(f"no message could be made for: {', '.join(report.failed)}. See the log.")
    if sends.total > sends["sent"]:
        complain("Some messages were not sent. `minilateral deliveries list` says why.")
    return not is_failure


@app.command()
def run(now: Now = None) -> None:
    """Do one round: ingest, detect, digest. This is what cron would call."""
    with entered() as house:
        at = moment(now)
        is_read = _ingest(house, None, at, force=False)
        is_understood = _detect(house, at)
        is_sent = _digest(house, None, at)
        if not (is_read and is_understood and is_sent):
            raise typer.Exit(FAILED)


@app.command()
def serve() -> None:
    """Run the schedule of prefect.yaml: a Prefect server and a worker, until Ctrl-C.

    Feeds are read every 15 minutes, digests go out at their time. The Prefect UI is on
    http://127.0.0.1:4200 (MINILATERAL_PREFECT_PORT moves it).
    Run it in the directory that holds prefect.yaml and config/.
    """
    with entered() as house:
        settings = house.settings
    try:
        supervise(settings, typer.echo)
    except SupervisionError as error:
        complain(str(error))
        raise typer.Exit(FAILED) from None


@app.command()
def backfill(
    since: Day,
    until: Day,
    feed: Feeds = None,
    notify: Annotated[
        Literal["none", "live"],
        typer.Option(help="none tells nobody; live lets the finds alert like today's news."),
    ] = "none",
    now: Now = None,
) -> None:
    """Read what the feeds still hold of past days, and keep it as history; nobody is told.

    Asks each feed as it stands and then its older pages (`?paged=2` and on, which WordPress
    serves). Safe to repeat. What is still news is left to `ingest`.
    Try: `minilateral backfill --since 2026-03-01 --until 2026-03-05`
    """
    try:
        window = Window(since.date(), until.date())
    except ValueError as error:
        refuse(str(error))
    with entered() as house:
        _check_feeds(house, feed)
        is_read = _backfill(house, window, feed, moment(now), live=notify == "live")
        with suppress(VerbBusyError):  # the one under way reads what was found as well
            is_read = _detect(house, moment(now)) and is_read
        if not is_read:
            raise typer.Exit(FAILED)


def _backfill(
    house: House, window: Window, slugs: list[str] | None, now: datetime, *, live: bool
) -> bool:
    with running(house, "backfill", now) as run:
        states = due(house, now, slugs=slugs, force=True)
        found = asyncio.run(read_past(house, run.id, states, window, now, live=live))
        silent = found[UNAVAILABLE]
        is_failure = 0 < silent == len(states)
        run.close(found.as_dict(), is_failure=is_failure, is_partial=silent > 0)
    typer.echo(f"entries  {found.line()}")
    if silent:
        complain(f"{silent} of {len(states)} feeds did not answer with a feed.")
    return not is_failure


@app.command()
def read(
    articles: Annotated[Path, typer.Argument(help="A file with one JSON object a line.")],
    output: Annotated[
        Path | None, typer.Option(help="Where to write; standard output if not given.")
    ] = None,
) -> None:
    """Run the reader alone over a file of articles: no network, no database.

    In, a line each: id, url, published (ISO date, YYYY-MM or null), title, text.
    Out: is_relevant, groupings, meetings, syndication_cluster, newsroom.
    What config/lexicon.toml adds to the lexicon counts, where that file is here, and what
    config/newsrooms.toml says of newsrooms.
    """
    try:
        with articles.open(encoding="utf-8-sig") as rows:
            found = list(lines(rows))
    except OSError as error:
        refuse(f"{articles}: cannot be read ({error.strerror}). Give the path of a JSONL file.")
    except (UnicodeDecodeError, LineUnreadableError) as error:
        refuse(f"{articles}: {error}")
    made = (json.dumps(one, ensure_ascii=False) for one in predictions(found, *_known()))
    if output is None:
        sys.stdout.writelines(f"{one}\n" for one in made)
    else:
        write(output, "".join(f"{one}\n" for one in made))


def _known() -> tuple[Lexicon, Newsrooms]:
    """Return the lexicon with what this installation adds to it, and what it knows of newsrooms."""
    try:
        folder = load_settings().config_dir
        return load_lexicon(folder), newsrooms_if_any(folder)
    except (SettingsError, WatchlistError) as error:
        refuse(str(error))


@app.command()
def feeds(
    *, failing: Annotated[bool, typer.Option(help="Only feeds that do not answer.")] = False
) -> None:
    """List the feeds: when each last answered, since when it fails and what it said.

    Feeds are added in config/feeds.toml.
    """
    with entered() as house:
        for row in feed_table(house, datetime.now(UTC), only_failing=failing):
            typer.echo(row)


@app.command()
def explain(
    identity: Annotated[str, typer.Argument(help="Id of an alert, meeting, grouping or story.")],
) -> None:
    """Say why: the sentences, rules and copies behind an alert, a meeting, a grouping or a story.

    Ids are printed by `detect` and `status`; the first digits suffice.
    """
    with entered() as house:
        found = explanation(house, identity)
        if found is None:
            refuse(f"{identity}: no such alert, meeting, grouping or story.")
        typer.echo(found)


app.command()(compare)


@app.command()
def status() -> None:
    """Show what was read, found and sent: last runs, totals, latest alerts, waiting messages."""
    with entered() as house:
        typer.echo(status_of(house, datetime.now(UTC)))


@app.command()
def doctor() -> None:
    """Check settings, configuration, database, feeds and channels; each fault with its remedy.

    Run it first when something seems wrong. It changes nothing but the schema of an older
    database, and its exit status is 1 where there is a fault.
    """
    findings = examine(datetime.now(UTC))
    for finding in findings:
        colour = typer.colors.GREEN if finding.is_well else typer.colors.RED
        mark = typer.style("ok   " if finding.is_well else "fault", fg=colour)
        typer.echo(f"{mark} {finding.what}: {finding.detail}")
    if not all(finding.is_well for finding in findings):
        raise typer.Exit(FAILED)


app.command()(meetings)
app.command()(groupings)
app.command()(audit)
app.command()(replay)
app.command()(runs)
app.add_typer(recipients.app)
app.add_typer(deliveries.app)
app.add_typer(corrections.app)
app.add_typer(lexicon.app)
app.add_typer(newsrooms.app)
app.add_typer(rules.app)


def main() -> None:
    """Run the command line."""
    app()

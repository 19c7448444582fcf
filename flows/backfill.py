"""The flow that reads the past of the feeds, by hand; nobody is told unless asked."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from typing import Any, Literal

from prefect import State, flow
from prefect.states import Cancelled, Failed

from flows.runtime.runs import VerbBusyError, running
from flows.runtime.verbs import FAULTS, Day, Moment, NothingDoneError, Slugs, moment_of, require
from flows.runtime.wiring import House, opened
from flows.steps.backfill import UNAVAILABLE, Window
from flows.steps.backfill import backfill as read_past
from flows.steps.detect import detect as read_articles
from flows.steps.ingest import due


@flow(name="backfill", flow_run_name="backfill {since} to {until}", persist_result=False)
async def backfill(
    since: Day,
    until: Day,
    feeds: Slugs | None = None,
    notify: Literal["none", "live"] = "none",
    *,
    now: Moment | None = None,
) -> dict[str, int] | State[Any]:
    """Read what the feeds still hold of past days, and keep it as history.

    Args:
        since: First day (UTC).
        until: Last day (UTC), included.
        feeds: Slugs of the feeds; leave empty for all.
        notify: "none" tells nobody; "live" lets what is found raise alerts like today's news.
        now: The instant to act at, with its UTC offset; leave empty for the present.
    """
    moment = moment_of(now)
    try:
        window = Window(since, until)
    except ValueError as fault:
        return Failed(message=str(fault))
    try:
        with opened() as house:
            require("feed", feeds or (), [source.slug for source in house.watchlist.feeds])
            with running(house, "backfill", moment) as run:
                states = due(house, moment, slugs=feeds or None, force=True)
                is_live = notify == "live"
                found = await read_past(house, run.id, states, window, moment, live=is_live)
                silent = found[UNAVAILABLE]
                failed = 0 < silent == len(states)
                run.close(found.as_dict(), is_failure=failed, is_partial=silent > 0)
            read = _read(house, moment)
            if failed:
                raise NothingDoneError(f"None of {silent} feeds answered; see minilateral feeds.")
    except VerbBusyError as fault:
        return Cancelled(message=str(fault))
    except FAULTS as fault:
        return Failed(message=str(fault))
    return found.as_dict() | read


def _read(house: House, moment: datetime) -> dict[str, int]:
    """Read what was found as a run of its own; a detect that is under way reads it as well."""
    with suppress(VerbBusyError), running(house, "detect", moment) as run:
        report = read_articles(house, moment)
        is_partial = report.unreadable > 0
        run.close(report.as_counts(), is_failure=report.is_failure, is_partial=is_partial)
        return report.as_counts()
    return {}

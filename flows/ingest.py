"""The flow that reads the feeds which are due; one task asks a batch of feeds."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Annotated, Any

from prefect import State, flow, task
from prefect.cache_policies import NO_CACHE
from prefect.states import Cancelled, Failed
from pydantic import Field

from flows.runtime.runs import VerbBusyError, running
from flows.runtime.verbs import FAULTS, Moment, NothingDoneError, Slugs, moment_of, require
from flows.runtime.web import open_web
from flows.runtime.wiring import opened
from flows.steps.ingest import IngestReport, Round, ask, due, report_of
from storage.model import FeedState

BatchSize = Annotated[int, Field(ge=1, le=500)]


@flow(name="ingest", flow_run_name="ingest", persist_result=False)
async def ingest(
    feeds: Slugs | None = None,
    batch_size: BatchSize = 25,
    *,
    force: bool = False,
    now: Moment | None = None,
) -> dict[str, int] | State[Any]:
    """Read every feed that is due and keep what is new.

    Args:
        feeds: Slugs of the feeds to read; leave empty for all that are due.
        batch_size: How many feeds one task asks.
        force: Also ask feeds that are not due yet.
        now: The instant to act at, with its UTC offset; leave empty for the present.
    """
    moment = moment_of(now)
    try:
        with opened() as house:
            require("feed", feeds or (), [source.slug for source in house.watchlist.feeds])
            with running(house, "ingest", moment) as run:
                states = due(house, moment, slugs=feeds or None, force=force)
                async with open_web(house.settings) as web:
                    report = await _read(Round(house, web, run.id, moment), states, batch_size)
                counts = report.as_counts()
                run.close(counts, is_failure=report.is_failure, is_partial=report.is_partial)
            if report.is_failure:
                raise NothingDoneError(
                    f"None of {report.feeds.total} feeds answered; see minilateral feeds."
                )
    except VerbBusyError as fault:
        return Cancelled(message=str(fault))
    except FAULTS as fault:
        return Failed(message=str(fault))
    return counts


async def _read(round_: Round, states: Sequence[FeedState], size: int) -> IngestReport:
    """Ask all batches at once; each has its say before a defect in one ends the run."""
    by_slug = {state.source.slug: state for state in states}

    # Defined here, where it can reach the open web: all that Prefect sees of it are the slugs.
    @task(
        name="read", task_run_name="read {slugs[0]} …", cache_policy=NO_CACHE, persist_result=False
    )
    async def read(slugs: list[str]) -> IngestReport:
        return await ask(round_, [by_slug[slug] for slug in slugs])

    slugs = list(by_slug)
    batches = [slugs[at : at + size] for at in range(0, len(slugs), size)]
    outcomes = await asyncio.gather(*map(read, batches), return_exceptions=True)
    reports: list[IngestReport] = []
    for outcome in outcomes:
        if isinstance(outcome, BaseException):
            raise outcome
        reports.append(outcome)
    return report_of(reports)

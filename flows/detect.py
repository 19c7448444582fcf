"""The flow that reads stored articles into records and alerts, and sends what is due."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from prefect import State, flow
from prefect.states import Cancelled, Failed

from flows.runtime.runs import VerbBusyError, running
from flows.runtime.verbs import FAULTS, Moment, NothingDoneError, moment_of
from flows.runtime.wiring import House, opened
from flows.steps.deliver import deliver
from flows.steps.detect import detect as read_articles
from flows.steps.digest import compose, is_failure, is_partial


# Async, though nothing in it waits: of a sync flow that returns a failed state Prefect logs a
# traceback, and every one ends a second later.
@flow(name="detect", flow_run_name="detect", persist_result=False)
async def detect(*, send: bool = True, now: Moment | None = None) -> dict[str, int] | State[Any]:
    """Read every article that was not read yet; fold copies, keep records, raise alerts.

    Args:
        send: Also send what is due: instant alerts, and digests whose hour has come.
        now: The instant to act at, with its UTC offset; leave empty for the present.
    """
    moment = moment_of(now)
    try:
        with opened() as house:
            with running(house, "detect", moment) as run:
                report = read_articles(house, moment)
                counts, failed = report.as_counts(), report.is_failure
                run.close(counts, is_failure=failed, is_partial=report.unreadable > 0)
            told = _send(house, moment) if send else {}
            if failed:
                raise NothingDoneError(f"None of {report.articles} articles could be read.")
    except VerbBusyError as fault:
        return Cancelled(message=str(fault))
    except FAULTS as fault:
        return Failed(message=str(fault))
    return {word: counts.get(word, 0) + told.get(word, 0) for word in {**counts, **told}}


def _send(house: House, moment: datetime) -> dict[str, int]:
    """Send what is due as a run of its own; one that is under way sends it in our stead."""
    try:
        with running(house, "digest", moment) as run:
            made, sends = compose(house, moment), deliver(house, moment)
            counts = made.as_counts() | sends.as_dict()
            failed = is_failure(made, sends)
            run.close(counts, is_failure=failed, is_partial=is_partial(made, sends))
    except VerbBusyError:
        return {}
    if failed:
        raise NothingDoneError("No message could be sent; see minilateral status.")
    return counts

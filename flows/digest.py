"""The flow that puts what is queued into messages and sends what is due."""

from __future__ import annotations

from typing import Any

from prefect import State, flow
from prefect.states import Cancelled, Failed

from flows.runtime.rows import Slug
from flows.runtime.runs import VerbBusyError, running
from flows.runtime.verbs import FAULTS, Moment, NothingDoneError, moment_of, require
from flows.runtime.wiring import opened
from flows.steps.deliver import deliver
from flows.steps.digest import compose, is_failure, is_partial


# Async, though nothing in it waits: of a sync flow that returns a failed state Prefect logs a
# traceback, and every one ends a second later.
@flow(name="digest", flow_run_name="digest", persist_result=False)
async def digest(
    recipient: Slug | None = None, *, now: Moment | None = None
) -> dict[str, int] | State[Any]:
    """Compose the messages whose time has come and send them; each is sent once.

    Args:
        recipient: Name of the one recipient to write to; leave empty for all.
        now: The instant to act at, with its UTC offset; leave empty for the present.
    """
    moment = moment_of(now)
    try:
        with opened() as house:
            names = [known.name for known in house.watchlist.recipients]
            require("recipient", [recipient] if recipient else (), names)
            with running(house, "digest", moment) as run:
                made = compose(house, moment, only=recipient)
                sends = deliver(house, moment)
                counts = made.as_counts() | sends.as_dict()
                failed = is_failure(made, sends)
                run.close(counts, is_failure=failed, is_partial=is_partial(made, sends))
            if failed:
                raise NothingDoneError("No message could be sent; see minilateral status.")
    except VerbBusyError as fault:
        return Cancelled(message=str(fault))
    except FAULTS as fault:
        return Failed(message=str(fault))
    return counts

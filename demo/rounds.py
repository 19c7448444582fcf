"""One round of the house by its real Prefect flows; importing it takes Prefect's seconds."""

from __future__ import annotations

import asyncio
from datetime import datetime

from prefect.exceptions import CancelledRun, FailedRun

from demo.play import StageError
from flows.detect import detect
from flows.digest import digest
from flows.ingest import ingest


def go_round(now: datetime) -> None:
    """Read the newsroom, detect and tell, each as a flow run of its own.

    Raises StageError with the message of a run that ended otherwise than completed.
    """
    try:
        asyncio.run(_round(now))
    except (CancelledRun, FailedRun) as error:
        raise StageError(str(error)) from error


async def _round(now: datetime) -> None:
    await ingest(force=True, now=now)
    await detect(send=False, now=now)
    await digest(now=now)

"""The one place where any error at all is caught: around a single feed, article or message.

What one item does wrong, in ways nobody foresaw, must not cost the others their turn.
A database that is gone is no fault of an item and still ends the run.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from storage.errors import (
    DatabaseBusyError,
    DatabaseRefusedError,
    DatabaseUnreachableError,
    MigrationPendingError,
)

logger = logging.getLogger(__name__)

NO_FAULT_OF_AN_ITEM: Final = (
    DatabaseBusyError,
    DatabaseRefusedError,
    DatabaseUnreachableError,
    MigrationPendingError,
)


@contextmanager
def sparing(kind: str, identity: str) -> Iterator[None]:
    """Pass over what the block raises, with a traceback in the log; the caller sees no result.

    ``kind`` and ``identity`` name the item. Raises only what ends the whole run.
    """
    try:
        yield
    except NO_FAULT_OF_AN_ITEM:
        raise
    except Exception:
        logger.exception("item_spared kind=%s id=%s", kind, identity)

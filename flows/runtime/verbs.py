"""What a flow takes and what can keep it from its work: shared by all verbs, free of Prefect."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, date, datetime
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, Field

from alerts.errors import AlertError
from flows.runtime.rows import Slug
from flows.runtime.settings import SettingsError
from flows.runtime.watchlist import WatchlistError
from storage.errors import StorageError

# Prefect checks a pattern before a run exists, a format only when it has started.
Day = Annotated[date, Field(json_schema_extra={"pattern": r"^\d{4}-\d{2}-\d{2}$"})]
Moment = Annotated[AwareDatetime, AfterValidator(lambda moment: moment.astimezone(UTC))]
Slugs = list[Slug]


class NameUnknownError(Exception):
    """A run was asked for something that the configuration does not name."""

    def __init__(self, kind: str, names: Collection[str]) -> None:
        super().__init__(
            f"{', '.join(sorted(names))}: no such {kind}. config/{kind}s.toml lists them."
        )


class NothingDoneError(Exception):
    """A run did its work and all of it came to nothing."""


# What a person can mend: a run ends with its message. Anything else keeps its traceback.
FAULTS = (
    AlertError,
    NameUnknownError,
    NothingDoneError,
    SettingsError,
    StorageError,
    WatchlistError,
)


def moment_of(now: datetime | None) -> datetime:
    """Return the instant that a run acts at: the one it was given, or the present."""
    return now or datetime.now(UTC)


def require(kind: str, asked: Collection[str], known: Collection[str]) -> None:
    """Raise NameUnknownError unless every name that was asked for is known."""
    if unknown := set(asked) - set(known):
        raise NameUnknownError(kind, unknown)

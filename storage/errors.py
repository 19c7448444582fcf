"""What can go wrong while remembering: each error names the thing and the remedy.

StorageError
├── DatabaseUnsupportedError   the URL names no database that we can use
├── DatabaseUnreachableError   the file or server cannot be opened
├── DatabaseBusyError          somebody else holds it; a later try can succeed
├── DatabaseRefusedError       it is full, read-only, damaged or of another user
├── MigrationPendingError      its tables are older than this program
├── MigrationUnknownError      its tables are newer than this program
├── RowRefusedError            a row contradicts another one
├── NaiveInstantError          an instant without a zone was to be kept
├── ValueUnreadableError       a kept value no longer fits its type
└── IdentityUnknownError       nothing is kept under that name
"""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy.exc import DontWrapMixin


class StorageError(Exception):
    """Something could not be kept or found; ``identity`` says what, ``remedy`` what to do.

    ``is_retryable`` says whether the same call can succeed a little later.
    """

    is_retryable: ClassVar[bool] = False

    def __init__(self, identity: str, reason: str, remedy: str) -> None:
        super().__init__(f"{identity}: {reason}. {remedy}")
        self.identity = identity
        self.reason = reason
        self.remedy = remedy


class DatabaseUnsupportedError(StorageError):
    """The URL is malformed or names a kind of database that we cannot use."""


class DatabaseUnreachableError(StorageError):
    """The database file or server cannot be opened."""

    is_retryable = True


class DatabaseBusyError(StorageError):
    """Another process held the database for longer than we wait."""

    is_retryable = True


class DatabaseRefusedError(StorageError):
    """The database was opened and will not serve: full, read-only or damaged."""


class MigrationPendingError(StorageError):
    """The tables are missing or older than this program."""


class MigrationUnknownError(StorageError):
    """The tables were made by a newer program."""


class RowRefusedError(StorageError):
    """A row names another that is not kept, or contradicts one that is."""


class NaiveInstantError(StorageError, DontWrapMixin):
    """An instant without a zone was to be kept or compared."""


class ValueUnreadableError(StorageError, DontWrapMixin):
    """A value cannot be written as JSON, or what was written no longer fits its type."""


class IdentityUnknownError(StorageError):
    """Nothing is kept under that name."""

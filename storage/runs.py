"""Remembers runs, and keeps two of one kind apart by a lock that runs out.

It reads no clock: a lock is taken, kept and lost at the instants that it is told.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, delete, or_, select, update

from storage.errors import IdentityUnknownError
from storage.model import Run, RunStatus
from storage.statements import add_new, change, every, first, is_postgresql, table_of
from storage.tables.runs import LockRow, RunRow


def start(session: Session, verb: str, now: datetime, detail: str = "") -> str:
    """Keep that a run began and return its id, such as ``ingest-20250103T0715-3f9a1c``."""
    run = Run(f"{verb}-{now:%Y%m%dT%H%M}-{secrets.token_hex(3)}", verb, now, detail=detail)
    add_new(session, [RunRow.of(run)])
    return run.id


def finish(
    session: Session,
    run_id: str,
    *,
    now: datetime,
    status: RunStatus,
    counts: Mapping[str, int],
    detail: str | None = None,
) -> None:
    """Keep how a run ended; ``detail`` replaces what was said at its start.

    Raises IdentityUnknownError for a run that never began.
    """
    changes = {"finished_at": now, "status": status.value, "counts": dict(counts)}
    if detail is not None:
        changes["detail"] = detail
    if not change(session, update(RunRow).where(col(RunRow.id) == run_id).values(**changes)):
        raise IdentityUnknownError(run_id, "is no run we know", "Start the run first.")


def get(session: Session, run_id: str) -> Run | None:
    """Return one run, or None."""
    row = first(session, select(RunRow).where(RunRow.id == run_id))
    return None if row is None else row.value


def recent(session: Session, verb: str | None = None, limit: int = 20) -> list[Run]:
    """Return the latest runs, of one verb or of all, the latest first."""
    statement = select(RunRow).order_by(col(RunRow.started_at).desc(), col(RunRow.id).desc())
    if verb is not None:
        statement = statement.where(RunRow.verb == verb)
    return [row.value for row in every(session, statement.limit(limit))]


def lock(session: Session, name: str, owner: str, *, now: datetime, lease: timedelta) -> bool:
    """Take, renew or take over a named lock until ``now + lease``; False if another holds it.

    The same owner may take it again, which renews it. A lock that ran out is anybody's.
    """
    table = table_of(LockRow)
    dialect = postgresql if is_postgresql(session) else sqlite
    insert = dialect.insert(table).values(name=name, owner=owner, until=now + lease)
    taken = insert.on_conflict_do_update(
        index_elements=[table.c.name],
        set_={"owner": insert.excluded.owner, "until": insert.excluded.until},
        where=or_(table.c.owner == owner, table.c.until <= now),
    ).returning(table.c.name)
    return session.connection().execute(taken).first() is not None


def unlock(session: Session, name: str, owner: str) -> bool:
    """Give a lock back; False if it was not this owner's any more."""
    mine = (col(LockRow.name) == name, col(LockRow.owner) == owner)
    return change(session, delete(LockRow).where(*mine)) == 1


def holder(session: Session, name: str, now: datetime) -> str | None:
    """Return who holds a lock at ``now``, or None."""
    statement = select(LockRow).where(LockRow.name == name, col(LockRow.until) > now)
    row = first(session, statement)
    return None if row is None else row.owner

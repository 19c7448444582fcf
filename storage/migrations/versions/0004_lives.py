"""Reports know their record and their days; what was held is remembered.

Revision: 0004
After: 0003
"""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
# SQLite counts up only what is declared as plain INTEGER.
SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
# Where a claim has no date, the days around its publication in which its meeting is sought.
BEFORE, AHEAD = timedelta(days=30), timedelta(days=120)
NEW_COLUMNS = {
    "record": sa.String(),
    "told_at": INSTANT,
    "seen_at": INSTANT,
    "earliest_on": sa.Date(),
    "latest_on": sa.Date(),
}
INDEXES = (("record",), ("told_at",), ("states", "latest_on"))


def upgrade() -> None:
    """Add the columns, fill them for the claims that are there, and make the new table."""
    for name, kind in NEW_COLUMNS.items():
        op.add_column("meeting_claim", sa.Column(name, kind))
    op.add_column("record_change", sa.Column("true_at", INSTANT))
    _fill(op.get_bind())
    op.drop_index("ix_meeting_claim_states", table_name="meeting_claim")
    with op.batch_alter_table("meeting_claim") as table:
        for name, kind in NEW_COLUMNS.items():
            if name != "record":
                table.alter_column(name, existing_type=kind, nullable=False)
    for columns in INDEXES:
        op.create_index(f"ix_meeting_claim_{'_'.join(columns)}", "meeting_claim", list(columns))
    _make_meeting_state()


def downgrade() -> None:
    """Drop what was added."""
    op.drop_table("meeting_state")
    for columns in INDEXES:
        op.drop_index(f"ix_meeting_claim_{'_'.join(columns)}", table_name="meeting_claim")
    with op.batch_alter_table("meeting_claim") as table:
        for name in NEW_COLUMNS:
            table.drop_column(name)
    op.create_index("ix_meeting_claim_states", "meeting_claim", ["states"])
    with op.batch_alter_table("record_change") as table:
        table.drop_column("true_at")


def _make_meeting_state() -> None:
    op.create_table(
        "meeting_state",
        sa.Column("id", SERIAL, nullable=False, autoincrement=True),
        sa.Column("record", sa.String(), nullable=False),
        sa.Column("seen_at", INSTANT, nullable=False),
        sa.Column("state", sa.JSON()),
        sa.PrimaryKeyConstraint("id", name="pk_meeting_state"),
    )
    op.create_index("ix_meeting_state_record_seen_at", "meeting_state", ["record", "seen_at"])


def _fill(bind: sa.Connection) -> None:
    """Tie each claim to the record that its words support, and give it its days."""
    claim, article, evidence = (_table(name) for name in _COLUMNS)
    support = {
        (row.article, row.start, row.end): row.record for row in bind.execute(sa.select(evidence))
    }
    told = sa.select(claim, article.c.published_at, article.c.fetched_at)
    for row in bind.execute(told.join(article, article.c.id == claim.c.article)).all():
        said = json.loads(row.claim) if isinstance(row.claim, str) else row.claim
        instant = row.published_at or row.fetched_at
        words = said["evidence"]
        days = _days(said, instant.date())
        values = {
            "record": support.get((row.article, words["start"], words["end"])),
            "told_at": _aware(instant),
            "seen_at": _aware(row.fetched_at),
            "earliest_on": days[0],
            "latest_on": days[1],
        }
        mine = sa.and_(claim.c.article == row.article, claim.c.ordinal == row.ordinal)
        bind.execute(sa.update(claim).where(mine).values(values))


def _aware(instant: datetime) -> datetime:
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)


def _days(said: dict[str, Any], published: date) -> tuple[date, date]:
    start = said["when"]["start"]
    if start is None:
        return published - BEFORE, published + AHEAD
    return date.fromisoformat(start), date.fromisoformat(said["when"]["end"] or start)


_COLUMNS: dict[str, dict[str, Any]] = {
    "meeting_claim": {
        "article": sa.String(), "ordinal": sa.Integer(), "claim": sa.JSON(), **NEW_COLUMNS,
    },
    "article": {"id": sa.String(), "published_at": INSTANT, "fetched_at": INSTANT},
    "record_evidence": {
        "record": sa.String(), "article": sa.String(), "start": sa.Integer(), "end": sa.Integer(),
    },
}  # fmt: skip


def _table(name: str) -> sa.TableClause:
    return sa.table(name, *(sa.column(key, kind) for key, kind in _COLUMNS[name].items()))

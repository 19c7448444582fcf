"""The table of news that waits to be told.

Revision: 0006
After: 0005
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the table; nothing waits in it."""
    op.create_table(
        "waiting",
        sa.Column("record", sa.String(), nullable=False),
        sa.Column("since", INSTANT, nullable=False),
        sa.Column("due_at", INSTANT, nullable=False),
        sa.Column("changes", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("record", name="pk_waiting"),
    )
    op.create_index("ix_waiting_due_at", "waiting", ["due_at"])


def downgrade() -> None:
    """Drop it; what waited is told when it next changes."""
    op.drop_table("waiting")

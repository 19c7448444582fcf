"""Recipients may be paused by command.

Revision: 0017
After: 0016
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make room for pauses: there are none yet."""
    op.create_table(
        "recipient_pause",
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("editor", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("recipient", name="pk_recipient_pause"),
    )


def downgrade() -> None:
    """End all pauses."""
    op.drop_table("recipient_pause")

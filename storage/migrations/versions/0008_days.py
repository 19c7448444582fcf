"""Reports are found by their states and days in the index alone.

Revision: 0008
After: 0007
"""

from __future__ import annotations

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

TABLE = "meeting_claim"
BY_LAST_DAY, BY_DAYS = ["states", "latest_on"], ["states", "latest_on", "earliest_on"]


def upgrade() -> None:
    """Take the first day into the index: all later reports of a set need not be fetched."""
    op.drop_index("ix_meeting_claim_states_latest_on", TABLE)
    op.create_index("ix_meeting_claim_states_latest_on_earliest_on", TABLE, BY_DAYS)


def downgrade() -> None:
    """Go back to the last day alone."""
    op.drop_index("ix_meeting_claim_states_latest_on_earliest_on", TABLE)
    op.create_index("ix_meeting_claim_states_latest_on", TABLE, BY_LAST_DAY)

"""What a delivery is for, ways that are closed, and addresses that take no mail.

Revision: 0015
After: 0014
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add what is known of ways and addresses: nothing yet. All messages so far were digests."""
    op.add_column("delivery", sa.Column("purpose", sa.String()))
    op.execute("UPDATE delivery SET purpose = 'digest'")
    with op.batch_alter_table("delivery") as table:
        table.alter_column("purpose", existing_type=sa.String(), nullable=False)
    op.create_table(
        "closed_way",
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("secret", sa.String(), nullable=False),
        sa.Column("until", INSTANT, nullable=False),
        sa.Column("since", INSTANT, nullable=False),
        sa.Column("is_faulty", sa.Boolean(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("channel", "secret", name="pk_closed_way"),
    )
    op.create_table(
        "refused_address",
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("is_final", sa.Boolean(), nullable=False),
        sa.Column("since", INSTANT, nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("recipient", "address", name="pk_refused_address"),
    )


def downgrade() -> None:
    """Forget them; tests and replays, which an older house would tell as news, are given up."""
    op.drop_table("refused_address")
    op.drop_table("closed_way")
    op.execute(
        "UPDATE delivery SET state = 'dead' WHERE purpose IN ('test', 'replay') "
        "AND state IN ('pending', 'leased')"
    )
    with op.batch_alter_table("delivery") as table:
        table.drop_column("purpose")
